"""« Demande au proprio s'il est d'accord »: a manager sends us to somebody, and says nothing to those who live there.

READING, section 7, rule 10: a line in the imperative to the service is never a message. There is no type for these: who
takes the mail keeps such words from being published, and asks for those that shall be passed on.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.lexicon import errand_words as table
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.senses import Sense, sense_of
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Role

_NO_VERB = Sayings(table.NO_VERB)
_WRITES = Sayings(table.WRITES)
_SAID_TO_THEM = Sayings(table.SAID_TO_THEM)
_NEAR = 7
"""Words behind the verb among which whoever is meant is named: « transmets le devis de Durand au bailleur »."""


@dataclass(frozen=True, slots=True)
class Errand:
    """To whom a manager sends us, and what we are to say; empty when it is for us to find the words."""

    to: Role
    place: tuple[int, int]
    """From where to where it stands in the manager's words."""
    words: str = ""
    asks_again: bool = False
    """« Relance Durand » and nothing else."""
    companies: tuple[str, ...] = ()
    """Those of the agency's that are named."""
    is_alone: bool = True
    """Whether nothing was said before it."""
    closes: bool = False
    """« … et clôturez » stands behind what we are to say."""


def errand_in(
    words: str, people: Mapping[Role, Sequence[str]], companies: Sequence[Sequence[str]]
) -> Errand | None:  # fmt: skip
    """What a manager's words send us for; None when they are said to somebody else. `people`: the names of those who
    live there and of their landlords; `companies`: each by its name, then who writes for it."""
    book = {each[0]: _names(*each) for each in companies}
    names = {role: _names(*written) for role, written in people.items()}
    names[Role.PROVIDER] = frozenset().union(*book.values())
    clauses = cut_into_clauses(words)
    is_first = True
    for clause in clauses:
        for start, part in _parts(clause):
            to = _sent_to(part, names, words, only_to_one=not is_first)
            if to is not None:
                return _errand(words, clause.start + start, part, to, book, is_alone=is_first)
            is_first = is_first and not wording_of(part).words - table.BEFORE
    return None


def _parts(clause: Clause) -> list[tuple[int, str]]:
    """« Ok pour le devis et préviens la locataire » is two."""
    cuts = [0, *(found.end() for found in _AND.finditer(clause.text)), len(clause.text)]
    return [(start, clause.text[start:end]) for start, end in itertools.pairwise(cuts)]


_AND = re.compile(r"\b(?:et|puis|and|then)\s+(?=\w)", re.IGNORECASE)


def _errand(
    words: str, start: int, part: str, to: Role, book: Mapping[str, frozenset[str]], *, is_alone: bool
) -> Errand:  # fmt: skip
    place = (start, start + len(part.rstrip()))
    said = wording_of(part)
    again = not table.AGAIN.isdisjoint(said.words)
    named = tuple(company for company, spelt in book.items() if _is_named(spelt, part, in_any_case=again))
    told = told_in(words[start:]) if is_alone else None
    to_say, closes = _without_closing(told[1]) if told is not None else ("", False)
    passed_on = "" if told is None or not told[0] or _names_two(told[0]) or _goes_on(to_say) else to_say
    alone = wording_of(words).words <= said.words | table.BEFORE
    known = frozenset().union(*book.values(), *table.WHO.values(), table.AGAIN, table.BEFORE, table.ARTICLES)
    asks_again = alone and is_alone and again and said.words <= known
    return Errand(to, place, passed_on, asks_again, named, is_alone, closes)


def _without_closing(told: str) -> tuple[str, bool]:
    """What we are to say, without « et clôturez » behind it, and whether that stood there: in the tone of an order, or
    behind news that all is repaired, and of nothing that is still to come."""
    found = _AND_CLOSE.search(told)
    to_say = told[: found.start()].rstrip(" ,;\n") if found is not None else told
    senses = {sense_of(clause) for clause in cut_into_clauses(to_say)}
    if found is None or Sense.UNSETTLED in senses or _STILL_OPEN.search(fold(to_say)) is not None:
        return told, False
    is_order = found["verb"].casefold().endswith(("ez", "er"))
    return (to_say, True) if is_order or Sense.SETTLED in senses else (told, False)


_AND_CLOSE = re.compile(
    r"\b(?:et|puis|and)\s{1,3}(?:(?:ensuite|then)\s{1,3})?(?P<verb>cl[ôo]ture[rz]?|fermez?|archivez?|clos|close)"
    r"(?:\s{1,3}(?:le|ce|the)\s(?:dossier|signalement|report|case))?(?:\s{1,3}(?:svp|stp|merci|please))?[\s.!]{0,9}$",
    re.IGNORECASE,
)
"""« Dis à la locataire que c'est réglé et clôture »."""
_STILL_OPEN = re.compile(
    r"\b(?:si|quand|apres|des|une fois|attend\w*|pas|lorsque|if|when|once|after|until|not|passe\w*|vien\w*|peut)\b"
)


def _names(*written: str) -> frozenset[str]:
    return wording_of(" ".join(written)).words - table.TRADE_NAMES


def _is_named(spelt: frozenset[str], part: str, *, in_any_case: bool) -> bool:
    """« Un petit seau » is no Petit; « relance durand », from a telephone, is Durand."""
    said = (word for word in re.findall(r"\w+", part) if in_any_case or word[0].isupper())
    return any(wording_of(word).text in spelt for word in said)


def told_in(text: str) -> tuple[str, str] | None:
    """To whom, and what, when these words ask to pass something on: « écris à la locataire qu'il passe lundi »."""
    found = _TELLS.match(text)
    if found is None:
        return None
    words = found["words"].strip()
    return (found["to"] or "").strip(), words[:1].upper() + words[1:]


# « répondez que », « dites-lui que », « écris à la locataire qu'… », "tell them that": what follows is to be passed on.
# Between whom and « que » stands nothing: « préviens-la dès que … », « dis-lui sauf que … » say something else.
_TELLS = re.compile(
    r"""^(?:merci\s+d(?:e\s+|['’])|please\s+)?
        (?:r[ée]pond(?:ez|re|s)|dites?|dis|dire|[ée]cri(?:vez|re|s)|inform(?:ez|er|e)|pr[ée]v(?:en(?:ez|ir|s)|iens)
          |(?:indiqu|confirm|pr[ée]cis)(?:ez|er|e)|fai(?:tes|re|s)\s+savoir|tell|reply|answer|write)
        (?:[- ](?:lui|leur|them|him|her))?
        (?:\s+(?:à\s+|au\s+|aux\s+|to\s+)?(?P<to>(?!que\b|qu['’]|that\b|pas\b|surtout\b|jamais\b|plus\b|rien\b)
          [^\n:]{2,60}?))?
        (?<!\bdès)(?<!\bavant)(?<!\bfois)(?<!\bce)(?<!\bsauf)(?<!\btant)(?<!\bpour)(?<!\bafin)(?<!\bdepuis)
        (?<!\bpendant)(?<!\baprès)(?<!\balors)(?<!\bsi)(?<!\bbien)(?<!\blorsque)
        \s*(?:\s(?:que\s+|qu['’]\s*|that\s+)|:\s*)
        (?P<words>\S.*)$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def _names_two(to: str) -> bool:
    """« À la locataire et au proprio »."""
    return re.search(r"\b(?:et|ou|and|or)\b|,|&", to) is not None


def _goes_on(words: str) -> bool:
    """Whether something else is asked behind what is to be said, or it was said to us alone."""
    return _ANOTHER.search(fold(words)) is not None or len(words) > _LONG


_ANOTHER = re.compile(
    r"[.!?;\n]\s*\S|\bpuis\b|\bet (?:au|a la|aux|dis|dites|demand|relanc|previen|envoi|envoy|clotur|fai[st]|ecri|appel)"
    r"|\bthen\b|\bnote\b|\binterne\b|entre nous|\brelanc|\bprevien|\bdemande[rz]? aux?\b|\band (?:tell|ask|close)"
)
_LONG = 300


def _sent_to(part: str, names: Mapping[Role, frozenset[str]], words: str, *, only_to_one: bool) -> Role | None:
    """Whom a clause sends us to."""
    wording = wording_of(part)
    tokens = wording.tokens
    at = next((place for place, token in enumerate(tokens) if token not in table.BEFORE), len(tokens))
    if at == len(tokens) or not table.DONE.isdisjoint(tokens[at + 1 :]):
        return None
    verb, behind = tokens[at], tokens[at + 1 : at + 1 + _NEAR]
    found = _NO_VERB.find(wording)
    if found is not None and wording.padded[: found.start()].count(" ") == at:
        return None
    if (behind[:1] and behind[0] in table.TO_ME) or _is_told_as_done(verb, part):
        return None
    to_nobody = "vous" not in tokens[at + 1 :] and _is_not_theirs(words)
    of_somebody = (verb in table.TO_SEVERAL and _OF_SOMEBODY.match(part)) or _SAID_TO_HIM.match(wording.text)
    if not only_to_one and of_somebody and to_nobody:
        return Role.TENANT  # « dites-lui que … » and nothing before it: nobody who reads it is spoken to
    whom = _whom(behind, names, part, in_any_case=verb in table.AGAIN)
    if verb in table.TO_ONE and behind[:1] and behind[0] in table.THEM:
        return whom or Role.TENANT  # « dis-lui que … »: whom, nobody knows
    if verb in table.AGAIN or (verb in table.TO_ONE and not _THEE.search(fold(words))):
        return whom
    if only_to_one or whom is None or not _is_not_theirs(words):
        return None
    found = _WRITES.find(wording)
    writes = found is not None and wording.padded[: found.start()].count(" ") == at
    if whom is Role.LANDLORD and (verb in table.TO_SEVERAL or verb in table.PLAIN or writes):
        return whom
    # « Dites à la locataire que … » is said to no tenant.
    told = told_in(part.strip())
    return whom if whom is Role.TENANT and told is not None and told[0] else None


_SAID_TO_HIM = re.compile(
    r"(?:(?!vous|pouvez|pourriez|veuillez)\w+ ){1,4}(?:lui|leur) (?:dire|repondre|confirmer|preciser|indiquer)"
    r" (?:que|qu)\b"
)
"""« Merci de lui répondre que … »"""


def _is_not_theirs(words: str) -> bool:
    return _SAID_TO_THEM.find(wording_of(words)) is None


_OF_SOMEBODY = re.compile(
    r"(?:\w+[\s,]+){0,3}(?:(?:dites|r[ée]pondez|expliquez)[- ](?:lui|leur)\s+(?:que\b|qu['’]|d(?:e\b|['’]))"
    r"|(?:pr[ée]venez|informez|avertissez)-l(?:e|a|es)\s+(?:que\b|qu['’]))",
    re.IGNORECASE,
)
_THEE = re.compile(r"\b(?:ton|ta|tes|toi)\b")
"""« Préviens la locataire de ton passage » is said to a company that one knows well."""


def _is_told_as_done(verb: str, part: str) -> bool:
    """« Relancé Durand ce matin », « informé le propriétaire »."""
    return any(
        word.casefold().endswith(("é", "ée", "és", "ées")) and wording_of(word).text[:6] == verb[:6]
        for word in re.findall(r"\w+", part)
    )


def _whom(
    behind: Sequence[str], names: Mapping[Role, frozenset[str]], part: str, *, in_any_case: bool
) -> Role | None:  # fmt: skip
    for token in behind:
        if token in table.STOPS:
            return None
        for role, spelt in table.WHO.items():
            is_name = token in names.get(role, ())
            any_case = in_any_case or role is not Role.PROVIDER  # names of companies are words of everyday too
            if token in spelt or (is_name and _is_named(frozenset((token,)), part, in_any_case=any_case)):
                return role
    return None
