"""What was delivered is still there when the demonstration is opened again."""

import asyncio
from pathlib import Path

from mailbot.demo.letterboxes import Letterboxes
from tests.demo.conftest import a_letter, envelope_to
from tests.living import NADIA, SOPHIE, HandClock


def test_a_letter_is_in_its_box_again_after_a_restart(tmp_path: Path) -> None:
    before = Letterboxes(HandClock(), tmp_path)
    asyncio.run(before.keep(a_letter(), envelope_to(NADIA.upper(), SOPHIE)))
    before.open(1)

    after = Letterboxes(HandClock(), tmp_path)

    assert [(each.number, each.recipient) for each in after] == [(1, NADIA), (2, SOPHIE)]
    [letter] = after.of(NADIA)
    [original] = before.of(NADIA)
    assert (letter.raw, letter.return_path, letter.mail) == (original.raw, original.return_path, original.mail)
    assert letter.at == original.at.replace(microsecond=0)
    assert (after.is_opened(1), after.is_opened(2)) == (True, False)

    asyncio.run(after.keep(a_letter(), envelope_to(NADIA)))
    assert [each.number for each in after.of(NADIA)] == [1, 3]


def test_each_file_is_a_mail_that_other_programs_open_and_other_files_are_let_be(tmp_path: Path) -> None:
    asyncio.run(Letterboxes(HandClock(), tmp_path).keep(a_letter(), envelope_to(NADIA)))
    kept = (tmp_path / "000001.eml").read_bytes()
    assert kept.startswith(b"Return-Path: <b-x@suivi.agence-tilleul.example>\r\n")
    assert kept.endswith(b"--\r\n")

    (tmp_path / "000002.part").write_bytes(kept[:-10])
    (tmp_path / "000003.eml").write_bytes(a_letter())
    (tmp_path / "holidays.eml").write_bytes(kept)

    assert len(Letterboxes(HandClock(), tmp_path)) == 1
