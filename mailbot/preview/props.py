"""What people enclose in these scenes: photos as they are in the folder, and papers that a company prints."""

from pathlib import Path

from mailbot.outbound.press import PRESS
from mailbot.outbound.press_wire import Job

_FOLDER = Path(__file__).parent / "scenery"
_STYLE = "@page{size:A4;margin:22mm}body{font:11pt/1.5 sans-serif;color:#222}h1{font-size:17pt}"


def photo(name: str) -> bytes:
    """A photo of the folder."""
    return (_FOLDER / name).read_bytes()


def paper(words: str, **named: str) -> bytes:
    """A company's own paper as a PDF; `words` has a place for each of what is named."""
    return PRESS.print(Job(words.format(**named), {}, _STYLE))
