"""Pictures: how large one is, how it looks to others, without the place and the telephone that took it; a logo."""

from __future__ import annotations

import io
import threading
import warnings
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from mailbot.late import late

if TYPE_CHECKING:
    import pillow_heif
    from PIL import Image, ImageChops, PngImagePlugin
else:
    Image, ImageChops, PngImagePlugin = late("PIL.Image"), late("PIL.ImageChops"), late("PIL.PngImagePlugin")
    pillow_heif = late("pillow_heif")

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
    if content[4:8] == b"ftyp":  # ISO/IEC 14496-12: a telephone's HEIC is such a file
        _know_heic()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a broken EXIF block is no reason to lose the photo
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            yield image


@cache
def _know_heic() -> None:
    pillow_heif.register_heif_opener()


def is_ours(content: bytes) -> bool:
    """Whether it is a picture that we drew for somebody, as it comes back in an answer."""
    beginning = content[:4_096]
    return (
        b"\xff\xfe" + (len(_OURS) + 2).to_bytes(2, "big") + _OURS in beginning or b"tEXtComment\0" + _OURS in beginning
    )


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


def as_logo(content: bytes) -> tuple[bytes, int, int]:
    """An agency's logo as letters and pages show it, and its width and height there: a PNG of twice that size, or of
    less where the file has no more, on nothing (what was white paper around it is clear), without empty edges and
    without anything else that the file held.

    Raises ValueError, saying in words what is wrong with it, for what is no picture or cannot serve as a logo.
    """
    try:
        size_of(content)
        with _opened(content) as image:
            image.load()
            seen = image.convert("RGBA")
        seen.thumbnail((_OPENED_LOGO, _OPENED_LOGO))
    except OverflowError:
        raise ValueError("has too many pixels") from None
    except MemoryError:
        raise
    except Exception:  # each decoder says it in its own way
        raise ValueError("is no picture that can be opened: take a PNG or a JPEG") from None
    seen = _without_paper(seen)
    edges = seen.getchannel("A").point(lambda alpha: 255 if alpha > _FAINTEST else 0).getbbox()
    if edges is None:
        raise ValueError("shows nothing")
    seen = seen.crop(edges)
    if seen.width < _LEAST_LOGO or seen.height < _LEAST_LOGO:
        raise ValueError(
            f"is too small: {seen.width} × {seen.height} pixels, when each side takes {_LEAST_LOGO} or more"
        )
    if seen.width > _LONGEST_LOGO * seen.height or seen.height > 2 * seen.width:
        raise ValueError(f"is {seen.width} × {seen.height} pixels: too long to be read at the head of a letter")
    share = min(1.0, 2 * _LOGO_WIDTH / seen.width, 2 * _LOGO_HEIGHT / seen.height)
    seen = seen.resize(
        (max(2, round(seen.width * share)), max(2, round(seen.height * share))), Image.Resampling.LANCZOS
    )
    scale = max(1.0, seen.width / _LOGO_WIDTH, seen.height / _LOGO_HEIGHT)
    return _as_small_png(seen), max(1, round(seen.width / scale)), max(1, round(seen.height / scale))


_LOGO_WIDTH, _LOGO_HEIGHT = 220, 48
_OPENED_LOGO = 1200
_LEAST_LOGO = 24
_LONGEST_LOGO = 12
_LOGO_OCTETS = 30_000
"""It goes along with every letter."""
_PAPER_WHITE, _FAINTEST = 240, 8


def _without_paper(seen: Image.Image) -> Image.Image:
    """A picture on white paper as the same on nothing: where it is white one sees through it, and on white nothing has
    changed. One that is clear somewhere already, or whose corners are coloured, stays as it is."""
    alpha = seen.getchannel("A")
    if min(alpha.tobytes()) < 255:
        return seen
    right, bottom = seen.width - 1, seen.height - 1
    for corner in ((0, 0), (right, 0), (0, bottom), (right, bottom)):
        pixel = seen.getpixel(corner)
        if not isinstance(pixel, tuple) or min(pixel[:3]) < _PAPER_WHITE:
            return seen
    red, green, blue = (seen.getchannel(name) for name in "RGB")
    ink = ImageChops.invert(ImageChops.darker(ImageChops.darker(red, green), blue))
    # What is less than white by so much was mixed with it by that share: ink = (seen - 255 × (1 - share)) / share.
    return Image.merge("RGBA", (*(_unmixed(channel, ink) for channel in (red, green, blue)), ink))


def _unmixed(channel: Image.Image, ink: Image.Image) -> Image.Image:
    octets = bytes(
        max(0, 255 - (255 - light) * 255 // share) if share else 255
        for light, share in zip(channel.tobytes(), ink.tobytes(), strict=True)
    )
    return Image.frombytes("L", channel.size, octets)


def _as_small_png(seen: Image.Image) -> bytes:
    """In all its colours when that is small enough, else in as many as are."""
    ours = PngImagePlugin.PngInfo()
    ours.add_text("Comment", _OURS)
    kept = io.BytesIO()
    for colours in (0, 256, 64, 16):
        kept = io.BytesIO()
        drawn = seen.quantize(colours, Image.Quantize.FASTOCTREE) if colours else seen
        drawn.info = {}
        drawn.save(kept, "PNG", optimize=True, pnginfo=ours)
        if kept.tell() <= _LOGO_OCTETS:
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
        shown = shown.transpose(Image.Transpose[turn])
    # A comment, a profile, XMP: Pillow writes some of what it read into what it saves.
    shown.info = {}
    return shown


_ORIENTATION = 0x0112
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
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
