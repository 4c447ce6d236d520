"""« Mardi matin ou jeudi après 17h », « je ne serai pas là demain »: when somebody is there, and a visit to move."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from mailbot.inbound.reading.absences import is_away, keeps_away
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.facts import is_about_coming_in
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.lexicon.assent_words import CONNECTORS
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.moment_words import DAY_CLOSES, DAY_OPENS
from mailbot.inbound.reading.moments import (
    Availability,
    Hours,
    HoursKind,
    Moment,
    availability_of,
    is_misdated,
    slot_of,
)
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.senses import is_trouble
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.slot_absences import comes_home
from mailbot.inbound.reading.stance import answers_later, is_conditional, is_half_said
from mailbot.inbound.reading.standpoint import OrderState, Question, Slot
from mailbot.inbound.reading.visit_shifts import shifted
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Channel, Role

_AVAILABLE = Sayings(table.AVAILABLE)
_SOMEBODY = Sayings(table.SOMEBODY_ELSE)
_KEEPS_A_KEY = Sayings(table.KEEPS_A_KEY)
_OUT_OF_REACH = Sayings(table.KEY_OUT_OF_REACH)
_MOVE = Sayings(table.MOVE_VISIT)
_THIRD = Sayings(table.THIRD_PERSON_VISIT)
_STANDS = Sayings(table.STANDS)
_ASKED_WHEN = Sayings(("moment*|disponib*|dispo*|creneau*|quand|jour|jours|available|availability|times|present*",))
_VISIT_STATES = frozenset((OrderState.SLOT_CHOSEN, OrderState.PLANNED))
_OCCUPANTS = (Role.TENANT, Role.LANDLORD, Role.MANAGER)


def read_availability(situation: Situation) -> Said:
    """When the occupant or the owner can be there, where no offered slot is being picked."""
    if situation.role not in _OCCUPANTS or situation.asks(Question.APPROVE_QUOTE):
        return NOTHING
    offers = situation.standpoint.asked.slots if situation.standpoint.asked is not None else ()
    if situation.role is Role.MANAGER or (situation.asks(Question.CHOOSE_SLOT) and offers):
        return NOTHING
    if _visit_stands_to_move(situation) and not _has_failed(situation):
        return _moved(situation)
    return _offered(situation)


def offered_beside(situation: Situation) -> Intent | None:
    """The times that a tenant names beside turning the offers down."""
    moments = [
        moment
        for index, clause in enumerate(situation.clauses)
        for moment in situation.moments_of(clause)
        if _is_offer(situation, clause, moment, plain=True)
        and (_only_moments_follow(situation, index) or _speaks_of_presence(situation, index) or clause.is_question)
    ]
    asked = situation.standpoint.asked
    offered = () if asked is None else asked.slots
    found = _without(availability_of(moments), offered)
    telling = next((clause for clause in situation.clauses if situation.moments_of(clause)), situation.clauses[0])
    return None if is_empty(found) else offered_at(found, telling)


def _without(found: Availability, offered: tuple[Slot, ...]) -> Availability:
    return replace(found, slots=tuple(slot for slot in found.slots if slot not in offered))


def _offered(situation: Situation) -> Said:
    asked_when = _is_asked_when(situation)
    # In a language without tables, a time that a tenant names and does not refuse is one.
    foreign = situation.role is Role.TENANT and situation.language not in (None, "fr", "en")
    if not situation.moments and not asked_when:
        return NOTHING
    if any(answers_later(clause) for clause in situation.clauses):
        return NOTHING
    moments: list[Moment] = []
    first: Clause | None = None
    impossible = False
    for index, clause in enumerate(situation.clauses):
        here = situation.moments_of(clause)
        if clause.is_question and not asked_when and not _AVAILABLE.find(clause.wording):
            continue
        if _about_calls(situation, clause) and not asked_when:
            continue
        if not asked_when and is_trouble(clause) and _AVAILABLE.find(clause.wording) is None:
            continue  # « et puis ce matin rebelote »
        if _is_out_until(situation, clause):
            continue
        if _nobody_then(situation, clause) or _is_of_a_person(situation, clause):
            continue
        said_so = asked_when or foreign or _speaks_of_presence(situation, index) or only_moments(clause, here)
        for moment in here:
            if said_so and (moment.impossible or is_misdated(moment, clause.wording.words)):
                impossible = True
            arranged = _OF_A_VISIT.search(situation.folded, max(0, moment.start - 40), moment.start) is not None
            if not asked_when and arranged and _FREE_FOR_IT.find(clause.wording) is None:
                continue  # « c'est bon pour le rdv de vendredi »
            usable = _is_offer(situation, clause, moment, plain=asked_when) or (
                not moment.past and not moment.bound and _is_offered_after(situation, clause)
            )
            if said_so and usable:
                moments.append(moment)
                first = first or clause
    found = availability_of(moments)
    whenever = situation.first(_ANYTIME)
    on_those_days = whenever is not None and not _THOSE.isdisjoint(whenever.wording.words) and bool(found.recurring)
    narrowed = any(rule.opens != DAY_OPENS or rule.closes != DAY_CLOSES for rule in found.recurring)
    if found.always and (found.slots or found.recurring) and _any_time_then(situation):
        found = replace(found, always=False)
    if on_those_days or narrowed or _any_time_then(situation):
        whenever = None
    if whenever is not None and not found.slots and (asked_when or found.recurring or found.always):
        found, first = Availability(always=True), first or whenever
    elif narrowed:
        found = replace(found, always=False)  # « quand vous voulez, tous les jours après 18h »
    if is_empty(found) or first is None:
        return Said((), Ask.WHICH_DATE) if impossible else NOTHING
    return Said((offered_at(found, first),), Ask.WHICH_DATE if impossible else None)


_FREE_FOR_IT = Sayings(("dispo+|disponible+|libre+|available|free ~ pour|for",))
"""« Je suis libre pour la visite mardi »."""
_OF_A_VISIT = re.compile(
    r"\b(?:(?:le|du|au|mon|notre|votre|ce) (?:prochain )?(?:rdv|rendez[- ]vous|passage|creneau)"
    r"|(?:la|ma|notre|votre|cette|l')(?: prochaine)? ?(?:visite|intervention)"
    r"|(?:the|my|our|your) (?:appointment|visit))"
    r"\s(?:(?:prevue?|fixee?|planned|booked|arranged)\s)?(?:de|du|d'|le|on|for|of)?\s?$"
)


def tells_that_nobody_came(situation: Situation, clause: Clause) -> bool:
    """« Lundi, personne. »: a day, and what came of it."""
    behind = [c for c in situation.clauses if c.sentence == clause.sentence and c.start > clause.start]
    return bool(situation.moments_of(clause)) and bool(behind) and _NOBODY.find(behind[0].wording) is not None


_NOBODY = Sayings(("^ [toujours|encore] personne|nobody $", "^ no one $"))


def _is_out_until(situation: Situation, clause: Clause) -> bool:
    """« Je rentre du bled le 6, avant y a personne »: from when somebody is there again is no time that is offered."""
    behind = [c for c in situation.clauses if c.sentence == clause.sentence and c.start > clause.start]
    return comes_home(clause) and any(_NOT_BEFORE.find(c.wording) is not None for c in behind)


_NOT_BEFORE = Sayings(
    (
        "^ [et|donc] avant [ca|cela] [il] [y] personne|impossible|rien|non|pas",
        "^ [et|donc] avant [ca|cela] [il] y a|aura personne",
        "^ [et|donc] [il] [y] [a|aura] [pas|personne] personne|impossible|rien [d|de] [ici|la] avant",
        "^ [and] [not|nobody|noone|nothing] [is] [in|home|there] before [that|then]",
    )
)


def _nobody_then(situation: Situation, clause: Clause) -> bool:
    """« Jeudi, personne à la maison »."""
    behind = [c for c in situation.clauses if c.sentence == clause.sentence and c.start > clause.start]
    return bool(behind) and _NOBODY_THERE.find(behind[0].wording) is not None


_NOBODY_THERE = Sayings(("^ [toujours|encore] personne|nobody !d'autre|d", "^ no one"))


def _is_of_a_person(situation: Situation, clause: Clause) -> bool:
    """« Lui ou un autre, peu m'importe »: what matters little is who comes."""
    if _MATTERS_LITTLE.find(clause.wording) is None:
        return False
    return any(_WHO.find(c.wording) for c in situation.clauses if c.sentence == clause.sentence)


def _any_time_then(situation: Situation) -> bool:
    """« Mardi et jeudi, n'importe quand »: any time of those days. « Mardi, ou n'importe quand » is another wish."""
    for clause in situation.clauses:
        if _ANYTIME.find(clause.wording) is None or not _OR_ELSE.isdisjoint(clause.wording.words):
            continue
        upto = clause.start + len(clause.text)
        days = [
            m
            for m in situation.moments
            if m.start < upto
            and (m.day is not None or 0 < len(m.weekly) < _WEEK)
            and not (m.always or m.past or m.negated or m.bound)
        ]
        near = [c for c in situation.clauses if c.sentence == clause.sentence]
        if days and days[0].start >= near[0].start and _said_first(situation, clause, days[0]):
            return True
    return False


def _said_first(situation: Situation, clause: Clause, day: Moment) -> bool:
    any_time = next((m.start for m in situation.moments_of(clause) if m.always), clause.start + len(clause.text))
    return day.start < any_time


_WEEK = 7
_OR_ELSE = frozenset(("ou", "or", "sinon", "sauf", "except", "but", "mais", "otherwise", "preference", "ideal"))


_MATTERS_LITTLE = Sayings(("importe|matter|mind",))
_WHO = Sayings(
    (
        "lui|elle|eux|durand|plombier|entreprise|artisan ou|or ~ autre|autres|another",
        "importe qui|lequel|laquelle|l|le|la|les [entreprise|artisan|plombier|prix|marque|couleur|modele]",
    )
)
_ANYTIME = Sayings(table.ANYTIME)
_THEN = Sayings(
    (
        "peut|peuvent|pourra|pourrait|can|could passer|venir|intervenir|come ~ moment|jours|dates|la|then",
        "passer|venir|come a|at ce|ces|these|those|that moment|jours|dates|time",
    )
)
"""« Le technicien peut passer à ce moment-là »: the times of the words before are offered."""
_THOSE = frozenset(("ces", "these", "those", "then"))
"""« Passez quand vous voulez ces jours-là »."""


def offered_at(found: Availability, clause: Clause) -> Intent:
    """The times of an occupant, days and weekly rules, as one offer."""
    values: dict[str, object] = {}
    if found.slots:
        values["slots"] = [slot.to_json() for slot in found.slots]
    if found.recurring:
        values["recurring"] = [rule.to_json() for rule in found.recurring]
    if found.always:
        values["always"] = True
    return intent_of(IntentType.OFFER_AVAILABILITY, clause, **values)


def is_empty(found: Availability) -> bool:
    """Whether no time is left."""
    return not (found.slots or found.recurring or found.always)


def _is_asked_when(situation: Situation) -> bool:
    asked = situation.standpoint.asked
    if asked is None:
        return False
    if asked.question is Question.CHOOSE_SLOT:
        return True
    return asked.question is Question.PROVIDE_INFO and _ASKED_WHEN.find(wording_of(asked.text)) is not None


def _is_offer(situation: Situation, clause: Clause, moment: Moment, *, plain: bool) -> bool:
    if moment.past or moment.negated or moment.bound or moment.impossible:
        return False
    said = [clause, *(c for c in situation.statements if _ON_LEAVE.find(clause.wording) and _goes_on(clause, c))]
    here = any(_PRESENT.find(c.wording) is not None and "pas" not in c.wording.words for c in said)
    if is_away(clause) and not _after_work(clause, moment) and not here:
        return False
    return plain or _THIRD.find(clause.wording) is None or _PRESENT.find(clause.wording) is not None


_ON_LEAVE = Sayings(("conge|conges|repos|rtt|vacances|arret|leave|off",))


def _goes_on(clause: Clause, other: Clause) -> bool:
    return other.sentence == clause.sentence and other.start > clause.start


_PRESENT = Sayings(
    (
        "dispo|dispos|disponible*|libre|libres|joignable*|available|free",
        "suis|serai|serons|sommes|serais [bien] la|present*",
        "suis|serai|serons|sommes|serais [bien] chez !mon|ma|mes|un|une|des|le|la|l",
        "a la|mon maison|domicile",
        "suis|serai|serons|sommes a|au|sur|dans [la|l|mon|le] maison|domicile|appart*|place|logement",
        "peux|peut|pouvons venir|passer",
        "convient|arrange*",
        "will be home|there|in",
        "am home|free|in|available",
        "^ [et|alors|tout] present|presente|presents|presentes|dispo $",  # en congé cette semaine, donc présent
    )
)


def _after_work(clause: Clause, moment: Moment) -> bool:
    """« Je travaille, après 18h »: the hours stand outside what keeps the person away."""
    return (
        moment.hours is not None
        and moment.hours.at is not None
        and re.search(r"\bapres|a partir|after|from|des\b", moment.said) is not None
        and "pas" not in clause.wording.words
    )


def _is_offered_after(situation: Situation, clause: Clause) -> bool:
    near = (clause.sentence, clause.sentence + 1)
    return any(
        c.sentence in near and c.start > clause.start and _THEN.find(c.wording) is not None for c in situation.clauses
    )


def _speaks_of_presence(situation: Situation, index: int) -> bool:
    """The clause, or one of its sentence, says that somebody is or can be there."""
    sentence = situation.clauses[index].sentence
    return any(
        _AVAILABLE.find(_IMPATIENT.without(clause.wording)) is not None
        for clause in situation.clauses[max(0, index - 3) : index + 4]
        if clause.sentence == sentence or (clause.sentence == sentence - 1 and _only_moments_follow(situation, index))
    )


def _only_moments_follow(situation: Situation, index: int) -> bool:
    """« Voici mes disponibilités : », and the moments below."""
    clause = situation.clauses[index]
    return only_moments(clause, situation.moments_of(clause))


def only_moments(clause: Clause, moments: tuple[Moment, ...]) -> bool:
    """« mardi matin ou jeudi »: the clause holds little else."""
    if not moments:
        return False
    left = clause.folded
    for moment in reversed(moments):
        first, last = moment.start - clause.start, moment.end - clause.start
        left = left[: max(0, first)] + " " + left[max(0, last) :]
    return not set(wording_of(_PAR_CONTRE.sub("", left), folded=True).tokens) - CONNECTORS


_PAR_CONTRE = re.compile(r"\b(?:par contre|en revanche)\b")


# --- a visit that is chosen or planned ---


def _visit_stands_to_move(situation: Situation) -> bool:
    return situation.appointment is not None and situation.state in (
        *_VISIT_STATES,
        OrderState.DIAGNOSED,
        OrderState.QUOTE_APPROVED,
        OrderState.ACCEPTED,
    )


_LATE = Sayings(("retard|late|delay|delayed",))


def _has_failed(situation: Situation) -> bool:
    """The hour of the visit is over, and nobody came: other times are offers for the next one."""
    received, visit = situation.standpoint.received, situation.appointment
    if visit is None or received is None or visit.start > received:
        return False
    return situation.first(_CAME, questions=True) is not None


def _lets_him_in(situation: Situation, *, questions: bool = False) -> Clause | None:
    """Who opens in one's place: who will be there, or has a key that is neither that of a car nor far away."""
    somebody = situation.first(_SOMEBODY, questions=questions) or _opens_himself(situation)
    if somebody is not None or situation.first(_OUT_OF_REACH, questions=True) is not None:
        return somebody
    return situation.first(_KEEPS_A_KEY, questions=questions)


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


def _moved(situation: Situation) -> Said:
    """Whether the visit cannot stand; somebody else who opens lets it stand."""
    visit = situation.appointment
    assert visit is not None
    if _lets_him_in(situation, questions=True) is not None or situation.first(_LATE) is not None:
        return NOTHING
    moving = None
    slots: list[Slot] = []
    impossible = False
    for clause in situation.clauses:
        here = [m for m in situation.moments_of(clause) if not m.past]
        if _about_calls(situation, clause):
            continue
        wording = _IMPATIENT.without(clause.wording)
        moves = _MOVE.find(wording) is not None or (
            keeps_away(_OF_A_THING.without(wording)) and (bool(here) or not _is_of_the_way_in(clause))
        )
        others_day = [m for m in here if m.day is not None and m.day != visit.start.date()]
        beside = _days_from(clause)
        only_other_days = (bool(here) or beside != 0) and len(others_day) == len(here)
        if moves and not (only_other_days and is_away(clause) and not _STRONG.find(_OWN_RDV.without(clause.wording))):
            moving = moving or clause
        beside = beside if clause.is_question or moves or moving is not None else 0
        if beside and all(moment.day is None for moment in here):
            day = visit.start.date() + timedelta(days=beside)
            hours = [replace(m, day=day) for m in here if m.hours is not None and not m.same_time and not m.weekly]
            here = hours or [Moment(0, 0, day, None)]
        for moment in here:
            impossible = impossible or moment.impossible
            if not moment.negated and (slot := _slot_for(moment, visit)) is not None and not _excluded(clause):
                slots.append(slot)
    slots = _at_the_same_hour(situation, visit, slots)
    whole = {slot_of(Moment(0, 0, visit.start.date(), None))}
    slots = [slot for slot in dict.fromkeys(slots) if slot != visit and slot not in whole]
    if not slots and moving is not None and (new := shifted(situation.folded, visit)) is not None:
        slots = [new]
    if moving is None:
        if slots and _proposes_another(situation, visit):
            moving = situation.clauses[0]
        else:
            return _offered(situation) if not _is_about(situation, visit) else NOTHING
    said = intent_of(IntentType.RESCHEDULE, moving, slots=[slot.to_json() for slot in slots])
    return Said((said,), Ask.WHICH_DATE if impossible and not slots else None)


_DAY_BEFORE = re.compile(r"\b(?:a )?la veille\b|\bthe (?:day before|previous day)\b")


def _days_from(clause: Clause) -> int:
    """« Plutôt la veille ? »: the day before that of the visit; 0 where nothing of the kind is said."""
    return -1 if _DAY_BEFORE.search(clause.folded) is not None else 0


def _at_the_same_hour(situation: Situation, visit: Slot, slots: list[Slot]) -> list[Slot]:
    """« Même heure mais jeudi »: the day that was named without hours takes those of the visit."""
    if not any(moment.same_time for moment in situation.moments):
        return slots
    return [
        slot_of(Moment(0, 0, slot.start.date(), Hours(HoursKind.EXACT, visit.start.time(), visit.end.time()))) or slot
        if slot == slot_of(Moment(0, 0, slot.start.date(), None))
        else slot
        for slot in slots
    ]


def _is_of_the_way_in(clause: Clause) -> bool:
    """« Mon nom n'est pas encore sur l'interphone »: a name is missing, and nobody is away."""
    return _MYSELF.isdisjoint(clause.wording.words) and is_about_coming_in(clause.wording)


_IMPATIENT = Sayings(
    (
        "peux|peut|pouvons|pourrai|pourra|pourrons pas|plus attendre jusqu|lundi|mardi|mercredi|jeudi|vendredi|samedi"
        "|la|plus|encore|longtemps|une|deux|autant|si|$",
        "can not|possibly wait until|till|that|any|so|another|$",
    )
)
"""« On ne peut pas attendre jeudi » wants help sooner, and calls nothing off."""
_OF_A_THING = Sayings(
    (
        "nom|porte|interphone|sonnette|boite|code|badge|portail|cle|cles|ascenseur|parking|digicode|etiquette|lumiere"
        " est|sont|sera|serait pas|plus",
    )
)
"""« La porte n'est plus ouverte »: what is not there is no person."""
_MYSELF = frozenset(("je", "j", "suis", "serai", "serons", "sommes", "on", "nous", "i", "we"))
_STRONG = Sayings(table.STRONG_MOVE)
_OWN_RDV = Sayings(
    (
        "rdv|rendez [vous] [medical] chez|avec|a|au|pour [le|la|l|mon|ma|un|une] medecin|docteur|dr|dentiste|kine"
        "|hopital|banque|notaire|avocat|ecole|ophtalmo|gyneco|pediatre|coiffeur|osteo|psy|specialiste|veto|veterinaire"
        "|cardiologue|dermato|irm|scanner|clinique|garage|garagiste|prefecture|mairie",
        "rdv|rendez [vous] medical|medicaux",
    )
)
"""« J'ai rendez-vous chez le médecin vendredi »: another appointment than the visit."""


_CAME = Sayings(table.CAME)


_REACHED = Sayings(("joindre|joignable|appel*|rappel*|contacter|telephone*|call|ring|reach|text",))


def _about_calls(situation: Situation, clause: Clause) -> bool:
    """« Vous pouvez me joindre le soir »: hours for the telephone."""
    return any(_REACHED.find(c.wording) for c in situation.clauses if c.sentence == clause.sentence)


def _excluded(clause: Clause) -> bool:
    """A day on which nobody is there is no proposal."""
    busy = is_away(clause) or _OWN_APPOINTMENT.find(clause.wording) is not None
    return busy and _AVAILABLE_AFTER_ALL.find(clause.wording) is None


_OWN_APPOINTMENT = Sayings(
    (
        "have|got|has ~ doctor|doctors|dentist|dentists|hospital|medical|vet|physio|gp|optician|midwife|job [s]"
        " appointment",
    )
)


_AVAILABLE_AFTER_ALL = Sayings(("plutot|mais|sinon|possible|dispo*|instead|rather|but|could|can we",))


def _slot_for(moment: Moment, visit: Slot) -> Slot | None:
    """The times named; hours alone are hours of the visit's day."""
    if moment.bound or moment.impossible:
        return None
    if moment.day is None and moment.hours is not None and not moment.weekly:
        return slot_of(replace(moment, day=visit.start.date()))
    return slot_of(moment)


def _is_about(situation: Situation, visit: Slot) -> bool:
    return all(moment.day in (None, visit.start.date()) for moment in situation.moments)


def _proposes_another(situation: Situation, visit: Slot) -> bool:
    """« On peut faire 16h ? »: another time is named, as something to do."""
    if situation.first(_STANDS) is not None:
        return False
    return any(
        moment.day not in (None, visit.start.date())
        or (moment.hours is not None and moment.hours.opens != visit.start.time())
        for clause in situation.clauses
        if clause.is_question or _AVAILABLE.find(clause.wording) is not None
        for moment in situation.moments_of(clause)
        if not moment.past
    )


def read_absence(situation: Situation) -> Said:
    """« Je ne suis pas là de la semaine », « ma femme ouvrira »: who is there, when no visit moves by it."""
    if situation.role not in (Role.TENANT, Role.LANDLORD) or situation.standpoint.channel is not Channel.PUBLIC:
        return NOTHING
    if situation.standpoint.is_closed:
        return NOTHING
    somebody = _lets_him_in(situation)
    late = next((c for c in situation.statements if _LATE.find(c.wording) and not is_conditional(c)), None)
    if not _visit_stands_to_move(situation):
        late = None
    if late is not None:
        return Said((intent_of(IntentType.PROVIDE_INFO, late, topic="presence"),))
    if somebody is not None:
        topic = "access" if _KEY.find(somebody.wording) else "presence"
        return Said((intent_of(IntentType.PROVIDE_INFO, somebody, topic=topic),))
    if _visit_stands_to_move(situation) and (there := _is_there(situation)) is not None:
        return Said((intent_of(IntentType.PROVIDE_INFO, there, topic="presence"),))
    asked = _is_asked_when(situation) and situation.asks(Question.PROVIDE_INFO)
    for clause in situation.statements:
        here = [moment for moment in situation.moments_of(clause) if not moment.past]
        if asked and here and _is_out_until(situation, clause):
            return Said((intent_of(IntentType.PROVIDE_INFO, clause, topic="presence"),))
        if asked and here and all(moment.negated for moment in here):
            return Said((intent_of(IntentType.PROVIDE_INFO, clause, topic="presence"),))
        if situation.asks(Question.CHOOSE_SLOT):
            break
        present = _PRESENT.find(clause.wording) is not None and _NOBODY_IS.isdisjoint(clause.wording.words)
        said_when = here or _PERIOD.find(clause.wording) is not None
        if said_when and not present and _MYSELF_AWAY.find(clause.wording) is not None:
            return Said((intent_of(IntentType.PROVIDE_INFO, clause, topic="presence"),))
    return NOTHING


def _is_there(situation: Situation) -> Clause | None:
    """« Je confirme ma présence vendredi »: the visit stands."""
    visit = situation.appointment
    for clause in situation.statements:
        if _CONFIRMS.find(clause.wording) is None or not {"pas", "plus", "not"}.isdisjoint(clause.wording.words):
            continue
        if is_conditional(clause) or is_half_said(clause):
            continue
        days = [moment.day for moment in situation.moments_of(clause) if moment.day is not None and not moment.past]
        if visit is not None and all(day == visit.start.date() for day in days):
            return clause
    return None


_NOBODY_IS = frozenset(("pas", "plus", "personne", "nobody", "not", "empty", "vide"))
_PERIOD = Sayings(table.PERIOD)
_CONFIRMS = Sayings(table.WILL_BE_HOME)
_MYSELF_AWAY = Sayings(table.AWAY_MYSELF)
_KEY = Sayings(
    (
        "cle|cles|clef|clefs|key|keys|badge ~ chez|gardien*|boite|loge|agence|under|pot",
        "laisse*|depose*|confie*|leave|left|leaving ~ cle|cles|clef|clefs|key|keys|badge",
    )
)
