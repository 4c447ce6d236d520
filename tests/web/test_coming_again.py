"""A page that comes again because its button was pressed too fast: calm, with the button that was pressed in sight."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailbot.preview.forms import forms_on
from mailbot.preview.guide import Stop
from mailbot.preview.pages import seen_in
from mailbot.web.coming_again import led_back
from mailbot.web.form_numbers import GLANCE, READING, draw, draw_again, is_number, is_too_fast, part
from mailbot.web.sheets import printed

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
_RED = re.compile(r'<p class="notice bad" role="alert"')
_LED = re.compile(r"<button[^>]* autofocus aria-describedby=\"once-more\">")
_ASKS = {"fr": "Par précaution, confirmez une seconde fois", "en": "To be safe, please confirm a second time"}


@pytest.mark.feature("S1-79")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_that_was_pressed_too_fast_comes_again_calmly_and_leads_to_that_button(
    tour: Sequence[Stop], language: str
) -> None:
    looked_at = set()
    for stop in tour:
        sheet = replace(seen_in(stop, language).sheet, language=language)
        if sheet.name in ("busy", "too_often") or sheet.name in looked_at:
            continue
        for form in forms_on(printed(sheet)):
            if "form" not in form.fields or form.method != "post":
                continue
            for pressed in [dict([button]) for button in form.buttons] or [{}]:
                fields = form.fields | pressed
                facts = {**sheet.facts, "trouble": "again", "troubles": {}}
                page = printed(replace(sheet, facts=facts, pressed=fields))
                assert _RED.search(page) is None, (stop.name, pressed)
                assert page.count(_ASKS[language]) == 1, (stop.name, pressed)
                [led_to] = _LED.findall(page)
                assert all(f'value="{value}"' in led_to for value in pressed.values()), (stop.name, led_to)
                looked_at.add(sheet.name)
    assert len(looked_at) > 40


def test_what_is_folded_around_the_button_is_opened_and_the_words_stand_beside_it() -> None:
    page = (
        '<h1>Écrire</h1>\n<p class="notice" role="alert" id="once-more">Encore.</p>\n'
        '<form method="post" action="/p/a"><input type="hidden" name="act" value="no">\u2028'
        "<button>Non</button></form>\n"
        '<details class="more"><summary>Plus</summary>\n<form method="post" action="/p/a">'
        '<input type="hidden" name="act" value="yes">\n<div class="acts"><button class="press">Oui</button></div>'
        "</form></details>"
    )
    assert led_back(page, {"act": "yes"}) == (
        '<h1>Écrire</h1>\n'
        '<form method="post" action="/p/a"><input type="hidden" name="act" value="no">\u2028'
        '<button>Non</button></form>\n'
        '<details class="more" open><summary>Plus</summary>\n<form method="post" action="/p/a">'
        '<input type="hidden" name="act" value="yes">\n<div class="acts">'
        '<p class="notice" role="alert" id="once-more">Encore.</p>'
        '<button class="press" autofocus aria-describedby="once-more">Oui</button></div></form></details>'
    )  # fmt: skip
    assert led_back("<p>Rien</p>", {"act": "yes"}) == "<p>Rien</p>"


def test_a_number_is_as_old_as_the_first_showing_until_it_was_pressed_too_fast_twice() -> None:
    first = draw(NOW)
    again = draw_again(first, now=NOW + timedelta(seconds=1.8))
    assert is_number(again)
    assert again != first
    assert is_too_fast(again, now=NOW + timedelta(seconds=1.9))
    assert is_too_fast(again, now=NOW + timedelta(seconds=1.8) + GLANCE - timedelta(milliseconds=1))
    assert not is_too_fast(again, now=NOW + timedelta(seconds=1.8) + GLANCE)
    assert not is_too_fast(part(again, "one of several"), now=NOW + timedelta(seconds=1.8) + GLANCE)
    twice = draw_again(again, now=NOW + timedelta(seconds=1.9))
    assert not is_too_fast(twice, now=NOW + timedelta(seconds=2.4))
    thrice = draw_again(twice, now=NOW + timedelta(seconds=2.0))
    assert is_too_fast(thrice, now=NOW + timedelta(seconds=3.9))
    assert not is_too_fast(thrice, now=NOW + timedelta(seconds=2.0) + READING)
    # A clock that is behind, a number that is made up, and none at all.
    assert is_too_fast(draw_again(first, now=NOW - timedelta(seconds=1)), now=NOW)
    for odd in ("", "f" * 32, "0" * 32, "not a number"):
        assert is_number(draw_again(odd, now=NOW))
