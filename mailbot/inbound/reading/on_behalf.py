"""A manager tells what the tenant or the provider said: « la locataire prend le 2 » (READING, section 5, "M for T")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mailbot.inbound.reading.assent import is_all_that_is_said
from mailbot.inbound.reading.availability import is_empty, offered_at
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.done_works import declared_done
from mailbot.inbound.reading.heads import without_head
from mailbot.inbound.reading.lexicon import on_behalf_words as table
from mailbot.inbound.reading.lexicon.provider_words import NO_TROUBLE
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lexicon.works_words import IN_DOUBT
from mailbot.inbound.reading.messages import is_letter, is_order
from mailbot.inbound.reading.moments import Availability, availability_of, moments_in
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.senses import Sense, sense_of
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.standpoint import OrderState, Question, Slot
from mailbot.inbound.reading.visit_shifts import shifted
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Channel, Role

_TENANT = Sayings(table.TENANT)
_PROVIDER = Sayings(table.PROVIDER)
_CAN_COME = Sayings(table.CAN_COME)
_TAKES_BACK = Sayings(table.TAKES_BACK)
_NOT_TAKEN_BACK = Sayings(table.NOT_TAKEN_BACK)
_PREFERS = Sayings(table.PREFERS)
_IT_STANDS = Sayings(table.IT_STANDS)
_NO_LONGER_STANDS = Sayings(table.NO_LONGER_STANDS)
_PROVIDER_ABSENT = Sayings(table.PROVIDER_ABSENT)
_OCCUPANT_ABSENT = Sayings(table.OCCUPANT_ABSENT)
_NOT_YET_ABSENT = Sayings(table.NOT_YET_ABSENT)
_DONE = Sayings(table.DONE)
_NOT_DONE = Sayings(table.NOT_DONE)
_SATISFIED = Sayings(table.SATISFIED)
_DISSATISFIED = Sayings(table.DISSATISFIED)
_UNTOLD = Sayings(table.UNTOLD)
_PLANS = Sayings(table.PLANS)
_PLANS_IT = Sayings(table.PLANS_IT)
_JUST_CONFIRMED = Sayings(table.JUST_CONFIRMED)
_JUST_CONFIRMED_ELSE = Sayings(table.JUST_CONFIRMED_ELSE)
_SUITS_THEM = Sayings(table.SUITS_THEM)
_HEARD = frozenset(words(table.HEARD))
_WHY_NOT = Sayings(table.WHY_NOT)
_DONE_WITH = Sayings(table.DONE_WITH)
_MORE_TO_DO = Sayings(table.MORE_TO_DO)
_NOT_THEIR_WORK = Sayings(table.NOT_THEIR_WORK)
_TELLING = re.compile(r"\b(?:que|qu'|that|says|said|confirms|confirmed|told (?:me|us))\s*|\bdit\s")
_VISITED = frozenset({OrderState.PLANNED, OrderState.SLOT_CHOSEN})
_AFTER_WORKS = frozenset({OrderState.DONE_TO_CONFIRM, OrderState.DONE, OrderState.CONTESTED})


def read_on_behalf(situation: Situation) -> Said:
    """What a manager passes on in somebody's name, when it is no letter and no order."""
    if situation.role is not Role.MANAGER or is_letter(situation) or situation.standpoint.channel is Channel.DIGEST:
        return NOTHING
    return Said(tuple(told_in_name(situation, situation.statements)))


_AWAITED = Sayings(
    (
        "attends|attendons|attente|attend ~ confirmation|retour|reponse|accord|ecrit|feu",
        "waiting for ~ confirmation|answer|reply",
    )
)


def told_in_name(situation: Situation, clauses: Iterable[Clause]) -> Iterator[Intent]:
    """What these clauses pass on, each type once: what failed is looked for before what went well."""
    types: set[IntentType] = set()
    for clause in clauses:
        if is_order(clause.wording) or _AWAITED.find(situation.wording) is not None:
            continue
        rules = [_missed, _moved, _works, _done, _planned, _proposed, _offered]
        if _TO_BE_TOLD.find(without_head(clause.wording)) is not None or _is_dictated(situation, clause):
            rules = rules[:2]  # « Prévenez la locataire que le plombier passe jeudi »
        found = (rule(situation, clause) for rule in rules)
        intent = next((intent for intent in found if intent is not None), None)
        if intent is not None and intent.type not in types:
            types.add(intent.type)
            yield intent


_TO_BE_TOLD = Sayings(table.TO_BE_TOLD)


def _is_dictated(situation: Situation, clause: Clause) -> bool:
    """« Répondre à la locataire : le plombier passe demain »: what is to be said, and nobody has told us."""
    before = [c for c in situation.clauses if c.sentence == clause.sentence and c.start < clause.start]
    if not before or ":" not in situation.words[before[0].start : clause.start]:
        return False
    head = next((c for c in before if _TO_BE_TOLD.find(without_head(c.wording)) is not None), None)
    return head is not None and ":" in situation.words[head.start : clause.start]


def _who(situation: Situation, clause: Clause) -> Role | None:
    """The party that the sentence is about, by name or by what they are; the clause itself decides first."""
    sentence = [other for other in situation.clauses if other.sentence == clause.sentence]
    for wording in (clause.wording, Wording(" ".join(other.wording.text for other in sentence))):
        role = _who_in(situation, wording)
        if role is not None:
            return role
    return None


def _who_in(situation: Situation, wording: Wording) -> Role | None:
    found: dict[Role, int] = {}
    for role, sayings in ((Role.PROVIDER, _PROVIDER), (Role.TENANT, _TENANT)):
        name = {word for word in situation.names_of.get(role, ()) if len(word) > 3}
        named = [wording.tokens.index(word) for word in name & wording.words]
        said = sayings.find(wording)
        places = [*named, *([wording.text[: said.start()].count(" ")] if said is not None else [])]
        if places:
            found[role] = min(places)
    return min(found, key=lambda role: found[role]) if found else None


def _missed(situation: Situation, clause: Clause) -> Intent | None:
    """« Personne n'est venu », « il a trouvé porte close »."""
    if is_conditional(clause) and _OCCUPANT_ABSENT.find(clause.wording) is None:
        return None
    if _NOT_YET_ABSENT.find(clause.wording) is not None:
        return None
    if _OCCUPANT_ABSENT.find(clause.wording) is not None and (
        (situation.appointment is not None and not _is_to_come(situation, clause))
        or (situation.appointment is None and situation.state is not None)
    ):
        return intent_of(IntentType.MISSED_VISIT, clause, absent="occupant")
    if _PROVIDER_ABSENT.find(clause.wording) is not None and _who(situation, clause) is not None:
        return intent_of(IntentType.MISSED_VISIT, clause, absent="provider")
    return None


def _is_to_come(situation: Situation, clause: Clause) -> bool:
    """« La locataire est absente jeudi »: no visit has failed yet."""
    received, visit = situation.standpoint.received, situation.appointment
    if received is None or visit is None or visit.start <= received:
        return False
    return not any(moment.past for moment in situation.moments_of(clause)) and _WAS.find(clause.wording) is None


_WAS = Sayings(("etait|etaient|avait|a|ont|hier|was|were|had|yesterday|trouve|lors|during|when|quand",))


def _moved(situation: Situation, clause: Clause) -> Intent | None:
    """A visit that is chosen or planned, and cannot stand."""
    visit = situation.appointment
    if visit is None or situation.state not in _VISITED or is_conditional(clause):
        return None
    behind = next((c for c in situation.statements if c.sentence == clause.sentence + 1), None)
    places = [clause, *([behind] if behind is not None and _TAKES_BACK.find(behind.wording) is not None else [])]
    moved = [slot.to_json() for c in places for slot in _slots(situation, c) if not _same_day(slot, visit)]
    wording = clause.wording
    if not moved and _WHY_NOT.find(wording) is None:
        wording = _NOT_TAKEN_BACK.without(wording)
    if _TAKES_BACK.find(wording) is None and not (moved and _PREFERS.find(clause.wording) is not None):
        return None
    same = (_NO_LONGER_STANDS.without(c.wording) for c in situation.clauses if c.sentence == clause.sentence)
    if any(_IT_STANDS.find(wording) for wording in same):
        return None
    if not moved and (new := shifted(clause.folded, visit)) is not None:
        moved = [new.to_json()]
    return intent_of(IntentType.RESCHEDULE, clause, slots=moved)


def _same_day(slot: Slot, visit: Slot) -> bool:
    return slot.start.date() == visit.start.date()


def _slots(situation: Situation, clause: Clause) -> tuple[Slot, ...]:
    return _times(situation, clause).slots


def _times(situation: Situation, clause: Clause) -> Availability:
    if not situation.moments:
        return Availability()
    timed = [c for c in situation.statements if c.sentence == clause.sentence and situation.moments_of(c)]
    if not timed:
        return Availability()
    # « …, il n'a pas accès à ses mails »: what is denied behind the hours says nothing of them.
    ends = [timed[-1].start + len(timed[-1].text), *(m.end for c in timed for m in situation.moments_of(c))]
    said = situation.folded[timed[0].start : max(ends)]
    return availability_of(moments_in(said, situation.standpoint.received, situation.appointment))


def _works(situation: Situation, clause: Clause) -> Intent | None:
    """What the tenant says of the repair."""
    if _who(situation, clause) is not Role.TENANT or _UNTOLD.find(clause.wording) is not None or is_conditional(clause):
        return None
    asked = situation.asks(Question.CONFIRM_WORKS) or situation.state in _AFTER_WORKS
    if not asked:
        return None
    told = _told(clause)
    sentence = [c for c in situation.statements if c.sentence == clause.sentence]
    senses = {sense_of(replace(clause, wording=told)), *(sense_of(c) for c in sentence)}
    if Sense.UNSETTLED in senses or _DISSATISFIED.find(clause.wording) is not None:
        return intent_of(IntentType.CONTEST_WORKS, clause)
    if _denies_having_said(clause):
        return None
    if Sense.SETTLED in senses or any(_is_satisfied(c.wording) for c in sentence) or _is_satisfied(told):
        return intent_of(IntentType.CONFIRM_WORKS, clause)
    return None


def _is_satisfied(wording: Wording) -> bool:
    """« N'a rien confirmé », « n'est contente de rien »: what is denied beside the word denies it."""
    found = _SATISFIED.find(wording)
    if found is None:
        return False
    beside = wording_of(f"{wording.padded[: found.start()]} {wording.padded[found.end() :]}", folded=True)
    return _DENIED.isdisjoint(_NO_TROUBLE.without(beside).words)


_DENIED = frozenset(words("pas rien jamais aucun aucune ni not never nothing nullement guere"))
_NO_TROUBLE = Sayings(NO_TROUBLE)


def _denies_having_said(clause: Clause) -> bool:
    """« Elle n'a jamais dit que c'était réparé »."""
    joint = next(_TELLING.finditer(clause.folded), None)
    return joint is not None and not _DENIED.isdisjoint(wording_of(clause.folded[: joint.start()], folded=True).words)


def _told(clause: Clause) -> Wording:
    """« me dit que c'est réparé »: what was told, without the telling."""
    joints = list(_TELLING.finditer(clause.folded))
    return wording_of(clause.folded[joints[-1].end() :] if joints else clause.folded, folded=True)


def _done(situation: Situation, clause: Clause) -> Intent | None:
    """« Durand a terminé »: the provider's word, passed on."""
    if _who(situation, clause) is not Role.PROVIDER or is_conditional(clause):
        return None
    if _DONE.find(clause.wording) is None and not _is_done_with(situation, clause):
        return None
    if _NOT_DONE.find(clause.wording) is not None or _UNTOLD.find(clause.wording) is not None:
        return None
    if _OWNER.find(clause.wording) is not None or _is_going_to(situation, clause):
        return None
    sentence = [c for c in situation.statements if c.sentence == clause.sentence]
    if any(_DOUBTED.find(c.wording) or sense_of(c) is Sense.UNSETTLED for c in sentence):
        return None
    return declared_done(situation, clause)


def _is_done_with(situation: Situation, clause: Clause) -> bool:
    """« Durand a débouché l'évier », of an evier and of nothing that is left."""
    wording = clause.wording
    if _DONE_WITH.find(wording) is None or _NOT_THEIR_WORK.find(wording) or _TENANT.find(wording):
        return False
    return situation.first(_MORE_TO_DO, questions=True) is None


_DOUBTED = Sayings(IN_DOUBT)
_OWNER = Sayings(("bailleur|bailleresse|proprietaire|proprio|landlord|owner",))
_HAS = frozenset(words("a avoir ont est sont ete avait ayant vient has have had is was been"))
_TO_HAVE = Sayings(("apres|avant|sans|espere|espere*|compte|prevoit|pourrait|voudrait|souhaite [de|d] avoir",))
"""« Après avoir réparé la fuite Durand enverra sa facture »."""
_DOES = Sayings(
    ("fait|termine|repare|remplace|realise|effectue|boucle|solde le|la|les|l|un|une|son|sa|ses|ce|cela|ca|demain",)
)


def _is_going_to(situation: Situation, clause: Clause) -> bool:
    """« Durand termine le chantier samedi »: without accents as a participle is, and it is none."""
    received = situation.standpoint.received
    ahead = received is not None and any(
        m.day is not None and m.day > received.date() and any(sign.isdigit() for sign in m.said)
        for m in situation.moments_of(clause)
    )
    ahead = ahead or _TO_HAVE.find(clause.wording) is not None
    return ahead or (_HAS.isdisjoint(clause.wording.words) and _DOES.find(clause.wording) is not None)


def _planned(situation: Situation, clause: Clause) -> Intent | None:
    """« Durand confirme jeudi » once the tenant has chosen."""
    if not situation.asks(Question.PLAN_VISIT):
        return None
    sentence = [c for c in situation.statements if c.sentence == clause.sentence]
    left = [_JUST_CONFIRMED.without(c.wording) for c in sentence]
    if any(_UNTOLD.find(wording) is not None for wording in left):
        return None
    if any(is_conditional(c) or _is_denied(c) for c in sentence):
        return None
    visit, said = situation.appointment, _slots(situation, clause)
    if visit is not None and said and not any(_same_day(slot, visit) for slot in said):
        return None  # « Durand confirme jeudi », of a Friday
    ordered = _PLANS_IT.find(clause.wording) is not None
    if ordered and is_all_that_is_said(clause, situation.clauses, situation.names):
        return intent_of(IntentType.CONFIRM_SCHEDULE, clause)
    told = _PLANS.find(clause.wording) is not None or _suits_them(situation, clause)
    told = told or _has_just_confirmed(clause, sentence)
    told = told and _who(situation, clause) is Role.PROVIDER
    return intent_of(IntentType.CONFIRM_SCHEDULE, clause) if told else None


def _has_just_confirmed(clause: Clause, sentence: Sequence[Clause]) -> bool:
    """« Durand vient de me confirmer sa venue, mais plus tard » is another thing."""
    if _JUST_CONFIRMED.find(clause.wording) is None:
        return False
    return not any(c.turns or _JUST_CONFIRMED_ELSE.find(c.wording) is not None for c in sentence)


def _suits_them(situation: Situation, clause: Clause) -> bool:
    """« J'ai eu Durand, ça lui va »; « Durand a la clé, c'est bon » is said of the key."""
    if _SUITS_THEM.find(clause.wording) is None:
        return False
    beside = situation.wording.words - _HEARD - situation.names
    return not beside or (_PROVIDER.find(Wording(" ".join(beside))) is not None and len(beside) == 1)


def _is_denied(clause: Clause) -> bool:
    return not _DENIED.isdisjoint(_NO_TROUBLE.without(clause.wording).words)


def _proposed(situation: Situation, clause: Clause) -> Intent | None:
    """When the provider can come."""
    if _who(situation, clause) is not Role.PROVIDER or situation.appointment is not None:
        return None
    if situation.asks(Question.CHOOSE_SLOT, Question.PLAN_VISIT) or _UNTOLD.find(clause.wording) is not None:
        return None
    sentence = [c for c in situation.statements if c.sentence == clause.sentence]
    slots = _slots(situation, clause)
    if not slots or not any(_CAN_COME.find(c.wording) for c in sentence) or any(is_conditional(c) for c in sentence):
        return None
    return intent_of(IntentType.PROPOSE_SLOTS, clause, slots=[slot.to_json() for slot in slots])


def _offered(situation: Situation, clause: Clause) -> Intent | None:
    """When the tenant can be there."""
    asked = situation.standpoint.asked
    if _who(situation, clause) is not Role.TENANT or situation.appointment is not None or (asked and asked.slots):
        return None
    if _UNTOLD.find(clause.wording) is not None or is_conditional(clause):
        return None
    times = _times(situation, clause)
    if is_empty(times) or _CAN_COME.find(clause.wording) is None:
        return None
    return offered_at(times, clause)
