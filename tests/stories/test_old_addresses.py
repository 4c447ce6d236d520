"""An address or a link is good for its time, and for as long as nobody has renewed it: then it moves nothing."""

from datetime import date, timedelta

import pytest

from mailbot.model import Comment, Event, Occupancy, Person, PersonAddress, Report
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.threads.addresses import bounce_address
from mailbot.threads.pages import Page
from mailbot.vocabulary import EventKind, InboundFate, ReportStatus
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_visits_change import answered, planned, visit_now
from tests.web.conftest import Visitor, case_link, own_link, said
from tests.web.test_household_page import home_page, press

STRANGER = "someone@elsewhere.example"
MOVES = "C’est réglé, vous pouvez clôturer. Merci."


def last_mail(house: LivingHouse) -> InboundMail:
    with house.world.database.looking() as session:
        return session.query(InboundMail).order_by(InboundMail.id.desc()).first()  # type: ignore[return-value]


def standing(house: LivingHouse) -> list[tuple[object, ...]]:
    """Every report as its columns say."""
    with house.world.database.looking() as session:
        columns = list(Report.__table__.c)
        return [tuple(row) for row in session.query(*columns).order_by(Report.id)]


def comments(house: LivingHouse) -> int:
    with house.world.database.looking() as session:
        return session.query(Comment).count()


def says(house: LivingHouse, text: str, *, sender: str, to: str, number: int) -> set[tuple[str, str]]:
    answer = mail(text, sender=sender, to=to, subject="Re: évier", message_id=f"<old-{number}@mail.example>")
    return who_got_what(house.told(answer, sender=sender, to=to))


@pytest.mark.feature("GAP-17")
def test_an_address_of_four_hundred_days_is_obeyed_and_a_day_later_its_words_are_for_the_managers(
    house: LivingHouse,
) -> None:
    address = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    house.clock.forward(days=400)
    assert (SOPHIE, "G-02") in says(house, "Ça fuit encore plus.", sender=NADIA, to=address, number=1)
    kept, before = comments(house), standing(house)

    house.clock.forward(days=1)
    answer = mail(MOVES, sender=NADIA, to=address, subject="Re: évier", message_id="<old-2@mail.example>")
    letters = house.told(answer, sender=NADIA, to=address)

    assert who_got_what(letters) == {(SOPHIE, "G-13"), (NADIA, "X-14")}
    assert (last_mail(house).fate, last_mail(house).trouble) == (InboundFate.PARKED, "address_too_old")
    assert (comments(house), standing(house)) == (kept, before)
    assert "adresse trop ancienne" in text_of(letter_to(letters, SOPHIE, "G-13"))
    assert "vous pouvez clôturer" in text_of(letter_to(letters, SOPHIE, "G-13"))
    told = letter_to(letters, NADIA, "X-14")
    assert "l’adresse à laquelle vous avez écrit est trop ancienne" in text_of(told)
    assert "vous pouvez clôturer" not in text_of(told)

    # That letter has an address of today: what is said there is done.
    again = mail(MOVES, sender=NADIA, to=reply_to(told), subject="Re: évier", message_id="<old-3@mail.example>")
    house.told(again, sender=NADIA, to=reply_to(told))
    with house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.CLOSED

    # Somebody unknown who finds the old address is told nothing, and nobody is asked about them.
    assert says(house, "Bonjour", sender=STRANGER, to=address, number=4) == set()
    assert last_mail(house).trouble == "address_too_old"


@pytest.mark.feature("GAP-17")
def test_addresses_and_links_that_were_renewed_open_nothing_and_the_next_ones_work_at_once(visitor: Visitor) -> None:
    house = visitor.house
    first = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01")
    page, own = case_link(house, Page.CLOSE, NADIA), own_link(house, Page.CASES, NADIA)
    other = case_link(house, Page.REPORT, YANIS)
    assert {visitor.get(url).status_code for url in (page, own, other)} == {200}
    with house.world.database.looking() as session:
        nadia = session.query(PersonAddress).filter_by(address=NADIA).one().person_id
    answer = press(visitor, home_page(house, "L-A12"), "renew", which=str(nadia))
    assert "Les adresses et les liens que Nadia Belkacem avait reçus ne valent plus" in said(answer)
    before = standing(house)

    letters = house.told(
        mail(MOVES, sender=NADIA, to=reply_to(first), subject="Re: évier", message_id="<old-5@mail.example>"),
        sender=NADIA, to=reply_to(first),
    )  # fmt: skip
    assert who_got_what(letters) == {(SOPHIE, "G-13"), (NADIA, "X-14")}
    assert last_mail(house).trouble == "address_revoked"
    for url in (page, own):
        shown = visitor.get(url)
        assert shown.status_code == 410
        assert "Ce lien n’est plus valable" in said(shown)
        assert "évier" not in said(shown)
        assert visitor.post(url, form="0" * 32, words="x", reason="repaired").status_code == 410
    assert visitor.get(f"{page}/photo/1").status_code == 404
    assert visitor.get(other).status_code == 200
    assert standing(house) == before

    # A new link goes to the address on file, and works on the same day.
    start = len(house.boxes)
    assert visitor.post(f"{page}/fresh").status_code == 200
    house.settle()
    fresh = letter_to(list(house.boxes)[start:], NADIA, "X-17")
    url = next(word for word in fresh.mail.text.split() if "/p/" in word)
    assert visitor.get(url).status_code == 200
    told = letter_to(letters, NADIA, "X-14")
    assert (SOPHIE, "G-02") in says(house, "Ça coule encore.", sender=NADIA, to=reply_to(told), number=6)

    # Twice on one day: those of a minute ago are worthless too.
    press(visitor, home_page(house, "L-A12"), "renew", which=str(nadia))
    assert visitor.get(url).status_code == 410
    with house.world.database.looking() as session:
        assert session.get_one(Person, nadia).tokens_from == date(2026, 11, 23)
        events = session.query(Event).filter_by(kind=EventKind.TOKENS_REVOKED).all()
        assert [event.facts["person"] for event in events] == [nadia, nadia]
        assert "gmail" not in str([event.facts for event in events])


def test_nobody_but_those_of_the_home_is_renewed_on_its_page(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    with house.world.database.looking() as session:
        sophie = session.query(PersonAddress).filter_by(address=SOPHIE).one().person_id
    assert press(sqlite_visitor, home_page(house, "L-A12"), "renew", which=str(sophie)).status_code == 422
    with house.world.database.looking() as session:
        assert session.get_one(Person, sophie).tokens_from is None


@pytest.mark.parametrize(("page", "days"), [(Page.CLOSE, 14), (Page.REPORT, 30)])
def test_a_link_opens_its_page_on_its_last_day_and_not_on_the_next(
    sqlite_visitor: Visitor, page: Page, days: int
) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, page, NADIA)
    house.clock.forward(days=days)
    assert sqlite_visitor.get(url).status_code == 200
    house.clock.forward(days=1)
    assert sqlite_visitor.get(url).status_code == 410
    before = standing(house)
    assert sqlite_visitor.post(url, form="0" * 32, reason="repaired", words="x").status_code == 410
    assert standing(house) == before


def test_what_comes_back_to_a_letter_of_more_than_a_month_settles_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    with house.world.database.looking() as session:
        letter = session.query(OutboundMail).first()
        assert letter is not None
    back = bounce_address(house.world.keyring, letter.id, "suivi.agence-tilleul.example", today=house.world.today())
    for days, why in ((30, "not_an_answer"), (1, "address_too_old")):
        house.clock.forward(days=days)
        assert says(house, "Bonjour", sender="x@mail.example", to=back, number=days) == set()
        assert last_mail(house).trouble == why


@pytest.mark.feature("GAP-17")
def test_what_somebody_holds_who_has_left_changes_nothing_on_any_road(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number, letters = planned(house)
    invitation = letter_to(letters, NADIA, "T-10")
    pages = [case_link(house, page, NADIA, ref="SIG-1042") for page in (Page.ANSWER, Page.CLOSE, Page.MY_TIME)]
    with house.world.database.transaction() as session:
        nadia = session.query(PersonAddress).filter_by(address=NADIA).one().person_id
        session.query(Occupancy).filter_by(person_id=nadia).one().ends_on = house.clock.now.date() - timedelta(days=1)
    before, kept, visit = standing(house), comments(house), visit_now(house, number)

    assert answered(house, NADIA, invitation, "DECLINED") == []
    for at, words in enumerate(("C’est réglé, vous pouvez clôturer.", "Je ne serai pas là, plutôt jeudi à 14h.")):
        caused = says(house, words, sender=NADIA, to=reply_to(invitation), number=90 + at)
        assert {who for who, _ in caused} <= {SOPHIE}
    for url in pages:
        assert sqlite_visitor.post(url, form="0" * 32, words="x", reason="repaired", act="close").status_code == 410

    assert (standing(house), comments(house)) == (before, kept)
    after = visit_now(house, number)
    assert (after.state, after.starts_at, after.follow_up) == (visit.state, visit.starts_at, visit.follow_up)
