"""Pictures: how large one is, and how it looks to others, without the place and the telephone that took it."""

import io
import threading
import warnings
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()

_MOST_PIXELS = 100_000_000
"""A picture that unfolds into more is a trap, not a photo: 300 MB of pixels."""
_MOST_OTHER_PIXELS = 50_000_000
"""The same of those that cannot be unfolded at a smaller scale: a drawing, a screen, a telephone's HEIC."""
_MOST_SCANS = 40
"""Of one JPEG: a progressive one has ten, and each costs as much as the whole picture (CVE-2016-3616's kin)."""
_SHOWN_PIXELS = 1600
"""The longer side of what is sent on (S1-67)."""
_OURS = b"mailbot"
"""What we write into each picture that we draw, so that it is known when an answer brings it back."""
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF", "AVIF", "BMP", "DIB", "TIFF", "MPO")
"""Whatever else Pillow can open (PostScript is a program) is never tried."""


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises ValueError for what is no picture, OverflowError for one too large to open."""
    try:
        with _opened(content) as image:
            width, height = image.size
            most = _MOST_PIXELS if image.format in ("JPEG", "MPO") else _MOST_OTHER_PIXELS
    except Image.DecompressionBombError as error:
        raise OverflowError("too many pixels") from error
    except OverflowError:
        raise
    except Exception as error:  # whatever a decoder stumbles over: nobody can see it
        raise ValueError("no picture") from error
    if width * height > most:
        raise OverflowError("too many pixels")
    return width, height


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    """A picture whose head was read, and none of its pixels."""
    # Within a scan FF is followed by 00: the marker is found nowhere else, save in a few thumbnails.
    if content.startswith(b"\xff\xd8") and content.count(b"\xff\xda") > _MOST_SCANS:
        raise OverflowError("too many scans")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a broken EXIF block is no reason to lose the photo
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            yield image


def is_ours(content: bytes) -> bool:
    """Whether it is a picture that we drew for somebody, as it comes back in an answer."""
    return b"\xff\xfe" + (len(_OURS) + 2).to_bytes(2, "big") + _OURS in content[:4_096]


def for_others(content: bytes) -> bytes:
    """The same picture as a JPEG of at most 1600 pixels, upright, without EXIF: no place, no telephone, no name."""
    shown = _drawn(content, _SHOWN_PIXELS)
    kept = io.BytesIO()
    shown.save(kept, "JPEG", quality=82, optimize=True, comment=_OURS)
    return kept.getvalue()


def for_paper(content: bytes) -> bytes:
    """The same picture for a sheet that carries six of them: a JPEG of at most 1000 pixels and 300 kB, upright, without
    EXIF. Raises ValueError and OverflowError as `size_of` does."""
    shown = _drawn(content, _PAPER_PIXELS)
    kept = io.BytesIO()
    for quality in _QUALITIES:
        kept = io.BytesIO()
        shown.save(kept, "JPEG", quality=quality, comment=_OURS)
        if kept.tell() <= _PAPER_OCTETS:
            break
    return kept.getvalue()


def _drawn(content: bytes, most: int) -> Image.Image:
    """The first picture of a file, upright, no side longer than this, on white; nothing else that the file held.

    Raises ValueError and OverflowError as `size_of` does.
    """
    size_of(content)
    try:
        return _unfolded(content, most)
    except MemoryError:
        raise
    except Exception as error:  # its head was sound, its pixels are not: each decoder says so in its own way
        raise ValueError("no picture") from error


def _unfolded(content: bytes, most: int) -> Image.Image:
    with _opened(content) as image:
        # A JPEG is unfolded at a half, a quarter, an eighth: never smaller than asked for on either side.
        share = most / max(image.size)
        if share < 1:
            image.draft("RGB", (int(image.width * share), int(image.height * share)))
        image.load()  # some are turned by their own decoder, which then says so
        turned = image.getexif().get(_ORIENTATION, 1)
        shown = _on_white(image)
    shown.thumbnail((most, most))
    if (turn := _TURNS.get(turned)) is not None:
        shown = shown.transpose(turn)
    # A comment, a profile, XMP: Pillow writes some of what it read into what it saves.
    shown.info = {}
    return shown


_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


_PAPER_PIXELS = 1000
"""The longer side of what is printed 89 mm wide: 285 points an inch."""
_PAPER_OCTETS = 300_000
_QUALITIES = (80, 60, 40, 25)


class Prints:
    """The last pictures that were drawn for others: one photo leaves in several letters, and is looked at on pages."""

    def __init__(self, *, most: int = 16) -> None:
        """`most`: how many are kept, some 300 kB each."""
        self._most = most
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._turn = threading.Lock()

    def of(self, fingerprint: str, content: bytes) -> bytes:
        """`for_others` of this content. Whoever asks has its bytes: a photo that was erased is never found here."""
        with self._turn:
            if (kept := self._kept.get(fingerprint)) is not None:
                self._kept.move_to_end(fingerprint)
                return kept
        drawn = for_others(content)
        with self._turn:
            self._kept[fingerprint] = drawn
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return drawn


PRINTS = Prints()
"""Of this process."""
