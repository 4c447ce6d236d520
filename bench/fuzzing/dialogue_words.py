"""What a hostile client says: sessions from a grammar, then mutated, then cut into packets at random places."""

import random
from collections.abc import Callable, Sequence

CANARY = "kanarienvogel"
"""Stands in what a client says: no answer, to whomever, may hold it."""
OURS = "mailbot.example"

_NAMES = ("nadia.example", "[192.0.2.1]", "[IPv6:::1]", "x" * 300, "é.example", "a b", "-", "<script>", "\\", "%s%n{0}")
_LOCALS = (
    "r-k7q2m",
    "forged",
    "nobody",
    "later",
    "fault",
    "postmaster",
    '"a b"',
    '"a\\"b"',
    "é",
    "a" * 500,
    ".",
    "a..b",
)
_DOMAINS = (OURS, OURS.upper(), f"{OURS}.", "elsewhere.example", "xn--grance-bva.example", "gérance.example",
            "[127.0.0.1]", "[IPv6:::1]", "a" * 300, "", "\udcff.example", "ⅷ.example", "a_b.example")  # fmt: skip
_MAIL_PARAMETERS = ("SIZE=10", "SIZE=99999999999999", "SIZE=²", "SIZE=٣", "SIZE=", "SIZE=-1", "SIZE=" + "9" * 400,
                    "BODY=8BITMIME", "BODY=BINARYMIME", "BODY=7bit", "SMTPUTF8", "SMTPUTF8=1", "AUTH=<>", "RET=HDRS",
                    "ENVID=x", "=", "==", "A=B=C", "SIZE=1 SIZE=2", "\udcff=1", "XFORWARD", "é=é",
                    "ſize=1")  # fmt: skip
_RCPT_PARAMETERS = ("NOTIFY=NEVER", "ORCPT=rfc822;a@b.example", "=", "X", "SIZE=1")
_STRANGE = (
    b"AUTH PLAIN AGFkbWluAGFk", b"AUTH LOGIN", b"AUTH", b"EXPN staff", b"TURN", b"ETRN x", b"XCLIENT ADDR=::1",
    b"XFORWARD NAME=x", b"PROXY TCP4 192.0.2.1 192.0.2.2 1 25", b"GET / HTTP/1.1", b"Host: mailbot.example",
    b"POST / HTTP/1.1", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"BDAT 5 LAST", b"BDAT 99999999999",
    b"BDAT -1", b"SSH-2.0-x", b"\r\n\r\n\0\r\nQUIT", b"smtp_DATA", b"__class__", b"handle_DATA x", b"push x", b"cut",
    b"", b" ", b"\t", b".", b"..", b"DATA\0", b"DATA \t", b"DaTa", b"\xef\xbb\xbfEHLO x", b"M\xc4\xb1IL FROM:<>",
    b"HELP " + b"x" * 600, b"VRFY " + b"\xff" * 20, b"\xff" * 40, b"STARTTLS x", b"NOOP \x1b[2J", b"EHLO", b"LHLO",
)  # fmt: skip
_TEXTS = (
    b".", b"..", b"...", b"\r", b"\n", b"\r\n", b"\r\n.", b"\r\n..", b"\n.\n", b"\r.\r", b"\n.\r\n", b"\r\n.\n",
    b"\r\n.\r", b"\r.\r\n", b"\r\n.\0\r\n", b"\r\n. \r\n",
    b"\n.\r", b"\r\r\n.\r\r\n", b"a", b"\xff\0", b"\x1a", b"\x85",
    b"Subject: " + CANARY.encode(), b"\xe2\x80\xa8.\xe2\x80\xa8", b"MAIL FROM:<>", b"RCPT TO:<r-1@mailbot.example>",
    b"DATA", b"QUIT", b"x" * 998, b"y" * 3000,
)  # fmt: skip
_ENDS = (b"\r\n.\r\n",) * 6 + (b"\n.\n", b"\r.\r", b"\r\n.\n", b"\n.\r\n", b"\r\n.\r", b"", b"\r\n.")
_LINE_ENDS = (b"\r\n",) * 12 + (b"\n", b"\r", b"\r\r\n", b"\n\r", b"\0\r\n", b" \r\n")


def session(chance: random.Random, family: str) -> bytes:
    """All that one client says."""
    said = b"".join(_scene(chance, family) for _ in range(chance.randrange(1, 9)))
    if chance.random() < 0.6:
        said = _greeting(chance, family) + said
    for _ in range(chance.choice((0, 0, 0, 1, 1, 3, 8))):
        said = chance.choice(_MUTATIONS)(chance, said)
    return said


def packets(chance: random.Random, said: bytes) -> tuple[bytes, ...]:
    """The same octets in packets."""
    if chance.random() < 0.03 and len(said) < 3000:
        return tuple(said[at : at + 1] for at in range(len(said)))
    cuts = sorted(chance.randrange(len(said) + 1) for _ in range(chance.choice((0, 1, 2, 5, 20))))
    return tuple(said[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(said)], strict=True) if begin < end)


def _scene(chance: random.Random, family: str) -> bytes:
    scenes: Sequence[tuple[int, Callable[[random.Random, str], bytes]]] = (
        (10, _whole_mail), (3, _command), (2, _strange), (2, _greeting), (1, _storm), (1, _noise), (1, _long),
    )  # fmt: skip
    (scene,) = chance.choices([each for _, each in scenes], [weight for weight, _ in scenes])
    return scene(chance, family)


def _greeting(chance: random.Random, family: str) -> bytes:
    word = "LHLO" if family == "LMTP" else chance.choice(("EHLO", "EHLO", "HELO"))
    name = chance.choice(_NAMES) if chance.random() < 0.3 else f"{CANARY}.example"
    return _line(chance, f"{word} {name}")


def _whole_mail(chance: random.Random, family: str) -> bytes:
    if chance.random() < 0.3:
        sender = _address(chance)
        parameters = " ".join(chance.choices(_MAIL_PARAMETERS, k=chance.choice((0, 0, 1, 1, 2))))
    else:
        sender, parameters = f"<{CANARY}@example.org>", ""
    said = _line(chance, f"MAIL FROM:{sender} {parameters}".rstrip(" "))
    for number in range(chance.choice((0, 1, 1, 1, 2, 3, 7))):
        recipient = _address(chance) if chance.random() < 0.3 else f"<r-{CANARY}{number}@{OURS}>"
        said += _line(chance, f"RCPT TO:{recipient}")
    said += _line(chance, "DATA")
    return said + b"".join(chance.choices(_TEXTS, k=chance.randrange(12))) + chance.choice(_ENDS)


def _command(chance: random.Random, family: str) -> bytes:
    word = chance.choice(("NOOP", "RSET", "VRFY", "HELP", "DATA", "QUIT", "STARTTLS", "MAIL", "RCPT", "EHLO", "LHLO"))
    match word:
        case "MAIL":
            return _line(chance, f"MAIL FROM:{_address(chance)} {chance.choice(_MAIL_PARAMETERS)}")
        case "RCPT":
            return _line(chance, f"RCPT TO:{_address(chance)} {chance.choice(_RCPT_PARAMETERS)}")
        case _:
            return _line(chance, f"{word} {CANARY}" if chance.random() < 0.2 else word)


def _address(chance: random.Random) -> str:
    address = f"{chance.choice(_LOCALS)}@{chance.choice(_DOMAINS)}"
    shapes = (f"<{address}>", address, f"<{address}", f"{address}>", f"<<{address}>>", "<>", "<postmaster>", "",
              f"<@a.example,@b.example:{address}>", f" <{address}>", f"<{address}>x", f"Nadia <{address}>",
              f"<{address}\t>", f"<{chance.choice(_LOCALS)}>", f"<{address}> <{address}>")  # fmt: skip
    return chance.choice(shapes) if chance.random() < 0.4 else shapes[0]


def _strange(chance: random.Random, family: str) -> bytes:
    return chance.choice(_STRANGE) + chance.choice(_LINE_ENDS)


def _storm(chance: random.Random, family: str) -> bytes:
    """The same again and again."""
    number = chance.choice((30, 200, 1500))
    lines = ("RSET", "NOOP", f"RCPT TO:<r-1@{OURS}>", f"RCPT TO:<nobody@{OURS}>", "DATA", "MAIL FROM:<>", "EHLO x", "x")
    return (chance.choice(lines).encode() + b"\r\n") * number


def _noise(chance: random.Random, family: str) -> bytes:
    return chance.randbytes(chance.randrange(200))


def _long(chance: random.Random, family: str) -> bytes:
    return chance.choice((b"NOOP ", b"x", b"RCPT TO:<", b"\r", b"\0")) * chance.choice((300, 2000, 9000)) + b"\r\n"


def _line(chance: random.Random, text: str) -> bytes:
    ending = chance.choice(_LINE_ENDS) if chance.random() < 0.1 else b"\r\n"
    if chance.random() < 0.05:
        text = text.swapcase()
    return text.encode("utf-8", "surrogateescape") + ending


def _drop(chance: random.Random, said: bytes) -> bytes:
    begin = chance.randrange(len(said) + 1)
    return said[:begin] + said[begin + chance.randrange(20) :]


def _insert(chance: random.Random, said: bytes) -> bytes:
    at = chance.randrange(len(said) + 1)
    return said[:at] + chance.choice((*_TEXTS[:24], b"\0", b"\xff", b" ", b"<", b">", b":")) + said[at:]


def _flip(chance: random.Random, said: bytes) -> bytes:
    at = chance.randrange(len(said) + 1)
    return said[:at] + bytes([chance.randrange(256)]) + said[at + 1 :]


def _swap(chance: random.Random, said: bytes) -> bytes:
    lines = said.split(b"\r\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\r\n".join(lines)


def _repeat(chance: random.Random, said: bytes) -> bytes:
    lines = said.split(b"\r\n")
    at = chance.randrange(len(lines))
    return b"\r\n".join([*lines[:at], *[lines[at]] * chance.choice((2, 3, 40)), *lines[at + 1 :]])


_MUTATIONS = (_drop, _insert, _flip, _swap, _repeat)
