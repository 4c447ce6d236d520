"""« J'ai changé le joint moi-même », « mon beau-père passera samedi »: a repair that asks for no tradesman of ours."""

from __future__ import annotations

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import works_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.moments import slot_of
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.senses import PAID, Sense, is_of_a_day_ahead, is_trouble, says_it_works, sense_of
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional, is_reported
from mailbot.vocabulary import Role

_MYSELF = Sayings(table.MYSELF)
_REPAIRING = Sayings(table.REPAIRING)
_WILL = Sayings(table.WILL)


def read_self_repair(situation: Situation) -> Said:
    """« J'ai changé le joint moi-même »: done; « j'irai réparer samedi matin »: to be done then."""
    if situation.role not in (Role.TENANT, Role.LANDLORD):
        return NOTHING
    for clause in situation.statements:
        by_whom = _MYSELF.find(clause.wording)
        planned = _says_i_shall(clause)
        later = planned or _WILL.find(clause.wording) is not None or _is_for_a_day_ahead(situation, clause)
        later = later or _is_in_the_present(situation, clause)
        if PAID.find(clause.wording) is not None or _DENIES.find(clause.wording) is not None:
            continue
        if (_REPAIRING.find(clause.wording) is None and not planned) or is_reported(clause) or is_conditional(clause):
            continue
        if _NOT_A_REPAIR.find(clause.wording) is not None or _COMES_FOR_ELSE.find(clause.wording) is not None:
            continue
        plans = situation.role is Role.LANDLORD and _PERSONAL_PLAN.find(clause.wording) is not None
        if by_whom is None and not plans and not (_SELF_DONE.find(clause.wording) and _ends_well(situation)):
            continue
        if not later and not _SELF_DONE.find(clause.wording):
            continue
        near = [c for c in situation.statements if c.sentence == clause.sentence]
        said = [m for c in near for m in situation.moments_of(c) if not m.past]
        slots = [slot for m in said if (slot := slot_of(m)) is not None] if later else []
        values = slots[0].to_json() if len(slots) == 1 else {}
        return Said((intent_of(IntentType.SELF_REPAIR, clause, done=not later, **values),))
    return _by_handy_kin(situation)


def _by_handy_kin(situation: Situation) -> Said:
    """« Mon beau-père est plombier, il passera samedi »."""
    for kin in situation.statements:
        if _HANDY_KIN.find(kin.wording) is None:
            continue
        for clause in situation.statements:
            if not kin.sentence <= clause.sentence <= kin.sentence + 1 or clause.start < kin.start:
                continue
            if _COMES_TO_IT.find(clause.wording) is None or _COMES_FOR_ELSE.find(clause.wording) is not None:
                continue
            if is_reported(clause) or is_conditional(clause):
                continue
            slots = [s for m in situation.moments_of(clause) if not m.past and (s := slot_of(m)) is not None]
            values = slots[0].to_json() if len(slots) == 1 else {}
            return Said((intent_of(IntentType.SELF_REPAIR, clause, done=False, **values),))
    return NOTHING


_FUTURE = ("erai", "irai", "drai", "erons", "irons")


def _says_i_shall(clause: Clause) -> bool:
    """« Je le monterai »: a first person's future of a verb that does something, which « je serai là » does not."""
    tokens = clause.wording.tokens
    return any(
        token.endswith(_FUTURE)
        and {"je", "nous", "j"} & set(tokens[max(0, index - 3) : index])
        and token not in _MENDS_NOTHING
        for index, token in enumerate(tokens)
    )


_MENDS_NOTHING = frozenset(
    words(
        "serai serons aurai aurons pourrai pourrons devrai devrons saurai resterai resterons partirai partirons"
        " rentrerai rentrerons ouvrirai ouvrirons laisserai laisserons prendrai prendrons rendrai rendrons dirai dirons"
        " tiendrai tiendrons repondrai repondrons rappellerai rappellerons appellerai appellerons enverrai enverrons"
        " donnerai donnerons deposerai deposerons apporterai apporterons demanderai demanderons contacterai"
        " contacterons previendrai previendrons informerai sortirai travaillerai payerai paierai quitterai signerai"
        " verrai verrons confirmerai confirmerons transmettrai accueillerai accueillerons deciderai choisirai"
        " attendrai attendrons reviendrai reviendrons"
    )
)


def _is_for_a_day_ahead(situation: Situation, clause: Clause) -> bool:
    """« Je la change moi-même dimanche »: French says its plans in the present; "I tightened it on Sunday" is past."""
    return situation.language != "en" and is_of_a_day_ahead(situation, clause) and _HAS.isdisjoint(clause.wording.words)


def _is_in_the_present(situation: Situation, clause: Clause) -> bool:
    """« Je la change moi-même » is a plan; « je l'ai changée moi-même », « changé moi-même » are done."""
    if situation.language == "en" or not _HAS.isdisjoint(clause.wording.words):
        return False
    return _SELF_DONE.find(clause.wording) is not None and not _I.isdisjoint(clause.wording.words)


_I = frozenset(words("je on nous"))
_DENIES = Sayings(
    (
        "change|repare|remplace|touche|fais|fait|ferai rien|pas|jamais",
        "pas|jamais|rien [le|la|les|y] touche",
        "peux|peut|pouvons|pourrai|pourrais|pu|sais|saurai|saurais|veux|vais|will|can|could|did pas|not",
        "pas|jamais pu|reussi|su",
    )
)
_HAS = frozenset(words("ai a avons ont have has had ve suis sommes est"))


def _ends_well(situation: Situation) -> bool:
    """« J'ai resserré la vis, elle tient »: what the writer did has mended it."""
    return any(
        sense_of(clause) is Sense.SETTLED or says_it_works(clause) for clause in situation.statements
    ) and not any(is_trouble(clause) for clause in situation.clauses)


_PERSONAL_PLAN = Sayings(table.PERSONAL_PLAN)
_SELF_DONE = Sayings(table.SELF_DONE)
_NOT_A_REPAIR = Sayings(table.NOT_A_REPAIR)
_HANDY_KIN = Sayings(table.HANDY_KIN)
_COMES_TO_IT = Sayings(table.COMES_TO_IT)
_COMES_FOR_ELSE = Sayings(table.COMES_FOR_ELSE)
