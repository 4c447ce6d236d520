"""A manager's orders to the service, and what they ask it (READING, section 7, rule 10; the draft: section 12)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from mailbot.inbound.reading.clauses import Clause, cut_at
from mailbot.inbound.reading.heads import without_head
from mailbot.inbound.reading.lexicon import order_words as table
from mailbot.inbound.reading.lexicon.decision_words import OTHER_QUOTE
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.messages import is_letter, is_order
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.questions import topic_of
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.sending import NOT_URGENT, ceiling_said, company_sent, is_under_a_condition, is_urgent
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
_OTHER = Sayings(OTHER_QUOTE)
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
        draft = _another_draft(situation)
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


_NO_ORDER = Sayings(table.NO_ORDER)
_NO_LONGER = re.compile(r"\bn(?:e |')\w+ plus\b")
"""« Ne demandez plus de devis »; without the « ne », « plus » may be more of them."""


def order_in(situation: Situation, clause: Clause) -> Intent | None:
    """The one order of a clause, if it is one."""
    head = without_head(clause.wording)
    if clause.is_question and (_POLITE.find(clause.wording) is None or clause.wording.text == head.text):
        return None
    if is_under_a_condition(situation, clause):
        return None
    if _NO_ORDER.find(clause.wording) is not None or _NO_LONGER.search(clause.folded) is not None:
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
    if _REQUEST.find(head) is not None:
        return _request(situation, clause)
    if situation.asks(Question.APPROVE_QUOTE) and _GO_AHEAD.match(clause.folded) is not None:
        return None  # « Ok pour mandater Durand » is the yes that was asked for.
    if _SEND.find(head) is not None:
        return _send(situation, clause)
    if _TAKES_INSTEAD.find(head) is None or situation.standpoint.question is not None:
        return None
    sent = _send(situation, clause)
    return sent if sent is not None and _is_in_their_place(situation, clause, sent) else None


def _is_in_their_place(situation: Situation, clause: Clause, sent: Intent) -> bool:
    """« Prenez Petit à la place de Durand »: one company for another; a day, a tool or an entrance is no company."""
    name = str(sent.values.get("provider") or "")
    known = {word for word in wording_of(situation.standpoint.people.get(Role.PROVIDER, "")).tokens if len(word) > 3}
    named = wording_of(name).words
    others = {w for role, words in situation.names_of.items() if role is not Role.PROVIDER for w in words}
    if not name[:1].isupper() or not named - others:
        return False
    left_out = _IN_THE_PLACE_OF.search(clause.folded)
    behind = wording_of(clause.folded[left_out.end() :]).words if left_out is not None else frozenset()
    return not known.isdisjoint(behind) or bool(known & named)


_IN_THE_PLACE_OF = re.compile(r"\b(?:a la place d[eu']|plutot qu[e']|instead of)")


_GO_AHEAD = re.compile(r"(?:ok|oui|d'accord|bon|go|yes) (?:pour|for|to)\b")


def _without_addresses(clause: Clause) -> Wording:
    return wording_of(_ADDRESS.sub(" ", clause.folded), folded=True)


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


def _cancels_whom_it_named(situation: Situation, clause: Clause, head: Wording) -> bool:
    """« Plus besoin de Durand, annulez »."""
    if _CANCELS_ALONE.find(head) is None:
        return False
    name = {word for word in wording_of(situation.standpoint.people.get(Role.PROVIDER, "")).tokens if len(word) > 3}
    before = [c for c in situation.clauses if c.sentence == clause.sentence and c.start < clause.start]
    return any(name & c.wording.words for c in before)


_CANCELS_ALONE = Sayings(("^ annule|annulez|annuler|cancel [le|la|tout|it|svp|stp|please|merci] $",))


def _sentence(situation: Situation, clause: Clause) -> tuple[int, int]:
    """Where a clause begins, and where its sentence ends."""
    parts = [c for c in situation.clauses if c.sentence == clause.sentence]
    return clause.start, parts[-1].start + len(parts[-1].text)


def _send(situation: Situation, clause: Clause) -> Intent | None:
    first, last = _sentence(situation, clause)
    text = situation.words[first:last] if len(clause.wording.tokens) < _A_FEW else clause.text
    provider = names_after(situation, text, 1) or _beside(situation, clause)
    if not provider and _is_about_somebody(situation, clause):
        return None
    if not provider and _NEEDS_A_NAME.find(without_head(clause.wording)) is not None:
        return None
    return intent_of(
        IntentType.SEND_OS,
        clause,
        provider=provider[0] if provider else None,
        urgency="urgent" if is_urgent(situation) else "normal",
        ceiling_incl_tax=money(ceiling_said(situation.folded[first:])),
    )


def _beside(situation: Situation, clause: Clause) -> list[str]:
    """« Durand : OS, 180 € max », « faites un OS, Durand »: a name alone, right before or behind."""
    place = situation.clauses.index(clause) if clause in situation.clauses else 0
    for other in (*situation.clauses[place + 1 : place + 2], *situation.clauses[max(0, place - 1) : place]):
        if other.sentence == clause.sentence and _ALONE.match(other.text) and _is_a_name(situation, other.text):
            return [other.text]
    return []


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


def _request(situation: Situation, clause: Clause) -> Intent | None:
    first, last = _sentence(situation, clause)
    text = _ONE_EACH.sub(", ", situation.words[first:last])
    addresses = _ADDRESS.findall(text)
    names = [name for name in names_after(situation, text, 6) if "@" not in name]
    listing = any(heads.search(fold(text)) is not None for heads in (_SEVERAL, _TO_BE_ASKED))
    if listing and len(names) + len(addresses) < 2:
        listed = [name for name in _names(situation, text, _LISTED, 6) if "@" not in name]
        names = listed if len(listed) > len(names) else names
    providers = names + addresses
    if not providers and (_NOUN.find(clause.wording) or _ONLY_COUNTS.find(clause.wording)):
        return None
    if _ONLY_COUNTS.find(clause.wording) and any(first <= amount.start < last for amount in situation.amounts):
        return None  # « 2 devis : Durand 200 €, Petit 300 € »
    if not providers and _OTHER.find(clause.wording) is not None and situation.asks(Question.APPROVE_QUOTE):
        return None
    return intent_of(
        IntentType.REQUEST_QUOTE, clause, providers=providers or None, within_days=_within(situation.folded[first:])
    )


_ONE_EACH = re.compile(
    r"(?:(?:,|\bet|\band|:)\s*+|(?<!\s)\s++)?\b(?:l['’]un|l['’]autre|un(?: autre)?|une|one|the other|another)\s++"
    r"(?=(?:chez|à|a|auprès|aupres|from|to)\s|de (?-i:[A-ZÉ]))",
    re.I,
)
"""« un chez Petit, l'autre chez Garnier »"""
_SEVERAL = re.compile(
    r"\b(?:deux|trois|plusieurs|des|[2-6]|two|three|several) (?:\w+ )?(?:devis|chiffrages|quotes|estimates)\b"
)
_TO_BE_ASKED = re.compile(
    r"\b(?:devis|chiffrages?) (?:a|sont a) (?:demander|solliciter|prendre|faire faire)"
    r"(?: (?:a|aux?|chez|aupres d\w+) (?!bailleur|proprietaire|locataire)[^:.,;\n]{1,50})? ?:"
)
_LISTED = re.compile(r":\s+(?=\S)")
"""« deux devis stp : Petit et Garnier »: several are asked for, and a list follows."""
_ONLY_COUNTS = Sayings(("^ deux|trois|quatre|2|3|4 devis $",))
_NOUN = Sayings(("^ [un|deux|des] devis|chiffrage|quote",))


def _within(folded: str) -> int | None:
    days, hours, weeks = _WITHIN.search(folded), _WITHIN_HOURS.search(folded), _WEEKS.search(folded)
    if days is not None:
        return int(days[1])
    if hours is not None:
        return int(hours[1]) // 24
    return 7 * _WEEK_NUMBERS[weeks[1]] if weeks is not None else None


_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}")
_WITHIN = re.compile(r"\b(\d{1,3})\s?(?:jours?|j|days?|jrs?)\b")
_WITHIN_HOURS = re.compile(r"\b(24|48|72|96)\s?(?:h\b|heures|hours)")
_WEEKS = re.compile(r"\b(une|deux|trois|1|2|3|one|two|three|a)\s(?:semaines?|weeks?)\b")
_WEEK_NUMBERS = {"une": 1, "1": 1, "one": 1, "a": 1, "deux": 2, "2": 2, "two": 2, "trois": 3, "3": 3, "three": 3}


def _another_draft(situation: Situation) -> Intent | None:
    """« Oui mais à Petit plutôt »: what the draft should have said, from which a new one is made."""
    asked = situation.standpoint.asked
    if asked is None or any(clause.is_question for clause in situation.clauses):
        return None
    draft = fold(asked.text)
    of_a_quote = _OF_A_QUOTE.search(draft) is not None and _OF_AN_ORDER.search(draft) is None
    clause, names = _name_of_change(situation, draft)
    if of_a_quote:
        within = _within(situation.folded)
        if not names and (within is None or within == _within(draft)):
            return None
        return intent_of(IntentType.REQUEST_QUOTE, clause, providers=names or None, within_days=within)
    ceiling = ceiling_said(situation.folded)
    urgent = is_urgent(situation) and "urgent" not in draft
    if not names and not urgent and (ceiling is None or ceiling == ceiling_said(draft)):
        return None
    return intent_of(
        IntentType.SEND_OS,
        clause,
        provider=names[0] if names else None,
        urgency="urgent" if urgent else None,
        ceiling_incl_tax=money(ceiling),
    )


def _name_of_change(situation: Situation, draft: str) -> tuple[Clause, list[str]]:
    """The provider that is named in place of the draft's."""
    for clause in situation.clauses:
        names = [name for name in _names_of_change(situation, clause) if fold(name) not in draft]
        if names:
            return clause, names
    return situation.clauses[-1], []


_OF_A_QUOTE = re.compile(r"\bdevis\b|\bquote\b")
_OF_AN_ORDER = re.compile(r"\bos\b|ordre de service|work order")
_CHANGE_TO = re.compile(
    r"(?:\b(?:plutot|prefere|par|a|au|chez|to|mettez|mets|mettre|prenez|prendre|choisissez|avec|pour|with"
    r"|prefer|rather|use|envoyez)\s+(?:plutot\s+|pour\s+|a\s+|chez\s+)?)(?=\S)"
)
_ALONE = re.compile(
    r"^(?:[Mm]ais\s|[Bb]ut\s|[Pp]lut[oô]t\s)?((?!Non|Oui|Ok|OK|No"
    r"|Yes)[A-ZÉ][\w'-]+(?:\s[A-ZÉ][\w'-]+){0,3})(?:\s(?:plut[oô]t|instead|svp|rather))?$"
)


def _names_of_change(situation: Situation, clause: Clause) -> list[str]:
    found = [name for name in _names(situation, clause.text, _CHANGE_TO, 1) if name[:1].isupper()]
    alone = _ALONE.match(clause.text)
    return found or ([alone[1]] if alone is not None and clause.start else [])


def names_after(situation: Situation, text: str, most: int) -> list[str]:
    """The names behind « à », « chez », « auprès de », up to what follows a name; « et » and commas part them."""
    return next((found for lead in (_TO, _RIGHT_BEHIND, _OF) if (found := _names(situation, text, lead, most))), [])


def _names(situation: Situation, text: str, lead: re.Pattern[str], most: int) -> list[str]:
    folded = fold(text)
    for match in itertools.islice(lead.finditer(folded), _MOST_LEADS):
        start = match.end()
        end = _end_of_names(folded[: start + _FARTHEST], start, most)
        found: list[str] = []
        for raw in _BETWEEN_NAMES.split(text[start:end]):
            sums = _SMALL_SUM_BEHIND if _CAP.match(folded, end) else _SUM_BEHIND
            name = _AND_BEHIND.sub("", sums.sub("", _THE.sub("", raw.strip(" .:;!?«»\"'()"))))
            if _is_a_name(situation, name) and name not in found:
                found.append(name)
            elif found:
                break
        if found:
            return found[:most]
    return []


_MOST_LEADS, _FARTHEST = 40, 400
"""Prepositions that are looked behind in one sentence, and letters of names behind one."""
_TO = re.compile(
    r"(?:^|[\s,:])(?:a|a l'|au|aux|chez|avec|aupres de|aupres d'|to|from|via|par)\s+"
    r"(?!(?:passer|faire|envoyer|confier|donner|adresser|demander|transmettre|prevoir|lancer|etablir)\s(?:a|au|aux|chez|aupres)\s)(?=\S)"
)
_RIGHT_BEHIND = re.compile(
    r"\b(?:os|bt|ordre de service|bon de commande|work order|mandate[rz]?|missionne[rz]?|depeche[rz]?"
    r"|envoye[rz]?|envoie|intervenir|venir|passer|instruct|appoint|hire|send|dispatch|assign|prene[rz]|prendre|prends|prenons|use|take|sollicite[rz]?|consulte[rz]?"
    r"|ask|devis|annule[rz]?)\s*:?\s+(?:(?:urgent|plutot|donc|a|pour|the)\s+)?(?=\S)"
)
_OF = re.compile(r"\b(?:pour|for|sur|de|d')\s+(?=\S)")
_NAME_END = re.compile(
    r"(?<!\s)\s*(?:,|;|\n|\(|$|\.(?:\s|$)|\s[-–:]\s|:\s|\s(?:sur|urgent\w*|en urgence|d'urgence|urgence|plaf\w*|max"
    r"|maxi|jusqu|limite|pour|avec|svp|stp|merci|please|sous|dans|motif|delai|asap"
    r"|et (?=envoy|annul|clot|previen|demand"
    r"|relanc)|qui|que|car|parce|au lieu"
    r"|plutot|rapidement|immediat\w*|des|ceiling|capped|cap|within|up to|tout de suite|au plus|a la place|a"
    r" faire|a annuler|instead|demain|aujourd|ce (?:soir|matin|midi)|cet apr|cette (?:apr|sem)|today|tomorrow|tonight"
    r"|this (?:week|morning|afternoon)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|samedi|dimanche"
    r"|lundi|mardi|mercredi|jeudi|vendredi|avant|comme|si|objet|for|as|now|and"
    r" (?=send|cancel)|sans|vite|afin|un|une|annul\w*|est|a ete|sauf|d'ici|pas)\b)"
)
_BETWEEN_NAMES = re.compile(
    r"(?:(?<!\s)\s++)?(?:[,+/]|&(?!\s?(?i:co|cie|compagnie|fils|fr[eè]res|associ[eé]s|sons?|s[oœ]eurs?)\b))\s*+|(?<!\s)\s++(?:et(?:\s++(?:à|a|chez|par|de))?|ou|and|or|puis)\s++"
    r"(?:(?:à|a|chez|par|auprès de|aupres de|from|to)\s++)?"
)
_SUM_BEHIND = re.compile(
    r"(?<!\s)\s++(?:\d{3,5}(?:[.,]\d{1,2})?\s?(?:€|euros?|e|eur)?|\d{2}(?:[.,]\d{1,2})?\s?(?:€|euros?|eur))$", re.I
)
_SMALL_SUM_BEHIND = re.compile(r"(?<!\s)\s++\d{2,5}(?:[.,]\d{1,2})?\s?(?:€|euros?|e|eur)?$", re.I)
_CAP = re.compile(r"\s?(?:max|plaf|ttc)")
"""« OS Durand 200 max », « OS Durand 80 max »: a name, and its ceiling; the 31 of « SOS Canal 31 » is of the name."""
_AND_BEHIND = re.compile(r"(?<!\s)\s++(?:et|and)$", re.I)
_THE = re.compile(
    r"^(?:l['’]|la |le |les |the |à |a |chez |for |pour |from |to |par |de |entreprise |société "
    r"|l['’]entreprise )+(?=\w)",
    re.I,
)
_GOES_ON = re.compile(
    r"\s*(?:et\s|a\s|chez\s|[\w.+-]+@|(?!urgent|plaf|max|motif|delai|sous|reponse|retour|dans|merci|svp|pour"
    r"|avant|si|\d)[^\W\d_][^,\n]{1,40}(?:\set\s|\sand\s|,|$))"
)


def _end_of_names(folded: str, start: int, most: int) -> int:
    """A list goes on over its commas: « à X, y@z et W »."""
    stop = _NAME_END.search(folded, start)
    while (
        stop is not None
        and most > 1
        and folded[stop.start() : stop.end()].strip() == ","
        and _GOES_ON.match(folded, stop.end())
    ):
        stop = _NAME_END.search(folded, stop.end())
    return len(folded) if stop is None else stop.start()


def _is_a_name(situation: Situation, name: str) -> bool:
    """Written with a capital, an address, or a party of this report; people who write no capitals get the benefit."""
    words = fold(name).split()
    # « Vitrerie du Canal »: what stands between two words of a name says nothing against it.
    telling = words if name.split()[-1:] and not name.split()[-1][:1].isupper() else _without_particles(words)
    if _ANYBODY.fullmatch(" ".join(words)) is not None:
        return False
    if not words or len(words) > 5 or not _NOT_NAMES.isdisjoint(telling) or not any(c.isalpha() for c in name):
        return False
    if "@" in name or name[:1].isupper() or any(word[:1].isupper() for word in name.split()):
        return True
    if set(words) & situation.names:
        return True
    capitals = sum(word[:1].isupper() for word in situation.words.split()[1:])
    return capitals == 0 and len(words) <= 3


_ANYBODY = re.compile(
    r"(?:an? |un |une |some )?(?:(?:another|other|different)\b.*|(?:someone|somebody|anyone|anybody)(?: else)?"
    r"|confrere|artisan|plumber|electrician|locksmith|roofer|contractor|provider|company)"
)
"""« From another locksmith »: somebody else, whoever it is."""


def _without_particles(words: list[str]) -> list[str]:
    return [word for place, word in enumerate(words) if not (0 < place < len(words) - 1 and word in _PARTICLES)]


_PARTICLES = frozenset(("du", "des", "de", "la", "le", "les", "the", "et"))
_NOT_NAMES = frozenset(
    [
        "locataire",
        "bailleur",
        "proprietaire",
        "proprio",
        "syndic",
        "notaire",
        "assureur",
        "assurance",
        "avocat",
        "comptable",
        "compta",
        "comptabilite",
        "secretariat",
        "direction",
        "gardien",
        "gardienne",
        "voisin",
        "voisine",
        "dossier",
        "demain",
        "jour",
        "faire",
        "lui",
        "eux",
        "vous",
        "nous",
        "moi",
        "service",
        "place",
        "urgent",
        "refaire",
        "changer",
        "cloturer",
        "valider",
        "titre",
        "nouveau",
        "refuser",
        "ecarter",
        "annuler",
        "rejeter",
        "prevoir",
        "lancer",
        "envoyer",
        "revoir",
        "voir",
        "os",
        "ordre",
        "devis",
        "bt",
        "un",
        "une",
        "intervention",
        "quote",
        "order",
        "work",
        "job",
        "rendez",
        "rdv",
        "travaux",
        "tenant",
        "landlord",
        "owner",
        "plomberie-urgence",
        "ce",
        "cette",
        "cet",
        "ca",
        "cela",
        "it",
        "this",
        "that",
        "him",
        "her",
        "them",
        "les",
        "des",
        "du",
        "telephone",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "deux",
        "trois",
        "plusieurs",
        "quelqu'un",
        "plombier",
        "electricien",
        "chauffagiste",
        "serrurier",
        "autre",
        "autres",
        "me",
        "le",
        "la",
        "je",
        "il",
        "elle",
        "on",
        "sa",
        "son",
        "mon",
        "urgence",
        "immediatement",
        "the",
        "a",
        "payer",
        "oui",
        "non",
        "ok",
        "euros",
        "plafond",
        "fuite",
        "robinet",
        "chaudiere",
        "volet",
        "serrure",
        "mandater",
        "missionner",
        "demander",
        "solliciter",
        "consulter",
        "preparer",
        "rien",
        "parfait",
        "bonjour",
        "bonsoir",
        "merci",
        "nickel",
        "super",
        "entendu",
        "bien",
        "d'accord",
        "urgent",
        "info",
        "attention",
        "note",
        "rappel",
        "suite",
        "bonne",
        "tres",
        "allez",
        "validé",
        "valide",
        "accord",
        "sophie",
        "exact",
        "impeccable",
        "top",
        "finalement",
        "sinon",
        "alors",
        "donc",
        "svp",
        "hello",
        "thanks",
        "fine",
        "perfect",
        "great",
        "good",
        "remplacez",
        "remplacer",
        "mettez",
        "mettre",
        "corrigez",
        "envoyez",
        "validez",
    ]
)
