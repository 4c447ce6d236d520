"""Two doors behind Postfix, as docs/scaling.md says: what becomes of mails while one or both are away, or full."""

import re
import smtplib
import time
from collections import Counter
from functools import partial
from pathlib import Path

from bench.going_live.checks import DOMAIN, INTAKE, MANAGER, TENANT, Checks, Scene, words_of, written
from bench.going_live.machine import HOUSE_ADDRESS
from bench.going_live.outside import Letter

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "scaling.md"
_FRAGMENT = re.compile(r"^```ini\n# (main|master)\.cf\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = "doors.internal"
_ADDRESSES = ("127.0.0.2", "127.0.0.3")
_TAKEN = re.compile(rf"relay={re.escape(_NAME)}\[([0-9.]+)\]:2525,.* status=sent")
_START = """
set -a; . /etc/mailbot/mailbot.env; set +a
export {settings}
cd /var/lib/mailbot
setsid runuser -u mailbot -- mailbot {command} >>/var/log/{name}.log 2>&1 </dev/null &
echo $! >/run/{name}.pid
"""
_STOP = """
pid=$(cat /run/{name}.pid)
pkill -{signal} -P "$pid" || true
while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
"""


def stand_behind(scene: Scene) -> None:
    """The one service stops; two doors, a worker and the pages begin, each by itself, and Postfix gets the fragment.
    Raises ValueError for a page without its two parts."""
    scene.world.names.publish(_NAME, "A", *_ADDRESSES)
    parts = dict(_FRAGMENT.findall(_PAGE.read_text("utf-8")))
    if parts.keys() != {"main", "master"}:
        raise ValueError(f"{_PAGE} has no fragment of main.cf and of master.cf")
    scene.machine.run("systemctl stop mailbot")
    lines = [line for line in parts["main"].splitlines() if line and not line.startswith("#")]
    for line in lines:
        scene.machine.run(f"postconf -e '{line}'")
    table = scene.machine.root / "etc/postfix/master.cf"
    if parts["master"] not in (before := table.read_text("utf-8")):
        table.write_text(before + parts["master"], "utf-8")
    scene.machine.run("postfix check && systemctl restart postfix")
    for name, command in (("worker", "work"), ("pages", "web")):
        _start(scene, name, command)
    _open_doors(scene)


def both_take(scene: Scene) -> str:
    """What comes is taken by both doors, and every word is told."""
    before = _taken(scene)
    _say(scene, "DEUX-PORTES", 20)
    each = _taken(scene) - before
    assert all(each[address] for address in _ADDRESSES), each
    return " and ".join(f"{each[address]} by {address}" for address in _ADDRESSES)


def refuses_in_the_session(scene: Scene) -> str:
    """A forged address is 550 while its sender is there."""
    code = _asked(f"r-1111111111111111111111111111@{DOMAIN}")
    assert code == 550, code
    return f"{code} a forged address, {_asked(INTAKE)} a good one"


def one_is_away(scene: Scene) -> str:
    """A door is killed: the other one takes everything, at once."""
    _stop(scene, "door-1", "KILL")
    before, began = _taken(scene), time.monotonic()
    _say(scene, "UNE-PORTE", 10)
    seconds, each = time.monotonic() - began, _taken(scene) - before
    assert each[_ADDRESSES[1]] == 10, each
    return f"10 by {_ADDRESSES[1]}, the last told after {seconds:.0f} s"


def both_are_away(scene: Scene) -> str:
    """Both are killed: Postfix keeps what it knows an address for, and puts off who asks for another one."""
    _stop(scene, "door-2", "KILL")
    _hand_in(scene, "AUCUNE-PORTE", 5)
    unknown = _asked(f"r-2222222222222222222222222222@{DOMAIN}")
    waiting = _queue(scene)
    assert unknown == 450, unknown
    assert "5 Requests" in waiting, waiting
    _open_doors(scene)
    scene.machine.run("postqueue -f")
    _heard(scene, "AUCUNE-PORTE", 5)
    return f"« {waiting} », {unknown} for an address that nobody could be asked about; told when they were back"


def doors_are_full(scene: Scene) -> str:
    """No worker, and a house that lets two mails wait: the others are put off, and wait in Postfix."""
    for name in ("worker", "door-1", "door-2"):
        _stop(scene, name, "TERM")
    _open_doors(scene, MAILBOT_MOST_WAITING_MAILS="2")
    log = scene.machine.root / "var/log/mail.log"
    before = log.stat().st_size
    _hand_in(scene, "PORTES-PLEINES", 12)
    time.sleep(5)
    waiting = _queue(scene)
    assert "said: 452" in log.read_bytes()[before:].decode("utf-8", "replace"), "nobody said 452"
    assert "Requests" in waiting, waiting
    _start(scene, "worker", "work")
    until = time.monotonic() + 120
    while "empty" not in _queue(scene) and time.monotonic() < until:
        scene.machine.run("sleep 2; postqueue -f")
    _heard(scene, "PORTES-PLEINES", 12)
    return f"« {waiting} » put off with 452, all told when a worker came"


DOORS: Checks = (
    ("two doors", both_take),
    ("a forged address", refuses_in_the_session),
    ("one door away", one_is_away),
    ("both doors away", both_are_away),
    ("both doors full", doors_are_full),
)


def _start(scene: Scene, name: str, command: str, **settings: str) -> None:
    said = " ".join(f"{key}='{value}'" for key, value in {"MAILBOT_LMTP_SOCKET": "", **settings}.items())
    scene.machine.run(_START.format(name=name, command=command, settings=said))


def _stop(scene: Scene, name: str, signal: str) -> None:
    scene.machine.run(_STOP.format(name=name, signal=signal))


def _open_doors(scene: Scene, **settings: str) -> None:
    """Those that are not there, and until they listen."""
    for number, address in enumerate(_ADDRESSES, 1):
        _start(scene, f"door-{number}", "smtp", MAILBOT_SMTP_HOST=address, MAILBOT_SMTP_PORT="2525", **settings)
        probe = f'import socket; socket.create_connection(("{address}", 2525), 1).recv(3)'
        scene.machine.run(f"timeout 60 sh -c 'until python3 -c \"$1\" 2>/dev/null; do sleep 0.3; done' - '{probe}'")


def _say(scene: Scene, word: str, times: int) -> None:
    _hand_in(scene, word, times)
    _heard(scene, word, times)


def _hand_in(scene: Scene, word: str, times: int) -> None:
    """The tenant writes so often, by the address of the letter that he had."""
    assert scene.acknowledged is not None
    to = scene.acknowledged.mail.header("reply-to").strip("<>")
    for number in range(times):
        mail = written(TENANT, to, "Re: suivi", f"La fuite continue, message {word}-{number:02}.\n")
        scene.world.hand_in(mail, sender=TENANT, to=to)


def _heard(scene: Scene, word: str, times: int) -> None:
    for number in range(times):
        marker = f"{word}-{number:02}".encode()
        scene.world.wait_for(partial(_tells, marker))


def _tells(marker: bytes, letter: Letter) -> bool:
    return letter.recipient == MANAGER and marker in words_of(letter)


def _asked(recipient: str) -> int:
    """What a sender hears at RCPT."""
    with smtplib.SMTP(HOUSE_ADDRESS, 25, "mx.mail.example", timeout=60) as client:
        client.ehlo()
        client.mail(TENANT)
        return client.rcpt(recipient)[0]


def _taken(scene: Scene) -> Counter[str]:
    log = (scene.machine.root / "var/log/mail.log").read_text("utf-8", "replace")
    return Counter(_TAKEN.findall(log))


def _queue(scene: Scene) -> str:
    return scene.machine.run("postqueue -p | tail -n 1").strip()
