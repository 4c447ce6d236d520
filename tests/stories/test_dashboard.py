"""Figures after a story was lived: every report and quote in one column, one's own beside the agency's."""

from dataclasses import astuple, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, Dwelling, Person, Provider, Report
from mailbot.model_desk import Quote
from mailbot.vocabulary import Category, QuoteSight, QuoteState, ReportStatus, Role
from mailbot.workflow import figures
from mailbot.workflow.discussions import write_to_landlord
from mailbot.workflow.figures import Age, Case, Columns
from mailbot.workflow.portfolio import portfolio_of
from mailbot.workflow.quotes import COLUMN, quote_counts
from mailbot.workflow.scene import set_scene
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of
from tests.quoting import requested
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_digests import MORNING, told_to
from tests.stories.test_landlords import CANARY, TOM, hannah_reports, says

PARIS = ZoneInfo("Europe/Paris")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def answer(house: LivingHouse, words: str, letter: Delivered, who: str) -> list[Delivered]:
    address, number = reply_to(letter), len(house.boxes)
    sent = mail(words, sender=who, to=address, subject="Re: x", message_id=f"<{number}@figures.example>")
    return house.told(sent, sender=who, to=address)


def give_karim(house: LivingHouse, *keys: str) -> None:
    """Karim answers for these homes."""
    with house.world.database.transaction() as session:
        karim = session.query(Person).filter_by(key="karim").one().id
        for dwelling in session.query(Dwelling).filter(Dwelling.key.in_(keys)):
            dwelling.manager_id = karim


def ask_quotes(house: LivingHouse, ref: str, *states: QuoteState, amount: str = "528.00") -> None:
    """One quote in each of these states, asked of the companies in turn."""
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref=ref).one()
        companies = session.query(Provider).order_by(Provider.id).all()
        before = session.query(Quote).count()
        for at, state in enumerate(states):
            session.add(
                Quote(
                    agency_id=report.agency_id, report_id=report.id, number=f"DEV-2026-{92 + before + at:04}",
                    provider_id=companies[at % len(companies)].id, state=state, state_since=house.clock(),
                    asked_by=session.query(Person).filter_by(key="sophie").one().id, created_at=house.clock(),
                    category=report.category, motif="remplacer le siphon", within_days=None, dated_on=None,
                    valid_until=None, amount_incl_tax=Decimal(amount), amount_excl_tax=None, vat_rate=None,
                    received_at=house.clock(), decided_at=None,
                )
            )  # fmt: skip


def counted(house: LivingHouse, who: str | None = None) -> tuple[Columns, Columns, int]:
    """Reports and quotes of one manager's homes, or of all; and how many homes."""
    with house.world.database.looking() as session:
        agency = session.query(Agency).one()
        portfolio = portfolio_of(session, agency, today=house.clock().date())
        reader = session.query(Person).filter_by(key=who).one().id if who is not None else None
        lots, found = portfolio.lots_of(reader), portfolio.counts(reader)
        quotes = Columns(*quote_counts(session, agency.id, reader).values())
        return Columns(found.todo, found.in_progress, found.closed), quotes, len(lots)


def cases(house: LivingHouse) -> list[Case]:
    with house.world.database.looking() as session:
        return list(figures.cases_since(session, session.query(Agency).one().id, LONG_AGO))


@pytest.mark.feature("S1-28", "S1-29", "S1-30", "S1-31", "S1-90")
def test_after_a_story_each_thing_is_counted_once_and_what_is_private_for_managers_alone(house: LivingHouse) -> None:
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    private = hannah_reports(house)
    house.clock.forward(minutes=90)
    answer(house, "Un plombier passe demain.", letter_to(first, SOPHIE, "G-01"), SOPHIE)
    ask_quotes(house, "SIG-1046", *QuoteState)
    ask_quotes(house, "SIG-1043", QuoteState.RECEIVED)

    with house.world.database.looking() as session:
        reports, quotes = session.query(Report).count(), session.query(Quote).count()
        held = {status: session.query(Report).filter_by(status=status).count() for status in ReportStatus}
    columns, asked, homes = counted(house)
    assert astuple(columns) == tuple(held.values())
    assert (columns.all, asked.all, homes) == (reports, quotes, 10)
    assert columns.todo == 1  # Hannah's, which nobody at the Studio Foch knows of
    assert astuple(asked) == tuple(
        sum(COLUMN[state] is status for state in QuoteState) + (status is ReportStatus.TODO) for status in ReportStatus
    )

    give_karim(house, "L-B04", "L-D21")
    own, karims = counted(house, "sophie"), counted(house, "karim")
    assert (own[2], karims[2]) == (8, 2)
    assert [a + b for a, b in zip(astuple(own[0]), astuple(karims[0]), strict=True)] == list(astuple(columns))
    assert [a + b for a, b in zip(astuple(own[1]), astuple(karims[1]), strict=True)] == list(astuple(asked))

    # The tenant of that home, who asks for everything, gets no line and no number more.
    told = text_of(letter_to(says(house, TOM, INTAKE, "My reports, please", subject="Hello"), TOM, "T-23"))
    assert "SIG-1045" in told
    assert "SIG-1046" not in told
    assert CANARY not in told
    assert private


@pytest.mark.feature("S1-28", "S1-29", "S1-31", "S1-76")
def test_the_morning_letter_begins_with_the_figures_draws_them_and_opens_the_dashboard(house: LivingHouse) -> None:
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    ask_quotes(house, "SIG-1046", QuoteState.SENT, QuoteState.WITH_LANDLORD, QuoteState.APPROVED, QuoteState.REFUSED)
    give_karim(house, "L-B04")
    house.clock.now = MORNING
    letter = letter_to(house.strike(), SOPHIE, "G-03")

    told = text_of(letter)
    quotes = "Devis : 1 à traiter · 1 en cours · 2 clôturés."
    assert f"Parc : 9 lots. Signalements : 1 à traiter · 3 en cours · 1 clôturé. {quotes}" in told
    assert f"Toute l’agence : 10 lots. Signalements : 1 à traiter · 4 en cours · 2 clôturés. {quotes}" in told
    assert "OS passés : 0" in told
    [chart] = [each for each in letter.mail.files if each.content_id]
    assert chart.content.startswith(b"\x89PNG")
    assert f'src="cid:{chart.content_id}"' in letter.mail.html
    assert "Signalements 1 à traiter, 3 en cours, 1 clôturés" in letter.mail.html
    assert b"multipart/related" in letter.raw
    assert letter.mail.text.count("→ Ouvrir le tableau de bord") == 1


@pytest.mark.feature("S1-28")
def test_a_chart_that_comes_back_with_an_answer_to_the_morning_letter_reaches_nobody(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    sqlite_house.clock.now = MORNING
    letter = letter_to(sqlite_house.strike(), SOPHIE, "G-03")
    [chart] = [each for each in letter.mail.files if each.content_id]
    address = reply_to(letter)
    sent = mail(
        "A1 répondez que le plombier passe demain.", sender=SOPHIE, to=address, subject="Re: R", message_id="<c@x>"
    )
    sent.add_alternative(
        '<p>A1 répondez que le plombier passe demain.</p><blockquote><img src="cid:image001.png@01DA"></blockquote>',
        subtype="html",
    )
    html = sent.get_body(("html",))
    assert html is not None
    html.add_related(chart.content, "image", "png", cid="<image001.png@01DA>", filename="image001.png")
    told = sqlite_house.told(sent, sender=SOPHIE, to=address)
    assert told_to(told, NADIA) == {"T-04"}
    assert letter_to(told, NADIA, "T-04").mail.files == ()
    assert letter_to(told, YANIS, "T-04").mail.files == ()


@pytest.mark.feature("S1-17", "S1-28")
def test_delays_are_clock_time_to_the_first_act_that_the_author_could_see(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    private = hannah_reports(house)
    house.clock.forward(minutes=30)
    # Words in private are seen by the landlord who reported, and are no answer to a tenant.
    answer(house, "Je fais venir quelqu’un.", letter_to(private, SOPHIE, "G-01"), SOPHIE)
    with house.world.database.transaction() as session:
        scene = set_scene(session, session.query(Report).filter_by(ref="SIG-1046").one(), now=house.clock())
        sophie = session.query(Person).filter_by(key="sophie").one()
        write_to_landlord(session, scene, sophie, "Un plombier est à prévoir.", now=house.clock())
    house.clock.forward(days=2)
    answer(house, "Un plombier passe demain.", letter_to(first, SOPHIE, "G-01"), SOPHIE)
    house.clock.forward(days=1)
    answer(house, "C’est réglé, vous pouvez clôturer.", letter_to(first, NADIA, "T-01"), NADIA)

    today = [case for case in cases(house) if case.created_at >= datetime(2026, 11, 21, tzinfo=PARIS)]
    seen = figures.first_answers(today)
    assert seen is not None
    assert seen.cases == 2
    assert round(seen.mean / timedelta(minutes=1)) == (30 + 30 + 2 * 1440) // 2
    assert round(seen.median / timedelta(minutes=1)) == round(seen.mean / timedelta(minutes=1))
    closing = figures.closings(today)
    assert closing is not None
    assert (closing.cases, round(closing.mean / timedelta(minutes=30))) == (1, 145)
    assert figures.first_answers([]) is None


@pytest.mark.feature("S1-28")
def test_a_request_for_a_quote_is_an_answer_to_those_who_are_told_of_it(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    house.clock.forward(hours=1)
    requested(house, "petit", ref="SIG-1046", sight=QuoteSight.MANAGERS)
    assert [case.answered_at for case in cases(house)][-1] is None
    house.clock.forward(hours=1)
    requested(house, "durand", ref="SIG-1046")
    seen = figures.first_answers(cases(house)[-1:])
    assert seen is not None
    assert round(seen.mean / timedelta(minutes=1)) == 120


@pytest.mark.feature("S1-31", "S1-32")
def test_a_request_that_left_is_counted_the_next_morning(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    requested(sqlite_house, "durand", ref="SIG-1046")
    requested(sqlite_house, "petit", ref="SIG-1042")
    hannah_reports(sqlite_house)  # something to decide: a letter without it would not leave
    sqlite_house.clock.now = MORNING
    told = text_of(letter_to(sqlite_house.strike(), SOPHIE, "G-03"))
    assert "Signalements : 1 à traiter · 5 en cours · 2 clôturés. Devis : 2 à traiter · 0 en cours · 0 clôturé." in told


@pytest.mark.feature("S1-83")
def test_what_comes_back_is_found_by_home_and_by_building() -> None:
    def case(lot: int, kind: Category, day: int) -> Case:
        at = datetime(2026, 11, day, 12, tzinfo=UTC)
        return Case(lot, kind, ReportStatus.TODO, False, False, Role.TENANT, at, None, None)

    plumbing, locks = Category.PLUMBING, Category.LOCKS
    lived = [case(1, plumbing, 1), case(1, plumbing, 2), case(2, plumbing, 3), case(3, locks, 4), case(3, locks, 5)]
    lived += [case(4, Category.OTHER, day) for day in range(1, 6)]
    found = figures.recurrences(lived, {1: 10, 2: 10, 3: 10, 4: 20})
    assert [(each.place, each.is_building, each.category, each.times) for each in found] == [
        (10, True, plumbing, 3), (1, False, plumbing, 2), (3, False, locks, 2),
    ]  # fmt: skip
    assert figures.categories(lived)[0] == (Category.OTHER, 5)
    # The same matter told twice is one, however fast its second telling was closed.
    again = [replace(each, is_duplicate=True, closed_at=each.created_at) for each in lived]
    assert figures.recurrences([*lived, *again], {1: 10, 2: 10, 3: 10, 4: 20}) == found
    assert figures.closings(again) is None


def test_ages_and_months_are_counted_where_the_agency_lives() -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)

    def case(created: datetime, closed: datetime | None = None, **more: Any) -> Case:
        status = ReportStatus.CLOSED if closed else ReportStatus.TODO
        return Case(1, Category.PLUMBING, status, False, False, Role.TENANT, created, closed, None)

    # 23:30 in London on the last of October is November in Paris.
    edge = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    lived = [
        case(edge, now),
        case(now - timedelta(days=2)),
        case(now - timedelta(days=3)),
        case(now - timedelta(days=10)),
    ]
    assert figures.ages(lived, now) == {Age.NEW: Columns(1), Age.SOME_DAYS: Columns(1), Age.OLD: Columns(1)}
    assert figures.by_month(lived, (2026, 11), PARIS) == [((2026, 11), 4, 1)]
    old = case(datetime(2025, 12, 24, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC))
    assert figures.by_month([*lived, old], (2026, 11), PARIS)[0] == ((2026, 10), 0, 1)
    assert figures.month_before(date(2027, 1, 4)) == (2026, 12)
    assert figures.limits_of((2026, 12), PARIS)[1] == datetime(2027, 1, 1, tzinfo=PARIS)


@pytest.mark.feature("S1-28", "S1-36")
def test_companies_are_counted_as_one_manager_knows_them(sqlite_house: LivingHouse) -> None:
    ask_quotes(sqlite_house, "SIG-1042", QuoteState.SENT, QuoteState.APPROVED)
    with sqlite_house.world.database.transaction() as session:
        companies = session.query(Provider).order_by(Provider.id).all()
        companies[-1].is_typed_in = True
        companies[-2].retired_at = sqlite_house.clock()
        sophie, agency = session.query(Person).filter_by(key="sophie").one(), session.query(Agency).one()
        session.flush()
        known = figures.companies_of(session, agency.id, sophie.id)
    assert (known.registered, known.typed_in, known.with_open) == (len(companies) - 2, 1, 1)
    assert 0 < known.favourites <= 3
