"""The one form of a domain in which two spellings of it are equal; the address of a server."""

import ipaddress
import re
import unicodedata
from functools import lru_cache

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LITERAL = re.compile(r"\[[0-9a-z:.-]+\]")


@lru_cache(maxsize=1024)
def one_form(domain: str) -> str | None:
    """The form in which two domains are compared: lower case, A-labels (RFC 5890); None when it is no domain.

    `Gérance.FR`, `gérance.fr` with a combining accent and `xn--grance-bva.fr` are one domain. An address literal
    (`[192.0.2.1]`) keeps its brackets.
    """
    domain = domain.lower()
    if domain.startswith("["):
        return domain if _LITERAL.fullmatch(domain) else None
    if not domain.isascii():
        try:
            domain = ".".join(_a_label(label) for label in domain.split("."))
        except UnicodeError:
            return None
    fits = len(domain) <= 255 and all(_LABEL.fullmatch(label) for label in domain.split("."))
    return domain if fits else None


def _a_label(label: str) -> str:
    if label.isascii():
        return label
    label.encode()  # octets that were not UTF-8 come as lone surrogates, and fail here
    # Python's own "idna" codec is IDNA 2003: it would make strasse.de, which is somebody else, of straße.de.
    label = unicodedata.normalize("NFKC", label)
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def server_address(written: str, *, port: int = 53) -> tuple[str, int]:
    """The address and the port of a server written as `192.0.2.1`, `192.0.2.1:53` or `[2001:db8::1]:53`.

    Raises ValueError when it is none.
    """
    host, told = written.strip(), ""
    if host.startswith("["):
        host, _, told = host[1:].partition("]")
    elif host.count(":") == 1:
        host, _, told = host.partition(":")
    try:
        return str(ipaddress.ip_address(host)), int(told.removeprefix(":") or port)
    except ValueError:
        raise ValueError(f"takes an address, or address:port, and {written!r} is none") from None
