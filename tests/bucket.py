"""A store that speaks S3, a bucket of it, and a line to it that breaks in whatever way a test says."""

import http.client
import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
from moto.server import ThreadedMotoServer

from mailbot.bucket_address import bucket_address
from mailbot.bucket_blobs import BucketBlobs

KEY, SECRET = "mailbot", "of-the-tests"


class Store:
    """The store, on a port of its own; its buckets are a test's, and nobody empties them."""

    def __init__(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        self.port = self._server.get_host_and_port()[1]
        self.client = boto3.client(
            "s3", endpoint_url=f"http://127.0.0.1:{self.port}", aws_access_key_id=KEY, aws_secret_access_key=SECRET,
            region_name="us-east-1",
        )  # fmt: skip

    def stop(self) -> None:
        self.client.close()
        self._server.stop()

    def bucket(self) -> str:
        """A new one, and its name."""
        name = f"house-{uuid.uuid4().hex}"
        self.client.create_bucket(Bucket=name)
        return name

    def url(self, bucket: str, port: int | None = None) -> str:
        """The setting that names a bucket, at the store or at a line to it."""
        return f"s3://{bucket}/agence?endpoint=http://127.0.0.1:{port or self.port}"

    def blobs(self, bucket: str, port: int | None = None) -> BucketBlobs:
        """What a house with that setting has."""
        return BucketBlobs(bucket_address(self.url(bucket, port)), key=KEY, secret=SECRET)

    def keys(self, bucket: str) -> list[str]:
        """Everything that stands in a bucket."""
        return [each["Key"] for each in self.client.list_objects_v2(Bucket=bucket).get("Contents", [])]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: what the store's was, or another one."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    breaks_after: int | None = None
    """Octets of the body after which the line is cut."""


Asked = tuple[str, str]
"""Method and path."""


@dataclass
class Line:
    """Stands between a house and its store. `spoil`: what is answered instead, given what was asked and how to ask the
    store itself, the same or something else."""

    port: int
    asked: list[Asked] = field(default_factory=list)
    spoil: Callable[[Asked, Callable[..., Said]], Said] = lambda _asked, go_on: go_on()


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line to a store's port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = (self.command, self.path)
            line.asked.append(asked)
            headers = dict(self.headers)
            said = line.spoil(asked, lambda else_=asked: _of_store(port, else_, content, headers))
            self.send_response(said.status)
            for name, value in said.headers:
                self.send_header(name, value)
            if not any(name.lower() == "content-length" for name, _ in said.headers):
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(said.body[: said.breaks_after])
            self.close_connection = said.breaks_after is not None

        do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _pass

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    line = Line(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield line
    server.shutdown()
    thread.join()
    server.server_close()


def _of_store(port: int, asked: Asked, content: bytes, headers: dict[str, str]) -> Said:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request(*asked, body=content, headers=headers)
    answer = line.getresponse()
    kept = tuple(
        (name, value) for name, value in answer.getheaders()
        if name.lower() not in ("connection", "transfer-encoding", "date", "server")
    )  # fmt: skip
    body = answer.read()
    line.close()
    return Said(answer.status, body, kept)


def error(status: int, code: str) -> Said:
    """A refusal as stores say it."""
    return Said(status, f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode())
