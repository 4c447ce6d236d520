"""Which ready messages fit, what stands between their braces, and when « demain soir » is."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from mailbot.vocabulary import LANGUAGES, Category, ReportStatus
from mailbot.workflow.canned import AFTER_AN_ACT, CLOSES, KEYS, UNTIL_SOMEBODY_COMES, offered
from mailbot.workflow.canned_texts import as_read_by, fill, left_open, ours, speaks_to_author, why_too_early
from mailbot.workflow.working_time import WorkingTime
from tests.cases import every

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.feature("S1-47", "S1-80")
@every("category", Category)
@every("has_photo", [True, False])
@every("status", [ReportStatus.TODO, ReportStatus.IN_PROGRESS])
def test_four_to_six_fit_any_report(category: Category, status: ReportStatus, has_photo: bool) -> None:
    keys = offered(category, status, has_photo=has_photo)
    assert 4 <= len(keys) <= 6
    assert len(set(keys)) == len(keys)
    assert set(keys) <= set(KEYS)
    assert not set(keys) & AFTER_AN_ACT, "a letter offers nothing that cannot leave"
    assert (keys[0] == "MT-01") is (status is ReportStatus.TODO)
    assert ("MT-02" in keys) is not has_photo


@pytest.mark.feature("S1-47")
def test_what_helps_until_somebody_comes_is_offered_no_more_once_it_is_done() -> None:
    for category in Category:
        keys = offered(category, ReportStatus.IN_PROGRESS, has_photo=True, is_done=True)
        assert not set(keys) & UNTIL_SOMEBODY_COMES
        assert len(keys) >= 3
    assert "MT-10" in offered(Category.PLUMBING, ReportStatus.IN_PROGRESS, has_photo=True)


@pytest.mark.feature("S1-47")
def test_nothing_is_offered_on_a_closed_report() -> None:
    assert offered(Category.PLUMBING, ReportStatus.CLOSED, has_photo=False) == ()


@every("language", LANGUAGES)
@every("key", KEYS)
def test_the_two_languages_leave_the_same_things_open(key: str, language: str) -> None:
    words = ours(key, language)
    known = dict.fromkeys(
        ("tomorrow_evening", "agency_phone", "syndic", "thanks_for", "object", "silent_since", "reopen_days"), "là"
    )
    filled, french = fill(words.text, known, language), fill(ours(key, "fr").text, known, "fr")
    assert len(filled.missing) == len(french.missing)
    assert left_open(filled.text) == filled.missing
    assert speaks_to_author(words.text) is speaks_to_author(ours(key, "fr").text)
    assert "{" not in as_read_by(filled.text, author=True) or filled.missing
    assert bool(why_too_early(key, language)) is (key in AFTER_AN_ACT)
    assert len(words.label) <= 80


def test_those_that_close_are_those_of_the_wording() -> None:
    assert set(CLOSES) == {"MT-17", "MT-22", "MT-23", "MT-24"}


@every(
    ("text", "filled", "missing"),
    [
        ("Pour {objet}, {date} !", "Pour la fuite (2), {date} !", ("date",)),
        ("{ Objet } et {l'endroit}", "la fuite (2) et {l'endroit}", ("l'endroit",)),
        ("{{ 7 * 7 }} {% x %} {objet}", "{{ 7 * 7 }} {% x %} la fuite (2)", ("7 * 7", "% x %")),
        ("Vu. {A l'auteur : {objet}, {date}}", "Vu. {A l'auteur : la fuite (2), {date}}", ("date",)),
        ("{} {", "{} {", ("",)),
    ],
)  # fmt: skip
def test_people_s_texts_are_filled_in_letter_for_letter(text: str, filled: str, missing: tuple[str, ...]) -> None:
    result = fill(text, {"object": "la fuite {2}"}, "fr")
    assert (result.text, result.missing) == (filled, missing)
    assert left_open(result.text) == missing


@every(
    ("text", "author", "other"),
    [
        ("Fini. {À l’auteur : écrivez-nous.} Merci.", "Fini. écrivez-nous. Merci.", "Fini. Merci."),
        ("Fini.\n\n{à l'auteur: écrivez-nous.}", "Fini.\n\nécrivez-nous.", "Fini."),
        ("Done. {To the author: write to us.}", "Done. write to us.", "Done."),
        ("Deux  espaces {x}", "Deux  espaces {x}", "Deux  espaces {x}"),
    ],
)
def test_one_sentence_is_for_the_author_alone(text: str, author: str, other: str) -> None:
    assert as_read_by(text, author=True) == author
    assert as_read_by(text, author=False) == other


@every(
    ("today", "next_"),
    [
        (date(2026, 11, 19), date(2026, 11, 20)),
        (date(2026, 11, 20), date(2026, 11, 23)),
        (date(2026, 11, 21), date(2026, 11, 23)),
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2026, 11, 10), date(2026, 11, 12)),
    ],
)
def test_tomorrow_is_the_next_day_on_which_the_agency_works(today: date, next_: date) -> None:
    assert WorkingTime(PARIS, frozenset(range(5)), (), "FR").next_working_day(today) == next_


def test_an_agency_that_works_on_saturdays_answers_on_saturday() -> None:
    friday, saturday = date(2026, 11, 20), date(2026, 11, 21)
    assert WorkingTime(PARIS, frozenset(range(6)), (), "FR").next_working_day(friday) == saturday
    assert WorkingTime(PARIS, frozenset(), (), "FR").next_working_day(friday) == saturday
