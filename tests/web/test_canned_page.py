"""A ready message from the link of a letter to the letters that leave, without logging in."""

import re

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Event, Participant, Person, PersonAddress, Report
from mailbot.threads.pages import Page, page_link
from mailbot.vocabulary import ClosingReason, EventKind, ReportStatus
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_ready_messages import speaks_english
from tests.web.conftest import BASE, Visitor, form_of, said


def reported(visitor: Visitor) -> Delivered:
    """Sophie's letter about the leak."""
    return letter_to(visitor.house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01")


def link_in(letter: Delivered, name: str) -> str:
    found = re.search(rf"{re.escape(name)}\s+<?(https://\S+?)>?\s", letter.mail.text)
    assert found is not None, letter.mail.text
    return found[1]


def page_for(visitor: Visitor, key: str, *, of: str = SOPHIE) -> str:
    """A link to a ready message, in the hands of this person."""
    with visitor.house.world.database.looking() as session:
        seat = (
            session.query(Participant)
            .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
            .filter(PersonAddress.address == of)
            .order_by(Participant.id.desc())
            .first()
        )
        assert seat is not None
        number = seat.id
    keys, today = visitor.house.world.keyring, visitor.house.world.today()
    return page_link(keys, BASE, Page.CANNED, number, today=today, with_=key.replace("-", ""))


def message_on(page: str) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found is not None
    return found[1].replace("&#39;", "'")


def sent_by(visitor: Visitor, url: str, **fields: str) -> list[Delivered]:
    before = len(visitor.house.boxes)
    page = visitor.get(url)
    answer = visitor.post(url, form=form_of(page), **({"words": message_on(page.text)} | fields))
    assert answer.status_code == 200, said(answer)
    visitor.house.settle()
    return list(visitor.house.boxes)[before:]


def standing(house: LivingHouse) -> ReportStatus:
    with house.world.database.looking() as session:
        return session.query(Report).filter_by(ref="SIG-1046").one().status


@pytest.mark.feature("S1-47", "S1-79", "S1-80", "S1-43")
def test_one_link_and_one_button_take_it_in_hand(sqlite_visitor: Visitor) -> None:
    url = link_in(reported(sqlite_visitor), "Prise en compte (MT-01)")
    page = sqlite_visitor.get(url)
    assert page.status_code == 200
    assert "Prise en compte SIG-1046" in said(page)
    assert "d’ici lundi 23 novembre au soir avec la suite" in said(page)
    assert "Sera lu par Nadia Belkacem et Yanis Belkacem." in said(page)
    assert "Le signalement passera « En cours »." in said(page)
    letters = sent_by(sqlite_visitor, url)
    assert who_got_what(letters) == {(NADIA, "T-04"), (YANIS, "T-04")}
    told = text_of(letter_to(letters, NADIA, "T-04"))
    assert "Bonjour Madame Belkacem, J’ai bien pris connaissance de votre signalement et je m’en occupe." in told
    assert standing(sqlite_visitor.house) is ReportStatus.IN_PROGRESS


@pytest.mark.feature("S1-47")
def test_looking_sends_nothing_and_the_same_form_sends_once(sqlite_visitor: Visitor) -> None:
    url = link_in(reported(sqlite_visitor), "Prise en compte (MT-01)")
    before = len(sqlite_visitor.house.boxes)
    page = sqlite_visitor.get(url)
    sqlite_visitor.get(url)
    sqlite_visitor.head(url)
    sqlite_visitor.house.settle()
    assert len(sqlite_visitor.house.boxes) == before
    assert standing(sqlite_visitor.house) is ReportStatus.TODO

    fields = {"form": form_of(page), "words": message_on(page.text)}
    first, second = sqlite_visitor.post(url, **fields), sqlite_visitor.post(url, **fields)
    assert "C’est envoyé" in said(first)
    assert "C’était déjà fait" in said(second)
    sqlite_visitor.house.settle()
    assert len(sqlite_visitor.house.boxes) == before + 2


@pytest.mark.feature("S1-47")
def test_what_the_manager_changes_goes_as_their_own_words_to_all(visitor: Visitor) -> None:
    speaks_english(visitor.house, YANIS)
    reported(visitor)
    url = page_for(visitor, "MT-10")
    assert "chaque occupant le reçoit dans sa langue" in said(visitor.get(url))
    unchanged = sent_by(visitor, url)
    assert "turn the water off at the stopcock" in text_of(letter_to(unchanged, YANIS, "T-04"))
    changed = sent_by(visitor, url, words="Coupez l'eau sous l'évier, j'arrive.")
    for who in (NADIA, YANIS):
        assert "Coupez l'eau sous l'évier, j'arrive." in text_of(letter_to(changed, who, "T-04"))
        assert "stopcock" not in text_of(letter_to(changed, who, "T-04"))
    with visitor.house.world.database.looking() as session:
        last = session.query(Event).filter_by(kind=EventKind.CANNED_REPLY_SENT).order_by(Event.id.desc()).first()
        assert last is not None
        assert (last.facts["canned"], last.facts["by"]) == ("MT-10", "page")
        assert "évier" not in str(last.facts), "the journal keeps codes, never words"


@pytest.mark.feature("S1-47")
def test_what_is_left_to_fill_in_is_shown_and_blocks_and_what_was_typed_is_kept(sqlite_visitor: Visitor) -> None:
    reported(sqlite_visitor)
    url = page_for(sqlite_visitor, "MT-08")
    page = sqlite_visitor.get(url)
    assert "À compléter : {prestataire} {date}" in said(page)
    before = len(sqlite_visitor.house.boxes)
    typed = "Je fais le point avec Durand et vous écris le {date}. Merci !"
    refused = sqlite_visitor.post(url, form=form_of(page), words=typed)
    assert refused.status_code == 422
    assert "Il reste à compléter ce qui est entre accolades : rien n’a été envoyé." in said(refused)
    assert "À compléter : {date}" in said(refused)
    assert message_on(refused.text) == typed
    sqlite_visitor.house.settle()
    assert len(sqlite_visitor.house.boxes) == before
    assert standing(sqlite_visitor.house) is ReportStatus.TODO
    # The same form, put right, leaves.
    sqlite_visitor.post(url, form=form_of(refused), words=typed.replace("{date}", "mardi 24 novembre"))
    sqlite_visitor.house.settle()
    letters = list(sqlite_visitor.house.boxes)[before:]
    assert "vous écris le mardi 24 novembre. Merci !" in text_of(letter_to(letters, NADIA, "T-04"))


@pytest.mark.feature("S1-47")
def test_what_tells_of_an_act_not_done_leaves_in_the_manager_s_words_only(sqlite_visitor: Visitor) -> None:
    reported(sqlite_visitor)
    url = page_for(sqlite_visitor, "MT-23")
    page = sqlite_visitor.get(url)
    assert "aucune confirmation n’a été reçue ici" in said(page)
    refused = sqlite_visitor.post(url, form=form_of(page), words=message_on(page.text))
    assert refused.status_code == 422
    assert "Rien n’a été envoyé." in said(refused)
    letters = sent_by(sqlite_visitor, url, words="Nadia m'a dit au téléphone que c'était réparé : je clôture. Merci !")
    assert who_got_what(letters) == {(NADIA, "T-17"), (YANIS, "T-17")}
    assert "Nadia m'a dit au téléphone" in text_of(letter_to(letters, NADIA, "T-17"))
    with sqlite_visitor.house.world.database.looking() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        assert (report.status, report.closing_reason) == (ReportStatus.CLOSED, ClosingReason.REPAIRED)


@pytest.mark.feature("S1-47")
def test_the_sentence_for_the_author_is_read_by_the_author(sqlite_visitor: Visitor) -> None:
    reported(sqlite_visitor)
    url = page_for(sqlite_visitor, "MT-24")
    assert "{date de notre dernier message}" in said(sqlite_visitor.get(url))
    assert "La phrase « À l’auteur » n’est lue que par" in said(sqlite_visitor.get(url))
    words = message_on(sqlite_visitor.get(url).text).replace("{date de notre dernier message}", "10 novembre")
    letters = sent_by(sqlite_visitor, url, words=words)
    author, other = (text_of(letter_to(letters, who, "T-17")) for who in (NADIA, YANIS))
    assert "suffira à le rouvrir pendant 30 jours" in author
    assert "suffira à le rouvrir" not in other
    with sqlite_visitor.house.world.database.looking() as session:
        kept = session.query(Comment).order_by(Comment.id.desc()).first()
        assert kept is not None
        assert "rouvrir" not in kept.text, "everybody may read the case"


@pytest.mark.feature("S1-47")
def test_the_page_warns_when_it_went_out_within_three_days(sqlite_visitor: Visitor) -> None:
    reported(sqlite_visitor)
    url = page_for(sqlite_visitor, "MT-02")
    assert "déjà parti" not in said(sqlite_visitor.get(url))
    sent_by(sqlite_visitor, url)
    assert "Ce message est déjà parti samedi 21 novembre" in said(sqlite_visitor.get(url))
    sqlite_visitor.house.clock.forward(hours=73)
    assert "déjà parti" not in said(sqlite_visitor.get(url))


@pytest.mark.feature("S1-47", "S1-79")
def test_another_one_is_chosen_from_the_list(sqlite_visitor: Visitor) -> None:
    url = link_in(reported(sqlite_visitor), "Autre message type")
    page = sqlite_visitor.get(url)
    assert "Ceux qui conviennent ici Prise en compte MT-01 Couper l’eau en attendant MT-10" in said(page)
    assert all(f"MT-{number:02}" in said(page) for number in range(1, 25))
    found = re.search(r'<a href="([^"]+)"><b>Nuisibles</b>', page.text)
    assert found is not None
    assert "merci de m’indiquer les pièces" in said(sqlite_visitor.get(found[1])).casefold()
    assert sqlite_visitor.post(url, form="0" * 32, words="x").status_code < 500


@pytest.mark.feature("S1-79")
def test_the_link_is_the_manager_s_and_says_nothing_to_a_tenant(sqlite_visitor: Visitor) -> None:
    reported(sqlite_visitor)
    page = sqlite_visitor.get(page_for(sqlite_visitor, "MT-01", of=NADIA))
    assert page.status_code == 403
    assert "Cette décision revient à une autre personne" in said(page)
    url = page_for(sqlite_visitor, "MT-01", of=NADIA)
    before = len(sqlite_visitor.house.boxes)
    sqlite_visitor.post(url, form="1" * 32, words="Bonjour")
    sqlite_visitor.house.settle()
    assert len(sqlite_visitor.house.boxes) == before
    assert sqlite_visitor.get(page_for(sqlite_visitor, "MT-99")).status_code == 404


@pytest.mark.feature("S1-47", "S1-50")
def test_on_a_closed_report_nothing_leaves_and_what_was_typed_is_kept(sqlite_visitor: Visitor) -> None:
    reported(sqlite_visitor)
    url = page_for(sqlite_visitor, "MT-01")
    form = form_of(sqlite_visitor.get(url))
    sent_by(sqlite_visitor, page_for(sqlite_visitor, "MT-22"))
    late = sqlite_visitor.post(url, form=form, words="Je m'en occupe.")
    assert "Ce dossier est clôturé" in said(late)
    assert "Je m&#39;en occupe." in late.text


@pytest.mark.feature("S1-47", "S1-79")
def test_a_manager_who_reads_english_has_it_in_english(sqlite_visitor: Visitor) -> None:
    speaks_english(sqlite_visitor.house, SOPHIE)
    letter = reported(sqlite_visitor)
    page = sqlite_visitor.get(link_in(letter, "Acknowledge (MT-01)"))
    assert "I will get back to you by the evening of Monday 23 November" in said(page)
    assert "Please write the message first" in said(sqlite_visitor.post(str(page.url), form=form_of(page), words=" "))
    letters = sent_by(sqlite_visitor, str(page.url))
    assert "lundi 23 novembre au soir" in text_of(letter_to(letters, NADIA, "T-04"))


def person_of(house: LivingHouse, address: str) -> int:
    with house.world.database.looking() as session:
        return session.query(Person.id).join(PersonAddress).filter(PersonAddress.address == address).scalar() or 0
