"""What the people of the demonstration have sent from its page, as each mail program keeps it."""

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.threads.addresses import normal_address


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail that the door has taken."""

    number: int
    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    mail: ParsedMail
    at: datetime


class SentMails:
    """Everybody's sent mails, oldest first."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` keeps each as an .eml file with its envelope beside it; what it holds is here again."""
        self._folder = folder
        self._mails: dict[int, Sent] = {}
        self._lock = threading.Lock()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._mails = {sent.number: sent for sent in _kept_in(folder)}

    def keep(self, raw: bytes, *, sender: str, recipients: Sequence[str], at: datetime) -> Sent:
        """One more."""
        mail = parse_mail(raw)
        with self._lock:
            number = max(self._mails, default=0) + 1
            sent = Sent(number, normal_address(sender), tuple(recipients), raw, mail, at)
            if self._folder is not None:
                self.file(number).write_bytes(raw)
                envelope = {"sender": sent.sender, "recipients": sent.recipients, "at": at.isoformat()}
                unfinished = self.file(number).with_suffix(".part")
                unfinished.write_text(json.dumps(envelope), "utf-8")
                unfinished.replace(self.file(number).with_suffix(".json"))
            self._mails[number] = sent
        return sent

    def mail(self, number: int) -> Sent | None:
        """One mail by its number."""
        with self._lock:
            return self._mails.get(number)

    def file(self, number: int) -> Path:
        """Where its bytes are, for `mailbot read`."""
        return (self._folder or Path()) / f"{number:06}.eml"

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._mails.clear()
            if self._folder is not None:
                self._folder.mkdir(parents=True, exist_ok=True)

    def __iter__(self) -> Iterator[Sent]:
        with self._lock:
            return iter(tuple(self._mails.values()))


def _kept_in(folder: Path) -> Iterator[Sent]:
    for path in sorted(folder.glob("*.eml")):
        envelope = path.with_suffix(".json")
        if path.stem.isdecimal() and envelope.exists():
            said, raw = json.loads(envelope.read_text("utf-8")), path.read_bytes()
            at = datetime.fromisoformat(said["at"])
            yield Sent(int(path.stem), said["sender"], tuple(said["recipients"]), raw, parse_mail(raw), at)
