"""Practical facts for the mission, and pictures of the matter (READING, section 5, note d)."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import fact_words as table
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_reported
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Channel, Role

_FACTS = {topic: Sayings(lines) for topic, lines in table.FACTS.items()}
_CODE_WORD = Sayings(table.CODE)
_PHOTO = Sayings(table.PHOTO)
_ATTACHED = Sayings(table.ATTACHED)
_NOT_ATTACHED = Sayings(table.NOT_ATTACHED)
_CODE = re.compile(
    r"(?<![\w/-])(?=[A-Z0-9]*\d)[A-Z]?\d{2,4}[A-Z]?\d{0,4}[A-Z]?(?![\w/€%-])(?!\s?(?:€|eur|h\b|euros|rue|avenue|bis))"
)
_WHENEVER = frozenset(("sensitive_document", "access", "contact"))
"""Facts that are facts whoever says them, asked or not."""


def read_facts(situation: Situation) -> Said:
    """The facts said; what answers a question of ours is one even where no table knows its words."""
    if situation.role is Role.MANAGER:
        return NOTHING
    found: list[Intent] = []
    asked = situation.asks(Question.PROVIDE_INFO)
    for clause in situation.statements:
        if is_reported(clause) and not asked:
            continue
        topic = _topic(situation, clause, asked=asked)
        if topic is None or any(intent.values["topic"] == topic for intent in found):
            continue
        code = _access_code(clause) if topic == "access" else None
        found.append(intent_of(IntentType.PROVIDE_INFO, clause, topic=topic, access_code=code))
    return Said(tuple(found))


def answers_the_question(situation: Situation) -> Intent | None:
    """An answer to « provide_info » that no table knows: a fact of the topic that was asked."""
    asked = situation.standpoint.asked
    if asked is None or asked.question is not Question.PROVIDE_INFO or situation.role is Role.MANAGER:
        return None
    told = [c for c in situation.statements if c.wording]
    if not told or situation.assent.only_thanks:
        return None
    question = wording_of(asked.text)
    topic = next((t for t, sayings in _ASKED.items() if sayings.find(question) is not None), "other")
    return intent_of(IntentType.PROVIDE_INFO, told[0], topic=topic)


_ASKED = {
    "equipment": Sayings(
        ("marque|modele|reference|type|annee|pression|brand|model|make|age|etiquette|taille|dimension*",)
    ),
    "access": Sayings(
        ("code|etage|acces|interphone|cle|cles|porte|batiment|entrer|floor|access|garer|parking|key|keys",)
    ),
    "contact": Sayings(("telephone|numero|joindre|appeler|phone|number|mail",)),
    "cause": Sayings(("cause|origine|vient|cause|depuis|quand|pourquoi|since",)),
    "presence": Sayings(("present*|absent*|dispo*|la|chez|home|occupant",)),
}


def _topic(situation: Situation, clause: Clause, *, asked: bool) -> str | None:
    for topic, sayings in _FACTS.items():
        if sayings.find(clause.wording) is None:
            continue
        if topic == "sensitive_document" and (situation.role is Role.PROVIDER or _NOT_SENT.find(clause.wording)):
            continue
        if topic == "access" and _BROKEN.find(clause.wording):
            continue
        if topic == "contact" and _NOT_CONTACT.find(clause.wording) and not _PHONE.search(clause.folded):
            continue
        if topic in _WHENEVER or asked:
            return topic
        if topic == "instruction" and _FOR_THE_VISIT.find(clause.wording) is not None:
            return topic
        if (
            topic == "equipment"
            and _BRAND.find(clause.wording) is not None
            and situation.standpoint.channel is not Channel.INTAKE
        ):
            return topic
        if (
            topic == "identity"
            and situation.role in (Role.UNKNOWN,)
            and situation.standpoint.channel is not Channel.INTAKE
        ):
            return topic
        if topic == "cause" and _CAUSE.find(clause.wording) is not None:
            return topic
    return None


_PHONE = re.compile(r"\b0\d(?:[ .-]?\d\d){4}\b|\+\d{2,3}[ .\d-]{8,}")
_NOT_CONTACT = Sayings(("appele|appelle|appellerai|rappelle|rappellerai|called|quand|attends|merci|jamais|pas",))
_NOT_SENT = Sayings(("demain|enverrai|besoin|faut|pas|quel|quelle|votre|vos|voulez|nouveau locataire",))
_BROKEN = Sayings(
    (
        "marche|fonctionne|sonne|ouvre|ferme|repond pas|plus|mal",
        "panne|casse|bloque|hs|change|probleme|coince|perdu|broken|stuck|fuite|fuit|coule|grince|force|quoi|quel|raye|pas",
    )
)
_FOR_THE_VISIT = Sayings(
    (
        "chien|chat|dog|cat|echelle|escabeau|sonner|sonnez|sonnette|appelez|prevenez|prevenir|chaussures|chaussons|patins|sieste|bebe dort|dort|frapp*|toqu*|ladder|shoes|sourde|sourd|entend|deaf",
        "prevenez|prevenir|appelez|appeler|call|ring ~ avant|before|arriver|passer",
        "merci|pensez|veillez|svp|please|make|faut|faudra ~ prevenir|apporter|prevoir|couper|fermer|laisser|enlever|remettre|refermer|bring|leave|remove|tell|make|let|gets|get",
        "deux|2|two cles|clefs|keys",
        "attention a|au|aux",
    )
)
_BRAND = Sayings(table.FACTS["equipment"][1:2])
_CAUSE = Sayings(
    (
        "vient|provient ~ de|du|d|surement|probablement|joint|dessus|voisin*|colonne|toit",
        "a cause de|du|d",
        "caused by",
        "cause|origine est|c|probable",
        "comes|coming from",
        "du|due a|au|to",
    )
)


def _access_code(clause: Clause) -> str | None:
    if _CODE_WORD.find(clause.wording) is None:
        return None
    found = [match[0] for match in _CODE.finditer(clause.text.upper()) if fold(match[0]) in clause.folded]
    return max(found, key=len) if found else None


def read_photos(situation: Situation) -> Said:
    """The pictures that came, counted; « photo jointe » says so even when a program lost it."""
    if situation.photos:
        at = situation.first(_PHOTO)
        return Said(
            (
                Intent(
                    IntentType.PHOTOS,
                    {"count": situation.photos},
                    "" if at is None else at.text,
                    len(situation.words) if at is None else at.start,
                ),
            )
        )
    for clause in situation.statements:
        if _PHOTO.find(clause.wording) is None or _ATTACHED.find(clause.wording) is None:
            continue
        if _NOT_ATTACHED.find(clause.wording) is None:
            return Said((intent_of(IntentType.PHOTOS, clause),))
    return NOTHING
