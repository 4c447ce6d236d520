"""How many mails a second are read, parsing apart, and whether the time is in proportion to the length.

python bench/reading.py [FOLDER OF .eml]
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.fresh_text import extract, fresh_text
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.standpoint import EMPTY
from tests.inbound.reading.said import every_said_mail

MAILS = Path(__file__).parents[1] / "tests" / "mails" / "reading"
HOSTILE: tuple[tuple[str, str, Callable[[int], str]], ...] = (
    ("On On On …", "text", lambda size: "On " * (size // 3)),
    ("Le, on each line", "text", lambda size: "Le \n" * (size // 4)),
    ("quote marks", "text", lambda size: ">" * size),
    ("nested quotes", "html", lambda size: "<blockquote>" * (size // 12)),
    ("labels", "text", lambda size: "De : a@b.example\n" * (size // 17)),
    ("closings", "text", lambda size: "Cordialement\nje suis là\n" * (size // 24)),
)


def each(results: Iterable[object]) -> int:
    """How many there were. None is kept: a mail that was read is let go, as it is in the service."""
    return sum(1 for _ in results)


def rate(what: str, run: Callable[[], int]) -> None:
    """The best and the middle of seven rounds: other programs only ever make one slower."""
    run()
    rates = []
    for _ in range(7):
        start, count = time.process_time(), 0
        while time.process_time() - start < 0.5:
            count += run()
        rates.append(count / (time.process_time() - start))
    print(f"{what:34s} {max(rates):8.0f} mails/s ({statistics.median(rates):.0f} in the middle)")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else MAILS
    raws = [path.read_bytes() for path in sorted(folder.glob("*.eml"))]
    mails = [parse_mail(raw) for raw in raws]
    print(f"{len(mails)} mails, {sum(map(len, raws)) / len(raws) / 1000:.1f} kB each on average")
    rate("parse_mail", lambda: each(parse_mail(raw) for raw in raws))
    rate("fresh_text, both parts", lambda: each(fresh_text(mail) for mail in mails))
    rate("extract, text alone", lambda: each(extract(mail.text) for mail in mails))
    rate("extract, HTML alone", lambda: each(extract(mail.html, fmt="html") for mail in mails))
    rate("read, nothing known", lambda: each(read(mail, EMPTY) for mail in mails))
    said = [(parse_mail(mail.raw()), mail.standpoint) for mail in every_said_mail() if not mail.pdf]
    rate(f"read, {len(said)} said mails", lambda: each(read(mail, standpoint) for mail, standpoint in said))
    print("\nms for each 100 kB" + "".join(f"{size // 1000:>10d} kB" for size in (50_000, 200_000, 800_000)))
    for what, fmt, make in HOSTILE:
        row = []
        for size in (50_000, 200_000, 800_000):
            content = make(size)
            start = time.process_time()
            extract(content, fmt=fmt)
            row.append((time.process_time() - start) * 1e8 / len(content))
        print(f"{what:18s}" + "".join(f"{each:13.1f}" for each in row))


if __name__ == "__main__":
    main()
