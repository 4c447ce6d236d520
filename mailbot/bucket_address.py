"""Where a bucket is, as one address says it: `s3://bucket/prefix?endpoint=https://store.example&region=gra`."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,62}")
_PREFIX = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_YES, _NO = frozenset({"1", "true", "yes"}), frozenset({"0", "false", "no"})
_KNOWN = frozenset({"endpoint", "region", "path_style", "ca"})
_AS = "as s3://bucket/prefix?endpoint=https://store.example&region=gra"


@dataclass(frozen=True, slots=True)
class BucketAddress:
    """A bucket of a store that speaks S3, and where in it a house keeps its bytes."""

    bucket: str
    prefix: str = ""
    """What the names of this house begin with; empty: the whole bucket is its own."""
    endpoint: str = ""
    """The store's address; empty: Amazon's, in that region."""
    region: str = "us-east-1"
    """Signed with each request; stores with one region take any, or say theirs."""
    is_path_style: bool = True
    """`endpoint/bucket/name`; otherwise `bucket.endpoint/name`."""
    ca: Path | None = None
    """PEM file of an authority that is believed beside those of this machine."""

    @property
    def url(self) -> str:
        """What requests go to; empty for Amazon's own."""
        if not self.endpoint or self.is_path_style:
            return self.endpoint
        parts = urlsplit(self.endpoint)
        return parts._replace(netloc=f"{self.bucket}.{parts.netloc}").geturl()


def bucket_address(url: str) -> BucketAddress:
    """Read it. Raises ValueError with what it takes, which never repeats the address."""
    parts = urlsplit(url)
    prefix = parts.path.strip("/")
    if parts.scheme != "s3" or _BUCKET.fullmatch(parts.netloc) is None:
        raise ValueError(f"takes s3:// and the name of a bucket, {_AS}; keys have settings of their own")
    if (prefix and _PREFIX.fullmatch(prefix) is None) or parts.fragment:
        raise ValueError("takes a prefix of letters, digits and dashes")
    said = dict(parse_qsl(parts.query, keep_blank_values=True))
    if strange := sorted(said.keys() - _KNOWN):
        raise ValueError(f"takes endpoint, region, path_style and ca, not {strange[0]}")
    return BucketAddress(
        bucket=parts.netloc,
        prefix=prefix,
        endpoint=(endpoint := _endpoint(said.get("endpoint", ""))),
        region=said.get("region") or "us-east-1",
        is_path_style=_is_path_style(said.get("path_style", ""), endpoint),
        ca=Path(said["ca"]) if said.get("ca") else None,
    )


def _endpoint(url: str) -> str:
    parts = urlsplit(url)
    try:
        parts.port  # noqa: B018  # it is looked at when it is asked for
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path in ("", "/")
    except ValueError:
        is_one = False
    if url and (not is_one or parts.username or parts.password):
        raise ValueError("takes an endpoint of https:// and a name, as endpoint=https://s3.gra.io.cloud.ovh.net")
    return url.rstrip("/")


def _is_path_style(said: str, endpoint: str) -> bool:
    if said and said.lower() not in _YES | _NO:
        raise ValueError("takes path_style=1 or path_style=0")
    # Every store that somebody sets up understands paths; Amazon's wants the bucket in the name.
    return said.lower() in _YES if said else bool(endpoint)
