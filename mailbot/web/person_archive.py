"""What is on file about one person, as an archive: a page to be looked through, and the files that they sent."""

import tempfile
import zipfile
from typing import IO

from mailbot.outbound.documents import as_html, safe_name
from mailbot.outbound.tables import words_of
from mailbot.pictures import PRINTS
from mailbot.watching import Watching, unwatched
from mailbot.workflow.exporting import Dossier
from mailbot.world import World

_IN_MEMORY = 4_000_000


def archive_of(world: World, dossier: Dossier, watching: Watching = unwatched) -> IO[bytes]:
    """The archive, from its beginning. Photos lose the place where they were taken; what was erased is left out."""
    words = words_of(dossier.language)
    taken: set[str] = set()
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        listed = []
        for place, (name, print_, is_photo) in enumerate(dossier.files):
            watching("files", place, len(dossier.files))
            try:
                content = world.blobs.get(print_)
            except KeyError:
                continue  # its bytes were erased
            try:
                content = PRINTS.of(print_, content) if is_photo else content
            except (ValueError, OverflowError, OSError):
                continue  # nobody can draw it
            kept = safe_name(f"{name.rpartition('.')[0] or 'photo'}.jpg" if is_photo else name, taken)
            archive.writestr(f"{words['DOCUMENTS']}/{kept}", content)
            listed.append(kept)
        html = as_html("person", dossier.language, {**dossier.facts, "files": listed})
        archive.writestr(f"{words['TO_REVIEW']}.html", html.encode("utf-8"))
    file.seek(0)
    return file
