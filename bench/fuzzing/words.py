"""Texts of the words that reading knows, in an order in which nobody says them."""

import importlib
import pkgutil
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from mailbot.inbound.reading import lexicon
from mailbot.inbound.reading.standpoint import Standpoint
from tests.inbound.reading.said import SaidMail, every_said_mail

_WORD = re.compile(r"[\w’'@.%€°/:+#-]+")
_MOMENTS = (
    *("mardi 24", "lundi", "entre 9h et 11h", "9h-11h", "25h61", "31 novembre", "30/02/2026", "demain", "après-demain"),
    *(
        "à partir de 17h",
        "jeudi aprem",
        "le 1er",
        "le 99",
        "semaine 53",
        "12/11/26",
        "2026-11-24T09:00",
        "midi",
        "0h00",
    ),
    *(
        "tomorrow",
        "Tuesday 24th",
        "between 9 and 11",
        "noon",
        "next week",
        "dans 3 jours",
        "sous huitaine",
        "9h30 pile",
    ),
    *("du 1 au 31", "mardi ou mercredi", "sauf lundi", "pas avant 18h", "le 2", "les 2 et 3", "99999999999h", "0 0 0"),
)
_MONEY = (
    *("480€ HT", "soit 528 TTC", "1 234,56 €", "0,00", "1.234.567,89 euros", "-5 €", "TVA 10 %", "20%", "plafond 200"),
    *("€" * 9, "9" * 40 + " €", "trois cents euros", "£85", "85 quid", "1k€", "480,5", "12.5", "HT TTC HT", "1e9 €"),
)
_SHAPES = (
    *(
        "> ",
        ">> ",
        "-- \n",
        "________________________________\n",
        "Le mar. 24 nov. 2026 à 09:12, X a écrit :\n",
        "\n\n",
    ),
    *("De : a@b.example\nEnvoyé : mardi\nÀ : b\nObjet : x\n", "-----Message d'origine-----\n", "Cordialement,\n", "\n"),
    *("On Tue, Nov 24, 2026 at 9:12 AM X <a@b.example> wrote:\n", "Envoyé de mon iPhone\n", "#devis Petit\n", "# \n"),
    *(
        "#statut",
        "#note",
        "SIG-1042",
        "OS-2026-0012",
        "[DEV-2026-0003]",
        "FR76 3000 6000 0112 3456 7890 189",
        "\t",
        " ",
    ),
    *(
        "OK",
        "non",
        "oui",
        "1",
        "2",
        "?",
        "!!!",
        "On On On ",
        "Le Le Le ",
        ": : : ",
        "1) ",
        "- ",
        "• ",
        "\u00a0",
        "\u202f",
    ),
    *(
        "😀",
        "\u200d",
        "\u0301" * 9,
        "İ",
        "ß",
        "ﬁ",
        "é",
        "e\u0301",
        "\ufeff",
        "\u2028",
        "\x85",
        "\x0c",
        "\x1c",
        "\ud7ff",
    ),
)


@cache
def said() -> Sequence[SaidMail]:
    """The mails of which it is known what they say."""
    return tuple(every_said_mail())


@cache
def _vocabulary() -> Sequence[str]:
    """Every word of every lexicon."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(lexicon.__path__):
        for value in vars(importlib.import_module(f"{lexicon.__name__}.{module.name}")).values():
            found.update(word for text in _texts_in(value) for word in _WORD.findall(text))
    return tuple(sorted(found))


def _texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for key, held in value.items():
                yield from _texts_in(key)
                yield from _texts_in(held)
        case tuple() | list() | frozenset() | set():
            for held in value:
                yield from _texts_in(held)


@cache
def _sentences() -> Sequence[str]:
    return tuple(line for mail in said() for line in mail.words.split("\n") if line.strip())


def text_of(chance: random.Random, pieces: int) -> str:
    """A text of so many pieces."""
    made: list[str] = []
    for _ in range(pieces):
        match chance.randrange(8):
            case 0 | 1:
                made.append(chance.choice(_sentences()))
            case 2 | 3:
                made.append(" ".join(chance.choices(_vocabulary(), k=chance.randint(1, 12))))
            case 4:
                made.append(chance.choice(_MOMENTS))
            case 5:
                made.append(chance.choice(_MONEY))
            case 6:
                made.append(chance.choice(_SHAPES) * chance.choice((1, 1, 1, 4, 40)))
            case _:
                made.append(f"{chance.choice(_vocabulary())} " * chance.choice((1, 3, 30)))
        made.append(chance.choice((" ", " ", ", ", ". ", "\n", "\n\n", " ou ", " et ", "")))
    return "".join(made)


@cache
def _standpoints() -> Sequence[Standpoint]:
    return tuple({repr(mail.standpoint): mail.standpoint for mail in said()}.values())


def standpoint_of(chance: random.Random) -> Standpoint:
    """Where somebody stands: as in one of the said mails, or with what was asked in another."""
    from dataclasses import replace

    one, other, third = (chance.choice(_standpoints()) for _ in range(3))
    if chance.random() < 0.5:
        return one
    return replace(one, asked=other.asked, work_order=third.work_order, report=other.report, channel=third.channel)
