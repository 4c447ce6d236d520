"""A table of sayings finds what all its lines together would, though few of them are ever looked for."""

import importlib
import re
import sys

import pytest

from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.wording import Wording, wording_of
from tests.inbound.reading.said import every_said_mail


def _tables() -> list[Sayings]:
    importlib.import_module("mailbot.inbound.reading.reader")
    held = [
        value
        for name, module in sorted(sys.modules.items())
        if name.startswith("mailbot.inbound.reading.")
        for value in vars(module).values()
    ]
    held += [value for each in held if isinstance(each, dict) for value in each.values()]
    return list({id(each): each for each in held if isinstance(each, Sayings)}.values())


def _together(table: Sayings) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{way if isinstance(way, str) else way.pattern})" for way in table.ways))


def test_each_table_finds_what_all_its_lines_together_find() -> None:
    # Five sentences of one text: several lines of a table meet there.
    said = [each.words for each in every_said_mail()]
    texts = [wording_of(" ".join(said[at : at + 5])) for at in range(0, len(said), 5)]
    tables = sorted(_tables(), key=lambda each: -len(each.ways))
    assert len(tables) > 250
    met = 0
    for table in tables[:120:2]:
        together = _together(table)
        for text in texts[::4]:
            fresh = Wording(text.text)
            found, theirs = table.find(fresh), together.search(text.padded)
            assert (found and found.span()) == (theirs and theirs.span())
            assert table.places(fresh) == [match.start() for match in together.finditer(text.padded)]
            assert table.without(fresh).text == " ".join(together.sub(" ", text.padded).split())
            met += theirs is not None
    assert met > 500


def test_a_line_without_a_word_by_which_it_is_found_is_refused_when_it_is_written() -> None:
    for line in ("ou*", "[peut]", "~ $"):
        with pytest.raises(ValueError, match=re.escape(line)):
            Sayings((line,))


def test_the_end_of_a_clause_may_stand_among_the_words_of_a_place() -> None:
    later = Sayings(("the later one|slot|$",))
    assert wording_of("The later, please") not in later
    for said in ("The later", "the later one", "we take the later slot then"):
        assert wording_of(said) in later
