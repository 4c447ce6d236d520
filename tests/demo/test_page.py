"""What a newcomer sees on the demonstration's page, and does with it."""

import io
import re

import pytest
from PIL import Image

from tests.demo.conftest import FIRST_ID, REPLY_TO, Browser, a_letter
from tests.living import INTAKE, NADIA, SOPHIE


def photo() -> bytes:
    kept = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(kept, "JPEG")
    return kept.getvalue()


def test_four_inboxes_are_shown_and_each_says_what_will_come_there(browser: Browser) -> None:
    page = browser.get("/").text

    assert re.findall(r'<h2 id="name-\d">(.*?)</h2>', page) == [
        "Nadia Belkacem", "Bernard Vasseur", "Sophie Lambert", "Patrick Durand",
    ]  # fmt: skip
    assert "Locataire · T2 Lilas 3e gauche" in page
    assert "le bailleur n’est pas dérangé" in page
    assert page.count('class="empty"') == 4
    assert INTAKE in page


def test_any_other_person_can_be_put_in_a_column_and_stays_there(browser: Browser) -> None:
    browser.get("/?c=nadia&c=weiss&c=sophie&c=stranger@nowhere.example")

    page = browser.get("/").text

    assert re.findall(r'<h2 id="name-\d">(.*?)</h2>', page) == [
        "Nadia Belkacem", "Hannah Weiss", "Sophie Lambert", "stranger@nowhere.example",
    ]  # fmt: skip


def test_the_page_speaks_english_when_asked_and_goes_on(browser: Browser) -> None:
    assert 'lang="fr"' in browser.get("/").text

    browser.get("/?lang=en")

    assert "Nothing yet. A problem at home?" in browser.get("/").text
    assert "Nadia Belkacem writes" in browser.get("/write/nadia").text


def test_a_letter_is_new_until_it_is_opened(browser: Browser) -> None:
    letter = browser.delivered(a_letter())

    page = browser.get("/").text
    assert "Nous avons bien reçu votre signalement : fuite" in page
    assert '<span class="unread"' in page
    assert 'class="new"' in page

    opened = browser.get(f"/letters/{letter.number}").text
    assert "[SIG-1046] Fuite sous l’évier" in opened
    assert "Agence du Tilleul — suivi" in opened
    assert "samedi\u00a021\u00a0novembre" in opened

    page = browser.get("/").text
    assert '<span class="unread"' not in page
    assert 'class="new"' not in page


def test_the_text_and_the_source_of_a_letter_are_one_click_away(browser: Browser) -> None:
    letter = browser.delivered(a_letter())
    shown = browser.get(f"/letters/{letter.number}").text

    assert f'href="/letters/{letter.number}?dress=text"' in shown
    assert "Bonjour Madame Belkacem," in browser.get(f"/letters/{letter.number}?dress=text").text
    assert f"Message-ID: &lt;{FIRST_ID}&gt;" in browser.get(f"/letters/{letter.number}?dress=raw").text
    assert browser.get(f"/letters/{letter.number}/raw").content == letter.raw


def test_a_letter_can_run_nothing_and_our_pages_hold_no_script_of_their_own(browser: Browser) -> None:
    letter = browser.delivered(a_letter())
    body = browser.get(f"/letters/{letter.number}/body")
    policy = body.headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "; sandbox allow-same-origin" in policy
    assert "allow-scripts" not in policy
    assert 'sandbox="' in browser.get(f"/letters/{letter.number}").text
    for path in ("/", f"/letters/{letter.number}", "/write/nadia", "/nothing"):
        page = browser.get(path)
        assert page.headers["content-security-policy"].startswith("default-src 'self'")
        assert re.findall(r"<script[^>]*>", page.text) == ['<script src="/look/demo.js" defer>']
        assert not re.search(r"<style|\sstyle=|\son\w+=", page.text)


def test_a_button_of_a_letter_opens_our_own_form_filled_in(browser: Browser) -> None:
    letter = browser.delivered(a_letter())
    body = browser.get(f"/letters/{letter.number}/body").text

    assert "mailto:" not in body
    assert '<a href="https://suivi.agence-tilleul.example/a/x" target="_blank">' in body
    [button] = re.findall(r'<a href="(/write/[^"]*)" target="_top">', body)
    form = browser.get(button.replace("&amp;", "&")).text
    assert "Nadia Belkacem écrit" in form
    assert f'name="to" value="{REPLY_TO}"' in form
    assert 'name="subject" value="Re: [SIG-1046] Fuite sous l’évier"' in form
    assert "C’est finalement réglé.</textarea>" in form


def test_a_mail_written_on_the_page_goes_through_the_door_with_its_photo(browser: Browser) -> None:
    picture = photo()

    answered = browser.post(
        "/write/nadia",
        data={"to": INTAKE, "subject": "Fuite évier", "words": "Bonjour,\r\nl'évier fuit."},
        files=[("files", ("évier.jpg", picture, "image/jpeg"))],
    )

    assert answered.status_code == 303
    notice = browser.get(answered.headers["location"]).text
    assert "250 2.0.0 Your mail is kept" in notice
    assert "<h1>Fuite évier</h1>" in notice
    assert "l’évier fuit" in notice.replace("'", "’").replace("&#39;", "’")
    envelope, mail = browser.kept.last
    assert (envelope.mail_from, envelope.recipients) == (NADIA, (INTAKE,))
    assert mail["From"] == f"Nadia Belkacem <{NADIA}>"
    assert mail["Subject"] == "Fuite évier"
    words, attached = mail.iter_parts()
    assert words.get_content() == "Bonjour,\r\nl'évier fuit.\r\n"
    assert (attached.get_filename(), attached.get_content_type()) == ("évier.jpg", "image/jpeg")
    assert attached.get_content() == picture


def test_an_answer_is_what_a_mail_program_sends(browser: Browser) -> None:
    letter = browser.delivered(a_letter())

    browser.post(
        f"/letters/{letter.number}",
        data={"words": "C'est réglé, merci."},
        files=[("files", ("fini.jpg", photo(), "image/jpeg"))],
    )

    envelope, mail = browser.kept.last
    assert (envelope.mail_from, envelope.recipients) == (NADIA, (REPLY_TO,))
    assert mail["To"] == REPLY_TO
    assert mail["Subject"] == "Re: [SIG-1046] Fuite sous l’évier"
    assert mail["In-Reply-To"] == f"<{FIRST_ID}>"
    assert mail["References"].split() == ["<thread.7@suivi.agence-tilleul.example>", f"<{FIRST_ID}>"]
    words, attached = mail.iter_parts()
    assert words.get_content().replace("\r\n", "\n") == (
        "C'est réglé, merci.\n\n"
        "Le 21/11/2026 à 10:00, Agence du Tilleul — suivi a écrit\u00a0:\n"
        "> Nous avons bien reçu votre signalement\n>\n> Bonjour Madame Belkacem,\n"
    )
    assert attached.get_filename() == "fini.jpg"


@pytest.mark.parametrize("to", ["nobody@suivi.agence-tilleul.example", "r-x@elsewhere.example"])
def test_a_refusal_of_the_door_is_shown_and_what_was_typed_is_kept(browser: Browser, to: str) -> None:
    refused = browser.post(
        "/write/nadia", data={"to": "x-" + to, "subject": "Un <objet>", "words": "Deux lignes\r\n& un mot"}
    )  # fmt: skip

    assert refused.status_code == 422
    assert "550 5.1.1 There is no such address here" in refused.text
    assert f'value="x-{to}"' in refused.text
    assert 'value="Un &lt;objet&gt;"' in refused.text
    assert "Deux lignes\r\n&amp; un mot</textarea>" in refused.text
    assert browser.kept.came == []


def test_a_mail_that_is_too_big_for_the_door_is_refused_with_its_sentence(browser: Browser) -> None:
    letter = browser.delivered(a_letter())

    refused = browser.post(
        f"/letters/{letter.number}",
        data={"words": "Voici la vidéo."},
        files=[("files", ("video.mp4", b"\0" * 4_500_000, "video/mp4"))],
    )

    assert "552" in refused.text
    assert "Voici la vidéo.</textarea>" in refused.text
    assert "Les fichiers sont à choisir à nouveau" in refused.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"to": INTAKE, "words": "  "}, "Il n’y a encore rien à envoyer"),
        ({"to": "Nadia", "words": "Bonjour"}, "Ce n’est pas une adresse"),
        ({"to": "a@b.example\r\nBcc: c@d.example", "words": "Bonjour"}, "Ce n’est pas une adresse"),
    ],
)
def test_what_no_mail_program_would_send_does_not_leave(browser: Browser, typed: dict[str, str], sentence: str) -> None:
    refused = browser.post("/write/nadia", data=typed)

    assert refused.status_code == 422
    assert sentence in refused.text
    assert browser.kept.came == []


def test_an_eml_leaves_as_it_is_to_the_addresses_of_ours_that_it_names(browser: Browser) -> None:
    raw = (
        f"Delivered-To: {REPLY_TO}\nFrom: Sophie <{SOPHIE}>\n"
        "To: x@elsewhere.example, r-other@suivi.agence-tilleul.example\n"
        "Subject: deux points\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        ".une ligne\n..deux\nl’été\n"
    ).encode()

    answered = browser.post("/drop", files=[("files", ("été.eml", raw, "message/rfc822"))])

    envelope, _ = browser.kept.last
    assert (envelope.mail_from, envelope.recipients) == (SOPHIE, (REPLY_TO, "r-other@suivi.agence-tilleul.example"))
    assert browser.kept.came[-1][1][envelope.prepended :] == raw.replace(b"\n", b"\r\n")
    notice = browser.get(answered.headers["location"]).text
    assert "été.eml, au nom de Sophie Lambert" in notice
    assert notice.count("250 2.0.0 Your mail is kept") == 2


def test_an_eml_that_names_no_address_of_ours_goes_where_problems_are_reported(browser: Browser) -> None:
    raw = b"From: z@nowhere.example\r\nTo: someone@elsewhere.example\r\nSubject: fuite\r\n\r\nBonjour\r\n"

    browser.post("/drop", files=[("files", ("z.eml", raw, ""))])

    assert browser.kept.last[0].recipients == (INTAKE,)


def test_an_eml_that_the_door_refuses_for_one_address_says_so(browser: Browser) -> None:
    raw = (
        f"From: z@nowhere.example\nTo: {INTAKE}, no@suivi.agence-tilleul.example\nSubject: fuite\n\nBonjour\n".encode()
    )

    notice = browser.get(browser.post("/drop", files=[("files", ("z.eml", raw, ""))]).headers["location"]).text

    assert "La porte SMTP n’en veut pas" in notice
    assert "550 5.1.1 There is no such address here" in notice
    assert "250 2.0.0 Your mail is kept" in notice


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0 a photo", b"", b"To: x@y.example\r\n\r\nno sender\r\n"])
def test_a_file_that_is_no_mail_is_not_sent(browser: Browser, content: bytes) -> None:
    answered = browser.post("/drop", files=[("files", ("x.eml", content, ""))])

    assert answered.status_code == 400
    assert "n’a pas d’expéditeur" in answered.text
    assert browser.kept.came == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 400),
        ({"host": "127.0.0.1.evil.example:8025"}, 400),
        ({"host": "127.0.0.1@evil.example"}, 400),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:8026"}, 403),
        ({"origin": "http://127.0.0.1:8025"}, 303),
        ({"host": "localhost:8025", "origin": "http://localhost:8025"}, 303),
        ({"host": "[::1]:8025", "origin": "http://[::1]:8025"}, 303),
    ],
)
def test_forms_are_taken_from_this_machine_alone(browser: Browser, headers: dict[str, str], status: int) -> None:
    answered = browser.post("/write/nadia", data={"to": INTAKE, "words": "Bonjour"}, headers=headers)

    assert answered.status_code == status
    assert len(browser.kept.came) == (1 if status == 303 else 0)


def test_more_than_35_megabytes_is_refused_with_a_sentence(browser: Browser) -> None:
    big = {"files": ("video.mp4", b"\0" * 35_000_000, "video/mp4")}

    refused = browser.post("/write/nadia", data={"to": INTAKE, "words": "Bonjour"}, files=big)

    assert refused.status_code == 413
    assert "C’est plus que les 35 Mo" in refused.text
    assert browser.kept.came == []


def test_what_is_not_there_is_said_in_words(browser: Browser) -> None:
    for path in ("/letters/99", "/letters/99/body", "/write/nobody", "/look/words.fr.jinja", "/nowhere"):
        answered = browser.get(path)
        assert answered.status_code == 404, path
        assert "Il n’y a rien à cette adresse." in answered.text
