"""The companies that repair, and whoever writes for them, from the lines of « prestataires »."""

from mailbot.importing.entries import Entry
from mailbot.importing.known import Known
from mailbot.importing.people import Everybody, Somebody
from mailbot.importing.rows import Changes, Row
from mailbot.inbound.reading.lines import fold

_SAID = ("company", "siret", "telephone", "postal_address", "insurance")


def take_companies(entries: list[Entry], known: Known, everybody: Everybody, changes: Changes) -> None:
    """Every company of the files, with the person who writes for it."""
    first: dict[str, Entry] = {}
    for entry in entries:
        key = fold(entry["provider"])
        if key in first:
            everybody.troubles.append(entry.trouble("provider", f"is on {first[key].where} already"))
            continue
        first[key] = entry
        company = changes.add("providers", known.providers.get(key) or _new(entry, known, everybody))
        company.say(**{field: entry[field] for field in _SAID if entry[field] is not None})
        if entry["trades"] is not None:
            company.say(trades=list(entry["trades"]))
        writers = known.writers.get(company.id or 0, [])
        writer = _writer(entry, company, writers, everybody)
        if writer is not None and writer not in writers:
            changes.add("provider_contacts", Row({"provider_id": company, "person_id": writer}))


def _new(entry: Entry, known: Known, everybody: Everybody) -> Row:
    for field, what in (("company", "a name"), ("trades", "a trade")):
        if entry[field] is None:
            everybody.troubles.append(entry.trouble(field, f"is empty, and a new company takes {what}"))
    return Row({
        "agency_id": known.agency_id, "key": entry["provider"], "company": "", "siret": "", "telephone": "",
        "postal_address": "", "trades": [], "insurance": "", "iban": "",
    })  # fmt: skip


def _writer(entry: Entry, company: Row, writers: list[Row], everybody: Everybody) -> Row | None:
    if not entry["addresses"]:
        if entry["speaker"] is not None:
            everybody.troubles.append(
                entry.trouble("addresses", "is empty, and whoever writes for a company needs one")
            )
        return None
    name = entry["speaker"] or company.values["company"]
    if not name:
        return None
    field = "speaker" if entry["speaker"] is not None else "company"
    return everybody.find(Somebody(entry, name, entry["family_name"], field, None, tuple(writers)))
