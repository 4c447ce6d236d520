"""The ready messages of a manager to a company (messages types → prestataire), filled in for one mission."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.model_orders import WorkOrder
from mailbot.templating import Templates
from mailbot.vocabulary import ConfirmedBy, MissionState
from mailbot.workflow.canned_texts import left_open
from mailbot.workflow.paper_facts import billing_name
from mailbot.workflow.scene import Scene

KEYS = ("MP-01", "MP-02", "MP-03", "MP-04")

ASKS: Mapping[str, str] = MappingProxyType({"MP-02": "send_quote", "MP-03": "send_invoice"})
"""What the answer to it is about: the standpoint of the company's next mail (READING, section 11)."""


@dataclass(frozen=True, slots=True)
class ForCompany:
    """A ready message as it would leave today."""

    key: str
    label: str
    text: str
    too_early: str
    """Why it may not leave yet, for its sender to read; empty when it may."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be filled in first; it still stands between braces."""
        return left_open(self.text)


def ready_for(session: Session, scene: Scene, order: WorkOrder, language: str, *, now: datetime) -> list[ForCompany]:
    """Every ready message for the company of a mission, in the order of the wording."""
    words = _words(language)
    known = {"number": order.shown_number, "billing": billing_name(session, scene, now=now)}
    return [
        ForCompany(
            key, words["LABELS"][key], _filled(words["TEXTS"][key], words["NAMES"], known),
            "" if _is_true(key, order) else words["TOO_EARLY"][key],
        )
        for key in KEYS
    ]  # fmt: skip


def _filled(text: str, names: Mapping[str, str], known: Mapping[str, str]) -> str:
    for name, code in names.items():
        if value := known[code].replace("{", "(").replace("}", ")"):
            text = text.replace(f"{{{name}}}", value)
    return text


def _is_true(key: str, order: WorkOrder) -> bool:
    """« Accès » is for a visit that is planned; thanks are the occupant's, who has said them (WORDING)."""
    match key:
        case "MP-01":
            return order.state is MissionState.PLANNED
        case "MP-04":
            return order.confirmed_as is ConfirmedBy.TENANT
    return True


@lru_cache(maxsize=8)
def _words(language: str) -> Mapping[str, Any]:
    return Templates(language, autoescape=False, prose=True).tables(f"canned/company_{language}.jinja")
