"""Charts: small pictures that anybody can read, in letters that carry them, beside words that say the same."""

import io
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import pairwise

import pytest
from lxml import etree
from PIL import Image

from mailbot.charts import (
    ALONE,
    DARK,
    INK,
    MOST_OCTETS,
    ON_SHADES,
    PLATE,
    QUIET,
    SHADES,
    Bar,
    Chart,
    Shape,
    _font,
    as_svg,
    drawn,
    size_on_page,
)
from mailbot.inbound.attachments import sort_files
from mailbot.inbound.parsing import parse_mail
from mailbot.outbound.colours import contrast
from mailbot.outbound.envelopes import Enclosure, Shown, no_signature, seal
from mailbot.outbound.illustrations import Illustration, illustrated, with_pictures_inside
from mailbot.vocabulary import LANGUAGES, AttachmentUse, Category
from tests.outbound.letters_read import sample_of, seen, write
from tests.outbound.test_envelopes import ENVELOPE

_SVG = "{http://www.w3.org/2000/svg}"
STATUSES = {"name": "statuses", "bars": [["reports", [4, 11, 128]], ["quotes", [2, 1, 9]]]}
LARGEST = (
    STATUSES,
    {"name": "ages", "bars": [["new", [1234, 987]], ["some_days", [1, 5678]], ["old", [0, 9]]]},
    {"name": "categories", "bars": [[kind.value, [987 - 31 * at]] for at, kind in enumerate([*Category][:5])]},
    {"name": "months", "bars": [[f"2026-{month:02}", [99 + month, 120 - month]] for month in range(6, 12)]},
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("facts", LARGEST, ids=[str(facts["name"]) for facts in LARGEST])
def test_a_chart_is_light_twice_as_sharp_as_shown_and_says_all_its_figures_in_words(
    facts: dict[str, list[list[object]]], language: str
) -> None:
    shown = illustrated(facts, language)
    content = shown.picture()
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.format == "PNG"
        assert picture.size == tuple(2 * side for side in size_on_page(shown.chart))
    assert len(content) < MOST_OCTETS
    assert content == shown.picture()
    for bar in shown.chart.bars:
        assert bar.label in shown.alternative
        assert all(str(part) in shown.alternative for part in bar.parts)


def test_words_and_shapes_can_be_told_from_their_own_plate_on_any_ground() -> None:
    assert all(contrast(ink, PLATE) >= 4.5 for ink in (INK, QUIET))
    assert all(contrast(shade, PLATE) >= 3 for shade in (*SHADES, ALONE))
    assert all(contrast(DARK[ink], DARK[PLATE]) >= 4.5 for ink in (INK, QUIET))
    assert all(contrast(DARK[shade], DARK[PLATE]) >= 3 for shade in (*SHADES, ALONE))
    for shade in (*SHADES[:2], ALONE):
        assert min(contrast(shade, ON_SHADES), contrast(DARK[shade], DARK[ON_SHADES])) >= 4.5


def test_series_that_stand_beside_each_other_can_be_told_apart_without_any_colour() -> None:
    """As somebody sees them who sees no colours, and as a printer that has none prints them."""
    for shades in (SHADES, tuple(DARK[shade] for shade in SHADES)):
        assert all(contrast(one, other) >= 1.4 for one, other in pairwise(shades))


@pytest.mark.parametrize("facts", LARGEST, ids=[str(facts["name"]) for facts in LARGEST])
def test_on_a_page_a_chart_is_an_svg_that_says_its_figures_and_is_dark_for_whoever_likes_it_so(
    facts: dict[str, list[list[object]]],
) -> None:
    shown = illustrated(facts, "fr")
    root = etree.fromstring(shown.svg())
    words = [each.text or "" for each in root.iter(f"{_SVG}text")]
    assert (root.get("width"), root.get("height")) == tuple(map(str, size_on_page(shown.chart)))
    assert words[0] == shown.chart.title
    for bar in shown.chart.bars:
        assert str(sum(bar.parts)) in words or all(any(str(part) in each for each in words) for part in bar.parts)
    used = {each.get("fill") for each in root.iter() if each.get("fill")}
    assert used <= set(DARK)
    style = root.findtext(f"{_SVG}style") or ""
    assert all(f'[fill="{light}"]{{fill:{DARK[light]}}}' in style for light in used if light)


def test_words_in_an_svg_are_words() -> None:
    chart = Chart(Shape.BARS, "<b> & co", ("a",), (Bar("<script>", (3,)),))
    assert [each.text for each in etree.fromstring(as_svg(chart)).iter(f"{_SVG}text")][:2] == [
        "<b> & co", "<script>",
    ]  # fmt: skip


def test_every_letter_that_french_needs_is_in_the_font() -> None:
    for bold in (False, True):
        font = _font(13, bold=bold)
        nothing = bytes(font.getmask("\U0010fffd"))
        for sign in "éèêëàâùûîïôçœÉÀÇŒ’«»–€…":
            assert bytes(font.getmask(sign)) != nothing, sign


def test_a_figure_that_is_small_beside_another_can_still_be_seen() -> None:
    chart = Chart(Shape.SHARES, "", ("a", "b", "c"), (Bar("", (1, 0, 10_000)),))
    with Image.open(io.BytesIO(drawn(chart))) as picture:
        counted = {colour: number for number, colour in picture.convert("RGB").getcolors(1 << 20) or ()}
    red = tuple(int(SHADES[0][at : at + 2], 16) for at in (1, 3, 5))
    assert counted.get(red, 0) > 9 * 9 * 4  # more than the key's own square


def test_a_letter_carries_its_charts_within_the_alternative_and_files_around_it() -> None:
    letter = write(sample_of("G-22", "full"))
    shown = [Shown(each.content_id, each.name, each.picture()) for each in letter.illustrations]
    raw = seal(letter, ENVELOPE, no_signature, [Enclosure("photo.jpg", "image/jpeg", b"\xff\xd8")], shown)

    mail = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    assert mail.defects == []
    assert mail.get_content_type() == "multipart/mixed"
    alternative, photo = mail.iter_parts()
    assert photo.get_content_disposition() == "attachment"
    text, related = alternative.iter_parts()
    assert alternative.get_content_type() == "multipart/alternative"
    assert text.get_content_type() == "text/plain"
    assert related.get_content_type() == "multipart/related"
    html, *pictures = related.iter_parts()
    assert html.get_content_type() == "text/html"
    assert [each["content-id"] for each in pictures] == [f"<{each.content_id}>" for each in letter.illustrations]
    assert {each.get_content_disposition() for each in pictures} == {"inline"}
    for each in shown:
        assert f'src="cid:{each.content_id}"' in html.get_content()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert parse_mail(raw).html.count("cid:") == 2


def test_a_letter_without_a_chart_is_sealed_as_before() -> None:
    letter = write(sample_of("G-22", "closings"))
    raw = seal(letter, ENVELOPE, no_signature)
    assert b"multipart/related" not in raw
    assert "<img" not in letter.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_says_what_the_charts_show(language: str) -> None:
    letter = write(sample_of("G-22", "full"), language)
    assert len(letter.illustrations) == 2
    for shown in letter.illustrations:
        assert isinstance(shown, Illustration)
        for bar in shown.chart.bars:
            assert all(str(part) in letter.text and str(part) in seen(letter.html) for part in bar.parts)


def test_a_chart_that_comes_back_in_an_answer_is_nobodys_photo() -> None:
    for facts in LARGEST:
        answer = EmailMessage()
        answer.set_content("A1 MT-01")
        answer.add_alternative('<p>A1 MT-01</p><blockquote><img src="cid:image001@01DA"></blockquote>', subtype="html")
        html = answer.get_body(("html",))
        assert html is not None
        html.add_related(
            illustrated(facts, "fr").picture(), "image", "png", cid="<image001@01DA>", filename="image001.png"
        )
        [sorted_file] = sort_files(parse_mail(answer.as_bytes()))
        assert sorted_file.use is AttachmentUse.DECORATION


def test_outside_a_mail_program_the_pictures_stand_in_the_page() -> None:
    letter = write(sample_of("G-03", "full"))
    pictures = {each.content_id: each.picture() for each in letter.illustrations}
    inside = with_pictures_inside(letter.html, pictures)
    assert "cid:" not in inside
    assert 'src="data:image/png;base64,' in inside
    assert with_pictures_inside(letter.html, {}) == letter.html
