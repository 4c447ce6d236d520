"""What a mail server wrote down of its own checks: Authentication-Results (RFC 8601), read strictly."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailbot.domains import one_form
from mailbot.inbound.authentication.results import Result

_LONGEST = 20_000
"""Octets of one field that are read."""
_MOST_RESULTS = 100
_TOKEN = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*")
      | (?P<mark>[;=()/])
      | (?P<blank>\s+)
      | (?P<word>[^\s;=()"/]+)
      | (?P<odd>.)""",
    re.VERBOSE | re.DOTALL,
)
_WORDS = {result.value: result for result in Result}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_KEYWORD = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """One result: `dkim=pass header.d=orange.example`."""

    method: str
    result: Result | None
    """None for a word that RFC 8601 does not know."""
    properties: dict[str, str]
    """`header.d`, `smtp.mailfrom`, in lower case, with what each says."""

    def domain(self, *names: str) -> str:
        """The domain of the first property of these that is there, in its one form; "" when none is."""
        written = next((self.properties[name] for name in names if name in self.properties), "")
        return one_form(written.rpartition("@")[2].rstrip(".")) or ""


@dataclass(frozen=True, slots=True)
class Field:
    """A whole field: who wrote it, and what it tells. `instance` is the i= of an ARC-Authentication-Results."""

    authserv_id: str
    told: tuple[Told, ...]
    instance: int = 0


def read_field(value: str) -> Field | None:
    """Return what a field says, from its value as it was written; None when it is not written as RFC 8601 has it.

    One pass, never raises. What cannot be understood within a field makes the whole of it nothing: a field that is cut
    or glued together says nobody knows what.
    """
    tokens = _tokens(value)
    if tokens is None:
        return None
    parts = list(_split(tokens))
    instance = 0
    if parts and len(parts[0]) == 3 and parts[0][0].lower() == "i" and parts[0][1] == "=":
        if not re.fullmatch(r"[0-9]{1,2}", parts[0][2]):
            return None
        instance = int(parts.pop(0)[2])
    if not parts or not _is_identity(parts[0]):
        return None
    results = [part for part in parts[1:] if part]
    if results == [["none"]]:
        return Field(parts[0][0], (), instance)
    told = [_told(part) for part in results[: _MOST_RESULTS + 1]]
    if len(told) > _MOST_RESULTS or any(each is None for each in told):
        return None
    return Field(parts[0][0], tuple(each for each in told if each is not None), instance)


def by_this_server(values: Iterable[str], authserv_id: str) -> list[Field]:
    """The fields that carry an authserv-id, letter for letter but for their case (RFC 8601, section 2.5)."""
    wanted = (authserv_id.lower(), 0)
    fields = (read_field(value) for value in values)
    return [field for field in fields if field is not None and (field.authserv_id.lower(), field.instance) == wanted]


def _tokens(value: str) -> list[str] | None:
    """Words and marks, without comments and blanks (CFWS); None when a quote or a comment does not end."""
    if len(value) > _LONGEST:
        return None
    found: list[str] = []
    depth, position = 0, 0
    while position < len(value):
        if depth:
            # RFC 5322, section 3.2.2: comments within comments, and a backslash before what counts for nothing.
            mark = value[position]
            depth += (mark == "(") - (mark == ")")
            position += 2 if mark == "\\" else 1
            continue
        token = _TOKEN.match(value, position)
        if token is None or token.lastgroup == "odd" or token[0] == ")":
            return None
        position = token.end()
        if token[0] == "(":
            depth = 1
        elif token.lastgroup == "quoted":
            # A mark of its own in front: what is quoted is never taken for a mark.
            found.append('"' + _ESCAPED.sub(r"\1", token[0][1:-1]))
        elif token.lastgroup != "blank":
            found.append(token[0])
    return None if depth else found


def _split(tokens: list[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for word in tokens:
        if word == ";":
            yield part
            part = []
        else:
            part.append(word)
    yield part


def _is_identity(part: list[str]) -> bool:
    """An authserv-id, and perhaps a version, which is 1 (section 2.2); unquotes it."""
    if not part or part[0] in ("=", "/"):
        return False
    part[0] = part[0].removeprefix('"')
    return len(part) == 1 or (len(part) == 2 and part[1] == "1")


def _told(part: list[str]) -> Told | None:
    """method [/version] = result *( [reason = value] / ptype . property = value )"""
    words = list(part)
    if len(words) > 3 and words[1] == "/":
        if words[2] != "1":
            return Told(words[0].lower(), None, {})  # of a version that is not ours to read (section 2.2)
        del words[1:3]
    if len(words) < 3 or words[1] != "=" or not _KEYWORD.fullmatch(words[0]):
        return None
    method, word = words[0].lower(), words[2].lower()
    properties: dict[str, str] = {}
    rest = _pairs(words[3:])
    if rest is None:
        return None
    for name, value in rest:
        # The first that is told of a kind: a value has no way to be followed by a better one.
        properties.setdefault(name, value)
    return Told(method, _WORDS.get(word), properties)


def _pairs(words: list[str]) -> list[tuple[str, str]] | None:
    """`header.from=orange.example`, with the blanks and comments that may stand around its marks gone."""
    found: list[tuple[str, str]] = []
    position = 0
    while position < len(words):
        if position + 2 >= len(words) or words[position + 1] != "=" or words[position].startswith(('"', "=", "/")):
            return None
        name, value = words[position].lower(), ""
        position += 2
        # A value may hold marks of its own, `header.b=ab/cd=`, or be quoted in part, `smtp.mailfrom="a b"@c.example`.
        while position < len(words) and (not value or _goes_on(value, words, position)):
            value += words[position].removeprefix('"')
            position += 1
        found.append((name, value))
    return found


def _goes_on(value: str, words: list[str], position: int) -> bool:
    if words[position] in ("/", "="):
        return True
    if words[position].startswith("@"):
        return "@" not in value
    is_a_name = position + 1 < len(words) and words[position + 1] == "="
    return value[-1] in "/=" and not is_a_name
