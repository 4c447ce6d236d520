"""What one mail or page costs, step by step and across processes, for whoever collects OpenTelemetry (its host).

Off by default, and then next to nothing. Numbers, kinds and fates alone: no address, no subject, nobody's words.
"""

import hashlib
import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from mailbot.errors import WrongSetting

_Value = str | int | bool
_Ids = tuple[int, int]
_MOST_WAITING = 4_096
"""Spans that wait for a collector that is slow or away: what comes then is not told."""
_EACH_SECONDS, _PATIENCE = 1.0, 3.0


class _Tracing:
    """Of this process."""

    def __init__(self) -> None:
        self.tracer: Any = None
        self.api: Any = None
        self.provider: Any = None


_ours = _Tracing()
_wanted: ContextVar[_Ids | None] = ContextVar("mailbot_wanted_ids", default=None)
"""What the next span is to be called, when that is not left to chance."""


def is_on() -> bool:
    """Whether anybody collects."""
    return _ours.tracer is not None


@contextmanager
def tracing(url: str | None, process: str) -> Iterator[None]:
    """While this lasts, what this process does is told to the collector at `url` (OTLP over HTTP); none: to nobody.
    Raises WrongSetting when the library is not installed."""
    if url is None:
        yield
        return
    try:
        _begin(url, process)
    except ImportError:
        raise WrongSetting("MAILBOT_TRACES_URL wants its library: `pip install '.[traces]'` in the source.") from None
    try:
        yield
    finally:
        _end()


def _begin(url: str, process: str) -> None:
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.sdk.trace.id_generator import RandomIdGenerator

    class Ids(RandomIdGenerator):
        def generate_trace_id(self) -> int:
            ids = _wanted.get()
            return ids[0] if ids is not None else super().generate_trace_id()

        def generate_span_id(self) -> int:
            ids = _wanted.get()
            return ids[1] if ids is not None else super().generate_span_id()

    logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)  # it would tell of a collector that is away for ever
    instance = f"{process}@{socket.gethostname()}:{os.getpid()}"
    resource = Resource.create({"service.name": "mailbot", "service.instance.id": instance})
    provider = TracerProvider(id_generator=Ids(), resource=resource, shutdown_on_exit=False)
    exporter = OTLPSpanExporter(endpoint=url, timeout=_PATIENCE)
    provider.add_span_processor(
        BatchSpanProcessor(exporter, max_queue_size=_MOST_WAITING, schedule_delay_millis=_EACH_SECONDS * 1000)
    )
    _ours.provider, _ours.api, _ours.tracer = provider, trace, provider.get_tracer("mailbot")


def _end() -> None:
    provider, _ours.tracer = _ours.provider, None
    # A collector that is away keeps nobody from ending.
    last = threading.Thread(target=provider.shutdown, name="traces", daemon=True)
    last.start()
    last.join(_PATIENCE)


def ids_of(fingerprint: str) -> _Ids:
    """The trace of a mail and its first span, from the fingerprint of its bytes: whoever has the row can say them, so
    that nothing is stored or handed on for them."""
    digest = hashlib.sha256(b"mailbot trace " + fingerprint.encode()).digest()
    return int.from_bytes(digest[:16], "big"), int.from_bytes(digest[16:24], "big")


def first(name: str, fingerprint: str, *, began: int, ended: int, **said: _Value) -> None:
    """The first span of a mail's trace, once it is over; `began` and `ended` in nanoseconds since 1970."""
    if _ours.tracer is None:
        return
    token = _wanted.set(ids_of(fingerprint))
    try:
        span = _ours.tracer.start_span(name, context=_nowhere(), start_time=began, attributes=said)
    finally:
        _wanted.reset(token)
    span.end(ended)


def span(name: str, *, of: str = "", **said: _Value) -> AbstractContextManager[Any]:
    """A span around what stands below it: in the trace of the mail of this fingerprint, or in one of its own."""
    if _ours.tracer is None:
        return nullcontext()
    return _ours.tracer.start_as_current_span(  # type: ignore[no-any-return]
        name, context=_below(of), attributes=said, record_exception=False, set_status_on_exception=False
    )


def step(name: str) -> AbstractContextManager[Any]:
    """The same inside of another span; nothing where there is none."""
    if _ours.tracer is None or not _ours.api.get_current_span().get_span_context().is_valid:
        return nullcontext()
    return _ours.tracer.start_as_current_span(  # type: ignore[no-any-return]
        name, record_exception=False, set_status_on_exception=False
    )


def say(**said: _Value) -> None:
    """Something more of the span that we are in."""
    if _ours.tracer is not None:
        _ours.api.get_current_span().set_attributes(said)


def _nowhere() -> Any:
    from opentelemetry.context import Context

    return Context()


def _below(fingerprint: str) -> Any:
    if not fingerprint:
        return _nowhere()
    trace_id, span_id = ids_of(fingerprint)
    api = _ours.api
    sampled = api.TraceFlags(api.TraceFlags.SAMPLED)
    above = api.NonRecordingSpan(api.SpanContext(trace_id, span_id, is_remote=True, trace_flags=sampled))
    return api.set_span_in_context(above, _nowhere())
