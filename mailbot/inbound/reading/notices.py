"""What no person wrote: a company's legal notice, a list's footer, a server's warning; and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mailbot.inbound.reading.lexicon.footers import (
    BANNERS,
    BEHIND_THEM,
    BOILERPLATE,
    INVITATIONS,
    LAWYERS_TOO,
    MAIL_ITSELF,
    NOTICE_HINTS,
    NOTICE_PAIRS,
    NOTICE_WORDS,
    NOTICES_OF_ONE_PERSON,
    ONLY_LAWYERS,
    SAID_TOO,
    TO_ITS_READERS,
)

_BANNER = re.compile("|".join(re.escape(words) for words in BANNERS))
_BOILERPLATE = re.compile(rf"[\"'*(\s]{{0,4}}(?:{'|'.join(re.escape(words) for words in BOILERPLATE)})")
_SAID_TOO = re.compile(rf"[\"'*(\s]{{0,4}}(?:{'|'.join(re.escape(words) for words in SAID_TOO)})")
_BEHIND_THEM = re.compile(rf"(?<!\w)(?:{BEHIND_THEM})")
_TO_ITS_READERS = re.compile(rf"(?<!\w)(?:{TO_ITS_READERS})")
_SENTENCE_ENDS = re.compile(r"(?<=\w{3}[.!?])\s+|(?<=[)\"][.!?])\s+")
_ONESELF = re.compile(r"(?<![\w'@.-])(?:(?:je|mon|ma|mes|moi|my|ich|mein|meine|mi|mio|mia|ik|mijn)(?![\w'@-])|[jm]')")
_ASKS = re.compile(r"\?(?!\S)")
_MAIL_ITSELF = re.compile(rf"(?<!\w)(?:{MAIL_ITSELF})(?!\w)")
_ONLY_LAWYERS = re.compile(rf"(?<!\w)(?:{'|'.join(ONLY_LAWYERS)})")
_LAWYERS = re.compile(rf"(?<!\w)(?:{'|'.join((*ONLY_LAWYERS, *LAWYERS_TOO))})")
_PAIRS = tuple((re.compile(rf"(?<!\w)(?:{one})"), re.compile(rf"(?<!\w)(?:{other})")) for one, other in NOTICE_PAIRS)


def is_banner(folded: str) -> bool:
    return bool(_BANNER.match(folded.lstrip(" *_")))


def is_boilerplate(folded: str) -> bool:
    """How a legal notice begins."""
    return len(folded) > 8 and bool(_BOILERPLATE.match(folded))


def is_sure(folded: str) -> bool:
    """Whether a paragraph that begins as a notice needs no proof from what stands below it."""
    return _SAID_TOO.match(folded) is None or _is_legal(folded, enough=2)


def goes_on_as_said(folded: str) -> bool:
    """« Ce message est confidentiel. Le voisin du 3e sous-loue »: a paragraph that begins as a notice, and in which
    a sentence speaks neither of the mail nor to everybody who may get it."""
    if _is_legal(folded):
        return False
    sentences = [each for each in _SENTENCE_ENDS.split(folded[:_LONGEST_HEAD]) if len(each) > _SHORTEST_SENTENCE]
    opening = _SAID_TOO.match(folded)
    if opening is not None:
        first = sentences[0] if sentences else folded
        behind = first[opening.end() :].strip(" .!:,;")
        if len(behind) > _SHORTEST_SENTENCE and not _is_lawyers(behind) and not _is_of_a_pair(first):
            return True
    elif is_boilerplate(folded):
        return False
    return any(not _is_lawyers(each) for each in sentences[1:])


def _is_lawyers(folded: str) -> bool:
    """Whether a sentence beside a notice is of its kind."""
    return (
        _LAWYERS.search(folded) is not None
        or _MAIL_ITSELF.search(folded) is not None
        or _BEHIND_THEM.search(folded) is not None
        or _TO_ITS_READERS.search(folded) is not None
        or is_boilerplate(folded)
    )


def is_personal(folded: str) -> bool:
    """Whether the words of what begins as a notice are those of one person about their own life."""
    return (
        _ONESELF.search(folded) is not None and not folded.startswith(NOTICES_OF_ONE_PERSON) and not _is_legal(folded)
    )


def speaks_of_hours(folded: str) -> bool:
    """« Je ne travaille pas le mercredi », « my working hours may differ from yours »: stored in many signatures."""
    return _HOURS.search(folded) is not None


_HOURS = re.compile(
    r"travaill|horaires|heures (?:de|d'|ouvr)|joignable|temps partiel|teletravail|working (?:hours|day|pattern)"
    r"|work (?:part|flex)|office (?:hours|days)|part.time|pronoun|pronom|arbeite|erreichbar"
    r"|imprim|linkedin|mon (?:agenda|blog)|retrouvez-moi"
)


def is_notice_paragraph(folded: str, *, signed: bool) -> bool:
    """A paragraph of what companies, lists and guards against viruses add, by what it speaks of."""
    head = folded[:_LONGEST_HEAD]
    return any(sign in head for sign in _SIGNS) and _is_notice_paragraph(head, signed)


def belongs_to_a_notice(folded: str) -> bool:
    """Whether words below a notice may go with it: less is asked of them, yet they are no person's."""
    head = folded[:_LONGEST_HEAD]
    if _ONESELF.search(head) is not None or _ASKS.search(head) is not None:
        return False
    said = {word[0] for word in _LAWYERS.finditer(head)}
    return (
        head.startswith(_CHECKED)
        or is_boilerplate(head)
        or len(said) + bool(_MAIL_ITSELF.search(head)) > 1
        or _is_of_a_pair(head)
    )


def is_thanks(folded: str) -> bool:
    """« Merci. », alone."""
    return folded.strip(" .!") in _THANKS


_SIGNS = ("mail", "message", "messaggio", "courri", "imprim", "print", "abonn", "inscri", "unsubscr", "rgpd", "gdpr",
          "dsgvo", "libertes", "donnees", "ambiente", "umwelt", "virus", "mensa", "nachricht", "correo", "bericht",
          "communic", "transmis")  # fmt: skip
"""One of them is in every such paragraph."""


@lru_cache(maxsize=2_000)  # a paragraph is looked at once for each layer below it, and stands in the HTML too
def _is_notice_paragraph(head: str, signed: bool) -> bool:
    if _ASKS.search(head) is not None:
        return False
    if _is_of_a_pair(head):
        return _ONESELF.search(head) is None or head.startswith(NOTICES_OF_ONE_PERSON)
    return _is_legal(head, enough=2 if signed else 3)


def _is_of_a_pair(head: str) -> bool:
    return any(one.search(head, 0, _NEAR_THE_BEGINNING) and other.search(head) for one, other in _PAIRS)


_CHECKED = ("analyse effectuee", "verifie par", "checked by", "http", "www.")
_THANKS = ("merci", "merci d'avance", "merci de votre comprehension", "thank you", "thanks", "danke")
_NEAR_THE_BEGINNING = 72
_LONGEST_HEAD = 600
_SHORTEST_SENTENCE = 12


def _is_legal(folded: str, *, enough: int = 3) -> bool:
    """A person who says « je » in a notice of theirs has to say more that only lawyers do."""
    if _MAIL_ITSELF.search(folded) is None or _ONLY_LAWYERS.search(folded) is None:
        return False
    said = {word[0] for word in _LAWYERS.finditer(folded)}
    return len(said) >= (3 if _ONESELF.search(folded) else enough)


def is_notice(lines: Sequence[str]) -> bool:
    """Whether the first lines below a rule are those of a notice or of a mailing list."""
    head = " ".join(lines[:3])[:_LONGEST_HEAD]
    if any(is_boilerplate(line) and _SAID_TOO.match(line) is None for line in lines[:3]) or _is_legal(head):
        return True
    if _ASKS.search(head) is not None or _ONESELF.search(head) is not None:
        return False
    if _is_legal(head, enough=2) and not goes_on_as_said(head):
        return True
    if any(word in head for word in NOTICE_WORDS) or _is_of_a_pair(head):
        return True
    said = {word[0] for word in _LAWYERS.finditer(head)}
    more = len(said) > 1 or _MAIL_ITSELF.search(head) is not None
    return more and any(word in head for word in NOTICE_HINTS) and not goes_on_as_said(head)


def is_invitation(folded: str) -> bool:
    """The heading of the links to a meeting."""
    return folded.strip(" *_") in INVITATIONS


def is_of_a_meeting(folded: str) -> bool:
    """« ID de réunion : 312 004 118 », « Cliquez ici pour rejoindre la réunion »: a line below that heading."""
    return len(folded) < 200 and _OF_A_MEETING.match(folded) is not None


_OF_A_MEETING = re.compile(
    r"\W{0,4}(?:(?:rejoind|particip|join|cliquez ici|click here|id |id:|code |passcode|mot de passe|meeting id"
    r"|numero de (?:la )?(?:reunion|conference)|phone conference|besoin d'aide|need help"
    r"|vous avez besoin d'aide|options de"
    r"|meeting options|en savoir plus|learn more|pour les organisateurs|for organizers|telecharger teams|download teams"
    r"|rechercher un numero|find a local|composer un numero|dial.in|ou (?:appelez|composez)"
    r"|teilnehmen|an der besprechung)"
    r"|<?https?:|\+?[\d ,#()]{8,40}(?:france|paris)?$)"
)


def is_hinted(lines: Sequence[str]) -> bool:
    """Whether those lines may be a notice, below a rule as long as programs draw them."""
    head = " ".join(lines[:3])[:_LONGEST_HEAD]
    if _ASKS.search(head) is not None or _ONESELF.search(head) is not None:
        return False
    return any(word in head for word in NOTICE_HINTS)
