"""« Ma femme ouvrira », « le gardien a la clé »: who opens in one's place."""

from __future__ import annotations

import re

from mailbot.inbound.reading.absences import is_away
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.wording import Wording

_SOMEBODY = Sayings(table.SOMEBODY_ELSE)
_KEEPS_A_KEY = Sayings(table.KEEPS_A_KEY)
_OUT_OF_REACH = Sayings(table.KEY_OUT_OF_REACH)


def lets_him_in(situation: Situation, *, questions: bool = False) -> Clause | None:
    """Who opens in one's place: who will be there, or has a key that is neither that of a car nor far away."""
    clauses = situation.clauses if questions else situation.statements
    opens = next((clause for clause in clauses if _opens(clause.wording)), None)
    somebody = opens or _named_between(situation) or _opens_himself(situation)
    if somebody is not None or situation.first(_OUT_OF_REACH, questions=True) is not None:
        return somebody
    return situation.first(_KEEPS_A_KEY, questions=questions)


def _opens(wording: Wording) -> bool:
    """« Ma voisine ouvrira », and not « ma voisine ne peut pas ouvrir »."""
    found = _SOMEBODY.find(wording)
    return found is not None and _CAN_NOT.search(wording.padded[: found.end() + 1]) is None


_CAN_NOT = re.compile(
    r" (?:peux|peut|peuvent|pouvons|pourrai|pourra|pourrons|pourront|can|could|will|sera|seront|est|sont)"
    r" (?:pas|plus|not)(?: (?:toujours|etre|non|lui|vous|leur|m|nous|be))* [a-z]+ $"
)


def _named_between(situation: Situation) -> Clause | None:
    """« Ma voisine, Mme Costa, ouvrira », « Mme Costa (06 39 98 10 12), la gardienne, a les clés »: the commas and
    brackets are those of a name, « ma sœur, qui habite au 3e, ouvrira » those of an aside."""
    said = [clause for clause in situation.statements if _NUMBER.fullmatch(clause.folded) is None]
    for who, name, does in zip(said, said[1:], said[2:], strict=False):
        lives = _LIVES.match(name.folded) is not None
        if not (who.sentence == name.sentence == does.sentence) or (len(name.wording.tokens) > _A_NAME and not lives):
            continue
        if not _DENIES.isdisjoint(does.wording.words | name.wording.words) or _is_of_another_time(situation, does):
            continue
        for person, aside in ((who, name), (name, who)):
            named = not _TITLE.isdisjoint(aside.wording.words) or (lives and aside is name)
            if _KIN.isdisjoint(person.wording.words) or not named:
                continue
            joined = Wording(f"{_from_the_kin(person)} {does.wording.text}")
            if _SOMEBODY.find(joined) is not None or _KEEPS_A_KEY.find(joined) is not None:
                return does
    return None


_NUMBER = re.compile(r"(?:(?:tel|port|telephone|mobile|au|n°)[ .:]*)?\+?\d[\d .]{7,20}")
_LIVES = re.compile(
    r"qui (?:(?:habite|vit|loge) (?:(?:juste )?(?:au|a cote|a deux|a trois|en face|en dessous|au-dessus|a l'etage|dans"
    r"|sur|ici|la|le|avec|chez|tout pres|pas loin))|travaille (?:a cote|en face)"
    r"|est (?:a la retraite|juste|au|en face))\b"
)
"""« Qui habite au 3e »; who lives in another town opens no door from there."""


def _is_of_another_time(situation: Situation, does: Clause) -> bool:
    """« … sera là mercredi », « … peut ouvrir, mais pas mardi »: nobody opens on the day of the visit."""
    behind = next((c for c in situation.statements if c.sentence == does.sentence and c.start > does.start), None)
    if behind is not None and behind.turns and not _DENIES.isdisjoint(behind.wording.words):
        return True
    visit, days = situation.appointment, [moment.day for moment in situation.moments_of(does) if moment.day]
    return visit is not None and bool(days) and visit.start.date() not in days


def _from_the_kin(person: Clause) -> str:
    tokens = person.wording.tokens
    first = max(place for place, token in enumerate(tokens) if token in _KIN)
    return tokens[first]


_A_NAME = 4
_TITLE = frozenset(("mme", "madame", "m", "mr", "monsieur", "mlle", "melle", "mrs", "ms"))
_DENIES = frozenset(words("pas plus jamais non ni sans aucun aucune not no never refuse absent absente si if"))


def _opens_himself(situation: Situation) -> Clause | None:
    """« Ma femme travaille demain mais je serai là pour ouvrir »: said of the day of the visit."""
    clause, visit = situation.first(_OPENS_MYSELF), situation.appointment
    if clause is None or visit is None:
        return None
    if not _ANOTHER_DAY.isdisjoint(clause.wording.words) or any(_says_to_be_out(c) for c in situation.statements):
        return None
    days = [moment.day for moment in situation.moments_of(clause) if moment.day is not None]
    return clause if all(day == visit.start.date() for day in days) else None


def _says_to_be_out(clause: Clause) -> bool:
    """« Je ne serai pas là jeudi, je lui ouvrirai quand je reviens »."""
    return is_away(clause) and _KIN.isdisjoint(clause.wording.words)


_OPENS_MYSELF = Sayings(table.OPENS_MYSELF)
_KIN = frozenset(words(table.KIN.replace("|", " ")))
_ANOTHER_DAY = frozenset(
    words("autre autres another reviens reviendrai rentre later prochaine prochain plus next different")
)
