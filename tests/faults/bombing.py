"""Walks each bomb in a process of its own, and says what it took: `python -m tests.faults.bombing CAST FOLDER`.

CAST is a database in which the cast lives. What comes out is one JSON object: name → octets, seconds of the processor
at a quarter of the size and at the size, megabytes above an idle process, fate.
"""

import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mailbot.importing.sheets import open_sheet
from mailbot.inbound.attachments import sort_files
from mailbot.inbound.contents import File
from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.documents import read_document
from mailbot.pictures import for_others, for_paper
from mailbot.vocabulary import InboundFate
from tests.faults import bombs
from tests.faults.walking import Seat, WalkingHouse
from tests.filing_cabinet import photo
from tests.living import NADIA

SIZE = 400_000
"""Octets of the larger of two mails, of which the smaller is a quarter."""
LARGEST = 34_000_000
"""A mail as large as the door takes: of these kinds, which take the most."""
WHOLE = ("zeros in base64", "continued names", "a table", "a delivery status")
GRACE = 0.3
"""Seconds that a larger mail may take beyond its share: what is loaded at its first use, a letter more."""
_ROOM = 3_000_000_000
"""Octets that a process may have at all: what it takes is counted far below."""
_SECONDS = 120


def main(cast: Path, folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """What each bomb took."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _walked(cast, folder, [bombs.with_file(photo(), "a.jpg", "image/jpeg")] * 2)  # what is loaded once
    for work in (read_document, for_others):
        work(bombs.pdfs()["words"] if work is read_document else photo())
    took: dict[str, Mapping[str, Any]] = {"all mails": _apart(_every_mail, cast, folder)}
    for name in WHOLE:
        took[f"largest: {name}"] = _apart(_largest, cast, folder, name)
    for name, content in bombs.files().items():
        took[f"file: {name}"] = _apart(_looked_at, name, content)
    for name, line in (("one line", b"a;"), ("quotes", b'"";"'), ("blanks", b"\n \t")):
        took[f"sheet: {name}"] = _apart(_imported, [line * (size // len(line)) for size in (SIZE // 4, SIZE)])
    return took


def _walked(cast: Path, folder: Path, mails: list[bytes]) -> list[tuple[float, str]]:
    within = Path(tempfile.mkdtemp(dir=folder))
    house = WalkingHouse(within, cast)
    try:
        seat = next(each for each in house.seats() if each.writer == NADIA)
        return [_one(house, seat, number, raw) for number, raw in enumerate(mails)]
    finally:
        house.close()
        shutil.rmtree(within)


def _one(house: WalkingHouse, seat: Seat, number: int, raw: bytes) -> tuple[float, str]:
    house.clock.forward(hours=1)
    head = f"From: {seat.writer}\r\nMessage-ID: <{number}@mail.example>\r\nDate: Sat, 21 Nov 2026 10:00:00 +0100\r\n"
    began = time.process_time()
    walked = house.walk(head.encode() + raw, sender=seat.writer, to=seat.recipient)
    took = time.process_time() - began
    if walked.unsent:
        return took, f"unsent: {walked.unsent}"
    return took, walked.trouble if walked.trouble == "fault" or walked.fate is None else walked.fate.value


def _every_mail(cast: Path, folder: Path) -> dict[str, Any]:
    """Each kind at both sizes, in one house; the one whose time grew the most, and what else is not as it should be."""
    mails = [make(size) for make in bombs.MAILS.values() for size in (SIZE // 4, SIZE)]
    walked = _walked(cast, folder, mails)
    grown = {
        name: (large - GRACE) / max(small, 0.001)
        for name, (small, _), (large, _) in zip(bombs.MAILS, walked[::2], walked[1::2], strict=True)
    }
    worst = max(grown, key=grown.__getitem__)
    small, large = (walked[2 * list(bombs.MAILS).index(worst) + at][0] for at in (0, 1))
    bad = [name for name, (_, fate) in zip(bombs.MAILS, walked[1::2], strict=True) if fate not in _FATES]
    return {"octets": SIZE, "small": small, "large": large, "fate": " ".join(bad) or "taken", "worst": worst}


_FATES = frozenset(InboundFate)


def _largest(cast: Path, folder: Path, name: str) -> dict[str, Any]:
    raw = bombs.MAILS[name](LARGEST)
    [(took, fate)] = _walked(cast, folder, [raw])
    return {"octets": len(raw), "small": took, "large": took, "fate": fate}


def _looked_at(name: str, content: bytes) -> dict[str, Any]:
    plain = parse_mail(b"From: a@b.example\n\nx")
    file = File(name, "application/octet-stream", content, "", inline=False)
    began = time.process_time()
    why = sort_files(replace(plain, files=(file,)))
    if name.endswith(".dat"):
        parse_mail(b"From: a@b.example\r\n" + bombs.with_file(content, name))
    if name.endswith(".pdf"):
        read_document(content, name)
    if name.endswith((".png", ".gif", ".tiff")):
        for draw in (for_others, for_paper):
            try:
                draw(content)
            except (ValueError, OverflowError):
                continue
    took = time.process_time() - began
    return {"octets": len(content), "small": took, "large": took, "fate": why[0].use.value if why else "none"}


def _imported(sheets: list[bytes]) -> dict[str, Any]:
    took = []
    for octets in sheets:
        began = time.process_time()
        open_sheet("lots.csv", b"reference;adresse\n" + octets)
        took.append(time.process_time() - began)
    return {"octets": len(sheets[1]), "small": took[0], "large": took[1], "fate": "read"}


def _apart(work: Callable[..., dict[str, Any]], *given: Any) -> dict[str, Any]:
    """In a process of its own, which begins with what is loaded already."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        idle = _megabytes("VmRSS")
        try:
            told = work(*given)
        except BaseException as error:  # whatever it is, the parent says so
            told = {"octets": 0, "small": 0.0, "large": 0.0, "fate": repr(error)[:500]}
        told["megabytes"] = _megabytes("VmHWM") - idle
        os.write(writing, json.dumps(told).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return (
        json.loads(said)
        if said
        else {"octets": 0, "small": 0.0, "large": 0.0, "megabytes": 0, "fate": f"died: {status}"}
    )


def _megabytes(which: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(which))


if __name__ == "__main__":
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the log goes there
    os.write(out, json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))).encode())
