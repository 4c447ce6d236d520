"""What people answer about a visit, in stories: a company, whoever lives there, a manager."""

from email.message import EmailMessage

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Participant, PersonAddress, Report, Thread
from mailbot.threads.addresses import reply_address
from mailbot.vocabulary import Channel, ThreadKind
from tests.living import SOPHIE, LivingHouse
from tests.ordering import DURAND, mission_address

DOMAIN = "suivi.agence-tilleul.example"
TWO_SLOTS = "Mardi 24 entre 9h et 11h, ou jeudi aprem."


def says(house: LivingHouse, number: str, words: str, *, channel: Channel = Channel.PUBLIC) -> list[Delivered]:
    """The company of an order writes on its mission: the letters that it caused."""
    return wrote(house, DURAND, mission_address(house, number, channel=channel), words)


def answers(
    house: LivingHouse, who: str, words: str, *, ref: str = "SIG-1042", channel: Channel = Channel.PUBLIC,
    to: str = "", answering: Delivered | None = None,
) -> list[Delivered]:  # fmt: skip
    """Somebody of a report writes on it: the letters that it caused."""
    return wrote(house, who, to or seat_address(house, who, ref, channel), words, answering=answering)


def instructs(house: LivingHouse, words: str, *, ref: str = "SIG-1042") -> list[Delivered]:
    """Sophie tells the service something about a report, and nobody else."""
    return answers(house, SOPHIE, words, ref=ref, channel=Channel.AGENCY)


def seat_address(house: LivingHouse, who: str, ref: str, channel: Channel) -> str:
    """Where somebody answers on a report."""
    with house.world.database.looking() as session:
        seat = (
            session.query(Participant)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(Report, Report.id == Thread.report_id)
            .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
            .filter(Report.ref == ref, PersonAddress.address == who, Thread.kind == ThreadKind.REPORT)
            .one()
        )
        return reply_address(house.world.keyring, seat.id, channel, DOMAIN, today=house.world.today())


def wrote(
    house: LivingHouse, sender: str, to: str, words: str, *, answering: Delivered | None = None
) -> list[Delivered]:  # fmt: skip
    """One mail, and the letters that it caused."""
    house.clock.forward(minutes=3)
    message = EmailMessage()
    message["From"], message["To"] = sender, to
    message["Subject"] = "Re: votre message"
    message["Message-ID"] = f"<{house.clock.now.timestamp()}@people.example>"
    if answering is not None:
        message["In-Reply-To"] = answering.mail.header("message-id")
    message.set_content(words)
    return house.told(message, sender=sender, to=to)
