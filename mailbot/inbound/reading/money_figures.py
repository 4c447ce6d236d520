"""The figures that could be sums of money, and what the words beside them make of each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mailbot.inbound.reading.lexicon import money_words as lexicon
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.money_lookalikes import NEVER_MONEY


class Tax(StrEnum):
    """What was said of the tax beside a sum."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    UNSAID = "unsaid"


def decimal_of(text: str) -> str:
    """The first sum of a text the way readings write it, "3890.00" for « 3 890,00 € »; "" when there is none."""
    folded = fold(text)
    found = _FIGURE.search(folded)
    return "" if found is None else f"{_figure(folded, found).value:.2f}"


# --- Figures: every number that could be a sum -----------------------------------------------------------------------


@dataclass(slots=True)
class Figure:
    """A number as it is written. Not money when it counts, dates or numbers something."""

    value: Decimal
    start: int
    end: int
    core: int
    """Where the digits begin, after a currency that stands before."""
    has_currency: bool
    rough: bool = False
    is_money: bool = True


def any_of(phrases: Iterable[str]) -> str:
    """The phrases as one alternative of a pattern, the longest first."""
    # Programs fold lines at 72 signs (RFC 3676): « incl. » may end one and « VAT » begin the next.
    return "|".join(re.escape(phrase).replace(r"\ ", r"[ \n]") for phrase in sorted(phrases, key=len, reverse=True))


def ending_in(phrases: Iterable[str], gap: str = "[ :=(]{0,3}") -> re.Pattern[str]:
    """One of the phrases as the last words of a text."""
    return re.compile(rf"(?<!\w)(?:{any_of(phrases)}){gap}$")


WINDOW = 64
"""How far the words beside a figure are looked at."""

_CURRENCY_WORDS = any_of(word for word in lexicon.CURRENCIES if word.isalpha())
_CURRENCY = rf"(?:[€£](?:uros?)?|(?:{_CURRENCY_WORDS})(?=\W|$|ttc|ht|\d\d(?!\w)))"
_NUMBER = (
    r"(?:\d{1,3}(?:[ ']\d{3}){1,3}(?:[.,]\d{1,2})?(?!\d)"  # 3 890,00
    r"|\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,2})?(?!\d)"  # 3.890,00
    r"|\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,2})?(?!\d)"  # 3,890.00
    r"|\d{1,9}(?:[.,]\d{1,2})?(?!\d))"  # 480,50
)
_FIGURE = re.compile(
    rf"(?<!\w)(?<!\d[.,])(?:(?P<before>[€£]|(?<!\w)(?:euros?|eur)) ?)?(?P<number>{_NUMBER})(?:[.,]-+)?"
    rf"(?P<thousands> ?k(?:(?P<hundreds>\d)(?!\w)|(?=€|e(?!\w)|eur|[ \n,.;)?!]|$)))?"
    rf"(?P<after> {{0,2}}{_CURRENCY})?(?(after)(?P<cents>\d\d(?![\w%]))?)"
)
MOST_FIGURES = 1_000
"""A text with more of them is a table of something else."""
_DIGITS = re.compile(r"\d+")


def figures_in(folded: str) -> list[Figure]:
    """The numbers that are not a part of something else, in order."""
    if not _DIGITS.search(folded):
        return _written_out(folded)
    shown = folded
    for pattern in NEVER_MONEY:
        shown = pattern.sub(lambda found: "\0" * len(found[0]), shown)
    figures = [_figure(folded, found) for found in itertools.islice(_FIGURE.finditer(shown), MOST_FIGURES)]
    return sorted([*figures, *_written_out(shown)], key=lambda figure: figure.start)


def _figure(folded: str, found: re.Match[str]) -> Figure:
    number, core = found["number"], found.start("number")
    head = folded[max(0, core - WINDOW) : core]
    if found["before"] is None and number[1:2] == " " and _OPTION_BEFORE.search(head):
        core, number = core + 2, number[2:]  # « option 1 320 € »
    value = _value(number)
    if found["thousands"]:
        value = value * 1000 + 100 * int(found["hundreds"] or 0)
    if found["cents"]:
        value += Decimal(found["cents"]) / 100
    currency = bool(found["before"] or found["after"])
    start = core if found["before"] is None else found.start()
    figure = Figure(value.quantize(CENT), start, found.end(), core, currency or bool(found["thousands"]))
    after = (found["after"] or "").strip()
    if after == "e" and not found["before"]:
        figure.has_currency = figure.is_money = not _is_ordinal(head, figure, folded)
    elif not figure.has_currency and not _TAX_AFTER.match(folded, figure.end):
        figure.is_money = _may_be_a_price(folded, head, number, figure)
    return figure


CENT = Decimal("0.01")
"""What sums are rounded to."""


def _value(number: str) -> Decimal:
    """« 3 890,00 », « 3.890,00 », « 3,890.00 », « 480,5 »: cents are what follows the last mark, if at most two."""
    tail = re.search(r"[.,](\d{1,2})$", number)
    whole = number[: tail.start()] if tail else number
    return Decimal("".join(_DIGITS.findall(whole)) + (f".{tail[1]}" if tail else ""))


def _is_ordinal(head: str, figure: Figure, folded: str) -> bool:
    """« 12e arrondissement », « au 3e », and not « 85e », « 85 e ttc »."""
    return figure.value < 10 or bool(_RANK_BEFORE.search(head)) or not _leads_on(folded, figure.end)


def _may_be_a_price(folded: str, head: str, number: str, figure: Figure) -> bool:
    """Whether a bare figure could be a sum: it numbers, dates and counts nothing."""
    value = figure.value
    if number[0] == "0" and not number.startswith(("0,", "0.")):
        return False
    if value < 10 and number.isdigit():
        return False
    if number.isdigit() and (len(number) > 4 or (1900 <= value < 2100 and not PRICE_BEFORE.search(head))):
        return False  # 69003 Lyon, en 2026
    if _NUMBER_BEFORE.search(head) or head.endswith(("#", "/", "_", "\\")):
        return False
    if value <= 31 and number.isdigit() and _DAY_BEFORE.search(head):
        return False
    if _GLUED.match(folded, figure.end) or (_PAPER_BEFORE.search(head) and _OF.match(folded, figure.end)):
        return False  # 1234A, « la facture 118 de 132 € »
    if (not number.isdigit() and number[-3:-2] in (",", ".")) or (value >= 100 and _CEILING_BEFORE.search(head)):
        return True
    return _leads_on(folded, figure.end)


def _leads_on(folded: str, end: int) -> bool:
    """Whether what follows a bare figure may follow a price; a noun would be what it counts."""
    found = _NEXT_WORD.match(folded, end)
    return found is None or found[1].rstrip(".") in _AFTER_A_PRICE or bool(LABELLED_AFTER.match(folded, end))


_RANK_BEFORE = re.compile(r"(?<!\w)(?:le|la|les|au|du|chaque|mon|ma|son|sa|notre|votre|ce|cette) {1,2}$")
_NEXT_WORD = re.compile(r" {0,3}((?:[^\W\d_]|\d)[\w']{0,24}\.?)")
_AFTER_A_PRICE = frozenset(lexicon.AFTER_A_PRICE)
_NUMBER_BEFORE = ending_in(lexicon.NUMBER_BEFORE, r"[ :]{0,3}")
_DAY_BEFORE = ending_in(lexicon.DAY_BEFORE, r" {0,3}")

_GLUED = re.compile(r"[a-z](?!\w)")
_PAPER_BEFORE = re.compile(r"(?<!\w)(?:facture|devis|avoir|invoice|quote|quotation|order|commande) {1,2}$")
_OF = re.compile(r" {1,2}(?:de|du|d'un|des|pour|of|from|dated|for|a)(?!\w)[^\d\n]{0,24}\d")

_NUMBER_WORDS = any_of(lexicon.NUMBER_WORDS)
_WRITTEN = re.compile(
    rf"(?<!\w)(?P<words>(?:(?:{_NUMBER_WORDS})[ -](?:(?:et|and)[ -])?){{1,8}})(?:€|(?:{_CURRENCY_WORDS})(?!\w))"
    rf"|(?<!\w)(?P<round>{any_of(lexicon.ROUND_NUMBERS)})(?: d'| de )(?:{_CURRENCY_WORDS})(?!\w)"
)


def _written_out(shown: str) -> list[Figure]:
    """« deux cents euros », « une centaine d'euros »."""
    figures: list[Figure] = []
    for found in _WRITTEN.finditer(shown):
        if found["round"]:
            value, rough = Decimal(lexicon.ROUND_NUMBERS[found["round"]]), True
        else:
            value, rough = Decimal(_spelled(re.findall(r"[a-z]+", found["words"]))), False
        figures.append(Figure(value.quantize(CENT), found.start(), found.end(), found.start(), True, rough))
    return figures


def _spelled(said: list[str]) -> int:
    """« deux mille quatre-vingt-dix » is 2090."""
    total = current = 0
    for word in said:
        number = lexicon.NUMBER_WORDS.get(word, 0)
        if number == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif number == 100:
            current = max(current, 1) * 100
        elif number == 20 and current % 100 == 4:
            current += 76
        else:
            current += number
    return min(total + current, 9_999_999)


# --- What stands beside a figure -------------------------------------------------------------------------------------

_TAXES = {Tax.INCLUDED: any_of(lexicon.TAX_INCLUDED), Tax.EXCLUDED: any_of(lexicon.TAX_EXCLUDED)}
_TAX = rf"(?:(?P<included>{_TAXES[Tax.INCLUDED]})|(?P<excluded>{_TAXES[Tax.EXCLUDED]}))(?!\w)"
_TAX_AFTER = re.compile(rf"(?: {{0,3}}|\n)\(?,? ?(?:net )?{_TAX}(?P<next>[ ]{{0,3}}:?[ ]{{0,3}}[€£]? ?\d)?")
_TAX_BEFORE = re.compile(rf"(?<!\w){_TAX}[ \t\n:=()€£|.]{{0,8}}(?:(?:de|est de|a|of|is|at|est)[ ]|d')?$")
_TAX_AFTER_LOOSELY = re.compile(rf"[^\d\n.;:,]{{1,30}}?(?<!\w){_TAX}(?! {{0,3}}:? {{0,3}}[€£]? ?\d)")
ALL_EXCLUDED = re.compile(
    rf"\b(?:prix|montants?|tarifs?|prices?|amounts?)\b[^\d\n.;:]{{0,24}}?\b(?:{_TAXES[Tax.EXCLUDED]})(?!\w)"
    r"(?! {0,3}:? {0,3}[€£]? ?\d)"
)
"""« prix HT », said once for every sum of the text."""


def taxes_of(folded: str, figures: list[Figure]) -> list[Tax]:
    """The tax of each figure. A tax word speaks of one figure: « 480 HT soit 528 », « HT 480 TTC 528 »."""
    taxes: list[Tax] = []
    taken = 0
    for figure in figures:
        first = max(taken, figure.start - WINDOW)
        before = _TAX_BEFORE.search(folded[first : figure.start])
        after = _TAX_AFTER.match(folded, figure.end)
        folds = folded.startswith("\n", figure.end)
        if after and (after["next"] or folds) and (before or (folds and after["next"]) or ":" in (after["next"] or "")):
            after = None  # « HT 480 TTC 528 »: the word belongs to the next figure
        found = after or before or (_TAX_AFTER_LOOSELY.match(folded, figure.end))
        if found is None:
            taxes.append(Tax.UNSAID)
            continue
        taxes.append(Tax.INCLUDED if found["included"] else Tax.EXCLUDED)
        taken = figure.end if found is before else max(found.end("included"), found.end("excluded"))
    return taxes


PRICE_BEFORE = re.compile(rf"(?<!\w)(?:{any_of(lexicon.PRICE_WORDS)})(?!\w)[^\n;!?\d]{{0,20}}$")
"""A word of price leads to the figure: « tarif : », « ça coûte »."""
_FILLER = (
    r"[ :=]{0,3}(?:(?:un |le )?(?:montant|total|prix) (?:de |of )?"
    r"|la somme de |de |a |les |des |of |to |at |d'|environ |env\.? )?"
)
_CEILING_BEFORE = ending_in(lexicon.CEILING_BEFORE, _FILLER)
_CEILING_AFTER = re.compile(rf"(?: ?(?:ttc|ht)(?!\w))?[ (,]{{0,3}}(?:{any_of(lexicon.CEILING_AFTER)})(?!\w)")
_NOT_A_CEILING = ending_in(lexicon.NOT_A_CEILING, _FILLER)


def is_ceiling(folded: str, start: int, end: int) -> bool:
    """« moins de 450 », « plafond 200 », « 300 max »: the sum in between is not to be passed."""
    head = folded[max(0, start - WINDOW) : start]
    if _CEILING_AFTER.match(folded, end):
        return True
    return bool(_CEILING_BEFORE.search(head)) and not _NOT_A_CEILING.search(head)


NOUNS = rf"(?:{any_of(lexicon.OPTION_NOUNS)})"
"""« option », « devis », « solution »: what is numbered when there are several prices."""
ORDINAL = any_of(lexicon.ORDINALS)
"""« premier », « second »: an option by its rank."""
_OPTION_BEFORE = re.compile(
    r"(?<!\w)(?<!notre )(?<!ma )(?<!une )(?<!nouvelle )(?<!our )(?<!my )"
    rf"(?:{any_of(set(lexicon.OPTION_NOUNS) - {'devis', 'devi', 'quote', 'offre', 'offer'})}) $"
)
LABELLED_AFTER = re.compile(
    rf"(?: ?(?:ttc|ht)(?!\w))?(?: ?\(| ?= ?| pour | for | - )(?:(?:l'|le |la |the )?{NOUNS} ?(?P<named>[a-h]|[1-9])"
    rf"|(?:le |la |the )(?P<ordinal>[a-h]|[1-9]|{ORDINAL})|(?P<bare>[a-h](?=$|[,.;)\n]| et | ou | and | or )))"
    r"(?![\w%]|[.,]?\d)(?! ?[:=€£]| ?\d| a | est | at | is )"
)
"""« 320 pour le A », « 320 (option 1) »: the option stands behind its price."""
