"""A house is put into one file while people write to it, and lives on elsewhere."""

import re
from pathlib import Path

import httpx
import pytest

from mailbot.backups.after import ROOM, SERIES_ROOM
from mailbot.db import Database
from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Participant, Report
from mailbot.model_mails import Attachment, OutboundMail
from mailbot.model_orders import Paper
from mailbot.vocabulary import OutboundFate
from mailbot.web.app import web_app
from tests.bucket import Store
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, Loop, letter_to, reply_to
from tests.ordering import ordered
from tests.restoring import all_rows, backed_up, opened_again, restored_to
from tests.stories.test_a_report_from_first_to_last import mail, the_leak


def test_a_house_in_use_lives_on_from_its_backup_on_another_database_with_another_store_and_back(
    sqlite_house: LivingHouse, tmp_path: Path, postgres_url: str, store: Store, loop: Loop
) -> None:
    house = sqlite_house
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    ordered(house)
    hers = reply_to(letter_to(first, NADIA, "T-01"))
    before, written = all_rows(house.world.database), [0]

    def somebody_writes(doing: str, done: int, whole: int) -> None:
        # At the first table the instant of the backup is there; what comes from now on is no part of it.
        if 0 < done < 6:
            written[0] += 1
            words = mail("Et encore.", sender=NADIA, to=hers, subject="Re", message_id=f"<w{done}-{doing}@x>")
            assert house.told(words, sender=NADIA, to=hers)

    made = backed_up(house, tmp_path / "house.tar", somebody_writes)
    assert written[0] >= 5
    assert made.rows == sum(len(rows) for rows in before.values())
    assert (made.erased, made.lost) == ([], [])
    assert all_rows(house.world.database) != before

    bucket = store.blobs(store.bucket())
    restored_to(postgres_url, tmp_path / "there", made.path, blobs=bucket)
    there = Database(postgres_url)
    assert all_rows(there) == before
    there.close()
    other, close = opened_again(postgres_url, tmp_path / "there", loop, house, blobs=bucket)
    _lives(other, loop, first)
    again = backed_up(other, tmp_path / "again.tar")
    after = all_rows(other.world.database)
    close()
    assert not (tmp_path / "there" / "blobs").exists()

    url = f"sqlite:///{tmp_path / 'back' / 'mailbot.db'}"
    restored_to(url, tmp_path / "back", again.path)
    back = Database(url)
    assert all_rows(back) == after
    back.close()
    assert (tmp_path / "back" / "keys").stat().st_mode & 0o777 == 0o600


def _lives(house: LivingHouse, loop: Loop, letters: list[Delivered]) -> None:
    """Answers find their way, files open, and links lead to their pages."""
    hers = reply_to(letter_to(letters, NADIA, "T-01"))
    told = house.told(
        mail("Ça goutte.", sender=NADIA, to=hers, subject="Re", message_id="<n@x>"), sender=NADIA, to=hers
    )
    assert SOPHIE in {each.recipient for each in told}
    with house.world.database.looking() as session:
        kept = [row.fingerprint for row in session.query(Attachment)]
        kept += [row.fingerprint for row in session.query(Paper) if row.fingerprint]
    assert len(kept) >= 2
    assert all(house.world.blobs.get(name) for name in kept)
    link = re.search(r"https://pages\.test\.example(/p/[a-z0-9]+)", letter_to(letters, SOPHIE, "G-01").mail.text)
    assert link is not None

    async def look() -> int:
        app = httpx.ASGITransport(app=web_app(house.world))
        async with httpx.AsyncClient(transport=app, base_url="https://pages.test.example") as client:
            return (await client.get(link[1])).status_code

    assert loop.run(look()) == 200


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_numbers_that_were_given_after_the_backup_are_not_given_again(
    sqlite_house: LivingHouse, tmp_path: Path, loop: Loop, kind: str, request: pytest.FixtureRequest
) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    made = backed_up(house, tmp_path / "house.tar")
    highest = _highest(house)
    url = f"sqlite:///{tmp_path / 'there' / 'mailbot.db'}"
    if kind == "postgres":
        url = request.getfixturevalue("postgres_url")
    restored_to(url, tmp_path / "there", made.path, moved=False)

    other, close = opened_again(url, tmp_path / "there", loop, house)
    words = mail("Le radiateur est froid.", sender=NADIA, to=INTAKE, subject="Radiateur", message_id="<radiator@x>")
    letters = other.told(words, sender=NADIA, to=INTAKE)
    assert {each.recipient for each in letters} >= {NADIA, SOPHIE}
    with other.world.database.looking() as session:
        newest = session.query(Report).order_by(Report.id.desc()).first()
        seats = {each.id for each in session.query(Participant) if each.created_at > house.clock.now}
        sent = {each.id for each in session.query(OutboundMail) if each.created_at > house.clock.now}
        refs = sorted(int(each.ref.partition("-")[2]) for each in session.query(Report))
    assert newest is not None
    assert seats
    assert min(seats) > highest["seat"] + ROOM
    assert min(sent) > highest["letter"] + ROOM
    assert refs[-1] - refs[-2] == SERIES_ROOM + 1
    # Nobody is told of whoever stands apart, and nothing of it is in anybody's morning.
    other.clock.forward(hours=24)
    other.strike()
    assert "" not in {each.recipient for each in other.boxes}
    close()


def _highest(house: LivingHouse) -> dict[str, int]:
    with house.world.database.looking() as session:
        return {
            "seat": max(each.id for each in session.query(Participant)),
            "letter": max(each.id for each in session.query(OutboundMail)),
        }


def test_letters_that_were_due_leave_with_the_message_id_they_had_or_are_taken_for_sent(
    sqlite_house: LivingHouse, tmp_path: Path, loop: Loop
) -> None:
    house = sqlite_house
    house.mail(the_leak(), sender=NADIA, to=INTAKE)
    house.settle_mails()
    made = backed_up(house, tmp_path / "house.tar")
    house.settle()
    sent = {(each.recipient, each.mail.message_id) for each in house.boxes}
    for settled in (False, True):
        folder = tmp_path / f"settled-{settled}"
        url = f"sqlite:///{folder / 'mailbot.db'}"
        restored = restored_to(url, folder, made.path, moved=False, settle_letters=settled)
        assert restored.letters_due == len(sent) > 0

        other, close = opened_again(url, folder, loop, house)
        other.settle()
        assert {(each.recipient, each.mail.message_id) for each in other.boxes} == (set() if settled else sent)
        with other.world.database.looking() as session:
            fates = {each.fate for each in session.query(OutboundMail) if each.recipient}
        assert fates == {OutboundFate.UNCERTAIN if settled else OutboundFate.SENT}
        close()


def test_a_file_that_was_erased_meanwhile_is_left_out_and_one_that_is_lost_is_said(
    sqlite_house: LivingHouse, tmp_path: Path
) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    with house.world.database.looking() as session:
        [photo] = [row.fingerprint for row in session.query(Attachment)]
    place = tmp_path / "blobs" / photo[:2] / photo[2:4] / photo
    content = place.read_bytes()

    place.write_bytes(content[:-1] + b"?")
    assert backed_up(house, tmp_path / "damaged.tar").lost == [photo]
    place.unlink()
    assert backed_up(house, tmp_path / "lost.tar").lost == [photo]
    place.symlink_to(place)  # the system gives an error in place of its bytes
    assert backed_up(house, tmp_path / "unreadable.tar").lost == [photo]
    place.unlink()
    place.write_bytes(content)

    def erase(doing: str, done: int, whole: int) -> None:
        if doing == "files" and place.exists():
            with house.world.database.transaction() as session:
                for row in session.query(Attachment):
                    row.erased_at = house.clock()
            place.unlink()

    made = backed_up(house, tmp_path / "erased.tar", erase)
    assert (made.erased, made.lost) == ([photo], [])
    url = f"sqlite:///{tmp_path / 'there' / 'mailbot.db'}"
    restored_to(url, tmp_path / "there", made.path)
    there = Database(url)
    with there.looking() as session:
        assert session.query(Comment).count()
    there.close()
