"""The source of the letters: MJML whose compiler checks nothing, and sentences set as print sets them."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import zip_longest

import pytest

from mailbot.errors import Reason
from mailbot.outbound.layouts import WrongLayout, check_layout, layout_faults
from mailbot.templating import Templates, templates_folder
from mailbot.typography import (
    before_tax,
    clip,
    counted,
    day,
    day_and_year,
    gist,
    hours,
    listed,
    moment,
    typeset,
    with_tax,
)
from mailbot.vocabulary import Category, ClosingReason, EventKind, ReportStatus, Role, Urgency

LAYOUT = (templates_folder() / "letters" / "_layout.mjml").read_text("utf-8")


def test_the_layout_is_sound() -> None:
    assert layout_faults(LAYOUT) == ()


MISTAKES = [
    ("<mj-spacer", "<mj-space", "no tag mj-space"),
    ("css-class=", "class=", "no attribute class on mj-body"),
    ('font-size="16px"', 'font-size="{{ size }}"', "mj-text font-size is a number: a placeholder is lost there"),
    ("{% if buttons %}", "{% if buttons | length < 2 %}", "an expression holds a <: {% if buttons | length < 2 %}"),
    ("<mj-body", "<mj-body border='1'", "mj-body has attributes that are not written name=\"value\": border='1'"),
    ("<mj-body", '<mj-body width="1px" width="600px"', "width twice on mj-body"),
    ("<mj-column><mj-spacer", "<mj-column><mj-section></mj-section><mj-spacer", "mj-section cannot stand in mj-column"),
    ("{{ '6px' if", '{{ "6px" if', "a double quote in a quoted expression"),
    ("</mj-text>", "", "<mj-text> of line"),
    ("</h1>", "", "closes nothing but <h1>"),
    ("<mj-column><mj-spacer", "<mj-column><p>Bonjour</p><mj-spacer", "p stands outside mj-text and mj-raw"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), MISTAKES)
def test_a_mistake_in_the_layout_is_found_and_no_letter_is_poured_into_it(right: str, wrong: str, said: str) -> None:
    assert right in LAYOUT
    spoilt = LAYOUT.replace(right, wrong, 1)
    lines = [number for number, (a, b) in enumerate(zip_longest(LAYOUT.split("\n"), spoilt.split("\n")), 1) if a != b]
    faults = layout_faults(spoilt)
    assert any(said in fault.what for fault in faults), faults
    assert min(fault.line for fault in faults) >= lines[0]
    with pytest.raises(WrongLayout, match=rf"^_layout\.mjml, line {faults[0].line}: "):
        check_layout(spoilt, "_layout.mjml")


def test_no_line_of_a_letter_loses_its_end() -> None:
    """The engine eats the line end after a tag: « +%} » keeps it where words stand before the tag."""
    for path in (templates_folder() / "letters").glob("*/[a-z_]*.jinja"):
        for line in path.read_text("utf-8").split("\n"):
            words, _, tag = line.rpartition("{%")
            if (
                path.name in ("_words.jinja", "_frame.jinja")
                or "endblock" in tag
                or not re.sub(r"{[{%#].*?[%}#]}", "", words).strip()
            ):
                continue
            assert not re.fullmatch(r"[^%]*[^+]%}", tag), f"{path.name}: {line}"


def test_each_letter_is_there_in_both_languages() -> None:
    french, english = ({p.name for p in (templates_folder() / "letters" / it).iterdir()} for it in ("fr", "en"))
    assert french == english


def test_the_two_languages_know_the_same_words() -> None:
    def tables(language: str) -> dict[str, list[str]]:
        source = (templates_folder() / "letters" / language / "_words.jinja").read_text("utf-8")
        found = re.findall(r"{% set ([A-Z_]+) = \{(.*?)\n?\} %}", source, re.DOTALL)
        return {name: re.findall(r'"([\w. -]+)":', body) for name, body in found}

    assert tables("fr") == tables("en")
    assert len(tables("fr")) > 12


def test_every_code_of_the_house_has_its_words() -> None:
    coded: dict[str, Iterable[str]] = {
        "CATEGORIES": Category,
        "CLOSING_REASONS": set(ClosingReason) - {ClosingReason.BY_AUTHOR},
        "EVENTS": EventKind,
        "REASONS": Reason,
        "ROLES": Role,
        "STATUSES": ReportStatus,
        "URGENCIES": Urgency,
    }
    for language in ("fr", "en"):
        source = (templates_folder() / "letters" / language / "_words.jinja").read_text("utf-8")
        for table, codes in coded.items():
            found = re.search(rf"{{% set {table} = \{{(.*?)\n?\}} %}}", source, re.DOTALL)
            assert found
            assert {str(code) for code in codes} <= set(re.findall(r'"([\w.-]+)":', found[1])), table


# --- dates, hours, money ---------------------------------------------------------------------------------------------

PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "mardi 24 novembre à 9 h 05"), ("en", "Tuesday 24 November at 9:05 am")]
)
def test_a_moment_is_said_where_the_agency_lives(language: str, said: str) -> None:
    at = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
    for given in (at, at.isoformat()):
        assert moment(given, language=language, time_zone=PARIS).replace("\u00a0", " ") == said


def test_a_date_alone_is_the_same_day_everywhere() -> None:
    assert day("2026-12-01", language="fr", time_zone="Pacific/Kiritimati") == "mardi\u00a01er\u00a0décembre"
    assert day_and_year("2026-08-21", language="en", time_zone=PARIS) == "Friday\u00a021\u00a0August\u00a02026"


def test_hours_follow_the_clock_of_summer_and_winter() -> None:
    def said(start: str, end: str, language: str = "fr") -> str:
        return hours(start, end, language=language, time_zone=PARIS).replace("\u00a0", " ")

    assert said("2026-11-24T08:00:00+00:00", "2026-11-24T10:00:00+00:00") == "9 h – 11 h"
    assert said("2026-07-24T07:30:00+00:00", "2026-07-24T10:00:00+00:00") == "9 h 30 – 12 h"
    assert said("2026-11-24T11:00:00+00:00", "2026-11-24T13:15:00+00:00", "en") == "12 pm – 2:15 pm"


def test_a_moment_without_its_time_zone_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day("2026-11-24T08:00:00", language="fr", time_zone=PARIS)


def test_money_says_with_tax_or_without() -> None:
    assert with_tax("528.00", "fr") == "528,00\u00a0€\u00a0TTC"
    assert before_tax("1480.5", "fr") == "1\u202f480,50\u00a0€\u00a0HT"
    assert with_tax("528.00", "en") == "€528.00\u00a0incl. VAT"
    with pytest.raises(TypeError):
        with_tax(528.0, "fr")  # type: ignore[arg-type]


def test_numbers_agree_with_their_nouns() -> None:
    said = [counted(n, "photo", "photos", "fr").replace("\u00a0", " ") for n in (0, 1, 2)]
    assert said == ["0 photo", "1 photo", "2 photos"]
    assert counted(0, "photo", "photos", "en") == "0\u00a0photos"


def test_lists_and_beginnings() -> None:
    assert listed(["a", "b", "c"], "et") == "a, b et c"
    assert clip("un deux trois quatre", 12) == "un deux…"
    assert clip("« fuite\u00a0»\n ici", 40) == "« fuite\u00a0» ici"
    assert gist("Bonjour Madame,\n\nil fuit.").strip() == "il fuit."
    assert gist("Il fuit.") == "Il fuit."
    assert gist("Bonjour, le siphon est à changer.") == "le siphon est à changer."
    assert gist("Bonjour Madame Belkacem ! Il fuit.") == "Il fuit."
    assert gist("Bonjour.") == "Bonjour."
    assert gist("Le siphon, bonjour, fuit.") == "Le siphon, bonjour, fuit."


def test_our_sentences_are_set_as_print_and_addresses_are_not() -> None:
    assert (
        typeset("« Fuite » : où ? à 9 h, l'eau !", "fr")
        == "«\u00a0Fuite\u00a0»\u00a0: où\u202f? à 9\u00a0h, l’eau\u202f!"
    )
    assert typeset("it's here...", "en") == "it’s here…"
    said = Templates("fr", autoescape=False, prose=True).compile("Vu : {{ x }} ?").render({"x": "a ? b : c"})
    assert said == "Vu\u00a0: a ? b : c\u202f?"
