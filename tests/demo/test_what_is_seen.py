"""What the page takes from the house's rows: the story, however it is played, and what was understood of a mail."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from mailbot.demo.conversations import conversations
from mailbot.demo.people import People
from mailbot.demo.processes import STANDPOINTS, standpoint_file
from mailbot.demo.sending import SentMails
from mailbot.demo.story import Story, story_now
from mailbot.demo.understanding import Understood, understood
from mailbot.inbound.reading.spans import SpanKind
from mailbot.vocabulary import EventKind, InboundFate
from tests.corresponding import Post
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, Loop, letter_to
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

STRANGER = "nobody@elsewhere.example"


def story_of(house: LivingHouse) -> Story:
    with house.world.database.looking() as session:
        return story_now(session, house.boxes, People(), now=house.clock())


def test_the_story_goes_back_when_its_report_is_closed_early_and_on_with_another(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house, post = sqlite_house, Post(sqlite_house, loop)
    begun = story_of(house)
    assert (begun.current, begun.act and begun.act.name) == (1, "report")
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    ordering = story_of(house)
    assert (ordering.current, ordering.act and ordering.act.name) == (2, "order")
    assert ordering.act is not None
    assert ordering.act.letter == letter_to(first, SOPHIE, "G-01").number

    post.writes(NADIA, "C'est réglé, vous pouvez clôturer.", to=letter_to(first, NADIA, "T-01"))
    assert story_of(house).done == (False,) * 6

    post.writes(f"Nadia Belkacem <{NADIA}>", "La prise du salon fait des étincelles.", to=INTAKE, subject="Prise")
    again = story_of(house)
    assert (again.current, again.ref) == (2, "SIG-1047")


def test_what_was_understood_is_what_the_house_s_rows_say(sqlite_house: LivingHouse, tmp_path: Path) -> None:
    house, sent = sqlite_house, SentMails(tmp_path / "sent")
    (tmp_path / STANDPOINTS).mkdir()

    def overhear(mail_id: int, standpoint: Mapping[str, Any]) -> None:
        standpoint_file(tmp_path, mail_id).write_text(json.dumps(standpoint))

    house.world = replace(house.world, overhear=overhear)

    def understand(raw: EmailMessage, sender: str, to: str, settle: Callable[[], object]) -> Understood:
        kept = sent.keep(raw.as_bytes(), sender=sender, recipients=[to], at=house.clock())
        house.mail(raw, sender=sender, to=to)
        settle()
        with house.world.database.looking() as session:
            return understood(session, kept, tmp_path, sent.file(kept.number), "fr")

    waits = understand(the_leak(), NADIA, INTAKE, lambda: None)
    assert waits == Understood()
    first = list(house.boxes)
    house.settle()
    letters = list(house.boxes)[len(first) :]

    answer = mail(
        "Bonjour, il y a du nouveau : l'eau coule sur le sol.\n\nNadia Belkacem\n\n> Nous avons bien reçu\n",
        sender=NADIA, to=letter_to(letters, NADIA, "T-01").mail.reply_to[0].address, subject="Re: …",
        message_id="<again@people.example>",
    )  # fmt: skip
    heard = understand(answer, NADIA, answer["To"], house.settle)
    assert (heard.fate, heard.ref, heard.readers) == (InboundFate.TAKEN, "SIG-1046", "public_tenant")
    assert EventKind.COMMENT_ADDED_BY_TENANT in heard.events
    assert SOPHIE in {each.recipient for each in heard.letters}
    assert heard.command.startswith("mailbot read ")
    kinds = {each.kind: each.text for each in heard.stretches}
    assert kinds[SpanKind.KEPT].strip() == "Bonjour, il y a du nouveau : l'eau coule sur le sol."
    assert "Nadia Belkacem" in kinds[SpanKind.SIGN_OFF]

    strange = mail("Qui répare l'évier ?", sender=STRANGER, to=INTAKE, subject="Bonjour", message_id="<s@x.example>")
    held = understand(strange, STRANGER, INTAKE, house.settle)
    assert (held.fate, held.readers) == (InboundFate.PARKED, "waiting")
    assert (held.letters, held.stretches) == ((), ())


def test_a_conversation_holds_what_came_and_what_was_sent(sqlite_house: LivingHouse, loop: Loop) -> None:
    house, post, sent = sqlite_house, Post(sqlite_house, loop), SentMails()
    raw = the_leak()
    sent.keep(raw.as_bytes(), sender=NADIA, recipients=[INTAKE], at=house.clock())
    letters = house.told(raw, sender=NADIA, to=INTAKE)
    post.writes(SOPHIE, "Bonjour Madame Belkacem, je m'en occupe.", to=letter_to(letters, SOPHIE, "G-01"))
    other = mail("Plus de lumière.", sender=NADIA, to=INTAKE, subject="Lumière", message_id="<o@x.example>")
    house.told(other, sender=NADIA, to=INTAKE)

    newest, leak = conversations(house.boxes.of(NADIA), sent, house.boxes.is_opened)

    assert newest.subject == "[SIG-1047] Lumière"
    assert [item.is_sent for item in leak.items] == [True, False, False]
    assert leak.is_new
    assert leak.shown is leak.items[1]
    assert leak.names == ["", leak.items[1].name]
