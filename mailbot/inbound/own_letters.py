"""Answers to letters that belong to no report: « c'est pour le T2 », « en fait, c'est une panne »."""

import re
from collections.abc import Sequence
from datetime import datetime

from mailbot.db import Session
from mailbot.errors import TryAgain
from mailbot.inbound import clarifying
from mailbot.inbound.arrived import Arrived, take_files_apart
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.intake import ask_home, words_of
from mailbot.inbound.naming import home_at, homes_named, plain
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.routes import ToOwnLetter
from mailbot.model_mails import InboundMail
from mailbot.vocabulary import EventKind, InboundFate, LetterKind
from mailbot.workflow.apart import record_apart
from mailbot.workflow.households import KnownHome

_MOST_WORDS = 10
"""An answer that names a home says no more than this; what is longer is read on the report as well."""

_BREAKDOWN = re.compile(r"\b(?:panne|incident|technique|breakdown|broken|repair|reparation|technical)\b")
_NO_BREAKDOWN = re.compile(
    r"\b(?:pas|aucune|not|no) (?:\w+ ){0,2}(?:panne|incident|technique|breakdown|broken|technical)\b"
)


def take_own_letter(session: Session, route: ToOwnLetter, arrived: Arrived, *, now: datetime) -> InboundFate:
    """An answer to a question about a mail sends that mail on its way; an answer that does not tell is asked once more,
    and then left to a manager. Raises TryAgain while the mail that it is about is under way."""
    types = {intent.type for intent in arrived.reading.intents}
    if types and types <= {IntentType.THANKS} and not arrived.files:
        return InboundFate.TAKEN
    if route.letter.kind is LetterKind.OUT_OF_SCOPE:
        return _take_after_all(session, route, arrived, now=now)
    return _take_home(session, route, arrived, now=now)


def _take_home(session: Session, route: ToOwnLetter, arrived: Arrived, *, now: datetime) -> InboundFate:
    asks = route.letter.facts["asks"]
    about, *before = asks["mails"]
    home = _home_said(route, words_of(arrived))
    if home is not None:
        followers = [*before, *([arrived.mail_id] if _says_more(arrived) else [])]
        done = clarifying.is_in(session, about, home.dwelling_id, followers, now=now)
        return _or_for_a_manager(session, route, arrived, about, done, now=now)
    if not asks["again"]:
        ask_home(
            session, route.around, route.person, _choices(route), route.standpoint.role, arrived,
            mails=[*asks["mails"], arrived.mail_id], again=True, now=now,
        )  # fmt: skip
        return InboundFate.ASKED
    # Asked twice: each of the mails goes to the managers as it came, and this one too.
    for mail_id in asks["mails"]:
        clarifying.is_for_a_manager(session, mail_id, now=now)
    _tell_managers(session, route, arrived, EventKind.MAIL_LEFT_UNROUTED, "home_unknown", now=now)
    return InboundFate.PARKED


def _take_after_all(session: Session, route: ToOwnLetter, arrived: Arrived, *, now: datetime) -> InboundFate:
    said = plain(arrived.reading.fresh_text)
    is_breakdown = arrived.reading.intent(IntentType.REPORT_NEW) is not None or _BREAKDOWN.search(said) is not None
    if is_breakdown and _NO_BREAKDOWN.search(said) is None:
        followers = [arrived.mail_id] if _says_more(arrived) else []
        about = route.letter.facts["asks"]["mails"][0]
        done = clarifying.is_report(session, about, followers, now=now)
        return _or_for_a_manager(session, route, arrived, about, done, now=now)
    _tell_managers(session, route, arrived, EventKind.REPORT_FOUND_OUT_OF_SCOPE, "administrative", now=now)
    return InboundFate.PARKED


def _home_said(route: ToOwnLetter, words: str) -> KnownHome | None:
    """The home that an answer names: first among those that were asked about, then among all that it may be."""
    offered = _choices(route)
    for homes in (offered, route.homes):
        named = homes_named(words, homes)
        if len(named) == 1:
            return named[0]
    return home_at(words, offered)


def _choices(route: ToOwnLetter) -> Sequence[KnownHome]:
    labels = [choice["label"] for choice in route.letter.facts.get("answers", ())]
    return [home for home in route.homes if home.label in labels] or route.homes


def _says_more(arrived: Arrived) -> bool:
    return bool(arrived.files) or len(arrived.reading.fresh_text.split()) > _MOST_WORDS


def _or_for_a_manager(
    session: Session, route: ToOwnLetter, arrived: Arrived, about: int, done: bool, *, now: datetime
) -> InboundFate:  # fmt: skip
    """Taken when the mail that it is about was let go; a mail that is settled for good leaves its answer to the
    managers. Raises TryAgain while that mail is under way."""
    if done:
        return InboundFate.TAKEN
    mail = session.get(InboundMail, about)
    if mail is not None and mail.fate is None:
        raise TryAgain("the mail that this is about is under way")
    _tell_managers(session, route, arrived, EventKind.MAIL_LEFT_UNROUTED, "home_unknown", now=now)
    return InboundFate.PARKED


def _tell_managers(
    session: Session, route: ToOwnLetter, arrived: Arrived, kind: EventKind, reason: str, *, now: datetime
) -> None:
    take_files_apart(session, route.around.agency, arrived, route.person, route.standpoint.role, now=now)
    record_apart(
        session, route.around, kind, actor=route.person, role=route.standpoint.role, now=now,
        mail_id=arrived.mail_id, words=words_of(arrived), photos=photos_in(arrived.files), urgent=True,
        without=frozenset({LetterKind.PRECISION_ASKED, LetterKind.NOT_UNDERSTOOD, LetterKind.OUT_OF_SCOPE}),
        details={"reason": reason, "sender": arrived.mail.sender.address},
    )  # fmt: skip
