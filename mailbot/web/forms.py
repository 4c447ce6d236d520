"""What a form without files brought: read to its end, never more of it than anybody writes."""

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from mailbot.web.visits import Typed

MOST_OCTETS = 200_000
"""Of what a form brings."""
_MOST_FIELDS = 40
_PATIENCE = 30.0
"""Seconds in which a form must have come."""


class TooLong(Exception):
    """The form brings more than anybody writes."""

    def __init__(self, begun: bytes = b"") -> None:
        super().__init__()
        self.begun = begun
        """The first of it: what was typed comes back as far as it was kept."""


async def body_of(request: Request, *, patience: float | None = None) -> bytes:
    """What was posted. Raises TooLong, once it is read to its end: a browser that is hung up on shows no page."""
    kept, came = [], 0
    async with asyncio.timeout(_PATIENCE if patience is None else patience):
        async for chunk in request.stream():
            came += len(chunk)
            if came > 100 * MOST_OCTETS:
                break
            kept.append(chunk[: max(0, MOST_OCTETS - came + len(chunk))])
    if came > MOST_OCTETS:
        raise TooLong(b"".join(kept))
    return b"".join(kept)


def typed_in(body: bytes) -> Typed:
    """The fields of a form, or of a question. Raises TooLong for more fields than a page of ours has."""
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise TooLong(body) from None
    fields = {name: value.replace("\0", "") for name, value in pairs}
    return Typed(form=fields.pop("form", ""), fields=fields)


def written_in(begun: bytes) -> str:
    """What somebody had typed, of a form of which only the first came."""
    pairs = parse_qsl(begun.decode("utf-8", "replace"), max_num_fields=10 * MOST_OCTETS)[:_MOST_FIELDS]
    return written({name: value.replace("\0", "") for name, value in pairs})


# The fields in which people write themselves: what is in the others was ours, and they have only chosen it.
# fmt: off
_WRITTEN = frozenset(
    {
        "address", "advice", "answer_by", "arrival", "ceiling", "closes", "code", "company", "company_name",
        "company_number", "contact", "dated_on", "day", "departure", "due_on", "eta", "excl_tax", "extract",
        "family_name", "from", "full_name", "home_name", "iban", "incl_tax", "instructions", "insurance",
        "label", "mandate", "motif", "name", "notes", "number", "object", "on", "opens", "own_reference",
        "parking", "part", "person", "pet", "postal_address", "q", "reason", "ref", "share", "since", "siret",
        "telephone", "to", "until", "valid_until", "vat_rate", "why", "within_days", "words",
    }
)
# fmt: on


def is_written(name: str) -> bool:
    """Whether people write in the field of this name."""
    return name.rstrip("0123456789").rstrip("_-") in _WRITTEN


def written(fields: Mapping[str, str]) -> str:
    """What somebody typed into a form, for a page that has no such form: nothing of it is lost."""
    kept = (
        value.replace("\r\n", "\n").replace("\r", "\n").strip() for name, value in fields.items() if is_written(name)
    )
    return "\n".join(filter(None, kept))
