"""`mailbot serve`: watches over the service, and has read next to nothing itself."""

import sys

from mailbot.processes import run_all


def serve() -> None:
    """The whole service, until somebody asks it to end."""
    sys.exit(run_all("front", "mails", "letters", told=_tell_end))


def _tell_end(name: str, status: int, pause: float) -> None:
    from mailbot.settings import read_settings
    from mailbot.telemetry import logger, set_up_logs

    set_up_logs(read_settings().log_level)
    logger(__name__).warning("process_ended", command=name, status=status, again_in=pause)
