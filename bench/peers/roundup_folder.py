"""roundup's mail gateway takes replies from a folder, one after another: run by the interpreter of its environment.

    roundup_folder.py HOME SINK_PORT [first]   # then, on standard input, a folder of mails; seconds and letters

A tracker of the classic template on SQLite with issues on which two users are nosy; the first process makes it.
"""

import io
import os
import sys
import time
from argparse import Namespace
from pathlib import Path

from roundup import configuration, init, instance
from roundup import password as passwords
from roundup.backends import get_backend  # noqa: F401  # the tracker wants it to be there
from roundup.mailer import Mailer
from roundup.mailgw import MailGW

ISSUES = 20


def make(home: Path, port: int) -> None:
    """A tracker, its users, and issues that two of them follow."""
    template = Path(sys.prefix) / "share" / "roundup" / "templates" / "classic"
    config = configuration.CoreConfig()
    config.TRACKER_NAME = "bench"
    init.install(str(home), str(template))
    config = configuration.CoreConfig(str(home)) if (home / "config.ini").exists() else config
    for name, value in (
        ("RDBMS_BACKEND", "sqlite"), ("MAIL_DOMAIN", "agence.example"), ("MAIL_HOST", "127.0.0.1"),
        ("MAIL_PORT", str(port)), ("ADMIN_EMAIL", "admin@agence.example"), ("TRACKER_EMAIL", "issues@agence.example"),
        ("TRACKER_WEB", "http://127.0.0.1/bench/"), ("MAIL_LOCAL_HOSTNAME", "bench.example"),
    ):  # fmt: skip
        config[name] = value
    config.save(str(home / "config.ini"))
    tracker = instance.open(str(home))
    tracker.init(passwords.Password("admin", config=tracker.config))
    db = tracker.open("admin")
    people = {
        name: db.user.create(username=name, address=f"{name}@example.org", roles="User")
        for name in ("nadia", "yanis", "sophie")
    }
    for number in range(ISSUES):
        db.issue.create(title=f"Fuite {number}", nosy=[people["yanis"], people["sophie"]])
    db.commit()
    db.close()


class CountingMailer(Mailer):  # type: ignore[misc]
    """The mailer as it is; it only counts."""

    sent = 0

    def smtp_send(self, to: list[str], message: str, sender: str | None = None) -> None:
        super().smtp_send(to, message, sender)
        CountingMailer.sent += len(to)


def main() -> None:
    home, port = Path(sys.argv[1]), int(sys.argv[2])
    if sys.argv[3:] == ["first"]:
        make(home, port)
    import roundup.roundupdb

    roundup.roundupdb.Mailer = CountingMailer
    tracker = instance.open(str(home))
    print("ready", flush=True)
    for line in sys.stdin:
        folder, before = Path(line.strip()), CountingMailer.sent
        began = time.perf_counter()
        for path in sorted(folder.iterdir()):
            # A gateway of its own for each mail, as its script has; the interpreter and its modules stay.
            gateway = MailGW(tracker, Namespace(default_class="", set_value=[]))
            gateway.trapExceptions = 0
            gateway.main(io.BytesIO(path.read_bytes()))
            os.unlink(path)
        print(time.perf_counter() - began, CountingMailer.sent - before, flush=True)


if __name__ == "__main__":
    main()
