"""The trail of one mail in words, for the operator: what was found at each step, and what became of it. No word of
anybody's, since a trail holds none."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from mailbot.model_mails import InboundMail
from mailbot.status import proof_of

Found = Sequence[Any]

_FROM_A_PAGE = "page"
"""The host of what was handed in on a page, which came over no wire (web/handing_in.py)."""


def trail_in_words(row: InboundMail) -> list[str]:
    """One sentence a step, and the fate last."""
    lines = [f"It came on {row.received_at:%Y-%m-%d at %H:%M:%S} UTC, {row.size} octets.", _proof(row)]
    lines += [_step(step) for step in row.trail if step]
    return [*lines, _fate(row)]


def _proof(row: InboundMail) -> str:
    if row.peer == _FROM_A_PAGE:
        return "It was handed in on a page of its writer's own."
    if row.proven is None:
        return "Nothing is known of its sender's domain."
    return {
        "confirmed": "Its sender's domain stands for it.",
        "unconfirmed": "Its sender's domain neither stands for it nor disowns it.",
        "forged": "Its sender's domain disowns it.",
    }[proof_of(row.proven)]


def _step(step: Found) -> str:
    name, *found = step
    said = _SAID.get(str(name))
    if said is None:
        return f"{str(name).replace('_', ' ').capitalize()}: {_listed(found) or 'nothing more is known'}."
    try:
        return said(found)
    except (IndexError, KeyError):
        return f"{name}: {_listed(found)}."  # of an older walk


def _listed(found: Found) -> str:
    return ", ".join(str(each) for each in found)


def _parsed(found: Found) -> str:
    return f"It was taken apart, with trouble: {_listed(found)}." if found else "It was taken apart without trouble."


def _screened(found: Found) -> str:
    why = "" if found[1] == "nothing" else f" ({found[1]})"
    return f"It was judged to come from: {found[0]}{why}."


def _read(found: Found) -> str:
    return f"It was read as: {_listed(found)}." if found else "Nothing was read in it."


def _clarified(found: Found) -> str:
    said = {
        "home": f"Its writer named the home: dwelling {_listed(found[1:2])}.",
        "report": "Its writer said that it is a breakdown.",
        "unplaced": "Nobody could tell where it belongs.",
    }
    return said[found[0]]


def _decided(found: Found) -> str:
    about = {"released": "person", "attached": "report", "spoken": "report", "opened": "dwelling"}.get(found[0], "")
    place = f", {about} {found[2]}" if about and found[2] else ""
    return f"A manager (person {found[1]}) decided: {found[0]}{place}."


_PROVEN = MappingProxyType(
    {
        "P0": "nobody whom we know",
        "P1": "whoever has our letter, from an address that is not theirs",
        "P2": "their address is on file",
        "P3": "their address is on file, and its domain stands for it",
    }
)
"""The ladder of `inbound/proof.py`."""

_SAID: Mapping[str, Callable[[Found], str]] = MappingProxyType(
    {
        "parsed": _parsed,
        "screened": _screened,
        "read": _read,
        "clarified": _clarified,
        "decided": _decided,
        "asked_back": lambda found: f"Its writer is to be asked: {found[0]}.",
        "authenticated": lambda found: (
            f"Its sender was looked at: {found[0]}; DMARC says {found[1]}; {found[2]} stands for the domain."
        ),
        "vouched": lambda found: f"It is taken as person {found[0]}'s own word.",
        "proof": lambda found: f"Its writer is proven as far as {found[0]}: {_PROVEN[found[0]]}.",
        "notice": lambda found: f"As a notice about one of our letters: {_listed(found)}.",
        "held": lambda found: "It is held until the person whom it names has answered.",
        "machine": lambda found: f"A machine wrote it: {found[0]}.",
        "absence": lambda found: {
            "noted": "An absence was noted.",
            "not_believed": "It tells of an absence, and answers no letter of whom it names.",
        }.get(str(found[0]), "It tells of no new absence."),
        "calendar": lambda found: f"As an answer to an invitation: {_listed(found)}.",
        "stopped": lambda found: f"Its walk stopped: {found[0]}.",
        "taken": lambda found: f"It was taken in {found[0]}, on the {found[1]} side.",
        "intake": lambda found: (
            "It opened no report." if found[0] == "no_report" else f"It belongs to the report {found[0]}."
        ),
        "for_the_managers": lambda found: f"It was passed on to the managers: {found[0]}.",
        "filed": lambda found: f"It became a note of report {found[0]}, for the agency alone.",
        "fault": lambda found: f"A fault of ours stopped it: {found[0]}. The log has the trace.",
    }
)


def _fate(row: InboundMail) -> str:
    if row.fate is None:
        return f"It is under way: it was tried {row.tries} times."
    why = f" ({row.trouble})" if row.trouble else ""
    when = f", on {row.settled_at:%Y-%m-%d at %H:%M:%S} UTC" if row.settled_at is not None else ""
    by = f", decided by person {row.decided_by}" if row.decided_by is not None else ""
    gone = " Its bytes are erased." if row.erased_at is not None else ""
    return f"Its fate: {row.fate.value}{why}{when}{by}.{gone}"
