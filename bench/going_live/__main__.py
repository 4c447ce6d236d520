"""Runs docs/going-live.md in a fresh Debian 12, with the world outside stood in for, and writes to it from there;
then the same house as two doors, a worker and the pages, behind the Postfix of docs/scaling.md.

    python -m bench.going_live --root /tmp/debian

Needs root, debootstrap and ip, and the internet for the packages. Everything that the page says is run as it stands
there; systemd alone is stood in for, since it does not run in a folder.
"""

import argparse
import subprocess
import sys
import traceback
from pathlib import Path

from bench.going_live.checks import CHECKS, DOMAIN, Checks, Scene
from bench.going_live.doors import DOORS, stand_behind
from bench.going_live.machine import OUTSIDE, Machine, cable
from bench.going_live.outside import Outside, outside
from bench.going_live.recipe import read_recipe, records

_ONLINE = 2
"""Up to this section of the page, the machine fetches packages."""
_KEY_LINE = "openssl base64"


def install(root: Path, tar: Path | None, folders: list[Path]) -> None:
    """The fresh machine, and the part of the page that fetches packages."""
    machine = Machine(root)
    machine.install(tar)
    machine.bring(Path(__file__).resolve().parents[2])
    with machine.mounted(*folders):
        print("packages", flush=True)
        for block in read_recipe():
            if block.section <= _ONLINE and block.language == "sh":
                machine.run(block.text, online=True)


def rehearse(root: Path) -> int:
    """The rest of the page, and what is seen from outside; this process is outside. How many checks failed."""
    machine, papers = Machine(root), root.with_name(f"{root.name}-papers")
    papers.mkdir(exist_ok=True)
    with machine.mounted(), outside(papers) as world:
        _give_certificate(machine, world)
        line = ""
        for block in read_recipe():
            if block.language == "zone":
                for name, kind, value in records(block, dkim=line):
                    world.names.publish(name, kind, value)
            elif block.section > _ONLINE:
                said = machine.run(block.text)
                line = said.strip() if _KEY_LINE in block.text else line
        scene = Scene(machine, world)
        failed = _look(scene, CHECKS)
        stand_behind(scene)
        failed += _look(scene, DOORS)
        for log in ("mailbot.log", "mail.log"):
            path = root / "var/log" / log
            if failed and path.exists():
                print(f"--- {log}", path.read_text("utf-8", "replace")[-6000:], sep="\n")
    return failed


def _look(scene: Scene, checks: Checks) -> int:
    """What each check finds; how many failed."""
    failed = 0
    for name, check in checks:
        try:
            found = check(scene)
        except Exception as error:  # the next ones are looked at all the same
            failed += 1
            found = f"FAILED: {type(error).__name__}: {error}"
            traceback.print_exc(limit=4)
        print(f"{name:24} {found}", flush=True)
    return failed


def _give_certificate(machine: Machine, world: Outside) -> None:
    """What certbot would have fetched: one certificate for both names; and the authority that the machine believes."""
    made = world.authority.sign(DOMAIN, "mail.agence-tilleul.example").read_bytes()
    there = machine.root / "etc/ssl/mailbot"
    there.mkdir(exist_ok=True)
    (there / "fullchain.pem").write_bytes(made)
    (there / "privkey.pem").write_bytes(made)
    (machine.root / "usr/local/share/ca-certificates/outside.crt").write_bytes(world.authority.file.read_bytes())
    machine.run("update-ca-certificates")
    machine.run("postconf -e 'maillog_file = /var/log/mail.log'")  # there is no syslog in a folder
    machine.run("install -m 0644 /opt/mailbot/mailbot/demo/agency.toml /etc/mailbot/agency.toml")


def main() -> None:
    """Run it; exit status 1 when something is not as the page says."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--root", type=Path, required=True, help="Folder of the machine; made when it is not there.")
    arguments.add_argument("--tar", type=Path, help="A minimal Debian 12, in place of debootstrap.")
    arguments.add_argument("--folder", type=Path, action="append", default=[], help="Shown to the machine: for pip.")
    arguments.add_argument("--keep", action="store_true", help="Leave the machine where it is.")
    arguments.add_argument("--outside", action="store_true", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    root = chosen.root.resolve()
    if chosen.outside:
        sys.exit(rehearse(root))
    if root.exists():
        Machine(root).bring(Path(__file__).resolve().parents[2])  # the machine of last time, with today's code
    else:
        install(root, chosen.tar, chosen.folder)
    with cable():
        done = subprocess.run(
            ["ip", "netns", "exec", OUTSIDE, sys.executable, "-m", "bench.going_live", "--root", root, "--outside"],
            check=False,
        )
    if not chosen.keep:
        Machine(root).remove()
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
