"""Installs the programs that mailbot is compared with, each in an environment of its own under build/peers.

    python -m bench.peers.prepare

They are no dependencies of ours, and a run of the report without them says so. From PyPI by pip; Postfix's smtp-sink
out of Debian's package, which is unpacked and not installed: nothing of it runs but that one program.
"""

import os
import shutil
import subprocess
import tempfile
import venv
from pathlib import Path

from bench.scale import BUILD

PEERS = BUILD / "peers"
PACKAGES = {"helpdesk": "django-helpdesk==2.6.1", "roundup": "roundup==2.6.0", "typst": "typst==0.15.2"}
MISSING = "not installed: python -m bench.peers.prepare"
_SINK = "usr/sbin/smtp-sink"


def interpreter(peer: str) -> Path | None:
    """The Python of a peer's environment; None when it is not installed."""
    python = PEERS / peer / "bin" / "python"
    return python if python.exists() and (PEERS / peer / "ready").exists() else None


def smtp_sink() -> tuple[Path, dict[str, str]] | None:
    """Postfix's sink and the environment it wants; None when neither this machine nor build/peers has it."""
    if (found := shutil.which("smtp-sink")) is not None:
        return Path(found), dict(os.environ)
    unpacked = PEERS / "postfix"
    if not (unpacked / _SINK).exists():
        return None
    return unpacked / _SINK, os.environ | {"LD_LIBRARY_PATH": str(unpacked / "usr/lib/postfix")}


def main() -> None:
    """Install what is not there; what cannot be had is said, and is no fault."""
    PEERS.mkdir(parents=True, exist_ok=True)
    for peer, package in PACKAGES.items():
        if interpreter(peer) is None:
            _tell(peer, _install(peer, package))
        else:
            _tell(peer, "is there")
    _tell("smtp-sink", "is there" if smtp_sink() is not None else _unpack_postfix())


def _tell(peer: str, what: str) -> None:
    print(f"{peer}: {what}", flush=True)


def _install(peer: str, package: str) -> str:
    folder = PEERS / peer
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    words = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package]
    asked = subprocess.run(words, capture_output=True, text=True, check=False)
    if asked.returncode:
        return f"cannot be installed: {(asked.stderr.strip().splitlines() or ['pip failed'])[-1]}"
    (folder / "ready").touch()
    return f"installed ({package})"


def _unpack_postfix() -> str:
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return "cannot be had: no apt-get here"
    with tempfile.TemporaryDirectory() as folder:
        asked = subprocess.run(
            ["apt-get", "download", "postfix"], cwd=folder, capture_output=True, text=True, check=False
        )
        if not (found := list(Path(folder).glob("postfix_*.deb"))):
            return f"cannot be had: {(asked.stderr.strip().splitlines() or ['apt-get failed'])[-1]}"
        subprocess.run(["dpkg-deb", "-x", str(found[0]), str(PEERS / "postfix")], check=True)
    sink = smtp_sink()
    if sink is None or subprocess.run(["ldd", str(sink[0])], env=sink[1], capture_output=True, check=False).returncode:
        return "was unpacked, and does not start here"
    return "unpacked"


if __name__ == "__main__":
    main()
