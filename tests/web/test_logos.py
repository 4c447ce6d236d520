"""An agency's logo: judged when it is given, and at the head of its letters, its pages and its papers."""

import io
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFile
from pypdf import PdfReader
from sqlalchemy import select

from mailbot.agency import Logo, profile_from_json, profile_from_toml
from mailbot.demo.letterboxes import Delivered
from mailbot.errors import WrongSetting
from mailbot.inbound.attachments import sort_files
from mailbot.inbound.parsing import parse_mail
from mailbot.model import Agency
from mailbot.pictures import as_logo, is_ours
from mailbot.threads.pages import Page
from mailbot.vocabulary import AttachmentUse
from mailbot.workflow.agencies import profile_of, save_agency
from tests.living import INTAKE, NADIA, LivingHouse, letter_to
from tests.ordering import DURAND, ordered
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import BASE, Visitor, case_link

TOML = (Path(__file__).parents[2] / "mailbot" / "demo" / "agency.toml").read_text("utf-8")
WITH_LOGO = TOML.replace('accent = "#2f6f4f"', 'logo = "logo.png"\naccent = "#2f6f4f"')


def drawn(size: tuple[int, int] = (900, 300), *, mode: str = "RGB", ground: str = "white", kind: str = "PNG") -> bytes:
    """A green leaf and a bar, with white all around them."""
    image, kept = Image.new(mode, size, ground), io.BytesIO()
    pen = ImageDraw.Draw(image)
    width, height = size
    pen.ellipse((width // 10, height // 6, width // 3, height * 5 // 6), fill="#2f6f4f")
    pen.rectangle((width // 2, height // 3, width * 9 // 10, height * 2 // 3), fill="#24231f")
    image.save(kept, kind)
    return kept.getvalue()


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image.convert("RGBA")


# --- judged and drawn anew --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_anew_small_without_its_paper_and_known_as_ours(kind: str) -> None:
    png, width, height = as_logo(drawn(kind=kind))
    shown = opened(png)
    assert shown.size == (2 * width, 2 * height) or abs(shown.width - 2 * width) + abs(shown.height - 2 * height) <= 2
    assert (width, height) <= (220, 48)
    assert len(png) <= 30_000
    assert is_ours(png)
    alpha = shown.getchannel("A")
    assert alpha.getpixel((shown.width * 5 // 11, 2)) == 0, "the paper is clear"
    bar = shown.getpixel((shown.width - 12, shown.height // 2))
    assert isinstance(bar, tuple)
    assert bar[3] > 200
    assert max(bar[:3]) < 40


def test_on_white_nothing_of_a_logo_has_changed() -> None:
    png, _, _ = as_logo(drawn((440, 96)))
    shown = opened(png)
    on_white = Image.new("RGB", shown.size, "white")
    on_white.paste(shown, mask=shown.getchannel("A"))
    before = opened(drawn((440, 96))).convert("RGB").crop((44, 16, 44 + shown.width, 16 + shown.height))
    worst = max(abs(a - b) for a, b in zip(on_white.tobytes(), before.tobytes(), strict=True))
    assert worst <= 24, "a shade at an edge"


def test_a_logo_on_a_coloured_ground_keeps_it() -> None:
    png, _, _ = as_logo(drawn(ground="#2f3f6f"))
    assert opened(png).getchannel("A").getextrema() == (255, 255)


def test_a_logo_of_any_size_that_serves_fits_its_place_in_its_own_shape() -> None:
    for size in ((400, 40), (300, 48), (230, 30), (288, 24), (440, 37), (24, 24), (60, 110), (4000, 400)):
        png, width, height = as_logo(drawn(size, ground="#2f3f6f"))
        logo = Logo(png=b64encode(png).decode(), width=width, height=height)  # what an agency is kept with
        assert logo.width == 220 or logo.height == 48 or (logo.width, logo.height) == size, size
        assert abs(width / height - size[0] / size[1]) <= size[0] / size[1] / height, size


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture that can be opened"),
        (drawn()[:200], "is no picture that can be opened"),
        (drawn(ground="#2f6f4f", size=(12, 12)), "is too small: 12 × 12"),
        (drawn((1200, 60), ground="#2f3f6f"), "too long to be read"),
        (drawn((60, 900), ground="#2f3f6f"), "too long to be read"),
    ],
    ids=["a drawing in words", "half a file", "tiny", "a ribbon", "a pole"],
)
def test_what_cannot_serve_as_a_logo_is_refused_in_words(
    content: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # WeasyPrint sets it for its whole process, which is another one in a house.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    with pytest.raises(ValueError, match=said):
        as_logo(content)


def test_white_on_white_shows_nothing() -> None:
    kept = io.BytesIO()
    Image.new("RGB", (400, 100), "white").save(kept, "PNG")
    with pytest.raises(ValueError, match="shows nothing"):
        as_logo(kept.getvalue())


# --- in the agency's file ---------------------------------------------------------------------------------------------


def _beside(folder: Path) -> Callable[[str], tuple[bytes, int, int]]:
    return lambda name: as_logo((folder / name).read_bytes())


def test_a_logo_stands_beside_the_agencys_file_and_is_kept_with_its_profile(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(drawn())
    profile = profile_from_toml(WITH_LOGO, logo=_beside(tmp_path))
    assert profile.logo is not None
    assert opened(profile.logo.picture).width == 2 * profile.logo.width
    assert profile_from_json(profile.to_json()) == profile
    assert profile_from_toml(TOML).logo is None


def test_a_logo_that_cannot_serve_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match=r"logo logo\.png cannot be read: No such file"):
        profile_from_toml(WITH_LOGO, logo=_beside(tmp_path))
    (tmp_path / "logo.png").write_bytes(b"GIF89a")
    with pytest.raises(WrongSetting, match=r"logo logo\.png is no picture"):
        profile_from_toml(WITH_LOGO, logo=_beside(tmp_path))


def test_octets_that_nobody_has_judged_are_no_logo(tmp_path: Path) -> None:
    for written in ('logo = { png = "AAAAA", width = 10, height = 10 }', "logo = 3"):
        with pytest.raises(WrongSetting, match="logo takes the name of a picture"):
            profile_from_toml(WITH_LOGO.replace('logo = "logo.png"', written), logo=_beside(tmp_path))


def test_the_command_judges_it(tmp_path: Path) -> None:
    (tmp_path / "agency.toml").write_text(WITH_LOGO, "utf-8")
    (tmp_path / "logo.png").write_bytes(drawn())
    command = [sys.executable, "-m", "mailbot", "agency", str(tmp_path / "agency.toml"), "--check"]
    right = subprocess.run(command, capture_output=True, text=True, check=False)
    assert right.returncode == 0, right.stderr
    (tmp_path / "logo.png").write_bytes(drawn((10, 10), ground="#2f3f6f"))
    wrong = subprocess.run(command, capture_output=True, text=True, check=False)
    assert wrong.returncode != 0
    assert "is too small: 10 × 10 pixels" in " ".join((wrong.stdout + wrong.stderr).split())


# --- where it is seen -------------------------------------------------------------------------------------------------


def worn(house: LivingHouse) -> Logo:
    """The agency of the house has a logo from now on."""
    png, width, height = as_logo(drawn())
    logo = Logo(png=b64encode(png).decode(), width=width, height=height)
    with house.world.database.transaction() as session:
        agency = session.scalars(select(Agency)).one()
        save_agency(session, profile_of(session, agency).model_copy(update={"logo": logo}), now=house.clock())
    return logo


@pytest.mark.feature("S1-18")
def test_letters_pages_and_papers_wear_the_logo(sqlite_house: LivingHouse, sqlite_visitor: Visitor) -> None:
    house, visitor = sqlite_house, sqlite_visitor
    _, before = ordered(house)
    logo = worn(house)
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)

    letter = letter_to(letters, NADIA, "T-01")
    parts = list(message_from_bytes(letter.raw, _class=EmailMessage, policy=policy.default).walk())
    [picture] = [part for part in parts if part.get_content_type() == "image/png"]
    assert picture.get_content() == logo.picture
    assert picture.get_content_disposition() == "inline"
    cid = str(picture["content-id"]).strip("<>")
    image = re.search(rf'<img src="cid:{cid}" alt="Agence du Tilleul" [^>]*>', letter.mail.html)
    assert image
    assert f'width="{logo.width}" height="{logo.height}"' in image[0]
    assert "mailbot" not in letter.mail.html

    page = visitor.get(case_link(house, Page.REPORT, NADIA))
    shown = re.search(r'<img class="logo" src="(/look/logo-[0-9a-f]{16}\.png)" alt="Agence du Tilleul"', page.text)
    assert shown
    seen = visitor.get(BASE + shown[1])
    assert (seen.status_code, seen.headers["content-type"], seen.content) == (200, "image/png", logo.picture)
    assert visitor.get(f"{BASE}/look/logo-0123456789abcdef.png").status_code == 404
    assert visitor.get(f"{BASE}/look/logo-nothing.png").status_code == 404

    _, after = ordered(house, ref="SIG-1046")
    size = opened(logo.picture).size
    assert size in _pictures(after)
    assert size not in _pictures(before)


def _pictures(letters: list[Delivered]) -> list[tuple[int, int]]:
    order = letter_to(letters, DURAND, "P-02")
    [paper] = [file for file in order.mail.files if file.content.startswith(b"%PDF-")]
    pages = PdfReader(io.BytesIO(paper.content)).pages
    return [each.image.size for page in pages for each in page.images if each.image is not None]


def test_a_logo_that_comes_back_in_an_answer_is_nobodys_photo() -> None:
    png, _, _ = as_logo(drawn())
    answer = EmailMessage()
    answer.set_content("Oui, c’est réparé.")
    answer.add_alternative('<p>Oui.</p><img src="cid:image001@01DA"><p>Merci</p>', subtype="html")
    html = answer.get_body(("html",))
    assert html is not None
    html.add_related(png, "image", "png", cid="<image001@01DA>", filename="image001.png")
    [sorted_file] = sort_files(parse_mail(answer.as_bytes()))
    assert sorted_file.use is AttachmentUse.DECORATION
