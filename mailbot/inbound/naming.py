"""Which home somebody names: by its key, its name, its street, who lives there, or a word that only one of them has."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from mailbot.workflow.households import KnownHome

_FEW = 8
"""Homes among which a single word may tell. Among a whole agency's it would too often be about something else."""
_SHORT = 3

# Words of addresses and of repairs: « le robinet de gauche » names no home.
_SAY_NOTHING = frozenset(
    (
        *("appartement", "appart", "maison", "studio", "logement", "local", "chambre", "cave", "parking", "garage"),
        *("rue", "avenue", "cours", "allee", "impasse", "place", "square", "chemin", "boulevard", "quai", "montee"),
        *("etage", "gauche", "droite", "face", "porte", "batiment", "escalier", "lot", "rez", "jardin", "chaussee"),
        *("haut", "bas", "cour", "mademoiselle", "madame", "monsieur", "street", "road", "flat", "house", "floor"),
    )
)
_POSITIONS: Sequence[frozenset[str]] = (
    frozenset(("1", "1er", "premier", "premiere", "first")),
    frozenset(("2", "2e", "2eme", "deuxieme", "second", "seconde")),
    frozenset(("3", "3e", "3eme", "troisieme", "third")),
    frozenset(("4", "4e", "4eme", "quatrieme", "fourth")),
    frozenset(("5", "5e", "5eme", "cinquieme", "fifth")),
    frozenset(("6", "6e", "6eme", "sixieme", "sixth")),
)
_AROUND_A_POSITION = frozenset(
    ("le", "la", "les", "l", "c", "est", "n", "no", "numero", "number", "the", "one", "celui")
)


def homes_named(words: str, homes: Sequence[KnownHome]) -> Sequence[KnownHome]:
    """The homes that these words name, by the surest sign that names any; several when it does not tell them apart."""
    said = plain(words)
    for signs in _SIGNS:
        named = [home for home in homes if any(_says(said, sign) for sign in signs(home))]
        if named:
            return named
    return _by_one_word(said, homes) if len(homes) <= _FEW else []


def home_at(words: str, homes: Sequence[KnownHome]) -> KnownHome | None:
    """« Le 2 », « la première »: the home at this place of a list, when nothing else is said."""
    left = [word for word in plain(words).split() if word not in _AROUND_A_POSITION]
    if len(left) != 1:
        return None
    return next((home for home, said in zip(homes, _POSITIONS, strict=False) if left[0] in said), None)


def plain(words: str) -> str:
    """Words without accents, case or marks, a blank on each side: « L-A12, Fuite » becomes « l a12 fuite »."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return f" {' '.join(re.findall(r'[a-z0-9]+', kept))} "


def without_key(words: str, home: KnownHome) -> str:
    """A subject without the key of the home that it begins with: « L-A12 : fuite » becomes « fuite »."""
    return re.sub(rf"^\W*(?:lot\W+)?{re.escape(home.key)}\b[\s:,;.–—-]*", "", words, flags=re.IGNORECASE)


def _says(said: str, sign: str) -> bool:
    wanted = plain(sign)
    return bool(wanted.strip()) and wanted in said


def _streets(home: KnownHome) -> Iterable[str]:
    return [home.street] if any(sign.isdigit() for sign in home.street) else []


# The surest first.
_SIGNS: Sequence[Callable[[KnownHome], Iterable[str]]] = (
    lambda home: [home.key],
    lambda home: [home.name],
    _streets,
    lambda home: [name for name in home.occupants if len(name) > _SHORT],
)


def _by_one_word(said: str, homes: Sequence[KnownHome]) -> Sequence[KnownHome]:
    """Those of which the words hold a word that no other one has."""
    theirs = [set(plain(f"{home.name} {home.street} {home.town}").split()) for home in homes]
    spoken = {word for word in said.split() if len(word) > _SHORT and word not in _SAY_NOTHING}
    named = []
    for home, words in zip(homes, theirs, strict=True):
        others = set().union(*(other for other in theirs if other is not words))
        if spoken & words - others:
            named.append(home)
    return named
