"""The walk of one letter: claim, write, seal, send, record."""

import threading
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

from mailbot import tracing
from mailbot.errors import TryAgain
from mailbot.measures import LETTER_STEP, LOST_LEASES, RELAY_ANSWERS
from mailbot.model_mails import OutboundMail
from mailbot.outbound.composing import return_path_of, written_and_sealed
from mailbot.outbound.documents import NotPrinted
from mailbot.outbound.envelopes import Signer, no_signature
from mailbot.outbound.queue import (
    LONGEST_PAUSE,
    ClaimedLetter,
    Ending,
    claim_due_letters,
    claim_letters,
    mails_behind,
    record,
)
from mailbot.outbound.relay import PutOff, RefusedByRelay, Relay, RelayAddress, Secrecy, Uncertain, Way, holding
from mailbot.points import Point, reach
from mailbot.precedence import Precedence, due_from, is_urgent, precedence
from mailbot.settings import Settings
from mailbot.telemetry import logger
from mailbot.vocabulary import OutboundFate
from mailbot.world import World

log = logger(__name__)

_SLOW = timedelta(seconds=1)
"""A letter that took longer is recorded at once, not with the others of its batch."""
_GRACE = timedelta(hours=1)
_PAUSE = timedelta(seconds=20)
"""Until a letter is tried again that met a disk or a database that is away."""
_FIRST_PAUSE = 30.0
_LONGEST_PAUSE_OF_A_DANGER = 300.0


@dataclass(frozen=True, slots=True)
class Office:
    """What sending needs beside the world."""

    relay: Relay
    sign: Signer
    patience: timedelta
    """How long a letter that the relay puts off is tried again."""
    since: datetime | None = None
    """When this process began to send: a house that stood still for days gives its letters a while all the same."""


def open_office(settings: Settings, *, now: datetime | None = None) -> Office:
    """What sending needs. Raises WrongSetting for a relay without a host, a file without an authority, or a folder of
    keys that holds none."""
    sign: Signer = no_signature
    if settings.dkim_dir is not None:
        from mailbot.outbound.signing import DkimKeys  # a library of its own, for a house that signs

        sign = DkimKeys(settings.dkim_dir)
    secrecy = Secrecy(settings.relay_tls, settings.relay_ca)
    if settings.relay_ca is not None:
        secrecy.trusted()
    relay = Relay(*RelayAddress.parse_all(settings.relay_url), hostname=settings.hostname, secrecy=secrecy)
    return Office(relay, sign, timedelta(hours=settings.letter_hours), now)


def dispatch_due(world: World, office: Office, *, limit: int) -> bool:
    """Send the next letters of the line; whether there were any."""
    half = _half_a_lease_from_now(world)
    letters = claim_due_letters(world, limit=limit)
    _send(world, office, letters, half)
    return bool(letters)


def dispatch(world: World, office: Office, letter_ids: Sequence[int]) -> None:
    """Send these letters, those of them that are due."""
    half = _half_a_lease_from_now(world)
    _send(world, office, claim_letters(world, letter_ids), half)


def _half_a_lease_from_now(world: World) -> datetime:
    return world.clock() + timedelta(seconds=world.lease / 2)


def _send(world: World, office: Office, letters: Sequence[ClaimedLetter], half: datetime) -> None:
    """No transaction is open while a letter is written or the relay is spoken to. A crash between the relay's 250 and
    the record of it sends the letter again with the same Message-ID: at least once, and mail programs show it once.
    """
    batch = _Batch(world, office, letters, half)
    if not office.relay.is_known:
        batch.send_first()
    if (others := office.relay.hands(len(letters)) - 1) > 0:
        with ThreadPoolExecutor(others, "letters") as pool:
            walks = [pool.submit(batch.send_all) for _ in range(others)]
            batch.send_all()
        for walk in walks:
            walk.result()
    batch.send_all()
    batch.record()


class _Batch:
    """Letters that are ours, in their order, and what became of them. Several threads may send from it at once; one
    reader's letters leave one after another."""

    def __init__(self, world: World, office: Office, letters: Sequence[ClaimedLetter], half: datetime) -> None:
        self._world = world
        self._office = office
        self._half = half
        self._lock = threading.Lock()
        self._waiting = {letter.id: letter for letter in letters}
        self._readers = set[str]()
        """To whom a letter is just being sent."""
        self._promised = set[int]()
        """Letters whose envelope is open at the relay already, or soon."""
        self._endings = list[Ending]()
        self._traces = mails_behind(world, [letter.id for letter in letters]) if tracing.is_on() else {}

    def send_first(self) -> None:
        """One alone."""
        if (letter := self._next(None)) is not None:
            self._send(_Hand(self._world, letter, self))

    def send_all(self) -> None:
        """Until none is left, or those that are left wait for one of another thread's."""
        promised = None
        while (letter := self._next(promised)) is not None:
            hand = _Hand(self._world, letter, self, looks_ahead=True)
            self._send(hand)
            promised = hand.promised

    def _send(self, hand: "_Hand") -> None:
        letter = hand.letter
        began = self._world.clock()
        with holding(hand), self._traced(letter):
            ending = _attempt(self._world, self._office, letter)
            tracing.say(fate=ending.fate.value, tries=letter.tries)
        with self._lock:
            self._readers.discard(letter.recipient)
            self._endings.append(ending)
        if self._world.clock() - began > _SLOW:
            self.record()

    def _traced(self, letter: ClaimedLetter) -> AbstractContextManager[object]:
        of = self._traces.get(letter.id, "")
        return tracing.span("dispatch", of=of, letter_id=letter.id, kind=letter.kind.value)

    @property
    def is_late(self) -> bool:
        """Whether half of the lease is over."""
        return self._world.clock() > self._half

    def give_back(self) -> None:
        """What we have not begun goes back for others to take, and what has left is written down: its lease ends while
        we wait for another one."""
        with self._lock:
            back, self._waiting = self._waiting, {}
            ended, self._endings = self._endings, []
        record(self._world, [*ended, *_given_back(tuple(back.values()))])

    def record(self) -> None:
        """Write down what became of those that we have sent."""
        with self._lock:
            ended, self._endings = self._endings, []
        record(self._world, ended)

    def promise(self, to: str) -> ClaimedLetter | None:
        """The letter that whoever just sends to this reader will send next: no other thread takes it any more."""
        with self._lock:
            letter = self._first(self._readers - {to})
            if letter is None or not letter.is_written_at_once:
                return None
            self._promised.add(letter.id)
            return letter

    def _next(self, promised: ClaimedLetter | None) -> ClaimedLetter | None:
        if self.is_late:  # a slow relay: somebody else takes over what we have not begun, and not in mid-letter
            self.give_back()
        with self._lock:
            is_kept = promised is not None and promised.id in self._waiting
            letter = promised if is_kept else self._first(self._readers)
            if letter is not None:
                del self._waiting[letter.id]
                self._readers.add(letter.recipient)
        if promised is not None and letter is not promised:
            self._office.relay.leave(_way_of(self._world, promised))
        return letter

    def _first(self, readers: Collection[str]) -> ClaimedLetter | None:
        """The first that waits for nobody: neither one of these readers, nor behind a promised one of its own's."""
        held = set(readers)
        for letter in self._waiting.values():
            if letter.recipient not in held and letter.id not in self._promised:
                return letter
            held.add(letter.recipient)
        return None


class _Hand:
    """A letter that is being handed over: its lease lasts for as long as the relay takes."""

    promised: ClaimedLetter | None = None
    """What it sends next, when the relay has heard of it."""

    def __init__(self, world: World, letter: ClaimedLetter, batch: _Batch, *, looks_ahead: bool = False) -> None:
        self.letter = letter
        self._world = world
        self._looks_ahead = looks_ahead
        self._batch = batch
        self._fate = OutboundFate.UNCERTAIN if letter.was_uncertain else OutboundFate.SENDING

    def waits(self) -> None:
        """The relay is slow: what we have not begun goes back for others to take, and this one stays ours."""
        if not self._batch.is_late:
            return
        try:
            self._batch.give_back()
            self._keep()
        except Exception:  # the answer to this letter is heard all the same
            log.fault("lease_not_kept", letter_id=self.letter.id)

    def lets_go(self) -> None:
        """Before the final dot. An order is written down as uncertain until the relay has answered: whoever finds it
        so, after a kill, does not send it twice. Raises _TakenOver when the letter is ours no more."""
        is_order = self.letter.is_order
        if is_order:
            self._fate = OutboundFate.UNCERTAIN
        if (is_order or self._batch.is_late) and not self._keep():
            raise _TakenOver

    def follows(self) -> Way | None:
        """The batch's next letter, which goes the same way as this one."""
        if self._looks_ahead and not self._batch.is_late:
            self.promised = self._batch.promise(self.letter.recipient)
        return None if self.promised is None else _way_of(self._world, self.promised)

    def _keep(self) -> bool:
        letter = self.letter
        with self._world.database.core_transaction() as connection:
            kept = connection.execute(
                update(OutboundMail)
                .where(OutboundMail.id == letter.id, OutboundMail.claimed_by == letter.claimed_by)
                .values(fate=self._fate, due_at=self._world.clock() + timedelta(seconds=self._world.lease))
            )
        return kept.rowcount == 1


class _TakenOver(Exception):
    """We were so slow that somebody else has the letter now."""


def _given_back(letters: Sequence[ClaimedLetter]) -> list[Ending]:
    """In the place that they had: whoever came later stays behind them."""
    return [
        Ending(
            letter, _before(letter), letter.answer,
            due_from(letter.kind, letter.created_at, urgent=is_urgent(letter.facts)), was_tried=False,
        )
        for letter in letters
    ]  # fmt: skip


def _before(letter: ClaimedLetter) -> OutboundFate:
    return OutboundFate.UNCERTAIN if letter.was_uncertain else OutboundFate.PENDING


def _attempt(world: World, office: Office, letter: ClaimedLetter) -> Ending:
    if letter.was_uncertain and letter.is_order:
        # Killed after the final dot: not blindly sent again.
        return Ending(letter, OutboundFate.UNCERTAIN, letter.answer or "nobody has read what the relay answered")
    try:
        raw = written_and_sealed(world, office.sign, letter)
        reach(Point.LETTER_SEALED)
        with LETTER_STEP.timed("send"):
            answer = office.relay.send(raw, sender=return_path_of(world, letter), recipient=letter.recipient)
        RELAY_ANSWERS.add("taken")
        reach(Point.LETTER_ACCEPTED)
    except RefusedByRelay as refusal:
        RELAY_ANSWERS.add("refused")
        return Ending(letter, OutboundFate.FAILED, refusal.answer)
    except PutOff as delay:
        RELAY_ANSWERS.add("put_off" if delay.again_in is None else "away")
        return _later(world, office, letter, delay.answer, again_in=delay.again_in)
    except Uncertain as doubt:
        RELAY_ANSWERS.add("uncertain")
        return _in_doubt(world, letter, str(doubt))
    except _TakenOver:
        LOST_LEASES.add("letters")
        return Ending(letter, OutboundFate.PENDING, "")  # of no effect: its mark is another's
    except NotPrinted as trouble:
        log.warning("letter_not_printed", letter_id=letter.id, kind=letter.kind.value)
        return _later(world, office, letter, f"not printed: {trouble}")
    except (TryAgain, OSError) as trouble:
        # A disk or a database that is away says nothing against the letter: it waits for as long as that lasts.
        log.warning("letter_put_off", letter_id=letter.id, trouble=type(trouble).__name__)
        return Ending(letter, _before(letter), "", world.clock() + _PAUSE)
    except Exception as fault:
        # A template or a fact is wrong: the next letters go on, and this one is tried again when we have mended it.
        log.fault("letter_fault", letter_id=letter.id, kind=letter.kind.value)
        return _later(world, office, letter, f"fault: {type(fault).__name__}")
    return Ending(letter, OutboundFate.SENT, answer)


def _way_of(world: World, letter: ClaimedLetter) -> Way:
    """From where it comes back, and to whom it goes."""
    return Way(return_path_of(world, letter), letter.recipient)


def _later(
    world: World, office: Office, letter: ClaimedLetter, answer: str, *, again_in: float | None = None
) -> Ending:  # fmt: skip
    """`again_in`: seconds after which the relay, which is away, is tried again: the letter itself was not."""
    now = world.clock()
    begun = now - office.since if office.since is not None else _GRACE
    if now - letter.created_at > office.patience and begun >= _GRACE:
        return Ending(letter, OutboundFate.UNCERTAIN if letter.was_uncertain else OutboundFate.FAILED, answer)
    is_danger = precedence(letter.kind, letter.facts) is Precedence.DANGER
    longest = _LONGEST_PAUSE_OF_A_DANGER if is_danger else LONGEST_PAUSE
    pause = min(_FIRST_PAUSE * 2.0 ** max(0, min(letter.tries - 1, 20)), longest)
    due_at = now + timedelta(seconds=pause if again_in is None else again_in)
    return Ending(letter, _before(letter), answer, due_at, was_tried=again_in is None)


def _in_doubt(world: World, letter: ClaimedLetter, answer: str) -> Ending:
    # RFC 1047: the relay may have it. Once more does no harm to news, with the same Message-ID; twice would be a habit.
    if letter.was_uncertain or letter.is_order:
        return Ending(letter, OutboundFate.UNCERTAIN, answer)
    return Ending(letter, OutboundFate.UNCERTAIN, answer, world.clock() + timedelta(seconds=_FIRST_PAUSE))
