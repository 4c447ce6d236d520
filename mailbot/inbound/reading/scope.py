"""What is another desk's, what displeases, and how often people want our mails (READING, section 5)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from mailbot.inbound.reading.clauses import Clause, cut_at, cut_into_clauses
from mailbot.inbound.reading.dangers import danger_in
from mailbot.inbound.reading.faults import tells_a_fault
from mailbot.inbound.reading.lexicon import scope_words as table
from mailbot.inbound.reading.lexicon.fault_words import DONE_BY_THE_WORKMAN
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings, Tables
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import denies, is_reported
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Channel, Role

_SCOPES = Tables(table.SCOPES)
_WORKS = Sayings(table.SCOPE_WORKS)
_NOT_LEAVING = Sayings(table.NOT_LEAVING)
_OTHERS_LEFT = Sayings(table.OTHERS_LEFT)
_NOT_LEAVE = Sayings(table.NOT_LEAVE)
_COMPLAINTS = {level: Sayings(lines) for level, lines in table.COMPLAINTS.items()}
_PRAISE = Sayings(table.PRAISE)
_RELIEF = Sayings(table.RELIEF)
_NEGATIVE = Sayings(table.NEGATIVE_FACT)
_DAILY = Sayings(table.DAILY)
_IMMEDIATE = Sayings(table.IMMEDIATE)
_MAIL_TALK = Sayings(
    (
        "mail*|message*|notif*|alert*|email*|courriel*|recap*|resume|digest|summary|prevenir|prevenez|prevenu*"
        "|recevoir|recois|notification*|summaries|updates|immediat*",
        "un par un",
        "one by one",
        "un|une|1|one [seul|seule] par|per|a jour|day",
    )
)


def scope_of(clause: Clause) -> str | None:
    """The other desk that the clause is for; None when it is ours."""
    if clause.is_question and _INSURANCE.find(clause.wording) is not None:
        return None  # « est-ce remboursé par l'assurance ? » is a question about the repair
    for topic, sayings in _SCOPES.near(clause.wording):
        if sayings.find(clause.wording) is None:
            continue
        if topic == "departure" and _NOT_LEAVING.find(clause.wording) is not None:
            continue
        if topic == "departure" and sayings.find(_without_those_who_left(clause.wording)) is None:
            continue
        if topic == "neighbours" and _NO_NOISE.find(clause.wording) is not None:
            continue
        if topic == "permission" and _NOT_LEAVE.find(clause.wording) is not None:
            continue
        return topic
    return None


_NO_NOISE = Sayings(table.NO_NOISE)
_INSURANCE = Sayings(
    (
        "declar*|previen*|appel*|inform* ~ ~ assurance|assureur|insurance|insurer",
        # est-ce que mon assurance propriétaire non occupant peut prendre une partie ?
        "assurance|assureur|insurance|insurer|sinistre [multirisque] [habitation|pno|proprietaire|bailleur] [non]"
        " [occupant] ~ rembours*|prend|prendre|couvr*|paie|paye|declar*|prevenir|prevenu|appeler|cover*|pay|claim",
        "rembours*|declar*|prevenir|couvert|informer|appeler|tell|inform|covered"
        " ~ assurance|assureur|insurance|insurer",
    )
)


def _without_those_who_left(wording: Wording) -> Wording:
    """« Depuis que ceux du 2e ont déménagé » is of others; « comme mon voisin je déménage » is not."""
    found = _OTHERS_LEFT.find(wording)
    return wording if found is None or not _WRITER.isdisjoint(found[0].split()) else _OTHERS_LEFT.without(wording)


_WRITER = frozenset(("je", "j", "on", "nous", "i", "we"))


def is_out_of_scope(clause: Clause) -> bool:
    """Whether a clause is for another desk, and no fault is told in it."""
    return scope_of(clause) is not None and _WORKS.find(clause.wording) is None


def read_scope(situation: Situation) -> Said:
    """Receipts, departures, refunds and the like: one intent a topic."""
    if situation.role is Role.PROVIDER:
        sold = situation.first(_PROMOTES)
        if sold is None and situation.standpoint.question is None and not situation.amounts and sells(situation):
            sold = situation.first(_PITCH) or situation.first(_PITCH_ONLINE)
        return NOTHING if sold is None else Said((intent_of(IntentType.OUT_OF_SCOPE, sold, topic="advertising"),))
    if situation.role is Role.MANAGER and situation.standpoint.channel is not Channel.INTAKE:
        return NOTHING
    clauses = situation.clauses
    if situation.role is Role.MANAGER:
        clauses = cut_into_clauses(situation.forwarded)
    found: list[Intent] = []
    for clause in itertools.chain.from_iterable(map(_told_apart, clauses)):
        if not is_out_of_scope(clause) or is_reported(clause):
            continue
        topic = scope_of(clause)
        if topic == "advertising" and situation.role is not Role.UNKNOWN:
            continue
        if topic == "departure" and _comes_in(situation, clause):
            continue
        if topic not in _TOLD_PLAINLY and not _is_request(situation, clause):
            continue
        if all(intent.values["topic"] != topic for intent in found):
            found.append(intent_of(IntentType.OUT_OF_SCOPE, clause, topic=topic))
    if situation.role is Role.UNKNOWN and sells(situation) and not found:
        pitch = situation.first(_PITCH) or situation.first(_PITCH_ONLINE) or clauses[0]
        found.append(intent_of(IntentType.OUT_OF_SCOPE, pitch, topic="advertising"))
    if any(intent.values["topic"] in ("refund", "rent_receipt") for intent in found):
        found = [intent for intent in found if intent.values["topic"] != "payment"]
    return Said(tuple(found))


def _told_apart(clause: Clause) -> Iterator[Clause]:
    """« Je n'ai pas reçu ma quittance et le volet est en panne »: each half is for a desk of its own."""
    halves = tuple(cut_at(_AND, clause)) if scope_of(clause) is not None and not is_out_of_scope(clause) else ()
    apart = [half for half in halves if half.wording and tells_a_fault(half) and scope_of(half) is None]
    yield from halves if apart else (clause,)


_AND = re.compile(r"\s(?:et|and)\s(?=(?:le|la|les|l'|mon|ma|mes|notre|nos|j'ai|il y a|y a|the|my|our|there)\b)")


def _comes_in(situation: Situation, clause: Clause) -> bool:
    """« Ce que je n'avais pas vu à l'état des lieux », « la remise des clés s'est bien passée »."""
    if _DEPARTURE.find(_ENTRY_OR_EXIT.without(clause.wording)) is not None:
        return False
    return any(_COMES_IN.find(c.wording) is not None for c in situation.clauses) and not any(
        _DEPARTURE.find(_ENTRY_OR_EXIT.without(c.wording)) is not None for c in situation.clauses
    )


_DEPARTURE = Sayings(table.SCOPES["departure"])
_ENTRY_OR_EXIT = Sayings(table.ENTRY_OR_EXIT)
_COMES_IN = Sayings(table.COMES_IN)


def sells(situation: Situation) -> bool:
    """« Notre équipe intervient en moins de 24 h. Devis offert. »: twice the words of a seller, and not in questions
    alone."""
    if situation.first(_PITCH) is None and situation.first(_PITCH_ONLINE) is None:
        return False
    said = sum(len(_PITCH.places(clause.wording)) for clause in situation.clauses)
    if said > 1:
        return True
    online = sum(len(_PITCH_ONLINE.places(clause.wording)) for clause in situation.clauses)
    return said + online > 1 and not any(danger_in(c) is not None or tells_a_fault(c) for c in situation.clauses)


_PITCH = Sayings(table.PITCH)
_PITCH_ONLINE = Sayings(table.PITCH_ONLINE)
_PROMOTES = Sayings(table.PROMOTES)
_TOLD_PLAINLY = frozenset(("departure", "neighbours", "advertising", "rent_receipt", "refund"))
_REQUESTS = Sayings(table.REQUESTS)
_FEW = 7


def _is_request(situation: Situation, clause: Clause) -> bool:
    """Something is wanted of the other desk: « je paie toujours mon loyer le 5 » wants nothing."""
    if clause.is_question or len(situation.wording.tokens) <= _FEW or _TELL_US.find(clause.wording) is not None:
        return True
    return any(_REQUESTS.find(c.wording) is not None for c in situation.clauses if c.sentence == clause.sentence)


_TELL_US = Sayings(table.TELL_US)


def read_displeasure(situation: Situation) -> Said:
    """The strongest displeasure that is said; irony is praise of a negative fact (rule 5)."""
    if situation.role is Role.MANAGER or situation.language not in (None, "fr", "en"):
        return NOTHING
    for level, sayings in _COMPLAINTS.items():
        for clause in situation.clauses:
            if _is_of_the_fault(situation, clause, level) or _NOT_ANGRY.find(clause.wording) is not None:
                continue
            if sayings.find(_reproach(clause)) is not None:
                return Said((intent_of(IntentType.COMPLAINT, clause, level=level),))
    ironic = _irony(situation)
    return NOTHING if ironic is None else Said((intent_of(IntentType.COMPLAINT, ironic, level="mild"),))


def _is_of_the_fault(situation: Situation, clause: Clause, level: str) -> bool:
    """« J'ai porté plainte », told with a break-in, is against the burglar; « c'est pénible la nuit », in a first mail,
    tells what the fault is like."""
    if level == "legal":
        with_the_police = _WITH_THE_POLICE.find(clause.wording) is not None
        beside = _WITH_THE_POLICE.without(clause.wording)
        if not with_the_police or _COMPLAINTS[level].find(beside) is not None:
            return False
        return any(_CRIME.find(c.wording) is not None for c in situation.clauses)
    first = situation.standpoint.channel is Channel.INTAKE and level == "mild"
    return first and _TIRESOME.find(clause.wording) is not None and _OF_WAITING.isdisjoint(clause.wording.words)


_WITH_THE_POLICE = Sayings(table.WITH_THE_POLICE)
_CRIME = Sayings(table.CRIME)
_TIRESOME = Sayings(table.TIRESOME)
_OF_US = frozenset(words("vous votre vos agence gestionnaire service you your agency"))
_OF_WAITING = _OF_US | frozenset(
    words("attendre attends attend attente reponse reponses repond repondre silence patience")
)
_TELLS_OF_IT = Sayings(table.TELLS_OF_THE_FAULT)


def _reproach(clause: Clause) -> Wording:
    """« L'eau sale remonte » reproaches nobody; « il a laissé de l'eau sale » does."""
    wording = _unsalted(clause)
    if _BY_WORKMAN.find(wording) is not None or not _OF_US.isdisjoint(wording.words):
        return wording
    return _TELLS_OF_IT.without(wording)


_BY_WORKMAN = Sayings(DONE_BY_THE_WORKMAN)


def _unsalted(clause: Clause) -> Wording:
    if _SALTED.search(clause.text) is None:
        return clause.wording
    return Wording(" ".join(token for token in clause.wording.tokens if token not in ("sale", "sales")))


_SALTED = re.compile(r"\bsalés?\b", re.I)
"""« C'est un peu salé » is said of a price, and « sale » of a floor: the accent parts them."""
_NOT_ANGRY = Sayings(
    (
        "pas|rien [de|d|tres] grave|urgent|presse|mechant",
        # l'ascenseur est bloqué, personne ne répond au bouton
        "personne repond au|a [l] bouton|interphone|alarme|sonnette",
        "pas de|d|du probleme|inquietude|soucis",
        "si|if ~ suffit|enough",
        "desole|desolee|sorry|excusez|pardon",
        "rib|iban|mail|numero|bank|email ~ ~ ~ arnaque*|escroquerie|fraude|scam",
        "pas|jamais|rien [me|m|suis|en] [suis|vais|ai|veux] plains|plaint|plainte|plaindre|reprocher|marre",
        "pas|rien|not [d|de|vu|est] ~ anormal|inadmissible|inacceptable",
        "dommage|dommages et|collateraux",
        "y faites|fais|faire pas attention",
        "pas ~ possible ~ mardi|lundi|mercredi|jeudi|vendredi|samedi|demain|ce|cette|matin|avant",
    )
)


def _irony(situation: Situation) -> Clause | None:
    """« Super, encore une semaine sans chauffage », in one sentence or the next."""
    for index, clause in enumerate(situation.clauses):
        if _PRAISE.find(clause.wording) is None:
            continue
        near = situation.clauses[index if clause.is_question else max(0, index - 2) : index + 3]
        if any(
            _NEGATIVE.find(c.wording) is not None
            and _RELIEF.find(c.wording) is None
            and not c.turns
            and not c.is_question
            for c in near
        ) and _IRONIC.find(situation.wording):
            return clause
        priced = any(
            _DEAR.search(c.folded) is not None and _FAIR.find(c.wording) is None and not c.is_question for c in near
        )
        if priced and _MOCKS.find(clause.wording) is not None and _FAIR.find(clause.wording) is None:
            return clause
    return None


_DEAR = re.compile(
    r"(?:\d|\bcents?|\bmille) ?(?:€|euros?|eur)(?: ht| ttc)? (?:pour|la|les?|l'|de l'heure|juste)\b|\d ?€ l'"
)
"""« Neuf cents euros pour trois heures »."""
_MOCKS = Sayings(("bravo|felicitations|chapeau|quel|quelle|congratulations|👏",))
_FAIR = Sayings(
    (
        "raisonnable*|correct|correcte|honnete*|donne|imbattable*|economi*|negoci*|bon|bonne|moins|rapport|seulement"
        "|interessant*|reasonable|fair|cheap|saved|good",
    )
)
_IRONIC = Sayings(
    (
        "bravo|genial|formidable|magnifique|merveilleux|felicitations|chapeau|quel|quelle|ravi|ravie|brilliant"
        "|wonderful|fantastic|lovely|congratulations|👏|enchante",
        "efficacite|reactivite|rapidite|celerite|serieux|professionnalisme|diligence|organisation|efficiency|legendaire",
        "super|parfait|top|great|perfect|merci|excellent encore|toujours|another|still|troisieme|deuxieme",
    )
)


def read_alerts(situation: Situation) -> Said:
    """« Un mail par jour max », « un par un »."""
    if situation.role not in (Role.TENANT, Role.LANDLORD, Role.MANAGER):
        return NOTHING
    talks = _MAIL_TALK.find(situation.wording) is not None
    clauses = [c for c in situation.clauses if talks or len(c.wording.tokens) <= _FEW // 2]
    clauses = [c for c in clauses if not (c.is_question and _WONDERS.match(c.folded))]
    for clause in clauses:
        wanted = _wanted(clause.wording)
        found = _IMMEDIATE.find(wanted)
        if found is None and _MAILS.find(situation.wording) is not None:
            found = _RECEIVED_AT_ONCE.find(wanted)
        if found is None or denies(wanted, found.start()):
            continue
        if _ALERTS.find(situation.wording) is not None:
            return Said((intent_of(IntentType.SET_ALERTS, clause, mode="immediate"),))
    for clause in clauses:
        if _DAILY.find(clause.wording) is not None and _NO_ALERTS.find(clause.wording) is None:
            given_up = _UNWANTED.find(clause.wording) or _INSTEAD.find(clause.wording)
            mode = "daily" if given_up is None else "immediate"
            return Said((intent_of(IntentType.SET_ALERTS, clause, mode=mode),))
    return NOTHING


_RECEIVED_AT_ONCE = Sayings(table.RECEIVED_AT_ONCE)
_MAILS = Sayings(("mail*|message*|notif*|alert*|email*|courriel*",))
_WONDERS = re.compile(r"(?:et |mais |au fait )?(?:pourquoi|depuis quand|why|since when)\b")
_ALERTS = Sayings(
    (
        "mail*|message*|notif*|alert*|email*|courriel*|recap*|resume|digest|summary|prevenir|prevenez|prevenu*"
        "|recevoir|recois|averti*|updates",
        "mets|mettez|remets|remettez|passe|passez|repasse|repassez|mettre|remettre|passer|repasser moi|nous en"
        " immediat",
        "un par un",
        "one by one",
        "^ [en] immediat|immediate|immediatement|immediately [svp|merci|please] $",
        "fur et",
    )
)
_UNWANTED = Sayings(
    (
        "recap*|resume|digest|quotidien|summary ~ convient|arrange|va|suffit|veux|interesse pas|plus",
        "recap*|resume|digest|quotidien|summary ~ trop|too tard|late|rare|rarement",
        "plus|pas de recap*|resume|digest",
    )
)


def _wanted(wording: Wording) -> Wording:
    """« Un résumé plutôt qu'un mail à chaque fois »: without what is given up for it."""
    found = _GIVEN_UP.search(wording.text)
    if found is None:
        return wording
    behind = "" if found.start() else wording.text[found.end() :]
    main = _MAIN.search(behind)
    return Wording(wording.text[: found.start()].strip() or ("" if main is None else behind[main.start() :]))


_GIVEN_UP = re.compile(r"\b(?:plutot qu|au lieu d|a la place d|rather than|instead of)\b")
_MAIN = re.compile(r"\b(?:je|on|nous|i|we|envoyez|mettez|passez|please|send)\b")
_INSTEAD = Sayings(table.INSTEAD_OF_DIGEST)
_NO_ALERTS = Sayings(
    (
        # merci pour le récap, comme vu dans le récap
        "merci|thanks|thank|remercie ~ pour|for ~ recap*|digest|summary|synthese|resume",
        "dans|sur|selon|comme|d'apres|in|on [le|la|votre|ton|ce|dernier|the|your] recap*|digest|summary|synthese"
        "|resume",
        "recu|received|envoye|ecrit|sent|lu|suite",
        "recap*|resume|synthese|digest|summary ~ de|d|sur|of|on mes|mon|ma|tous|toutes|trois|deux|chaque|l|la"
        "|my|all|the",
    )
)
