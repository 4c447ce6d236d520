"""The header of a mail, and of each of its parts, cut into fields, parameters and identifiers (RFC 5322, 2045, 2231).

Everything here sees bytes as latin-1 text, one character a byte, and runs once over what it is given.
"""

import re
import sys
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

Fields = list[tuple[str, str]]
"""Header fields in order: name in lower case, value as it was written, folds included."""

_FIELD = re.compile(r"([!-9;-~]++)[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")
# "From " opens an mbox; a fold before the first field belongs to nothing. Both are skipped by every reader.
_NO_FIELD = re.compile(r"(?:From [^\n]*|[ \t][^\n]*)(?:\n|\Z)")
_BLANK_LINE = re.compile(r"\r?\n")

_LONGEST_PARAMETERS = 8_000
"""Characters of a Content-Type that are looked at: some programs' worst are near 500."""
_PARAMETER = re.compile(
    r""";\s*([^\s=;"]{1,100})\s*=\s*
        ( "(?:[^"\\]|\\.)*"?                              # quoted, the end quote forgotten perhaps
        | (?:=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=\s*)+       # RFC 2047 words, which have no business here
        | [^;]* )""",
    re.VERBOSE | re.DOTALL,
)
_SECTION = re.compile(r"(.+?)(?:\*(\d{1,4}))?(\*)?")
_ESCAPED = re.compile(r'\\(["\\])')
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", re.ASCII)
_COMMENT = re.compile(r"\([^()]*\)")
_BRACKETED = re.compile(r"<([^<>]+)>")


MOST_FIELDS = 1_000
"""Of one header. A mail that came by many ways has two hundred."""
LONGEST_FIELD = 200_000
"""Characters. A thousand recipients are 60,000."""
_LONGEST_NAME = 1_000


def split_fields(text: str, start: int = 0, end: int = sys.maxsize) -> tuple[Fields, int]:
    """Return the fields that begin at `start`, and where the body begins; nothing is read from `end` on.

    The header ends at an empty line, or where a line is no header (then that line is the body's first). Of a header
    that no program writes, the first MOST_FIELDS are told, and LONGEST_FIELD characters of each.
    """
    fields: Fields = []
    position = start
    while True:
        if field := _FIELD.match(text, position, end):
            if len(fields) < MOST_FIELDS:
                fields.append((field[1][:_LONGEST_NAME].lower(), field[2][:LONGEST_FIELD]))
            position = field.end()
        elif (other := _NO_FIELD.match(text, position, end)) and other.end() > position:
            position = other.end()
        else:
            break
    blank = _BLANK_LINE.match(text, position, end)
    return fields, blank.end() if blank else position


def unfold(value: str) -> str:
    """Return a header value on one line (RFC 5322, section 2.2.3)."""
    return value.replace("\r", "").replace("\n", "")


def first(fields: Iterable[tuple[str, str]], name: str) -> str:
    """Return the first field of that lower-case name, unfolded and without outer blanks; "" when there is none."""
    for field, value in fields:
        if field == name:
            return unfold(value).strip()
    return ""


def media_type(value: str) -> str:
    """Return the lower-case `type/subtype` of a Content-Type value; `text/plain` when it has none (RFC 2045, 5.2)."""
    word = first_word(value)
    if _MEDIA_TYPE.fullmatch(word):
        return word
    return "text/html" if word == "html" else "text/plain"


def first_word(value: str) -> str:
    """Return the lower-case word in front of the parameters, as of a Content-Disposition."""
    word = value[:_LONGEST_PARAMETERS].partition(";")[0]
    return (_COMMENT.sub("", word) if "(" in word else word).strip(" \t\r\n\"'").lower()


def parameters(value: str) -> dict[str, tuple[bytes, str]]:
    """Return the parameters of a header as (bytes, charset label), by lower-case name; the label may be "".

    Understands RFC 2231 (`filename*=utf-8''d%C3%A9g%C3%A2t.jpg`, and values in numbered sections), which wins over the
    plain parameter of the same name.
    """
    plain: dict[str, tuple[bytes, str]] = {}
    sections: dict[str, dict[int, tuple[bool, str]]] = {}
    for found in _PARAMETER.finditer(unfold(value[:_LONGEST_PARAMETERS])):
        name, written = found[1].lower(), found[2].strip()
        if written.startswith('"'):
            written = _ESCAPED.sub(r"\1", written[1:].removesuffix('"'))
        parts = _SECTION.fullmatch(name)
        if parts is None or not (parts[2] or parts[3]):
            plain.setdefault(name, (written.encode("latin-1", "replace"), ""))
        else:
            sections.setdefault(parts[1], {})[int(parts[2] or 0)] = (parts[3] is not None, written)
    return plain | {name: _joined(pieces) for name, pieces in sections.items()}


def message_ids(value: str) -> tuple[str, ...]:
    """Return the identifiers of a Message-ID, In-Reply-To or References value, angle brackets included.

    A value with no brackets at all is one identifier, if it has the look of one.
    """
    found = ["".join(identifier.split()) for identifier in _BRACKETED.findall(value)]
    bare = value.strip().strip("<>")
    if not found and "@" in bare and " " not in bare:
        found = [bare]
    return tuple(f"<{identifier}>" for identifier in found if identifier)


def _joined(pieces: dict[int, tuple[bool, str]]) -> tuple[bytes, str]:
    charset, content = "", b""
    for position, (_number, (encoded, written)) in enumerate(sorted(pieces.items())):
        value = written
        if encoded and position == 0 and written.count("'") >= 2:
            charset, _language, value = written.split("'", 2)
        octets = value.encode("latin-1", "replace")
        content += unquote_to_bytes(octets) if encoded else octets
    return content, charset or "utf-8"
