"""A provider takes the job or not, says what he found, or that it is done (READING, section 5; SM3)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from mailbot.inbound.reading.availability import only_moments
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.faults import names_a_device
from mailbot.inbound.reading.handovers import hands_on
from mailbot.inbound.reading.lexicon import provider_words as table
from mailbot.inbound.reading.lexicon import visit_words
from mailbot.inbound.reading.lexicon.courtesy_words import ANNOUNCED
from mailbot.inbound.reading.moments import Moment
from mailbot.inbound.reading.offered_times import offers, thinks
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import denies, is_conditional, is_later, is_reported
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.visits import yes_of
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Role

_TAKES = Sayings(table.TAKES)
_NOT_TAKEN = Sayings(table.NOT_TAKEN)
_STRONG_TAKE = Sayings(table.STRONG_TAKE)
_REFUSES = Sayings(table.REFUSES)
_NOT_A_REFUSAL = Sayings(table.NOT_A_REFUSAL)
_FOR_A_TIME = Sayings(table.FOR_A_TIME)
_LATER_DATES = Sayings(table.LATER_DATES)
_RECEIVED = Sayings(table.RECEIVED)
_GIVEN_BACK = frozenset(
    (
        OrderState.NEW,
        OrderState.NO_ANSWER,
        OrderState.ACCEPTED,
        OrderState.SLOTS_PROPOSED,
        OrderState.SLOT_CHOSEN,
        OrderState.PLANNED,
        OrderState.DIAGNOSED,
        OrderState.QUOTE_SUBMITTED,
        OrderState.QUOTE_APPROVED,
        OrderState.QUOTE_REFUSED,
        OrderState.CONTESTED,
    )
)
"""Where there is a job that may be given back."""
_REFUSED_BEFORE = frozenset((OrderState.REFUSED, OrderState.WITHDRAWN))
_MANY_WORDS = 4
_NOT = frozenset(("pas", "not", "plus", "jamais", "no", "rien", "never"))
_NONE = _NOT | frozenset(("aucun", "aucune", "guere", "ni", "nul", "nulle", "neither", "none", "hardly", "personne"))
"""« Je ne prends aucun chantier », « ni celui-ci ni le suivant »: what is denied of each is denied of this one."""


def read_mission(situation: Situation) -> Said:
    """Takes it, does not take it, or says neither."""
    if situation.role is not Role.PROVIDER:
        return NOTHING
    asked = situation.asks(Question.TAKE_MISSION, Question.SEND_QUOTE)
    taking = _taking(situation)
    refusal = _refusal(situation, taking, asked=asked)
    if refusal is not None:
        return Said((intent_of(IntentType.REFUSE_MISSION, refusal),))
    if taking is not None and (asked or situation.state in _REFUSED_BEFORE):
        return Said((intent_of(IntentType.ACCEPT_MISSION, taking),))
    if not asked:
        return NOTHING
    told = situation.told.senses
    if Tongue.YES in told:
        return Said((intent_of(IntentType.ACCEPT_MISSION, situation.clauses[0]),))
    no = None if _is_of_one_day(situation, situation.assent.no) else situation.assent.no
    if no is not None or Tongue.NO in told:
        return Said((intent_of(IntentType.REFUSE_MISSION, no or situation.clauses[0]),))
    return NOTHING


def _is_of_one_day(situation: Situation, no: Clause | None) -> bool:
    """« Non pas mardi, mercredi »: one day is refused for another, and not the job; « non, mardi je suis pris » is no
    such thing."""
    if any(_CAN_THEN.find(c.wording) and _NOT.isdisjoint(c.wording.words) for c, m in offers(situation) if m.day):
        return True  # « Non, mardi je suis pris, jeudi 9h oui »
    if no is None:
        return False
    if any(m.negated for m in situation.moments_of(no)) and any(
        c.start > no.start and m.day is not None for c, m in offers(situation)
    ):
        return True  # « Pas possible cette semaine, lundi 30 à 8h »
    if not any(m.negated for c in situation.statements if c.sentence == no.sentence for m in situation.moments_of(c)):
        return False
    if _NOT_THAT_DAY.match(situation.folded, no.start) is None:
        return False
    others = (c for c in situation.statements if c.start > no.start and _NOT.isdisjoint(c.wording.words))
    return any(
        any(m.day is not None for m in said) and (_CAN_BE_THERE.find(c.wording) or only_moments(c, said))
        for c in others
        if (said := situation.moments_of(c))
    )


_CAN_BE_THERE = Sayings(visit_words.CAN_BE_THERE)
_CAN_THEN = Sayings(
    (
        "oui|yes|possible|peux|pouvons|pourrai|can|dispo*|libre+|available|free",
        "is|are|would be|est|serait|me|nous|c fine|good|ok|okay|better|perfect|jouable|faisable|convient|va|irait",
        "lundi|mardi|mercredi|jeudi|vendredi|samedi|matin|aprem|soir|prochain|monday|tuesday|wednesday|thursday|friday"
        "|morning|afternoon ~ ok|okay|parfait|bon|d'accord|fine $",
    )
)
_NOT_THAT_DAY = re.compile(r"(?:non|no|nope),?\s(?:pas|not)\b")


def _taking(situation: Situation) -> Clause | None:
    """The clause that takes the job; « ok je regarde et je vous redis » does not."""
    thinking = [c for c in situation.clauses if thinks(c)]
    undecided = [c for c in thinking if _LATER_DATES.find(c.wording) is None]
    taking = [c for c in situation.statements if _takes(c) and not _is_restricted(situation, c)]
    strong = next((c for c in taking if _STRONG_TAKE.find(c.wording) is not None), None)
    if strong is not None:
        return strong
    if not situation.asks(Question.TAKE_MISSION, Question.SEND_QUOTE) or undecided:
        return None
    yes = yes_of(situation)
    looked_at = (_RECEIVED, _NOT_TAKEN)
    if yes is not None and is_conditional(yes) and _PAID.find(yes.wording) is not None:
        return None  # « Volontiers si vous payez à 30 jours »
    if yes is not None and yes not in thinking and not any(sayings.find(yes.wording) for sayings in looked_at):
        return None if _is_on_terms(situation, yes) else yes
    if not situation.asks(Question.TAKE_MISSION):
        return None
    return next((c for c in taking if c not in thinking), None)


def _is_on_terms(situation: Situation, yes: Clause) -> bool:
    """« Oui si c'est au rez-de-chaussée », « ok, à condition que le parking soit payé »: no yes yet."""
    near = [c for c in situation.statements if c.sentence == yes.sentence and c.start > yes.start][:1]
    terms = [yes, *(c for c in near if _TERMS.match(c.folded) is not None)]
    return any(
        is_conditional(c)
        and not _as_soon_as(c)
        and not situation.moments_of(c)
        and _NO_TERMS.search(c.folded) is None
        and _says_what_follows(situation, c) is None
        for c in terms
    )


def _says_what_follows(situation: Situation, terms: Clause) -> re.Match[str] | None:
    """« Si c'est fermé je vous appelle »: what will be done then is no term of the job."""
    last = max(c.start + len(c.text) for c in situation.clauses if c.sentence == terms.sentence)
    return _THEN.search(situation.folded, terms.start, last)


_NO_TERMS = re.compile(
    r"\b(?:si jamais|si je (?:ne |n')?m[e']|si personne|if (?:i (?:remember|recall|understand|am not)|i'm not|anything"
    r"|nobody|no one|that(?:'s| is) (?:ok|okay|fine|good|alright)))\b"
)
_THEN = re.compile(
    r"\b(?:je (?:vous |te )?(?:laisse|appelle|rappelle|previens|ecris)"
    r"|on (?:vous )?(?:laisse|appelle|rappelle|previent)|(?:i|we)(?:'ll| will))\b"
)


_TERMS = re.compile(
    r"(?:si(?! (?:besoin|necessaire|possible|ca|cela|vous)\b)|s'il n|a condition|sous reserve"
    r"|(?:uniquement|seulement) si|(?:mais )?pas (?:avant|tant)|if(?! (?:need|that|you|possible))"
    r"|provided|as long as)\b"
)


def _takes(said: Clause) -> bool:
    clause = _up_to_the_rest(said)
    return (
        _TAKES.find(_NOT_TAKEN.without(clause.wording)) is not None
        and (not is_conditional(clause) or _as_soon_as(clause))
        and _NONE.isdisjoint(_NO_TROUBLE.without(clause.wording).words)
    )


def _up_to_the_rest(clause: Clause) -> Clause:
    """« Je le prends je vous redis mes dispos quand je rentre »: no stop between the two, and the second waits."""
    taken, rest = _STRONG_TAKE.find(clause.wording), _WILL_TELL.find(clause.wording)
    if taken is None or rest is None or rest.start() != taken.end():
        return clause
    return replace(clause, wording=Wording(clause.wording.padded[: rest.start()].strip()))


_WILL_TELL = Sayings(table.WILL_TELL)


def _is_restricted(situation: Situation, clause: Clause) -> bool:
    """Whether what is taken is only some other work, or only under conditions of theirs."""
    if _takes_only_others(situation, clause):
        return True
    return _ONLY_SO.find(clause.wording) is not None and not situation.moments_of(clause)


def _takes_only_others(situation: Situation, clause: Clause) -> bool:
    """« On ne s'occupe que du gaz » leaves this one out; « je ne peux passer que jeudi » says when."""
    return _ONLY.find(clause.wording) is not None and not situation.moments_of(clause)


_ONLY = Sayings(table.ONLY_OTHERS)
_ONLY_SO = Sayings(table.ONLY_SO)
_NO_TROUBLE = Sayings(table.NO_TROUBLE)


def _as_soon_as(clause: Clause) -> bool:
    """« Je m'en occupe dès que j'ai les clés » takes it; « dès que la facture est payée » is a price for it."""
    left = replace(clause, wording=_AS_SOON.without(clause.wording))
    return not is_conditional(left) and _PAID.find(clause.wording) is None


_AS_SOON = Sayings(("des|aussitot que|qu", "as soon as", "once i|we|you"))
_PAID = Sayings(("paye*|payez|regle|reglee|regles|facture*|solde|paid|payment|invoice|accord|prix",))


def _refusal(situation: Situation, taking: Clause | None, *, asked: bool) -> Clause | None:
    """The clause that gives the job back: of the job as a whole, and not of one day."""
    if not asked and situation.state not in _GIVEN_BACK:
        return None
    for clause in situation.statements:
        if not hands_on(clause) or is_conditional(clause) or _is_of_a_part(situation, clause, taking):
            continue
        if asked or not _is_finding(situation, clause):
            return clause
    if not asked:
        return None
    if situation.assent.no is not None and _is_plain_no(situation, situation.assent.no):
        return situation.assent.no
    if situation.asks(Question.SEND_QUOTE) and _promises_a_quote(situation):
        return None  # « Le devis partira mercredi, le métreur est en congé. »
    for clause in situation.statements:
        if not _refuses(situation, clause):
            continue
        if taking is not None and (_FOR_A_TIME.find(clause.wording) is not None or clause.start < taking.start):
            continue
        return None if _offers_a_day(situation) or _has_an_impossible_day(situation) else clause
    return None


def _promises_a_quote(situation: Situation) -> bool:
    """Whether a quote is to come, and nothing is said against it in the same words."""
    return any(
        _PROMISED.find(c.wording) is not None
        and _NONE.isdisjoint(c.wording.words)
        and not is_conditional(c)
        and _OF_ANOTHER_FIRM.search(c.folded) is None
        and not any(_will_not(other) for other in situation.statements if other.sentence == c.sentence)
        for c in situation.statements
    )


def _will_not(clause: Clause) -> bool:
    """« On ne fait pas d'électricité », and not « le métreur est en congé »."""
    if _CLOSED.find(clause.wording) is not None or _BUSY.search(clause.folded) is not None:
        return False
    return _REFUSES.find(clause.wording) is not None


_BUSY = re.compile(r"\b(?:debord|surcharg|submerg|satur|blinde|complet|charge|sous l'eau|plein|overbook|busy|book)")


_OF_ANOTHER_FIRM = re.compile(
    r"\bd(?:'un|e l'un|e notre|e mon|'une) (?:autre |de mes )?(?:confrere|collegue|entreprise|artisan)"
)


_PROMISED = Sayings(ANNOUNCED["quote"])


def _refuses(situation: Situation, clause: Clause) -> bool:
    if _takes_only_others(situation, clause):
        return True
    if _is_away_later(situation, clause):
        return False
    if situation.asks(Question.SEND_QUOTE) and _NO_QUOTE.find(clause.wording) is not None:
        return _NOT_YET_QUOTED.find(clause.wording) is None
    if situation.asks(Question.SEND_QUOTE) and _NO_TIME_TO_QUOTE.find(clause.wording) is not None:
        return _NOT_YET_QUOTED.find(clause.wording) is None and not any(amount.marked for amount in situation.amounts)
    if _REOPENS.find(clause.wording) is not None and any(_CLOSED.find(c.wording) for c in situation.statements):
        return True
    return _REFUSES.find(clause.wording) is not None and _NOT_A_REFUSAL.find(clause.wording) is None


def _is_away_later(situation: Situation, clause: Clause) -> bool:
    """« Fermés du 24 décembre au 2 janvier », said in November: there is time enough before. One who cannot come from
    a day on, or is away for longer than a month, does not take the job."""
    received = situation.standpoint.received
    days = [m.day for m in situation.moments_of(clause) if m.day is not None]
    if received is None or not days or _FROM_A_DAY.search(clause.folded) is None:
        return False
    if _CLOSED.find(clause.wording) is None or max(days) - min(days) >= _A_MONTH:
        return False
    return min(days) - received.date() > _TIME_ENOUGH


_FROM_A_DAY = re.compile(r"\b(?:du|a partir d[eu]|des le|a compter d[eu]|from|between|entre le)\b")
_CLOSED = Sayings(table.CLOSED)
_TIME_ENOUGH = timedelta(days=7)
_A_MONTH = timedelta(days=30)
_NO_QUOTE = Sayings(table.WILL_NOT_QUOTE)
_REOPENS = Sayings(table.REOPENS)
_NO_TIME_TO_QUOTE = Sayings(table.NO_TIME_TO_QUOTE)
_NOT_YET_QUOTED = Sayings(table.NOT_YET_QUOTED)
_NOT_MY_TRADE = Sayings(table.NOT_MY_TRADE)
_OF_IT_ALL = re.compile(
    r"(?:en revanche|par contre|mais|sauf|but|however)?\s*(?:ce|c'|c |cela|ca|je|j'|on|nous|it|that|i|we)\b"
)


def _is_of_a_part(situation: Situation, clause: Clause, taking: Clause | None) -> bool:
    """« Je prends l'évier, le tableau en revanche ce n'est pas mon métier »: the rest of the job is taken."""
    if taking is None or _NOT_MY_TRADE.find(clause.wording) is None:
        return False
    later = clause if clause.start > taking.start else taking
    if later is taking:
        return taking.turns
    near = [c for c in situation.clauses if c.sentence == clause.sentence and taking.start < c.start <= clause.start]
    return any(c.turns for c in near) and any(_OF_IT_ALL.match(c.folded) is None for c in near)


def _is_plain_no(situation: Situation, no: Clause) -> bool:
    return (
        not _offers_a_day(situation)
        and _NOT_A_REFUSAL.find(no.wording) is None
        and _FOR_A_TIME.find(no.wording) is None
    )


def _offers_a_day(situation: Situation) -> bool:
    return any(moment.day is not None for _, moment in offers(situation))


def _has_an_impossible_day(situation: Situation) -> bool:
    return any(moment.impossible for moment in situation.moments)


def _is_finding(situation: Situation, clause: Clause) -> bool:
    """« Ce n'est pas de mon ressort, voyez le syndic », said after a look: what was found, and no way out."""
    if _OTHER_PARTY.find(situation.wording) is None:
        return False
    return situation.asks(Question.NEXT_STEP) or _went(situation)


# --- On site ---------------------------------------------------------------------------------------------------------

_WENT = Sayings(table.WENT)
_DONE = Sayings(table.DONE)
_FINISHED = Sayings(table.FINISHED)
_NOT_DONE = Sayings(table.NOT_DONE)
_NO_WORK = Sayings(table.NO_WORK)
_QUOTE = Sayings(table.QUOTE_NEEDED)
_PART = Sayings(table.PART_NEEDED)
_SECOND = Sayings(table.SECOND_VISIT)
_NOT_SECOND = Sayings(table.SECOND_VISIT_NOT)
_OTHER_PARTY = Sayings(table.OTHER_PARTY)
_REPLACEMENT = Sayings(table.REPLACEMENT)
_NOT_A_FINDING = Sayings((*table.NOT_A_FINDING, *table.NEW_AND_FITTED))
_ADVICE = Sayings(table.ADVICE)
_OTHER_SITE = Sayings(table.OTHER_SITE)
_STILL = Sayings(table.STILL)
_NOT_HERE = Sayings(table.NOT_HERE)
_PLACE = Sayings(table.PLACE)
_NOBODY = Sayings(visit_words.OCCUPANT_AWAY)
_MOVED = Sayings(visit_words.MOVE_AWAY)
_CHARGED = frozenset((OrderState.DONE, OrderState.COMPLETE, OrderState.DONE_TO_CONFIRM))
_ASKED_BEFORE = (Question.TAKE_MISSION, Question.SEND_QUOTE, Question.PROPOSE_SLOTS, Question.PLAN_VISIT)


def read_progress(situation: Situation) -> Said:
    """What was found on site, or that the works are finished; « je suis passé » is neither."""
    if situation.role is not Role.PROVIDER:
        return NOTHING
    after = _is_after_the_visit(situation)
    done = [c for c in situation.statements if _says_done(situation, c, after=after)]
    begun = all(_NOT_HERE.find(c.wording) is None for c in situation.statements)
    begun = begun and not _turns_to_this_one(situation, done)
    if not begun:
        done = [c for c in done if is_other_site(situation, c) or _PLACE.find(c.wording) is not None]
    elsewhere = next((c for c in done if not begun or is_other_site(situation, c)), None)
    here = next((c for c in done if begun and not is_other_site(situation, c)), None)
    if not done and after and begun:
        here = _done_since(situation)
    finding = _finding(situation, after=after)
    if here is not None and finding is not None and _WAS_NOT_DONE.find(finding[0].wording) is not None:
        finding = None
    still = next((c for c in situation.statements if _STILL.find(c.wording) is not None), None)
    if here is not None and still is not None:
        here, finding = None, finding or (still, None)
    if here is not None and finding is not None and _is_of_another_thing(situation, here, finding):
        finding = None
    if here is not None and finding is not None and (_ADVICE.find(finding[0].wording) or finding[1] is None):
        finding = None
    found: list[Intent] = []
    if elsewhere is not None:
        found.append(declared_done(situation, elsewhere, elsewhere=True))
    if finding is not None:
        found.append(intent_of(IntentType.DECLARE_DIAGNOSIS, finding[0], next_step=finding[1]))
    elif here is not None:
        found.append(declared_done(situation, here))
    if found:
        return Said(tuple(found))
    return _short_answer(situation) if situation.asks(Question.NEXT_STEP) else NOTHING


def _turns_to_this_one(situation: Situation, done: list[Clause]) -> bool:
    """« Fini rue Monge. Ici par contre il me faut une cartouche »: a place is done, and this one is another."""
    placed = [c for c in done if _STREET.find(c.wording) is not None]
    return bool(placed) and any(
        c.start > placed[0].start and _THIS_ONE.match(c.folded) is not None and _DONE.find(c.wording) is None
        for c in situation.statements
    )


_STREET = Sayings(table.STREET)
_THIS_ONE = re.compile(
    r"(?:(?:mais|et|par contre|en revanche|but|and) )?"
    r"(?:ici|(?:pour |sur )?(?:celui|celle)[- ](?:ci|la)|here|this one)\b"
    r"(?! (?:aussi|egalement|pareil|idem|too|also))"
)


def _is_of_another_thing(situation: Situation, done: Clause, finding: tuple[Clause, str | None]) -> bool:
    """« L'intervention est faite. Par contre le tableau n'est plus aux normes, je vous prépare un devis »."""
    clause, step = finding
    if step != "quote" or clause.sentence <= done.sentence or _CURED.find(done.wording) is None:
        return False
    sentence = [c for c in situation.statements if c.sentence == clause.sentence and c.start <= clause.start]
    before = [c for c in situation.statements if c.sentence < clause.sentence]
    if _BESIDES.match(sentence[0].folded) is None or any(_NOT_DONE.find(c.wording) for c in before):
        return False
    since = [c for c in situation.statements if done.sentence < c.sentence <= clause.sentence]
    if any(_SAME_TROUBLE.search(c.folded) for c in since):
        return False
    return any(names_a_device(c.wording) or _A_THING.search(c.folded) for c in sentence)


_CURED = Sayings((*table.FINISHED, *table.CURED))
_A_THING = re.compile(
    r"(?:\b(?:le|la|les|votre|vos) |\bl')(?!reste|suite|tout|ensemble|chantier|travail|travaux|intervention|reparation"
    r"|devis|meme|montant|piece|fin|prix|delai|locataire|occupant|dame)[a-z]{4}"
)
_SAME_TROUBLE = re.compile(
    r"\b(?:revenue?s?|revient|revenait|encore|toujours|persiste|continue|recommence\w*|demand\w*|vouli[eo]\w*|fuites?"
    r"|fuit|fuyait|pannes?|goutte|coule|leak\w*|still|again|back|asked|requested)\b"
    r"|\bpas (?:ete )?(?:change|pose|remplace|repare|fait|monte|installe|branche|regle)e?s?\b"
    r"|\bnot (?:been )?(?:fitted|changed|replaced|done|fixed|installed)\b"
)
"""The trouble is back, or what was asked is not done."""
_BESIDES = re.compile(
    r"(?:par contre|en revanche|sinon|par ailleurs|d'autre part|en plus|a part ca|au passage|on another note|separately"
    r"|however|besides|also|(?:nous avons|j'ai|on a) (?:aussi|egalement))\b"
)


def _done_since(situation: Situation) -> Clause | None:
    """« Ce n'était pas fini vendredi, ça l'est depuis ce matin »."""
    for before, clause in pairwise(situation.statements):
        if _WAS_NOT_DONE.find(before.wording) is None or _NOW_IT_IS.find(clause.wording) is None:
            continue
        if is_later(clause) or is_conditional(clause) or is_reported(clause):
            continue
        if _NOT.isdisjoint(clause.wording.words):
            return clause
    return None


_WAS_NOT_DONE = Sayings(table.WAS_NOT_DONE)
_NOW_IT_IS = Sayings(table.NOW_IT_IS)


def _is_after_the_visit(situation: Situation) -> bool:
    """Whether the visit has been: asked about, or its hour is past."""
    if situation.asks(*_ASKED_BEFORE):
        return False
    received, visit = situation.standpoint.received, situation.appointment
    if situation.asks(Question.NEXT_STEP) or situation.state in (OrderState.DIAGNOSED, OrderState.CONTESTED):
        return True
    if visit is not None:
        return received is None or visit.start <= received
    return situation.state in (OrderState.PLANNED, OrderState.SLOT_CHOSEN)


def declared_done(situation: Situation, clause: Clause, *, elsewhere: bool = False) -> Intent:
    """Finished, on the day that was said, else on the day of the mail; on this site unless another is named."""
    received = situation.standpoint.received
    target = "other" if elsewhere or is_other_site(situation, clause) else None
    if received is None:
        return intent_of(IntentType.DECLARE_DONE, clause, target=target)
    today = received.date()
    near = [c for c in situation.statements if c.sentence == clause.sentence and _NOT_DONE.find(c.wording) is None]
    near = [c for c in near if c is clause or _BEGINS.find(c.wording) is None]
    own = [day for m in situation.moments_of(clause) if (day := _day_done(m, today)) is not None]
    days = own or [day for c in near for m in situation.moments_of(c) if (day := _day_beside(c, m, today)) is not None]
    return intent_of(IntentType.DECLARE_DONE, clause, date=(days[0] if days else today).isoformat(), target=target)


_BEGINS = Sayings(("commence|commencera|commencent|demarre|demarrera|debute|debutera|starts|begins|start|begin",))
"""« Celui-ci est fini, l'autre commence lundi »."""


def _day_done(moment: Moment, today: date) -> date | None:
    """« fait mardi » is said of the last one, « fini le 25 » of a 25th that has been."""
    day = moment.day
    if day is None or day <= today:
        return day
    if _AHEAD.search(moment.said) is not None:
        return None  # « fini, photos demain »
    if not any(sign.isdigit() for sign in moment.said):
        return day - timedelta(days=7) if day - today <= timedelta(days=7) else None
    if moment.bare_number or _NUMBER_ALONE.match(moment.said) is not None:
        if day.day < today.day:
            return today.replace(day=day.day)
        before = today.replace(day=1) - timedelta(days=1)
        return before.replace(day=day.day) if day.day <= before.day and day.day > today.day else None
    return None


_AHEAD = re.compile(r"\b(?:demain|tomorrow|prochaine?|next)\b")
_PROMISED_BESIDE = frozenset(
    ("facture", "devis", "photo", "photos", "rapport", "invoice", "quote", "bill", "report", "suite")
)
_NUMBER_ALONE = re.compile(
    r"(?:le |du |on the )?\d{1,2}(?:er|th)?(?=$|[ ,](?!\s?(?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|jan"
    r"|feb|mar|apr|may|jun|jul|aug|h\b|heure)))"
)
"""« le 23 à 17h »: no month is named."""


def _day_beside(clause: Clause, moment: Moment, today: date) -> date | None:
    """« fini, je vous fais la facture lundi »: a day ahead is turned back only where it stands alone."""
    ahead = moment.day is not None and moment.day > today
    if ahead and not _PROMISED_BESIDE.isdisjoint(clause.wording.words):
        return None
    return None if ahead and len(clause.wording.tokens) > _MANY_WORDS else _day_done(moment, today)


def is_other_site(situation: Situation, clause: Clause) -> bool:
    """« Pour l'autre chantier », « chez Mme Perrin » when the tenant is somebody else."""
    if not _HERE.isdisjoint(clause.wording.words) and _OTHER_SITE.find(clause.wording) is None:
        return False  # « L'autre logement attendra, celui-ci est terminé. »
    for near in situation.clauses:
        if near.sentence != clause.sentence or near.start > clause.start:
            continue
        if _OTHER_SITE.find(near.wording) is not None:
            return True
        at = re.search(r"\bchez (?:m\.?|mr|mme|madame|monsieur|mlle) ([a-z-]+)", near.folded)
        if at and not set(wording_of(at[1]).tokens) & situation.names:
            return True
    return False


_OTHER_ORDER = Sayings(table.OTHER_ORDER)
_OTHER_HOME = Sayings(table.OTHER_HOME)
_HALFWAY = Sayings(table.HALFWAY)


def _says_done(situation: Situation, said: Clause, *, after: bool) -> bool:
    # « fait ce matin facture suit demain »: what is promised of a paper leaves the works done.
    clause = replace(said, wording=_BESIDE.without(_HEAD.without(said.wording)))
    wording = clause.wording
    if _DONE.find(wording) is None or is_conditional(clause) or is_later(clause) or is_reported(clause):
        return False
    if any(_NOT_DONE.find(w) or _NO_WORK.find(w) or _HALFWAY.find(w) for w in (wording, said.wording)):
        return False
    beside = [c for c in situation.statements if c.sentence == said.sentence and c is not said]
    if any(_HALFWAY.find(c.wording) is not None for c in beside):
        return False
    if _FINISHED.find(wording) is not None and any(_OTHER_ORDER.find(c.wording) for c in (said, *beside)):
        return True  # « Rue Pasteur (l'autre OS) c'est terminé »: told of an order of ours, whatever was asked here
    if _FINISHED.find(wording) is not None and _tells_of_another_home(situation, said):
        return True
    if after or _FINISHED.find(wording) is None:
        return after
    return not _is_to_come(situation) or _went(situation) or _tells_a_past_day(situation, said)


def _tells_of_another_home(situation: Situation, said: Clause) -> bool:
    """« Pour l'autre logement (rue Vauban) c'est terminé »."""
    if not _HERE.isdisjoint(said.wording.words):
        return False
    up_to = (c for c in situation.statements if c.sentence == said.sentence and c.start <= said.start)
    return any(_OTHER_HOME.find(c.wording) is not None for c in up_to)


_HERE = frozenset(("ici", "celui", "celle", "here", "this"))
_HEAD = Sayings(table.HEAD)
_BESIDE = Sayings(table.BESIDE)


def _is_to_come(situation: Situation) -> bool:
    """Whether the visit is still ahead, or the works are known as done: then « terminé » needs its day."""
    received, visit = situation.standpoint.received, situation.appointment
    ahead = visit is not None and received is not None and visit.start > received
    return ahead or situation.asks(*_ASKED_BEFORE) or situation.state in _CHARGED


def _tells_a_past_day(situation: Situation, clause: Clause) -> bool:
    received = situation.standpoint.received
    near = [c for c in situation.statements if c.sentence == clause.sentence]
    today = None if received is None else received.date()
    return any(m.past or m.day == today for c in near for m in situation.moments_of(c) if m.day is not None)


def _finding(situation: Situation, *, after: bool) -> tuple[Clause, str | None] | None:
    """The next step that the provider sees, in his own words; None for one that he leaves open."""
    if situation.asks(Question.SEND_INVOICE) or situation.state in _CHARGED:
        return None
    if not after and not _went(situation):
        return None
    steps = (("part", _PART), ("other_party", _OTHER_PARTY), ("quote", _QUOTE), ("second_visit", _SECOND))
    for name, sayings in (*steps, (None, _REPLACEMENT)):
        for clause in situation.statements:
            if sayings.find(clause.wording) is None or is_reported(clause) or _NOT_A_FINDING.find(clause.wording):
                continue
            if name == "second_visit" and not _is_second_visit(situation, clause, after=after):
                continue
            if name == "other_party" and _CAUSE_OR_NEED.find(clause.wording) is None:
                continue
            if name is None and not situation.asks(Question.NEXT_STEP):
                continue
            return clause, name
    return None


def _went(situation: Situation) -> bool:
    """Whether he says that he was there, and not that he was not."""
    for clause in situation.statements:
        found = _WENT.find(clause.wording)
        if found is not None and found[0] == " sur place" and is_later(clause):
            continue  # « Il faut que je voie sur place. »
        if found is not None and _NOT.isdisjoint(found[0].split()) and not denies(clause.wording, found.start()):
            return True
    return False


def _is_second_visit(situation: Situation, clause: Clause, *, after: bool) -> bool:
    if _NOT_SECOND.find(clause.wording) is not None:
        return False
    if situation.asks(Question.NEXT_STEP) or situation.state in (OrderState.DIAGNOSED, OrderState.CONTESTED):
        return True
    return (after or _went(situation)) and _MOVED.find(situation.wording) is None


_CAUSE_OR_NEED = Sayings(
    (
        *table.CAUSE,
        *table.GOES_FIRST,
        "in|dans|faut|faudra|voir|voyez|besoin|need|needs|job|pour|pas|not|contacter|appeler",
    )
)


def _short_answer(situation: Situation) -> Said:
    """« Je suis passé », « ok »: a visit, perhaps, and no word of the works."""
    if situation.first(_NOBODY) is not None:
        return NOTHING
    tokens = situation.wording.tokens
    if _went(situation) or (situation.assent.yes is not None and len(tokens) <= _MANY_WORDS):
        return Said((), Ask.IS_IT_DONE)
    if Tongue.SETTLED in situation.told.senses:
        return Said((declared_done(situation, situation.clauses[0]),))
    return NOTHING
