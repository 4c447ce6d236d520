"""A fresh Debian in a folder, with a network of its own: needs root, debootstrap and ip."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

HOUSE, OUTSIDE = "mailbot-house", "mailbot-outside"
"""The two networks, joined by one cable."""
HOUSE_ADDRESS, GATEWAY = "192.0.2.10", "192.0.2.1"
OUTER_ADDRESSES = ("198.51.100.25", "198.51.100.53", "198.51.100.66")
"""Somebody's mail server, the DNS, and somebody who forges."""

_SYSTEMCTL = r"""#!/bin/sh
# Stands in for systemd, which does not run in a folder: starts what units and Debian's own scripts say.
verb=$1; shift
[ "$1" = --now ] && shift
for unit in "$@"; do
    file=/etc/systemd/system/$unit.service
    if [ -f "$file" ]; then
        of() { sed -n "s/^$1=//p" "$file"; }
        pid=$(cat "/run/$unit.pid" 2>/dev/null)
        case $verb in
        kill) pkill -KILL -P "$pid" ;;
        stop|restart) pkill -TERM -P "$pid" ;;
        esac
        while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && [ "$verb" != enable ]; do sleep 0.1; done
        case $verb in
        enable|start|restart)
            set -a; . "$(of EnvironmentFile)"; set +a
            umask "$(of UMask)"
            cd "$(of WorkingDirectory)"
            setsid runuser -u "$(of User)" -- $(of ExecStart) >>"/var/log/$unit.log" 2>&1 </dev/null &
            # runuser stays the parent of what it runs.
            echo $! >"/run/$unit.pid" ;;
        esac
    elif [ -x "/etc/init.d/$unit" ] && [ "$verb" != daemon-reload ]; then
        "/etc/init.d/$unit" "$verb" || exit 1
    fi
done
"""


class Machine:
    """A folder with a Debian in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def install(self, tar: Path | None) -> None:
        """Debian 12, minimal: from `tar` when it is given, else from Debian's own servers."""
        self.root.mkdir(parents=True)
        if tar is not None:
            subprocess.run(["tar", "-C", self.root, "-xf", tar], check=True)
        else:
            subprocess.run(["debootstrap", "--variant=minbase", "bookworm", self.root], check=True)
        (self.root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")  # packages start nothing by themselves
        (self.root / "usr/sbin/policy-rc.d").chmod(0o755)
        systemctl = self.root / "usr/local/bin/systemctl"
        systemctl.write_text(_SYSTEMCTL)
        systemctl.chmod(0o755)
        (self.root / "etc/hostname").write_text("mail.agence-tilleul.example\n")

    def bring(self, source: Path) -> None:
        """The project as its last commit has it, in /opt/mailbot."""
        there = self.root / "opt/mailbot"
        there.mkdir(parents=True, exist_ok=True)
        archive = subprocess.Popen(["git", "-C", source, "archive", "HEAD"], stdout=subprocess.PIPE)
        subprocess.run(["tar", "-C", there, "-x"], stdin=archive.stdout, check=True)
        if archive.wait():
            raise RuntimeError("git archive failed")

    @contextlib.contextmanager
    def mounted(self, *folders: Path) -> Iterator[None]:
        """With /proc, /dev and /run; and with these folders of this machine, for those who install from their own."""
        mounts: list[list[str | Path]] = [
            ["-t", "proc", "proc", self.root / "proc"],
            ["--bind", "/dev", self.root / "dev"],
        ]
        mounts += [["-t", "tmpfs", "tmpfs", self.root / "run"]]
        for folder in folders:
            place = self.root / folder.relative_to("/")
            place.mkdir(parents=True, exist_ok=True)
            mounts.append(["--bind", folder, place])
        done: list[Path] = []
        try:
            for mount in mounts:
                subprocess.run(["mount", *mount], check=True)
                done.append(Path(str(mount[-1])))
            yield
        finally:
            self.end_processes()
            for place in reversed(done):
                subprocess.run(["umount", "--lazy", place], check=False)

    def end_processes(self) -> None:
        """Kill whatever still runs in the folder."""
        for link in Path("/proc").glob("[0-9]*/root"):
            with contextlib.suppress(OSError):
                if link.readlink() == self.root:
                    os.kill(int(link.parent.name), 9)

    def run(self, script: str, *, online: bool = False) -> str:
        """Run shell lines as root, in the machine's own network, or online in this one. What they print. Raises
        RuntimeError with it when a line fails."""
        resolver = Path("/etc/resolv.conf").read_text() if online else "nameserver 198.51.100.53\n"
        (self.root / "etc/resolv.conf").write_text(resolver)
        shutil.copy("/etc/ssl/certs/ca-certificates.crt", self.root / "opt/authorities.crt")
        inside: list[str | Path] = ["chroot", self.root, "/bin/sh", "-euc", script]
        kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        done = subprocess.run(
            inside if online else ["ip", "netns", "exec", HOUSE, *inside],
            env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
                 "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root", **kept, "PIP_CERT": "/opt/authorities.crt"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{script}\n--> {done.returncode}\n{done.stdout[-4000:]}")
        return done.stdout

    def remove(self) -> None:
        """The folder is gone."""
        shutil.rmtree(self.root)


@contextlib.contextmanager
def cable() -> Iterator[None]:
    """Two networks that see each other and nothing else."""
    with contextlib.suppress(subprocess.CalledProcessError):
        _ip(f"netns del {HOUSE}")
    with contextlib.suppress(subprocess.CalledProcessError):
        _ip(f"netns del {OUTSIDE}")
    try:
        for line in (
            f"netns add {HOUSE}", f"netns add {OUTSIDE}",
            f"link add house netns {HOUSE} type veth peer name outside netns {OUTSIDE}",
            f"-n {HOUSE} addr add {HOUSE_ADDRESS}/24 dev house", f"-n {OUTSIDE} addr add {GATEWAY}/24 dev outside",
            *(f"-n {OUTSIDE} addr add {address}/32 dev lo" for address in OUTER_ADDRESSES),
            f"-n {OUTSIDE} link set lo up", f"-n {HOUSE} link set lo up",
            f"-n {OUTSIDE} link set outside up", f"-n {HOUSE} link set house up",
            f"-n {HOUSE} route add default via {GATEWAY}",
        ):  # fmt: skip
            _ip(line)
        yield
    finally:
        subprocess.run(["ip", "netns", "del", HOUSE], check=False)
        subprocess.run(["ip", "netns", "del", OUTSIDE], check=False)


def _ip(line: str) -> None:
    subprocess.run(["ip", *line.split()], check=True, stderr=subprocess.DEVNULL)
