"""A disk that is full, a store that is away: senders wait, nothing is lost, and all goes on by itself afterwards."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from mailbot.blobs import FolderBlobs, Room
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.smtp import Door, Judgement
from mailbot.model_mails import OutboundMail
from mailbot.points import Point
from mailbot.threads.pages import Page
from mailbot.vocabulary import InboundFate, OutboundFate
from mailbot.web.app import web_app
from tests.faults.breaking import (
    ShortFiles,
    SmallDisk,
    answer_at_the_door,
    at,
    codes,
    disk,
    fates,
    leftovers,
    said_in,
    says,
    work,
)
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, open_house, reply_to
from tests.ordering import DURAND, ordered
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, case_link, said, sqlite_visitor

__all__ = ["sqlite_visitor"]

TOLD = [(NADIA, "T-01"), (SOPHIE, "G-01"), (YANIS, "T-01")]


@pytest.fixture(params=["small", "short"])
def filling(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_cast: Path, loop: Loop
) -> Iterator[tuple[LivingHouse, SmallDisk | ShortFiles]]:
    """A house whose whole disk can be filled, with its database and its blobs."""
    with disk(request.param, tmp_path / "disk") as small:
        shutil.copy(sqlite_cast, small.folder / "mailbot.db")
        house, close = open_house(f"sqlite:///{small.folder / 'mailbot.db'}", small.folder, loop)
        yield house, small
        small.free()
        close()


def test_a_full_disk_is_a_451_then_all_goes_on_by_itself(
    filling: tuple[LivingHouse, SmallDisk | ShortFiles],
) -> None:
    house, small = filling
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    taken = says("Une photo de plus.", sender=NADIA, to=hers)
    taken.add_attachment(bytes_of_a_photo(), maintype="image", subtype="jpeg", filename="IMG_1.jpg")
    house.mail(taken, sender=NADIA, to=hers)
    before = len(house.boxes)

    small.leave(0)
    for number, words in enumerate(("Petit.", "Grand. " * 60_000)):
        new = says(words, sender=NADIA, to=hers, number=number)
        code, sentence = answer_at_the_door(house, new, sender=NADIA, to=hers)
        assert code == 451
        assert "space" not in sentence
        assert "SQLITE" not in sentence
    for _ in range(8):
        work(house)
    assert fates(house)[1:] == [(None, "")]
    assert len(house.boxes) == before

    small.free()
    assert leftovers(house) == []
    work(house, seconds=90)
    assert fates(house) == [(InboundFate.TAKEN, "")] * 2
    assert codes(house, before) == [(SOPHIE, "G-02"), (YANIS, "T-04")]
    house.told(says("Petit.", sender=NADIA, to=hers), sender=NADIA, to=hers)
    assert said_in(house)[1:] == ["Une photo de plus.", "Petit."]


def test_a_disk_that_fills_in_the_middle_leaves_nothing_half_done(
    filling: tuple[LivingHouse, SmallDisk | ShortFiles],
) -> None:
    house, small = filling
    house.mail(the_leak(), sender=NADIA, to=INTAKE)

    small.leave(20_000)  # the photo is larger
    work(house)
    small.free()
    assert leftovers(house) == []
    with at(Point.MAIL_TAKEN, lambda: small.leave(0)):
        work(house, seconds=90)
    assert len(house.boxes) == 0
    small.free()
    assert fates(house) == [(None, "")]

    with at(Point.LETTER_SEALED, lambda: small.leave(0)):
        work(house, seconds=90)
    assert codes(house)  # they left, and nobody could write so
    small.free()
    work(house, seconds=90)
    work(house, seconds=90)
    assert fates(house) == [(InboundFate.TAKEN, "")]
    left = [(each.recipient, each.mail.header("x-mailbot-letter"), each.mail.message_id) for each in house.boxes]
    assert len({name for *_, name in left}) == 3, "again, and the same letter"
    assert sorted({(who, code) for who, code, _ in left}) == TOLD
    with house.world.database.looking() as session:
        assert {row.fate for row in session.query(OutboundMail)} == {OutboundFate.SENT}


def bytes_of_a_photo() -> bytes:
    [photo] = [part.get_payload(decode=True) for part in the_leak().iter_attachments()]
    assert isinstance(photo, bytes)
    return photo + b"\0"  # another one than that of the leak


def test_with_its_reserve_alone_left_the_door_takes_nothing_more(
    sqlite_house: LivingHouse, tmp_path: Path, loop: Loop
) -> None:
    reserve = 10**18
    rooms = [Room((tmp_path, tmp_path / "not there"), reserve)]
    assert not rooms[0].is_there()
    assert Room((tmp_path,), 0).is_there()
    world = sqlite_house.world

    def has_room() -> bool:
        return rooms[-1].is_there()

    arrivals = Arrivals(world.database, world.blobs, world.clock, lambda ids: None, has_room)
    arrivals.start()
    door = Door(
        arrivals.keep, lambda _: Judgement.ACCEPTED, hostname="mx.test.example", now=world.clock, smtp=("127.0.0.1", 0)
    )
    loop.run(door.start())
    try:
        sqlite_house.smtp_port = door.addresses[0].port
        assert answer_at_the_door(sqlite_house, the_leak(), sender=NADIA, to=INTAKE)[0] == 452
        rooms.append(Room((tmp_path,), 1))
        assert answer_at_the_door(sqlite_house, the_leak(), sender=NADIA, to=INTAKE)[0] == 250
    finally:
        loop.run(door.stop(1.0))
        arrivals.stop()


def test_with_its_reserve_alone_left_a_page_takes_no_file_and_keeps_what_was_typed(
    sqlite_house: LivingHouse, tmp_path: Path, loop: Loop
) -> None:
    house, rooms = sqlite_house, [Room((tmp_path,), 10**18)]
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    page, before = case_link(house, Page.REPAIRED, NADIA), len(house.boxes)

    def has_room() -> bool:
        return rooms[-1].is_there()

    world = replace(house.world, has_room=has_room)
    typed = {"form": "0" * 32, "words": "Toujours une goutte."}
    sent = [("files", ("IMG_1.jpg", bytes_of_a_photo()))]

    async def posted() -> httpx.Response:
        app = httpx.ASGITransport(app=web_app(world))
        async with httpx.AsyncClient(transport=app, base_url="http://pages.test.example") as client:
            return await client.post(page, data=typed, files=sent, headers={"Accept-Language": "en"})

    answer = loop.run(posted())
    assert answer.status_code == 503
    assert "rien n’a été envoyé" in said(answer)  # Nadia reads French, whatever her browser says
    assert "IMG_1.jpg" in answer.text
    assert "Toujours une goutte." in answer.text
    assert len(house.boxes) == before
    rooms.append(Room((tmp_path,), 1))
    assert loop.run(posted()).status_code != 503


# -- The blobs folder -------------------------------------------------------------------------------------------------


def test_while_the_store_is_away_photos_wait_and_letters_with_them(
    sqlite_house: LivingHouse, sqlite_visitor: Visitor
) -> None:
    house, folder = sqlite_house, _folder(sqlite_house)
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    page = case_link(house, Page.REPORT, SOPHIE)
    assert sqlite_visitor.get(f"{page}/photo/1").status_code == 200
    before = len(house.boxes)

    for away in (_put_a_file_there, _take_it_away, _leave_it_empty):
        aside = away(folder)
        if away is _put_a_file_there:
            large = says("Grand. " * 60_000, sender=NADIA, to=hers)
            assert answer_at_the_door(house, large, sender=NADIA, to=hers)[0] == 451
        seen = sqlite_visitor.get(f"{page}/photo/1")
        assert (seen.status_code, seen.headers["retry-after"]) == (503, "30")
        assert sqlite_visitor.get(page).status_code == 200
        _bring_back(folder, aside)
        assert sqlite_visitor.get(f"{page}/photo/1").status_code == 200

    aside = _put_a_file_there(folder)
    late = says("Une photo de plus.", sender=NADIA, to=hers)
    late.add_attachment(bytes_of_a_photo(), maintype="image", subtype="jpeg", filename="IMG_1.jpg")
    house.mail(late, sender=NADIA, to=hers)
    house.mail(says("Sans photo.", sender=NADIA, to=hers), sender=NADIA, to=hers)
    for _ in range(7):
        work(house)
    assert (None, "") in fates(house)
    assert "Sans photo." in said_in(house)
    assert "Une photo de plus." not in said_in(house)
    _bring_back(folder, aside)
    work(house)
    assert said_in(house)[-1] == "Une photo de plus."
    assert codes(house, before).count((SOPHIE, "G-02")) >= 2


def test_a_letter_waits_for_its_paper_and_its_photos_and_is_not_sent_without(sqlite_house: LivingHouse) -> None:
    house, folder = sqlite_house, _folder(sqlite_house)
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    aside = _put_a_file_there(folder)

    _, letters = ordered(house, ref="SIG-1046")
    assert "P-02" not in {each.mail.header("x-mailbot-letter") for each in letters}
    for _ in range(9):
        work(house)
    assert (DURAND, "P-02") not in codes(house)

    _bring_back(folder, aside)
    before = len(house.boxes)
    work(house)
    mission = letter_to(list(house.boxes)[before:], DURAND, "P-02")
    assert [each.name.rpartition(".")[2] for each in mission.mail.files].count("pdf") == 1
    assert any(each.name.endswith(".jpg") for each in mission.mail.files)
    assert codes(house).count((DURAND, "P-02")) == 1


def test_a_form_with_a_file_says_that_it_was_not_kept_and_keeps_what_was_typed(
    sqlite_house: LivingHouse, sqlite_visitor: Visitor
) -> None:
    house, folder = sqlite_house, _folder(sqlite_house)
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    page = case_link(house, Page.REPAIRED, NADIA)
    aside = _put_a_file_there(folder)
    typed = {"form": "0" * 32, "words": "Toujours une goutte."}
    sent = [("files", ("IMG_1.jpg", bytes_of_a_photo()))]

    answer = sqlite_visitor.loop.run(sqlite_visitor.client.post(page, data=typed, files=sent))

    assert answer.status_code == 503
    assert "rien n’a été envoyé" in said(answer)
    assert "Toujours une goutte." in answer.text
    _bring_back(folder, aside)


def test_a_store_that_is_only_to_be_read_says_so_at_once(tmp_path: Path) -> None:
    program = """
import sys; from pathlib import Path
from mailbot.blobs import FolderBlobs; from mailbot.db import Database; from mailbot.errors import WrongSetting
folder = Path(sys.argv[1])
try: FolderBlobs(folder / "blobs").put(b"x"); print("kept")
except OSError as error: print(error.strerror)
try: Database(f"sqlite:///{folder}/mailbot.db"); print("opened")
except WrongSetting as wrong: print(wrong)
"""
    blobs = FolderBlobs(tmp_path / "blobs")
    blobs.put(b"y")
    for path in (*tmp_path.rglob("*"), tmp_path):
        path.chmod(0o555)
    # Root writes everywhere, but for one who has let go of that right.
    humble = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if _is_root() else []
    done = subprocess.run(
        [*humble, sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    tmp_path.chmod(0o755)
    for path in tmp_path.rglob("*"):
        path.chmod(0o755)
    assert done.stdout.splitlines() == [
        "Permission denied",
        f"The database's folder {tmp_path} (MAILBOT_DATA_DIR) cannot be written: Permission denied.",
    ]


def _is_root() -> bool:
    return os.geteuid() == 0


def _folder(house: LivingHouse) -> Path:
    assert isinstance(house.world.blobs, FolderBlobs)
    house.world.blobs.folder.mkdir(exist_ok=True)
    return house.world.blobs.folder


def _put_a_file_there(folder: Path) -> Path:
    aside = _take_it_away(folder)
    folder.write_text("no folder")
    return aside


def _take_it_away(folder: Path) -> Path:
    return folder.rename(folder.with_name("aside"))


def _leave_it_empty(folder: Path) -> Path:
    aside = _take_it_away(folder)
    folder.mkdir()
    return aside


def _bring_back(folder: Path, aside: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
    aside.rename(folder)
