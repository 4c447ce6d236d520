"""Lines of a manager that begin with `#`: each is done, or its writer is told why not (READING, section 10)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound import household_lines, invoice_lines
from mailbot.inbound.greetings import only_courtesies
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.proof import Proof
from mailbot.inbound.quote_orders import act_of, orders_in, take_order_line
from mailbot.inbound.reading.commands import ORDER_NUMBER, command_lines, commands_in
from mailbot.inbound.reading.lexicon.order_words import COMMANDS, TRADES
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.inbound.ready_answers import closest
from mailbot.vocabulary import Alerts, InboundFate
from mailbot.workflow import managing, reports
from mailbot.workflow.drafts import prepare, private_message
from mailbot.workflow.managing import Desk, Line
from mailbot.workflow.moves import Wrong
from mailbot.workflow.scene import set_scene


def take_commands(
    session: Session, desk: Desk, reading: Reading, mail: ParsedMail, standpoint: Standpoint, *, proof: Proof,
    now: datetime,
) -> tuple[Reading | None, InboundFate]:  # fmt: skip
    """Do what the lines ask for. Returns the reading of the other words, without those lines, to be taken as any other;
    None when nothing is left but a greeting: the mail then ends with the fate beside it."""
    commands, _ = commands_in(reading.fresh_text, standpoint)
    done = [
        _take_order(session, desk, command, line, mail, standpoint, proof=proof, now=now)
        or _do(session, desk, command, line, proof=proof, answers=mail.in_reply_to, now=now)
        for command, line in zip(commands, _lines(reading.fresh_text), strict=True)
    ]  # fmt: skip
    rest = _other_words(reading, standpoint)
    if rest is None and desk.scene is not None and desk.seat is not None:
        reports.keep_instruction(
            session, desk.scene, desk.seat, reading.fresh_text, now=now, mail_id=desk.mail_id
        )  # fmt: skip
    fate = next((each for each in done if each is not InboundFate.TAKEN), InboundFate.TAKEN)
    return (None if rest is None else replace(reading, fresh_text=rest, commands=())), fate


def approve_by_words(
    session: Session, desk: Desk, line: Line, *, proof: Proof, answers: Sequence[str], now: datetime
) -> InboundFate:  # fmt: skip
    """« Bon à payer » without the sign: the same act on the same order, with the same proof."""
    number = ORDER_NUMBER.search(line.text)
    command = {"command": "approve_invoice", "order": None if number is None else number[0]}
    return _do(session, desk, command, line, proof=proof, answers=answers, now=now)


def _take_order(
    session: Session, desk: Desk, command: Mapping[str, Any], line: Line, mail: ParsedMail, standpoint: Standpoint, *,
    proof: Proof, now: datetime,
) -> InboundFate | None:  # fmt: skip
    """« # envoyer un OS à Durand »: prepared as without the sign, in private too. None for any other line."""
    if command["command"] is not None:
        return None
    words = _BEFORE.sub("", line.text)
    reading = read(replace(mail, text=words, html="", files=()), replace(standpoint, asked=None))
    orders = orders_in(reading)
    if not orders:
        return None
    if desk.scene is None or desk.seat is None or desk.mail_id is None:
        act = act_of(orders[0])
        managing.explain(session, desk, line, act=act, reason="no_report", next_step="from_a_case", now=now)
        return InboundFate.ASKED
    # Orders belong to what the home can see, once it sees the report at all.
    seen = set_scene(session, desk.scene.report, now=now)
    return take_order_line(session, seen, desk.seat, orders, words, proof=proof, now=now, mail_id=desk.mail_id)


_BEFORE = re.compile(r"^(?:[A-Za-z]\d{1,2}[ \t:.)-]+)?#[#\s]*")


def _do(
    session: Session, desk: Desk, command: Mapping[str, Any], line: Line, *, proof: Proof, answers: Sequence[str],
    now: datetime,
) -> InboundFate:  # fmt: skip
    """What became of a line."""
    name = command["command"]
    if name is None:
        managing.ask_back(session, desk, _closest(command["word"]), now=now)
        return InboundFate.ASKED
    try:
        if name == "approve_invoice":
            _approve_invoice(session, desk, line, command, proof=proof, answers=answers, now=now)
        else:
            _VERBS[name](session, desk, line, command, now)
    except _NotThus as no:
        managing.explain(session, desk, line, act=no.act, reason=no.reason, next_step=no.next_step, now=now)
        return InboundFate.ASKED
    except Refused as no:
        managing.explain(session, desk, line, act=name, reason=no.reason.value, next_step="nothing", now=now)
        return InboundFate.ASKED
    return InboundFate.TAKEN


class _NotThus(Exception):
    """A line that is understood, and cannot be followed as it stands."""

    def __init__(self, act: str, reason: str, next_step: str) -> None:
        super().__init__(act)
        self.act, self.reason, self.next_step = act, reason, next_step


def _occupants(session: Session, desk: Desk, line: Line, command: Mapping[str, Any], now: datetime) -> None:
    dwelling = managing.dwelling_of(session, desk, command.get("dwelling"))
    if dwelling is None:
        raise _NotThus("list_occupants", "unknown_dwelling", "name_dwelling")
    managing.list_occupants(session, desk, line, dwelling, now=now)


def _providers(session: Session, desk: Desk, line: Line, command: Mapping[str, Any], now: datetime) -> None:
    trade = command.get("trade")
    if trade is not None and trade not in TRADES:
        raise _NotThus("list_providers", "unknown_trade", "name_trade")
    managing.list_providers(session, desk, line, trade, now=now)


def _rename(session: Session, desk: Desk, line: Line, command: Mapping[str, Any], now: datetime) -> None:
    dwelling = managing.dwelling_of(session, desk, command.get("dwelling"))
    if dwelling is None:
        raise _NotThus("rename", "unknown_dwelling", "name_dwelling")
    managing.rename_dwelling(session, desk, line, dwelling, command["name"], now=now)


def _invite(session: Session, desk: Desk, line: Line, command: Mapping[str, Any], now: datetime) -> None:
    _show_first("invite", household_lines.prepare_invitation, session, desk, line, command, now)


def _remove(session: Session, desk: Desk, line: Line, command: Mapping[str, Any], now: datetime) -> None:
    _show_first("remove", household_lines.prepare_removal, session, desk, line, command, now)


def _show_first(
    act: str, prepare: Callable[..., None], session: Session, desk: Desk, line: Line, command: Mapping[str, Any],
    now: datetime,
) -> None:  # fmt: skip
    dwelling = managing.dwelling_of(session, desk, command.get("dwelling"))
    if dwelling is None:
        raise _NotThus(act, "unknown_dwelling", "name_dwelling")
    try:
        prepare(session, desk, line, command, dwelling, now=now)
    except Wrong as wrong:
        raise _NotThus(act, next(iter(wrong.troubles.values())), "correct_line") from None


def _write_landlord(session: Session, desk: Desk, line: Line, command: Mapping[str, Any], now: datetime) -> None:
    if desk.scene is None:
        raise _NotThus("write_landlord", "no_report", "from_a_case")
    landlords = desk.scene.home.landlords
    if not landlords:
        raise _NotThus("write_landlord", "no_landlord", "nothing")
    prepared = private_message(landlords, str(command["text"]).strip(), said=line.text)
    prepare(session, desk.person, prepared, scene=desk.scene, now=now, mail_id=desk.mail_id)


def _alerts(session: Session, desk: Desk, line: Line, command: Mapping[str, Any], now: datetime) -> None:
    managing.choose_alerts(session, desk, line, Alerts(command["mode"]), now=now)


def _approve_invoice(
    session: Session, desk: Desk, line: Line, command: Mapping[str, Any], *, proof: Proof, answers: Sequence[str],
    now: datetime,
) -> None:  # fmt: skip
    """A money act: it is done by words only when the manager's domain stands for them (FEATURES, rule 4)."""
    trouble = invoice_lines.take_approval(
        session, desk, line, command.get("order"), proof=proof, answers=answers, now=now
    )  # fmt: skip
    if trouble:
        raise _NotThus("approve_invoice", trouble, "name_order" if trouble == "which_invoice" else "nothing")


_VERBS: Mapping[str, Callable[[Session, Desk, Line, Mapping[str, Any], datetime], None]] = MappingProxyType(
    {
        "list_occupants": _occupants,
        "list_providers": _providers,
        "rename": _rename,
        "set_alerts": _alerts,
        "invite": _invite,
        "remove": _remove,
        "write_landlord": _write_landlord,
    }
)

# How each line is written: what is proposed for one that is not known, or that lacks what it needs.
_FORMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "invite": ("#inviter locataire: Prénom Nom, adresse, L-A12, 01/12/2026",),
        "remove": ("#retirer adresse, L-A12",),
        "rename": ("#renommer L-A12: T2 Lilas",),
        "list_occupants": ("#occupants L-A12",),
        "list_providers": ("#prestataires plomberie",),
        "write_landlord": ("#bailleur",),
        "approve_invoice": ("#bon-a-payer",),
        "set_alerts": ("#alertes récapitulatif", "#alertes immédiat"),
    }
)


def _closest(word: str) -> list[str]:
    """The three known words nearest to one that is not; or how a known one is written in full."""
    folded = fold(word).strip("#.! ")
    for name, spelt in COMMANDS.items():
        if folded in spelt:
            return list(_FORMS[name])
    return closest(word)


# -- Which lines, and what is left ------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[Line]:
    """The lines of the commands, in their order."""
    for start, end in command_lines(text):
        yield Line(text[start:end].strip(), ((start, end),))


def _other_words(reading: Reading, standpoint: Standpoint) -> str | None:
    """What was written beside the lines; None when that is nothing, or a greeting."""
    _, left = commands_in(reading.fresh_text, standpoint)
    paragraphs = [line.rstrip() for line in left.split("\n")]
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(paragraphs)).strip()
    return None if only_courtesies(words) else words
