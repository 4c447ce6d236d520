"""The walk of one claimed mail, top to bottom: parse, prove, screen, take, settle."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailbot import tracing
from mailbot.db import Session
from mailbot.errors import TryAgain
from mailbot.inbound.attachments import SortedFile, keep_files, sort_files
from mailbot.inbound.authentication.authenticating import authenticate
from mailbot.inbound.authentication.results import Authentication
from mailbot.inbound.clarifying import Clarified
from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.inbound.proof import Vouched
from mailbot.inbound.queue import MOST_TRIES, PAUSE, Claimed, Trail, park, park_or_put_off, put_off, settle
from mailbot.inbound.screening import Verdict, screen
from mailbot.inbound.taking import take_in
from mailbot.inbound.twice import Copy, Named, copies_among, name_of, namesakes
from mailbot.measures import MAIL_STEP, MAIL_WAIT, MAILS, MAILS_PUT_OFF
from mailbot.points import Point, reach
from mailbot.telemetry import logger
from mailbot.threads.addresses import normal_address
from mailbot.vocabulary import InboundFate
from mailbot.world import World

log = logger(__name__)


def process(world: World, claimed: Claimed) -> InboundFate | None:
    """Take one claimed mail to its fate; None when it was put off, or taken over by somebody else.

    Never raises: trouble that may pass puts the mail off; a fault of ours does too, and after MOST_TRIES parks it.
    """
    mail_id = claimed.id
    try:
        if claimed.tries > MOST_TRIES:
            # It ended its worker, more than once, without a word: a native library, or no memory. No bytes of it now.
            return park(world, claimed, "worker_ended")
        fate = _walk(world, claimed)
    except (TryAgain, OSError) as trouble:
        MAILS_PUT_OFF.add(type(trouble).__name__)
        log.warning("mail_put_off", mail_id=mail_id, trouble=type(trouble).__name__)
        # A full disk or a database that is away says nothing against the mail: it waits for as long as that lasts.
        put_off(world, claimed, PAUSE, tries=claimed.tries - 1)
        return None
    except Exception as fault:
        MAILS_PUT_OFF.add("fault")
        log.fault("mail_fault", mail_id=mail_id, tries=claimed.tries)
        return park_or_put_off(world, claimed, type(fault).__name__)
    return fate


@dataclass(frozen=True, slots=True)
class Opened:
    """A mail of which everything is known that can be known outside of a transaction."""

    claimed: Claimed
    trail: Trail
    mail: ParsedMail
    authentication: Authentication
    verdict: Verdict
    files: tuple[SortedFile, ...]
    name: Named
    copies: Sequence[Copy] = ()
    namesakes: frozenset[int] | None = None
    """Mails that have its Message-ID, whatever they say; None when nobody has looked."""


def _walk(world: World, claimed: Claimed) -> InboundFate | None:
    try:
        [opened] = with_copies(world, [open_claimed(world, claimed)])
    except _Erased:
        # It was let in after its bytes had been erased: there is nothing left to read.
        return park(world, claimed, "erased")
    with world.database.transaction() as session:
        fate = settle_opened(world, session, opened)
        none_came_before(world, session, [opened])
    tell_of(world, opened, fate)
    return fate


class _Erased(Exception):
    """The bytes of a mail are no more."""


def open_claimed(world: World, claimed: Claimed) -> Opened:
    """All of a mail that wants no transaction: parsed, proven, screened, its files kept. Raises what it meets."""
    with tracing.span("open", of=claimed.fingerprint, mail_id=claimed.id):
        return _opened(world, claimed)


def _opened(world: World, claimed: Claimed) -> Opened:
    trail = Trail([*Clarified.in_trail(claimed.trail).steps, *Vouched.in_trail(claimed.trail).steps])
    tracing.say(tries=claimed.tries, size=len(claimed.content or b""))
    raw = _bytes_of(world, claimed)
    with MAIL_STEP.timed("parse"):
        mail = parse_mail(raw)
    trail.note("parsed", *(trouble.value for trouble in mail.troubles))
    reach(Point.MAIL_PARSED)

    with MAIL_STEP.timed("prove"):
        authentication = _authentication(world, claimed, raw, mail)
    trail.note("authenticated", authentication.word, authentication.dmarc.value, authentication.by.value)
    reach(Point.MAIL_PROVEN)

    with MAIL_STEP.timed("screen"):
        verdict = screen(mail, envelope_from=claimed.mail_from or "<>")
    trail.note("screened", verdict.kind.value, verdict.reason.value)

    with MAIL_STEP.timed("files"):
        files = () if verdict.is_machine else sort_files(mail)
        keep_files(world.blobs, files)
    reach(Point.MAIL_FILES_KEPT)
    name = name_of(claimed.id, claimed.recipient, mail, raw, received_at=claimed.received_at)
    return Opened(claimed, trail, mail, authentication, verdict, files, name)


def _bytes_of(world: World, claimed: Claimed) -> bytes:
    try:
        return claimed.content if claimed.content is not None else world.blobs.get(claimed.fingerprint)
    except KeyError:
        raise _Erased from None


def with_copies(world: World, opened: list[Opened]) -> list[Opened]:
    """The same with what came of each by another way, or to another address of ours; almost always nothing. What a
    manager has decided on is taken as it is."""
    asked = [each.name for each in opened if Clarified.in_trail(each.claimed.trail).decision is None]
    if not asked:
        return opened
    with world.database.looking() as session:
        others = namesakes(session, asked)
    looked = {each.id for each in asked}
    return [_beside(world, each, others.get(each.name.id, ())) if each.name.id in looked else each for each in opened]


def _beside(world: World, opened: Opened, others: Sequence[Copy]) -> Opened:
    copies = copies_among(others, _bytes_of(world, opened.claimed), world.blobs.get) if others else ()
    return replace(opened, copies=copies, namesakes=frozenset(other.id for other in others))


def none_came_before(world: World, session: Session, opened: Sequence[Opened]) -> None:
    """At the end of a transaction that took these mails: raises TryAgain when a mail of the same name, with an earlier
    number, has come to light meanwhile. Of two doors on PostgreSQL the one whose mail has the earlier number may be the
    one that commits later; SQLite gives numbers in the order of commits."""
    if world.database.is_sqlite:
        return
    looked = {each.name.id: each for each in opened if each.namesakes is not None}
    for number, others in namesakes(session, [each.name for each in looked.values()]).items():
        seen = looked[number].namesakes or frozenset()
        if any(other.id < number and other.id not in seen for other in others):
            raise TryAgain("the same mail has come by another door")


def settle_opened(world: World, session: Session, opened: Opened) -> InboundFate | None:
    """Take an opened mail and write its fate, in a transaction of the caller. Raises LostLease."""
    claimed = opened.claimed
    with tracing.span("settle", of=claimed.fingerprint, mail_id=claimed.id, kind=opened.verdict.kind.value):
        fate = _settle_opened(world, session, opened)
        tracing.say(fate=fate.value if fate is not None else "")
        return fate


def _settle_opened(world: World, session: Session, opened: Opened) -> InboundFate | None:
    claimed, now = opened.claimed, world.clock()
    with MAIL_STEP.timed("take"):
        settling = take_in(
            session, claimed, opened.mail, opened.verdict, opened.files, opened.trail,
            authentication=opened.authentication, keyring=world.keyring, copies=opened.copies, now=now,
        )  # fmt: skip
    reach(Point.MAIL_TAKEN)
    fate = settle(
        session, claimed, settling, opened.trail, now=now, sender=normal_address(opened.mail.sender.address)[:320],
        proven=opened.authentication.to_json(),
    )  # fmt: skip
    reach(Point.MAIL_SETTLED)
    return fate


def tell_of(world: World, opened: Opened, fate: InboundFate | None) -> None:
    """What is said of a mail once its fate is committed."""
    reach(Point.MAIL_COMMITTED)
    if fate is not None:
        MAILS.add(fate.value, opened.verdict.kind.value)
        MAIL_WAIT.note((world.clock() - opened.claimed.received_at).total_seconds())
    log.info("mail_settled", mail_id=opened.claimed.id, fate=fate.value if fate is not None else None)
    if world.overhear is not None and opened.trail.read_from is not None:
        world.overhear(opened.claimed.id, opened.trail.read_from.to_json())


def _authentication(world: World, claimed: Claimed, raw: bytes, mail: ParsedMail) -> Authentication:
    """What the sender's domain says of a mail, on the day it came: keys are changed, and hosts."""
    if claimed.proven is not None:
        return Authentication.from_json(claimed.proven)
    return authenticate(
        world.names, world.trust, raw, mail, mail_from=claimed.mail_from, helo=claimed.helo, peer=claimed.peer,
        now=claimed.received_at,
    )  # fmt: skip
