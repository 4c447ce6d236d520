"""Where a mail may belong: one value a kind of place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mailbot.inbound.clarifying import NOTHING_YET, Clarified
from mailbot.inbound.proof import Proof
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.model import Agency, Person, Report
from mailbot.model_mails import OutboundMail
from mailbot.threads.participants import Seat
from mailbot.vocabulary import EventKind, InboundFate, Role
from mailbot.workflow.apart import Around
from mailbot.workflow.households import KnownHome
from mailbot.workflow.scene import Scene


@dataclass(frozen=True, slots=True)
class Stop:
    """The walk ends here. `why` is a code for the operator and the trail."""

    fate: InboundFate
    why: str
    agency: Agency | None = None
    seat: Seat | None = None
    person: Person | None = None
    scene: Scene | None = None
    """Of a mail that is held: the case that it was about, when there is one."""
    standpoint: Standpoint | None = None
    """Of a mail that is held: what its words are read with, to know what cannot wait."""
    question: str = ""
    """Of a mail that is held: the mark of what its writer was asked when it came."""
    letter_id: int = 0
    """Of what came to the return path of a letter: which one."""


@dataclass(frozen=True, slots=True)
class ToThread:
    """An answer in a thread, from somebody who may sit there."""

    seat: Seat
    scene: Scene
    standpoint: Standpoint
    elsewhere: bool = False
    """It was written to somebody else's address, or to the intake."""
    reopened: bool = False
    """Whether this very mail has brought the report back: its managers have read it as that."""
    at_hand: Scene | None = None
    """The same report with the company whose mission or visit the mail is about, where that can be told (AUDIENCE)."""
    proof: Proof = Proof.ADDRESS
    is_guest: bool = False
    """Its writer is on call, and nobody of the agency: they answer an alarm, and nothing else is theirs to do."""


@dataclass(frozen=True, slots=True)
class ToIntake:
    """A mail to the intake address, from somebody who has a home to report about."""

    around: Around
    person: Person
    homes: Sequence[KnownHome]
    """Those that it may be about: one's own, or for a manager all of them."""
    home: KnownHome | None
    """The one that it is about; none when its words must tell."""
    standpoint: Standpoint
    clarified: Clarified = NOTHING_YET

    @property
    def role(self) -> Role:
        return self.standpoint.role


@dataclass(frozen=True, slots=True)
class ToQuestion:
    """An answer to « C'était bien vous ? », from the person who was asked."""

    agency: Agency
    person: Person
    letter: OutboundMail
    standpoint: Standpoint


@dataclass(frozen=True, slots=True)
class ToDigest:
    """An answer to a letter that is about no one report, from the person it was written to."""

    agency: Agency
    person: Person
    role: Role
    letter: OutboundMail
    standpoint: Standpoint
    proof: Proof = Proof.ADDRESS


@dataclass(frozen=True, slots=True)
class ToOwnLetter:
    """An answer to a letter that belongs to no report: which home, or « en fait, c'est une panne »."""

    around: Around
    person: Person
    letter: OutboundMail
    homes: Sequence[KnownHome]
    standpoint: Standpoint


@dataclass(frozen=True, slots=True)
class ToDesk:
    """A manager's answer to a letter of their own that is about no report: what is ready, a receipt, a refusal."""

    agency: Agency
    person: Person
    letter: OutboundMail
    standpoint: Standpoint
    proof: Proof = Proof.ADDRESS


@dataclass(frozen=True, slots=True)
class ToManagers:
    """A mail of somebody we know that can only be filed by a person: the managers read it, nobody else does."""

    around: Around
    kind: EventKind
    reason: str
    fate: InboundFate
    person: Person
    standpoint: Standpoint
    report: Report | None = None
    dwelling: str = ""
    since: str = ""
    """The day from which the writer did not live there any more."""
    told: ToThread | None = None
    """Where its writer is told why nothing comes of it, in a letter that can be answered."""

    @property
    def report_id(self) -> int | None:
        """The number of its report, when it is about one."""
        return self.report.id if self.report is not None else None


Route: TypeAlias = Stop | ToThread | ToIntake | ToQuestion | ToDigest | ToOwnLetter | ToDesk | ToManagers


def agency_of(route: Route) -> Agency | None:
    """The agency that a mail came to; none when its address is of nobody's."""
    match route:
        case ToThread(scene=scene):
            return scene.agency
        case ToIntake(around=around) | ToOwnLetter(around=around) | ToManagers(around=around):
            return around.agency
        case ToDigest(agency=agency) | ToDesk(agency=agency) | ToQuestion(agency=agency):
            return agency
        case Stop(agency=stopped):
            return stopped


def proof_of(route: Route) -> Proof:
    """How far it is proven that the mail is from whom the route says."""
    match route:
        case ToThread(proof=proof) | ToDigest(proof=proof) | ToDesk(proof=proof):
            return proof
        case Stop():
            return Proof.NOTHING
    return Proof.ADDRESS
