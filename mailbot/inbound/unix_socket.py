"""Where LMTP comes in on this machine: a socket's file, for whoever may write it and for nobody else."""

import contextlib
import grp
import os
import socket
import stat
from dataclasses import dataclass
from pathlib import Path

from mailbot.errors import WrongSetting


@dataclass(frozen=True, slots=True)
class SocketFile:
    """A socket's file: where it is, its mode, and the group that it belongs to."""

    path: Path
    mode: int = 0o660
    group: int | None = None
    """None: of whoever starts the service."""


def socket_file(path: Path, mode: str, group: str | None) -> SocketFile:
    """As the settings say it. Raises WrongSetting for a group that there is not."""
    if group is None:
        return SocketFile(path, int(mode, 8))
    try:
        return SocketFile(path, int(mode, 8), grp.getgrnam(group).gr_gid)
    except KeyError:
        raise WrongSetting(f"MAILBOT_LMTP_GROUP is {group!r}: there is no such group.") from None


class UnixListener:
    """A socket that is bound, and its file for as long as it is ours."""

    def __init__(self, file: SocketFile) -> None:
        """Bind. What a killed process has left behind goes; a file on which somebody listens is left alone.

        Raises OSError with a sentence of the system's when it cannot be had.
        """
        self._path = file.path
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            _clear(file.path)
            self.socket.bind(str(file.path))
            # Nobody can connect before we listen, and so never under another mode.
            if file.group is not None:
                os.chown(file.path, -1, file.group)
            file.path.chmod(file.mode)
        except OSError:
            self.socket.close()
            raise
        self._ours = _identity(file.path)

    def remove(self) -> None:
        """Take the file away, unless it is another's by now."""
        if self._ours is not None and _identity(self._path) == self._ours:
            with contextlib.suppress(OSError):
                self._path.unlink()


def _clear(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise FileExistsError(17, "there is a file of that name, and it is no socket")
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
            caller.settimeout(5.0)
            try:
                caller.connect(str(path))
            except ConnectionRefusedError:
                path.unlink()
                return
            except (TimeoutError, BlockingIOError):
                pass  # so busy that it does not come to us: it lives
        raise OSError(98, "somebody listens there already")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
