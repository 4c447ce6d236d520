"""What mail programs do to an address or a link of ours on its way, taken off again.

Nothing is guessed: only what cannot be part of it is taken off, and its seal must still be whole afterwards.
"""

import html
import re
import unicodedata
from urllib.parse import unquote

_LONGEST = 1_000
"""Characters that are looked at: nobody needs more for one address."""
# What a quoted-printable line break leaves behind (RFC 2045, section 6.7): « =\r\n », or « =0D=0A » and « =3D ».
_SOFT_BREAK = re.compile(r"=(?:\r\n|\r|\n|[ \t])|=0D=0A|=0A", re.IGNORECASE)
_WHOLE = re.compile(r"[!-$'-<>-~]*")
"""Nothing in it is encoded, broken or blank: almost every address comes as it left."""
_SCHEME = re.compile(r"(?:mailto|smtp):", re.IGNORECASE)
_AROUND = " \t\r\n<>()[]{}\"'`´‘’“”„«»‹›.,;:!?…*_\\|"
"""What sentences, mark-up and programs put around an address."""
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
# Return paths that are rewritten on their way (SRS; draft-levine-smtp-batv; Barracuda's).
_REWRITTEN = re.compile(
    r"(?:srs0[=+-][^=]+=[^=]+=[^=]+=|srs1[=+-][^=]+=[^=]+==[^=]+=[^=]+=[^=]+=|prvs=[0-9a-z]+=|btv1==[0-9a-z]+==)", re.I
)


def mended_address(text: str) -> str:
    """An address without what a program put into it or around it: `mailto:` and all after a question mark, brackets,
    encodings, line breaks, signs that nobody sees, quotes around the local part. What is no address comes back as it
    is."""
    mended = _SCHEME.sub("", _bare(text).lstrip(_AROUND), count=1).partition("?")[0].strip(_AROUND)
    local, at, domain = mended.rpartition("@")
    if not at:
        return text
    return f"{local.strip(_AROUND)}@{domain}"


def mended_token(text: str) -> str:
    """What is sealed in a link, in small letters, without what a program put into it or around it."""
    return _bare(text).strip(_AROUND).lower()


def unwrapped(local: str) -> str | None:
    """The local part of ours in a return path that somebody rewrote; None when nobody did."""
    rewritten = _REWRITTEN.match(local)
    return local[rewritten.end() :] if rewritten else None


def _bare(text: str) -> str:
    """Without encodings, breaks, blanks and signs that nobody sees."""
    text = text[:_LONGEST]
    if _WHOLE.fullmatch(text):
        return text
    for _ in range(2):  # a link in a link is encoded twice
        text = html.unescape(unquote(text, errors="replace"))
    text = _SOFT_BREAK.sub("", text).translate(_HYPHENS)
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf"))
