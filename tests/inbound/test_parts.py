"""Where parts begin and end: what is skipped on the way is what flanker's own tokenizer would have thrown away."""

import base64
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from flanker.mime.message import scanner

from mailbot.inbound.contents import Trouble
from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.parts import tokens_of

MAILS = Path(__file__).parents[1] / "mails"
ODD = (
    "\n", "\r\n", "\r", "\n\n", "--", "\n--b\n", "\n--b--\r\n", "\nContent-Type: text/html\n\n", "\r\n\r\n", " ", "\t",
    '\nContent-Type: multipart/mixed; boundary="b"\n\n', "\nContent-Type: message/rfc822\n\n",
    "\nContent-type:\n x/y\n",
)  # fmt: skip


def _told(tokens: Iterable[Any]) -> list[str]:
    """What each token says, and where it stands; content types carry their parameters."""
    return [
        f"{type(each).__name__} {sorted((k, v) for k, v in vars(each).items() if not callable(v))} "
        f"{tuple(each) if isinstance(each, tuple) else each}"
        for each in tokens
    ]


def _both(text: str) -> tuple[list[str] | str, list[str] | str]:
    found: list[list[str] | str] = []
    for tokenize in (scanner.tokenize, tokens_of):
        try:
            found.append(_told(tokenize(text)))
        except Exception as error:
            found.append(type(error).__name__)
    return found[0], found[1]


def test_the_tokens_are_those_of_flanker_for_every_mail_and_for_many_that_are_damaged() -> None:
    mails = [path.read_bytes().decode("latin-1") for path in sorted(MAILS.rglob("*.eml"))]
    chance = random.Random(11)  # noqa: S311 - the same damage at each run
    damaged = 0
    for text in mails:
        theirs, ours = _both(text)
        assert ours == theirs
        if len(text) > 20_000:
            continue
        for _ in range(3):
            at = chance.randrange(len(text) + 1)
            broken = text[:at] + chance.choice(ODD) + text[at + chance.choice((0, 0, 1, 30)) :]
            theirs, ours = _both(broken)
            assert ours == theirs, broken
            damaged += theirs != _both(text)[0]
    assert damaged > 20


def _with_file(encoded: bytes) -> bytes:
    return (
        b'From: a@b.example\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: a/b; name=f\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + encoded + b"\r\n--b--\r\n"
    )


def test_a_file_is_decoded_whole_whatever_its_length_and_one_strange_sign_is_told() -> None:
    for length in range(200):
        octets = bytes(range(length))
        written = base64.encodebytes(octets).replace(b"\n", b"\r\n")
        mail = parse_mail(_with_file(written))
        assert mail.files[0].content == octets
        assert Trouble.BAD_BASE64 not in mail.troubles
        if length < 2:
            continue
        for strange in (b"*", b"\xe9", b"\x00"):
            at = length // 2
            mail = parse_mail(_with_file(written[:at] + strange + written[at:]))
            assert mail.files[0].content == octets
            assert Trouble.BAD_BASE64 in mail.troubles


@pytest.mark.parametrize("missing", [1, 2])
def test_a_file_whose_padding_is_gone_keeps_its_octets_and_is_told(missing: int) -> None:
    mail = parse_mail(_with_file(base64.b64encode(b"x" * (10 if missing == 2 else 11)).rstrip(b"=")))
    assert mail.files[0].content == b"x" * (10 if missing == 2 else 11)
    assert Trouble.BAD_BASE64 in mail.troubles
