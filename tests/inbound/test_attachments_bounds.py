"""Files that were made to eat a machine: each is judged soon, and in little memory, by a process that has no more."""

import json
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from mailbot.files import videos
from mailbot.files.tnef import SIGN, opened
from mailbot.pictures import size_of
from tests.filing_cabinet import PLACE, box, overlapping_zip, pdf, photo, tnef, video, zip_of

_SECONDS = 4.0
_OCTETS = 1_500_000_000
_JUDGE = f"""
import resource, sys, time, json
resource.setrlimit(resource.RLIMIT_AS, ({_OCTETS}, {_OCTETS}))
resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
from pathlib import Path
from mailbot.inbound.attachments import sort_files
from mailbot.inbound.contents import File
from mailbot.inbound.parsing import parse_mail
from mailbot.files import tnef
from mailbot.pictures import for_others
import dataclasses
plain = parse_mail(b"From: a@b.example\\n\\nx")
told = {{}}
for path in sorted(Path(sys.argv[1]).iterdir()):
    content = path.read_bytes()
    began = time.process_time()
    if path.name.startswith("mail"):
        found = sort_files(parse_mail(content))
    elif path.name.startswith("tnef"):
        found = tnef.opened(content).files
    elif path.name.startswith("draw"):
        found = [for_others(content)]
    else:
        file = File(path.name, "application/octet-stream", content, "", inline=False)
        found = sort_files(dataclasses.replace(plain, files=(file,)))
    whys = sorted({{getattr(each, "why", "") for each in found}})
    told[path.name] = [whys, time.process_time() - began]
print(json.dumps(told))
"""


def png(width: int, height: int) -> bytes:
    """A picture that is mostly a promise."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\0\0\0\0"
    rows = b"IDAT" + zlib.compress(bytes(min(height * (width // 8 + 2), 20_000_000)))
    chunks = b"".join(
        (len(each) - 4).to_bytes(4, "big") + each + zlib.crc32(each).to_bytes(4, "big")
        for each in (head, rows, b"IEND")
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


def _number(value: int) -> bytes:
    return value.to_bytes(4, "big")


def deep(levels: int) -> bytes:
    found = tnef([("a.jpg", b"x")])
    for _ in range(levels):
        found = tnef(inside=found)
    return found


def forty_two() -> bytes:
    bomb = zip_of({f"lib {n}.zip": zip_of({"a": bytes(1_000_000)}) for n in range(16)})
    return zip_of({f"book {n}.zip": bomb for n in range(16)})


_LOOP = b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer <</Size 1 /Prev 9 /Encrypt 1 0 R>>\nstartxref\n9\n%%EOF"
_MAIL = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
_BLOCKS = b"Content-Type: text/html\n\n" + b"<div>" * 400_000


def traps() -> dict[str, tuple[bytes, list[str]]]:
    """Each with what is said of it. Made when they are asked for: they are large."""
    return {
        "a_overlapping.zip": (overlapping_zip(), ["too_large"]),
        "b_42.zip": (forty_two(), ["forbidden_type"]),
        "c_ratio.zip": (zip_of({"a.pdf": bytes(39_000_000)}), ["too_large"]),
        "d_entries.zip": (zip_of({f"{n}.jpg": b"" for n in range(20_000)}), ["too_large"]),
        "e_album.zip": (zip_of({f"{n}.pdf": pdf() + bytes(900_000) for n in range(60)}, method=0), ["", "too_large"]),
        "f_square.png": (png(60_000, 60_000), ["too_large"]),
        "g_large.png": (png(8_000, 8_000), ["too_large"]),
        "h_scans.jpg": (photo() + b"\xff\xda\0\x0c" * 100_000, ["too_large"]),
        "i_loop.pdf": (_LOOP, [""]),
        "j_loops.pdf": (b"%PDF-1.4\n/Encrypt" + b"1 0 obj <</A [" * 500_000, [""]),
        "k_boxes.mp4": (box(b"ftyp", b"isom") + box(b"moov", box(b"free") * 3_000_000), ["agency_only"]),
        "l_directory.doc": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "VBA\0".encode("utf-16-le") * 3_000_000, ["forbidden_type"],
        ),
        "m_comments.txt": (b"<!--" * 6_000_000, [""]),
        "draw_n.png": (png(7_000, 7_000), [""]),
        "mail_o.eml": (
            _MAIL
            + _BLOCKS
            + b"\n--x\nContent-Type: image/jpeg\nContent-ID: <a>\n\nx" * 60
            + b"\n--x--\n",
            ["unreadable"],
        ),
        "tnef_p": (deep(50), []),
        "tnef_q": (b"\x78\x9f\x3e\x22\0\0" + b"\x01" + bytes(10) * 3_000_000, []),
        "tnef_r": (tnef([(f"{n}.jpg", b"x") for n in range(5_000)]), [""]),
    }  # fmt: skip


def test_no_file_takes_more_time_or_memory_than_it_is_given(tmp_path: Path) -> None:
    made = traps()
    for name, (content, _) in made.items():
        (tmp_path / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", _JUDGE, str(tmp_path)], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout)
    assert {name: whys for name, (whys, _) in told.items()} == {name: whys for name, (_, whys) in made.items()}
    assert {name: seconds for name, (_, seconds) in told.items() if seconds > _SECONDS} == {}


def test_properties_that_take_no_room_take_no_time() -> None:
    """An envelope of Outlook's that counts: properties, each of a million values of nothing."""
    for kind in (0x1000, 0x1001):
        said = struct.pack("<I", 20) + struct.pack("<HHI", kind, 0x3701, 1_000_000) * 20
        data = said + bytes(1_000_000)
        began = time.process_time()
        found = opened(SIGN + b"\0\0" + struct.pack("<BII", 1, 0x00069003, len(data)) + data + b"\0\0")
        assert time.process_time() - began < 1
        assert not found.is_sound


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    for content in (png(9_000, 9_000), png(60_000, 60_000), photo() + b"\xff\xda\0\x0c" * 60):
        with pytest.raises(OverflowError):
            size_of(content)


# -- What others get of a video ---------------------------------------------------------------------------------------


def test_a_video_leaves_without_the_place_where_it_was_taken() -> None:
    film = video()
    assert film.count(PLACE) == 4
    given = videos.for_others(film)
    assert given is not None
    assert (PLACE in given, b"location" in given, b"Core Media" in given) == (False, False, False)
    assert len(given) == len(film)
    assert given.index(b"FILM" * 100) == film.index(b"FILM" * 100)


def test_a_video_that_nobody_can_vouch_for_stays_with_the_agency() -> None:
    for film in (
        video(tracks=(b"vide", b"meta")),
        video()[:-9],
        video() + b"rest",
        video(tracks=()),
        b"\x1a\x45\xdf\xa3",
    ):
        assert videos.for_others(film) is None
