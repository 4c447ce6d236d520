"""« Mardi entre 9h et 11h ou jeudi aprem »: the times at which a provider says that he can come."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import provider_words
from mailbot.inbound.reading.lexicon import visit_words as table
from mailbot.inbound.reading.moments import Moment, less_refused, slot_of
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_half_said, is_reported
from mailbot.inbound.reading.standpoint import Slot

NOT_A_VISIT = Sayings(table.NOT_A_VISIT)
THINKS = Sayings(provider_words.THINKS_ABOUT_IT)
CAN_BE_THERE = Sayings(table.CAN_BE_THERE)


def proposed(situation: Situation, moments: list[tuple[Clause, Moment]], *, impossible: bool) -> Said:
    slots = _slots([m for _, moment in moments for m in _next_ones(situation, moment)])
    ask = Ask.WHICH_DATE if impossible else None
    if not slots:
        return Said((), ask)
    said = intent_of(IntentType.PROPOSE_SLOTS, moments[0][0], slots=[slot.to_json() for slot in slots])
    return Said((said,), ask)


def offers(situation: Situation) -> tuple[tuple[Clause, Moment], ...]:
    """The times at which a provider says that he can come, each with its clause."""
    refused = next((c.start for c in situation.statements if _THIS_WEEK_NOT.search(c.folded) is not None), None)
    said = [
        (c, m if refused is None or c.start < refused else _of_next_week(situation, m))
        for c in situation.clauses
        for m in situation.moments_of(c)
        if _is_offer(situation, c, m)
    ]
    refusals = [
        m for c in situation.clauses if _NOT_OF_COMING.search(c.folded) is None for m in situation.moments_of(c)
    ]
    return tuple((c, left) for c, m in said for left in less_refused(m, refusals))


_NOT_OF_COMING = re.compile(
    r"\b(?:appel\w*|telephon\w*|joign\w*|call\w*|phone|ring|secretariat|bureaux?|standard|accueil|office|magasin"
    r"|depot|locataires?|occupante?s?|dame|monsieur|madame|mme|cliente?|gardien\w*|tenant|elle|il)\b"
)
"""The hours of a telephone, of an office or of somebody else's presence leave the visit's own as they are."""


_THIS_WEEK_NOT = re.compile(
    r"\b(?:pas(?: (?:de |d')?(?:possible|dispo\w*|places?|libres?|creneaux?))?|impossible|rien(?: de (?:libre|possible"
    r"|dispo\w*))?|(?:aucune?|plus de) (?:dispo\w*|places?|creneaux?)"
    r"|(?<!pas )(?<!encore )(?<!not )(?:complete?s?|blindes?|charges?|full|fully booked|(?<!fully )booked(?: up| out)?)"
    r"|no can do|not(?: possible| available| free)?|nothing(?: free| available| possible)?) (?:pour |sur |for )?"
    r"(?:cette semaine|this week)\b"
)


_WEEKDAY_ALONE = re.compile(
    r"(?:le |on |next )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|monday|tuesday|wednesday|thursday|friday|saturday)"
    r"\b(?! (?:le )?(?:\d{1,2}/|\d{1,2}\b(?! ?(?:h|:|am|pm))))"
)


def _of_next_week(situation: Situation, moment: Moment) -> Moment:
    """« Impossible cette semaine, mardi ok »: a weekday alone is one of the week after."""
    received = situation.standpoint.received
    if received is None or moment.day is None or _WEEKDAY_ALONE.match(moment.said) is None:
        return moment
    today = received.date()
    left = moment.day - today <= timedelta(days=6 - today.weekday())
    return replace(moment, day=moment.day + timedelta(days=7)) if left and moment.day > today else moment


def _is_offer(situation: Situation, clause: Clause, moment: Moment) -> bool:
    """A time at which he can come: neither past, nor refused, nor the edge of one."""
    if moment.past or moment.negated or moment.bound or moment.impossible:
        return False
    if _CALL_ME.search(clause.folded, 0, max(0, moment.start - clause.start)) is not None:
        return False
    if moment.day == _today(situation) and _JUST_NOW.search(clause.folded) is not None:
        return False
    wished = _ASKED_TO_MOVE.find(clause.wording) is not None or is_arranged(clause)
    if (
        (NOT_A_VISIT.find(_AS_SHE_LIKES.without(clause.wording)) is not None and not wished)
        or thinks(clause)
        or _is_busy_then(situation, clause)
    ):
        return False
    if _is_of_a_house(clause, moment) or _is_reopening(situation, clause):
        return False
    if _is_date_of_a_paper(clause, moment) or _is_day_of_works(clause, moment):
        return False
    if is_half_said(clause) and any(thinks(c) for c in situation.statements if c.sentence == clause.sentence):
        return False  # « Je vous rappelle, probablement jeudi. »
    if clause.is_question and _THEIR_PRESENCE.find(clause.wording) is not None:
        return False  # « La locataire sera-t-elle là vendredi ? »
    if is_reported(clause) and CAN_BE_THERE.find(clause.wording) is None:
        return False
    received = situation.standpoint.received
    if received is None or moment.day is None:
        return True
    if moment.day == received.date() and moment.hours is not None:
        return moment.hours.closes > received.time()
    return moment.day >= received.date()


def is_arranged(clause: Clause) -> bool:
    """« Vu avec la dame pour vendredi », and neither the keys with the keeper nor a delivery with a supplier."""
    return _ARRANGED.find(clause.wording) is not None and _ARRANGED_ELSEWHERE.find(clause.wording) is None


def _today(situation: Situation) -> date | None:
    return None if situation.standpoint.received is None else situation.standpoint.received.date()


_CALL_ME = re.compile(
    r"\b(?:(?:(?:r?appelez|recontactez|telephonez|joignez)[- ](?:moi|nous))|(?:call|ring|phone) (?:me|us))"
    r"(?: (?:back|donc|plutot))?(?: [^,;:.!?]{1,25} (?:ou|et|or|and))?"
    r"(?: (?:a|vers|des|en|entre|apres|avant|le|dans|on|at|after|before|in)){0,2} ?$"
)
"""« Rappelez-moi demain », and not « je passe jeudi à 9h appelez-moi avant »."""

_JUST_NOW = re.compile(
    r"\b(?:viens|vient|venons|viennent) (?:tout )?(?:juste )?(?:de |d')(?:re)?(?:pass|ven|intervenir|all)"
)
"""« On vient de repasser ce matin »."""


def _is_of_a_house(clause: Clause, moment: Moment) -> bool:
    """« C'est le 12 ou le 12 bis ? »: no day of a month."""
    number = _NUMBER_ALONE.fullmatch(moment.said)
    return number is not None and any(said[1] == number[1] for said in _OF_A_HOUSE.finditer(clause.folded))


def _is_reopening(situation: Situation, clause: Clause) -> bool:
    """« Fermés, reprise le 4 janvier »."""
    return _RESUMES.search(clause.folded) is not None and any(_CLOSED.find(c.wording) for c in situation.statements)


_AS_SHE_LIKES = Sayings(table.AS_SHE_LIKES)
_NUMBER_ALONE = re.compile(r"(?:au |le )?(\d{1,2})")
_OF_A_HOUSE = re.compile(r"\b(\d{1,2}) ?(?:bis|ter)\b")
_RESUMES = re.compile(r"\breprise\b")
_CLOSED = Sayings(provider_words.CLOSED)
_ASKED_TO_MOVE = Sayings(table.ASKED_TO_MOVE)
_ARRANGED = Sayings(table.ARRANGED)
_ARRANGED_ELSEWHERE = Sayings(table.ARRANGED_ELSEWHERE)
_PAPER = re.compile(
    r"\b(?:devis|facture|avoir|bon|commande|courrier|contrat|rapport|quote|invoice|estimate|report|os"
    r"|ordre de service)\b"
    r"[^,;.!?()]{0,40}$"
)


_THEIR_PRESENCE = Sayings(table.THEIR_PRESENCE)
_DONE_ON = re.compile(
    r"\b(?:realise|effectue|execute|termine|fini|fait|repare|remplace|change|pose|intervenu|acheve|done"
    r"|finished|completed"
    r"|fixed)(?:e|s|es)?\s+(?:le |ce |on |du |the |last |samedi |dimanche )?$"
)
_TO_BE_DONE = re.compile(r"\b(?:sera|seront|serait|etre|va|peut|pourra|prevue?s?|be|will)\b")


def _is_day_of_works(clause: Clause, moment: Moment) -> bool:
    """« Intervention réalisée le 20 »: a day that has been, whichever the 20th that comes next."""
    head = clause.folded[: max(0, moment.start - clause.start)]
    return _DONE_ON.search(head) is not None and _TO_BE_DONE.search(head) is None


def _is_date_of_a_paper(clause: Clause, moment: Moment) -> bool:
    """« Notre devis n° D-311 du 23/11 »."""
    head = clause.folded[: max(0, moment.start - clause.start)]
    if not (moment.said.startswith(_OF) or head.endswith(_OF)):
        return False
    return _PAPER.search(head) is not None and moment.hours is None


_OF = ("du ", "of ", "dated ")


def _is_busy_then(situation: Situation, clause: Clause) -> bool:
    """« Le 24 l'équipe est à Dijon. Disponible le 26 »: where he says when he is free, a day elsewhere is none."""
    if _FREE.find(clause.wording) is not None:
        return False
    if _BUSY.find(clause.wording) is not None:
        return True
    if _ELSEWHERE.find(clause.wording) is None:
        return False
    return any(c is not clause and _FREE.find(c.wording) and situation.moments_of(c) for c in situation.statements)


_BUSY = Sayings(table.BUSY)
_ELSEWHERE = Sayings(table.ELSEWHERE)
_FREE = Sayings(table.FREE)


def thinks(clause: Clause) -> bool:
    """Whether he will look and answer later; « à vous de voir avec elle » looks at nothing."""
    return THINKS.find(_YOURS_TO_SEE.without(clause.wording)) is not None


_YOURS_TO_SEE = Sayings(provider_words.YOURS_TO_SEE)


def _next_ones(situation: Situation, moment: Moment) -> list[Moment]:
    """« Tous les mercredis matin », of one who proposes: the next of each such day."""
    received = situation.standpoint.received
    if not moment.weekly or received is None or len(moment.weekly) > _MOST_WEEKLY or len(situation.moments) > 1:
        return [moment]
    if situation.first(_NOT_EACH) is not None:
        return [moment]
    today = received.date()
    days = (today + timedelta(days=ahead) for ahead in range(1, 8))
    return [replace(moment, day=day, weekly=frozenset()) for day in days if day.weekday() in moment.weekly]


_NOT_EACH = Sayings(table.NOT_EACH)
_MOST_WEEKLY = 3
"""« En semaine » is no proposal of a day."""


def _slots(moments: list[Moment]) -> list[Slot]:
    return list(dict.fromkeys(slot for moment in moments if (slot := slot_of(moment)) is not None))
