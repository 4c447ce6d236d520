"""« Personne n'est venu », « locataire absent »: the visit failed, and by whose absence."""

from __future__ import annotations

import re

from mailbot.inbound.reading.availability import tells_that_nobody_came
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.done_works import is_other_site
from mailbot.inbound.reading.faults import names_a_device
from mailbot.inbound.reading.lexicon import visit_words as table
from mailbot.inbound.reading.moments import Moment
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.senses import says_it_is_repaired
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_reported
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.vocabulary import Role

LATER_DAY = Sayings(table.LATER_DAY)
_NOBODY_CAME = Sayings(table.NOBODY_CAME)
OCCUPANT_AWAY = Sayings(table.OCCUPANT_AWAY)
_NOT_AWAY = Sayings(table.NOT_AWAY)
MISSED_BY_ME = Sayings(table.MISSED_BY_ME)
_WAITED_FOR = Sayings(table.WAS_THERE)
_OPENED_FOR_HIM = Sayings(table.OPENED_FOR_HIM)
_MISSED_MYSELF = Sayings(table.MISSED_MYSELF)
_WAITED = Sayings(table.NO_VISIT_YET)


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
            if tells_that_nobody_came(situation, clause) and visit_is_past(situation):
                return Said((intent_of(IntentType.MISSED_VISIT, clause, absent="provider"),))
            if _NOBODY_CAME.find(clause.wording) and not _WAITED.find(clause.wording) and _was_due(situation, clause):
                return Said((intent_of(IntentType.MISSED_VISIT, clause, absent="provider"),))
        elif situation.role is Role.PROVIDER and not clause.is_question:
            absent = _absent(situation, clause)
            if absent is not None:
                # « C'est fait ici. À l'autre adresse personne n'a ouvert »: no word on the visit of this thread.
                target = "other" if is_other_site(situation, clause) else None
                return Said((intent_of(IntentType.MISSED_VISIT, clause, absent=absent, target=target),))
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
    return _was_due(situation, clause) or visit_is_past(situation)


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
    if _HEATED_FOR_NOTHING.find(clause.wording) is not None:
        return _NOBODY_CAME.find(_HEATED_FOR_NOTHING.without(clause.wording)) is None
    return _FOR_NOTHING.find(clause.wording) is not None and names_a_device(clause.wording)


_HEATED_FOR_NOTHING = Sayings(
    ("chauffe|chauffes|chauffons|chauffer|paie|paye|payes|payons|payer|depense|consomme [tout|toute] [ca] pour rien",)
)
"""« On chauffe pour rien »: no visit."""
_FOR_NOTHING = Sayings(("sonne|sonnent|bipe|bipent|tourne|coule|allume|clignote|demarre|disjoncte|chauffe pour rien",))


def visit_is_past(situation: Situation) -> bool:
    received, visit = situation.standpoint.received, situation.appointment
    return visit is not None and received is not None and visit.start <= received


def _absent(situation: Situation, clause: Clause) -> str | None:
    """Who was not there, in a provider's words; None when nobody is missed."""
    if not _was_due(situation, clause) or _will_be(situation, clause):
        return None
    said = _SILENT_PHONE.without(clause.wording)
    shut = _SHUTS.search(clause.folded) is not None and "fermé" not in clause.text
    away = (OCCUPANT_AWAY.find(said) is not None and not shut) or _nobody_answered(situation, clause)
    if away and not _NOT_AWAY.find(said):
        # « Monsieur était absent mais le gardien m'a ouvert. »
        return None if any(_lets_in(c) for c in situation.statements if c.sentence == clause.sentence) else "occupant"
    left_behind = _LEFT_BEHIND.find(clause.wording) is not None
    if (
        not left_behind
        and MISSED_BY_ME.find(clause.wording)
        and has_been(situation)
        and LATER_DAY.find(clause.wording) is None
    ):
        return "provider"
    return None


_SHUTS = re.compile(
    r"\b(?:porte|portail|volets?|rideau|store) (?:ne |se )?(?:re)?ferme(?:nt)?(?: (?:tres|assez|encore|toujours|enfin|a"
    r"|de nouveau|tout|nouveau))* ?(?:(?:plus|mal|bien|correctement|normalement|parfaitement|difficilement|enfin"
    r"|nickel|nouveau|seule?|jamais)\b|pas(?! (?:pu|de|d'|moyen|possible)))"
    r"|\bles (?:portes|portails|volets|rideaux|stores) (?:se )?(?:re)?ferment\b"
    r"|\b(?:la porte|le portail|le volet|le rideau|le store) (?:se )?(?:re)?ferme (?:maintenant|desormais|a present)\b"
    r"|\b(?:la|cette|sa) porte (?:se )?(?:re)?ferme (?:(?:bien|enfin|maintenant|toujours|de nouveau) )?a clef?\b"
)
"""« La porte ferme mal » is what he was called for, « porte fermée » what he stood before."""


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


def has_been(situation: Situation) -> bool:
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
