"""« Oui », « aucun ne me va », « plutôt vers 16h »: an answer that names none of the offered slots."""

from __future__ import annotations

import re

from mailbot.inbound.reading.absences import AWAY
from mailbot.inbound.reading.availability import only_moments
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.facts import is_about_coming_in
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.lexicon.assent_words import COURTESY
from mailbot.inbound.reading.moments import HoursKind, slot_of
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.slot_absences import is_the_writer_out
from mailbot.inbound.reading.slot_fits import leaves_some, slot_on, slots_fitting
from mailbot.inbound.reading.slot_wishes import ANY, NONE_BUT, ON_THE_WAY, Wish
from mailbot.inbound.reading.stance import NEGATIONS, answers_later, denies, holds_back, is_conditional, is_receipt
from mailbot.inbound.reading.standpoint import Slot
from mailbot.inbound.reading.tongues import Tongue

NONE = Sayings(table.NONE_SUITS)
FALLBACK = Sayings(table.FALLBACK)
SOMEBODY = Sayings(table.SOMEBODY_ELSE)
_SOMEBODY_WILL = Sayings(table.SOMEBODY_WILL_OPEN)
_SORRY_OUT = Sayings(table.SORRY_TO_BE_OUT)
_COPES = Sayings(table.COPES)


def turns_all_down(situation: Situation) -> Clause | None:
    """« Aucun des deux »; « aucun sauf mardi » is Tuesday, and « aucun mardi » says nothing of Thursday."""
    said = (c for c in situation.statements if _NONE_AT_ALL.find(c.wording) and not _NONE_OF_TROUBLE.find(c.wording))
    none = next((clause for clause in said if not situation.moments_of(clause)), None)
    return None if none is None or NONE_BUT.search(situation.folded, none.start) is not None else none


_NONE_AT_ALL = Sayings(table.NONE_AT_ALL)
_NONE_OF_TROUBLE = Sayings(table.NONE_OF_TROUBLE)


def without_a_pick(
    situation: Situation, slots: tuple[Slot, ...], wanted: list[Wish], refused: frozenset[int], denied: bool
) -> Said:
    """No offer was named: a bare yes takes the only one, a no or other times turn them all down."""
    assent, told = situation.assent, situation.told.senses
    left = [index for index in range(len(slots)) if index not in refused]
    others = [
        slot for wish in wanted if wish.moment is not None and not wish.negated and (slot := slot_of(wish.moment))
    ]
    habits = [w for w in wanted if _is_another_habit(w)]
    clause = wanted[0].clause if wanted else (situation.clauses[0] if situation.clauses else None)
    turning = (c for c in situation.clauses if _turns_down(situation, c) and not _is_replaced(situation, c))
    none = next((c for c in turning if not _is_of_some_only(situation, c, slots)), None)
    anything = situation.first(ANY)
    if (extreme := _extreme(situation, slots)) is not None and not refused and not others:
        slot = slots[extreme[0]]
        return Said((intent_of(IntentType.CHOOSE_SLOT, extreme[1], index=extreme[0] + 1, **slot.to_json()),))
    if refused and len(left) == 1 and not others and turns_all_down(situation) is None:
        slot = slots[left[0]]
        return Said(
            (intent_of(IntentType.CHOOSE_SLOT, clause or situation.clauses[0], index=left[0] + 1, **slot.to_json()),)
        )
    elsewhen = _only_later(situation, wanted, slots) or _at_another_hour(wanted, slots)
    if none is None and not refused and elsewhen is not None:
        wish, offers = elsewhen
        return Said(
            (
                intent_of(IntentType.REJECT_SLOTS, wish.clause),
                intent_of(IntentType.OFFER_AVAILABILITY, wish.clause, slots=[offer.to_json() for offer in offers]),
            )
        )
    if (
        (refused and not left)
        or none is not None
        or others
        or habits
        or assent.no is not None
        or Tongue.NONE_SUITS in told
    ):
        if anything is not None and none is None and not others:
            return Said((), Ask.WHICH_SLOT)
        return Said((intent_of(IntentType.REJECT_SLOTS, none or assent.no or clause),))
    there = _will_be_there(situation) if len(slots) == 1 else None
    yes = assent.yes is not None or Tongue.YES in told or anything is not None or there is not None
    only_received = assent.yes is not None and is_receipt(assent.yes)
    only_received = only_received or _only_got_it(situation)
    kept_back = only_received or any(map(_holds_it_back, situation.statements)) or _turns_away(situation)
    kept_back = kept_back or any(_asks_for_earlier(wish) for wish in wanted)
    if yes and len(slots) == 1 and not refused and not kept_back and not _speaks_of_else(situation):
        slot = slots[0]
        yes_clause = assent.yes or anything or there or situation.clauses[0]
        return Said((intent_of(IntentType.CHOOSE_SLOT, yes_clause, index=1, **slot.to_json()),))
    if yes or wanted or denied:
        return Said((), Ask.WHICH_SLOT)
    if Tongue.NO in told:
        return Said((intent_of(IntentType.REJECT_SLOTS, situation.clauses[0]),))
    return NOTHING


def _at_another_hour(wanted: list[Wish], slots: tuple[Slot, ...]) -> tuple[Wish, list[Slot]] | None:
    """« Oui mais plutôt vers 16h », where all that is offered is a morning of one day: that hour of that day."""
    if len({slot.start.date() for slot in slots}) > 1:
        return None
    for wish in wanted:
        moment = wish.moment
        if moment is None or moment.hours is None or moment.day is not None or moment.weekly or wish.fits:
            continue
        if moment.negated or not NEGATIONS.isdisjoint(wish.clause.wording.words):
            continue  # « si possible pas à 19h »
        asks_for_it = wish.clause.turns or _RATHER.find(wish.clause.wording) is not None
        if asks_for_it and _BUSY_FROM.find(wish.clause.wording) is None and moment.hours.kind is not HoursKind.BEFORE:
            return wish, [slot_on(slots[0].start.date(), moment.hours, slots[0].start)]
    return None


def _only_later(situation: Situation, wanted: list[Wish], slots: tuple[Slot, ...]) -> tuple[Wish, list[Slot]] | None:
    """« Pas avant 17h », « après 18h30 ça m'arrangerait », where all that is offered is over by then."""
    if len(wanted) != 1 or wanted[0].fits or wanted[0].moment is None or wanted[0].clause.is_question:
        return None
    if any(moment.day is not None for moment in situation.moments) or situation.first(FALLBACK) is not None:
        return None
    [wish] = wanted
    moment = wanted[0].moment
    if moment.hours is None or moment.hours.kind is not HoursKind.AFTER or moment.day is not None or moment.weekly:
        return None
    near = [c for c in situation.clauses if c.sentence == wish.clause.sentence]
    if moment.negated or any(_CALLED.find(c.wording) is not None or is_conditional(c) for c in near):
        return None
    if not (only_moments(wish.clause, (moment,)) or _WOULD_SUIT.find(wish.clause.wording) is not None):
        return None
    days = dict.fromkeys(slot.start.date() for slot in slots)
    return wish, [slot_on(day, moment.hours, slots[0].start) for day in days]


_CALLED = Sayings(
    ("joindre|joignable*|appel*|rappel*|contacter|telephone*|repond*|mail|message|sms|call|ring|reach|text|phone",)
)
_WOULD_SUIT = Sayings(
    (
        "m|nous|me arrange|arrangerait|irait|conviendrait|conviendra|convient",
        "[ce|c|ca] serait|sera [beaucoup] mieux|ideal|parfait|possible",
        "suis|serai|sommes|serons dispo+|disponible+|libre+ $",
        "would suit|work|be",
    )
)


def _asks_for_earlier(wish: Wish) -> bool:
    """« Oui, si possible avant 13h », of an afternoon."""
    moment = wish.moment
    if moment is None or moment.hours is None or moment.day is not None or moment.weekly or wish.fits:
        return False
    return moment.hours.kind is HoursKind.BEFORE and _RATHER.find(wish.clause.wording) is not None


_RATHER = Sayings(("plutot|rather|instead|possible|faisable",))
_BUSY_FROM = Sayings(("pars|partons|part|commence|commencons|embauche|leave|start|dois|devons|ai|avons|have|must",))
"""« Oui mais je pars à 8h » says from when nobody is there."""


def _will_be_there(situation: Situation) -> Clause | None:
    """« Nous serons présents », « ma fille sera là », of the one time that was offered."""
    if any(AWAY.find(clause.wording) is not None for clause in situation.statements):
        return None
    for clause in situation.statements:
        if not NEGATIONS.isdisjoint(clause.wording.words) or situation.moments_of(clause):
            continue
        if any(sayings.find(clause.wording) is not None for sayings in (_TAKES_IT, _SOMEBODY_WILL)):
            return clause
    return None


_TAKES_IT = Sayings(table.TAKES_THE_ONE_TIME)


def _only_got_it(situation: Situation) -> bool:
    """« Yes, I got your email »: a bare yes, and what it answers."""
    yes = situation.assent.yes
    if yes is None or len(yes.wording.tokens) > 1:
        return False
    beside = [c for c in situation.statements if c is not yes and not c.wording.words <= COURTESY]
    return bool(beside) and all(is_receipt(c) for c in beside)


def _holds_it_back(clause: Clause) -> bool:
    """« Oui mais appelez quand vous êtes en bas » is a yes all the same."""
    return holds_back(clause) and _CALL_THEN.find(clause.wording) is None


_CALL_THEN = Sayings(table.CALL_THEN)


def _turns_down(situation: Situation, clause: Clause) -> bool:
    """« Aucun ne me va », « désolée, je suis à un mariage »; « désolé, j'étais absent », « ça tombe mal mais je serai
    là » turn nothing down."""
    if NONE.find(clause.wording) is not None:
        return True
    if _SORRY_OUT.find(clause.wording) is None or not is_the_writer_out(clause):
        return False
    return not any(_COPES.find(c.wording) is not None for c in situation.statements if c.start >= clause.start)


def _is_replaced(situation: Situation, clause: Clause) -> bool:
    """« Je ne peux pas être là mais mon voisin ouvrira »: nobody turns the time down."""
    behind = [c for c in situation.statements if c.sentence == clause.sentence and c.start > clause.start]
    return any(SOMEBODY.find(c.wording) is not None and NEGATIONS.isdisjoint(c.wording.words) for c in behind)


def _is_of_some_only(situation: Situation, clause: Clause, slots: tuple[Slot, ...]) -> bool:
    """« Mardi je ne peux pas », « je ne suis pas là avant 10h »: the other offers, or the rest of it, stand."""
    if not _EACH.isdisjoint(clause.wording.words) or _NEXT_WEEK.search(situation.folded) is not None:
        return False
    moments = [m for m in situation.moments_of(clause) if m.day is not None and not m.past]
    turned = [(index, m) for m in moments for index in slots_fitting(m, slots)]
    if any(m.hours is not None and leaves_some(slots[index], m.hours) for index, m in turned):
        return True
    return 0 < len({index for index, _ in turned}) < len(slots)


_NEXT_WEEK = re.compile(r"\bsemaine (?:prochaine|pro\b|suivante|d'apres|qui suit)|\bnext week\b")
_EACH = frozenset(
    ("aucun", "aucune", "ni", "autres", "tous", "toutes", "none", "neither", "any", "either", "others", "all")
)


def _is_another_habit(wish: Wish) -> bool:
    """« Un samedi plutôt ? », where none is offered."""
    if wish.moment is None or not wish.moment.weekly or wish.negated or wish.fits:
        return False
    return not wish.clause.is_question or _INSTEAD.find(wish.clause.wording) is not None


_INSTEAD = Sayings(("plutot|instead|rather|pourquoi|sinon|why",))
_MOVES = Sayings(table.MOVE_VISIT)


def _turns_away(situation: Situation) -> bool:
    """« Oui mais… » takes a yes back unless it says how to come in, and nothing of when (READING, section 7, rule 4).

    « Oui mais attention au chien, il aboie mais il est gentil »: what turns behind that is still about the dog.
    """
    at_the_door = blocked = None
    for clause in situation.statements:
        if clause is situation.clauses[0]:
            continue
        obstacle = ON_THE_WAY.find(clause.wording) is not None
        about_it = obstacle or is_about_coming_in(clause.wording) or SOMEBODY.find(clause.wording) is not None
        if not clause.turns:
            if blocked == clause.sentence and _is_of_a_time(situation, clause):
                return True  # « par contre le parking est fermé, il faudra décaler »
            at_the_door = clause.sentence if about_it else at_the_door
            continue
        if not (about_it or at_the_door == clause.sentence):
            return True
        if _keeps_him_out(clause) if obstacle else _is_of_a_time(situation, clause):
            return True
        at_the_door = clause.sentence
        blocked = clause.sentence if obstacle else blocked
    asked = (c for c in situation.clauses if c.is_question and not is_about_coming_in(c.wording))
    return blocked is not None and any(asked)  # « le parking est fermé, pouvez-vous venir plus tard ? »


def _is_of_a_time(situation: Situation, clause: Clause) -> bool:
    if situation.moments_of(clause) or _A_FIGURE.search(clause.folded) is not None:
        return True
    return _keeps_him_out(clause)


def _keeps_him_out(clause: Clause) -> bool:
    """Whether nobody can be there, or it is to be at another time."""
    away = AWAY.find(clause.wording) is not None and not is_about_coming_in(clause.wording)  # don't let the cat out
    return away or any(sayings.find(clause.wording) is not None for sayings in (NONE, _MOVES, _TOO))


_TOO = Sayings(("trop|too tot|tard|early|late",))
_A_FIGURE = re.compile(r"\b\d{1,2}\s?(?:h\b|:\d|/|min|heures?|[ap]m\b)")
_EARLIEST = Sayings(table.EARLIEST)
_LATEST = Sayings(table.LATEST)

_ELSE = Sayings(table.NOT_OF_A_VISIT)


def _speaks_of_else(situation: Situation) -> bool:
    """« Oui c'est bien moi la locataire », « aucun souci pour attendre »: a yes to something else."""
    yes = situation.assent.yes
    if yes is None:
        return False
    near = [c for c in situation.statements if c.sentence == yes.sentence]
    return _ELSE.find(yes.wording) is not None or any(_WAITS.find(c.wording) is not None for c in near)


_WAITS = Sayings(("probleme|ok|d'accord|worries ~ attendre|patienter|wait|waiting",))


_SEVERAL = 2


def _extreme(situation: Situation, slots: tuple[Slot, ...]) -> tuple[int, Clause] | None:
    """« Le plus tôt », "the later one": the offer at that end, and the clause that says so."""
    for sayings, pick in ((_EARLIEST, min), (_LATEST, max)):
        clause = situation.first(sayings)
        if clause is None or len(slots) < _SEVERAL or answers_later(clause):
            continue
        found = sayings.find(clause.wording)
        if found is not None and denies(clause.wording, found.start()):
            continue
        return pick(range(len(slots)), key=lambda index: slots[index].start), clause
    return None
