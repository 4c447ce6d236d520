"""« Mardi matin ou jeudi après 17h »: the times that an occupant names as theirs."""

from __future__ import annotations

import re
from dataclasses import replace

from mailbot.inbound.reading.absences import is_away
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.faults import tells_a_fault
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.lexicon.assent_words import CONNECTORS
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.moment_hours import DAY_CLOSES, DAY_OPENS
from mailbot.inbound.reading.moments import Availability, HoursKind, Moment, availability_of, is_misdated, of_the_visit
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.senses import is_trouble
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.slot_absences import comes_home
from mailbot.inbound.reading.stance import answers_later
from mailbot.inbound.reading.standpoint import Question, Slot
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Role

AVAILABLE = Sayings(table.AVAILABLE)
_THIRD = Sayings(table.THIRD_PERSON_VISIT)
_ASKED_WHEN = Sayings(("moment*|disponib*|dispo*|creneau*|quand|jour|jours|available|availability|times|present*",))


def offered_beside(situation: Situation) -> Intent | None:
    """The times that a tenant names beside turning the offers down."""
    asked = situation.standpoint.asked
    offered = () if asked is None else asked.slots
    moments = [
        _on_their_day(moment, offered)
        for index, clause in enumerate(situation.clauses)
        for moment in situation.moments_of(clause)
        if _is_offer(situation, clause, moment, plain=True)
        and (_only_moments_follow(situation, index) or _speaks_of_presence(situation, index) or clause.is_question)
    ]
    found = _without(availability_of(_or_on_a_day(situation, moments)), offered)
    telling = next((clause for clause in situation.clauses if situation.moments_of(clause)), situation.clauses[0])
    return None if is_empty(found) else offered_at(found, telling)


def _on_their_day(moment: Moment, offered: tuple[Slot, ...]) -> Moment:
    """« Mardi oui, mais plutôt le matin »: the Tuesday that was offered (READING, section 8)."""
    if any(moment.day == slot.start.date() for slot in offered):
        return moment
    placed = (of_the_visit(moment, slot) for slot in offered)
    return next((told for told in placed if told.day != moment.day), moment)


def _without(found: Availability, offered: tuple[Slot, ...]) -> Availability:
    return replace(found, slots=tuple(slot for slot in found.slots if slot not in offered))


def offered_times(situation: Situation) -> Said:
    asked_when = is_asked_when(situation)
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
        if clause.is_question and not asked_when and not AVAILABLE.find(clause.wording):
            continue
        if about_calls(situation, clause) and not asked_when:
            continue
        if not asked_when and is_trouble(clause) and AVAILABLE.find(clause.wording) is None:
            continue  # « et puis ce matin rebelote »
        if is_out_until(situation, clause) or _PLANNING.find(clause.wording) is not None:
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
    found = availability_of(_or_on_a_day(situation, moments))
    if is_empty(found) and not impossible:
        found = availability_of(_every_day(situation, moments))
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


def _every_day(situation: Situation, moments: list[Moment]) -> list[Moment]:
    """« Plutôt l'après-midi », « je suis là après 18h », where no day is named anywhere: so it is on any day."""
    if situation.role is not Role.TENANT or any(m.day is not None and not m.past for m in situation.moments):
        return []
    if any(clause.is_question for clause in situation.clauses) or _names_a_week(situation, moments):
        return []
    of_else = [
        c
        for c in situation.clauses
        if about_calls(situation, c) or (is_trouble(c) and PRESENT.find(c.wording) is None) or tells_a_fault(c)
    ]
    moments = [m for m in moments if all(m not in situation.moments_of(c) for c in of_else)]
    there = [c for c in situation.clauses if PRESENT.find(c.wording) is not None and not is_away(c)]
    there += [c for c in situation.clauses if c not in there and _is_wished_for_a_visit(situation, c)]
    if len(moments) == 1 and is_asked_when(situation):  # « l'après-midi je suis là, le matin je vais au marché »
        there += [c for c in situation.clauses if _is_wished(situation, c)]
    moments = [m for m in moments if any(m in situation.moments_of(c) for c in there)]
    habits = [m for m in moments if m.hours is not None and m.hours.kind in (HoursKind.PART, HoursKind.AFTER)]
    return [replace(moment, weekly=frozenset(range(7))) for moment in habits]


def _names_a_week(situation: Situation, moments: list[Moment]) -> bool:
    """« Cette semaine, plutôt le matin »: near the times or where somebody is or is not there; since when it leaks, and
    how long ago somebody fell ill, say nothing of it."""
    told = [c.sentence for c in situation.clauses if any(m in moments for m in situation.moments_of(c))]
    return any(
        _A_WEEK.search(_SINCE.sub(" ", c.folded)) is not None
        for c in situation.clauses
        if any(abs(c.sentence - near) <= 1 for near in told) or is_away(c) or PRESENT.find(c.wording) is not None
    )


_SINCE = re.compile(
    r"\b(?:depuis|(?:il )?y a|ca fait|cela fait|for|since)(?: \w{1,9}){0,3}"
    r" (?:semaines?|mois|jours?|weeks?|months?|days?)\b"
)


def _or_on_a_day(situation: Situation, moments: list[Moment]) -> list[Moment]:
    """« Le soir après 18h30 ou samedi »: hours of any day, and a day beside them. « Mardi matin ou après 17h » has its
    day already."""
    if situation.role is not Role.TENANT or len(moments) < 2 or moments[0].day is not None or moments[0].weekly:
        return moments
    habit, day = moments[:2]
    kind = habit.hours.kind if habit.hours is not None else None
    between = situation.folded[habit.end : day.start]
    if kind not in (HoursKind.PART, HoursKind.AFTER) or not (day.day or day.weekly) or not _OR.fullmatch(between):
        return moments
    return [replace(habit, weekly=frozenset(range(7))), *moments[1:]]


_OR = re.compile(r",?\s{0,3}(?:ou|or) (?:bien |alors |sinon |encore )?(?:le |les |on )?")


def _is_wished(situation: Situation, clause: Clause) -> bool:
    """« Le matin », « plutôt l'après-midi », and neither « le soir je rentre tard » nor « le soir, ça fuit moins »."""
    here = situation.moments_of(clause)
    behind = [c for c in situation.clauses if c.sentence == clause.sentence and c.start > clause.start]
    untold = not behind or situation.moments_of(behind[0]) or _PREFERS.find(behind[0].wording) is not None
    if not untold and _TELLS.find(behind[0].wording) is not None:
        return False
    if _ONE_OF_THEM.search(situation.folded, 0, here[0].start if here else 0) is not None:
        return False
    beside = _beside(clause, here)
    if not here or _PREFERS.find(beside) is None:
        return only_moments(clause, here)
    return not is_away(clause) and not set(_PREFERS.without(beside).tokens) - CONNECTORS - _OF_A_WISH


def _is_wished_for_a_visit(situation: Situation, clause: Clause) -> bool:
    """« Je travaille de nuit donc plutôt l'après-midi svp », where nobody has asked: a visit is spoken of, or why."""
    here = situation.moments_of(clause)
    beside = _beside(clause, here)
    if not here or _PREFERS.find(beside) is None or is_away(clause):
        return False
    near = [c for c in situation.clauses if c.sentence == clause.sentence]
    if all(_VISIT.find(c.wording) is None for c in near):
        return False
    return not set(_VISIT.without(_PREFERS.without(beside)).tokens) - CONNECTORS - _OF_A_WISH


_VISIT = Sayings(table.WISHED_FOR_A_VISIT)
_OF_A_WISH = frozenset(words(table.OF_A_WISH))
_PREFERS = Sayings(table.PREFERS_A_TIME)
_TELLS = Sayings(table.TELLS_SOMETHING)
_ONE_OF_THEM = re.compile(r"\b(?:une?|a|an|one)\s$")
_PLANNING = Sayings(table.OF_THE_PLANNING)
_A_WEEK = re.compile(r"\b(?:semaines?|week|weeks|mois|month|quinzaine|jours?|days?|dates?)\b")
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


def is_out_until(situation: Situation, clause: Clause) -> bool:
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


def is_asked_when(situation: Situation) -> bool:
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
    here = any(PRESENT.find(c.wording) is not None and "pas" not in c.wording.words for c in said)
    if is_away(clause) and not _after_work(clause, moment) and not here:
        return False
    third = _THIRD.find(_ONE_MUST.without(clause.wording))
    return plain or third is None or PRESENT.find(clause.wording) is not None


_ONE_MUST = Sayings(("il faut|faudrait|vaut|vaudrait|serait|est mieux|preferable|venir|passer",))
"""« C'est le soir qu'il faut venir »: of no third person."""


_ON_LEAVE = Sayings(("conge|conges|repos|rtt|vacances|arret|leave|off",))


def _goes_on(clause: Clause, other: Clause) -> bool:
    return other.sentence == clause.sentence and other.start > clause.start


PRESENT = Sayings(
    (
        "dispo|dispos|disponible*|libre|libres|joignable*|available|free",
        "suis|serai|serons|sommes|serais [bien|toujours|souvent|generalement|plutot|surtout] la|present*",
        "je reste [bien|toujours|souvent|generalement|plutot|surtout] la",
        "suis|serai|serons|sommes|serais|reste [bien|toujours|souvent|generalement|plutot|surtout] chez !mon|ma|mes|un"
        "|une|des|le|la|l",
        "suis|serai|reste [toujours] maison|domicile",  # je suis maison lundi
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
        AVAILABLE.find(without_impatience(situation, clause)) is not None
        for clause in situation.clauses[max(0, index - 3) : index + 4]
        if clause.sentence == sentence or (clause.sentence == sentence - 1 and _only_moments_follow(situation, index))
    )


def _only_moments_follow(situation: Situation, index: int) -> bool:
    """« Voici mes disponibilités : », and the moments below."""
    clause = situation.clauses[index]
    return only_moments(clause, situation.moments_of(clause))


def only_moments(clause: Clause, moments: tuple[Moment, ...]) -> bool:
    """« mardi matin ou jeudi »: the clause holds little else."""
    return bool(moments) and not set(_beside(clause, moments).tokens) - CONNECTORS


def _beside(clause: Clause, moments: tuple[Moment, ...]) -> Wording:
    """What a clause says beside its times."""
    left = clause.folded
    for moment in reversed(moments):
        first, last = moment.start - clause.start, moment.end - clause.start
        left = left[: max(0, first)] + " " + left[max(0, last) :]
    return wording_of(_PAR_CONTRE.sub("", left), folded=True)


_PAR_CONTRE = re.compile(r"\b(?:par contre|en revanche)\b")


def without_impatience(situation: Situation, clause: Clause) -> Wording:
    """What is left of a clause beside « on ne peut pas attendre »: no impatience with an hour or a departure."""
    wording = _NOBODY_IS.without(clause.wording)
    if any(_NO_LONGER.search(c.folded) for c in situation.clauses if c.sentence == clause.sentence):
        return wording
    return _IMPATIENT.without(wording)


_NO_LONGER = re.compile(
    r"\d ?(?:h|heures?|am|pm)(?:\b|\d)|\d:\d|\b(?:pars|repars|partir|repartir|partons|leave|leaving|longtemps que"
    r"|longer than)\b"
)
_IMPATIENT = Sayings(
    (
        "peux|peut|pouvons|pourrai|pourra|pourrons pas|plus attendre jusqu|lundi|mardi|mercredi|jeudi|vendredi|samedi"
        "|la|plus|encore|longtemps|une|deux|autant|si|$",
        "can not|possibly wait until|till|that|any|so|another|$",
    )
)
"""« On ne peut pas attendre jeudi » wants help sooner, and calls nothing off."""
_NOBODY_IS = Sayings(("en peux|peut|pouvons plus", "c est|sera|serait la"))
"""« J'en peux plus », « aujourd'hui c'est la sonnette »: of nobody who is there."""


_REACHED = Sayings(("joindre|joignable|appel*|rappel*|contacter|telephone*|call|ring|reach|text",))


def about_calls(situation: Situation, clause: Clause) -> bool:
    """« Vous pouvez me joindre le soir »: hours for the telephone."""
    return any(_REACHED.find(c.wording) for c in situation.clauses if c.sentence == clause.sentence)
