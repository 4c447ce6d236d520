"""How things are broken here: a disk that is really full, a walk that is held at one of its points."""

import contextlib
import resource
import smtplib
import subprocess
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import select

from mailbot import points
from mailbot.errors import TryAgain
from mailbot.model import Comment
from mailbot.model_mails import InboundMail
from mailbot.points import Point
from mailbot.vocabulary import InboundFate
from tests.living import LivingHouse
from tests.stories.test_a_report_from_first_to_last import mail


class SmallDisk:
    """A file system of 24 MB, mounted for a test: ENOSPC, as it comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def leave(self, octets: int) -> None:
        """Fill it, but for this much."""
        with self._ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"\0" * 65_536)
        with self._ballast.open("rb+") as file:
            file.truncate(max(0, self._ballast.stat().st_size - octets))

    def free(self) -> None:
        """There is room again."""
        self._ballast.unlink(missing_ok=True)


class ShortFiles:
    """Where nobody may mount: no file of this process grows beyond a length (EFBIG). The same calls fail."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._was = resource.getrlimit(resource.RLIMIT_FSIZE)

    def leave(self, octets: int) -> None:
        """No file gets longer than this."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(octets, 4096), self._was[1]))

    def free(self) -> None:
        """As long as they like."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._was)


@contextlib.contextmanager
def disk(kind: str, folder: Path) -> Iterator[SmallDisk | ShortFiles]:
    """A disk that can be filled: a small one where we may mount it, else files that may not grow."""
    folder.mkdir()
    mounted = kind == "small" and (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)],  # noqa: S607
            capture_output=True,
            check=False,
        ).returncode
        == 0
    )
    made = SmallDisk(folder) if mounted else ShortFiles(folder)
    try:
        yield made
    finally:
        made.free()
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607


@contextlib.contextmanager
def at(point: Point, do: Callable[[], None]) -> Iterator[None]:
    """Do this the first time that a walk comes by a point."""
    done: list[Point] = []

    def watcher(reached: Point) -> None:
        if reached is point and not done:
            done.append(reached)
            do()

    points.watch(watcher)
    try:
        yield
    finally:
        points.watch(None)
    assert done, f"nothing came by {point}"


def answer_at_the_door(house: LivingHouse, raw: EmailMessage, *, sender: str, to: str) -> tuple[int, str]:
    """What the door says to a mail: 250, or what it says instead."""
    try:
        house.mail(raw, sender=sender, to=to)
    except smtplib.SMTPDataError as refusal:
        said = refusal.smtp_error
        return refusal.smtp_code, said.decode() if isinstance(said, bytes) else said
    return 250, ""


def work(house: LivingHouse, *, seconds: float = 30.0) -> None:
    """A round of the worker some time later: it puts off what it cannot do now."""
    house.clock.forward(seconds=seconds)
    with contextlib.suppress(TryAgain):
        house.settle()


def fates(house: LivingHouse) -> list[tuple[InboundFate | None, str]]:
    """What became of each mail, in their order."""
    with house.world.database.looking() as session:
        return [(row.fate, row.trouble) for row in session.scalars(select(InboundMail).order_by(InboundMail.id))]


def said_in(house: LivingHouse) -> list[str]:
    """Every comment that came by mail, in their order."""
    with house.world.database.looking() as session:
        return list(session.scalars(select(Comment.text).where(Comment.mail_id.is_not(None)).order_by(Comment.id)))


def codes(house: LivingHouse, since: int = 0) -> list[tuple[str, str]]:
    """Each letter that has left, sorted: a letter that left twice stands here twice."""
    return sorted((each.recipient, each.mail.header("x-mailbot-letter")) for each in list(house.boxes)[since:])


def says(words: str, *, sender: str, to: str, number: int = 0) -> EmailMessage:
    """A mail with a Message-ID of its own."""
    return mail(words, sender=sender, to=to, subject="Re: x", message_id=f"<{abs(hash(words))}.{number}@faults>")


def leftovers(house: LivingHouse) -> list[str]:
    """What half-written files leave in the blobs folder: nothing."""
    folder = house.world.blobs.folder  # type: ignore[attr-defined]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if path.name.startswith(".") or not path.stat().st_size]
