"""Homes and their buildings, from the lines of « lots »."""

import re
from typing import Any

from mailbot.importing.entries import Entry
from mailbot.importing.known import Known, building_key
from mailbot.importing.people import name_form
from mailbot.importing.rows import Changes, Row
from mailbot.importing.troubles import Trouble
from mailbot.inbound.reading.lines import fold
from mailbot.threads.addresses import normal_address

_ADDRESS = ("street", "postcode", "town")
_WHEN_NEW = {"name": "a name", "street": "a street", "postcode": "a postcode", "town": "a town"}
_FRENCH_POSTCODE = re.compile(r"\d{5}")


def take_homes(entries: list[Entry], known: Known, changes: Changes, troubles: list[Trouble]) -> dict[str, Row]:
    """Every home on file or in the files, by its key."""
    homes = dict(known.homes)
    buildings = _Buildings(known, changes, troubles)
    managers = _managers(known)
    first: dict[str, Entry] = {}
    for entry in entries:
        key = fold(entry["lot"])
        if key in first:
            troubles.append(entry.trouble("lot", f"is on {first[key].where} already"))
            continue
        first[key] = entry
        home = homes.get(key) or Row({"agency_id": known.agency_id, "key": entry["lot"], "access": {}})
        homes[key] = changes.add("dwellings", home)
        if home.is_new:
            troubles += [
                entry.trouble(field, f"is empty, and a new home takes {what}")
                for field, what in _WHEN_NEW.items()
                if entry[field] is None
            ]
            home.values |= {"name": "", "place": "", "completed_on": "", "manager_id": None}
        home.say(**{field: entry[field] for field in ("name", "place", "completed_on") if entry[field] is not None})
        if (building := buildings.of(entry)) is not None:
            home.say(building_id=building if building.id is None else building.id)
        if entry["manager"] is not None:
            _put_in_charge(home, entry, managers, troubles)
    buildings.settle()
    return homes


def _put_in_charge(home: Row, entry: Entry, managers: dict[Any, int | None], troubles: list[Trouble]) -> None:
    said = entry["manager"]
    forms = (fold(said), normal_address(said), name_form(said)) if said else (_NOBODY,)
    wanted = next((form for form in forms if form and form in managers), None)
    if wanted is None:
        troubles.append(entry.trouble("manager", "is no manager of the agency: it takes a key, an address or a name"))
    else:
        home.say(manager_id=managers[wanted])


_NOBODY = "-"


def _managers(known: Known) -> dict[Any, int | None]:
    """Each manager by key, by address and by name; a dash is nobody: whoever is in charge of the agency answers."""
    found: dict[Any, int | None] = {_NOBODY: None}
    for number in sorted(known.team):
        values = known.people[number].values
        found |= {fold(values["key"]): number} if values["key"] else {}
        found |= {name_form(values["name"]): number}
    return found | {address: row.id for address, row in known.addresses.items() if row.id in known.team}


class _Buildings:
    """A building for each address: the ones on file, and one more for each new address."""

    def __init__(self, known: Known, changes: Changes, troubles: list[Trouble]) -> None:
        self._known, self._changes, self._troubles = known, changes, troubles
        self._rows = dict(known.buildings)
        self._names = {row.values["name"] for row in known.buildings.values()}
        self._said: dict[Row, Entry] = {}
        self._syndic: dict[Row, Entry] = {}
        self._emptied: set[Row] = set()
        self._french = known.profile.rules.holidays.startswith("FR")

    def of(self, entry: Entry) -> Row | None:
        """The building of a line; None when it names none, or not the whole of its address."""
        missing = [field for field in _ADDRESS if entry[field] is None]
        if missing:
            if len(missing) < len(_ADDRESS) and fold(entry["lot"]) in self._known.homes:
                reason = "is empty, and the rest of the address is there"
                self._troubles += [entry.trouble(field, reason) for field in missing]
            return None
        if self._french and not _FRENCH_POSTCODE.fullmatch(entry["postcode"]):
            reason = "is no French postcode: it has five digits (a spreadsheet drops a 0 in front)"
            self._troubles.append(entry.trouble("postcode", reason))
            return None
        row = self._found(entry)
        if row not in self._said:
            self._said[row] = entry
            self._changes.add("buildings", row)
            row.say(**{field: entry[field] for field in _ADDRESS})
        self._hear_of_the_syndic(row, entry)
        return row

    def _found(self, entry: Entry) -> Row:
        street, postcode, town = (entry[field] for field in _ADDRESS)
        key = building_key(street, postcode, town)
        if key not in self._rows:
            name = f"{street}, {town}"
            if name in self._names:
                name = f"{street}, {postcode} {town}"
            self._names.add(name)
            self._rows[key] = Row({"agency_id": self._known.agency_id, "name": name[:200], "syndic": ""})
        return self._rows[key]

    def _hear_of_the_syndic(self, row: Row, entry: Entry) -> None:
        said = entry["syndic"]
        if said is None:
            return
        if not said:
            self._emptied.add(row)
            return
        first = self._syndic.setdefault(row, entry)
        if fold(first["syndic"]) != fold(said):
            reason = f"is not the syndic that {first.where} gives to the same building: {first['syndic']}"
            self._troubles.append(entry.trouble("syndic", reason))

    def settle(self) -> None:
        """One syndic a building, whichever of its homes names it."""
        for row, entry in self._syndic.items():
            row.say(syndic=entry["syndic"])
        for row in self._emptied - set(self._syndic):
            row.say(syndic="")
