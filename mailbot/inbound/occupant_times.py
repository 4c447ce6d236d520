"""When an occupant can be there and how one gets in, out of a mail; what of its words a company then reads (S2-10)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived, place_of
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.hearing import Done, Heard, says_only
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.routes import ToThread
from mailbot.model import Person
from mailbot.vocabulary import Channel, Role
from mailbot.workflow.at_hand import heard_by
from mailbot.workflow.availability import give_access, give_times, times_of_mail
from mailbot.workflow.events import PassedOn
from mailbot.workflow.scene import Scene
from mailbot.workflow.sensitive_words import pointed_at
from mailbot.workflow.telling import Reader

_OF_ACCESS = frozenset({"access", "contact", "presence", "instruction"})
# Why somebody is away is nobody's business but the agency's (WORK_ORDER_PDF, 6.2).
_AWAY = re.compile(
    r"\b(?:travail\w*|bosse\w*|absent\w*|pas l[àa]|pas dispo\w*|vacances|en d[ée]placement|work\w*|away|on holiday|"
    r"not (?:there|home|in|free|available))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^\n.!?…]+(?:[.!?…]+(?=\s|$)|[.!?…]+|\n|$)")


def take_times(session: Session, heard: Heard) -> Done | None:
    """Note the times, and what one must know to get in, of an occupant's mail at either address."""
    if heard.seat.participant.role is not Role.TENANT:
        return None
    offer, access = heard.intent(IntentType.OFFER_AVAILABILITY), _access_in(heard)
    if offer is not None and times_of_mail(session, heard.arrived.mail_id):
        offer = None  # noted with what was said of the slots
    if offer is None and not access:
        return None
    covers = _covered(heard, offer, access)
    alone = says_only(heard.arrived, covers)
    # Whoever reads the words in another letter is not told of them twice.
    told = frozenset() if alone else frozenset({Reader.MANAGERS})
    if not alone and heard.seat.channel is Channel.PUBLIC and heard_by(session, heard.scene) is not None:
        told |= {Reader.PROVIDER}
    person, now, mail_id = heard.seat.person, heard.now, heard.arrived.mail_id
    done = offer is not None and give_times(
        session, heard.scene, person, offer.values, now=now, mail_id=mail_id, because=place_of(offer), told_already=told
    )  # fmt: skip
    if access:
        done |= give_access(
            session, heard.scene, person, "\n".join(access), now=now, mail_id=mail_id, told_already=told
        )  # fmt: skip
    return Done(covers=covers) if done else None


def take_times_alone(session: Session, heard: Heard) -> Done | None:
    """The same while nobody comes yet: the times wait for the order that will print them, and the words are news."""
    offer = heard.intent(IntentType.OFFER_AVAILABILITY)
    if offer is None or heard.seat.participant.role is not Role.TENANT:
        return None
    give_times(
        session, heard.scene, heard.seat.person, offer.values, now=heard.now, mail_id=heard.arrived.mail_id,
        because=place_of(offer), told_already=frozenset(Reader),
    )  # fmt: skip
    return None


def take_opening_times(
    session: Session, scene: Scene, arrived: Arrived, person: Person, role: Role, *, now: datetime
) -> None:  # fmt: skip
    """« Je suis là le mardi », said by the mail that opens a report: for the order that will print it, and no news."""
    offer = arrived.reading.intent(IntentType.OFFER_AVAILABILITY)
    if offer is None or role is not Role.TENANT:
        return
    give_times(
        session, scene, person, offer.values, now=now, mail_id=arrived.mail_id, because=place_of(offer),
        told_already=frozenset(Reader),
    )  # fmt: skip


def passed_on(session: Session, route: ToThread, arrived: Arrived) -> PassedOn | None:
    """The company that reads what is said in public here, and what it reads: times without their reasons."""
    scene = heard_by(session, route.at_hand)
    role = route.seat.participant.role
    if scene is None or route.seat.channel is not Channel.PUBLIC or role not in (Role.TENANT, Role.MANAGER):
        return None
    reading = arrived.reading
    offer = reading.intent(IntentType.OFFER_AVAILABILITY) if role is Role.TENANT else None
    if offer is None:
        return PassedOn(scene, reading.fresh_text, photos_in(arrived.files))
    kept = [each for each in _sentences(reading.fresh_text) if offer.because not in each and not _tells_why(each)]
    return PassedOn(scene, "".join(kept).strip(), photos_in(arrived.files), {"times": _times_of(offer)})


def _times_of(offer: Intent) -> Mapping[str, Any]:
    return {name: offer.values[name] for name in ("slots", "recurring", "always") if offer.values.get(name)}


def _access_in(heard: Heard) -> list[str]:
    """The sentences that say how one gets in, and not why somebody is away."""
    thanks = heard.intent(IntentType.THANKS)
    facts = [
        intent.because
        for intent in heard.reading.intents
        if intent.type is IntentType.PROVIDE_INFO and intent.values.get("topic") in _OF_ACCESS and intent.because
        if thanks is None or intent.because != thanks.because
    ]
    if heard.scene.company is None:
        return []
    return [
        each.strip()
        for each in _sentences(heard.reading.fresh_text)
        if any(fact in each for fact in facts) and not _tells_why(each)
    ]


def _covered(heard: Heard, offer: Intent | None, access: list[str]) -> frozenset[IntentType]:
    facts = [intent for intent in heard.reading.intents if intent.type is IntentType.PROVIDE_INFO]
    covers = {IntentType.OFFER_AVAILABILITY} if offer is not None else set()
    if access and all(intent.values.get("topic") in _OF_ACCESS for intent in facts):
        covers.add(IntentType.PROVIDE_INFO)
    return frozenset(covers)


def _tells_why(sentence: str) -> bool:
    return _AWAY.search(sentence) is not None or bool(pointed_at(sentence))


def _sentences(words: str) -> list[str]:
    return _SENTENCE.findall(words)
