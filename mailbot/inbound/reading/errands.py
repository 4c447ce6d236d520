"""« Demande au proprio s'il est d'accord »: a manager sends us to somebody, and says nothing to those who live there.

READING, section 7, rule 10: a line in the imperative to the service is never a message. There is no type for these: who
takes the mail keeps such words from being published, and asks for those that shall be passed on.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.lexicon import errand_words as table
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Role

_NO_VERB = Sayings(table.NO_VERB)
_WRITES = Sayings(table.WRITES)
_NEAR = 7
"""Words behind the verb among which whoever is meant is named: « transmets le devis de Durand au bailleur »."""


@dataclass(frozen=True, slots=True)
class Errand:
    """To whom a manager sends us, and what we are to say; empty when it is for us to find the words."""

    to: Role
    place: tuple[int, int]
    """From where to where it stands in the manager's words."""
    words: str
    asks_again: bool
    """« Relance Durand »: nothing new is to be said."""
    companies: tuple[str, ...]
    """Those of the agency's that are named."""


def errand_in(
    words: str, people: Mapping[Role, Sequence[str]], companies: Sequence[Sequence[str]]
) -> Errand | None:  # fmt: skip
    """What a manager's words send us for; None when they are said to somebody else. `people`: the names of those who
    live there and of their landlords; `companies`: each by its name, then who writes for it."""
    book = {each[0]: _names(*each) for each in companies}
    names = {role: _names(*written) for role, written in people.items()}
    names[Role.PROVIDER] = frozenset().union(*book.values())
    for clause in cut_into_clauses(words):
        if (to := _sent_to(clause, names)) is not None:
            told = told_in(words[clause.start :])
            said = clause.wording.words
            return Errand(
                to, (clause.start, clause.start + len(clause.text)), "" if told is None else told[1],
                not table.AGAIN.isdisjoint(said),
                tuple(company for company, spelt in book.items() if not spelt.isdisjoint(said)),
            )  # fmt: skip
        if clause.wording.words - table.BEFORE:
            return None  # something else comes first, and is said to somebody
    return None


def _names(*written: str) -> frozenset[str]:
    return wording_of(" ".join(written)).words - table.TRADE_NAMES


def told_in(text: str) -> tuple[str, str] | None:
    """To whom, and what, when these words ask to pass something on: « écris à la locataire qu'il passe lundi »."""
    found = _TELLS.match(text)
    if found is None:
        return None
    words = found["words"].strip()
    return (found["to"] or "").strip(), words[:1].upper() + words[1:]


# « répondez que », « dites-lui que », « écris à la locataire qu'… », "tell them that": what follows is to be passed on.
_TELLS = re.compile(
    r"""^(?:merci\s+de\s+|please\s+)?
        (?:r[ée]pond(?:ez|re|s)|dites?|dis|dire|[ée]cri(?:vez|re|s)|inform(?:ez|er|e)|pr[ée]v(?:en(?:ez|ir|s)|iens)
          |indiquez|tell|reply|answer|write)
        (?:[- ](?:lui|leur|them|him|her))?
        (?:\s+(?:à\s+|au\s+|aux\s+|to\s+)?(?P<to>(?!que\b|qu['’]|that\b)[^\n:]{2,60}?))?
        \s*(?:\s(?:que\s+|qu['’]\s*|that\s+)|:\s*)
        (?P<words>\S.*)$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def _sent_to(clause: Clause, names: Mapping[Role, frozenset[str]]) -> Role | None:
    """Whom a clause sends us to."""
    tokens = clause.wording.tokens
    at = next((place for place, token in enumerate(tokens) if token not in table.BEFORE), len(tokens))
    if at == len(tokens) or not table.DONE.isdisjoint(tokens[at + 1 :]) or _stands_at(_NO_VERB, clause, at):
        return None
    verb, behind = tokens[at], tokens[at + 1 : at + 1 + _NEAR]
    whom = next((role for token in behind if (role := _role_of(token, names)) is not None), None)
    if verb in table.AGAIN or verb in table.TO_ONE:
        return whom
    to_us = verb in table.TO_SEVERAL or verb in table.PLAIN or _stands_at(_WRITES, clause, at)
    return whom if whom is Role.LANDLORD and to_us else None


def _stands_at(sayings: Sayings, clause: Clause, place: int) -> bool:
    found = sayings.find(clause.wording)
    return found is not None and clause.wording.padded[: found.start()].count(" ") == place


def _role_of(token: str, names: Mapping[Role, frozenset[str]]) -> Role | None:
    for role, spelt in table.WHO.items():
        if token in spelt or token in names.get(role, ()):
            return role
    return None
