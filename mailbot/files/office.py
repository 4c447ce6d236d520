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
_MACROS = frozenset({"Macros", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "\x01Ole10Native", "PROJECT"})
_DOCUMENTS = frozenset({"WordDocument", "Workbook", "Book", "PowerPoint Document"})
_KNOWN = _MACROS | _DOCUMENTS | {"EncryptedPackage"}
_ENTRY = 128


def kind_of_ole(content: bytes) -> str:
    """What a small disk is, by the names in its directory."""
    names, is_installer = _directory(content)
    if is_installer or not names.isdisjoint(_MACROS):
        return _PROGRAM
    if "EncryptedPackage" in names:
        return _LOCKED
    return _UNKNOWN if names.isdisjoint(_DOCUMENTS) else _OFFICE


def _directory(content: bytes) -> tuple[set[str], bool]:
    """The names that stand where an entry of the directory may stand, and whether one has the class of an installer.

    An entry is 128 octets: 64 of name, how many of them count, and from the 81st on the class of what it holds. Words
    of the document itself may look like one by chance: it takes the very name, a zero and the right count.
    """
    names, is_installer = set[str](), False
    for at in range(512, len(content) - _ENTRY + 1, _ENTRY):
        size = content[at + 64]
        if 4 <= size <= 64 and content[at + 65] == 0 and content[at + size - 2 : at + size] == b"\0\0":
            name = content[at : at + size - 2].decode("utf-16-le", "replace")
            if name in _KNOWN:
                names.add(name)
            is_installer = is_installer or content[at + 80 : at + 96] in _INSTALLERS
    return names, is_installer
