"""Messages that are ready (messages types): which of them need nothing filled in, and what they ask (WORDING, MT)."""

from collections.abc import Mapping
from types import MappingProxyType

READY = frozenset(("MT-01", "MT-02", "MT-03", "MT-04", "MT-06", "MT-10", "MT-11", "MT-18", "MT-20"))
"""Those that are true whatever has been done, and name neither a day nor a company."""

ASKS_BACK: Mapping[str, str] = MappingProxyType(
    {
        "MT-02": "une photo de l’endroit concerné",
        "MT-03": "la marque et le modèle de l’appareil",
        "MT-04": "les jours et les heures qui conviennent",
        "MT-20": "les pièces touchées, et depuis quand",
    }
)
"""What the answer to a ready message is about: the standpoint of the next reply (READING, section 11)."""
