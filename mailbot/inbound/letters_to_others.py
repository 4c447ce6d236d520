"""« Bonjour Monsieur Vasseur, … »: what a manager writes goes to whom it greets, whatever address it came to."""

import re
from collections.abc import Iterable
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived, keep_from_the_home, take_files
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.errands import ORDERS, not_done
from mailbot.inbound.reading.lexicon.word_list import words as words_of
from mailbot.inbound.reading.messages import COLLEAGUE
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.wording import wording_of
from mailbot.inbound.routes import ToThread
from mailbot.model import Person
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import Channel, InboundFate, Role
from mailbot.workflow.colleagues import colleagues_of, write_to_colleague
from mailbot.workflow.drafts import prepare, private_message
from mailbot.workflow.mission_words import write_to_company
from mailbot.workflow.orders import GIVEN_UP

_HEAD = re.compile(r"\s*[^,:!?\n]{1,60}")
"""The greeting of a letter."""


def take_letter(
    session: Session, route: ToThread, arrived: Arrived, *, now: datetime
) -> tuple[Arrived | None, InboundFate]:  # fmt: skip
    """A letter to the landlord is shown first (G-14), one to a colleague or to the company of the mission goes to them,
    one to a company without a mission here goes nowhere, and its writer is told (X-14): none is read at home. A name
    that an occupant bears too, or that nobody bears, is taken for theirs (READING, section 7, rule 10; decision 0043).
    """
    scene, seat, reading = route.scene, route.seat, arrived.reading
    message = reading.intent(IntentType.MESSAGE)
    if message is None or "canned" in message.values or scene.report.is_private or seat.channel is Channel.PRIVATE:
        return arrived, InboundFate.TAKEN
    called = _called(reading.fresh_text)
    to = _to_whom(route, message.values.get("to"), reading.fresh_text, called)
    if to == Role.TENANT.value or any(_is_called(person.name, called) for person in scene.home.occupants):
        return arrived, InboundFate.TAKEN
    colleague = _one_of(colleagues_of(session, seat.person), called) if to == COLLEAGUE else None
    mission = _mission_of(route, to, called)
    is_landlords = to == Role.LANDLORD.value and bool(scene.home.landlords)
    if (colleague or mission or is_landlords) and any(intent.type in ORDERS for intent in reading.intents):
        return not_done(session, route, arrived, "pass_on", "several_things", "one_by_one", now=now)
    words = reading.fresh_text
    if is_landlords:
        keep_from_the_home(session, scene, seat, arrived, now=now)
        prepared = private_message(scene.home.landlords, words, said=words)
        prepare(session, seat.person, prepared, scene=scene, now=now, mail_id=arrived.mail_id)
        return None, InboundFate.TAKEN
    if colleague is not None:
        said = write_to_colleague(
            session, scene, seat.person, colleague, words, photos=photos_in(arrived.files), now=now,
            mail_id=arrived.mail_id,
        )  # fmt: skip
        take_files(session, scene, arrived, seat.person, Role.MANAGER, said, now=now)
        return None, InboundFate.TAKEN
    if mission is not None and _says_no_more(arrived):
        write_to_company(session, scene, mission, seat.person, words, now=now, mail_id=arrived.mail_id)
        return None, InboundFate.TAKEN
    if mission is None and any(_is_called(name, called) for book in route.standpoint.companies for name in book):
        return not_done(session, route, arrived, "pass_on", "no_open_order", "its_buttons", now=now)
    return arrived, InboundFate.TAKEN


def _mission_of(route: ToThread, to: str | None, called: frozenset[str]) -> WorkOrder | None:
    """The mission at hand of the company that is greeted, by its trade, its name or that of whoever writes for it."""
    company = route.at_hand.company if route.at_hand is not None else None
    if company is None or company.order is None or company.order.state in GIVEN_UP:
        return None
    names = (company.provider.company, *(person.name for person in company.people))
    theirs = to == Role.PROVIDER.value or (to == COLLEAGUE and any(_is_called(name, called) for name in names))
    return company.order if theirs else None


def _says_no_more(arrived: Arrived) -> bool:
    """Whether nothing in a letter to a company concerns a day that the home must know of, and nothing came with it."""
    return not arrived.files and all(intent.type in _JUST_SAID for intent in arrived.reading.intents)


_JUST_SAID = frozenset(
    {
        IntentType.MESSAGE, IntentType.COMMENT, IntentType.THANKS, IntentType.QUESTION, IntentType.STATUS_QUESTION,
        IntentType.PROVIDE_INFO, IntentType.COMPLAINT, IntentType.STATE_PRICE,
    }
)  # fmt: skip


def _to_whom(route: ToThread, to: str | None, text: str, called: frozenset[str]) -> str | None:
    """As it was read; « Bonjour Monsieur Durand » is somebody of a company that the reader was told nothing of."""
    names = [name for book in route.standpoint.companies for name in book]
    is_theirs = to == Role.TENANT.value and _TITLED.match(text) is not None
    return COLLEAGUE if is_theirs and any(_is_called(name, called) for name in names) else to


_TITLED = re.compile(
    r"\s*(?:bonjour|bonsoir|hello|hi|cher|ch[èe]re|dear)\s(?:m|mr|mrs|ms|mme|monsieur|madame)\b\.?\s[\w'-]+\s?[,:!\n]",
    re.IGNORECASE,
)


def _called(text: str) -> frozenset[str]:
    """The words of the greeting."""
    head = _HEAD.match(text)
    return wording_of(head[0]).words if head is not None else frozenset()


def _is_called(name: str, called: frozenset[str]) -> bool:
    return not called.isdisjoint(wording_of(name).words - _NO_NAMES)


_NO_NAMES = frozenset(
    words_of(
        "m mr mme mlle monsieur madame plomberie chauffage elec services service sarl sas et fils agence de du la le"
        " les l des entreprise bonjour"
    )
)


def _one_of(people: Iterable[Person], called: frozenset[str]) -> Person | None:
    found = [person for person in people if _is_called(person.name, called)]
    return found[0] if len(found) == 1 else None
