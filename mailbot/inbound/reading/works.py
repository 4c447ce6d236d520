"""« C'est réparé », « ça goutte encore », « clôturez »: confirming, contesting, closing, reopening, repairing oneself.

READING, section 7, rules 2 to 6. A word counts when the writer states it, as a fact, about this matter: not in a
question, not quoted, not reported, not under a condition, not about a bill, and not turned by « mais ».
"""

from __future__ import annotations

import re
from enum import Enum, auto

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.faults import names_a_device, names_another_matter, tells_a_fault
from mailbot.inbound.reading.heads import without_head
from mailbot.inbound.reading.lexicon import works_words as table
from mailbot.inbound.reading.lexicon.assent_words import COURTESY, YES_WORDS
from mailbot.inbound.reading.lexicon.fault_words import AND_ALSO
from mailbot.inbound.reading.lexicon.on_behalf_words import TO_BE_TOLD
from mailbot.inbound.reading.lexicon.stance_words import ANOTHER_MATTER
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.moments import slot_of
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import (
    answers_later,
    is_conditional,
    is_fact,
    is_half_a_yes,
    is_half_said,
    is_intermittent,
    is_later,
    is_reported,
)
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Channel, Role

_SETTLED = Sayings(table.SETTLED)
_WORKS = Sayings(table.WORKS)
_UNSETTLED = Sayings(table.UNSETTLED)
_NOT_UNSETTLED = Sayings(table.NOT_UNSETTLED)
_BACK = Sayings(table.BACK_AGAIN)
_CLOSE = Sayings(table.CLOSE_IT)
_NOT_CLOSING = Sayings(table.NOT_CLOSING)
_PAID = Sayings(table.PAID)
_ANOTHER = Sayings(table.ANOTHER_TROUBLE)
_VISIT = Sayings(table.VISIT_ONLY)
_UNSURE = Sayings(table.UNSURE)
_ANOTHER_MATTER = Sayings(ANOTHER_MATTER)
_MYSELF = Sayings(table.MYSELF)
_REPAIRING = Sayings(table.REPAIRING)
_WILL = Sayings(table.WILL)
_GOOD = Sayings(table.GOOD)
_NO_MORE = Sayings(table.NO_MORE)
_KEEP_OPEN = Sayings(table.KEEP_OPEN)
_POLITE = Sayings(table.POLITE_QUESTION)
_OBJECT = Sayings(table.SAID_OF_THE_SAME)


class Sense(Enum):
    """What one clause says of the matter."""

    SETTLED = auto()
    UNSETTLED = auto()
    CLOSE = auto()
    DO_NOT_CLOSE = auto()


def read_works(situation: Situation) -> Said:
    """The intents about the end of the matter, and the question when only half of it is said."""
    senses = _senses(situation)
    if situation.standpoint.is_closed and situation.role is not Role.PROVIDER:
        return _on_closed(situation, senses)
    asked = situation.asks(Question.CONFIRM_WORKS) and situation.role in (Role.TENANT, Role.MANAGER)
    said = _on_works(situation, senses) if asked else _after_the_works(situation)
    found = list(said.intents)
    contested = any(intent.type is IntentType.CONTEST_WORKS for intent in found)
    closing = _closing(situation, senses, asked=asked)
    if closing is not None and not contested:
        found.append(closing)
        # « vous pouvez clôturer » alone, after « est-ce réparé ? », says nothing of the repair but leaves nothing open.
        return Said(tuple(found), None)
    return Said(tuple(found), said.ask)


def read_self_repair(situation: Situation) -> Said:
    """« J'ai changé le joint moi-même »: done; « j'irai réparer samedi matin »: to be done then."""
    if situation.role not in (Role.TENANT, Role.LANDLORD):
        return NOTHING
    for clause in situation.statements:
        by_whom = _MYSELF.find(clause.wording)
        planned = _says_i_shall(clause)
        later = planned or _WILL.find(clause.wording) is not None or _is_for_a_day_ahead(situation, clause)
        later = later or _is_in_the_present(situation, clause)
        if _PAID.find(clause.wording) is not None or _DENIES.find(clause.wording) is not None:
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


_OF_ELSE = Sayings(table.YES_TO_ELSE)


def _is_of_the_works(situation: Situation) -> bool:
    """« Ok pour vendredi », « oui bonjour, c'est au sujet de la facture » are no yes to « est-ce réparé ? »."""
    yes = situation.assent.yes
    if yes is None or situation.assent.bare:
        return yes is not None
    near = [c for c in situation.statements if c.sentence == yes.sentence]
    ahead = any(_is_of_a_day_ahead(situation, c) for c in near)
    if any(is_intermittent(c) or is_half_said(c) or _PARTLY.find(c.wording) is not None for c in near):
        return False
    if is_conditional(yes) or (tells_a_fault(yes) and sense_of(yes) is not Sense.SETTLED and not _is_mended(yes)):
        return False  # « yes if you call that a repair », « oui il a cassé l'étagère »
    return not ahead and not any(_OF_ELSE.find(c.wording) for c in near)


def _is_mended(yes: Clause) -> bool:
    """« Oui il a changé la pièce cassée », "yes the leak stopped"."""
    return _ALL_THE_SAME.find(yes.wording) is not None and _HARM_DONE.find(yes.wording) is None


_ALL_THE_SAME = Sayings(table.YES_ALL_THE_SAME)
_HARM_DONE = Sayings(table.HARM_DONE)


def _is_of_a_day_ahead(situation: Situation, clause: Clause) -> bool:
    """« C'est bon pour vendredi »; « la réparation a été faite lundi » tells of the last one."""
    ahead = any(not moment.past and moment.day is not None for moment in situation.moments_of(clause))
    return ahead and _BEEN.isdisjoint(clause.wording.words) and _TRIED.find(clause.wording) is None


_BEEN = frozenset(words("ete eu venu passe intervenu effectue fait faite was were been came did had etait"))
_TRIED = Sayings(
    (
        "ai|avons|a|ont [tout|pu|l|le|la|les|re] verifie|verifier|teste|essaye|controle|regarde|rallume|utilise"
        "|constate|retente",
    )
)
"""« J'ai vérifié ce matin, c'est impeccable »: this morning is told of, even while it lasts."""
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
    return (
        situation.language != "en" and _is_of_a_day_ahead(situation, clause) and _HAS.isdisjoint(clause.wording.words)
    )


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
        sense_of(clause) is Sense.SETTLED or _says_it_works(clause) for clause in situation.statements
    ) and not any(is_trouble(clause) for clause in situation.clauses)


_PERSONAL_PLAN = Sayings(table.PERSONAL_PLAN)
_SELF_DONE = Sayings(table.SELF_DONE)
_NOT_A_REPAIR = Sayings(table.NOT_A_REPAIR)
_HANDY_KIN = Sayings(table.HANDY_KIN)
_COMES_TO_IT = Sayings(table.COMES_TO_IT)
_COMES_FOR_ELSE = Sayings(table.COMES_FOR_ELSE)


def sense_of(clause: Clause) -> Sense | None:
    """What a clause states about the matter; None when it states nothing of the kind."""
    wording = clause.wording
    if (closing := _sense_of_closing(clause)) is not None:
        return closing
    if is_trouble(clause):
        return Sense.UNSETTLED
    found = _SETTLED.find(wording)
    if found is None or _PAID.find(wording) is not None or not is_fact(clause):
        return None
    if _PARTLY.find(_BY_ITSELF.without(wording)) is not None:
        return None
    before = wording.padded[: found.start() + 1].split()[-2:]
    if found[0].startswith(" plus ") and not _AS_WELL.isdisjoint(before[-1:]):
        return None  # « en plus, une fuite »
    if found[0].endswith((" goutte", " gouttes")) and not _HAS_BECOME.isdisjoint(before[-1:]):
        return Sense.UNSETTLED  # « c'est plus une goutte, c'est une cascade »
    denied = not _DENYING.isdisjoint(before)
    return Sense.UNSETTLED if denied or is_intermittent(clause) else Sense.SETTLED


_HAS_BECOME = frozenset(("est", "etait", "sont"))
_AS_WELL = frozenset(("en", "de", "peux"))
_DENYING = frozenset(words("rien aucun aucune personne jamais pas not nothing never"))


def says_it_is_repaired(situation: Situation) -> bool:
    """« Tout est réparé », « ça marche », and no trouble beside: whoever was out, the visit took place."""
    done = any(sense_of(c) is Sense.SETTLED or _says_it_works(c) for c in situation.statements)
    return done and not any(is_trouble(c) for c in situation.clauses)


def is_trouble(clause: Clause) -> bool:
    """Whether the clause tells of a fault that is there."""
    wording = clause.wording
    if _UNSETTLED.find(wording) is None or _PAID.find(wording) is not None:
        return False
    if is_conditional(clause) and _ALWAYS_THERE.find(wording) is None:
        return False
    if _NOT_AGAIN.find(wording) is not None:
        return True
    left = _NOT_UNSETTLED.without(wording)
    return _UNSETTLED.find(left) is not None and _REPORTED_SETTLED.find(wording) is None


_NOT_AGAIN = Sayings(table.NOT_AGAIN)
_ALWAYS_THERE = Sayings(table.WHEN_USED)
_REPORTED_SETTLED = Sayings(table.REPORTED_TROUBLE)


def _sense_of_closing(clause: Clause) -> Sense | None:
    wording = clause.wording
    if _KEEP_OPEN.find(wording) is not None:
        return Sense.DO_NOT_CLOSE
    alone = not table.CLOSE_ALONE.isdisjoint(wording.words) and wording.words <= table.CLOSE_ALONE | table.AROUND_CLOSE
    if not alone and (_CLOSE.find(wording) is None or _NOT_CLOSING.find(wording) is not None):
        return None
    if _NO_MORE.find(wording) is None and not _NEGATED.isdisjoint(wording.words):
        return None if clause.is_question else Sense.DO_NOT_CLOSE
    if clause.is_question and _POLITE.find(wording) is None:
        return None
    return None if is_conditional(clause) or is_reported(clause) or is_past_closing(wording) else Sense.CLOSE


_PARTLY = Sayings(table.PARTLY)
_BY_ITSELF = Sayings(("tout|toute|toutes seul|seule|seuls|seules", "by itself"))
"""« Le problème a disparu tout seul »."""
_NEGATED = frozenset(["pas", "not", "jamais", "never", "surtout"])
_PAST_CLOSING = Sayings(table.WAS_CLOSED)


def is_past_closing(wording: Wording) -> bool:
    """« Vous avez clôturé » tells what somebody did."""
    return _PAST_CLOSING.find(wording) is not None


_AND_CLOSE = re.compile(
    r"(?:ok |merci de |merci d')?(?:annule[rz]|dites|dis|prevenez|previens|informez|remerciez)\b(?!.*\b(?:pas|si|quand"
    r"|apres|attend\w*)\b).*\b(?:et|puis|and) (?:ensuite )?(?:clotur(?:ez|er)|ferme[rz]|archive[rz]|clore)"
    r"(?: (?:le|ce) (?:dossier|signalement))?(?: svp| merci)?\W*$"
)
"""« Annulez l'OS Durand et clôturez »."""


def _senses(situation: Situation) -> dict[Sense, list[Clause]]:
    """The clauses by what they say; an order at the end of a condition (« une fois réglé, clôturez ») is none."""
    conditional = {clause.sentence: clause.start for clause in situation.clauses if is_conditional(clause)}
    senses: dict[Sense, list[Clause]] = {}
    for clause in situation.clauses:
        sense = sense_of(clause)
        if sense is None and situation.role is Role.MANAGER and _AND_CLOSE.match(clause.folded) is not None:
            sense = Sense.CLOSE
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


_TO_BE_TOLD = Sayings(TO_BE_TOLD)
_BY_ONESELF = Sayings(("je|on|nous cloture|cloturons|clos|ferme|fermons|archive|archivons",))


def _is_ahead(situation: Situation, clause: Clause) -> bool:
    """« Je clôture demain »: it is not asked for today."""
    received = situation.standpoint.received
    days = [m.day for m in situation.moments_of(clause) if m.day is not None]
    return received is not None and any(day > received.date() for day in days)


def _closing(situation: Situation, senses: dict[Sense, list[Clause]], *, asked: bool) -> Intent | None:
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
    if any(_EXCEPT.find(c.wording) or _IN_DOUBT.find(c.wording) for c in situation.statements):
        return None  # « Tout est réglé sauf le joint »
    settled = [c for c in senses.get(Sense.SETTLED, []) if not _OF_ANOTHER_THING.find(c.wording)]
    settled = [c for c in settled if not _is_of_a_day_ahead(situation, c)]
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
    return any(_PAID.find(clause.wording) is not None for clause in before)


def _agrees_to_a_day(situation: Situation, settled: Clause) -> bool:
    """« Mardi 3 ça marche », of times that were offered."""
    day = any(moment.day is not None or moment.weekly for moment in situation.moments_of(settled))
    return day and situation.asks(Question.CHOOSE_SLOT) and _MARCHE.find(settled.wording) is not None


_MARCHE = Sayings(("ca|cela marche|roule|fonctionne $|merci|pour",))
_AGREES = Sayings(table.AGREES)
_GOES_ON = Sayings(table.GOES_ON)
_OF_ANOTHER_THING = Sayings(table.OF_ANOTHER_THING)
_NOW = re.compile(r"\b(?:maintenant|enfin|a nouveau|de nouveau|depuis|desormais|parfaitement|now|again)\b")


def _on_works(situation: Situation, senses: dict[Sense, list[Clause]]) -> Said:
    """« Est-ce bien réparé ? » was asked."""
    told = situation.told.senses
    unsettled = senses.get(Sense.UNSETTLED, [])
    working = [c for c in situation.statements if _says_it_works(c)] if unsettled else []
    trouble = [c for c in unsettled if not _is_another_matter(situation, c, senses, working)]
    kept_open = Sense.DO_NOT_CLOSE in senses or situation.assent.no is not None
    if senses.get(Sense.SETTLED):
        trouble = [c for c in trouble if not _is_called_normal(situation, c)]
    trouble = trouble or [c for c in situation.statements if _still_does(c, after_a_no=kept_open)]
    if trouble and all(_is_doubtful(c, senses.get(Sense.SETTLED, [])) for c in trouble):
        return Said((), Ask.IS_IT_REPAIRED)
    if trouble or (not senses and Tongue.UNSETTLED in told):
        said = {token for clause in situation.clauses for token in clause.wording.tokens}
        bare = Ask.WHAT_IS_WRONG if said <= _NO_DETAIL | _STILL_NOT | situation.names else None
        return Said((intent_of(IntentType.CONTEST_WORKS, trouble[0] if trouble else None),), bare)
    if any(_EXCEPT.find(clause.wording) is not None for clause in situation.statements):
        return Said((), Ask.IS_IT_REPAIRED)
    if any(_leaves_it_open(situation, c, settled=bool(senses.get(Sense.SETTLED))) for c in situation.statements):
        return NOTHING if not situation.assent.bare else _short_answer(situation)
    settled = senses.get(Sense.SETTLED) or [c for c in situation.statements if _says_it_works(c)]
    settled = settled or [c for c in situation.statements if _is_hot_and_no_more(situation, c)]
    settled = [c for c in settled if not _is_of_a_day_ahead(situation, c)]
    settled = [c for c in settled if _OF_ELSE.find(c.wording) is None]
    if Sense.DO_NOT_CLOSE in senses and Sense.SETTLED not in senses and situation.assent.yes is None:
        return Said((), Ask.IS_IT_REPAIRED)
    if settled and situation.assent.no is not None and situation.assent.no.start > settled[0].start:
        return Said((), Ask.IS_IT_REPAIRED)
    yes = situation.assent.yes
    if not settled and yes is not None and not _only_notes_it(yes) and trouble != senses.get(Sense.UNSETTLED, []):
        settled = [yes]
    if settled:
        return Said((intent_of(IntentType.CONFIRM_WORKS, settled[0]),))
    if Tongue.SETTLED in told:
        return Said((intent_of(IntentType.CONFIRM_WORKS, situation.clauses[0]),))
    return _short_answer(situation)


def _is_called_normal(situation: Situation, trouble: Clause) -> bool:
    """« C'est réparé, le mur est encore humide mais c'est normal »."""
    behind = [c for c in situation.clauses if c.sentence == trouble.sentence and c.start > trouble.start][:1]
    return any(_IS_NORMAL.find(c.wording) is not None and not c.is_question for c in behind)


_IS_NORMAL = Sayings(
    (
        "^ [mais|et] [ca|cela] c|ce|qui|est|semble|parait [est|serait] [tout|sans|parfaitement] [a|doute] [fait]"
        " normal|logique|prevu",
        "^ [but|which] [it|that|which] is|s [apparently] normal|expected",
    )
)


def _after_the_works(situation: Situation) -> Said:
    """« La fuite est revenue », of works that were done and are no longer asked about: they are contested."""
    if situation.role is not Role.TENANT or situation.state not in _WORKS_DONE:
        return NOTHING
    taken_back = any(_TOO_SOON.find(clause.wording) is not None for clause in situation.statements)
    for clause in situation.statements:
        if is_reported(clause) or not is_trouble(clause) or _ONE_MORE.find(clause.wording) is not None:
            continue
        if taken_back or _is_back(situation, clause):
            return Said((intent_of(IntentType.CONTEST_WORKS, clause),))
    return NOTHING


def _is_back(situation: Situation, clause: Clause) -> bool:
    """« La fuite est revenue »; not « aucune fuite n'est revenue », nor « ma voiture est de nouveau en panne »."""
    found = _BACK_AFTER.find(clause.wording)
    if found is None or _ELSEWHERE.find(clause.wording) is not None:
        return False
    beside = (c.wording for c in situation.statements if c.sentence == clause.sentence)
    if not names_a_device(clause.wording) and any(_WINTER.find(wording) is not None for wording in beside):
        return False
    before = clause.wording.padded[: found.start()].split()
    return _HOPED.isdisjoint(before) and _NOT_BACK.isdisjoint([*before[-3:], *found[0].split()])


_ELSEWHERE = Sayings(table.OF_ELSE_AFTER_THE_WORKS)
_WINTER = Sayings(table.WINTER)
_NOT_BACK = frozenset(words("pas no not nothing none nobody aucun aucune rien jamais never sans"))
_HOPED = frozenset(words("espere esperons hope hopefully pourvu peur crains afraid"))


_WORKS_DONE = (OrderState.DONE, OrderState.COMPLETE, OrderState.DONE_TO_CONFIRM)
_BACK_AFTER = Sayings(table.BACK_AFTER_THE_WORKS)
_TOO_SOON = Sayings(table.TOO_SOON_A_YES)


def _is_doubtful(trouble: Clause, settled: list[Clause]) -> bool:
    """« Je vois encore de l'eau mais c'est réparé », « réparé, mais il doit revenir mardi »: the one or the other."""
    if _TO_COME_BACK.find(trouble.wording) is not None:
        return bool(settled)
    return _SEEN_STILL.find(trouble.wording) is not None and any(c.start > trouble.start for c in settled)


_TO_COME_BACK = Sayings(table.TO_COME_BACK)
_SEEN_STILL = Sayings(table.SEEN_STILL)


def _is_hot_and_no_more(situation: Situation, clause: Clause) -> bool:
    if _HOT_AGAIN.find(clause.wording) is None or not is_fact(clause):
        return False
    return all(c is clause or c.wording.words <= COURTESY | YES_WORDS | situation.names for c in situation.clauses)


_HOT_AGAIN = Sayings(table.HOT_AGAIN)
_EXCEPT = Sayings(table.EXCEPT)
_IN_DOUBT = Sayings(table.IN_DOUBT)


def _leaves_it_open(situation: Situation, clause: Clause, *, settled: bool) -> bool:
    """« Je pense », « à voir demain »; beside « c'est réparé » a doubt about another fault leaves nothing open."""
    if not (is_half_said(clause) or answers_later(clause)) or _is_a_plain_not_yet(situation, clause):
        return False
    sentence = [c for c in situation.clauses if c.sentence == clause.sentence]
    return not (settled and any(names_another_matter(c.wording) for c in sentence))


_NOT_YET = Sayings(("non|no pas|not encore|yet $",))
_BARELY_NOT_YET = frozenset(("pas encore", "not yet"))


def _is_a_plain_not_yet(situation: Situation, clause: Clause) -> bool:
    """« Donc non, pas encore »: it is not repaired."""
    no = situation.assent.no
    said_no = no is not None and no.sentence == clause.sentence and clause.wording.text in _BARELY_NOT_YET
    return said_no or _NOT_YET.find(clause.wording) is not None


def _still_does(clause: Clause, *, after_a_no: bool) -> bool:
    """« Mais la chaudière se coupe toujours », also behind « ne clôturez pas »: the thing, and what it still does."""
    tokens = clause.wording.tokens
    place = next((place for place, token in enumerate(tokens) if token in ("toujours", "encore")), 0)
    if not (clause.turns or after_a_no) or clause.is_question or not place or sense_of(clause) is not None:
        return False
    before = tokens[1:place] if tokens[0] == "mais" else tokens[:place]
    subject = before[:-1]
    if not subject or subject[0] not in _ARTICLES or before[-1] in _NO_DOING:
        return False
    return _is_a_device(subject) or (after_a_no and _NO_THING.isdisjoint(subject))


_NO_THING = frozenset(
    words(
        "plombier technicien artisan electricien chauffagiste serrurier entreprise monsieur dame madame voisin voisine"
        " gardien gardienne agence proprietaire dossier facture devis assurance expert mari femme fils fille"
    )
)
"""Behind « ne clôturez pas », « le voisin attend toujours » tells no fault."""


def _is_a_device(subject: tuple[str, ...]) -> bool:
    return names_a_device(Wording(" ".join(subject)))


_ARTICLES = frozenset(words("le la les l mon ma mes notre nos"))
_NO_DOING = frozenset(words("est sont etait doit peut faut a ont va sera reste"))


def _short_answer(situation: Situation) -> Said:
    """« Oui », « non », « merci », « il est passé »: what a few words are worth after that question."""
    assent, told = situation.assent, situation.told.senses
    unsure = any(_is_unsure(c.wording) or is_later(c) for c in situation.clauses if not c.is_question)
    visited = situation.first(_VISIT)
    if assent.no is not None or Tongue.NO in told:
        bare = {
            token for clause in situation.clauses for token in clause.wording.tokens
        } <= _NO_DETAIL | situation.names
        return Said(
            (intent_of(IntentType.CONTEST_WORKS, assent.no or situation.clauses[0]),),
            Ask.WHAT_IS_WRONG if bare else None,
        )
    if unsure:
        return NOTHING
    praise = assent.yes is not None and not assent.bare and _PRAISE.find(assent.yes.wording) is not None
    if (
        not praise
        and assent.yes is not None
        and (assent.bare or visited is None)
        and not _answers_a_visit(assent.yes)
        and not _only_notes_it(assent.yes)
        and _is_of_the_works(situation)
    ) or (Tongue.YES in told):
        return Said((intent_of(IntentType.CONFIRM_WORKS, assent.yes or situation.clauses[0]),))
    noted = assent.yes is not None and _only_notes_it(assent.yes)
    if assent.only_thanks or visited is not None or noted or Tongue.THANKS in told:
        return Said((), Ask.IS_IT_REPAIRED)
    return NOTHING


def _only_notes_it(yes: Clause) -> bool:
    """« Bien reçu », « ok c'est noté »: the letter was read, and nothing is said of the repair."""
    return _NOTED.find(yes.wording) is not None and yes.wording.words <= _NOTING


_NOTED = Sayings(("note|notes|recu|recue|lu|lue|vu|received|noted|read",))
_NOTING = COURTESY | YES_WORDS | frozenset(words("notes recue lu lue pris j ai l ce received noted read i have"))


def _is_unsure(wording: Wording) -> bool:
    return _UNSURE.find(_ANOTHER_MATTER.without(wording)) is not None


_NO_DETAIL = (
    COURTESY
    | frozenset(words("bah ben eh euh hein helas malheureusement desole"))
    | frozenset(
        words(
            "non no pas du tout nope not really at all 👎 😡 😠 🤬 ❌ 😤 😾 🚫 ⛔ vraiment absolument toujours ok si c "
            "est ce ! oh ah ben"
        )
    )
)


_PRAISE = Sayings(table.ONLY_PRAISE)
_STILL_NOT = frozenset(("toujours", "encore", "pas", "rien", "still", "yet", "nothing"))


def _answers_a_visit(clause: Clause) -> bool:
    return _VISIT.find(clause.wording) is not None and set(clause.wording.tokens) - YES_WORDS != set()


def _says_it_works(clause: Clause) -> bool:
    """« Le volet remonte », « tout est bon »: enough, after that question."""
    wording = clause.wording
    if not is_fact(clause) or not _NEGATED.isdisjoint(wording.words) or _is_unsure(wording):
        return False
    if is_intermittent(clause) or is_half_said(clause) or _PARTLY.find(wording) is not None:
        return False
    at_work = _NAMES.without(wording)
    return _GOOD.find(at_work) is not None or _WORKS.find(at_work) is not None


_NAMES = Sayings(table.NAMED_BY_THEIR_WORK)


def _is_another_matter(
    situation: Situation, clause: Clause, senses: dict[Sense, list[Clause]], working: list[Clause]
) -> bool:
    """« C'est réparé, par contre le volet ne remonte plus »: the repair stands, the rest is a report of its own."""
    if any(map(is_half_a_yes, situation.statements)):
        return False
    yes = situation.assent.yes
    # « oui pour la chasse d'eau »: a yes that names its thing is as good as « la chasse d'eau marche ».
    named = yes is not None and yes is not clause and names_a_device(yes.wording) and _FOR.find(yes.wording) is not None
    works = any(c is not clause for c in working[:2])
    ended = all(_ENDED.find(c.wording) is not None for c in working if c is not clause)
    if works and ended and not senses.get(Sense.SETTLED) and not named and not _begins_anew(situation, clause):
        return False
    if not senses.get(Sense.SETTLED) and not named and not works:
        return False
    sentence = [c for c in situation.clauses if c.sentence == clause.sentence]
    told = any(names_another_matter(c.wording) for c in sentence)
    return told and not any(_OBJECT.find(c.wording) for c in sentence)


_ENDED = Sayings(("termine|terminee|termines|fini|finie|fait|faite|effectue|done|finished",))
_ONE_MORE = Sayings(AND_ALSO)


def _begins_anew(situation: Situation, clause: Clause) -> bool:
    """« C'est fini, par contre la lampe… » is one more; « c'est fini, je n'ai plus d'eau » is what the works did."""
    sentences = (clause.sentence, clause.sentence - 1)
    near = [c for c in situation.clauses if c.sentence in sentences and c.start <= clause.start]
    return any(c.turns or _ONE_MORE.find(c.wording) is not None for c in near)


_FOR = Sayings(("pour|concernant|quant|for|about",))


def _on_closed(situation: Situation, senses: dict[Sense, list[Clause]]) -> Said:
    """The file is closed: nothing closes it again, and only the same fault reopens it."""
    for clause in senses.get(Sense.UNSETTLED, []):
        if clause.wording.words <= table.GENERIC_TROUBLE | situation.names:
            continue
        back = _BACK.find(_NOT_UNSETTLED.without(clause.wording)) is not None
        sentence = Wording(" ; ".join(c.wording.text for c in situation.clauses if c.sentence == clause.sentence))
        if back or not names_another_matter(sentence):
            return Said((intent_of(IntentType.REOPEN, clause),))
    for clause in situation.statements:
        if _NEVER_SAID_SO.find(clause.wording) is not None:
            return Said((intent_of(IntentType.REOPEN, clause),))
    if (
        situation.first(_CLOSED) is not None
        and (came := situation.first(_NOBODY_CAME)) is not None
        and (came.turns or "jamais" in came.wording.words)
    ):
        return Said((intent_of(IntentType.REOPEN, came),))  # « vous avez clôturé mais personne n'est venu »
    for clause in situation.clauses:
        if _REOPEN.find(clause.wording) is not None and not is_reported(clause):
            return Said((intent_of(IntentType.REOPEN, clause),))
    if Tongue.UNSETTLED in situation.told.senses:
        return Said((intent_of(IntentType.REOPEN, situation.clauses[0]),))
    others = [c for c in situation.clauses if _ANOTHER.find(c.wording) is not None]
    if (
        others
        and not situation.asks(Question.SAME_OR_NEW)
        and not any(names_another_matter(clause.wording) for clause in situation.clauses)
    ):
        return Said(ask=Ask.SAME_OR_NEW)
    return NOTHING


_REOPEN = Sayings(table.REOPEN)
_CLOSED = Sayings(("cloture|clos|ferme|archive|closed",))
_NOBODY_CAME = Sayings(
    ("personne ~ venu|passe|intervenu", "nobody|noone ~ came|come|showed|turned", "no one ~ came|come")
)
_NEVER_SAID_SO = Sayings(table.NEVER_SAID_SO)
