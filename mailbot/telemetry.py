"""What an operator sees: log lines that say what happened to which number, and counters. Never what a mail said."""

import logging
import sys
from collections.abc import Mapping

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST as METRICS_MEDIA_TYPE

__all__ = ["METRICS_MEDIA_TYPE", "Log", "count", "gauge", "logger", "metrics", "set_up_logs", "time_taken"]

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
        self._log.error(event, exc_info=True, **fields)


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
    dress: list[structlog.typing.Processor]
    if sys.stderr.isatty():
        dress = [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    else:
        # Local variables hold people's mail: only file names and line numbers leave.
        traces = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        dress = [structlog.processors.ExceptionRenderer(traces), structlog.processors.JSONRenderer()]
    structlog.configure(
        processors=[*shared, *dress],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


_registry = CollectorRegistry()
_mails = Counter("mailbot_mails", "Mails, by what became of them.", ["direction", "fate"], registry=_registry)
_seconds = Histogram(
    "mailbot_seconds",
    "Seconds spent, by step of the walk.",
    ["step"],
    registry=_registry,
    buckets=(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100),
)
_levels = Gauge("mailbot_level", "What stands now: queues, held mails, their ages.", ["what"], registry=_registry)


def count(direction: str, fate: str) -> None:
    """One more mail, `in` or `out`, ended so."""
    _mails.labels(direction, fate).inc()


def time_taken(step: str, seconds: float) -> None:
    """One step of a walk took so long."""
    _seconds.labels(step).observe(seconds)


def gauge(values: Mapping[str, float]) -> None:
    """Set what stands now."""
    for what, value in values.items():
        _levels.labels(what).set(value)


def metrics() -> bytes:
    """Every counter in the text format of Prometheus."""
    return generate_latest(_registry)
