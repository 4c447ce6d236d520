"""« Ok », « clôturez », « trop cher »: what is said of one line, read as an answer to the letter that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from mailbot.inbound.reading.clauses import Clause, cut_at
from mailbot.inbound.reading.composing import composed
from mailbot.inbound.reading.dangers import read_dangers
from mailbot.inbound.reading.decisions import read_decision
from mailbot.inbound.reading.digest_names import COMMON, NOT_THIS_ONE, plain_of, without_its_head
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.messages import addressee as greeted_by_name
from mailbot.inbound.reading.messages import canned_of, is_letter, read_message
from mailbot.inbound.reading.missed_visits import read_missed
from mailbot.inbound.reading.missions import read_mission
from mailbot.inbound.reading.money import amounts_in
from mailbot.inbound.reading.on_behalf import told_in_name
from mailbot.inbound.reading.order_names import names_after
from mailbot.inbound.reading.orders import orders_in, questions_in
from mailbot.inbound.reading.outcome import SPEAKERS, Intent, IntentType
from mailbot.inbound.reading.progress import read_progress
from mailbot.inbound.reading.questions import read_questions
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.self_repairs import read_self_repair
from mailbot.inbound.reading.sending import is_under_a_condition, is_urgent
from mailbot.inbound.reading.senses import Sense, sense_of
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import (
    Asked,
    DigestItem,
    KnownOrder,
    KnownReport,
    OfferedQuote,
    OrderState,
    Question,
    Standpoint,
)
from mailbot.inbound.reading.verdicts import LATER
from mailbot.inbound.reading.visits import read_visit
from mailbot.inbound.reading.wording import wording_of
from mailbot.inbound.reading.works import read_works
from mailbot.vocabulary import Channel, ReportStatus, Role

_YES_ALONE = Sayings(("^ ok|oui|yes|d'accord|parfait|valide|go|bon|confirme|👍|👌|✅|✔", "c est ok|bon|regle|fait"))
_STATES = {
    Question.APPROVE_QUOTE: OrderState.QUOTE_SUBMITTED,
    Question.CONFIRM_WORKS: OrderState.DONE_TO_CONFIRM,
    Question.TAKE_MISSION: OrderState.NEW,
    Question.NEXT_STEP: OrderState.PLANNED,
}
_ANSWERS = (
    read_works,
    read_self_repair,
    read_decision,
    read_mission,
    read_progress,
    read_visit,
    read_missed,
    read_dangers,
)


def acts_on(situation: Situation, text: str, item: DigestItem) -> list[Intent]:
    """What these words say, as an answer to the letter that the line stands for."""
    if item.about in _OF_AN_ORDER:
        text = without_its_head(text, item)
    part = Situation(text, _standpoint(situation.standpoint, item), language=situation.language)
    if situation.role is Role.MANAGER:
        canned = [name for line in text.split("\n") if (name := canned_of(plain_of(line))) is not None]
        if canned:
            return [Intent(IntentType.MESSAGE, {"to": str(Role.TENANT), "canned": canned[0]}, text)]
        if is_letter(part):
            return [_to_the_provider(intent, item) for intent in read_message(part).intents]
    if NOT_THIS_ONE.match(fold(text)) is not None and item.about == Question.APPROVE_QUOTE.value:
        return [Intent(IntentType.REFUSE_QUOTE, {}, text)]
    found = [*_orders(part), *_on_silence(part, item), *(intent for rule in _ANSWERS for intent in rule(part).intents)]
    if not found:
        found += questions_in(part) if situation.role is Role.MANAGER else read_questions(part).intents
    if not found and item.about == "close" and (_closes(part) or _closes_by_name(part, item)):
        found.append(Intent(IntentType.CLOSE_REPORT, {}, text))
    if item.about == _SILENT:
        # « C'est réglé, ils m'ont rappelé »: the silence is over, and the report stands.
        found = [act for act in found if act.type is not IntentType.CLOSE_REPORT or sense_of_closing(act)]
    kept = composed(part, _unlike(found))
    return [intent for intent in kept if situation.role in SPEAKERS[intent.type]]


def _to_the_provider(intent: Intent, item: DigestItem) -> Intent:
    """The title of a line names the company: « Bonjour Monsieur Durand » is written to it."""
    greeted = wording_of(intent.because[:_GREETED]).words & set(wording_of(item.title).tokens) - COMMON
    named = any(len(word) > 3 for word in greeted)
    named = named or (item.about == _SILENT and greeted_by_name(intent.because, Standpoint()) is None)
    return replace(intent, values={**intent.values, "to": str(Role.PROVIDER)}) if named else intent


_GREETED = 40


def _orders(part: Situation) -> Iterator[Intent]:
    """A manager's orders, and what they pass on."""
    if part.role is not Role.MANAGER:
        return
    for clause in part.clauses:
        yield from orders_in(part, clause)
    yield from told_in_name(part, part.statements)


def _on_silence(part: Situation, item: DigestItem) -> Iterator[Intent]:
    """« Annulez et passez par Aqua Services », of a provider who does not answer: nothing else is called off there."""
    if item.about not in _OF_AN_ORDER or part.role is not Role.MANAGER:
        return
    for clause in part.statements:
        if is_under_a_condition(part, clause) or not _NOT.isdisjoint(clause.wording.words):
            continue
        halves = list(cut_at(_AND, clause))
        others = {half: name for half in halves if (name := _another(part, half)) is not None}
        for half in halves:
            first = half is halves[0] and all(
                _A_YES.fullmatch(c.folded) for c in part.clauses if c.start < clause.start
            )
            if (first or others) and _CALLS_OFF.find(half.wording) is not None:
                yield Intent(IntentType.CANCEL_OS, {}, half.text, half.start)
            if half in others:
                yield Intent(
                    IntentType.SEND_OS,
                    {"provider": others[half], "urgency": "urgent" if is_urgent(part, clause) else "normal"},
                    half.text,
                    half.start,
                )


def _another(part: Situation, half: Clause) -> str | None:
    """The company to go to: neither a party of the report who is no company, nor one whom one only asks for a key."""
    if _TAKES_ANOTHER.find(half.wording) is None or _NO_COMPANY.search(half.folded) is not None:
        return None
    names = names_after(part, half.text, 1)
    others = {word for role, words in part.names_of.items() if role is not Role.PROVIDER for word in words}
    if not names or not names[0][:1].isupper() or not wording_of(names[0]).words.isdisjoint(others):
        return None
    return names[0]


_A_YES = re.compile(r"(?:ok|oui|non|bon|alors|tant pis|d'accord|yes|no)\W*")
_NO_COMPANY = re.compile(
    r"\b(?:par|chez) (?:(?:le|la|les|un|une|des|ma|mon|mes|ta|ton|sa|son|ses|notre|nos|votre|vos|leur)\b|l')|\bpour\b"
)


_SILENT = "provider_silent"
_OF_AN_ORDER = frozenset((_SILENT, Question.TAKE_MISSION.value, Question.NEXT_STEP.value))
_AND = re.compile(r"\s(?:et|puis|and|then|ensuite)\s")
_NOT = frozenset(("pas", "plus", "jamais", "not", "never"))
_CALLS_OFF = Sayings(("^ [on|a] annule|annulez|annuler|annulons|cancel [le|la|it|tout] [svp|stp|merci|please] $",))
_TAKES_ANOTHER = Sayings(("^ [on] passe|passez|passer|passons|essaye|essayez|essayer|try|go [plutot] par|chez",))


def _unlike(found: Iterable[Intent]) -> list[Intent]:
    kept: list[Intent] = []
    for intent in found:
        if all(intent.type is not other.type for other in kept):
            kept.append(intent)
    if any(intent.type is IntentType.REQUEST_QUOTE for intent in kept):
        kept = [intent for intent in kept if intent.type is not IntentType.ASK_OTHER_QUOTE]
    if any(
        intent.type in (IntentType.CONFIRM_WORKS, IntentType.APPROVE_QUOTE, IntentType.REFUSE_QUOTE) for intent in kept
    ):
        kept = [i for i in kept if i.type is not IntentType.CLOSE_REPORT or sense_of_closing(i)]
    return kept


def sense_of_closing(intent: Intent) -> bool:
    """« Réparé, vous pouvez clôturer » says both; « ok, c'est réglé » only one."""
    clauses = Situation(intent.because, Standpoint()).clauses
    return any(sense_of(clause) is Sense.CLOSE for clause in clauses)


def _closes(part: Situation) -> bool:
    """« A3 ok », on a line that waits for closing."""
    if any(clause.is_question for clause in part.clauses):
        return False
    if _SHUT.fullmatch(part.folded.strip(" .!:,;\n")) is not None:
        return True
    senses = {sense_of(clause) for clause in part.clauses}
    if part.first(LATER) is not None:
        return False  # « Oui, je vois ça lundi »
    if Sense.DO_NOT_CLOSE in senses or Sense.UNSETTLED in senses or part.assent.no is not None:
        return False
    return part.assent.yes is not None or any(_YES_ALONE.find(clause.wording) for clause in part.clauses)


_SHUT = re.compile(
    r"(?:ok |oui |a |on |on peut |vous pouvez |tu peux |merci de |svp )?(?:la |le )?"
    r"(?:fermer|ferme|fermons|clot|classer|archiver|archive|archivez)(?: (?:le |ce )?(?:dossier|signalement))?"
    r"(?:,? (?:svp|stp|merci))?"
)
"""« A3 : fermer », of a line that waits for it; « fermer l'eau » is another thing."""


def _closes_by_name(part: Situation, item: DigestItem) -> bool:
    """« La serrure vous pouvez clore »: the thing that is named is the line, and not what one shuts."""
    named = set(wording_of(item.title).tokens) - COMMON
    left = Situation(" ".join(t for t in wording_of(part.words).tokens if t not in named), part.standpoint)
    if _SHUT.fullmatch(left.folded) is not None:
        return left.words != part.wording.text
    if _MAY_CLOSE.search(part.folded) is None:
        return False  # « La serrure est close » says how it stands.
    return left.words != part.wording.text and {sense_of(clause) for clause in left.clauses} == {Sense.CLOSE}


_MAY_CLOSE = re.compile(
    r"\b(?:pouve[zs]|peux|peut|pourrez|pourriez|can|could|may|cloturez|a (?:clore|cloturer)|de clore|de cloturer"
    r"|to (?:be )?closed?)\b|\bclosed,? please\b"
)


def sums_named_by(item: DigestItem) -> list[Decimal]:
    """The prices in a title; « SOS Canal 31 455,00 € », where the sum is written with a space that does not break, is
    no sum of thirty-one thousand: two figures then stand there, and neither is taken."""
    title = item.title
    if _UNBROKEN.search(title) is not None:
        title = _NAME_BEFORE_A_SUM.sub(" ; ", title)
    return [amount.value for amount in amounts_in(fold(title)) if amount.marked]


_UNBROKEN = re.compile("[\u00a0\u202f]€")
_NAME_BEFORE_A_SUM = re.compile(r"(?<=\d) (?=\d)")


def _standpoint(standpoint: Standpoint, item: DigestItem) -> Standpoint:
    """Where the writer would stand, had the line been a letter of its own."""
    question = next((question for question in Question if question.value == item.about), None)
    sums = sums_named_by(item)
    asked = None
    if question is Question.APPROVE_QUOTE:
        asked = Asked(question, quotes=(OfferedQuote(sums[0] if len(sums) == 1 else None),))
    elif question in (Question.CONFIRM_WORKS, Question.TAKE_MISSION, Question.NEXT_STEP, Question.SEND_QUOTE) and (
        question is not Question.NEXT_STEP or standpoint.role is Role.PROVIDER
    ):
        asked = Asked(question)
    state = None if question is None else _STATES.get(question)
    return replace(
        standpoint,
        channel=Channel.PUBLIC,
        asked=asked,
        digest_items=(),
        report=KnownReport(ReportStatus.IN_PROGRESS),
        work_order=None if state is None else KnownOrder(state),
    )
