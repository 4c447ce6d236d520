"""Every letter on one page: what people will get, before anybody does."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from mailbot.outbound.illustrations import with_pictures_inside
from mailbot.outbound.letters import Letter, write_letter
from mailbot.outbound.samples import TILLEUL, samples
from mailbot.templating import LANGUAGES, Templates

_WIDTH, _HEIGHT = 640, 1100


def write_gallery(folder: Path, *, pictures: bool) -> int:
    """Write each letter's HTML and text and the index; how many letters. `pictures` wants Chromium on the path."""
    folder.mkdir(parents=True, exist_ok=True)
    shown = []
    for language in LANGUAGES:
        for sample in samples():
            letter = write_letter(sample.kind, language, sample.facts, TILLEUL)
            name = f"{sample.code}-{_plain(sample.variant)}-{language}"
            _write(folder, name, letter, pictures=pictures)
            shown.append(
                {
                    "name": name,
                    "code": sample.code,
                    "variant": sample.variant,
                    "language": language,
                    "title": letter.title,
                    "picture": pictures,
                }
            )
    index = Templates("en", autoescape=True).get("pages/gallery.jinja").render({"letters": shown})
    (folder / "index.html").write_text(index, encoding="utf-8")
    return len(shown)


def _write(folder: Path, name: str, letter: Letter, *, pictures: bool) -> None:
    page = folder / f"{name}.html"
    drawn = {each.content_id: each.picture() for each in letter.illustrations}
    page.write_text(with_pictures_inside(letter.html, drawn), encoding="utf-8")
    (folder / f"{name}.txt").write_text(letter.text, encoding="utf-8")
    if pictures:
        _take_picture(page, folder / f"{name}.png")


def _take_picture(page: Path, picture: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise FileNotFoundError("chromium")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(  # noqa: S603 - our own page, in the browser of this machine
            [
                *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
                *("--no-first-run", f"--user-data-dir={profile}", f"--window-size={_WIDTH},{_HEIGHT}"),
                *("--hide-scrollbars", f"--screenshot={picture}", page.absolute().as_uri()),
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )


def _plain(variant: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in variant).strip("-") or "only"
