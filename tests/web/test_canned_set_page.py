"""An agency puts the ready messages in its own words, and goes back to ours."""

import re

import pytest

from mailbot.model import CannedText
from mailbot.threads.pages import Page, page_link
from tests.living import NADIA, SOPHIE, letter_to, text_of
from tests.web.conftest import BASE, Visitor, form_of, said
from tests.web.test_canned_page import page_for, person_of, reported, sent_by


def page_of_the_set(visitor: Visitor, with_: str = "", *, of: str = SOPHIE) -> str:
    number = person_of(visitor.house, of)
    keys, today = visitor.house.world.keyring, visitor.house.world.today()
    return page_link(keys, BASE, Page.CANNED_SET, number, today=today, with_=with_)


def rows(visitor: Visitor) -> list[tuple[str, str, str]]:
    with visitor.house.world.database.looking() as session:
        return [(row.key, row.language, row.text) for row in session.query(CannedText)]


@pytest.mark.feature("S1-47", "S1-96")
def test_an_agency_s_words_take_the_place_of_ours_and_leave_again(visitor: Visitor) -> None:
    reported(visitor)
    listed = visitor.get(page_of_the_set(visitor))
    assert all(f"MT-{number:02}" in said(listed) for number in range(1, 25))
    assert "(vos mots)" not in said(listed)
    found = re.search(r"Prise en compte</b>.*?<a class=\"press\" href=\"([^\"]+)\">Français", listed.text, re.DOTALL)
    assert found is not None
    url = found[1]
    page = visitor.get(url)
    assert "{demain soir}" in page.text

    words = "C'est noté pour {lot}. Je vous écris d'ici {demain soir}."
    saved = visitor.press(url, label="Bien reçu", words=words, act="keep")
    assert "C’est enregistré" in said(saved)
    assert "Français (vos mots)" in said(visitor.get(page_of_the_set(visitor)))
    assert rows(visitor) == [("MT-01", "fr", words)]
    letters = sent_by(visitor, page_for(visitor, "MT-01"))
    told = text_of(letter_to(letters, NADIA, "T-04"))
    assert "C'est noté pour T2 Lilas 3e gauche. Je vous écris d'ici lundi 23 novembre au soir." in told

    back = visitor.press(url, label="Bien reçu", words=words, act="ours")
    assert "tel que nous l’avons écrit" in said(back)
    assert rows(visitor) == []


@pytest.mark.feature("S1-47")
def test_looking_keeps_nothing_and_the_same_form_keeps_once(sqlite_visitor: Visitor) -> None:
    url = page_of_the_set(sqlite_visitor, "MT02en")
    page = sqlite_visitor.get(url)
    assert rows(sqlite_visitor) == []
    form = form_of(page)
    sqlite_visitor.post(url, form=form, label="Photo", words="A photo, please.", act="keep")
    again = sqlite_visitor.post(url, form=form, label="Photo", words="Something else.", act="keep")
    assert "C’était déjà fait" in said(again)
    assert rows(sqlite_visitor) == [("MT-02", "en", "A photo, please.")]


@pytest.mark.feature("S1-47")
def test_an_empty_message_is_not_kept_and_what_was_typed_stays(sqlite_visitor: Visitor) -> None:
    url = page_of_the_set(sqlite_visitor, "MT02fr")
    refused = sqlite_visitor.press(url, label="Photo", words="  ", act="keep")
    assert refused.status_code == 422
    assert "rien n’a été enregistré" in said(refused)
    assert 'value="Photo"' in refused.text
    unnamed = sqlite_visitor.press(url, label="", words="Une photo <b>vite</b> ?", act="keep")
    assert unnamed.status_code == 422
    assert "Une photo &lt;b&gt;vite&lt;/b&gt; ?" in unnamed.text
    assert rows(sqlite_visitor) == []


@pytest.mark.feature("S1-47")
def test_our_own_words_given_back_are_ours(sqlite_visitor: Visitor) -> None:
    url = page_of_the_set(sqlite_visitor, "MT06fr")
    page = sqlite_visitor.get(url)
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)
    assert found is not None
    sqlite_visitor.press(url, label="Devis en cours", words=found[1], act="keep")
    assert rows(sqlite_visitor) == []


@pytest.mark.feature("S1-47")
@pytest.mark.parametrize("with_", ["", "MT02fr"])
def test_it_is_for_managers_alone(sqlite_visitor: Visitor, with_: str) -> None:
    url = page_of_the_set(sqlite_visitor, with_, of=NADIA)
    assert sqlite_visitor.get(url).status_code == 404
    assert sqlite_visitor.post(url, form="2" * 32, label="x", words="x", act="keep").status_code == 404
    assert rows(sqlite_visitor) == []


def test_a_message_or_a_language_that_there_is_not_is_nowhere(sqlite_visitor: Visitor) -> None:
    for with_ in ("MT99fr", "MT02de", "x"):
        assert sqlite_visitor.get(page_of_the_set(sqlite_visitor, with_)).status_code == 404
