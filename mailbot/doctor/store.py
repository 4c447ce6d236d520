"""What a house on several machines shares: the store of its bytes, tried out, and what each machine has for itself."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from mailbot.bucket_blobs import BucketBlobs, StoreAway
from mailbot.doorbell import trouble_of
from mailbot.findings import Finding, doubtful, good, wrong
from mailbot.settings import Settings

_A_STEP = timedelta(minutes=2)
_SAYS: Mapping[str, str] = MappingProxyType(
    {
        "AccessDenied": "the key is not allowed to",
        "InvalidAccessKeyId": "it does not know the key",
        "SignatureDoesNotMatch": "the secret is not that of the key, or the region is another",
        "AuthorizationHeaderMalformed": "the region is another",
        "PermanentRedirect": "the bucket is in another region",
        "NoSuchBucket": "it has no bucket of this name",
        "RequestTimeTooSkewed": "this machine's clock is wrong",
    }
)
"""What stores call their refusals."""
_KEYS = ("MAILBOT_BLOBS_KEY=…", "MAILBOT_BLOBS_SECRET=…")
_MENDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "AccessDenied": ("allow s3:PutObject, s3:GetObject, s3:DeleteObject and s3:ListBucket",),
        "InvalidAccessKeyId": _KEYS,
        "SignatureDoesNotMatch": _KEYS,
        "RequestTimeTooSkewed": ("timedatectl set-ntp true",),
    }
)


def look_at_store(settings: Settings, *, now: datetime) -> Iterator[Finding]:
    """Whether a bucket takes, gives, lists and lets go of what it is handed. A folder is looked at as folders are."""
    if settings.bucket is None:
        return
    about = f"store s3://{settings.bucket.bucket}"
    blobs = BucketBlobs(settings.bucket, key=settings.blobs_key, secret=settings.blobs_secret)
    try:
        at, keeps_versions = blobs.try_out(secrets.token_bytes(32))
    except StoreAway as away:
        step, _, code = str(away.strerror).rpartition(": ")
        said = f"We cannot {step}: {_SAYS.get(code, code)}."
        yield wrong(
            about, said, *_MENDS.get(code, ("MAILBOT_BLOBS_URL=s3://bucket/prefix?endpoint=https://…&region=…",))
        )
        return
    if abs(at - now) > _A_STEP:
        yield wrong(
            "clock", f"The store says {at:%H:%M:%S} UTC and this machine {now:%H:%M:%S}.", "timedatectl set-ntp true"
        )
    if keeps_versions:
        yield doubtful(
            about, "It keeps versions: what is erased stays there until a lifecycle rule removes old versions.",
            "add a rule that expires noncurrent versions after a day",
        )  # fmt: skip
    else:
        yield good(about, "It takes, gives, lists and lets go.")


def look_at_sharing(settings: Settings) -> Iterator[Finding]:
    """What another machine of the same house would not see. One machine, or folders that all of them see, are well."""
    if settings.database.startswith("sqlite:"):
        return
    if settings.bucket is None:
        yield doubtful(
            f"folder {settings.blobs_dir}", "The database is shared, and photos and papers are here: right for one "
            "machine, and where every machine sees this folder.", "MAILBOT_BLOBS_URL=s3://bucket/prefix?endpoint=…",
        )  # fmt: skip
    if not settings.keys:
        yield wrong(
            "keys", "MAILBOT_KEYS is empty: no process of a house on a shared database starts without it. A house that "
            "moved here has them in the `keys` of its data folder.", "MAILBOT_KEYS=slot:hex,slot:hex",
        )  # fmt: skip
    if settings.doorbell.startswith("sqlite:"):
        yield doubtful(
            "doorbell", f"It is a file of this machine: workers elsewhere look every {settings.sweep_seconds:g} s.",
            "MAILBOT_DOORBELL_URL=redis://…",
        )  # fmt: skip


def look_at_doorbell(settings: Settings) -> Iterator[Finding]:
    """Whether a Redis that is set answers. A file of this machine is looked at as its folder is."""
    if settings.doorbell.startswith("sqlite:"):
        return
    if trouble := trouble_of(settings.doorbell):
        yield wrong(
            "doorbell", f"It does not answer ({trouble}): nothing is lost, but mails and letters wait for up to "
            f"{settings.sweep_seconds:g} s.", "MAILBOT_DOORBELL_URL=redis://:password@host:6379/0",
        )  # fmt: skip
    else:
        yield good("doorbell", "It answers.")
