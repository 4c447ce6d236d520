"""Every compiled pattern of the service, and strings that it half knows: pieces of its own, again and again."""

import importlib
import pkgutil
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import mailbot
from mailbot.inbound.reading.sayings import Sayings

_DEEPEST = 5
_LONGEST = 20
"""A repetition of as many at the most costs nothing."""


@cache
def patterns() -> Mapping[re.Pattern[Any], str]:
    """Each pattern that a module holds, also inside a table or a value of ours, with a name of it."""
    found: dict[re.Pattern[Any], str] = {}
    seen = set[int]()
    for module in pkgutil.walk_packages(mailbot.__path__, "mailbot."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for pattern in _within(value, seen, 0):
                    found.setdefault(pattern, f"{module.name}.{name}")
    return found


def _within(value: Any, seen: set[int], depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
        return
    if isinstance(value, Sayings):  # a table compiles its lines one by one, when they are needed
        ways = (way if isinstance(way, str) else way.pattern for way in value.ways)
        yield re.compile("|".join(f"(?:{way})" for way in ways))
        return
    if depth > _DEEPEST or id(value) in seen or isinstance(value, str | bytes | int | float | type):
        return
    seen.add(id(value))
    held: list[Any] = []
    if isinstance(value, Mapping):
        held = [*value.keys(), *value.values()]
    elif isinstance(value, tuple | list | set | frozenset):
        held = list(value)
    elif type(value).__module__.startswith("mailbot"):
        names = [
            *getattr(value, "__dict__", ()),
            *(s for k in type(value).__mro__ for s in getattr(k, "__slots__", ())),
            *(s for k in type(value).__mro__ for s, v in vars(k).items() if isinstance(v, cached_property)),
        ]
        held = [getattr(value, name, None) for name in names]
    elif callable(value) and hasattr(value, "__self__"):  # search = re.compile(…).search
        held = [value.__self__]
    for each in held:
        yield from _within(each, seen, depth + 1)


def attacks_on(pattern: re.Pattern[Any], chance: random.Random, *, tries: int) -> Iterator[Callable[[int], Any]]:
    """Strings by their size: a piece that is known, again and again, and an end that is not."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    pieces = [tree, *_repeated(tree)]
    for _ in range(tries):
        piece = "".join(_sample(chance.choice(pieces), chance) for _ in range(chance.choice((1, 1, 2))))
        piece += chance.choice(("", "", " "))
        before = _sample(tree, chance) if chance.random() < 0.3 else ""
        if piece:
            yield lambda size, piece=piece, before=before: _made(pattern, before, piece, size)  # type: ignore[misc]


def _made(pattern: re.Pattern[Any], before: str, piece: str, size: int) -> str | bytes:
    text = (before + piece * (size // len(piece) + 1))[:size] + "§"
    return text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")


@cache
def is_tried_once(name: str) -> bool:
    """Whether a pattern is tried where a text begins and nowhere else, as the source of its module has it."""
    module, _, held = name.rpartition(".")
    source = Path(importlib.import_module(module).__file__ or "").read_text("utf-8")
    uses = set(re.findall(rf"\b{held}\.(\w+)\(", source))
    return bool(uses) and uses <= {"match", "fullmatch"}


def seconds_for(pattern: re.Pattern[Any], name: str, text: Any) -> float:
    """What it takes to try it where it is tried."""
    began = time.process_time()
    if is_tried_once(name):
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        for _ in pattern.finditer(text):
            continue
    return time.process_time() - began


_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)


def _repeated(nodes: Any) -> Iterator[Any]:
    """What is repeated without an end, at whatever depth."""
    for kind, said in nodes:
        if kind in _REPEATS:
            if said[1] >= _LONGEST:
                yield said[2]
            yield from _repeated(said[2])
        elif kind is c.SUBPATTERN:
            yield from _repeated(said[3])
        elif kind is c.ATOMIC_GROUP:
            yield from _repeated(said)
        elif kind is c.BRANCH:
            for branch in said[1]:
                yield from _repeated(branch)


def _sample(nodes: Any, chance: random.Random) -> str:
    """Something that these match, as a rule."""
    return "".join(_one(kind, said, chance) for kind, said in nodes)


def _one(kind: Any, said: Any, chance: random.Random) -> str:
    if kind is c.LITERAL:
        return chr(said)
    if kind is c.NOT_LITERAL:
        return "y" if said == ord("x") else "x"
    if kind is c.ANY:
        return "a"
    if kind is c.IN:
        return _sign_of(said, chance)
    if kind is c.BRANCH:
        return _sample(chance.choice(said[1]), chance)
    if kind is c.SUBPATTERN:
        return _sample(said[3], chance)
    if kind is c.ATOMIC_GROUP:
        return _sample(said, chance)
    if kind in _REPEATS:
        times = min(max(said[0], chance.choice((0, 1, 1, 2))), said[1])
        return "".join(_sample(said[2], chance) for _ in range(times))
    return ""


_OF_KIND = {
    c.CATEGORY_DIGIT: "1",
    c.CATEGORY_NOT_DIGIT: "a",
    c.CATEGORY_SPACE: " \n\t",
    c.CATEGORY_NOT_SPACE: "a",
    c.CATEGORY_WORD: "e",
    c.CATEGORY_NOT_WORD: " ",
}


def _sign_of(said: Sequence[Any], chance: random.Random) -> str:
    if said[0][0] is c.NEGATE:
        return next((sign for sign in "a 1-.é\n>%" if not any(_holds(each, sign) for each in said[1:])), "☃")
    kind, value = chance.choice(said)
    if kind is c.LITERAL:
        return chr(value)
    return chr(chance.choice(value)) if kind is c.RANGE else chance.choice(_OF_KIND[value])


def _holds(said: Any, sign: str) -> bool:
    kind, value = said
    if kind is c.LITERAL:
        return chr(value) == sign
    return value[0] <= ord(sign) <= value[1] if kind is c.RANGE else sign in _OF_KIND[value]
