"""« Bonjour Monsieur Vasseur, … »: what a manager writes goes to whom it greets, whatever address it came to."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived, keep_from_the_home, take_files
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.errands import ORDERS, not_done
from mailbot.inbound.reading.lexicon.word_list import words as words_of
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.messages import COLLEAGUE
from mailbot.inbound.reading.moments import moments_in
from mailbot.inbound.reading.money import amounts_in
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
    colleagues, home, companies = colleagues_of(session, seat.person), scene.home, route.standpoint.companies
    people = (*home.occupants, *home.landlords, *colleagues)
    known = [*(each.name for each in people), *(name for book in companies for name in book)]
    called = _called(reading.fresh_text, known)
    to = _to_whom(route, message.values.get("to"), reading.fresh_text, called)
    is_for_all = not called.isdisjoint(_EVERYBODY) or any(_is_called(each.name, called) for each in home.occupants)
    if to == Role.TENANT.value or is_for_all:
        if to != Role.TENANT.value and seat.channel is Channel.AGENCY:
            return not_done(session, route, arrived, "pass_on", "agency_only", "write_words", now=now)
        return arrived, InboundFate.TAKEN
    named = _meant(colleagues, called) if to == COLLEAGUE else []
    mission = _mission_of(route, to, called)
    is_landlords = to == Role.LANDLORD.value and bool(home.landlords)
    has_orders = any(intent.type in ORDERS for intent in reading.intents)
    is_for_others = is_landlords or bool(named) or mission is not None
    if (is_for_others and has_orders) or len(named) + (mission is not None) > 1:
        return not_done(session, route, arrived, "pass_on", "several_things", "one_by_one", now=now)
    words = reading.fresh_text
    if is_landlords:
        keep_from_the_home(session, scene, seat, arrived, now=now)
        prepared = private_message(home.landlords, words, said=words)
        prepare(session, seat.person, prepared, scene=scene, now=now, mail_id=arrived.mail_id)
        return None, InboundFate.TAKEN
    if named:
        said = write_to_colleague(
            session, scene, seat.person, named[0], words, photos=photos_in(arrived.files), now=now,
            mail_id=arrived.mail_id,
        )  # fmt: skip
        take_files(session, scene, arrived, seat.person, Role.MANAGER, said, now=now)
        return None, InboundFate.TAKEN
    if mission is not None and _says_no_more(route, arrived):
        write_to_company(session, scene, mission, seat.person, words, now=now, mail_id=arrived.mail_id)
        return None, InboundFate.TAKEN
    if mission is not None and seat.channel is Channel.AGENCY:
        return not_done(session, route, arrived, "pass_on", "agency_only", "write_words", now=now)
    if mission is None and any(_is_called(name, called) for book in companies for name in book):
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


def _says_no_more(route: ToThread, arrived: Arrived) -> bool:
    """Whether nothing in a letter to a company concerns a day that the home must know of, and nothing came with it.
    A letter about sums is for the company, whatever day it names; so is what no occupant would read anyway."""
    if arrived.files or not all(intent.type in _JUST_SAID for intent in arrived.reading.intents):
        return False
    folded = fold(arrived.reading.fresh_text)
    names_a_day = bool(moments_in(folded, route.standpoint.received)) or _MOVES.search(folded) is not None
    return route.seat.channel is Channel.AGENCY or not names_a_day or bool(amounts_in(folded))


_MOVES = re.compile(
    r"\b(?:annul|report(?:e|ez|er|ee|ons)\b|decal|repouss|avance[rz]?\b|deplace(?:r|z|e)?\b|cancel|postpone|reschedul)"
)
"""« Le rendez-vous est annulé »."""
_JUST_SAID = frozenset(
    {
        IntentType.MESSAGE, IntentType.COMMENT, IntentType.THANKS, IntentType.QUESTION, IntentType.STATUS_QUESTION,
        IntentType.PROVIDE_INFO, IntentType.COMPLAINT, IntentType.STATE_PRICE,
    }
)  # fmt: skip


def _to_whom(route: ToThread, to: str | None, text: str, called: frozenset[str]) -> str | None:
    """As it was read; the reader is told of one landlord alone, and « Bonjour Monsieur Durand » may be somebody of a
    company that it was told nothing of."""
    is_titled = to == Role.TENANT.value and _TITLED.match(text) is not None
    if not is_titled and to != COLLEAGUE:
        return to
    if any(_is_called(person.name, called) for person in route.scene.home.landlords):
        return Role.LANDLORD.value
    return COLLEAGUE if any(_is_called(name, called) for book in route.standpoint.companies for name in book) else to


_TITLED = re.compile(
    r"\s*(?:bonjour|bonsoir|hello|hi|cher|ch[èe]re|dear)\s(?:m|mr|mrs|ms|mme|monsieur|madame)\b\.?\s[\w'-]+\s?[,:!\n]",
    re.IGNORECASE,
)


def _called(text: str, known: Iterable[str]) -> frozenset[str]:
    """The words of the greeting. « Bonjour Karim, bonjour Nadia » greets two, and so does a line of names; who is
    named behind a comma, in a sentence, is spoken of."""
    of_a_greeting = _GREETING | frozenset().union(*(wording_of(name).words for name in known))
    called: frozenset[str] = frozenset()
    for line in text.strip().split("\n"):
        parts = [said for part in re.split(r"[,:!?]", line) if (said := wording_of(part[:_HEAD]).words)]
        greets_alone = all(said <= of_a_greeting for said in parts)
        for said in parts:
            if called and (not said <= of_a_greeting or not (greets_alone or said & _GREETS)):
                return called
            called |= said
        if not greets_alone:
            break
    return called


_HEAD = 60
"""Signs of a greeting that ends nowhere."""
_GREETS = frozenset(words_of("bonjour bonsoir salut coucou hello hi hey bjr cher chere chers cheres dear"))
_EVERYBODY = frozenset(words_of("tous toutes everyone everybody"))
_GREETING = (
    _GREETS
    | _EVERYBODY
    | frozenset(
        words_of("good morning afternoon evening et and a the m mr mrs ms mme mlle madame monsieur mesdames messieurs")
    )
)


def _is_called(name: str, called: frozenset[str]) -> bool:
    return not called.isdisjoint(wording_of(name).words - _NO_NAMES)


_NO_NAMES = frozenset(
    words_of(
        "m mr mme mlle monsieur madame plomberie chauffage elec services service sarl sas et fils agence de du la le"
        " les l des entreprise bonjour"
    )
)


def _meant(people: Sequence[Person], called: frozenset[str]) -> list[Person]:
    """Those who are greeted: of two Karims the one whose surname stands there too."""
    named = {person.id: called & (wording_of(person.name).words - _NO_NAMES) for person in people}
    return [each for each in people if named[each.id] and not any(named[each.id] < more for more in named.values())]
