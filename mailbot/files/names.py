"""The name of a file that somebody else chose, as it may be shown, attached and written to a disk."""

import unicodedata

LONGEST = 100
"""In characters; an ending is kept."""
_LONGEST_WRITTEN = 2_000
_LONGEST_ENDING = 12
_NOT_ON_DISKS = frozenset('<>:"|?*/\\')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Windows opens a device by these names, whatever ending follows."""

_ENDINGS_THAT_MISLEAD = frozenset(
    {
        *("7z", "apk", "app", "avi", "bat", "bmp", "bz2", "cab", "chm", "cmd", "com", "cpl", "csv", "dll"),
        *("dmg", "doc", "docm", "docx", "exe", "gif", "gz", "heic", "heif", "hta", "htm", "html", "img"),
        *("ini", "iso", "jar", "jpeg", "jpg", "js", "jse", "lnk", "mkv", "mov", "mp3", "mp4", "msi"),
        *("msp", "odp", "ods", "odt", "pdf", "pif", "png", "ppt", "pptm", "pptx", "ps1", "rar", "reg"),
        *("rtf", "scr", "sh", "svg", "tar", "tif", "tiff", "txt", "vbe", "vbs", "vhd", "wav", "webm"),
        *("webp", "wsf", "wsh", "xhtml", "xll", "xls", "xlsm", "xlsx", "xml", "zip"),
    }
)


def safe_name(written: str) -> str:
    """A name without folders, control signs, marks that turn the direction of reading or take no room; short enough
    for any disk. "" when nothing of it is left."""
    last = written[-_LONGEST_WRITTEN:].replace("\\", "/").rpartition("/")[2]
    if last.isascii() and last.isprintable() and _NOT_ON_DISKS.isdisjoint(last):
        shown = last
    else:
        shown = "".join(_sign(sign) for sign in unicodedata.normalize("NFC", last))
    name = " ".join(shown.split()).lstrip(". ").rstrip(". ")
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= _LONGEST_ENDING:
        name = f"{(stem[: LONGEST - len(ending) - 1]).rstrip('. ')}.{ending}"
    name = name[:LONGEST].rstrip(". ")
    return f"_{name}" if name.partition(".")[0].lower() in _DEVICES else name


def _sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind.startswith("Z"):
        return " "
    # Cc: a line end in a header. Cf: U+202E makes « photogpj.exe » look like « photoexe.jpg », U+200B like nothing.
    if kind.startswith("C"):
        return " " if sign in "\t\r\n" else ""
    return "_" if sign in _NOT_ON_DISKS else sign


def name_with_ending(name: str, endings: tuple[str, ...]) -> str:
    """The same name with an ending of what the file is, and no second one that says something else.

    `endings`: those of its kind, without dots, the usual one first; none for a kind whose name may end as it likes.
    """
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    if endings and ending.lower() not in endings:
        stem, ending = name, endings[0]
    while (inner := stem.rpartition("."))[1] and inner[2].strip().lower() in _ENDINGS_THAT_MISLEAD:
        stem = f"{inner[0]}_{inner[2]}"
    if not ending:
        return stem
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}" if stem else ""
