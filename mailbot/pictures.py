"""Pictures: how large one is, and how it looks to others, without the place and the telephone that took it."""

import io
import threading
import warnings
from collections import OrderedDict

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()

_MOST_PIXELS = 100_000_000
"""A picture that unfolds into more is a trap, not a photo: 300 MB of pixels."""
_SHOWN_PIXELS = 1600
"""The longer side of what is sent on (S1-67)."""


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises ValueError for what is no picture, OverflowError for one too large to open."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a broken EXIF block is no reason to lose the photo
            with Image.open(io.BytesIO(content)) as image:
                width, height = image.size
    except Exception as error:  # whatever a decoder stumbles over: nobody can see it
        raise ValueError("no picture") from error
    if width * height > _MOST_PIXELS:
        raise OverflowError("too many pixels")
    return width, height


def for_others(content: bytes) -> bytes:
    """The same picture as a JPEG of at most 1600 pixels, upright, without EXIF: no place, no telephone, no name."""
    size_of(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content)) as image:
            image.draft("RGB", (_SHOWN_PIXELS, _SHOWN_PIXELS))
            shown = ImageOps.exif_transpose(image).convert("RGB")
            shown.thumbnail((_SHOWN_PIXELS, _SHOWN_PIXELS))
    kept = io.BytesIO()
    shown.save(kept, "JPEG", quality=82, optimize=True)
    return kept.getvalue()


def for_paper(content: bytes) -> bytes:
    """The same picture for a sheet that carries six of them: a JPEG of at most 1000 pixels and 300 kB, upright, without
    EXIF. Raises ValueError and OverflowError as `size_of` does."""
    size_of(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content)) as image:
            # A JPEG is unfolded at a half, a quarter, an eighth: never smaller than asked for on either side.
            share = _PAPER_PIXELS / max(image.size)
            image.draft("RGB", (int(image.width * share), int(image.height * share)))
            shown = image.convert("RGB")
            shown.thumbnail((_PAPER_PIXELS, _PAPER_PIXELS))
            shown = ImageOps.exif_transpose(shown)
    kept = io.BytesIO()
    for quality in _QUALITIES:
        kept = io.BytesIO()
        shown.save(kept, "JPEG", quality=quality)
        if kept.tell() <= _PAPER_OCTETS:
            break
    return kept.getvalue()


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
