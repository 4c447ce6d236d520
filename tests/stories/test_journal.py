"""The journal of a report: who, when, from where, which act, by which words; and never the words themselves."""

import ast
import json
from pathlib import Path

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import select, update

from mailbot.db import Database
from mailbot.demo.cast import load_cast
from mailbot.migrating import migrate
from mailbot.model import Comment, Event, Report
from mailbot.model_mails import InboundMail, MailBytes, OutboundMail
from mailbot.vocabulary import EventKind, OutboundFate, Role
from mailbot.workflow.journal import Entry, journal_of
from tests.living import BEGIN, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.test_commands import mailbot

CANARY = "Zanzibar"
KARIM = "karim.haddad@agence-tilleul.example"


def live_through(house: LivingHouse) -> list[str]:
    """A report with everything that can happen on it today, the canary in every mail; what was written, in order."""
    leak = the_leak()
    leak.replace_header("Subject", f"Fuite {CANARY}")
    first = house.told(leak, sender=NADIA, to=INTAKE)
    hers = reply_to(letter_to(first, NADIA, "T-01"))
    his = reply_to(letter_to(first, YANIS, "T-01"))
    sophies = reply_to(letter_to(first, SOPHIE, "G-01"))
    said: list[str] = []
    for sender, address, words in (
        (NADIA, hers, f"Où en est-on ? Le {CANARY} fuit encore."),
        (SOPHIE, sophies, f"#MT-02\n\n{CANARY}, de près."),
        (SOPHIE, sophies, f"#occupants\n#prestataires {CANARY}\n#renommer L-A12: {CANARY}"),
        (YANIS, his, f"C'est réglé, vous pouvez clôturer. {CANARY}"),
        (NADIA, hers, f"Bonjour, {CANARY}. C'est réglé, vous pouvez clôturer."),
        (NADIA, hers, f"Le problème n'est pas réglé, {CANARY} coule."),
        (NADIA, hers, f"Ça sent le gaz, {CANARY} !"),
        (SOPHIE, sophies, f"Vous pouvez clôturer ce dossier {CANARY}."),
        (YANIS, his, f"Ça coule encore, {CANARY}."),
    ):
        house.clock.forward(hours=2)
        message_id = f"<{len(said)}@x.example>"
        letter = mail(words, sender=sender, to=address, subject=f"Re: {CANARY}", message_id=message_id)
        house.told(letter, sender=sender, to=address)
        said.append(words)
    return said


def journal(house: LivingHouse) -> list[Entry]:
    with house.world.database.looking() as session:
        return list(journal_of(session, session.query(Report).filter_by(ref="SIG-1046").one()))


@pytest.mark.feature("S1-82")
def test_every_act_has_its_line_with_who_from_where_and_by_which_words(sqlite_house: LivingHouse) -> None:
    said = live_through(sqlite_house)
    entries = journal(sqlite_house)
    by_act = {entry.act: entry for entry in entries}

    assert entries[0].act is EventKind.REPORT_OPENED_BY_TENANT
    assert (entries[0].who, entries[0].role, entries[0].from_where) == ("Nadia Belkacem", Role.TENANT, NADIA)
    assert dict(entries[0].letters) == {OutboundFate.SENT: 3}
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)

    canned = by_act[EventKind.CANNED_REPLY_SENT]
    assert (canned.from_where, dict(canned.changed)) == (
        SOPHIE, {"canned": "MT-02", "from": "todo", "to": "in_progress"},
    )  # fmt: skip
    closed = by_act[EventKind.REPORT_CLOSED_BY_AUTHOR]
    assert dict(closed.changed) == {"from": "in_progress", "to": "closed", "reason": "by_author"}
    words = {
        EventKind.STATUS_ASKED: "Où en est-on",
        EventKind.CANNED_REPLY_SENT: "#MT-02",
        EventKind.CLOSING_SUGGESTED: "vous pouvez clôturer",
        EventKind.REPORT_CLOSED_BY_AUTHOR: "vous pouvez clôturer",
        EventKind.REPORT_REOPENED: "Le problème n'est pas réglé",
        EventKind.URGENCY_RAISED: "Ça sent le gaz",
        EventKind.CLOSED_REPORT_ANSWERED: "Ça coule encore",
    }
    for act, by in words.items():
        [(start, end), *_] = by_act[act].because
        assert any(text[start:end].startswith(by) for text in said), act
        assert by_act[act].mail_id is not None
    assert dict(by_act[EventKind.REPORT_REOPENED].changed) == {"from": "closed", "to": "todo"}


@pytest.mark.feature("S1-82")
def test_neither_an_event_nor_the_journal_holds_anybodys_words(house: LivingHouse) -> None:
    live_through(house)
    with house.world.database.looking() as session:
        kept = [json.dumps(facts, ensure_ascii=False) for facts in session.scalars(select(Event.facts))]
        assert any(CANARY in text for text in session.scalars(select(Comment.text)))
    assert not any(CANARY in facts for facts in kept)
    assert CANARY not in repr(journal(house))


@pytest.mark.feature("S1-82")
def test_erasing_what_was_written_leaves_the_journal_whole(house: LivingHouse) -> None:
    live_through(house)
    before = journal(house)
    with house.world.database.transaction() as session:
        session.execute(update(Comment).values(text=""))
        session.execute(update(OutboundMail).values(facts={}))
        session.execute(update(MailBytes).values(content=b""))
        session.execute(update(Report).values(object=""))
    assert journal(house) == before


@pytest.mark.feature("S1-82")
def test_no_statement_ever_changes_or_deletes_an_event(sqlite_house: LivingHouse) -> None:
    ran: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        ran.append(" ".join(statement.split()).upper())

    sqlalchemy_event.listen(sqlite_house.world.database.engine, "before_cursor_execute", listen)
    live_through(sqlite_house)
    sqlite_house.clock.forward(days=9)
    sqlite_house.strike()

    assert any(statement.startswith("INSERT INTO EVENTS") for statement in ran)
    assert not [statement for statement in ran if statement.startswith(("UPDATE EVENTS", "DELETE FROM EVENTS"))]


MODULES = sorted((Path(__file__).parents[2] / "mailbot").rglob("*.py"))


@pytest.mark.feature("S1-82")
def test_nowhere_in_the_house_is_there_a_verb_that_changes_an_event() -> None:
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            verb = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            given = [ast.unparse(argument) for argument in node.args]
            if verb in ("update", "delete", "merge") and any(each in ("Event", "event") for each in given):
                found.append(f"{path.name}: {ast.unparse(node)}")
    assert not found


@pytest.mark.feature("S1-82")
def test_the_operator_sees_a_report_its_people_and_its_journal_without_a_word(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'mailbot.db'}")
    migrate(database.engine)
    with database.transaction() as session:
        load_cast(session, now=BEGIN)
    database.close()
    url = f"sqlite:///{tmp_path / 'mailbot.db'}"

    shown = mailbot("status", "sig-0988", folder=tmp_path, MAILBOT_DATABASE_URL=url, COLUMNS="220")

    assert shown.returncode == 0, shown.stderr
    for expected in ("SIG-0988 of tilleul: closed", "Nadia Belkacem", "REPORT_CLOSED_BY_AUTHOR", "author", "manager"):
        assert expected in shown.stdout
    assert "chasse" not in shown.stdout
    missing = mailbot("status", "SIG-9999", folder=tmp_path, MAILBOT_DATABASE_URL=url)
    assert (missing.returncode, missing.stderr.strip()) == (78, "There is no report SIG-9999.")


# -- Closed reports: one letter for one mail --------------------------------------------------------------------------


@pytest.mark.feature("S1-50", "S1-81", "GAP-05")
def test_after_closing_nothing_is_added_and_the_manager_reads_what_contests_it(sqlite_house: LivingHouse) -> None:
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers, his, sophies = (
        reply_to(letter_to(first, who, code)) for who, code in ((NADIA, "T-01"), (YANIS, "T-01"), (SOPHIE, "G-01"))
    )

    def write(sender: str, address: str, words: str) -> set[tuple[str, str]]:
        message_id = f"<{len(sqlite_house.boxes)}-{abs(hash(words))}@x.example>"
        letter = mail(words, sender=sender, to=address, subject="Re: x", message_id=message_id)
        return who_got_what(sqlite_house.told(letter, sender=sender, to=address))

    write(NADIA, hers, "C'est réglé, vous pouvez clôturer.")
    with sqlite_house.world.database.looking() as session:
        before = session.query(Comment).count()
    remark = "Au fait, le plombier a oublié son tournevis chez nous."
    assert write(NADIA, hers, remark) == {(NADIA, "T-18")}  # a line of the digest for the manager
    assert write(NADIA, hers, "Merci !") == set()
    assert write(YANIS, his, "Ça coule encore.") == {(YANIS, "T-18"), (SOPHIE, "G-17")}
    told = sqlite_house.boxes.of(SOPHIE)[-1]
    text = text_of(told)
    assert told.mail.subject.startswith("[SIG-1046]")
    assert "(clôturé) Yanis Belkacem écrit : Ça coule encore." in text
    assert "à la demande de son auteur" in text
    assert "Non rouvert" in text
    assert "Rouvrir <https://pages.test.example/p/" in text or "Rouvrir https://pages.test.example/p/" in text
    assert "rien n’est publié" in text
    assert write(SOPHIE, sophies, "Je repasse demain avec le plombier.") == {(SOPHIE, "X-14")}
    assert "rouvrir le dossier, puis écrire" in text_of(sqlite_house.boxes.of(SOPHIE)[-1])
    with sqlite_house.world.database.looking() as session:
        assert session.query(Comment).count() == before

    back = write(SOPHIE, reply_to(told), "Rouvrez ce dossier.")
    assert back == {(NADIA, "T-19"), (YANIS, "T-19")}
    with sqlite_house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status.value == "in_progress"


@pytest.mark.feature("S1-21")
def test_a_closing_that_somebody_suggests_is_one_letter_at_once_even_for_a_daily_reader(
    sqlite_house: LivingHouse,
) -> None:
    from mailbot.model import Person
    from mailbot.model_mails import DigestLine
    from mailbot.vocabulary import Alerts

    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    with sqlite_house.world.database.transaction() as session:
        session.query(Person).filter_by(name="Sophie Lambert").one().alerts = Alerts.DAILY
        lines = session.query(DigestLine).count()
    address = reply_to(letter_to(first, YANIS, "T-01"))
    words = "C'est réglé, vous pouvez clôturer."
    reply = mail(words, sender=YANIS, to=address, subject="Re: x", message_id="<y@x.example>")

    told = sqlite_house.told(reply, sender=YANIS, to=address)

    assert [each.recipient for each in told].count(SOPHIE) == 1
    assert who_got_what(told) == {(YANIS, "X-14"), (NADIA, "T-04"), (SOPHIE, "G-02")}
    text = text_of(letter_to(told, SOPHIE, "G-02"))
    assert words in text
    assert "Le dossier reste ouvert" in text
    assert "Clôturer" in text
    with sqlite_house.world.database.looking() as session:
        assert session.query(DigestLine).count() == lines
        assert session.query(InboundMail).count() == 2
