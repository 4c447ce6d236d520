"""Where a reply becomes a comment or a change, and does what it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound import decision_answers
from mailbot.inbound.alarm_answers import take_alarm_answer
from mailbot.inbound.arrived import (
    Arrived,
    ask_back,
    keep_from_the_home,
    place_of,
    says_little_else,
    says_nothing,
    take_files,
)
from mailbot.inbound.asked_of_us import take_orders, worse
from mailbot.inbound.attachments import documents_in, photos_in, refused_in
from mailbot.inbound.closed_answers import take_closed_wish
from mailbot.inbound.copied import in_copy
from mailbot.inbound.hearing import Together, says_only
from mailbot.inbound.manager_closings import take_closing, without_order
from mailbot.inbound.manager_missions import take_on_behalf
from mailbot.inbound.occupant_answers import take_occupant
from mailbot.inbound.occupant_times import passed_on
from mailbot.inbound.read_again import among_all_slots
from mailbot.inbound.reading.confidences import is_confided
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType, Reading
from mailbot.inbound.ready_answers import ToAsk, ToSend, understand
from mailbot.inbound.routes import ToThread
from mailbot.vocabulary import Category, Channel, Danger, InboundFate, Role, Urgency
from mailbot.workflow import closings, reports
from mailbot.workflow.commands import CloseReport, Command, ReopenReport, obey
from mailbot.workflow.follow_up import tell_status
from mailbot.workflow.telling import Reader

# What each intent asks for. An intent that is not here changes nothing: it is kept as words.
COMMANDS: Mapping[IntentType, Callable[[Intent], Command]] = MappingProxyType(
    {
        IntentType.CLOSE_REPORT: lambda intent: CloseReport(
            read_as=IntentType.CLOSE_REPORT.value, because=place_of(intent)
        )
    }
)


def take_reading(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    """A reply is kept as a comment, then does what it asks for; what may not be done is explained, never dropped."""
    if take_alarm_answer(session, route, arrived, now=now):
        return InboundFate.TAKEN
    if _is_confided(route, arrived):
        route, arrived = _to_the_agency(route, arrived)
    rest, fate = take_orders(session, route, arrived, now=now)
    return fate if rest is None else worse(fate, _take_words(session, route, rest, now=now))


def _is_confided(route: ToThread, arrived: Arrived) -> bool:
    """« Ne le dites pas à mon mari ». Of a company the address alone decides: it has one for that."""
    seat = route.seat
    is_public = seat.participant.role is Role.TENANT and seat.channel is Channel.PUBLIC
    return is_public and is_confided(arrived.reading.fresh_text)


def _to_the_agency(route: ToThread, arrived: Arrived) -> tuple[ToThread, Arrived]:
    """Whoever else lives there reads nothing of it, and what one must know to get in is not passed on to the company
    (docs/decisions/0042)."""
    reading = arrived.reading
    intents = tuple(each for each in reading.intents if each.type is not IntentType.PROVIDE_INFO)
    seat = replace(route.seat, channel=Channel.AGENCY)
    return replace(route, seat=seat), replace(arrived, reading=replace(reading, intents=intents))


def _take_words(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    arrived = among_all_slots(session, route, arrived)
    scene, seat, reading = route.scene, route.seat, arrived.reading
    if scene.is_closed:
        return _take_on_closed(session, route, arrived, now=now)
    if says_nothing(arrived):
        take_files(session, scene, arrived, seat.person, seat.participant.role, None, now=now)
        if refused_in(arrived.files):
            return InboundFate.ASKED  # the letter about the files says what to do
        return ask_back(session, scene, arrived, seat.person, seat.participant.role, now=now)
    if seat.participant.role is Role.MANAGER and (done := take_instruction(session, route, arrived, now=now)):
        return done
    if seat.participant.role is Role.MANAGER and (decided := _take_decision(session, route, arrived, now=now)):
        return decided
    if seat.participant.role is Role.MANAGER and take_closing(session, route, arrived, now=now):
        return InboundFate.TAKEN
    arrived = without_order(route, arrived)
    reading = arrived.reading
    together = _take_missions(session, route, arrived, now=now)
    quiet = _told_of(together, arrived)
    closes = reading.intent(IntentType.CLOSE_REPORT) is not None and IntentType.CLOSE_REPORT not in together.covers
    danger = danger_of(reading) if seat.participant.role is Role.TENANT else None
    closing = closes and closings.may_close(scene, seat)
    suggests = closes and not closing
    asked = reading.intent(IntentType.STATUS_QUESTION) if seat.participant.role is Role.TENANT else None
    only_asks = asked is not None and says_little_else(arrived)
    passes = passed_on(session, route, arrived)
    if (
        danger is not None
        and passes is not None
        and not reports.was_raised(session, scene.report.id, danger, role=Role.TENANT, now=now)
    ):
        quiet |= {Reader.PROVIDER}  # the alarm itself takes the words to the company
    if only_asks:
        said = reports.keep_question(session, scene, seat, reading.fresh_text, now=now, mail_id=arrived.mail_id)
    else:
        said = reports.comment(
            session, scene, seat, reading.fresh_text, photos=photos_in(arrived.files), now=now,
            mail_id=arrived.mail_id, closes=closing, read_as=IntentType.CLOSE_REPORT.value if closing else "",
            urgent=danger is not None,
            told_already=quiet | ({Reader.MANAGERS} if suggests or route.reopened else frozenset()),
            passed_on=passes, in_copy=in_copy(session, scene, arrived.mail), documents=documents_in(arrived.files),
        )  # fmt: skip
    take_files(session, scene, arrived, seat.person, seat.participant.role, said, now=now)
    if danger is not None:
        reports.raise_urgency(
            session, scene, seat.person, danger, words=reading.fresh_text, photos=photos_in(arrived.files), now=now,
            mail_id=arrived.mail_id, because=place_of(reading.intent(IntentType.URGENT_FLAG)), passed_on=passes,
        )  # fmt: skip
    if asked is not None:
        tell_status(
            session, scene, seat, everything=asked.values.get("scope") == "all", words=reading.fresh_text,
            already_passed_on=not only_asks, now=now, mail_id=arrived.mail_id, because=place_of(asked),
        )  # fmt: skip
    for intent in reading.intents:
        if (command := COMMANDS.get(intent.type)) is not None and intent.type not in together.covers:
            obey_or_explain(session, route, arrived, command(intent), now=now)
    return InboundFate.TAKEN


def _take_missions(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> Together:
    """What the words do on a mission."""
    match route.seat.participant.role:
        case Role.TENANT:
            return take_occupant(session, route, arrived, now=now)
        case Role.MANAGER:
            return take_on_behalf(session, route, arrived, now=now)
    return Together()


def _told_of(together: Together, arrived: Arrived) -> frozenset[Reader]:
    """Who has read the words in the letters of what was done: everybody, when they say nothing else."""
    if together.done and says_only(arrived, together.covers):
        return frozenset(Reader)
    return together.told


def take_instruction(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate | None:
    """« #MT-02 » sends the ready message; one that cannot be sent is asked about, and never published (S1-47). None
    for words of their own."""
    scene, seat = route.scene, route.seat
    match understand(session, scene, seat, arrived.reading, now=now):
        case ToSend(ready, beside, closing):
            said = reports.send_canned(
                session, scene, seat, ready, beside=beside, now=now, mail_id=arrived.mail_id,
                because=place_of(*(intent for intent in arrived.reading.intents if intent.values.get("canned"))),
            )  # fmt: skip
            take_files(session, scene, arrived, seat.person, Role.MANAGER, said, now=now)
            if closing is not None:
                obey(session, scene, seat, CloseReport(because=place_of(closing)), now=now, mail_id=arrived.mail_id)
            return InboundFate.TAKEN
        case ToAsk(details):
            keep_from_the_home(session, scene, seat, arrived, now=now)
            return ask_back(session, scene, arrived, seat.person, Role.MANAGER, now=now, details=details)
    return None


def deciding_in(route: ToThread, arrived: Arrived) -> decision_answers.Deciding:
    """The mail, for who looks whether it decides on a quote."""
    return decision_answers.Deciding(
        route.seat, route.scene, route.standpoint, arrived.mail_id, arrived.mail, arrived.reading,
        photos_in(arrived.files), arrived.proof,
    )  # fmt: skip


def _take_decision(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate | None:
    fate = decision_answers.take_manager_decision(session, deciding_in(route, arrived), now=now)
    if fate is not None:
        take_files(session, route.scene, arrived, route.seat.person, Role.MANAGER, None, now=now)
    return fate


# What a problem that is called vital is dangerous by, when no flag says it.
_DANGER_OF = {Category.GAS: Danger.GAS, Category.ELECTRICITY: Danger.ELECTRICITY}


def danger_of(reading: Reading) -> Danger | None:
    """The danger that a mail tells of; None for what is urgent and hurts nobody tonight (GAP-14)."""
    known = {danger.value for danger in Danger} - {Danger.OTHER.value}
    for intent in reading.intents:
        if intent.type is IntentType.URGENT_FLAG and intent.values.get("reason") in known:
            return Danger(intent.values["reason"])
    for intent in reading.intents:
        if intent.type is IntentType.REPORT_NEW and intent.values.get("urgency") == Urgency.VITAL.value:
            return _DANGER_OF.get(Category(intent.values["category"]), Danger.OTHER)
    return None


def obey_or_explain(session: Session, route: ToThread, arrived: Arrived, command: Command, *, now: datetime) -> None:
    try:
        obey(session, route.scene, route.seat, command, now=now, mail_id=arrived.mail_id)
    except Refused:
        match command:
            case CloseReport():
                closings.suggest_closing(
                    session, route.scene, route.seat, words=arrived.reading.fresh_text, now=now,
                    mail_id=arrived.mail_id, photos=photos_in(arrived.files), because=command.because,
                )  # fmt: skip


def _take_on_closed(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    """Thanks stay silent; its author's « pas réglé » brings the report back; the rest is explained (S1-50, GAP-05)."""
    seat, types = route.seat, {intent.type for intent in arrived.reading.intents}
    if seat.participant.role is Role.TENANT and (danger := danger_of(arrived.reading)) is not None:
        reports.raise_urgency(
            session, route.scene, seat.person, danger, words=arrived.reading.fresh_text,
            photos=photos_in(arrived.files), now=now, mail_id=arrived.mail_id,
            because=place_of(arrived.reading.intent(IntentType.URGENT_FLAG)),
        )  # fmt: skip
    if types and types <= {IntentType.THANKS} and not arrived.files:
        return InboundFate.TAKEN
    again, words, photos = says_same_again(arrived), arrived.reading.fresh_text, photos_in(arrived.files)
    if again is not None:
        wish = ReopenReport(words, photos, place_of(again))
        try:
            obey(session, route.scene, seat, wish, now=now, mail_id=arrived.mail_id)
        except Refused:
            pass  # not theirs to bring back, or too late: the manager reads it and decides
        else:
            return take_reading(session, replace(route, reopened=True), arrived, now=now)
    if (done := take_closed_wish(session, route, arrived, now=now)) is not None:
        return done
    # The mail itself is kept whole; the discussion is closed, so no comment is made of it.
    take_files(session, route.scene, arrived, seat.person, seat.participant.role, None, now=now)
    if seat.participant.role is Role.MANAGER and seat.channel is Channel.AGENCY:
        reports.comment(session, route.scene, seat, words, photos=photos, now=now, mail_id=arrived.mail_id)
        return InboundFate.TAKEN
    if seat.participant.role is Role.MANAGER:
        closings.refuse_words(session, route.scene, seat, words=words, now=now, mail_id=arrived.mail_id)
        return InboundFate.REFUSED
    closings.answer_on_closed(
        session, route.scene, seat, words=words, photos=photos, now=now, mail_id=arrived.mail_id,
        contests=again is not None or arrived.reading.ask is Ask.SAME_OR_NEW, because=place_of(again),
    )  # fmt: skip
    return InboundFate.ASKED


def says_same_again(arrived: Arrived) -> Intent | None:
    for intent in arrived.reading.intents:
        if intent.type is IntentType.REOPEN or (
            intent.type is IntentType.ANSWER and intent.values.get("value") == "same"
        ):
            return intent
    return None
