"""A manager's orders to the service, and what they ask it (READING, section 7, rule 10; the draft: section 12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from mailbot.inbound.reading.clauses import Clause, cut_at
from mailbot.inbound.reading.draft_changes import another_draft
from mailbot.inbound.reading.heads import without_head
from mailbot.inbound.reading.lexicon import order_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.messages import is_letter, is_order
from mailbot.inbound.reading.order_names import (
    ADDRESS,
    ALONE,
    is_a_name,
    names_after,
    names_behind,
    rest_of_sentence,
)
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.questions import topic_of
from mailbot.inbound.reading.quote_requests import asks_one_by_name, request_of
from mailbot.inbound.reading.replaced import TITLES, is_in_their_place
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.sending import (
    FARTHEST_CEILING,
    NOT_URGENT,
    ceiling_said,
    company_sent,
    is_no_order,
    is_under_a_condition,
    is_urgent,
)
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Channel, Role

_SEND = Sayings(table.SEND_OS)
_TAKES_INSTEAD = Sayings(table.TAKES_INSTEAD)
_REQUEST = Sayings(table.REQUEST_QUOTE)
_CANCEL = Sayings(table.CANCEL_OS)
_ELSEWHERE = Sayings(table.CANCELLED_ELSEWHERE)
_STATED = Sayings(table.STATED)
_POLITE = Sayings(("pouvez|peux|pourriez|can|could|peut on|vous|tu|you|we",))
_NEGATED = frozenset(words("pas not jamais never rien aucun aucune surtout inutile personne nobody noone"))
_JOINT = re.compile(r"\s(?:et|puis|and|then|ensuite)\s")


def read_orders(situation: Situation) -> Said:
    """Orders to prepare, to ask for quotes, to cancel, and questions; never inside a letter to somebody."""
    if situation.role is not Role.MANAGER or is_letter(situation) or situation.standpoint.channel is Channel.DIGEST:
        return NOTHING
    found: list[Intent] = []
    for clause in situation.clauses:
        found += [intent for intent in orders_in(situation, clause) if all(intent.type is not o.type for o in found)]
    if (sent := company_sent(situation)) is not None:  # whom the agency's book knows, whatever stands behind the name
        found = [*(intent for intent in found if intent.type is not IntentType.SEND_OS), sent]
    if not found and situation.clauses and situation.asks(Question.CONFIRM_DRAFT):
        draft = another_draft(situation)
        return NOTHING if draft is None else Said((draft,))
    return Said((*found, *questions_in(situation)))


def questions_in(situation: Situation) -> Iterator[Intent]:
    """What a manager asks the service: one question a topic."""
    topics: set[str] = set()
    for clause in situation.clauses:
        last = [other for other in situation.clauses if other.sentence == clause.sentence][-1]
        if not clause.is_question or clause is not last or len(clause.wording.tokens) < 2:
            continue
        sentence = [other for other in situation.clauses if other.sentence == clause.sentence]
        orders = [other for other in sentence if is_order(other.wording) and _STATED.find(other.wording) is None]
        if any(order_in(situation, o) or _WONDERS.match(o.folded) is None for o in orders):
            continue
        topic = topic_of(clause) or "other"
        if topic not in topics:
            topics.add(topic)
            yield intent_of(IntentType.QUESTION, clause, topic=topic)


_WONDERS = re.compile(r"(?:faut-il|doit-on|dois-je|devons-nous|est-ce qu|should|shall|must|do i|do we)\b")
"""« Faut-il annuler l'OS ? » asks what « OS à Durand ? » leaves open."""


def orders_in(situation: Situation, clause: Clause) -> Iterator[Intent]:
    """The orders of a clause; « annulez l'OS Durand et envoyez-le à Morel » is two."""
    halves = list(cut_at(_JOINT, clause))
    if len(halves) > 1 and _A_YES.fullmatch(halves[0].folded.strip()) and _is_an_order(halves[1]):
        halves = halves[1:]  # « Je valide et OS à Durand »
    elif len(halves) < 2 or not all(_is_an_order(half) for half in halves):
        halves = [clause]
    for half in halves:
        intent = order_in(situation, half)
        if intent is not None:
            yield intent


_A_YES = re.compile(r"(?:ok|oui|d'accord|accorde?|(?:je |on |c'est )?valide|bon pour accord|approuve)")


def _is_an_order(clause: Clause) -> bool:
    return is_order(clause.wording) or _CANCELS.find(without_head(clause.wording)) is not None


_NO_LONGER = re.compile(
    r"\W*+(?:(?:svp|stp|merci|non|stop|surtout|bonjour|et|mais|alors|finalement|donc|ok|attention|please) )*+"
    r"n(?:e |')\w+ (?:surtout )?plus\b"
)
"""« Ne demandez plus de devis »; « la chaudière qui ne démarre plus » is what the order is about."""


def order_in(situation: Situation, clause: Clause) -> Intent | None:
    """The one order of a clause, if it is one."""
    head = without_head(clause.wording)
    if clause.is_question and (_POLITE.find(clause.wording) is None or clause.wording.text == head.text):
        return None
    if is_under_a_condition(situation, clause):
        return None
    if is_no_order(clause) or _NO_LONGER.match(clause.folded) is not None:
        return None
    meant = NOT_URGENT.without(clause.wording)
    if not _NEGATED.isdisjoint(meant.words):
        return None
    if _CANCEL.find(head) is not None:
        return None if _ELSEWHERE.find(head) is not None else intent_of(IntentType.CANCEL_OS, clause)
    if _cancels_somebody(situation, head) or _cancels_whom_it_named(situation, clause, head):
        return intent_of(IntentType.CANCEL_OS, clause)
    if (
        _ALREADY.search(clause.folded)
        or _STATED.find(clause.wording) is not None
        or (_THINGS.find(_without_addresses(clause)) is not None and _PAPER_ORDERED.match(head.text) is None)
        or _NUMBERED.match(head.text)
    ):
        return None
    if _REQUEST.find(head) is not None or asks_one_by_name(situation, head):
        return request_of(situation, clause)
    if situation.asks(Question.APPROVE_QUOTE) and _GO_AHEAD.match(clause.folded) is not None:
        return None  # « Ok pour mandater Durand » is the yes that was asked for.
    if _SEND.find(head) is not None or _starts_whom_it_names(situation, head):
        return _send(situation, clause)
    if _TAKES_INSTEAD.find(head) is None or situation.standpoint.question is not None:
        return None
    sent = _send(situation, clause)
    return sent if sent is not None and is_in_their_place(situation, clause, sent) else None


_GO_AHEAD = re.compile(r"(?:ok|oui|d'accord|bon|go|yes) (?:pour|for|to)\b")


def _without_addresses(clause: Clause) -> Wording:
    return wording_of(ADDRESS.sub(" ", clause.folded), folded=True)


_THINGS = Sayings(table.THINGS_SENT)
_PAPER_ORDERED = re.compile(
    r"(?:(?:\w+e[zr]|\w+e|fais|send|issue|raise) )?(?:un |une |l |a |an )?"
    r"(?:os|bt|ordre de service|bon de commande|work order) (?:a|chez|pour|to|for|urgent) "
    r"|(?:demande[zr]?|sollicite[zr]?) (?:un |deux |des |trois )?devis (?:a|chez|aupres) "
)
"""« OS à Allô Clés »: what is sent is said, and « clés » belongs to the name."""
_ALREADY = re.compile(r"\b(?:deja|already)\b")
_NUMBERED = re.compile(r"(?:os|bt|ot) \d")
_CANCELS = Sayings(("^ annule|annulez|annuler|cancel",))


def _cancels_somebody(situation: Situation, head: Wording) -> bool:
    """« Annulez Durand », « cancel the plumber »."""
    name = {word for word in wording_of(situation.standpoint.people.get(Role.PROVIDER, "")).tokens if len(word) > 3}
    trades = {
        "plombier",
        "electricien",
        "chauffagiste",
        "serrurier",
        "prestataire",
        "plumber",
        "electrician",
        "artisan",
    }
    return _CANCELS.find(head) is not None and bool((name | trades) & head.words) and _ELSEWHERE.find(head) is None


def _starts_whom_it_names(situation: Situation, head: Wording) -> bool:
    """« Merci de lancer Durand, 250 max », « feu vert pour Durand », where no question is open."""
    found = _STARTS.find(head) if situation.standpoint.question is None else None
    if found is None:
        return False
    called = wording_of(situation.standpoint.people.get(Role.PROVIDER, "")).tokens
    behind = [word for word in head.padded[found.end() :].split() if word not in _BEFORE_A_COMPANY]
    named = set(takewhile(called.__contains__, behind))
    return any(len(word) > 3 and word not in _WHAT_IS_MENDED for word in named)


_BEFORE_A_COMPANY = TITLES | frozenset(words("a la le l les entreprise societe sarl sas ets donc plutot vite"))
_WHAT_IS_MENDED = frozenset(
    words(
        "plomberie chauffage electricite serrurerie toiture etancheite vitrerie menuiserie peinture ventilation elec"
        " services service clim climatisation portes volets automatismes assainissement canal"
    )
)
"""« Lancez le chauffage » is no word about Chauffage Morel."""
_STARTS = Sayings(("^ lance|lancez|lancer|declenche|declenchez|declencher", "^ feu vert pour|a"))


def _cancels_whom_it_named(situation: Situation, clause: Clause, head: Wording) -> bool:
    """« Plus besoin de Durand, annulez »."""
    if _CANCELS_ALONE.find(head) is None:
        return False
    name = {word for word in wording_of(situation.standpoint.people.get(Role.PROVIDER, "")).tokens if len(word) > 3}
    before = [c for c in situation.clauses if c.sentence == clause.sentence and c.start < clause.start]
    return any(name & c.wording.words for c in before)


_CANCELS_ALONE = Sayings(("^ annule|annulez|annuler|cancel [le|la|tout|it|svp|stp|please|merci] $",))


def _send(situation: Situation, clause: Clause) -> Intent | None:
    first, last = rest_of_sentence(situation, clause)
    text = situation.words[first:last] if len(clause.wording.tokens) < _A_FEW else clause.text
    provider = _companies(situation, text) or _beside(situation, clause)
    if len(provider) > 1:
        provider = []  # « OS Durand ou Petit »: which of them is not for us to say
    elif not provider and _NEEDS_A_NAME.find(without_head(clause.wording)) is not None:
        return None
    if not provider and _is_about_somebody(situation, clause):
        return None
    return intent_of(
        IntentType.SEND_OS,
        clause,
        provider=provider[0] if provider else None,
        urgency="urgent" if is_urgent(situation, clause) else "normal",
        ceiling_incl_tax=money(ceiling_said(situation.folded[first : first + FARTHEST_CEILING])),
    )


def _companies(situation: Situation, text: str) -> list[str]:
    """Whom an order names, two where one of them is to be chosen; « chez Mme Belkacem » is where they go."""
    where = _WHERE.search(fold(text))
    if where is not None and not _who_lives_there(situation).isdisjoint(wording_of(where["who"]).tokens[:2]):
        text = text[: where.start()] + text[where.end() :]
    found = names_after(situation, text, 2)
    return found if _OR.search(fold(text)) is not None else found[:1]


def _who_lives_there(situation: Situation) -> frozenset[str]:
    parties = (situation.names_of.get(role, frozenset()) for role in (Role.TENANT, Role.LANDLORD))
    return _WHO_LIVES_THERE.union(TITLES, *parties)


_WHERE = re.compile(r"\schez (?:(?:le|la|notre|votre) )?(?P<who>(?:(?! (?:a|par|avec) )[^,.;:\n]){1,60})")
_WHO_LIVES_THERE = frozenset(("locataire", "occupant", "occupante"))
_OR = re.compile(r"\s(?:ou|or)\s")


def _beside(situation: Situation, clause: Clause) -> list[str]:
    """« Durand : OS, 180 € max », « faites un OS, Durand »: a name alone, right before or behind."""
    place = situation.clauses.index(clause) if clause in situation.clauses else 0
    for other in (*situation.clauses[place + 1 : place + 2], *situation.clauses[max(0, place - 1) : place]):
        if other.sentence == clause.sentence and ALONE.match(other.text) and is_a_name(situation, other.text):
            return [other.text]
    for other in situation.clauses[max(0, place - 1) : place]:
        if other.sentence == clause.sentence and not other.is_question:
            taken = names_behind(situation, other.text, _TAKES_WHOM, 1)
            return [
                name
                for name in taken
                if name[:1].isupper() and _who_lives_there(situation).isdisjoint(wording_of(name).tokens)
            ]
    return []


_TAKES_WHOM = re.compile(
    r"^(?:ok |bon |donc |alors |finalement )?(?:on|nous) (?:part|partons|reste|restons|va|prend|prenons|choisit"
    r"|choisissons|retient|retenons) (?:donc |plutot )?(?:(?:sur|avec) )?(?=\S)"
)
"""« On part sur Durand, faites l'OS »: whom the order is for was said before."""


def _is_about_somebody(situation: Situation, clause: Clause) -> bool:
    """« OS : le bailleur hésite » speaks of one, and orders none."""
    behind = [c for c in situation.clauses if c.sentence == clause.sentence and c.start > clause.start]
    return len(clause.wording.tokens) == 1 and bool(behind) and _SUBJECT.match(behind[0].folded) is not None


_SUBJECT = re.compile(
    r"(?:(?:le|la|l'|notre|the) ?(?:bailleur|bailleresse|proprietaire|proprio|locataire|occupant|dame|plombier|landlord"
    r"|tenant|owner)|je|j'|on|nous|il|elle|we|he|she)\b"
)
_A_FEW = 3
_NEEDS_A_NAME = Sayings(
    (
        "^ envoie|envoyez|envoyer|confie|confiez|confier|donne|donnez|donner|passe|passez|passer|attribue*"
        "|adressez|adresser|transferez|basculez|affectez|send|assign|give|pass|prenez|prends|prendre|prenons|use|take",
    )
)
