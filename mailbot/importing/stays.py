"""Who lives where, from the lines of « locataires », and to whom no letter of welcome is due."""

from datetime import date, datetime
from typing import Any

from mailbot.importing.entries import Entries, Entry
from mailbot.importing.known import Known
from mailbot.importing.layout import Kind
from mailbot.importing.owners import family_name, full_name, span_of
from mailbot.importing.people import Everybody, Somebody
from mailbot.importing.rows import Changes, Row
from mailbot.importing.spans import match, meet
from mailbot.inbound.reading.lines import fold


def take_stays(
    entries: Entries, known: Known, homes: dict[str, Row], everybody: Everybody, changes: Changes, *,
    today: date, now: datetime, welcome: bool,
) -> None:  # fmt: skip
    """Each line's person, in each line's home. Who was there before today is taken for welcomed, unless `welcome`."""
    pairs: dict[tuple[Row, Row], list[Entry]] = {}
    for entry in entries.of[Kind.TENANTS]:
        key = fold(entry["lot"])
        if key not in homes and key not in entries.spoilt[Kind.HOMES]:
            everybody.troubles.append(entry.trouble("lot", "is the key of no home, on file or in these files"))
        person = everybody.find(Somebody(entry, full_name(entry), family_name(entry), "name", entry["key"]))
        if person is not None and key in homes:
            pairs.setdefault((homes[key], person), []).append(entry)
    for (home, person), lines in pairs.items():
        theirs = [row for row in known.occupancies.get(home.id or 0, []) if row.values["person_id"] == person.id]
        found = match([(line, line["starts_on"], line["ends_on"]) for line in lines],
                      [(at, span_of(row)) for at, row in enumerate(theirs)])  # fmt: skip
        taken = {theirs[at] for at in found.values()}
        standing = [row for row in theirs if row not in taken]
        for line in lines:
            stay = theirs[found[line]] if line in found else None
            row = _settle(line, stay, standing, everybody)
            if row is None:
                continue
            standing.append(changes.add("occupancies", row))
            if row.is_new:
                row.values |= {"agency_id": known.agency_id, "dwelling_id": home, "person_id": person}
                row.values |= _told(row, today=today, now=now, welcome=welcome)
            elif row.values["departure_told_at"] is not None and (row.changes or {}).keys() & {"ends_on"}:
                row.say(departure_told_at=None)  # the departure that was told is not the one on file any more


def _settle(line: Entry, row: Row | None, standing: list[Row], everybody: Everybody) -> Row | None:
    starts_on = line["starts_on"]
    ends_on = line.said.get("ends_on", row.values["ends_on"] if row else None)
    if ends_on is not None and ends_on < starts_on:
        if line["ends_on"] is not None:
            everybody.troubles.append(line.trouble("ends_on", "is before the arrival"))
        else:
            everybody.troubles.append(line.trouble("starts_on", f"is after the departure on file, {ends_on}"))
        return None
    if any(meet(span_of(each), (starts_on, ends_on)) for each in standing):
        reason = "meets another stay of the same person in the same home: one day is said twice"
        everybody.troubles.append(line.trouble("starts_on", reason))
        return None
    row = row or Row({"on_lease": True})
    row.say(starts_on=starts_on, ends_on=ends_on)
    if line["on_lease"] is not None:
        row.say(on_lease=line["on_lease"])
    return row


def _told(row: Row, *, today: date, now: datetime, welcome: bool) -> dict[str, Any]:
    """Whom nothing is left to tell: those who have left, and those who live there already."""
    starts_on, ends_on = span_of(row)
    if ends_on is not None and ends_on < today:
        return {"welcomed_at": now, "departure_told_at": now}
    is_there = starts_on <= today
    return {"welcomed_at": now if is_there and not welcome else None, "departure_told_at": None}
