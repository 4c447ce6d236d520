"""Practical facts for the mission, and pictures of the matter (READING, section 5, note d)."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.faults import tells_a_fault
from mailbot.inbound.reading.lexicon import fact_words as table
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings, Tables
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import answers_later, gives_a_reason, is_conditional, is_reported
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Channel, Role

_FACTS = Tables(table.FACTS)
_ANSWERS = Tables(table.ANSWERS)
_WHERE = Sayings(table.WHERE_THE_DOOR_IS)
_CODE_WORD = Sayings(table.CODE)
_CODE_REFUSED = Sayings(table.CODE_REFUSED)
_NOW = r"(?:(?:maintenant|désormais|desormais|dorénavant|à présent|now)\s)?"
_GIVEN_CODE = re.compile(
    rf"\b(?:donné|donne|c'est|est|nouveau|is)\s*:?\s{_NOW}(?:le\s)?"
    r"(?P<code>(?=[A-Z]{0,3}\d)[A-Z\d]{3,8})(?![\w€%/-])",
    re.I,
)
_TYPED_CODE = re.compile(
    r"\b(?:tap(?:ez|er|e)|(?P<loose>compos(?:ez|er|e)|fai(?:tes|re)|type|dial)|entre[zr]|saisi(?:ssez|r)|press|enter)"
    r"\s(?:le |la |the |in )?"
    r"(?P<code>[#*]?(?=[A-Z]{0,3}\d)(?=\d{0,8}[A-Z#*]|\d{4})[A-Z\d]{3,8}[#*]?)(?![\w€%/-])"
    r"(?!\s?(?:€|eur|h\b|rue|avenue|bis|fois|min|m2|m3|(?:[mck]?m|metres?|mètres?|kg|k?w|kwh|bars?|litres?|l)\b))",
    re.I,
)
"""« Tapez 27A04 »: what is typed at a door is its code, whether it is called one or not."""
_LENGTH = re.compile(r"\d+(?:[mck]?m|m[23]|kg|k?w|kwh|l)", re.I)
_AT_THE_DOOR = Sayings(table.AT_THE_DOOR)
_PLAINLY_A_CODE = frozenset(("code", "digicode"))
_PHOTO = Sayings(table.PHOTO)
_ATTACHED = Sayings(table.ATTACHED)
_NOT_ATTACHED = Sayings(table.NOT_ATTACHED)
_CODE = re.compile(
    r"\b(?:code|digicode|interphone|portail|porte|door|gate|entry|badge)s?\b[^\d#*\n]{0,60}?(?<![^\W_])(?P<code>[#*]?(?=[A-Z]{0,3}\d)(?!\d{1,2}\s?h\d{0,2}\b)[A-Z\d]{3,8}[#*]?)(?![\w€%-])"
    r"(?!\s?(?:€|eur|h\b|euros|rue|avenue|bis|etage|ans|min))",
    re.I,
)


def read_facts(situation: Situation) -> Said:
    """The facts said; what answers a question of ours is one even where no table knows its words."""
    if situation.role is Role.MANAGER:
        return NOTHING
    found: list[Intent] = []
    asked = situation.asks(Question.PROVIDE_INFO)
    for clause in situation.statements:
        topic = _topic(situation, clause, asked=asked and not found)
        if is_reported(clause) and not asked and topic != "cause":
            continue
        if gives_a_reason(clause) and any(_of_its_sentence(situation, clause, intent) for intent in found):
            continue  # « qu'il frappe fort, car j'entends mal » is told once
        if topic is None or any(intent.values["topic"] == topic for intent in found):
            continue
        code = _access_code(situation, clause) if topic == "access" else None
        found.append(intent_of(IntentType.PROVIDE_INFO, clause, topic=topic, access_code=code))
    if not found and (pet := _pet_told_of(situation)) is not None:
        found.append(intent_of(IntentType.PROVIDE_INFO, pet, topic="instruction"))
    return Said(tuple(found))


def _pet_told_of(situation: Situation) -> Clause | None:
    """« J'ai un chien », of the tenant whose visit is to come."""
    if situation.role is not Role.TENANT or situation.standpoint.channel is Channel.INTAKE:
        return None
    return situation.first(_PETS)


_PETS = Sayings(table.PETS)


def _of_its_sentence(situation: Situation, clause: Clause, intent: Intent) -> bool:
    return any(c.start == intent.at and c.sentence == clause.sentence for c in situation.clauses)


def is_about_coming_in(wording: Wording) -> bool:
    """« Sonnez chez la gardienne », « le chien est dans le jardin »: of a visit that stands."""
    return any(topic in _OF_A_VISIT and sayings.find(wording) is not None for topic, sayings in _FACTS.near(wording))


_OF_A_VISIT = frozenset(("access", "contact", "instruction"))


def answers_the_question(situation: Situation) -> Intent | None:
    """An answer to « provide_info » that no table knows: a fact of the topic that was asked."""
    asked = situation.standpoint.asked
    if (
        asked is None
        or asked.question is not Question.PROVIDE_INFO
        or situation.photos
        or situation.role is Role.MANAGER
    ):
        return None
    told = [c for c in situation.statements if c.wording]
    if not told or situation.assent.only_thanks or situation.assent.bare or any(map(answers_later, told)):
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
    "presence": Sayings(
        ("present*|absent*|dispo*|moment*|creneau*|arrange*|passer|available|times|la|chez|home|occupant",)
    ),
}


def _topic(situation: Situation, clause: Clause, *, asked: bool) -> str | None:
    if _access_code(situation, clause) is not None:
        return "access"
    fault = tells_a_fault(clause)
    for topic, sayings in _FACTS.near(clause.wording):
        if sayings.find(clause.wording) is None or not _may_be(situation, clause, topic, fault=fault and not asked):
            continue
        return topic
    if not asked:
        told = _WHERE.find(clause.wording) is not None and not fault and situation.role is Role.TENANT
        return "access" if told and situation.standpoint.channel is not Channel.INTAKE else None
    # « Photos avant/après ci-jointes » answers with pictures.
    pictures = _PHOTO.find(clause.wording) is not None and (situation.photos or _ATTACHED.find(clause.wording))
    return None if pictures else _ANSWERS.first(clause.wording)


def _may_be(situation: Situation, clause: Clause, topic: str, *, fault: bool) -> bool:
    """Whether a clause that has the words of a topic is a fact of it, here."""
    intake = situation.standpoint.channel is Channel.INTAKE
    if situation.role is Role.PROVIDER and not situation.asks(Question.PROVIDE_INFO):
        # What he asks of the occupant is passed on with his words; only where to reach him is a fact.
        return topic == "contact" and _has_a_number(situation, clause)
    match topic:
        case "sensitive_document":
            return situation.role is not Role.PROVIDER and _NOT_SENT.find(clause.wording) is None
        case "contact":
            if _CALL_ME.find(clause.wording) is not None:
                return _a_number_follows(situation, clause) or _is_to_be_called(situation, clause)
            return _has_a_number(situation, clause) or _REACH_ME.find(clause.wording) is not None
        case "equipment" | "cause":
            if topic == "cause" and _CALLED_IN_QUESTION.find(clause.wording) is not None:
                return False
            return not intake and not (topic == "equipment" and fault)
        case "access" | "instruction":
            return (not fault and situation.role is not Role.LANDLORD) or (topic == "access" and not fault)
    return True


_CALLED_IN_QUESTION = Sayings(table.CALLED_IN_QUESTION)


def _has_a_number(situation: Situation, clause: Clause) -> bool:
    """« Voici le nouveau : 06 … »: the number may stand behind the colon."""
    sentence = [c for c in situation.clauses if c.sentence == clause.sentence]
    return any(_PHONE.search(c.folded) is not None for c in sentence)


def _a_number_follows(situation: Situation, clause: Clause) -> bool:
    """« Qu'il m'appelle d'en bas : 06 … »."""
    behind = [c for c in situation.clauses if c.sentence == clause.sentence and c.start > clause.start]
    return any(_PHONE.search(c.folded) is not None for c in (clause, *behind[:1]))


def _is_to_be_called(situation: Situation, clause: Clause) -> bool:
    """« Par contre le digicode est HS, il faudra m'appeler », of a visit that is to come."""
    visit = situation.asks(Question.CHOOSE_SLOT) or situation.appointment is not None
    return visit and situation.role is Role.TENANT and _TO_BE_CALLED.find(clause.wording) is not None


_TO_BE_CALLED = Sayings(("faudra|faudrait|devra|devrait|vaut [mieux] m|nous appeler|telephoner",))
_CALL_ME = Sayings(table.CALL_ME)
_PHONE = re.compile(r"\b0\d(?:[ .-]?\d\d){4}\b|\+\d{2,3}[ .\d-]{8,}")
_REACH_ME = Sayings(
    (
        "joignable|reachable",
        "appelez|rappelez|telephonez|textez moi|nous|plutot|sur",
        "call|ring|text|reach|phone me|us|my",
        "nouvelle|nouveau|new adresse|address|mail|email|numero|number|phone",
        "change|changement ~ numero|telephone|mail|email|number|adresse",
        "plus ~ adresse|mail|email|numero",
    )
)
_NOT_SENT = Sayings(("demain|enverrai|besoin|faut|pas|quel|quelle|votre|vos|voulez",))


def _access_code(situation: Situation, clause: Clause) -> str | None:
    """« Le code c'est 45B12 »: letters and figures behind such a word, and no price, hour or number of a street."""
    if situation.role is not Role.PROVIDER and (typed := _typed_code(situation, clause)) is not None:
        return typed
    if _CODE_WORD.find(clause.wording) is None:
        return None
    # « Code de l'immeuble : A1870 » goes on behind the colon.
    end = clause.start + len(clause.text) + 24
    found = _CODE.search(situation.words, clause.start, end)
    if _CODE_REFUSED.find(clause.wording) is not None:
        found = None
    if found is None and not _PLAINLY_A_CODE.isdisjoint(clause.wording.words):
        # « Le code a changé, la gardienne m'a donné 7B19. »
        rest = [c for c in situation.clauses if c.sentence == clause.sentence and c.start > clause.start]
        found = next((given for c in rest if (given := _GIVEN_CODE.search(c.text)) is not None), None)
    return None if found is None else found["code"].upper()


def _typed_code(situation: Situation, clause: Clause) -> str | None:
    """« Faites le 2580 au portail »; « composez le 3919 » is a telephone, and « faire 1500 m » a length."""
    typed = _TYPED_CODE.search(clause.text)
    if typed is None or _LENGTH.fullmatch(typed["code"]) is not None:
        return None
    sentence = (c for c in situation.clauses if c.sentence == clause.sentence)
    if typed["loose"] and not any(_AT_THE_DOOR.find(c.wording) for c in sentence):
        return None
    return typed["code"].upper()


def fact_passed_on(situation: Situation) -> Intent | None:
    """« Le code est 2580B », « les clés sont chez la gardienne », « son fils ouvrira »: of a manager or a provider who
    says nothing else to act upon."""
    if situation.role not in (Role.MANAGER, Role.PROVIDER) or situation.standpoint.channel is not Channel.PUBLIC:
        return None
    for clause in situation.statements:
        if _TELLS_SOMEBODY.match(clause.folded) is not None or is_conditional(clause) or tells_a_fault(clause):
            continue
        code = _access_code(situation, clause)
        if code is not None or (_KEYS.find(clause.wording) is not None and not _denies(clause.wording)):
            return intent_of(IntentType.PROVIDE_INFO, clause, topic="access", access_code=code)
        away = _AWAY.find(clause.wording) is not None and situation.appointment is None
        if situation.role is Role.MANAGER and away:
            return intent_of(IntentType.PROVIDE_INFO, clause, topic="presence")
        if situation.role is Role.MANAGER and _LETS_IN.find(clause.wording) and not _denies(clause.wording):
            return intent_of(IntentType.PROVIDE_INFO, clause, topic="presence")
        contact = _NUMBERED.find(clause.wording) is not None and _has_a_number(situation, clause)
        if contact and situation.role is Role.MANAGER:
            return intent_of(IntentType.PROVIDE_INFO, clause, topic="contact")
    return None


def _denies(wording: Wording) -> bool:
    """« Le gardien n'a pas les clés »."""
    return not _DENIED.isdisjoint(wording.words)


_DENIED = frozenset(("pas", "plus", "jamais", "aucun", "aucune", "personne", "sans", "not", "no", "never", "nobody"))
_TELLS_SOMEBODY = re.compile(
    r"(?:(?:bonjour|svp|merci de|pour info|donc|et|please)[ ,]*)*\w+ez\b(?!-)|(?:please|merci de|veuillez)"
)
_KEYS = Sayings(table.KEYS)
_LETS_IN = Sayings(table.LETS_IN)
_NUMBERED = Sayings(table.NUMBERED)
_AWAY = Sayings(table.TENANT_AWAY)


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
    for clause in () if situation.role is Role.MANAGER else situation.statements:
        if _PHOTO.find(clause.wording) is None or _ATTACHED.find(clause.wording) is None:
            continue
        if _NOT_ATTACHED.find(clause.wording) is None:
            return Said((intent_of(IntentType.PHOTOS, clause),))
    return NOTHING
