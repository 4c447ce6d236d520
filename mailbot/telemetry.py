"""What an operator sees: log lines that say what happened to which number. Never what a mail said."""

import contextlib
import logging
import re
import sys
import traceback

import structlog

__all__ = ["Log", "harmless", "logger", "set_up_logs"]

type_of_value = str | int | float | bool | None


class Log:
    """A named log. Fields are numbers, codes and enum values; words of people have no place here."""

    def __init__(self, name: str) -> None:
        self._log = structlog.get_logger(name)

    # A log that cannot be written, on a full disk or into a closed pipe, stops nothing.

    def info(self, event: str, **fields: type_of_value) -> None:
        """Something happened that is no trouble."""
        with contextlib.suppress(OSError):
            self._log.info(event, **fields)

    def warning(self, event: str, **fields: type_of_value) -> None:
        """Something happened that an operator may want to look at."""
        with contextlib.suppress(OSError):
            self._log.warning(event, **fields)

    def fault(self, event: str, **fields: type_of_value) -> None:
        """A fault of ours, with the trace of the exception being handled."""
        with contextlib.suppress(OSError):
            self._log.error(event, fault=_where(sys.exc_info()[1]), **fields)


def _where(error: BaseException | None) -> list[str]:
    """The kinds of an exception and of what caused it, and the lines they came through. Their texts may be people's."""
    lines: list[str] = []
    while error is not None:
        lines.append(type(error).__name__)
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        error = error.__cause__ or error.__context__
    return lines


def logger(name: str) -> Log:
    """The log of one module."""
    return Log(name)


# ECMA-48: what somebody wrote must not paint, move or ring a terminal; nor turn its lines around (UAX 9).
_ACTS_ON_A_TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    """A text that is shown on a terminal: what would act there is a mark of nothing."""
    return _ACTS_ON_A_TERMINAL.sub("\ufffd", text)


def set_up_logs(level: str) -> None:
    """Send every log line to standard error: for people on a terminal, else one JSON object a line."""
    # It warns of every damaged form, and whoever sends one chooses how often.
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    dress: structlog.typing.Processor
    dress = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, dress],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: structlog.PrintLogger(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
