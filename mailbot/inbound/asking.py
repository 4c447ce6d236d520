"""Whether a mail asks where things stand, and about how much."""

from mailbot.inbound.arrived import Arrived, says_little_else
from mailbot.inbound.naming import plain
from mailbot.inbound.reading.outcome import IntentType

# What a whole mail says that asks for the list. In a longer one such words ask for nothing.
_ONLY_WORDS = frozenset(
    (
        *("point", "le point", "un point", "faire le point", "point svp", "point s il vous plait", "statut", "status"),
        *("mes signalements", "mes dossiers", "mes demandes", "tous mes dossiers", "tous mes signalements"),
        *("liste", "la liste de mes dossiers", "liste de mes dossiers", "liste de mes signalements"),
        *("my reports", "my cases", "my requests", "all my reports", "list", "status please", "update please"),
    )
)
_COURTESIES = ("bonjour", "bonsoir", "hello", "hi", "merci", "merci d avance", "thanks", "thank you", "svp", "please")


def asks_where(arrived: Arrived) -> str | None:
    """« Où en est-on ? » is « this », « mes signalements » is « all »; None for whoever asks neither."""
    asked = arrived.reading.intent(IntentType.STATUS_QUESTION)
    if asked is not None:
        return str(asked.values.get("scope") or "this")
    return "all" if _is_bare(arrived) else None


def asks_only_that(arrived: Arrived) -> bool:
    """Whether nothing else was said: then it is no news for anybody."""
    return _is_bare(arrived) or says_little_else(arrived)


def _is_bare(arrived: Arrived) -> bool:
    words = arrived.reading.fresh_text.strip() or arrived.mail.subject
    return not arrived.files and _bare(words) in _ONLY_WORDS


def _bare(words: str) -> str:
    said = plain(words).strip()
    for courtesy in sorted(_COURTESIES, key=len, reverse=True):
        said = said.removeprefix(f"{courtesy} ").removesuffix(f" {courtesy}").strip()
    return said
