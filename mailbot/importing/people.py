"""Who is who: the same person in several lines and on file is one person, and an address belongs to one.

Somebody is known by an address, or by a key of their own; with an address on file goes the name on file, or the line
speaks of somebody else.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mailbot.importing.entries import Entry
from mailbot.importing.known import Known
from mailbot.importing.rows import Changes, Row
from mailbot.importing.troubles import Trouble
from mailbot.inbound.reading.lines import fold

_WORDS = re.compile(r"\w+")
_SAID_ONCE = ("civility", "telephone", "language")


def name_form(name: str) -> frozenset[str]:
    """The words of a name: « BELKACEM Nadia » and « Nadia Belkacem » are one."""
    return frozenset(_WORDS.findall(fold(name)))


@dataclass(slots=True, eq=False)
class Somebody:
    """A line's person: its entry, the names, and in which column of the line each thing stands."""

    entry: Entry
    name: str
    family_name: str | None
    """None: nothing was said."""
    name_field: str = "name"
    key: str | None = None
    among: tuple[Row, ...] = ()
    """Those on file who are looked for by name when the address is new: whoever speaks for this landlord."""


@dataclass(slots=True)
class Everybody:
    """The people on file and those of the files, as they are found."""

    known: Known
    changes: Changes
    troubles: list[Trouble]
    now: datetime
    by_address: dict[str, Row] = field(default_factory=dict)
    by_key: dict[str, Row] = field(default_factory=dict)
    first_said: dict[Row, Entry] = field(default_factory=dict)
    """Person → the first line that speaks of them."""
    later_said: dict[tuple[Row, str], Entry] = field(default_factory=dict)
    """What the first line leaves open, and another line says."""

    def __post_init__(self) -> None:
        self.by_address.update(self.known.addresses)
        self.by_key.update(
            {fold(row.values["key"]): row for row in self.known.people.values() if row.values["key"] is not None}
        )

    def find(self, who: Somebody) -> Row | None:
        """The person of a line: known, new, or None when the line contradicts another or what is on file."""
        addresses: tuple[str, ...] = who.entry["addresses"]
        if not self._are_people_s(who, addresses):
            return None
        found = self._candidates(who, addresses)
        if len(found) > 1:
            self._no(
                who,
                "addresses" if who.key is None else "key",
                "belongs to two people, by what is on file or on other lines",
            )
            return None
        person = found[0] if found else self._by_name(who)
        if person is None:
            person = self.changes.add("people", Row(self._new(who)))
        elif not self._is_same(person, who):
            return None
        elif person not in self.first_said and not person.is_new:
            self.changes.add("people", person)
        self._give_addresses(person, addresses)
        self._say(person, who)
        return person

    def _are_people_s(self, who: Somebody, addresses: tuple[str, ...]) -> bool:
        ours = "@" + self.known.profile.mail_domain
        if any(address.endswith(ours) for address in addresses):
            self._no(who, "addresses", "is an address of this service: a letter to it would come back to us")
            return False
        return True

    def _candidates(self, who: Somebody, addresses: tuple[str, ...]) -> list[Row]:
        named = [self.by_address[address] for address in addresses if address in self.by_address]
        if who.key is not None and fold(who.key) in self.by_key:
            named.append(self.by_key[fold(who.key)])
        return list(dict.fromkeys(named))

    def _by_name(self, who: Somebody) -> Row | None:
        wanted = name_form(who.name)
        return next((row for row in who.among if name_form(row.values["name"]) == wanted), None)

    def _is_same(self, person: Row, who: Somebody) -> bool:
        first = self.first_said.get(person)
        same_name = name_form(person.values["name"]) == name_form(who.name)
        same_key = (
            who.key is not None and person.values["key"] is not None and fold(who.key) == fold(person.values["key"])
        )
        of_the_team = person.id in self.known.team
        if same_key and of_the_team:
            self._no(who, "key", "is the key of a manager")
            return False
        if who.key is not None and person.values["key"] is not None and not same_key:
            self._no(who, "key", f"is not the key of whoever has the address: {_whose(person, first)}")
            return False
        anchored = same_key or (person in who.among and not of_the_team)
        if same_name or (anchored and first is None):
            return self._agrees(person, who, first)
        field = "addresses" if who.entry["addresses"] and not same_key else who.name_field
        reason = "is the address of somebody else" if field == "addresses" else "is another name for one person"
        self._no(who, field, f"{reason}: {_whose(person, first)}")
        return False

    def _agrees(self, person: Row, who: Somebody, first: Entry | None) -> bool:
        """Whether two lines say the same of one person: « M. » and « Mme » of one name are two people."""
        if first is None:
            return True
        for column in _SAID_ONCE:
            said = who.entry[column]
            before = first if first[column] else self.later_said.get((person, column))
            if said and before is not None and said != before[column]:
                self._no(who, column, f"is not what {before.where} says of the same person")
                return False
        return True

    def _new(self, who: Somebody) -> dict[str, Any]:
        return {
            "agency_id": self.known.agency_id, "key": who.key, "name": who.name, "civility": "", "family_name": "",
            "telephone": "", "language": "", "created_at": self.now,
        }  # fmt: skip

    def _give_addresses(self, person: Row, addresses: tuple[str, ...]) -> None:
        for address in addresses:
            if address not in self.by_address:
                self.by_address[address] = person
                self.changes.add("person_addresses", Row({
                    "agency_id": self.known.agency_id, "person_id": person, "address": address, "added_at": self.now,
                }))  # fmt: skip

    def _say(self, person: Row, who: Somebody) -> None:
        first = self.first_said.setdefault(person, who.entry)
        # A manager is what the agency's own file says.
        if person.id in self.known.team:
            return
        if first is who.entry:
            person.say(name=who.name)
        if who.key is not None and person.values["key"] is None:
            person.say(key=who.key)
            self.by_key[fold(who.key)] = person
        elif who.key is not None:
            self.by_key.setdefault(fold(who.key), person)
        if who.family_name is not None and (first is who.entry or not person.values["family_name"]):
            person.say(family_name=who.family_name)
        for column in _SAID_ONCE:
            said = who.entry[column]
            if first is who.entry and said is not None:
                person.say(**{column: said})
            elif said and not first[column]:
                self.later_said.setdefault((person, column), who.entry)
                person.say(**{column: said})

    def _no(self, who: Somebody, field: str, reason: str) -> None:
        self.troubles.append(who.entry.trouble(field, reason))


def _whose(person: Row, first: Entry | None) -> str:
    return f"{person.values['name']}, {'on file' if first is None else first.where}"
