"""Letters: said once, dressed twice, and never with a blank where a fact should be."""

import re
from collections.abc import Mapping
from typing import cast

import pytest

from mailbot.outbound.colours import contrast, readable
from mailbot.outbound.letters import write_letter
from mailbot.outbound.manners import MANNERS
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import Sample
from mailbot.templating import MissingFact, templates_folder
from mailbot.vocabulary import LetterKind
from tests.outbound.letters_read import (
    ALL,
    LANGUAGES,
    HTMLParser,
    every_letter,
    faults,
    flat,
    kind_of,
    sample_of,
    seen,
    words_of,
    write,
)

# --- every letter ----------------------------------------------------------------------------------------------------


@every_letter
def test_both_dresses_say_the_same_words(sample: Sample, language: str) -> None:
    letter = write(sample, language)
    in_text, in_html = words_of(letter.text), words_of(seen(letter.html))
    assert len(in_text) > 25
    assert in_text == in_html


@every_letter
def test_the_title_is_the_first_line_and_the_preview(sample: Sample, language: str) -> None:
    letter = write(sample, language)
    assert letter.text.split("\n")[:2] == [letter.title, ""]
    assert 0 < len(letter.preview) <= 90
    tree = HTMLParser(letter.html)
    hidden = tree.css_first("body > div[style*='display:none']")
    heading = tree.css_first("h1")
    assert hidden is not None
    assert heading is not None
    assert hidden.text().startswith(letter.preview)
    assert "\u034f\u200c\u00a0" * 60 in hidden.text()  # nothing of the body shows beside the title
    assert heading.text().replace("\u00a0", " ") == letter.title.replace("\u00a0", " ")


@every_letter
def test_a_letter_tells_its_language(sample: Sample, language: str) -> None:
    html = write(sample, language).html
    summed_up = {str(sample.facts["summary"])} if "summary" in sample.facts else set()
    assert set(re.findall(r'\blang="([^"]*)"', html)) == {language} | summed_up


@every_letter
def test_nothing_is_fetched_to_show_a_letter(sample: Sample, language: str) -> None:
    letter = write(sample, language)
    tree = HTMLParser(letter.html)
    assert not tree.css("link, script, iframe, object, embed, video, audio, form, base")
    # A picture is a part of the mail itself, which is there, and says in words what it shows.
    carried = {f"cid:{each.content_id}": each.alternative for each in letter.illustrations}
    assert {image.attributes["src"]: image.attributes["alt"] for image in tree.css("img")} == carried
    for image in tree.css("img"):
        image.decompose()
    rest = tree.html or ""
    assert not re.search(r"@import|url\(|\bsrc\s*=|\bbackground\s*=|\bsrcset\s*=", rest, re.IGNORECASE)
    for anchor in tree.css("a"):
        assert (anchor.attributes["href"] or "").startswith(("https://", "mailto:", "tel:"))


@every_letter
def test_a_letter_is_never_clipped(sample: Sample, language: str) -> None:
    assert len(write(sample, language).html.encode()) < 102_000 / 3


@every_letter
def test_tables_are_for_the_eye_alone(sample: Sample, language: str) -> None:
    tables = HTMLParser(write(sample, language).html).css("table")
    assert tables
    assert all(table.attributes.get("role") == "presentation" for table in tables)


@every_letter
def test_our_own_lines_fit_in_72_columns(sample: Sample, language: str) -> None:
    _, *lines = write(sample, language).text.split("\n")
    theirs = set(str(sample.facts.get("text", "")).split("\n"))
    for line in lines:
        assert len(line) <= 72 or line.strip("« »“”\u00a0") in theirs or " " not in line.strip(), line


@every_letter
def test_no_mark_of_ours_is_left_in_a_letter(sample: Sample, language: str) -> None:
    letter = write(sample, language)
    for dress in (letter.text, letter.html, letter.title, letter.preview, letter.subject):
        assert not re.search("[\ue000-\ue007]|None(?! of )|Undefined|{{|{%", dress)


@every_letter
def test_a_button_without_a_link_is_not_there(sample: Sample, language: str) -> None:
    letter = write(sample, language, links={}, canned=None, choices=None)
    assert not HTMLParser(letter.html).css("table.press")
    assert "→" not in letter.text
    assert letter.text


@every_letter
def test_a_missing_fact_is_an_error_that_names_it(sample: Sample, language: str) -> None:
    named = {fact: name_of_missing(sample, language, fact) for fact in sample.facts}
    unsaid = {fact for fact, error in named.items() if not error}
    assert unsaid <= optional_facts(sample.code, language) | {"name", "family_name", "ref", "manager", *IN_A_VARIANT}
    for fact, error in named.items():
        assert not error or re.search(rf"\b{fact}\b", error)
    with pytest.raises(MissingFact):
        write_letter(kind_of(sample.code), language, {}, TILLEUL)


IN_A_VARIANT = {
    "civility",
    "reader",
    "building",
    "dwelling",
    "object",
    "closing_reason",
    "channel",
    "writer",
    "closest",
}
"""What some letters are given and say only in another variant, or of another person."""


def name_of_missing(sample: Sample, language: str, fact: str) -> str:
    """What the error says when this fact is taken away; nothing when the letter does without."""
    without = {name: value for name, value in sample.facts.items() if name != fact}
    try:
        letter = write_letter(kind_of(sample.code), language, without, TILLEUL)
    except MissingFact as error:
        return str(error)
    if sample.code[0] in "TBX":
        assert faults(letter, sample) == [], fact  # what is left still reads well
    return ""


def optional_facts(code: str, language: str) -> set[str]:
    source = (templates_folder() / "letters" / language / f"{kind_of(code).name.lower()}.jinja").read_text("utf-8")
    head = source[: source.index("#}")]
    return {"links", "events", "read_as", "canned", "band"} | set(re.findall(r"(\w+)\?", head))


@every_letter
def test_the_head_of_a_letter_names_every_fact_that_it_is_given(sample: Sample, language: str) -> None:
    source = (templates_folder() / "letters" / language / f"{kind_of(sample.code).name.lower()}.jinja").read_text(
        "utf-8"
    )
    head = source[: source.index("#}")]
    assert head.startswith(f"{{# {sample.code} — ")
    told = set(re.findall(r"\w+", source))
    links = cast(Mapping[str, object], sample.facts.get("links", {}))
    shared = {"reply", "quote", "send_order", "close", "landlord", "publish", "report", "alerts", "correct"}
    assert set(links) <= told | shared


def test_every_kind_has_its_manner_its_samples_and_its_two_languages() -> None:
    for kind in LetterKind:
        assert kind in MANNERS
        assert any(sample.code == kind for sample in ALL)
        for language in LANGUAGES:
            assert (templates_folder() / "letters" / language / f"{kind.name.lower()}.jinja").is_file()


# --- who reads the answer --------------------------------------------------------------------------------------------

LAST_LINES = {
    (
        "public",
        "tenant",
    ): "Votre réponse sera lue par l’agence ; elle figure au dossier SIG-1042, que peuvent consulter "
    "les occupants et le bailleur du logement.",
    (
        "public",
        "provider",
    ): "Votre réponse sera lue par l’agence et par l’occupant, sans vos prix, coordonnées bancaires "
    "ni codes. Pour l’agence seule : seule@suivi.agence-tilleul.example.",
    ("public", "manager"): "Répondre à ce mail = visible par les occupants.",
    (
        "private",
        "landlord",
    ): "Votre réponse ne sera lue que par l’agence : ni votre locataire ni l’entreprise n’y ont accès.",
    ("private", "manager"): "Répondre à ce mail = privé, bailleur seul.",
    ("agency", "tenant"): "Votre réponse ne sera lue que par l’agence.",
    ("agency", "landlord"): "Votre réponse ne sera lue que par l’agence.",
    ("agency", "provider"): "Votre réponse ne sera lue que par l’agence. Pour être lu aussi par l’occupant : "
    "mission@suivi.agence-tilleul.example.",
    ("agency", "manager"): "Répondre à ce mail = consigne pour nous ; rien n’est publié.",
}


@pytest.mark.parametrize(("channel", "reader"), LAST_LINES)
def test_the_last_line_says_who_reads_the_answer(channel: str, reader: str) -> None:
    addresses = {
        "agency_only": "seule@suivi.agence-tilleul.example",
        "mission": "mission@suivi.agence-tilleul.example",
    }
    letter = write(sample_of("X-15", "two"), channel=channel, reader=reader, addresses=addresses)
    last = letter.text.rstrip("\n").split("\n\n")[-1]
    assert flat(last) == LAST_LINES[channel, reader]
    assert words_of(seen(letter.html))[-4:] == words_of(last)[-4:]


def test_the_last_line_names_the_company_that_reads_too() -> None:
    letter = write(sample_of("T-04", "manager"))
    assert "par l’agence et par Plomberie Durand, sans vos" in letter.text
    manager = write(sample_of("G-02"))
    assert manager.text.endswith("Répondre à ce mail = visible par les occupants et par Plomberie Durand.\n")


def test_an_answer_to_a_closed_report_is_said_to_wait() -> None:
    assert flat(write(sample_of("T-17", "a,")).text).endswith("que s’il est rouvert.")
    assert flat(write(sample_of("T-18", "in time"), "en").text).endswith("only if the case is reopened.")


def test_a_letter_that_wants_no_answer_does_not_ask_for_one() -> None:
    text = write(sample_of("T-22")).text
    assert "Répondez" not in text
    assert "Votre réponse" not in text


def test_a_reader_for_whom_there_is_no_last_line_is_an_error() -> None:
    with pytest.raises(MissingFact, match="digest, unknown"):
        write(sample_of("X-15", "two"), channel="digest", reader="unknown")


# --- what the wording asks -------------------------------------------------------------------------------------------


def test_only_words_of_a_person_are_not_automatic() -> None:
    by_hand = {sample.code for sample in ALL if not write(sample).auto_generated}
    assert by_hand == {"T-04", "B-01", "P-20"}
    # What leaves under the same code and says nobody's words is no letter of a person.
    of_ours = {sample.code for sample in ALL if sample.code in by_hand and write(sample).auto_generated}
    assert of_ours == {"T-04", "P-20"}


def test_absences_of_managers_and_providers_are_wanted() -> None:
    assert {sample.code[0] for sample in ALL if write(sample).suppress_oof} == {"T", "B"}


def test_a_service_letter_to_a_landlord_shows_nothing_before_it_is_opened() -> None:
    for code, variant in (("X-13", "landlord"), ("X-14", "late"), ("X-15", "two")):
        letter = write(sample_of(code, variant), reader="landlord", channel="private")
        assert letter.private
        assert letter.title in ("À préciser", "Votre message à l’agence")


def test_the_five_last_events_stand_under_the_text_newest_first() -> None:
    events = [{"at": f"2026-11-1{day}T08:00:00+00:00", "line": f"fait n° {day}"} for day in range(1, 8)]
    text = write(sample_of("T-01", "a,"), events=events).text
    shown = re.findall(r"^– .*\s: fait n° (\d)$", text, re.MULTILINE)
    assert shown == ["7", "6", "5", "4", "3"]


def test_a_reading_that_changed_something_is_said_back_with_one_way_to_correct_it() -> None:
    letter = write(sample_of("G-02"))
    assert "Lu comme : précision et question ; rien ne change. Corriger <https" in flat(letter.text)
    assert HTMLParser(letter.html).css("a[href*='/correct-']")


def test_a_manager_who_greets_is_not_made_to_greet_twice() -> None:
    sample = sample_of("T-04", "manager")
    assert write(sample).text.count("Bonjour Madame Belkacem,") == 1
    assert write(sample, text="Je passe demain.").text.count("Bonjour Madame Belkacem,") == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://evil.example/", "https://a b", "data:text/html,x", 'https://a"b']
)
def test_a_link_that_no_letter_may_carry_is_an_error(url: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        write(sample_of("T-01", "a,"), links={"photo": url})


def test_a_mailto_button_is_a_button() -> None:
    url = "mailto:x@suivi.agence-tilleul.example?subject=OK&body=Oui%20merci"
    letter = write(sample_of("T-01", "a,"), links={"photo": url})
    button = HTMLParser(letter.html).css_first("table.press a")
    assert button is not None
    assert button.attributes["href"] == url
    assert "  mailto:x@suivi.agence-tilleul.example\n" in letter.text, "percent signs are no reading"
    assert "?subject=OK&amp;body=" in letter.html


@pytest.mark.parametrize("accent", ["#ffe600", "#4a7c59", "#ffffff", "#000000", "#ff7f50"])
def test_the_agency_s_colour_can_always_be_read(accent: str) -> None:
    assert contrast(readable(accent, on="#ffffff"), "#ffffff") >= 4.5
    assert contrast(readable(accent, on="#24231f"), "#24231f") >= 4.5


def test_a_colour_that_is_fine_is_left_alone() -> None:
    assert readable("#2f5d3a", on="#ffffff") == "#2f5d3a"
