"""Where a company answers on its mission: what it says is done, kept, and told to whoever may read it (SM3)."""

from dataclasses import replace
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound import mission_changes
from mailbot.inbound.arrived import Arrived, ask_back, place_of, says_nothing, take_files
from mailbot.inbound.attachments import join_files, photos_in, refused_in
from mailbot.inbound.company_words import only_nods
from mailbot.inbound.hearing import Heard, Step, says_only, walk
from mailbot.inbound.invoice_papers import small_aside
from mailbot.inbound.mission_invoices import take_bank_answer, take_bank_change, take_invoice
from mailbot.inbound.mission_papers import take_quote
from mailbot.inbound.mission_slots import take_acceptance, take_plan, take_refusal, take_slots
from mailbot.inbound.mission_works import take_works
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.replies import obey_or_explain
from mailbot.inbound.routes import ToThread
from mailbot.vocabulary import Channel, InboundFate, Role
from mailbot.workflow import company_answers, mission_words
from mailbot.workflow.commands import CloseReport
from mailbot.workflow.complete_files import complete_if_all_here
from mailbot.workflow.telling import Reader

STEPS: tuple[Step, ...] = (
    take_quote,
    take_works,
    take_invoice,
    take_bank_change,
    take_bank_answer,
    mission_changes.change_visit,
    take_plan,
    take_slots,
    take_acceptance,
    take_refusal,
)
"""What a company may do by its words, in the order in which one mail is taken: what was done on the spot, papers, the
visit that is planned, the one that is to be arranged, the mission itself."""


def take_mission(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    """A mail on the thread of a mission, at either of its two addresses. One mail may bring « terminé », photos and an
    invoice together."""
    scene, seat = route.scene, route.seat
    assert scene.company is not None, "a company sits in a thread of its own"
    arrived = replace(arrived, files=small_aside(arrived.files))
    if scene.is_closed:
        return take_on_closed(session, route, arrived, now=now)
    if says_nothing(arrived):
        take_files(session, scene, arrived, seat.person, Role.PROVIDER, None, now=now)
        if not refused_in(arrived.files):
            ask_back(session, scene, arrived, seat.person, Role.PROVIDER, now=now)
        return InboundFate.ASKED
    mission_words.note_answer(scene.company.mission, now=now)
    take_files(session, scene, arrived, seat.person, Role.PROVIDER, None, now=now)
    together = walk(session, STEPS, Heard(route, arrived, scene, seat, now))
    photos = photos_in(arrived.files)
    shows = together.shares_photos and bool(photos)
    if together.is_apart or (together.shares_photos and not photos):
        seat = replace(seat, channel=Channel.AGENCY)
    quiet = together.told
    is_all = bool(together.done) or arrived.reading.intent(IntentType.THANKS) is not None
    nods = not arrived.files and only_nods(arrived.reading.fresh_text)
    if nods or (is_all and says_only(arrived, together.covers)):
        quiet = frozenset(Reader)
    closes = arrived.reading.intent(IntentType.CLOSE_REPORT)
    if closes is not None:
        quiet |= {Reader.MANAGERS}
    said = mission_words.say(
        session, scene, seat, arrived.reading.fresh_text, photos=photos, now=now,
        mail_id=arrived.mail_id, urgent=is_urgent(arrived), told_already=quiet, shows_photos_alone=shows,
    )  # fmt: skip
    if said is not None:
        join_files(session, arrived.mail_id, scene.report.id, said.id)
    complete_if_all_here(session, scene, now=now)
    if closes is not None:
        obey_or_explain(session, route, arrived, CloseReport(because=place_of(closes)), now=now)
    ask = arrived.reading.ask
    if together.has_asked:
        return InboundFate.ASKED
    if ask is None or ask is Ask.WHAT_DO_YOU_MEAN or together.done:
        return InboundFate.TAKEN
    puts = {"question": _PUTS[ask]} if ask in _PUTS else None
    company_answers.ask_one_point(session, scene, seat, ask.value, now=now, mail_id=arrived.mail_id, puts=puts)
    return InboundFate.ASKED


_PUTS = {Ask.IS_IT_DONE: "next_step", Ask.TAKE_MISSION: "take_mission"}
"""What stands again once the one question was put (READING, section 11)."""


def is_urgent(arrived: Arrived) -> bool:
    """A danger in a company's mouth, or other bank details: whoever reads it reads it at once. Instructions and the
    alarm are for homes; it is the company that is on the spot and knows what to do."""
    reading = arrived.reading
    return any(reading.intent(type_) is not None for type_ in (IntentType.URGENT_FLAG, IntentType.BANK_CHANGE))


def take_on_closed(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    """Kept with its files, told to the managers, and published to nobody (GAP-05)."""
    scene, seat, types = route.scene, route.seat, {intent.type for intent in arrived.reading.intents}
    take_files(session, scene, arrived, seat.person, Role.PROVIDER, None, now=now)
    if types == {IntentType.THANKS} and not arrived.files:
        return InboundFate.TAKEN
    if scene.company is not None and scene.company.order is not None:
        heard = Heard(route, arrived, scene, seat, now)
        if Reader.MANAGERS in walk(session, (take_invoice, take_bank_change), heard).told:
            complete_if_all_here(session, scene, now=now)
            return InboundFate.TAKEN
    company_answers.hear_on_closed(
        session, scene, seat, words=arrived.reading.fresh_text, photos=photos_in(arrived.files), now=now,
        mail_id=arrived.mail_id,
    )  # fmt: skip
    return InboundFate.TAKEN
