"""Whose inboxes can be looked into: the cast, and whoever else was written to."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mailbot.threads.addresses import normal_address
from mailbot.vocabulary import Role

FIRST_FOUR = ("nadia", "vasseur", "sophie", "durand")
"""Whom a newcomer sees: a tenant, her landlord, the manager, a plumber."""

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an inbox."""

    key: str
    """Short for the cast; the address for anybody else."""
    name: str
    address: str
    role: Role
    language: str
    places: tuple[str, ...]
    """The home rented, the homes owned, the company, the agency."""


class People:
    """Everybody with an inbox, by key and by address."""

    def __init__(self) -> None:
        self.cast = _read_cast()
        self._by_key = {person.key: person for person in self.cast}
        self._by_address = {person.address: person for person in self.cast}

    def who(self, key: str) -> Person | None:
        """The person of this key; any address is the key of somebody. None for what is neither."""
        return self._by_key.get(key) or self.at(key)

    def at(self, address: str) -> Person | None:
        """The person behind this address: of the cast, or a stranger. None when it is no address."""
        normal = normal_address(address)
        if not normal or len(normal) > 320 or any(not letter.isprintable() or letter in ' <>"' for letter in normal):
            return None
        return self._by_address.get(normal) or Person(normal, normal, normal, Role.UNKNOWN, "fr", ())


def _read_cast() -> tuple[Person, ...]:
    cast = tomllib.loads((_HERE / "cast.toml").read_text("utf-8"))
    agency = tomllib.loads((_HERE / "agency.toml").read_text("utf-8"))
    homes = {home["key"]: home["name"] for home in cast["dwellings"]}
    owned = {
        landlord["key"]: tuple(home["name"] for home in cast["dwellings"] if home["landlord"] == landlord["key"])
        for landlord in cast["landlords"]
    }
    return (
        *(_person(entry, Role.TENANT, (homes[entry["dwelling"]],)) for entry in cast["tenants"]),
        *(
            _person(entry, Role.LANDLORD, owned[landlord["key"]])
            for landlord in cast["landlords"]
            for entry in landlord["people"]
        ),
        *(_person(entry, Role.MANAGER, (agency["name"],)) for entry in agency["managers"]),
        *(_person(entry, Role.PROVIDER, (entry["company"],)) for entry in cast["providers"]),
    )


def _person(entry: dict[str, Any], role: Role, places: tuple[str, ...]) -> Person:
    address = normal_address(entry["address"])
    return Person(entry["key"], entry["name"], address, role, entry.get("language", "fr"), places)
