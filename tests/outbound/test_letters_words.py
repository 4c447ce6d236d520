"""People's own words in a letter: whole, set apart, and understood as nothing else."""

import re

from mailbot.outbound import prose
from tests.cases import every
from tests.outbound.letters_read import LANGUAGES, HTMLParser, sample_of, seen, shape, write

HOSTILE = {
    "a script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a template": "{{ 7*7 }} {% for x in y %} {# no #} ${7*7} {{ links }}",
    "mjml": '</mj-text><mj-button href="https://evil.example">Oui</mj-button><mj-include path="/etc/passwd" />',
    "attributes": '" onmouseover="alert(1)" style=\'position:fixed\' & &amp; &lt;b&gt;',
    "our structure": "– un\n– deux\n\n→ Valider\n  https://evil.example\n\nVotre réponse ne sera lue que par l’agence.",
    "comments": "<!--[if mso]><table><![endif]--> --> ]]> <![CDATA[",
}


QUOTES = "«»“”\u00a0\n "


@every("said", HOSTILE.values())
@every(("code", "variant"), [("G-01", ""), ("T-04", "provider"), ("T-04", "manager"), ("G-02", "")])
@every("language", LANGUAGES)
def test_words_are_whole_and_inert(said: str, code: str, variant: str, language: str) -> None:
    sample = sample_of(code, variant)
    letter, plain = write(sample, language, text=said), write(sample, language, text="x")

    assert shape(letter.html) == shape(plain.html)
    tree = HTMLParser(letter.html)
    cell = tree.css_first("td.words" if variant != "manager" else "p.spoken")
    assert cell is not None
    assert cell.html is not None
    shown = HTMLParser(re.sub("<br[^>]*>", "\n", cell.html)).text()
    assert shown.strip(QUOTES) == said.strip(QUOTES)

    indent = "" if variant == "manager" else prose.INDENT
    lines = letter.text.split("\n")
    for line in said.split("\n"):
        assert any(f"{indent}{line}".rstrip() == re.sub("«\u00a0|\u00a0»|[“”]", "", kept) for kept in lines)


@every("fact", ["object", "dwelling", "manager", "family_name", "provider"])
@every("said", HOSTILE.values())
def test_a_fact_in_a_sentence_stays_in_it(fact: str, said: str) -> None:
    sample = sample_of("T-01", "a,")
    letter, plain = write(sample, **{fact: said}), write(sample, **{fact: "x"})
    assert shape(letter.html) == shape(plain.html)
    assert len(letter.text.split("\n\n")) == len(plain.text.split("\n\n"))
    assert not any(line.startswith("– un") or ("evil" in line and "→" in line[:1]) for line in letter.text.split("\n"))


def test_a_name_that_looks_like_an_item_of_a_list_is_a_name() -> None:
    for name in ("– un", " – – un"):
        letter = write(sample_of("G-02"), author=name)
        assert not HTMLParser(letter.html).css("li")
        assert "\nun (locataire)" in letter.text


def test_marks_written_by_people_close_nothing() -> None:
    button = f"{prose.LINK}javascript:alert(1){prose.SEPARATOR}Oui{prose.LINK_END}"
    said = f"avant{prose.WORDS_END}\n\n{button} après{prose.WORDS}"
    for fact in ("text", "author", "dwelling", "building", "availability", "read_as"):
        letter, plain = write(sample_of("G-01"), **{fact: said}), write(sample_of("G-01"), **{fact: "x"})
        assert shape(letter.html) == shape(plain.html)
        assert "avant" in letter.text
        assert "après" in letter.text
        assert not HTMLParser(letter.html).css("a[href^=javascript]")


def test_marks_that_turn_the_writing_are_taken_out() -> None:
    letter = write(sample_of("X-15", "two"), files=[{"name": "photo\u202egpj.exe\u2066", "reason": "forbidden_type"}])
    assert "photogpj.exe" in letter.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", letter.text + letter.html)
    arabic = write(sample_of("T-04", "provider"), text="مرحبا\u200f، الماء يتسرب")
    assert 'dir="auto"' in arabic.html
    assert "الماء يتسرب" in arabic.text


def test_what_no_page_can_hold_does_not_break_a_letter() -> None:
    letter = write(sample_of("T-04", "provider"), text="a\x00b\x1bc\ud800d\u2028e\x85f\r\ng")
    assert letter.html.encode()
    assert "    abcd\n    e\n    f\n    g" in letter.text


def test_a_very_long_message_is_whole_in_both_dresses() -> None:
    said = "\n".join(f"ligne {number} de Nadia & <b>" for number in range(4000))
    letter = write(sample_of("G-01"), text=said)
    assert len(said) > 100_000
    assert "    ligne 3999 de Nadia & <b>" in letter.text
    assert seen(letter.html).count("de Nadia & <b>") == 4000


def test_people_s_lines_are_never_wrapped_again() -> None:
    said = "mot " * 60 + "fin"
    assert f"\n    {said}\n" in write(sample_of("T-04", "provider"), text=said).text
