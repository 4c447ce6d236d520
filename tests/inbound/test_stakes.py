"""The ladder as a table: every stake against every proof, and what a mail proves (HOUSE, section 4)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import policy

import pytest

from mailbot.db import Session
from mailbot.inbound.authentication.results import UNKNOWN, Authentication, Identity, Result
from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.inbound.proof import Proof, Vouched, Writer, is_carried, who_wrote
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.inbound.senders import known_sender
from mailbot.inbound.stakes import ENOUGH, Outcome, Stake, asks_for_money, needs_echo
from mailbot.model import Agency
from mailbot.vocabulary import MailKind, Role
from tests.forging import letter_from
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse
from tests.stories.test_a_report_from_first_to_last import the_leak

GMAIL = Identity("gmail.example", Result.PASS)
PASSES = Authentication(spf=GMAIL, dmarc=Result.PASS, aligned="gmail.example", from_domain="gmail.example")
FAILS = Authentication(dmarc=Result.FAIL, policy="none", from_domain="gmail.example")
TROUBLED = Authentication(dmarc=Result.TEMPERROR, from_domain="gmail.example")

# HOUSE, section 4, as it is written: P0, P1, P2, P3.
WRITTEN = """
words   parked held done       done
act     parked held done       done
report  parked held done       done
money   parked held echoed     done
order   parked held drafted    drafted
secret  parked held on_a_page  on_a_page
"""


def test_every_cell_is_as_it_is_written() -> None:
    rows = {cells[0]: cells[1:] for cells in (line.split() for line in WRITTEN.strip().splitlines())}
    assert rows == {stake.value: [ENOUGH[stake][proof].value for proof in Proof] for stake in Stake}


@pytest.mark.parametrize("stake", Stake)
def test_a_higher_rung_is_never_worth_less(stake: Stake) -> None:
    worth = [Outcome.PARKED, Outcome.HELD, Outcome.ON_A_PAGE, Outcome.ECHOED, Outcome.DRAFTED, Outcome.DONE]
    climbed = [worth.index(ENOUGH[stake][proof]) for proof in Proof]
    assert climbed == sorted(climbed)
    assert [needs_echo(stake, proof) for proof in Proof] == [ENOUGH[stake][p] is not Outcome.DONE for p in Proof]


def nadias(*more: str) -> ParsedMail:
    """A mail from Nadia, and from others beside her."""
    letter = letter_from(", ".join((NADIA, *more)), "Bonjour.", to=INTAKE)
    return parse_mail(letter.as_bytes(policy=policy.SMTP))


ALL = "a=rsa-sha256; d=gmail.example; s=k; h=from:to:subject:date:message-id"
CAME = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def wrote(session: Session, agency: int, mail: ParsedMail, authentication: Authentication, *vouched: Vouched) -> Writer:
    """Who wrote a mail that came where and when it was sent."""
    mail = replace(mail, date=CAME)
    sender = known_sender(session, session.get_one(Agency, agency), mail, 1)
    return who_wrote(session, sender, mail, authentication, *vouched, recipient=INTAKE, received_at=CAME)


@pytest.mark.parametrize(
    ("to", "sent", "host", "signatures", "is_it"),
    [
        (INTAKE, timedelta(), "", [ALL], False),
        (INTAKE.upper(), timedelta(days=-5), "", [ALL], False),
        (INTAKE, timedelta(days=-5, seconds=-1), "", [ALL], True),
        (INTAKE, timedelta(days=1, seconds=1), "", [ALL], True),
        (INTAKE, None, "", [ALL], True),
        (SOPHIE, timedelta(), "", [ALL], True),
        (INTAKE, timedelta(), "", [], True),
        (INTAKE, timedelta(), "", ["d=gmail.example; h=From : To:\r\n Date:Message-ID"], False),
        (INTAKE, timedelta(), "", ["d=gmail.example; h=from:date:message-id"], True),
        (INTAKE, timedelta(), "", ["d=gmail.example; h=from:to:message-id"], True),
        (INTAKE, timedelta(), "", ["d=gmail.example; h=from:to:date"], True),
        (INTAKE, timedelta(), "", [ALL, "d=mail.gmail.example; h=from"], True),
        (INTAKE, timedelta(), "", [ALL, "d=sender.example; h=from"], False),
        (SOPHIE, None, "gmail.example", [], False),
        (SOPHIE, timedelta(), "mail.gmail.example", [], False),
        (SOPHIE, timedelta(), "evil.example", [ALL], True),
    ],
)
def test_a_signature_alone_says_neither_where_nor_when_a_mail_was_sent(
    to: str, sent: timedelta | None, host: str, signatures: list[str], is_it: bool
) -> None:
    raw = letter_from(NADIA, "Bonjour.", to=to).as_bytes(policy=policy.SMTP)
    mail = parse_mail("".join(f"DKIM-Signature: v=1; {each}; b=x\r\n" for each in signatures).encode() + raw)
    mail = replace(mail, date=None if sent is None else CAME + sent)
    found = replace(PASSES, spf=Identity(host, Result.PASS) if host else Identity())
    assert is_carried(mail, found, INTAKE, CAME) is is_it


@pytest.mark.parametrize(
    ("authentication", "proof"),
    [(PASSES, Proof.DOMAIN), (UNKNOWN, Proof.ADDRESS), (TROUBLED, Proof.ADDRESS), (FAILS, Proof.TOKEN)],
)
def test_what_her_domain_says_of_a_mail_from_her_address(
    sqlite_house: LivingHouse, authentication: Authentication, proof: Proof
) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    with house.world.database.looking() as session:
        agency = session.query(Agency).one().id
        mine = wrote(session, agency, nadias(), authentication)
        assert mine.claims is not None
        assert mine.proof is proof
        assert (mine.person is None, mine.is_forged) == ((proof is Proof.TOKEN,) * 2)
        stranger = parse_mail(letter_from("x@y.example", "Bonjour.", to=INTAKE).as_bytes(policy=policy.SMTP))
        unknown = wrote(session, agency, stranger, authentication)
        assert (unknown.claims, unknown.proof, unknown.is_forged) == (None, Proof.NOTHING, False)

        # Two in From: nobody can say which of them, and her domain neither (RFC 7489, 6.6.1).
        assert wrote(session, agency, nadias(SOPHIE), authentication).trouble == "several_senders"

        # Who has said « c'était bien moi » has not read the mail: it is hers, and never worth more than that.
        vouched = Vouched.in_trail([["parsed"], ["vouched", mine.claims.id, "mark"]])
        let_in = wrote(session, agency, nadias(), authentication, vouched)
        assert (let_in.proof, let_in.question) == (Proof.ADDRESS, "mark")
        others = Vouched.in_trail([["vouched", mine.claims.id + 1, ""]])
        assert wrote(session, agency, nadias(), authentication, others).proof is proof


@pytest.mark.parametrize(
    ("role", "intents", "lines", "is_money"),
    [
        (Role.MANAGER, [IntentType.APPROVE_QUOTE], [], True),
        (Role.MANAGER, [IntentType.REFUSE_QUOTE], [], True),
        (Role.MANAGER, [IntentType.CANCEL_OS, IntentType.COMMENT], [], True),
        (Role.MANAGER, [IntentType.SEND_OS], [], True),
        (Role.MANAGER, [], ["approve_invoice"], True),
        (Role.MANAGER, [IntentType.CLOSE_REPORT], ["rename"], False),
        (Role.LANDLORD, [IntentType.APPROVE_QUOTE], [], True),
        (Role.LANDLORD, [IntentType.CONDITIONAL_APPROVAL], [], True),
        (Role.LANDLORD, [IntentType.QUESTION], ["approve_invoice"], False),
        (Role.PROVIDER, [IntentType.BANK_CHANGE], [], True),
        (Role.PROVIDER, [IntentType.ACCEPT_MISSION], [], False),
        (Role.TENANT, [IntentType.APPROVE_QUOTE], [], False),
        (Role.UNKNOWN, [IntentType.APPROVE_QUOTE], [], False),
    ],
)
def test_what_a_thief_would_ask_for(role: Role, intents: list[IntentType], lines: list[str], is_money: bool) -> None:
    reading = Reading(
        MailKind.HUMAN, intents=tuple(map(Intent, intents)), commands=tuple({"command": each} for each in lines)
    )
    assert asks_for_money(reading, role) is is_money


def test_a_signature_that_nobody_could_check_is_worth_no_money(sqlite_house: LivingHouse) -> None:
    """It says of itself that it covers all; whether it holds is what its domain has to say."""
    raw = letter_from(NADIA, "Bonjour.", to=INTAKE).as_bytes(policy=policy.SMTP)
    mail = parse_mail(f"DKIM-Signature: v=1; {ALL}; b=x\r\n".encode() + raw)
    assert not is_carried(replace(mail, date=CAME), TROUBLED, INTAKE, CAME)
    with sqlite_house.world.database.looking() as session:
        assert wrote(session, session.query(Agency).one().id, mail, TROUBLED).proof is Proof.ADDRESS
