"""Why an address refused a letter: its box is full, it does not exist, or it will not have it (G-15). Pure."""

import re
import unicodedata
from enum import StrEnum


class Why(StrEnum):
    """The reasons that a manager reads."""

    FULL = "full"
    UNKNOWN = "unknown"
    """No such address: it will not exist tomorrow either."""
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    """Our own relay has not taken it for as long as we try: nothing is known of the address."""
    FAULT = "fault"
    """It could not be written or printed for as long as we try: the operator's to mend."""
    IN_DOUBT = "in_doubt"
    """Our relay may have it, or not; it is not sent again by itself."""


# RFC 3463, sections 3.2 to 3.5, and RFC 5248; 5.1.10 is RFC 7505's « null MX », and what Exchange says of nobody.
_FULL = frozenset({"2.2", "3.1"})
_UNKNOWN = frozenset({"1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "4.4"})
_OF_OURS = frozenset({"421", "454", "530", "534", "535", "538"})
_OF_BOXES = frozenset({"450", "452", "550", "551", "552", "553"})
_CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"^\s*([45]\d\d)\b")

_SAYS_FULL = re.compile(
    r"over ?quota|quota (?:is |was )?(?:exceeded|depasse)|exceeded .{0,30}quota|mailbox (?:is )?full|full mailbox"
    r"|out of storage|insufficient (?:system )?storage|storage (?:limit|space)|boite (?:aux lettres |de reception )?"
    r"(?:est )?(?:pleine|saturee)|quota .{0,20}(?:depasse|atteint)"
)
_SAYS_UNKNOWN = re.compile(
    r"unknown (?:user|recipient|mailbox|address)|(?:user|recipient|mailbox|address|account)[^.]{0,40} (?:is )?unknown"
    r"|no such (?:user|recipient|mailbox|person|address)|no mailbox here|does ?n[o']?t exist|not exist|n'existe pas"
    r"|n'existe plus|invalid (?:recipient|mailbox|address|user)|destinataires? (?:est )?(?:inconnue?s?|invalides?)"
    r"|adresse .{0,60}(?:invalide|inconnue|introuvable)|(?:wasn't|was not|not) found|couldn't be found|introuvable"
    r"|host or domain name not found|domaine? .{0,40}(?:not found|introuvable)"
    r"|account .{0,30}(?:disabled|inactive|closed)"
    r"|user doesn't|no longer (?:exists|valid|in use|active)"
)


def why_returned(code: str, words: str) -> Why:
    """The reason, by the enhanced status where it says one, else by the words beside it.

    A trouble that may pass (4.x.x) is never an address that does not exist, however long it lasted.
    """
    said = _folded(words)
    reply = _REPLY.match(said)
    group, _, detail = (code or _code_in(said)).partition(".")
    may_pass = group == "4" or (not group and reply is not None and reply[1].startswith("4"))
    if detail in _FULL or _SAYS_FULL.search(said):
        return Why.FULL
    if may_pass:
        return Why.REFUSED
    if detail in _UNKNOWN:
        return Why.UNKNOWN
    if group == "5" and detail.startswith("7."):
        return Why.REFUSED
    return Why.UNKNOWN if _SAYS_UNKNOWN.search(said) else Why.REFUSED


def is_an_answer(answer: str) -> bool:
    """Whether a mail system said this of the letter: a fault of ours, a relay that is away or that does not know us
    (RFC 4954) says nothing of an address."""
    reply = _REPLY.match(answer)
    return reply is not None and reply[1] not in _OF_OURS


def is_our_fault(answer: str) -> bool:
    """Whether the letter never came as far as a relay."""
    return answer.startswith(("fault:", "not printed:"))


def is_about_the_address(answer: str) -> bool:
    """Whether what our own relay answered in the session is about the recipient, and not about us or the letter: a
    relay that refuses everything must not stop every address."""
    reply, code = _REPLY.match(answer), _code_in(answer)
    if reply is None:
        return False
    return code[2:4] in ("1.", "2.") if code else reply[1] in _OF_BOXES


def _code_in(words: str) -> str:
    found = _CODE.search(words)
    return f"{found[1]}.{found[2]}" if found else ""


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words[:2000].replace("’", "'")).encode("ascii", "ignore").decode("ascii")
    return " ".join(plain.lower().split())
