"""Landlords, whoever speaks for them, their mandates, and what they own, from three files."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mailbot.importing.entries import Entries, Entry
from mailbot.importing.known import Known
from mailbot.importing.layout import Kind
from mailbot.importing.people import Everybody, Somebody
from mailbot.importing.rows import Changes, Row
from mailbot.importing.spans import Span, highest, match, meet
from mailbot.importing.troubles import Trouble
from mailbot.inbound.reading.lines import fold
from mailbot.vocabulary import DecisionRule

_OF_THE_LANDLORD = ("postal_address", "siren", "rule")


def take_landlords(
    entries: list[Entry], known: Known, everybody: Everybody, changes: Changes, *, welcomed_at: datetime | None
) -> dict[str, Row]:  # fmt: skip
    """Every landlord on file or in the files, by key. Several lines of one key are several people who speak for it."""
    landlords = dict(known.landlords)
    first: dict[str, Entry] = {}
    speaking: dict[str, list[Row]] = {}
    for entry in entries:
        key = fold(entry["landlord"])
        among = speaking.setdefault(key, [])
        if key not in first:
            first[key] = entry
            landlords[key] = _landlord(entry, landlords.get(key), known, changes, everybody.troubles)
        elif not _goes_with(entry, first[key], everybody.troubles):
            continue
        landlord = landlords[key]
        on_file = known.speakers.get(landlord.id or 0, [])
        speaker = _speaker(entry, landlord, [row for row in on_file if row not in among], everybody)
        if speaker is None:
            continue
        if speaker in among:
            everybody.troubles.append(
                entry.trouble("landlord", f"is on {first[key].where} already, with the same person")
            )
            continue
        among.append(speaker)
        if speaker not in on_file:
            changes.add("landlord_contacts", Row(
                {"landlord_id": landlord, "person_id": speaker, "welcomed_at": welcomed_at}
            ))  # fmt: skip
    return landlords


def _landlord(
    entry: Entry, known: Row | None, at: Known, changes: Changes, troubles: list[Trouble]
) -> Row:  # fmt: skip
    row = known or Row({
        "agency_id": at.agency_id, "key": entry["landlord"], "name": "", "postal_address": "", "siren": "",
        "rule": DecisionRule.ONE,
    })  # fmt: skip
    changes.add("landlords", row)
    if entry["name"] is not None:
        row.say(name=full_name(entry))
    elif row.is_new:
        troubles.append(entry.trouble("name", "is empty, and a new landlord takes a name"))
    row.say(**{field: entry[field] for field in _OF_THE_LANDLORD if entry[field] is not None})
    return row


def _goes_with(entry: Entry, first: Entry, troubles: list[Trouble]) -> bool:
    """Whether a further line of a landlord names one more person, and says nothing else of the landlord."""
    if entry["speaker"] is None:
        reason = f"is on {first.where} already: for one more person who speaks for it, fill in « interlocuteur »"
        troubles.append(entry.trouble("landlord", reason))
        return False
    for field in ("name", *_OF_THE_LANDLORD):
        if entry[field] is not None and entry[field] != first[field]:
            troubles.append(entry.trouble(field, f"is not what {first.where} says of the same landlord"))
            return False
    return True


def _speaker(entry: Entry, landlord: Row, among: list[Row], everybody: Everybody) -> Row | None:
    if not entry["addresses"]:
        if entry["speaker"] is not None:
            everybody.troubles.append(
                entry.trouble("addresses", "is empty, and whoever speaks for a landlord needs one")
            )
        return None
    if entry["speaker"] is not None:
        name, family, field = entry["speaker"], entry["family_name"], "speaker"
    else:
        name, family, field = full_name(entry) or landlord.values["name"], family_name(entry), "name"
    if not name:
        return None
    return everybody.find(Somebody(entry, name, family, field, None, tuple(among)))


def full_name(entry: Entry) -> str:
    """The name as people say it, the first name before it where the line has one."""
    return " ".join(filter(None, (entry["first_name"], entry["name"])))


def family_name(entry: Entry) -> str | None:
    """The name after Madame or Monsieur: as it is said, or what stands beside a first name."""
    said: str | None = entry["family_name"]
    if said is None and entry["first_name"] is not None:
        said = str(entry["name"] or "")[:120]
    return said


# -- Mandates ---------------------------------------------------------------------------------------------------------


def take_mandates(
    entries: Entries, known: Known, landlords: dict[str, Row], changes: Changes, troubles: list[Trouble]
) -> dict[str, Row]:  # fmt: skip
    """Every mandate on file or in the files, by number."""
    mandates = dict(known.mandates)
    first: dict[str, Entry] = {}
    for entry in entries.of[Kind.MANDATES]:
        number, key = fold(entry["mandate"]), fold(entry["landlord"])
        if number in first:
            troubles.append(entry.trouble("mandate", f"is on {first[number].where} already"))
            continue
        first[number] = entry
        landlord = landlords.get(key)
        row = mandates.get(number)
        if landlord is None and key not in entries.spoilt[Kind.LANDLORDS]:
            troubles.append(entry.trouble("landlord", "is the key of no landlord, on file or in these files"))
        if row is not None and landlord is not None and row.values["landlord_id"] != landlord.id:
            troubles.append(entry.trouble("landlord", "is not the landlord of this mandate on file"))
            continue
        if row is None:
            row = mandates[number] = Row({
                "agency_id": known.agency_id, "landlord_id": landlord, "number": entry["mandate"],
                "limit_incl_tax": known.profile.rules.quote_threshold, "emergency_works": "",
            })  # fmt: skip
            if entry["signed_on"] is None:
                troubles.append(entry.trouble("signed_on", "is empty, and a new mandate takes a date"))
        changes.add("mandates", row)
        said = {"signed_on": entry["signed_on"], "limit_incl_tax": entry["limit"],
                "emergency_works": entry["emergency_works"]}  # fmt: skip
        row.say(**{column: value for column, value in said.items() if value is not None})
    return mandates


# -- Who owns what ----------------------------------------------------------------------------------------------------

_WHOLE = Decimal(100)


def take_ownerships(
    entries: Entries, known: Known, homes: dict[str, Row], landlords: dict[str, Row], mandates: dict[str, Row],
    changes: Changes, troubles: list[Trouble],
) -> None:  # fmt: skip
    """Who owns which home, from when to when, under which mandate, and how much of it."""
    by_home: dict[Row, list[_Owning]] = {}
    for entry in entries.of[Kind.OWNERSHIPS]:
        owning = _owning(entry, entries, homes, landlords, mandates, troubles)
        if owning is not None:
            by_home.setdefault(owning.home, []).append(owning)
    for home, ownings in by_home.items():
        on_file = known.ownerships.get(home.id or 0, [])
        _recognise(ownings, on_file)
        standing = [row for row in on_file if row not in {owning.row for owning in ownings}]
        for owning in ownings:
            row = owning.settle(known.agency_id, standing, troubles)
            if row is not None:
                standing.append(changes.add("ownerships", row))


def _recognise(ownings: list["_Owning"], on_file: list[Row]) -> None:
    for landlord in {owning.landlord for owning in ownings}:
        theirs = [row for row in on_file if row.values["landlord_id"] == landlord.id]
        wanted = [
            (each, each.entry["starts_on"], each.entry["ends_on"]) for each in ownings if each.landlord is landlord
        ]
        found = match(wanted, [(at, span_of(row)) for at, row in enumerate(theirs)])
        for owning, at in found.items():
            owning.row = theirs[at]


class _Owning:
    """A line of « proprietes » whose home, landlord and mandate are known."""

    def __init__(self, entry: Entry, home: Row, landlord: Row, mandate: Row) -> None:
        self.entry, self.home, self.landlord, self.mandate = entry, home, landlord, mandate
        self.row: Row | None = None

    def settle(self, agency_id: int, standing: list[Row], troubles: list[Trouble]) -> Row | None:
        """The row as the line wants it; None when it cannot stand beside the others."""
        entry, row = self.entry, self.row
        starts_on = entry["starts_on"] or (row.values["starts_on"] if row else self.mandate.values.get("signed_on"))
        if starts_on is None:
            return None  # its mandate's line is wrong, and named
        ends_on = entry.said.get("ends_on", row.values["ends_on"] if row else None)
        share = entry.said.get("share", row.values["share"] if row else None)
        span: Span = (starts_on, ends_on)
        if ends_on is not None and ends_on < starts_on:
            field = "ends_on" if entry["ends_on"] is not None else "starts_on"
            troubles.append(
                entry.trouble(field, "ends before it begins" if field == "ends_on" else "is after its end on file")
            )
            return None
        if any(_same(each.values["landlord_id"], self.landlord) and meet(span_of(each), span) for each in standing):
            field = "starts_on" if entry["starts_on"] is not None else "landlord"
            troubles.append(
                entry.trouble(field, "meets another line of the same home and landlord: one day is said twice")
            )
            return None
        parts = [(span_of(each), each.values["share"]) for each in standing if each.values["share"] is not None]
        total = highest([*parts, (span, share)], span) if share is not None else Decimal(0)
        if total > _WHOLE:
            troubles.append(entry.trouble("share", f"makes {total} % of this home on one day"))
            return None
        row = row or Row({"agency_id": agency_id, "dwelling_id": self.home, "landlord_id": self.landlord,
                          "mandate_id": None})  # fmt: skip
        if not _same(row.values["mandate_id"], self.mandate):
            row.say(mandate_id=self.mandate if self.mandate.id is None else self.mandate.id)
        row.say(starts_on=starts_on, ends_on=ends_on, share=share)
        return row


def _owning(
    entry: Entry, entries: Entries, homes: dict[str, Row], landlords: dict[str, Row], mandates: dict[str, Row],
    troubles: list[Trouble],
) -> _Owning | None:  # fmt: skip
    found: list[Row | None] = []
    for field, kind, rows, what in (
        ("lot", Kind.HOMES, homes, "home"), ("landlord", Kind.LANDLORDS, landlords, "landlord"),
        ("mandate", Kind.MANDATES, mandates, "mandate"),
    ):  # fmt: skip
        key = fold(entry[field])
        found.append(rows.get(key))
        if key not in rows and key not in entries.spoilt[kind]:
            troubles.append(entry.trouble(field, f"is the key of no {what}, on file or in these files"))
    home, landlord, mandate = found
    if home is None or landlord is None or mandate is None:
        return None
    whose: Any = mandate.values["landlord_id"]
    if whose is not None and not _same(whose, landlord):
        troubles.append(entry.trouble("mandate", "is the mandate of another landlord"))
        return None
    return _Owning(entry, home, landlord, mandate)


def _same(value: Any, row: Row) -> bool:
    return value is row or (row.id is not None and value == row.id)


def span_of(row: Row) -> tuple[date, date | None]:
    """From when to when a row stands."""
    return row.values["starts_on"], row.values["ends_on"]
