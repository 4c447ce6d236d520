"""django-helpdesk and roundup on the generator's replies: a driver of each, kept warm, fed with folders of mails."""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from bench.generator import mails
from bench.peers.prepare import interpreter

_HERE = Path(__file__).parent
_CASES = 20


class Driver:
    """Processes of another program, each with its own environment, that take folders of mails."""

    def __init__(self, name: str, processes: Sequence[subprocess.Popen[str]], subject: str, folder: Path) -> None:
        self._name = name
        self._processes = processes
        self._subject = subject
        self._folder = folder
        self._round = 0

    def replies_per_second(self, replies: int) -> float:
        """Of so many replies, shared by the processes, until the last letter is at the sink."""
        self._round += 1
        folders = self._put(replies)
        for process, folder in zip(self._processes, folders, strict=True):
            assert process.stdin is not None
            process.stdin.write(f"{folder}\n")
            process.stdin.flush()
        answers = [self._answer(process).split() for process in self._processes]
        letters = sum(int(answer[1]) for answer in answers)
        if letters != 2 * replies:
            raise RuntimeError(f"{self._name} sent {letters} letters for {replies} replies")
        return replies / max(float(answer[0]) for answer in answers)

    def _put(self, replies: int) -> list[Path]:
        """The generator's mails under the subject that leads to a case here; nothing else of them is changed."""
        folders = [self._folder / f"mails-{self._round}-{number}" for number in range(len(self._processes))]
        for folder in folders:
            folder.mkdir()
        for number, raw in enumerate(islice(mails(1000 + self._round), replies)):
            head, _, rest = raw.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.").partition(b"Subject: ")
            _, _, rest = rest.partition(b"\r\n")
            # An answer to a letter that neither of them wrote would be looked for in vain.
            rest = rest.partition(b"\r\n")[2] if rest.startswith(b"In-Reply-To:") else rest
            subject = self._subject.format(1 + number % _CASES).encode()
            (folders[number % len(folders)] / f"{number}.eml").write_bytes(
                head + b"Subject: " + subject + b"\r\n" + rest
            )
        return folders

    def _answer(self, process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        if not (line := process.stdout.readline()):
            raise RuntimeError(f"{self._name} ended: {(self._folder / 'log').read_text()[-400:]}")
        return line

    def wait(self) -> None:
        """Until all are ready."""
        for process in self._processes:
            self._answer(process)


@contextmanager
def helpdesk(relay_port: int) -> Iterator[Driver | None]:
    """django-helpdesk in one process; None when it is not installed."""
    with _driven("helpdesk", "Re: [bench-{}] Fuite", relay_port, processes=1) as driver:
        yield driver


@contextmanager
def roundup(relay_port: int) -> Iterator[Driver | None]:
    """roundup in two processes on one tracker; None when it is not installed."""
    with _driven("roundup", "Re: [issue{}] Fuite", relay_port, processes=2) as driver:
        yield driver


@contextmanager
def _driven(name: str, subject: str, relay_port: int, *, processes: int) -> Iterator[Driver | None]:
    python = interpreter(name)
    if python is None:
        yield None
        return
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as scratch:
        folder = Path(scratch).absolute()
        (folder / "home").mkdir()
        words = [str(python), str(_HERE / f"{name}_folder.py"), str(folder / "home"), str(relay_port)]
        running: list[subprocess.Popen[str]] = []
        try:
            with (folder / "log").open("w") as log:
                for number in range(processes):
                    more = ["first"] if not number else []
                    running.append(
                        subprocess.Popen(
                            words + more, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
                        )
                    )
                    Driver(name, running[-1:], subject, folder).wait()
            yield Driver(name, running, subject, folder)
        finally:
            for process in running:
                process.kill()
                process.communicate()
