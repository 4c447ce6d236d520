"""Documents of word processors and spreadsheets, and the other things that come in the same two wrappings."""

import re

from mailbot.files import zips

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the older wrapping begins: a small disk of its own (MS-CFB)."""

_PROGRAM, _OFFICE, _LOCKED, _ZIP, _UNKNOWN = "program", "office", "locked", "zip", "unknown"

# -- The newer wrapping, a ZIP ----------------------------------------------------------------------------------------

_RUNS = re.compile(
    r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|activex\d*\.(?:bin|xml)|androidmanifest\.xml|classes\d*\.dex"
    r"|appxmanifest\.xml|appxbundlemanifest\.xml|oleobject\d*\.bin)$"
    r"|^meta-inf/manifest\.mf$|(?:^|/)macrosheets/|\.class$|^(?:basic|scripts)/[^/]+",
    re.IGNORECASE,
)
_ODF = b"application/vnd.oasis.opendocument."


def kind_of_zip(content: bytes) -> str:
    """What a ZIP is to whoever opens it."""
    try:
        entries = zips.entries_of(content)
    except ValueError:
        return _ZIP  # whoever opens it finds out why it cannot be read
    names = {each.name for each in entries}
    if any(_RUNS.search(name) for name in names):
        return _PROGRAM
    if "[Content_Types].xml" in names:
        types = next(each for each in entries if each.name == "[Content_Types].xml")
        return _PROGRAM if b"macroenabled" in zips.head_of(content, types, 200_000).lower() else _OFFICE
    first = entries[0] if entries else None
    if first is not None and first.name == "mimetype":
        return _OFFICE if zips.head_of(content, first).startswith(_ODF) else _UNKNOWN
    return _OFFICE if any(name.startswith("Index/") and name.endswith(".iwa") for name in names) else _ZIP


# -- The older one ----------------------------------------------------------------------------------------------------

_INSTALLERS = tuple(bytes((0x80 + sort, 0x10, 0x0C, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46)) for sort in (2, 4, 6))
"""The class of a Windows transform, installer and patch, in the root of the disk."""
_MACROS = ("Macros", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "\x01Ole10Native", "PROJECT")
_DOCUMENTS = ("WordDocument", "Workbook", "Book", "PowerPoint Document")
_ENTRY = 128


def kind_of_ole(content: bytes) -> str:
    """What a small disk is, by the names in its directory."""
    if any(_in_directory(content, name) for name in _MACROS) or _is_installer(content):
        return _PROGRAM
    if _in_directory(content, "EncryptedPackage"):
        return _LOCKED
    return _OFFICE if any(_in_directory(content, name) for name in _DOCUMENTS) else _UNKNOWN


def _in_directory(content: bytes, name: str) -> bool:
    """Whether an entry has this name: 64 octets, then how many of them count, each entry 128 octets long."""
    written = f"{name}\0".encode("utf-16-le")
    size = len(written).to_bytes(2, "little")
    places = re.finditer(re.escape(written), content)
    return any(at.start() % _ENTRY == 0 and content[at.start() + 64 : at.start() + 66] == size for at in places)


def _is_installer(content: bytes) -> bool:
    """The class of the root stands 80 octets into its entry."""
    return any(at.start() % _ENTRY == 80 for each in _INSTALLERS for at in re.finditer(re.escape(each), content))
