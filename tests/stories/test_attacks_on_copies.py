"""Answers to all, and mails to several addresses of ours at once: what one knows never reaches another."""

import smtplib
from email import policy
from email.message import EmailMessage

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.vocabulary import Channel
from tests.besieged import (
    LEAK,
    LURE,
    VISIT,
    WORDS,
    Siege,
    Standing,
    nothing_moved_and_nothing_leaked,
)
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS
from tests.ordering import DURAND, mission_address
from tests.quoting import PETIT

pytestmark = pytest.mark.feature("GAP-17")


def handed_in(siege: Siege, message: EmailMessage, sender: str, *to: str) -> list[Delivered]:
    """One mail with several recipients of ours, in one transaction, as servers send it."""
    siege.house.clock.forward(minutes=5)
    before = len(siege.house.boxes)
    with smtplib.SMTP("127.0.0.1", siege.house.smtp_port, timeout=60) as client:
        client.sendmail(sender, list(to), message.as_bytes(policy=policy.SMTP))
    siege.house.settle()
    return list(siege.house.boxes)[before:]


def test_an_answer_to_all_and_the_answer_to_that_reach_nobody_but_the_managers(siege: Siege) -> None:
    """Each of them puts the tenant in copy; her program then answers to every address that it saw."""
    private, hers = siege.token(BERNARD, "B-02"), siege.token(NADIA, "T-10")
    agency_only = mission_address(siege.house, VISIT, channel=Channel.AGENCY)
    desk_private = siege.token(SOPHIE, "G-19")
    before = Standing.of(siege.house)
    writers = (
        (BERNARD, (private,)),
        (DURAND, (agency_only,)),
        (SOPHIE, (desk_private,)),
        (PETIT, (siege.token(PETIT, "P-11"),)),
    )
    for writer, to in writers:
        message = siege.written(
            writer, f"Entre nous : {LURE}.", to=", ".join(to), Cc=f"{NADIA}, {YANIS}, x@elsewhere.example"
        )
        told = handed_in(siege, message, writer, *to)
        assert not {NADIA, YANIS, "x@elsewhere.example"} & {each.recipient for each in told}
        below = f"Bonjour, de quoi parlez-vous ?\n\n> Entre nous : {LURE}."
        everybody = [*to, hers]
        answer = siege.written(NADIA, below, to=", ".join([writer, *everybody]), Cc=f"{YANIS}, x@elsewhere.example")
        handed_in(siege, answer, NADIA, *everybody)
    nothing_moved_and_nothing_leaked(before, before.since, but=WORDS, heard_by={SOPHIE, BERNARD})


def test_what_goes_to_a_private_and_a_public_address_at_once_is_private(siege: Siege) -> None:
    before = Standing.of(siege.house)
    for writer, narrow, wide in (
        (BERNARD, siege.token(BERNARD, "B-02"), siege.token(NADIA, "T-10")),
        (SOPHIE, siege.token(SOPHIE, "G-19"), siege.token(SOPHIE, "G-01", LEAK)),
        (SOPHIE, siege.token(SOPHIE, "G-19"), siege.token(NADIA, "T-10")),
        (SOPHIE, siege.token(SOPHIE, "G-19"), INTAKE),
        (BERNARD, siege.token(BERNARD, "B-02"), INTAKE),
    ):
        for together in ((narrow, wide), (wide, narrow)):
            message = siege.written(writer, f"Entre nous, {LURE}.", to=", ".join(together))
            handed_in(siege, message, writer, *together)
    nothing_moved_and_nothing_leaked(before, before.since, but=WORDS, heard_by={SOPHIE, BERNARD})
