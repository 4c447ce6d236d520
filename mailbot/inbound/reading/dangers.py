"""« Ça sent le gaz », « 14° et un bébé »: what is told at once, whatever else a mail wants."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.faults import BROKEN, is_over, joined_words
from mailbot.inbound.reading.lexicon import fault_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.sayings import Sayings, Tables
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Channel, Role

NO_DANGER = Sayings(table.NO_DANGER)
OUTER_DOOR = Sayings(table.OUTER_DOOR)
_COMES_IN = Sayings(table.COMES_IN_BY_IT)
_DANGERS = Tables(table.DANGERS)
_FRAGILE = Sayings(table.FRAGILE)
_PRIVATION = Sayings(table.PRIVATION)
_OF_WATER = Sayings(table.PRIVATION_OF_WATER)
COLD = re.compile(
    r"\b(?:[0-9]|1[0-7])(?:[.,]\d)?\s?(?:°|degres|degrees|deg\b)"
    r"|\b(?:fait|a|est a|it is|it's) (?:[0-9]|1[0-7])\b(?!\s?(?:h\b|:|/|ans|jours|mois|heures|€|eur))"
)


def read_dangers(situation: Situation) -> Said:
    """« Ça sent le gaz », « 14° et un bébé »: whatever else the mail wants, this is told at once."""
    clauses = situation.clauses
    if situation.standpoint.channel is Channel.INTAKE and situation.forwarded:
        clauses = (*clauses, *cut_into_clauses(situation.forwarded))
    opens = tells_who_comes_in(clauses)
    dangers = ((clause, danger_in(clause, opens_on_strangers=opens)) for clause in clauses)
    told = [(clause, reason) for clause, reason in dangers if reason is not None and not is_over(clause)]
    if situation.role is Role.PROVIDER and {reason for _, reason in told} == {"gas"} and _has_mended_the_gas(situation):
        return NOTHING
    if not told and (shut := _gas_that_escapes(clauses)) is not None:
        told = [(shut, "gas")]
    if not told and (leaking := _gas_that_still_smells(clauses)) is not None:
        told = [(leaking, "gas")]
    checked = situation.role is Role.PROVIDER and _is_of_a_check(clauses)
    if not told and not checked and (measured := _carbon_monoxide_measured(clauses)) is not None:
        told = [(measured, "carbon_monoxide")]
    if not told and (leaking := _gas_without_a_smell(clauses)) is not None:
        told = [(leaking, "gas")]
    if not told and (ill := _ill_beside_a_flame(clauses)) is not None:
        told = [(ill, "carbon_monoxide")]
    if told:
        clause, reason = min(told, key=lambda one: _ORDER_OF_DANGERS[one[1]])
        return Said((intent_of(IntentType.URGENT_FLAG, clause, reason=reason),))
    fragile = next((clause for clause in clauses if _FRAGILE.find(clause.wording) is not None), None)
    fragile = fragile or _told_of_an_age(clauses)
    if fragile is None or situation.role is Role.MANAGER:
        return NOTHING
    if any(_is_privation(clause) for clause in clauses):
        return Said((intent_of(IntentType.URGENT_FLAG, fragile, reason="no_heating"),))
    if any(_OF_WATER.find(clause.wording) and not is_over(clause) for clause in clauses):
        return Said((intent_of(IntentType.URGENT_FLAG, fragile, reason="health"),))
    return NOTHING


def _has_mended_the_gas(situation: Situation) -> bool:
    """« Fuite de gaz réparée »: his own work, where no other word of the mail leaves a doubt."""
    if any(clause.is_question for clause in situation.clauses):
        return False
    if _GAS_MENDED.find(situation.wording) is None or not _LEAVES_A_DOUBT.isdisjoint(situation.wording.words):
        return False
    return _ANOTHER_LEAK.isdisjoint(_GAS_MENDED.without(situation.wording).words)


_GAS_MENDED = Sayings(table.GAS_MENDED)
_LEAVES_A_DOUBT = frozenset(table.LEAVES_A_DOUBT)
_ANOTHER_LEAK = frozenset(words("gaz gas fuite fuites fuit fuient leak leaks leaking co monoxyde"))
"""« Fuite de gaz réparée, fuite de gaz au compteur »: what is left beside the one that was mended."""


def _carbon_monoxide_measured(clauses: Sequence[Clause]) -> Clause | None:
    """« CO à 180 ppm, chaudière condamnée »: in the air of a room; in the flue as much is ordinary."""
    for clause in clauses:
        found = _MEASURED.search(clause.folded)
        if found is None or clause.is_question or is_conditional(clause) or _IN_THE_FLUE.search(clause.folded):
            continue
        if int(found["behind"] or found["before"]) >= _DANGEROUS_PPM:
            return clause
    return None


def _ill_beside_a_flame(clauses: Sequence[Clause]) -> Clause | None:
    """« On a tous mal à la tête depuis que le chauffe-eau tourne »: said in one sentence, and of no other cause."""
    for ill in clauses:
        if _ILL.find(ill.wording) is None or ill.is_question or not _SUPPOSED.isdisjoint(ill.wording.words):
            continue
        sentence = [clause for clause in clauses if clause.sentence == ill.sentence]
        if any(_ILL_OF_SOMETHING_ELSE.find(clause.wording) is not None for clause in sentence):
            continue
        if any(_BURNS.find(clause.wording) is not None and not clause.turns for clause in sentence):
            return ill
    return None


_ILL = Sayings(table.MADE_ILL)
_BURNS = Sayings(table.BURNS_NEARBY)
_SUPPOSED = frozenset(("si", "if"))
_ILL_OF_SOMETHING_ELSE = Sayings(table.ILL_OF_SOMETHING_ELSE)


_MEASURED = re.compile(
    r"\b(?:co|monoxyde|carbone)\b[^.!?;\n\d]{0,40}(?P<behind>\d{1,4}) ?ppm\b"
    r"|(?<!\d)(?P<before>\d{1,4}) ?ppm (?:de |d')?(?:co|monoxyde)\b"
)
_IN_THE_FLUE = re.compile(r"\b(?:fumees?|conduit|combustion|bruleur|flue|avant|seuil|limite|moins de|inferieur)\b")


def _is_of_a_check(clauses: Sequence[Clause]) -> bool:
    """« Analyse de combustion faite, CO à 60 ppm, tout est conforme »: measured in the flue, not in a room."""
    said = " ".join(clause.folded for clause in clauses)
    said = _NONE_IN_THE_ROOM.sub(" ", said)
    return _CHECKED.search(said) is not None and _IN_THE_ROOM.search(said) is None


_CHECKED = re.compile(
    r"\b(?:fumees?|combustion|bruleur|flue|analyses?|rendement|attestation|entretien|reglage|sortie|conforme)\b"
)
_NONE_IN_THE_ROOM = re.compile(r"\bambian(?:t|ce)\b[^\d.;\n]{0,12}\b0\b")
_IN_THE_ROOM = re.compile(
    r"\b(?:ambian(?:t|ce)|air|pieces?|salon|sejour|cuisine|chambres?|couloir|logement|appartement|condamn\w*|danger\w*"
    r"|evacu\w*|arret\w*|coup(?:e|ee|er)|bouche\w*|refoul\w*|non conforme|pas conforme|intoxi\w*|impossible"
    r"|urgen\w*|alarmes?|alertes?|malaises?|nausees?|vertiges?|cave|hall|entree|palier|salle|room|kitchen)\b"
)
_DANGEROUS_PPM = 50
"""French gas fitters call it a grave and immediate danger from there on (arrêté du 15 septembre 2009)."""


def _gas_that_still_smells(clauses: Sequence[Clause]) -> Clause | None:
    """« Le gaz ne fuit plus mais l'odeur est toujours là »: what was said to be over is not."""
    over = next((clause for clause in clauses if _GAS_NO_MORE.find(clause.wording) is not None), None)
    if over is None:
        return None
    left = (_SMELLS_NO_MORE.without(_GAS_NO_MORE.without(clause.wording)) for clause in clauses)
    return over if any(_STILL_SMELLS.find(wording) is not None for wording in left) else None


def _gas_without_a_smell(clauses: Sequence[Clause]) -> Clause | None:
    """« Pas d'odeur de gaz mais le tuyau fuit »: what it does not do stands first, what it does behind « mais »."""
    for denied, behind in itertools.pairwise(clauses):
        if denied.sentence != behind.sentence or not behind.turns or behind.is_question or is_conditional(behind):
            continue
        if _NO_SMELL_OF_GAS.find(denied.wording) is None or _OF_SOMETHING_ELSE.find(behind.wording) is not None:
            continue
        if _GAS_PIPE_LEAKS.find(behind.wording) is not None:
            return behind
        if _GAS_ITSELF.find(denied.wording) is not None and _IT_LEAKS.find(behind.wording) is not None:
            return behind
        if _LEAKS_OF_IT.find(behind.wording) is not None and not _tells_of_another_leak(clauses):
            return behind
    return None


def _tells_of_another_leak(clauses: Sequence[Clause]) -> bool:
    """Whether something is named, anywhere in the mail, that may leak as well; the gas that was shut leaves a doubt."""
    if any(_GAS_SHUT.find(clause.wording) is not None for clause in clauses):
        return False
    return any(_NAMED_AS_LEAKING.find(_GAS_TAPS.without(clause.wording)) is not None for clause in clauses)


_NO_SMELL_OF_GAS = Sayings(table.NO_SMELL_OF_GAS)
_GAS_ITSELF = Sayings(table.GAS_ITSELF_SMELLS_NOT)
_GAS_PIPE_LEAKS = Sayings(table.GAS_PIPE_LEAKS)
_IT_LEAKS = Sayings(table.IT_LEAKS)
_LEAKS_OF_IT = Sayings(table.LEAKS_OF_IT)
_NAMED_AS_LEAKING = Sayings(table.NAMED_AS_LEAKING)
_GAS_TAPS = Sayings(table.GAS_TAPS)
_GAS_NO_MORE = Sayings(table.GAS_NO_MORE)
_STILL_SMELLS = Sayings(table.STILL_SMELLS)
_SMELLS_NO_MORE = Sayings(table.SMELLS_NO_MORE)


def _gas_that_escapes(clauses: Sequence[Clause]) -> Clause | None:
    """« J'ai coupé le gaz, le raccord fuit »: the gas is named in one clause, and what it does in the other."""
    for one, other in itertools.pairwise(clauses):
        if one.sentence != other.sentence or one.is_question or is_conditional(one) or is_conditional(other):
            continue
        for shut, behind in ((one, other), (other, one)):
            said = (shut.wording, behind.wording)
            if _GAS_SHUT.find(shut.wording) is None or any(_OF_SOMETHING_ELSE.find(wording) for wording in said):
                continue
            if _ESCAPES.find(behind.wording) is not None:
                return behind
    return None


_GAS_SHUT = Sayings(table.GAS_SHUT)
_ESCAPES = Sayings(table.ESCAPES)
_OF_SOMETHING_ELSE = Sayings(table.OF_SOMETHING_ELSE)


def _told_of_an_age(clauses: Sequence[Clause]) -> Clause | None:
    """« La chambre du petit (3 mois) », « ma mère, 86 ans, »: the age stands in a clause of its own."""
    for person, age in itertools.pairwise(clauses):
        if person.sentence == age.sentence and _AGE.fullmatch(age.folded) is not None:
            joined = Wording(f"{person.wording.text} {age.wording.text}")
            if _FRAGILE.find(joined) is not None:
                return person
    return None


_AGE = re.compile(r"(?:age[es]* de )?\d{1,2} (?:ans|mois|semaines|jours|years?|months?|weeks?)(?: old)?")
_ORDER_OF_DANGERS = {reason: place for place, reason in enumerate(table.DANGERS)}


def _is_privation(clause: Clause) -> bool:
    if is_over(clause):
        return False
    cold = COLD.search(clause.folded) is not None
    missed = _PRIVATION.find(clause.wording) is not None
    return cold or (missed and (BROKEN.find(clause.wording) is not None or _lacks(clause)))


def _lacks(clause: Clause) -> bool:
    return not _WANTING.isdisjoint(clause.wording.words)


_WANTING = frozenset(
    words("sans plus pas toujours froid froide no without still cold freezing gele geles glace glaces eteint eteints")
)


def threatens(wording: Wording) -> bool:
    """« Une prise qui fait des étincelles »: a danger is told, and no device is called broken."""
    return _DANGERS.first(NO_DANGER.without(wording)) is not None


def danger_in(clause: Clause, *, opens_on_strangers: bool = False) -> str | None:
    """The danger that a clause tells of, by its reason; None for « pas d'odeur de gaz »."""
    wording = NO_DANGER.without(joined_words(clause.wording))
    return _DANGERS.first(wording if opens_on_strangers else OUTER_DOOR.without(wording))


def tells_who_comes_in(clauses: Iterable[Clause]) -> bool:
    """« La porte du jardin ne ferme plus, n'importe qui peut entrer »: that door is one to the home."""
    return any(_COMES_IN.find(clause.wording) is not None for clause in clauses)
