"""One mail seen whole by whoever collects traces: from the door to the letters that it called for."""

import contextlib
import gzip
import hashlib
import http.server
import smtplib
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bench.kills import Service, far_end, free_port, prepare
from mailbot import tracing
from mailbot.errors import WrongSetting
from tests.stories.test_a_report_from_first_to_last import mail
from tests.stories.test_the_service_as_a_program import soon

WORDS = "Il pleut dans la cuisine."
SAID = {"size", "together", "mail_id", "letter_id", "kind", "tries", "fate", "method"}


class Collector(http.server.BaseHTTPRequestHandler):
    """Takes what an exporter sends, as the protocol has it."""

    spans: list[dict[str, Any]]
    raw: list[bytes]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        self.raw.append(body)
        for each in ExportTraceServiceRequest.FromString(body).resource_spans:
            process = {said.key: said.value.string_value for said in each.resource.attributes}["service.instance.id"]
            process = process.partition("@")[0]
            self.spans.extend(
                {
                    "process": process, "name": span.name, "trace": span.trace_id.hex(), "id": span.span_id.hex(),
                    "below": span.parent_span_id.hex(), "said": {said.key for said in span.attributes},
                }
                for scope in each.scope_spans
                for span in scope.spans
            )  # fmt: skip
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def collector() -> Iterator[tuple[str, type[Collector]]]:
    kind = type("Ours", (Collector,), {"spans": [], "raw": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/traces", kind
    server.shutdown()
    server.server_close()


def test_one_mail_is_one_trace_from_the_door_to_its_letters(
    tmp_path: Path, collector: tuple[str, type[Collector]]
) -> None:
    url, seen = collector
    with far_end() as (boxes, relay_port), contextlib.ExitStack() as at_the_end:
        addresses = prepare(tmp_path, f"sqlite:///{tmp_path / 'data' / 'mailbot.db'}")
        service = Service(tmp_path, relay_port)
        service.environment |= {"MAILBOT_TRACES_URL": url}
        service.start()
        at_the_end.callback(service.kill)
        service.wait_for_the_door()
        for name in ("healthz", "metrics", "p/kee5maaa"):
            with contextlib.suppress(urllib.error.HTTPError):
                urllib.request.urlopen(f"http://127.0.0.1:{service.environment['MAILBOT_WEB_PORT']}/{name}").close()
        writer = addresses[0]
        raw = mail(WORDS, sender=writer.sender, to=writer.reply_to, subject="Re: x", message_id="<r@x>").as_bytes()
        with smtplib.SMTP("127.0.0.1", service.smtp_port) as client:
            client.sendmail(writer.sender, [writer.reply_to], raw)
        assert soon(lambda: len(boxes) >= 1)
        assert soon(lambda: any(span["name"] == "dispatch" for span in seen.spans))
        assert soon(lambda: any(span["name"] == "accept" for span in seen.spans))
        service.stop()

    assert [span["process"] for span in seen.spans if span["name"] == "page"] == ["front"], (
        "of a person's, not a watcher's"
    )
    [accept] = [span for span in seen.spans if span["name"] == "accept"]
    ours = [span for span in seen.spans if span["trace"] == accept["trace"]]
    at = {span["name"]: span for span in ours}
    assert at["accept"]["below"] == ""
    for name, process, below in (
        ("accept", "front", None), ("open", "mails", "accept"), ("mail parse", "mails", "open"),
        ("mail prove", "mails", "open"), ("mail screen", "mails", "open"), ("settle", "mails", "accept"),
        ("mail take", "mails", "settle"), ("mail read", "mails", "mail take"), ("dispatch", "letters", "accept"),
    ):  # fmt: skip
        assert at[name]["process"] == process, name
        assert below is None or at[name]["below"] == at[below]["id"], name
    dispatched = {span["id"] for span in ours if span["name"] == "dispatch"}
    for name in ("letter write", "letter seal", "letter send"):
        assert {span["below"] for span in ours if span["name"] == name} == dispatched, name
    assert set().union(*(span["said"] for span in seen.spans)) <= SAID
    for told in seen.raw:
        for word in (WORDS, writer.sender, writer.reply_to, "cuisine"):
            assert word.encode() not in told


def test_a_collector_that_is_away_costs_nothing_and_keeps_nobody_from_ending() -> None:
    with tracing.tracing(f"http://127.0.0.1:{free_port()}/v1/traces", "test"):
        assert tracing.is_on()
        for number in range(10_000):  # more than are kept waiting
            with tracing.span("page", method="GET"), tracing.step("below"):
                tracing.say(tries=number)
    assert not tracing.is_on()


def test_without_a_collector_nothing_is_read_of_the_library() -> None:
    with tracing.tracing(None, "test"), tracing.span("page"), tracing.step("below"):
        tracing.first("accept", "f" * 64, began=0, ended=time.time_ns())
        assert not tracing.is_on()


def test_a_house_without_the_library_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with (
        pytest.raises(WrongSetting, match="pip install"),
        tracing.tracing("http://127.0.0.1:1/", "test"),
    ):
        pass


def test_whoever_has_the_bytes_of_a_mail_can_say_its_trace() -> None:
    name = hashlib.sha256(b"From: x\r\n\r\nbonjour\r\n").hexdigest()
    assert tracing.ids_of(name) == tracing.ids_of(name)
    assert tracing.ids_of(name) != tracing.ids_of(name[::-1])
    assert name[:32] not in f"{tracing.ids_of(name)[0]:032x}"
