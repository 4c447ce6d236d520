"""What an operator sees: log lines that say what happened to which number, and levels. Never what a mail said."""

import logging
import sys
import traceback
from collections.abc import Mapping

import structlog
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST as METRICS_MEDIA_TYPE

__all__ = ["METRICS_MEDIA_TYPE", "Log", "gauge", "logger", "metrics", "set_up_logs"]

type_of_value = str | int | float | bool | None


class Log:
    """A named log. Fields are numbers, codes and enum values; words of people have no place here."""

    def __init__(self, name: str) -> None:
        self._log = structlog.get_logger(name)

    def info(self, event: str, **fields: type_of_value) -> None:
        """Something happened that is no trouble."""
        self._log.info(event, **fields)

    def warning(self, event: str, **fields: type_of_value) -> None:
        """Something happened that an operator may want to look at."""
        self._log.warning(event, **fields)

    def fault(self, event: str, **fields: type_of_value) -> None:
        """A fault of ours, with the trace of the exception being handled."""
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


def set_up_logs(level: str) -> None:
    """Send every log line to standard error: for people on a terminal, else one JSON object a line."""
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
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


_registry = CollectorRegistry()
_levels = Gauge("mailbot_level", "What stands now: queues, fates, ages in seconds.", ["what"], registry=_registry)


def gauge(values: Mapping[str, float]) -> None:
    """Set what stands now; what is not named does not stand any more."""
    _levels.clear()
    for what, value in values.items():
        _levels.labels(what).set(value)


def metrics() -> bytes:
    """Every level in the text format of Prometheus."""
    return generate_latest(_registry)
