"""What comes with mails, from the SMTP socket to the letters, the page, and « à renvoyer autrement » (X-15)."""

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage

import pytest
from PIL import Image

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Report
from mailbot.model_mails import Attachment
from mailbot.threads.pages import Page
from mailbot.vocabulary import AttachmentUse
from tests.filing_cabinet import PLACE, SECRET, pdf, photo, tnef, video, zip_of
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.ordering import DURAND
from tests.stories.test_a_report_from_first_to_last import mail
from tests.stories.test_digest_answers import the_morning
from tests.web.conftest import Visitor, case_link
from tests.working import company_says, planned

_PROGRAM = b"MZ\x90\0" + bytes(4_000)
_LOGO = photo("PNG", 700, 500)
"""Large enough to be a photo."""


def with_files(letter: EmailMessage, *files: tuple[str, bytes, str]) -> EmailMessage:
    for name, content, kind in files:
        main, sub = kind.split("/")
        letter.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return letter


def leak(
    text: str, message_id: str, *files: tuple[str, bytes, str], subject: str = "Fuite évier cuisine"
) -> EmailMessage:
    letter = mail(text, sender=f"Nadia Belkacem <{NADIA}>", to=INTAKE, subject=subject, message_id=f"<{message_id}@x>")
    return with_files(letter, *files)


def answer(
    house: LivingHouse, letter: Delivered, text: str, number: int, *, html: str = "",
    pictures: Sequence[tuple[str, bytes]] = (), files: Sequence[tuple[str, bytes, str]] = (),
) -> list[Delivered]:  # fmt: skip
    """An answer, its pictures among its words."""
    house.clock.forward(minutes=1)
    to = reply_to(letter)
    subject = f"Re: {letter.mail.subject}"
    said = mail(text, sender=letter.recipient, to=to, subject=subject, message_id=f"<re{number}@x>")
    said["In-Reply-To"] = letter.mail.message_id
    if html:
        said.add_alternative(html, subtype="html")
    for content_id, content in pictures:
        said.add_attachment(content, maintype="image", subtype="png", filename="image001.png", cid=f"<{content_id}>")
    return house.told(with_files(said, *files), sender=letter.recipient, to=to)


def uses(house: LivingHouse, ref: str = "SIG-1046") -> list[tuple[str, AttachmentUse, str]]:
    with house.world.database.looking() as session:
        found = session.query(Attachment).join(Report, Report.id == Attachment.report_id).filter(Report.ref == ref)
        return [(each.name, each.use, each.why) for each in found.order_by(Attachment.id)]


def leaks(content: bytes) -> bool:
    """Whether it says who took a photo, or where."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(leaks(archive.read(name)) for name in archive.namelist())
    return SECRET in content or PLACE in content or b"Exif\0" in content


@pytest.mark.feature("GAP-18", "S1-67")
def test_what_comes_with_a_report_is_judged_by_its_bytes_and_leaves_without_its_place(visitor: Visitor) -> None:
    house = visitor.house
    album = zip_of({"dessous.png": photo("PNG"), "devis voisin.pdf": pdf(), "facture.pdf": _PROGRAM})
    letters = house.told(
        leak(
            "Bonjour,\n\nL'évier de la cuisine fuit.\n\nNadia", "first",
            ("IMG_2041.HEIC", photo("HEIF", 1200, 900), "image/heic"),
            ("photo\u202egpj.exe", photo("AVIF"), "application/octet-stream"),
            ("évier.jpg", _PROGRAM, "image/jpeg"),
            ("fuite.mov", video(), "video/quicktime"),
            ("trajet.mov", video(tracks=(b"vide", b"meta")), "video/quicktime"),
            ("album.zip", album, "application/zip"),
        ),
        sender=NADIA, to=INTAKE,
    )  # fmt: skip

    assert who_got_what(letters) == {(NADIA, "T-01"), (YANIS, "T-01"), (SOPHIE, "G-01"), (NADIA, "X-15")}
    assert uses(house) == [
        ("IMG_2041.HEIC", AttachmentUse.PHOTO, ""),
        ("photogpj_exe.jpg", AttachmentUse.PHOTO, ""),
        ("évier.jpg", AttachmentUse.REFUSED, "forbidden_type"),
        ("fuite.mov", AttachmentUse.VIDEO, ""),
        ("trajet.mov", AttachmentUse.VIDEO, "agency_only"),
        ("dessous.png", AttachmentUse.PHOTO, ""),
        ("devis voisin.pdf", AttachmentUse.DOCUMENT, ""),
        ("facture.pdf", AttachmentUse.REFUSED, "forbidden_type"),
    ]
    told = text_of(letter_to(letters, NADIA, "X-15"))
    assert "2 pièces de votre message à renvoyer autrement" in told
    assert "– évier.jpg : type de fichier refusé par sécurité" in told
    assert "– facture.pdf : type de fichier refusé par sécurité" in told
    assert "exe" not in told

    for each in letters:
        for file in each.mail.files:
            assert (file.name.rpartition(".")[2], file.content[:3]) == ("jpg", b"\xff\xd8\xff"), each.recipient
            assert not leaks(file.content)
    assert len(letter_to(letters, SOPHIE, "G-01").mail.files) == 3
    assert "3 fichiers joints, à télécharger sur la page du signalement." in text_of(letter_to(letters, SOPHIE, "G-01"))
    assert "fichiers joints" not in text_of(letter_to(letters, YANIS, "T-01"))

    for reader, films in ((NADIA, ["fuite.mov"]), (YANIS, ["fuite.mov"]), (SOPHIE, ["fuite.mov", "trajet.mov"])):
        url = case_link(house, Page.REPORT, reader)
        page = visitor.get(url).text
        assert [name for name in ("fuite.mov", "trajet.mov") if name in page] == films, reader
        for number in (1, 2, 3):
            with Image.open(io.BytesIO(visitor.get(f"{url}/photo/{number}").content)) as shown:
                assert (shown.format, bool(shown.getexif())) == ("JPEG", False)
            assert not leaks(visitor.get(f"{url}/photo/{number}").content)
        film = visitor.get(f"{url}/video/1")
        assert film.headers["content-disposition"].startswith("attachment")
        assert film.content[4:8] == b"ftyp"
        assert not leaks(film.content)
        # The one that nobody can free of its places is the agency's alone.
        assert visitor.get(f"{url}/video/2").status_code == (200 if reader == SOPHIE else 404)
        # So is a document: no letter carries it, the managers' says that it is there.
        assert ("devis voisin.pdf" in page) is (reader == SOPHIE)
        assert visitor.get(f"{url}/video/3").content.startswith(b"%PDF") is (reader == SOPHIE)
        assert visitor.get(f"{url}/video/4").status_code == 404
    assert visitor.get(f"{case_link(house, Page.ANSWER, YANIS)}/video/1").status_code == 404

    with zipfile.ZipFile(io.BytesIO(visitor.get(f"{case_link(house, Page.REPORT, SOPHIE)}/export").content)) as kept:
        names = {name.rpartition("/")[2]: kept.read(name) for name in kept.namelist()}
    assert {"devis voisin.pdf", "fuite.mov", "trajet.mov", "SIG-1046.pdf"} < set(names)
    assert [name for name, content in names.items() if leaks(content)] == ["trajet.mov"]


@pytest.mark.feature("GAP-18")
def test_an_envelope_of_outlook_and_what_is_too_much_or_too_small(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    inside = tnef([("évier vu de dessous.jpg", photo())], text="Bonjour, l'évier de la cuisine fuit. Nadia")
    letters = house.told(leak("", "first", ("winmail.dat", inside, "application/ms-tnef")), sender=NADIA, to=INTAKE)
    opened = letter_to(letters, YANIS, "T-01")
    assert "l'évier de la cuisine fuit" in text_of(letter_to(letters, SOPHIE, "G-01"))
    assert uses(house) == [("évier vu de dessous.jpg", AttachmentUse.PHOTO, "")]

    # A logo below words is no news to anybody; alone, it is not the photo that was meant.
    foot = '<div>Merci.</div><div class="gmail_signature"><img src="cid:logo"></div>'
    thanks = answer(house, opened, "Merci, c'est toujours pareil.", 1, html=foot, pictures=[("logo", _LOGO)])
    assert who_got_what(thanks) == {(NADIA, "T-04"), (SOPHIE, "G-02")}
    assert not letter_to(thanks, NADIA, "T-04").mail.files
    icon = [("dot", photo("PNG", 90, 90))]
    alone = answer(house, opened, "", 2, html='<div><img src="cid:dot"></div>', pictures=icon)
    assert who_got_what(alone) == {(YANIS, "X-15")}
    assert "– image001.png : image trop petite" in text_of(letter_to(alone, YANIS, "X-15"))

    # The photo of our own letter comes back below an answer: nobody has sent a new one.
    seen = answer(house, letter_to(letters, NADIA, "T-01"), "Vu de près.", 4, files=[("a.jpg", photo(), "image/jpeg")])
    ours = letter_to(seen, YANIS, "T-04").mail.files[0].content
    back = answer(house, opened, "Toujours pas de nouvelles ?\n\nIl fuit encore plus.", 3, pictures=[("a", ours)])
    assert not any(each.mail.files for each in back)
    paper = answer(house, opened, "Mon attestation.", 5, files=[("attestation.pdf", pdf(), "application/pdf")])
    assert "1 fichier joint, à télécharger sur la page" in text_of(letter_to(paper, SOPHIE, "G-02"))
    assert [each[2] for each in uses(house)][1:] == ["signature", "too_small", "", "ours", ""]


@pytest.mark.feature("GAP-18")
def test_a_picture_that_comes_from_thread_to_thread_is_a_logo(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    html = '<div>Voici.</div><img src="cid:banner">'
    for number, object_ in enumerate(("Fuite évier cuisine", "Volet bloqué", "Porte du hall")):
        letters = house.told(leak("Bonjour, un souci ici.", f"m{number}", subject=object_), sender=NADIA, to=INTAKE)
        opened = letter_to(letters, NADIA, "T-01")
        told = answer(house, opened, "Voici ce que j'ai vu.", number, html=html, pictures=[("banner", _LOGO)])
        photos = {len(each.mail.files) for each in told if each.recipient == YANIS}
        assert photos == {1 if number < 2 else 0}, number
    assert uses(house, "SIG-1048") == [("image001.png", AttachmentUse.DECORATION, "known")]


@pytest.mark.feature("GAP-18", "S2-16")
def test_a_quote_behind_a_password_is_kept_and_its_company_told(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    letters = company_says(
        house, number, "Bonjour, veuillez trouver notre devis ci-joint.", files=(("devis.pdf", pdf(password="x")),)
    )
    assert "– devis.pdf : protégé par un mot de passe" in text_of(letter_to(letters, DURAND, "X-15"))
    assert "Nous n’avons pas pu y lire le montant" in text_of(letter_to(letters, DURAND, "P-11"))
    assert ("devis.pdf", AttachmentUse.DOCUMENT, "protected") in uses(house, "SIG-1042")


@pytest.mark.feature("GAP-18")
def test_a_program_is_refused_in_a_mail_that_is_about_no_report_too(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    digest = the_morning(house)
    told = answer(house, digest, "A1 MT-01", 1, files=[("notice.pdf", _PROGRAM, "application/pdf")])
    assert "– notice.pdf : type de fichier refusé par sécurité" in text_of(letter_to(told, SOPHIE, "X-15"))
    assert (NADIA, "T-04") in who_got_what(told)
