"""What somebody asks of the service itself, and of no report: how often they want news, or where everything stands."""

import re
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import IntentType, Reading
from mailbot.model import Person
from mailbot.vocabulary import Alerts, Role
from mailbot.workflow.choices import choose_by_answer

_POLITE = frozenset(
    ("bonjour", "bjr", "bonsoir", "bsr", "slt", "hello", "hi", "merci", "svp", "stp", "please", "thanks", "thank",
     "you", "d", "avance", "cordialement", "bien", "madame", "monsieur", "mr", "mrs", "regards", "a", "vous", "s", "il",
     "te", "plait", "ok", "oui", "yes")
)  # fmt: skip
# « point »: their desk as it stands. What could be meant for the people of a report is read so in a digest alone.
_POINT = frozenset(
    ("point", "le point", "un point", "faire le point", "faites le point", "faites moi le point", "fais le point",
     "point du jour", "point general", "etat des dossiers", "status report", "status update")
)  # fmt: skip
_POINT_IN_A_DIGEST = _POINT | frozenset(
    ("ou en est on", "on en est ou", "ou en sommes nous", "quoi de neuf", "status", "where are we",
     "where do we stand", "where do things stand", "what is new", "any news")
)  # fmt: skip


def take_choice(session: Session, person: Person, role: Role, reading: Reading, *, now: datetime, mail_id: int) -> bool:
    """Obey « récapitulatif », « un mail par jour », « immédiat » (S1-26); whether nothing else was said."""
    intent = reading.intent(IntentType.SET_ALERTS)
    if intent is None or intent.values.get("mode") not in set(Alerts) or role is Role.PROVIDER:
        return False
    choose_by_answer(session, person, role, Alerts(intent.values["mode"]), now=now, mail_id=mail_id)
    rest = reading.fresh_text.replace(intent.because, " ", 1)
    return not plain_words(rest)


def asks_for_everything(text: str, *, in_a_digest: bool) -> bool:
    """« point »: a manager wants to see where all of it stands."""
    return " ".join(plain_words(text)) in (_POINT_IN_A_DIGEST if in_a_digest else _POINT)


def plain_words(text: str) -> list[str]:
    """The words of a text, without courtesies."""
    return [word for word in re.findall(r"[a-z0-9]+", fold(text)) if word not in _POLITE]
