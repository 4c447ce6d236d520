"""« Vous pouvez clôturer », « c'est réglé »: the wish to close, said outright or understood."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.heads import without_head
from mailbot.inbound.reading.lexicon import works_words as table
from mailbot.inbound.reading.lexicon.assent_words import COURTESY
from mailbot.inbound.reading.lexicon.on_behalf_words import TO_BE_TOLD
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.senses import PAID, Sense, is_of_a_day_ahead, sense_of
from mailbot.inbound.reading.situation import Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.vocabulary import Channel, Role

_LEFT_OPEN = r"(?!.*\b(?:(?:pas|si|quand|apres|attend\w*|que|qui)\b|qu'|d(?:e |')\w{1,20}(?:er|ir|re)\b))"
_TO_DO = r"(?!.*\b(?:de\b|d'))"
_TO_THE_END = r"(?: (?:le|ce) (?:dossier|signalement))?(?: svp| merci)?\W*$"
_AND_CLOSE = re.compile(
    r"(?:ok |merci |svp )?(?:"
    rf"(?:annulez|(?:dites|prevenez|informez|remerciez)\b{_TO_DO})\b{_LEFT_OPEN}.*\b(?:et|puis|and) (?:ensuite )?"
    rf"(?:cloturez|fermez|archivez){_TO_THE_END}"
    rf"|(?:merci de |merci d')?annuler\b{_LEFT_OPEN}.*\b(?:et|puis|and) (?:ensuite )?"
    rf"(?:cloturer|fermer|archiver|clore){_TO_THE_END})"
)
"""« Annulez l'OS Durand et clôturez »."""


def senses_told(situation: Situation) -> dict[Sense, list[Clause]]:
    """The clauses by what they say; an order at the end of a condition (« une fois réglé, clôturez ») is none."""
    conditional = {clause.sentence: clause.start for clause in situation.clauses if is_conditional(clause)}
    senses: dict[Sense, list[Clause]] = {}
    for clause in situation.clauses:
        sense = sense_of(clause)
        if sense is None and situation.role is Role.MANAGER and _AND_CLOSE.match(clause.folded) is not None:
            sense = Sense.CLOSE
        if sense in (None, Sense.SETTLED) and _leaves_a_ruin(situation, clause):
            sense = Sense.UNSETTLED  # « Il ne reste rien à faire, il a tout cassé »
        if sense is None:
            continue
        if sense is Sense.CLOSE and clause.start > conditional.get(clause.sentence, clause.start):
            continue
        if sense is Sense.SETTLED and clause.start > conditional.get(clause.sentence, clause.start):
            continue
        if sense is Sense.SETTLED and situation.role is Role.MANAGER and _TO_BE_TOLD.find(without_head(clause.wording)):
            continue  # « Dites à la locataire que c'est réparé »
        senses.setdefault(sense, []).append(clause)
    return senses


def _leaves_a_ruin(situation: Situation, clause: Clause) -> bool:
    return _NOTHING_LEFT.find(clause.wording) is not None and not _RUINED.isdisjoint(situation.wording.words)


_NOTHING_LEFT = Sayings(("reste [plus|absolument] rien a faire|reparer|finir|regler|reprendre",))
_RUINED = frozenset(words("detruit detruite detruits casse cassee casses cassees refaire sinon"))
_TO_BE_TOLD = Sayings(TO_BE_TOLD)
_BY_ONESELF = Sayings(("je|on|nous cloture|cloturons|clos|ferme|fermons|archive|archivons",))


def _is_ahead(situation: Situation, clause: Clause) -> bool:
    """« Je clôture demain »: it is not asked for today."""
    received = situation.standpoint.received
    days = [m.day for m in situation.moments_of(clause) if m.day is not None]
    return received is not None and any(day > received.date() for day in days)


def closing_wish(situation: Situation, senses: dict[Sense, list[Clause]], *, asked: bool) -> Intent | None:
    """The wish to close: said outright, or « c'est réglé » when nothing else was asked (rule 6)."""
    if Sense.DO_NOT_CLOSE in senses or Sense.UNSETTLED in senses:
        return None
    close = [c for c in senses.get(Sense.CLOSE, []) if not (_BY_ONESELF.find(c.wording) and _is_ahead(situation, c))]
    if close:
        return intent_of(IntentType.CLOSE_REPORT, close[0])
    if Tongue.CLOSE in situation.told.senses and situation.clauses:
        return intent_of(IntentType.CLOSE_REPORT, situation.clauses[0])
    if any(_GOES_ON.find(clause.wording) for clause in situation.clauses):
        return None
    if any(EXCEPT.find(c.wording) or _IN_DOUBT.find(c.wording) for c in situation.statements):
        return None  # « Tout est réglé sauf le joint »
    settled = [c for c in senses.get(Sense.SETTLED, []) if not _OF_ANOTHER_THING.find(c.wording)]
    settled = [c for c in settled if not is_of_a_day_ahead(situation, c)]
    settled = [c for c in settled if _AGREES.find(c.wording) is None or _NOW.search(c.folded)]
    settled = [c for c in settled if not _agrees_to_a_day(situation, c)]
    settled = [c for c in settled if not _follows_a_bill(situation, c)]
    settled = [c for c in settled if not c.wording.words <= _NO_TROUBLE | COURTESY]
    if (
        asked
        or not settled
        or situation.standpoint.channel is Channel.INTAKE
        or situation.role not in (Role.TENANT, Role.LANDLORD, Role.MANAGER, Role.UNKNOWN)
    ):
        return None
    return intent_of(IntentType.CLOSE_REPORT, settled[0])


_NO_TROUBLE = frozenset(words("aucun pas de sans zero no plus probleme problem worries ok oui"))
"""« Aucun souci »: a courtesy, unless it was asked whether all is repaired."""


def _follows_a_bill(situation: Situation, settled: Clause) -> bool:
    """« Le virement est fait, c'est réglé »."""
    before = [c for c in situation.clauses if c.sentence == settled.sentence and c.start < settled.start]
    return any(PAID.find(clause.wording) is not None for clause in before)


def _agrees_to_a_day(situation: Situation, settled: Clause) -> bool:
    """« Mardi 3 ça marche », of times that were offered."""
    day = any(moment.day is not None or moment.weekly for moment in situation.moments_of(settled))
    return day and situation.asks(Question.CHOOSE_SLOT) and _MARCHE.find(settled.wording) is not None


_MARCHE = Sayings(("ca|cela marche|roule|fonctionne $|merci|pour",))
_AGREES = Sayings(table.AGREES)
_GOES_ON = Sayings(table.GOES_ON)
_OF_ANOTHER_THING = Sayings(table.OF_ANOTHER_THING)
_NOW = re.compile(r"\b(?:maintenant|enfin|a nouveau|de nouveau|depuis|desormais|parfaitement|now|again)\b")
EXCEPT = Sayings(table.EXCEPT)
_IN_DOUBT = Sayings(table.IN_DOUBT)
