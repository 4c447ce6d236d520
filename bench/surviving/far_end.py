"""The relay's far end: it outlives every kill, writes down what it was given, and is sometimes no good."""

import asyncio
import hashlib
import json
import os
import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)
_CODE = re.compile(rb"^X-Mailbot-Letter:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_GREETING = "250-relay.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 52428800"


@dataclass(frozen=True, slots=True)
class Received:
    """One letter as it came."""

    message_id: str
    recipient: str
    return_path: str
    code: str
    papers: dict[str, str]
    """File name → SHA-256 of each PDF."""
    kept: bool
    """Whether the relay has it: it may also take all of it, and be cut off before it keeps it."""


@dataclass(frozen=True, slots=True)
class Moods:
    """How often a letter is refused for now, and how often the line is cut after its final dot, of a thousand. It
    happens to a letter once."""

    refused: int = 0
    cut: int = 0


class FarEnd:
    """Takes letters at a port of its own, in a thread of its own."""

    def __init__(self, log: Path, *, moods: Moods, seed: int, port: int = 0) -> None:
        self._log = log.open("ab")
        if self._log.tell():
            self._log.write(b"\n")  # behind a line that a kill cut short
        self._moods = moods
        self._seed = seed
        self._met: Counter[str] = Counter(each.message_id for each in read_log(log))
        self.letters = sum(self._met.values())
        self.port = port
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._talking: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> None:
        """Listen."""
        self._thread.start()
        opened = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._talk, "127.0.0.1", self.port, limit=64_000_000), self._loop
        )
        self._server = opened.result(10)
        self.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        """Listen no more."""
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._log.close()

    async def _hang_up(self) -> None:
        if self._server is not None:
            self._server.close()
        for writer in tuple(self._talking):
            writer.transport.abort()
        await asyncio.sleep(0.05)  # each of them notices

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sender = recipient = ""
        self._talking.add(writer)
        try:
            _say(writer, "220 relay.example")
            while line := (await reader.readline()).decode("utf-8", "replace").strip():
                verb = line[:4].upper()
                if verb == "EHLO":
                    _say(writer, _GREETING)
                elif verb == "MAIL":
                    sender = _address(line)
                    _say(writer, "250 OK")
                elif verb == "RCPT":
                    recipient = _address(line)
                    _say(writer, "250 OK")
                elif verb == "DATA":
                    _say(writer, "354 Go on")
                    raw = await reader.readuntil(b"\r\n.\r\n")
                    if not self._end(writer, raw.replace(b"\r\n..", b"\r\n."), sender, recipient):
                        break
                elif verb == "QUIT":
                    _say(writer, "221 Bye")
                    break
                else:
                    _say(writer, "250 OK")
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # whoever spoke was killed
        finally:
            self._talking.discard(writer)
            writer.close()

    def _end(self, writer: asyncio.StreamWriter, raw: bytes, sender: str, recipient: str) -> bool:
        """Answer the final dot; False when the line is cut there."""
        head = raw[:65_536]
        found, code = _MESSAGE_ID.search(head), _CODE.search(head)
        message_id = found[1].decode("utf-8", "replace") if found else ""
        self._met[message_id] += 1
        chance = random.Random(f"{self._seed}:{message_id}").randrange(1000) if self._met[message_id] == 1 else 1000
        if chance < self._moods.refused:
            _say(writer, "451 4.3.0 Not now")
            return True
        is_cut = self._moods.refused <= chance < self._moods.refused + self._moods.cut
        kept = not is_cut or chance % 2 == 0
        self._write(Received(message_id, recipient, sender, code[1].decode() if code else "", papers_in(raw), kept))
        if is_cut:
            writer.transport.abort()
            return False
        _say(writer, "250 2.0.0 Kept")
        return True

    def _write(self, letter: Received) -> None:
        line = json.dumps([getattr(letter, name) for name in Received.__slots__])
        self._log.write(line.encode() + b"\n")
        self._log.flush()
        os.fsync(self._log.fileno())  # a relay that says 250 has it
        self.letters += letter.kept


def _say(writer: asyncio.StreamWriter, line: str) -> None:
    writer.write(f"{line}\r\n".encode())


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]


def papers_in(raw: bytes) -> dict[str, str]:
    """The PDFs of a letter."""
    if b"application/pdf" not in raw:
        return {}
    parts = [part for part in message_from_bytes(raw).walk() if part.get_content_type() == "application/pdf"]
    return {str(part.get_filename()): hashlib.sha256(_bytes_of(part)).hexdigest() for part in parts}


def _bytes_of(part: Any) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def read_log(log: Path) -> Iterator[Received]:
    """What a far end has written down. A last line that a kill cut short was never answered."""
    if not log.exists():
        return
    for line in log.read_bytes().split(b"\n"):
        try:
            yield Received(*json.loads(line))
        except (ValueError, TypeError):
            continue
