"""Whatever refuses a form gives back what was typed into it."""

import re
from collections.abc import Sequence
from html import escape

import pytest

from mailbot.preview.forms import forms_on
from mailbot.preview.guide import Stop
from mailbot.threads.pages import Page
from mailbot.web import rates
from mailbot.web.forms import is_written, written
from mailbot.web.rates import PACES, Asked, Pace
from mailbot.web.sheets import printed
from tests.living import INTAKE, NADIA, SOPHIE
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import BASE, Visitor, case_link, form_of
from tests.web.test_attacked_pages import somebody

WORDS = "L'eau coule <encore>, 12,50 €"


@pytest.mark.feature("S1-03")
def test_too_often_too_long_and_another_site_give_back_what_was_typed(
    sqlite_visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.ANSWER, NADIA)
    form = form_of(sqlite_visitor.get(url))
    visitor = Visitor(sqlite_visitor.loop, somebody(house), house)

    def posted(words: str, **headers: str) -> str:
        data = {"form": form, "words": words}
        answer = visitor.loop.run(visitor.client.post(url, data=data, headers=headers))
        return f"{answer.status_code} {answer.text}"

    theirs = posted(WORDS, **{"sec-fetch-site": "cross-site"})
    assert theirs.startswith("403")
    assert f"{escape(WORDS).replace('&#x27;', '&#39;')}</textarea>" in theirs
    assert "<form" not in theirs, "what another site has filled in is not sent again with one press"
    long = posted(f"{WORDS}\n" + "x" * 300_000)
    assert long.startswith("413")
    assert escape(WORDS).replace("&#x27;", "&#39;") in long

    monkeypatch.setattr(rates, "PACES", {**PACES, Asked.PRESSING: (Pace(1, 60.0), Pace(1, 60.0))})
    visitor = Visitor(sqlite_visitor.loop, somebody(house, "203.0.113.77"), house)
    house.clock.forward(seconds=5)
    monkeypatch.setattr(rates, "PACES", {**PACES, Asked.PRESSING: (Pace(0, 60.0), Pace(0, 60.0))})
    late = posted(WORDS)
    assert late.startswith("429")
    assert f'name="words" value="{escape(WORDS).replace("&#x27;", "&#39;")}"' in late
    assert f'name="form" value="{form}"' in late

    monkeypatch.setattr(rates, "PACES", PACES)
    visitor = Visitor(sqlite_visitor.loop, somebody(house, "203.0.113.78"), house)
    [again] = [each for each in forms_on(late) if each.method == "post"]
    answer = visitor.loop.run(visitor.client.post(f"{BASE}{again.action}", data=again.fields))
    assert "Votre message est envoyé" in answer.text.replace("\u00a0", " "), "the same form, pressed again, is sent"


@pytest.mark.feature("S1-03")
def test_a_link_that_is_over_gives_back_every_field(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url, form = case_link(house, Page.SEND_ORDER, SOPHIE), "1" * 32
    house.clock.forward(days=40)
    late = sqlite_visitor.post(url, form=form, motif="Fuite", instructions="Sonner fort", ceiling="150,00", act="send")
    assert late.status_code == 410
    assert re.search(r">\s*Fuite\nSonner fort\n150,00</textarea>", late.text)


@pytest.mark.feature("S1-03")
def test_every_field_in_which_people_write_is_known_as_one(tour: Sequence[Stop]) -> None:
    for stop in tour:
        for tag in re.findall(r"<(?:input|textarea)\b[^>]*>", printed(stop.sheet)):
            name, kind = re.search(r' name="([^"]+)"', tag), re.search(r' type="(\w+)"', tag)
            if name is None or (kind is not None and kind[1] in ("hidden", "radio", "checkbox", "file")):
                continue
            assert is_written(name[1]), (stop.name, tag)
    assert written({"form": "x", "act": "send", "day_1": "2026-11-24", "words": " a\r\nb ", "kept1": "f"}) == (
        "2026-11-24\na\nb"
    )
