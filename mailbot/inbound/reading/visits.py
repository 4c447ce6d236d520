"""When a provider comes: slots he proposes, the visit he plans, moves, is late for, or that failed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise

from mailbot.inbound.reading.assent import says_yes
from mailbot.inbound.reading.availability import tells_that_nobody_came
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.faults import names_a_device
from mailbot.inbound.reading.lexicon import provider_words
from mailbot.inbound.reading.lexicon import visit_words as table
from mailbot.inbound.reading.moments import HoursKind, Moment, less_refused, slot_of
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.senses import says_it_is_repaired
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import denies, is_conditional, is_half_said, is_receipt, is_reported
from mailbot.inbound.reading.standpoint import OrderState, Question, Slot
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.visit_shifts import shifted
from mailbot.vocabulary import Role

_MOVE = Sayings(table.MOVE_AWAY)
_NOT_MOVED = Sayings(table.NOT_MOVED)
_LATE = Sayings(table.LATE_WORDS)
_PLAINLY_LATE = Sayings(table.PLAINLY_LATE)
_ON_TIME = Sayings(table.ON_TIME)
_LATER_DAY = Sayings(table.LATER_DAY)
_NOBODY_CAME = Sayings(table.NOBODY_CAME)
_OCCUPANT_AWAY = Sayings(table.OCCUPANT_AWAY)
_NOT_AWAY = Sayings(table.NOT_AWAY)
_MISSED_BY_ME = Sayings(table.MISSED_BY_ME)
_WAITED_FOR = Sayings(table.WAS_THERE)
_OPENED_FOR_HIM = Sayings(table.OPENED_FOR_HIM)
_MISSED_MYSELF = Sayings(table.MISSED_MYSELF)
_NOT_A_VISIT = Sayings(table.NOT_A_VISIT)
_REPASS = Sayings((*provider_words.SECOND_VISIT, "repass*|reviendr*|retourn*"))
_NOT_REPASS = Sayings(provider_words.SECOND_VISIT_NOT)
_WENT = Sayings(provider_words.WENT)
_THINKS = Sayings(provider_words.THINKS_ABOUT_IT)
_HANDS_ON = Sayings(provider_words.HANDS_ON)
_ANOTHER_TIME = Sayings(provider_words.ANOTHER_TIME)
_WAITED = Sayings(table.NO_VISIT_YET)
_FIXED = frozenset((OrderState.SLOT_CHOSEN, OrderState.PLANNED))
_DURATION = re.compile(
    r"(?P<hours>\d{1,2})\s?(?:h|heures?|hours?|hrs?)\s?(?P<half>et demie?|(?P<rest>\d{2}))?(?!\d)"
    r"|(?P<minutes>\d{1,3})\s?(?:min|mn|minutes|mins|m\b|')"
    r"|(?P<three>(?:3|trois)[ /]quarts d.heure)"
    r"|(?P<quarter>(?:un |1 )?(?:bon |petit |gros )?(?:quart|1/4) d.heure|quarter of an hour)"
    r"|(?P<demi>(?:une |1 |1/2 )?(?:bonne |petite |grosse )?(?:demi[ -]?|1/2 ?)(?:heure|h\b)"
    r"|half[ -](?:an[ -])?hour)"
    r"|(?P<one>une (?:bonne |petite |grosse )?heure|an hour|one hour|d'une heure|1 ?heure)"
    r"|(?P<spelt>cinq|dix|quinze|vingt|trente|quarante|ten|fifteen|twenty|thirty|forty)"
    r" ?(?:petites |bonnes )?(?:min|minutes|mn)"
)
_SPELT = {
    "cinq": 5,
    "forty": 40,
    "dix": 10,
    "quinze": 15,
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}


def read_visit(situation: Situation) -> Said:
    """What a provider says of his coming."""
    if situation.role is not Role.PROVIDER:
        return NOTHING
    delay = _delay(situation)
    if delay is not None:
        return Said((delay,))
    moments = list(offers(situation))
    impossible = any(
        m.impossible for c in situation.clauses for m in situation.moments_of(c) if not _NOT_A_VISIT.find(c.wording)
    )
    if situation.asks(Question.PLAN_VISIT):
        return _planned(situation, moments, impossible=impossible)
    visit = situation.appointment
    if visit is not None and situation.state in _FIXED:
        return _moved(situation, visit, moments, impossible=impossible)
    if _is_over(situation) and not any(_repasses(clause) for clause in situation.statements):
        return NOTHING
    return _proposed(situation, moments, impossible=impossible)


def _is_over(situation: Situation) -> bool:
    """Whether a day that is named would be a second visit."""
    return situation.asks(Question.NEXT_STEP, Question.SEND_INVOICE) or situation.state in (
        OrderState.DONE,
        OrderState.COMPLETE,
        OrderState.DONE_TO_CONFIRM,
        OrderState.CONTESTED,
        OrderState.CANCELLED,
    )


def _repasses(clause: Clause) -> bool:
    return (_REPASS.find(clause.wording) is not None or _CAN_BE_THERE.find(clause.wording) is not None) and (
        _NOT_REPASS.find(clause.wording) is None
    )


_CAN_BE_THERE = Sayings(table.CAN_BE_THERE)


def _proposed(situation: Situation, moments: list[tuple[Clause, Moment]], *, impossible: bool) -> Said:
    slots = _slots([m for _, moment in moments for m in _next_ones(situation, moment)])
    ask = Ask.WHICH_DATE if impossible else None
    if not slots:
        return Said((), ask)
    said = intent_of(IntentType.PROPOSE_SLOTS, moments[0][0], slots=[slot.to_json() for slot in slots])
    return Said((said,), ask)


def read_missed(situation: Situation) -> Said:
    """« Personne n'est venu », « locataire absent »: the visit failed, and by whose absence."""
    for clause in situation.clauses:
        if is_reported(clause) or _came_all_the_same(situation, clause):
            continue
        if situation.role is Role.TENANT:
            if not clause.is_question and _missed_myself(situation, clause):
                waited = situation.first(_WAITED_FOR) is not None
                if not waited or _CARD.find(clause.wording) is not None:
                    return Said((intent_of(IntentType.MISSED_VISIT, clause, absent=_WHO_WAS_ABSENT[waited]),))
            if _PASSED.find(clause.wording) is not None or _rings_by_itself(clause):
                continue
            if tells_that_nobody_came(situation, clause) and _visit_is_past(situation):
                return Said((intent_of(IntentType.MISSED_VISIT, clause, absent="provider"),))
            if _NOBODY_CAME.find(clause.wording) and not _WAITED.find(clause.wording) and _was_due(situation, clause):
                return Said((intent_of(IntentType.MISSED_VISIT, clause, absent="provider"),))
        elif situation.role is Role.PROVIDER and not clause.is_question:
            absent = _absent(situation, clause)
            if absent is not None:
                return Said((intent_of(IntentType.MISSED_VISIT, clause, absent=absent),))
    return NOTHING


_WHO_WAS_ABSENT = {True: "provider", False: "occupant"}
"""By whether the occupant waited."""


def _missed_myself(situation: Situation, clause: Clause) -> bool:
    """« J'étais sorti », « je n'ai rien entendu », of a visit that was to be."""
    if _MISSED_MYSELF.find(clause.wording) is None or not _tells_the_past(situation, clause):
        return False
    if any(_OPENED_FOR_HIM.find(c.wording) and _DENIED.isdisjoint(c.wording.words) for c in situation.statements):
        return False
    if situation.asks(Question.CONFIRM_WORKS) and (
        says_it_is_repaired(situation) or situation.first(_TOLD_BY_OTHERS) is not None
    ):
        return False
    return _was_due(situation, clause) or _visit_is_past(situation)


_TOLD_BY_OTHERS = Sayings(
    (
        "dit|disent|confirme|assure|says|said|told ~ oui|ok|bon|repare|regle|marche|fonctionne|yes|fine|fixed"
        "|works|working",
    )
)
"""« Je n'étais pas là, mon fils dit que oui »: somebody was, and the visit took place."""


def _came_all_the_same(situation: Situation, clause: Clause) -> bool:
    """« Je n'étais pas là mais ma fille lui a ouvert », « il n'a pas sonné mais il a réparé »."""
    if situation.role is not Role.TENANT:
        return False
    behind = [c for c in situation.statements if c.sentence == clause.sentence and c.start > clause.start]
    return any(c.turns and _DID_COME.find(c.wording) is not None for c in behind)


_DID_COME = Sayings(table.DID_COME)
_CARD = Sayings(("avis de passage",))
_PASSED = Sayings(("passe un|le|la|les|commande|coup", "pas passe l'aspirateur|aspirateur"))
"""« Il n'a même pas passé un coup de balai »: he came."""


def _rings_by_itself(clause: Clause) -> bool:
    """« L'alarme sonne pour rien », which no visitor does."""
    return _FOR_NOTHING.find(clause.wording) is not None and names_a_device(clause.wording)


_FOR_NOTHING = Sayings(("sonne|sonnent|bipe|bipent|tourne|coule|allume|clignote|demarre|disjoncte|chauffe pour rien",))


def _visit_is_past(situation: Situation) -> bool:
    received, visit = situation.standpoint.received, situation.appointment
    return visit is not None and received is not None and visit.start <= received


def _absent(situation: Situation, clause: Clause) -> str | None:
    """Who was not there, in a provider's words; None when nobody is missed."""
    if not _was_due(situation, clause) or _will_be(situation, clause):
        return None
    said = _SILENT_PHONE.without(clause.wording)
    away = _OCCUPANT_AWAY.find(said) is not None or _nobody_answered(situation, clause)
    if away and not _NOT_AWAY.find(said):
        # « Monsieur était absent mais le gardien m'a ouvert. »
        return None if any(_lets_in(c) for c in situation.statements if c.sentence == clause.sentence) else "occupant"
    left_behind = _LEFT_BEHIND.find(clause.wording) is not None
    if (
        not left_behind
        and _MISSED_BY_ME.find(clause.wording)
        and _has_been(situation)
        and _LATER_DAY.find(clause.wording) is None
    ):
        return "provider"
    return None


def _nobody_answered(situation: Situation, clause: Clause) -> bool:
    """« J'ai sonné, re-sonné, rien »: what came of it stands in a clause of its own."""
    if _NOTHING_CAME.find(clause.wording) is None:
        return False
    if any(_lets_in(c) or _SEEN_TO.search(c.folded) for c in situation.statements if c.start > clause.start):
        return False  # « J'ai sonné à la loge, rien. Madame m'a ouvert, c'est réparé. »
    return any(
        c.sentence in (clause.sentence, clause.sentence - 1) and c.start < clause.start and _RANG.find(c.wording)
        for c in situation.statements
    )


_SEEN_TO = re.compile(r"\b(?:c'est|tout est) (?:repare|regle|fait|fini|termine)|\b(?:m'a|nous a|m'ont) ouvert\b")
_NOTHING_CAME = Sayings(table.NOTHING_CAME)
_RANG = Sayings(table.RANG)


def _lets_in(clause: Clause) -> bool:
    denied = not _DENIED.isdisjoint(clause.wording.words) or _HARDLY.search(clause.folded) is not None
    return not denied and _LET_IN.find(clause.wording) is not None


_LEFT_BEHIND = Sayings(table.LEFT_BEHIND)
_SILENT_PHONE = Sayings(table.SILENT_PHONE)
_LET_IN = Sayings(table.LET_IN)
_DENIED = frozenset(
    ("personne", "pas", "plus", "jamais", "not", "nobody", "aucun", "ailleurs", "sans", "refused", "refuse", "denied")
)
_HARDLY = re.compile(r"\bn'(?:ai|a|avons|ont) pu\b")


def _has_been(situation: Situation) -> bool:
    """Whether the hour of the visit is past, as far as is known."""
    received, visit = situation.standpoint.received, situation.appointment
    return visit is None or received is None or visit.start <= received


def _tells_the_past(situation: Situation, clause: Clause) -> bool:
    return not any(not moment.past and _is_ahead(situation, moment) for moment in situation.moments_of(clause))


def _is_ahead(situation: Situation, moment: Moment) -> bool:
    received = situation.standpoint.received
    return moment.day is not None and received is not None and moment.day > received.date()


def _will_be(situation: Situation, clause: Clause) -> bool:
    return _FUTURE.find(clause.wording) is not None or any(
        _is_ahead(situation, moment) for moment in situation.moments_of(clause)
    )


_FUTURE = Sayings(("sera|seront|serait|will|va|vont|si|if|demain|tomorrow",))


def _was_due(situation: Situation, clause: Clause) -> bool:
    """A visit can only fail once it was to be: planned before now, or said to have been planned."""
    received, visit = situation.standpoint.received, situation.appointment
    if visit is not None and received is not None and visit.start > received:
        return _DUE.find(situation.wording) is not None
    if visit is not None:
        return True
    if situation.state in (
        OrderState.PLANNED,
        OrderState.SLOT_CHOSEN,
        OrderState.DONE,
        OrderState.DONE_TO_CONFIRM,
        OrderState.CONTESTED,
    ):
        return True
    return _DUE.find(situation.wording) is not None or _CAME_TO.find(clause.wording) is not None


_DUE = Sayings(table.DUE)
_CAME_TO = Sayings(table.CAME_TO)


def _delay(situation: Situation) -> Intent | None:
    """Late, and when he will be there: the hour said beats the delay said."""
    visit = situation.appointment
    if visit is None or situation.state not in _FIXED or situation.asks(Question.PLAN_VISIT, Question.NEXT_STEP):
        return None
    clause = next((c for c in situation.statements if _LATE.find(c.wording)), None)
    if clause is None or any(situation.first(other) is not None for other in (_ON_TIME, _OCCUPANT_AWAY)):
        return None
    if _is_called_off(situation, visit):
        return None
    plainly = _PLAINLY_LATE.find(situation.wording) is not None
    hours = [m.hours.at for m in situation.moments if m.hours is not None and m.hours.at is not None and not m.negated]
    hours += [time(int(at["hour"]), int(at["minute"] or 0)) for at in _RECKON.finditer(situation.folded)]
    hours = [hour for hour in hours if hour > visit.start.time()]
    late, received = _minutes(situation), situation.standpoint.received
    if hours and (plainly or late is not None or _is_today(situation, visit)):
        eta: datetime | None = visit.start.replace(hour=hours[-1].hour, minute=hours[-1].minute)
    elif late is not None and _IN_SO_LONG.find(clause.wording) and received is not None and not plainly:
        eta = received.replace(second=0) + timedelta(minutes=late)
    elif late is not None and (plainly or _is_today(situation, visit)):
        eta = visit.start + timedelta(minutes=late)
    elif plainly:
        eta = None
    else:
        return None
    return intent_of(IntentType.DECLARE_DELAY, clause, eta=None if eta is None else eta.isoformat())


_RECKON = re.compile(
    r"\b(?:comptez|compter|disons|mettons) (?:sur |plutot |vers |pour )*"
    r"(?P<hour>[01]?\d|2[0-3]) ?h ?(?P<minute>[0-5]\d)?(?!\w)"
)
"""« comptez 15h10 »: an hour, where « comptez 2 h » of work is a length and lies before every visit."""
_IN_SO_LONG = Sayings(("dans|in",))


def _is_called_off(situation: Situation, visit: Slot) -> bool:
    """« Bloqué, je ne pourrai pas venir », « retard, je passe demain »: the visit does not stand."""
    if any(m.day not in (None, visit.start.date()) and not m.past for m in situation.moments):
        return True
    moving = [c for c in situation.clauses if _is_moving(c)]
    if any(_LATER_DAY.find(c.wording) for c in moving):
        return True
    return any(_CALLED_OFF.find(c.wording) and not _UNTIL.find(c.wording) for c in moving)


_CALLED_OFF = Sayings(table.CALLED_OFF)
_UNTIL = Sayings(("until|till|before|avant",))


def _is_today(situation: Situation, visit: Slot) -> bool:
    received = situation.standpoint.received
    return received is not None and received.date() == visit.start.date()


def _minutes(situation: Situation) -> int | None:
    """The delay as said, in minutes; None without one. An hour of the clock is none."""
    clocks = [(m.start, m.end) for m in situation.moments if m.hours is not None]
    for found in _DURATION.finditer(situation.folded):
        if any(start <= found.start() < end for start, end in clocks):
            continue
        if found["minutes"]:
            return int(found["minutes"])
        if found["hours"]:
            return int(found["hours"]) * 60 + (30 if found["half"] and not found["rest"] else int(found["rest"] or 0))
        if found["spelt"]:
            return _SPELT[found["spelt"]]
        return 15 if found["quarter"] else 45 if found["three"] else 30 if found["demi"] else 60
    return None


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
    wished = _ASKED_TO_MOVE.find(clause.wording) is not None
    if (
        (_NOT_A_VISIT.find(_AS_SHE_LIKES.without(clause.wording)) is not None and not wished)
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
    if is_reported(clause) and _CAN_BE_THERE.find(clause.wording) is None:
        return False
    received = situation.standpoint.received
    if received is None or moment.day is None:
        return True
    if moment.day == received.date() and moment.hours is not None:
        return moment.hours.closes > received.time()
    return moment.day >= received.date()


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
    return _THINKS.find(_YOURS_TO_SEE.without(clause.wording)) is not None


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


def _planned(situation: Situation, moments: list[tuple[Clause, Moment]], *, impossible: bool) -> Said:
    """The occupant chose: he plans it, or it cannot stand."""
    asked = situation.standpoint.asked
    chosen = asked.slots[0] if asked is not None and asked.slots else situation.appointment
    others = [(c, m) for c, m in moments if chosen is None or not _fits(m, chosen)]
    same = [c for c, m in moments if chosen is not None and _fits(m, chosen)]
    moving = next((c for c in situation.clauses if _is_moving(c)), None)
    no = situation.assent.no
    if any(hands_on(clause) for clause in situation.statements):
        return NOTHING
    if impossible:
        return Said((), Ask.WHICH_DATE)
    asked_for = next((c for c, _ in others if c.is_question), None)
    if moving is not None or no is not None or asked_for is not None or (others and not same):
        clause = moving or no or asked_for or others[0][0]
        slots = _moved_slots([m for _, m in others], chosen) or _shifted(situation, chosen)
        return Said((intent_of(IntentType.RESCHEDULE, clause, slots=[slot.to_json() for slot in slots]),))
    if any(thinks(clause) and not _has_said_yes(situation, clause, same) for clause in situation.statements):
        return NOTHING
    if any({"si", "possible"} <= c.wording.words and situation.moments_of(c) for c in situation.statements):
        return NOTHING  # « Ok si possible 15h » wishes for an hour.
    if any(is_conditional(c) or is_half_said(c) or _OF_ELSE.find(c.wording) for c in situation.statements):
        return NOTHING
    receipts = [c for c in situation.statements if is_receipt(c) and c not in same]
    if receipts and not _says_more(situation) and situation.first(_I_SHALL_BE_THERE) is None:
        return NOTHING
    brief = (c for c in same if not c.is_question and len(c.wording.tokens) <= _BRIEF)
    yes = yes_of(situation) or next(brief, None) or situation.first(_WILL_BE_THERE)
    if yes is not None:
        return Said((intent_of(IntentType.CONFIRM_SCHEDULE, yes),))
    if Tongue.YES in situation.told.senses:
        return Said((intent_of(IntentType.CONFIRM_SCHEDULE, situation.clauses[0]),))
    return NOTHING


def _has_said_yes(situation: Situation, clause: Clause, same: list[Clause]) -> bool:
    """« Vendredi c'est noté, je préviens la dame et je confirme »: the visit's day stands before it, with a yes."""
    only_confirms = _THINKS.find(_CONFIRMS_LATER.without(clause.wording)) is None
    return only_confirms and any(c.start < clause.start and not thinks(c) and not is_conditional(c) for c in same)


_CONFIRMS_LATER = Sayings(provider_words.CONFIRMS_LATER)
_I_SHALL_BE_THERE = Sayings(table.I_SHALL_BE_THERE)


def _says_more(situation: Situation) -> bool:
    """« Bien reçu, ok pour moi »: the receipt is not the yes."""
    yes = situation.assent.yes
    return yes is not None and not is_receipt(yes)


_OF_ELSE = Sayings(
    ("ferie|conge|conges|ferme", "pour|for le|la|les|the devis|facture|photo|photos|quote|invoice|paiement")
)
_BRIEF = 6
"""Words. « mardi 24 à 14h » alone plans the visit; « mardi c'est férié chez nous » does not."""


def yes_of(situation: Situation) -> Clause | None:
    """The yes that is said, « ok » too in « ok, qui ouvre ? »."""
    if situation.assent.yes is not None:
        return situation.assent.yes
    for clause, following in pairwise(situation.clauses):
        if clause.sentence == following.sentence and len(clause.wording.tokens) <= _SHORT and says_yes(clause.wording):
            return clause
    return None


_SHORT = 3


def hands_on(clause: Clause) -> bool:
    """Whether the clause gives the whole job to somebody else, or back."""
    left = _ANOTHER_TIME.without(clause.wording)
    found = _HANDS_ON.find(left)
    if found is not None and not (_SAYS_NO.match(found[0]) is not None and denies(left, found.start())):
        return True
    elsewhere = _TRY_ANOTHER.find(clause.wording)
    return elsewhere is not None and not denies(clause.wording, elsewhere.start())


_SAYS_NO = re.compile(r" (?:declin|renon|desist|abandon)")
"""« On ne peut pas décliner »: these hand nothing on where they are denied."""
_TRY_ANOTHER = Sayings(provider_words.TRY_ANOTHER)


def _is_moving(clause: Clause) -> bool:
    """Whether the clause says that the visit cannot stand."""
    if is_reported(clause) or _NOT_MOVED.find(clause.wording) is not None:
        return False
    left = _CANNOT_REACH.without(clause.wording)
    return _MOVE.find(left) is not None or _CANNOT.find(left) is not None


_CANNOT_REACH = Sayings(table.CANNOT_REACH)
_CANNOT = Sayings(table.CANNOT_COME)
_WILL_BE_THERE = Sayings(table.WILL_BE_THERE)


def _fits(moment: Moment, visit: Slot) -> bool:
    """Whether the moment named is that of the visit."""
    if moment.day is not None and moment.day != visit.start.date():
        return False
    hours = moment.hours
    if hours is None:
        return moment.day is not None
    opens, closes = visit.start.time(), visit.end.time()
    if hours.kind is HoursKind.EXACT and _sign(hours.opens, opens) * _sign(hours.closes, closes) > 0:
        return False  # « plutôt 10h-12h » of a visit from 9 to 11: neither holds the other.
    if hours.kind is HoursKind.SINGLE and hours.at is not None and not hours.part:
        return opens <= hours.at < closes  # « plutôt à 13h30 » of a visit from 14 to 16
    return hours.opens < visit.end.time() and hours.closes > visit.start.time()


def _sign(one: time, other: time) -> int:
    return (one > other) - (one < other)


def _is_of_the_one_moved(situation: Situation, moment: Moment, visit: Slot) -> bool:
    """« Décaler le rdv de jeudi, lundi 30 à 8h »: that Thursday is what is given up, whatever hour follows."""
    head = situation.folded[max(0, moment.start - 24) : moment.start]
    return moment.day == visit.start.date() and _VISIT_OF.search(head) is not None


_VISIT_OF = re.compile(
    r"\b(?:rdv|rendez-vous|rendez vous|visite|passage|intervention|creneau|venue) (?:prevue? )?(?:d[eu] |d')?$"
)


def _moved(situation: Situation, visit: Slot, moments: list[tuple[Clause, Moment]], *, impossible: bool) -> Said:
    """A visit is fixed: what is said of other times moves it, or adds a second one."""
    others = [(c, m) for c, m in moments if not _fits(m, visit)]
    others = [(c, m) for c, m in others if not _is_of_the_one_moved(situation, m, visit)] or others
    repassing = any(_repasses(clause) for clause in situation.clauses)
    if situation.asks(Question.NEXT_STEP) or (situation.first(_WENT) is not None and _has_been(situation)):
        if repassing or situation.first(_OCCUPANT_AWAY) is not None or situation.first(_MISSED_BY_ME) is not None:
            return _proposed(situation, others, impossible=impossible)
        moving = next((c for c in situation.clauses if _is_moving(c) and _STRONG.find(c.wording)), None)
    elif _has_been(situation) and (situation.first(_MISSED_BY_ME) or situation.first(_OCCUPANT_AWAY)):
        return _proposed(situation, others, impossible=impossible)
    elif _visit_is_past(situation) and repassing and not any(_is_moving(clause) for clause in situation.clauses):
        return _proposed(situation, others, impossible=impossible)  # « je peux repasser vendredi »: he was there
    else:
        moving = next((c for c in situation.clauses if _is_moving(c)), None)
        moving = moving or next((c for c, m in others if c.is_question or _BUT_AT.search(m.said)), None)
        if moving is None and others and (obstacle := situation.first(_OBSTACLES)) is not None:
            moving, others = obstacle, [(c, m) for c, m in others if c is not obstacle]  # its day is the one that falls
    if moving is not None and not others and _IN_PLACE_OF.search(moving.folded) is not None:
        # « Entre 15h et 16h au lieu de 14h »: an hour of the visit's own is a new beginning.
        others = [(c, m) for c, m in moments if c is moving and m.hours and m.hours.opens != visit.start.time()]
    if moving is not None and not others and _stands_after_all(situation, moving):
        return NOTHING
    if moving is None or any(hands_on(clause) for clause in situation.statements):
        return NOTHING
    slots = _moved_slots([m for _, m in others], visit) or _shifted(situation, visit)
    said = intent_of(IntentType.RESCHEDULE, moving, slots=[slot.to_json() for slot in slots])
    return Said((said,), Ask.WHICH_DATE if impossible and not slots else None)


def _stands_after_all(situation: Situation, moving: Clause) -> bool:
    """« Franck est malade mais Denis le remplace, on garde demain »: said behind it, and not taken back again."""
    if any(_CALLS_OFF.find(clause.wording) is not None for clause in situation.statements):
        return False
    near = [c for c in situation.statements if moving.sentence <= c.sentence <= moving.sentence + 1]
    kept = [c for c in near if _STANDS.find(c.wording) is not None and not _NOT_A_VISIT.find(c.wording)]
    return bool(kept) and not any(c.turns for c in near if c.start > kept[-1].start)


_IN_PLACE_OF = re.compile(r"\b(?:au lieu d|a la place d|instead of|plutot qu)")
_OBSTACLES = Sayings(table.OBSTACLES)
_BUT_AT = re.compile(r"\b(?:meme|same) (?:jour|date|day|semaine|week)\b.{0,20}\b(?:mais|but|plutot)\b")
"""« Le même jour mais à 16h »."""
_STANDS = Sayings(table.STANDS)
_CALLS_OFF = Sayings(table.CALLS_OFF)
_STRONG = Sayings(("decal*|report*|repouss*|deplacer|annul*|empech*|imprevu*|reschedul*|postpon*|cancel*|malade",))


def _shifted(situation: Situation, visit: Slot | None) -> list[Slot]:
    """« On décale d'une semaine »."""
    new = None if visit is None else shifted(situation.folded, visit)
    return [] if new is None else [new]


def _moved_slots(moments: list[Moment], visit: Slot | None) -> list[Slot]:
    """The new times; hours alone are hours of the same day."""
    found = []
    for said in moments:
        same_day = said.day is None and said.hours is not None and visit is not None and not said.weekly
        moment = replace(said, day=visit.start.date()) if same_day and visit is not None else said
        if (slot := slot_of(moment)) is not None and slot != visit:
            found.append(slot)
    return list(dict.fromkeys(found))
