"""What is on file about somebody, as they may correct it themselves (S1-71, S1-72)."""

import re
from dataclasses import dataclass

from mailbot.agency import AgencyProfile
from mailbot.model import Person
from mailbot.threads.headers import one_line
from mailbot.vocabulary import LANGUAGES
from mailbot.workflow.tongues import spoken

CIVILITIES = ("Mme", "M.", "")
TELEPHONE = re.compile(r"\+?[0-9][0-9 .()/-]{4,38}")


@dataclass(frozen=True, slots=True)
class Editable:
    """What of it its owner may change here."""

    identity: bool
    """Name and telephone."""
    language: bool
    address: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as they typed it."""

    civility: str
    name: str
    family_name: str
    telephone: str


class Wrong(ValueError):
    """A field that must be put right first. The message is its name."""


def is_in_file(profile: AgencyProfile, person: Person) -> bool:
    """Whether the agency's own file says who this is: it is read anew at each change, and would overwrite ours."""
    return any(entry.key == person.key for entry in profile.managers)


def editable(profile: AgencyProfile, person: Person) -> Editable:
    """What this person may change. With an agency whose people come from its own program, the language alone: it is
    ours, as alerts are."""
    in_file, elsewhere = is_in_file(profile, person), profile.rules.interconnected
    return Editable(identity=not in_file and not elsewhere, language=not in_file, address=not elsewhere)


def checked(identity: Identity) -> Identity:
    """The same on one line each, with single blanks. Raises Wrong naming the first field that cannot be kept."""
    tidy = Identity(*(one_line(value) for value in _values(identity)))
    if tidy.civility not in CIVILITIES:
        raise Wrong("civility")
    if not 0 < len(tidy.name) <= 200:
        raise Wrong("name")
    # « Madame » alone greets nobody.
    if len(tidy.family_name) > 120 or (tidy.civility and not tidy.family_name):
        raise Wrong("family_name")
    if tidy.telephone and not TELEPHONE.fullmatch(tidy.telephone):
        raise Wrong("telephone")
    return tidy


def correct(person: Person, identity: Identity) -> bool:
    """Keep what somebody says of themselves; whether anything is new."""
    before = Identity(person.civility, person.name, person.family_name, person.telephone)
    person.civility, person.name, person.family_name, person.telephone = _values(identity)
    return before != identity


def speak(person: Person, language: str) -> bool:
    """From now on, letters and pages come in this language; whether that is new. Raises Wrong("language")."""
    if language not in LANGUAGES:
        raise Wrong("language")
    if language == spoken(person):
        return False  # whoever reads the summary beneath a French letter keeps it
    person.language = language
    return True


def _values(identity: Identity) -> tuple[str, str, str, str]:
    return identity.civility, identity.name, identity.family_name, identity.telephone
