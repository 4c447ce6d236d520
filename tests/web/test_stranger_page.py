"""« C'est bien moi » (T-22): a page for somebody whom we do not know, and who learns nothing there."""

import re

import httpx
import pytest
from sqlalchemy import select

from mailbot.demo.letterboxes import Delivered
from mailbot.inbound.processing import process
from mailbot.inbound.queue import claim
from mailbot.model import PersonAddress
from mailbot.model_mails import InboundMail
from mailbot.vocabulary import InboundFate
from tests.living import INTAKE, NADIA, YANIS, letter_to, reply_to, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_strangers import WORK, answers, fates, from_work, it_is_me
from tests.web.conftest import Visitor, counts, form_of, said

pytestmark = pytest.mark.feature("GAP-17")


def wrote_from_work(visitor: Visitor, text: str = "La chaudière est en panne.") -> str:
    """The page behind the letter that a stranger had."""
    visitor.house.vouches("travail.example")
    return it_is_me(letter_to(visitor.house.told(from_work(text), sender=WORK, to=INTAKE), WORK, "T-22"))


def typed(visitor: Visitor, link: str, address: str) -> tuple[httpx.Response, list[Delivered]]:
    """What the page says, and the letters that leave."""
    before = len(visitor.house.boxes)
    page = visitor.press(link, address=address)
    visitor.house.settle()
    return page, list(visitor.house.boxes)[before:]


def test_the_usual_address_is_asked_and_its_yes_makes_the_link(visitor: Visitor) -> None:
    link = wrote_from_work(visitor)
    before = counts(visitor.house)
    shown = visitor.get(link)
    assert counts(visitor.house) == before
    assert shown.status_code == 200
    assert "Votre adresse habituelle" in said(shown)

    page, letters = typed(visitor, link, f" {NADIA.upper()} ")

    assert who_got_what(letters) == {(NADIA, "X-11")}
    assert "Regardez votre messagerie" in said(page)
    assert fates(visitor.house) == [(InboundFate.HELD, "unknown_sender")]
    told = answers(visitor.house, letters[0], "Oui, c'était bien moi.")
    assert (NADIA, "T-01") in who_got_what(told)
    assert fates(visitor.house)[0] == (InboundFate.TAKEN, "")


def test_the_page_says_the_same_whatever_is_typed(sqlite_visitor: Visitor) -> None:
    link = wrote_from_work(sqlite_visitor)

    known, asked = typed(sqlite_visitor, link, YANIS)
    unknown, nobody = typed(sqlite_visitor, link, "personne@ailleurs.example")
    wrong, nothing = typed(sqlite_visitor, link, "pas une adresse")

    assert (len(asked), nobody, nothing) == (1, [], [])
    assert bare(known) == bare(unknown) == bare(wrong)
    assert known.status_code == unknown.status_code == wrong.status_code == 200
    with sqlite_visitor.house.world.database.looking() as session:
        [trail] = session.scalars(select(InboundMail.trail))
    assert "ailleurs.example" not in str(trail)  # what was typed is not kept once it was looked up


def test_what_is_typed_is_looked_up_only_once_the_page_was_shown(sqlite_visitor: Visitor) -> None:
    link = wrote_from_work(sqlite_visitor)
    before = counts(sqlite_visitor.house)

    for address in (NADIA, "personne@ailleurs.example"):
        sqlite_visitor.press(link, address=address)
        assert counts(sqlite_visitor.house) == before  # the same work for both: nothing of the people is read


def test_an_empty_form_and_a_form_without_its_number_do_nothing(sqlite_visitor: Visitor) -> None:
    link = wrote_from_work(sqlite_visitor)

    empty, letters = typed(sqlite_visitor, link, "")
    assert (empty.status_code, letters) == (422, [])
    assert "rien n’a encore été envoyé" in said(empty)
    scanned = sqlite_visitor.post(link, form="x", address=NADIA)
    sqlite_visitor.house.settle()
    assert scanned.status_code == 422
    assert f'value="{NADIA}"' in scanned.text  # nobody types it twice
    assert len(sqlite_visitor.house.boxes) == 2  # T-22, and what the managers read


def test_five_addresses_may_be_typed_behind_one_letter_and_the_sixth_is_heard_by_nobody(
    sqlite_visitor: Visitor,
) -> None:
    link = wrote_from_work(sqlite_visitor)
    for number in range(5):
        typed(sqlite_visitor, link, f"p{number}@ailleurs.example")

    page, letters = typed(sqlite_visitor, link, NADIA)

    assert letters == []
    assert "Regardez votre messagerie" in said(page)


def test_one_person_is_asked_once_a_day_about_one_address_and_five_times_in_all(sqlite_visitor: Visitor) -> None:
    link = wrote_from_work(sqlite_visitor)
    assert len(typed(sqlite_visitor, link, NADIA)[1]) == 1
    assert typed(sqlite_visitor, link, NADIA)[1] == []
    asked = 1
    for number in range(6):
        sender = f"n{number}@travail.example"
        letter = mail("Bonjour.", sender=sender, to=INTAKE, subject="x", message_id=f"<{number}@x>")
        told = sqlite_visitor.house.told(letter, sender=sender, to=INTAKE)
        asked += len(typed(sqlite_visitor, it_is_me(letter_to(told, sender, "T-22")), NADIA)[1])
    assert asked == 5


def test_a_mail_that_nobody_is_asked_about_any_more_stays_where_it_is(sqlite_visitor: Visitor) -> None:
    link = wrote_from_work(sqlite_visitor)
    _, [asked] = typed(sqlite_visitor, link, NADIA)
    answers(sqlite_visitor.house, asked, "Non, ce n'était pas moi.")

    page, letters = typed(sqlite_visitor, link, YANIS)

    assert letters == []
    assert "Regardez votre messagerie" in said(page)
    assert fates(sqlite_visitor.house)[0] == (InboundFate.REFUSED, "unknown_sender")


def test_a_held_mail_stays_held_while_another_address_is_asked(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.vouches("travail.example")
    address = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01").mail.reply_to[0].address
    told = house.told(from_work("Je suis là lundi.", to=address), sender=WORK, to=address)

    _, letters = typed(sqlite_visitor, it_is_me(letter_to(told, WORK, "T-22")), YANIS)

    assert who_got_what(letters) == {(YANIS, "X-11")}
    assert fates(house)[-1] == (InboundFate.HELD, "unknown_sender")
    answers(house, letters[0], "Oui, c'était bien moi.")
    assert fates(house)[1] == (InboundFate.TAKEN, "")  # Yanis lives there too: with his own rights


def test_a_wrong_address_first_and_the_right_one_after_both_count(sqlite_visitor: Visitor) -> None:
    link = wrote_from_work(sqlite_visitor)
    _, [wrong] = typed(sqlite_visitor, link, YANIS)
    _, [right] = typed(sqlite_visitor, link, NADIA)

    told = answers(sqlite_visitor.house, right, "Oui, c'était bien moi.")

    assert (NADIA, "T-01") in who_got_what(told)
    answers(sqlite_visitor.house, wrong, "Oui, c'était moi.", number="late")
    assert person_of(sqlite_visitor, WORK) == person_of(sqlite_visitor, NADIA)


def person_of(visitor: Visitor, address: str) -> int:
    with visitor.house.world.database.looking() as session:
        return session.scalars(select(PersonAddress.person_id).where(PersonAddress.address == address)).one()


def test_the_link_opens_for_a_fortnight_and_opens_nothing_else(sqlite_visitor: Visitor) -> None:
    link = wrote_from_work(sqlite_visitor)
    for below in ("/export", "/photo/1", "/paper/1", "/invite.ics"):
        assert sqlite_visitor.get(link + below).status_code == 404
    assert sqlite_visitor.post(f"{link}/fresh").status_code == 404
    assert sqlite_visitor.send(f"{link}/unsubscribe", b"List-Unsubscribe=One-Click", {}).status_code == 404

    sqlite_visitor.house.clock.forward(days=14)
    assert "Votre adresse habituelle" in said(sqlite_visitor.get(link))
    form = form_of(sqlite_visitor.get(link))
    sqlite_visitor.house.clock.forward(days=1)
    assert "Ce lien n’est plus valable" in said(sqlite_visitor.get(link))
    late = sqlite_visitor.post(link, form=form, address=NADIA)
    assert "Ce lien n’est plus valable" in said(late)
    assert sqlite_visitor.house.settle() == []


def test_a_mail_in_english_has_its_letter_and_its_page_in_english(sqlite_visitor: Visitor) -> None:
    link = wrote_from_work(sqlite_visitor, "Hello, the heating has not been working since this morning. Please help.")
    assert "Which address do you usually use with us?" in said(sqlite_visitor.get(link))


def bare(page: httpx.Response) -> str:
    return re.sub(r"[0-9a-f]{32}", "", page.text)


def held_for_nadia(visitor: Visitor) -> tuple[str, Delivered]:
    """A stranger wrote to her address of a report: the page behind T-22, and what she is asked."""
    visitor.house.vouches("travail.example")
    address = reply_to(letter_to(visitor.house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    told = visitor.house.told(from_work("Le plombier vient lundi.", to=address), sender=WORK, to=address)
    return it_is_me(letter_to(told, WORK, "T-22")), letter_to(told, NADIA, "X-11")


def test_a_yes_that_comes_while_something_typed_is_looked_up_is_not_lost(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    link, asked = held_for_nadia(sqlite_visitor)
    sqlite_visitor.press(link, address=YANIS)
    yes = mail("Oui, c'était bien moi.", sender=NADIA, to=reply_to(asked), subject="Re: x", message_id="<yes@x>")
    house.mail(yes, sender=NADIA, to=reply_to(asked))
    with house.world.database.looking() as session:
        number = session.scalars(select(InboundMail.id).where(InboundMail.message_id == "<yes@x>")).one()

    assert [process(house.world, claimed) for claimed in claim(house.world, [number])] == [None]

    house.settle()
    house.clock.forward(seconds=11)
    house.settle()
    assert {fate for fate, _ in fates(house)} == {InboundFate.TAKEN}


def test_the_no_of_somebody_who_was_named_as_well_leaves_the_mail_to_whom_it_waits_for(
    sqlite_visitor: Visitor,
) -> None:
    house = sqlite_visitor.house
    link, asked = held_for_nadia(sqlite_visitor)
    _, letters = typed(sqlite_visitor, link, YANIS)

    answers(house, letter_to(letters, YANIS, "X-11"), "Non, ce n'était pas moi.", number="no")
    assert fates(house)[1] == (InboundFate.HELD, "unknown_sender")
    answers(house, asked, "Oui, c'était bien moi.")

    assert {fate for fate, _ in fates(house)} == {InboundFate.TAKEN}
