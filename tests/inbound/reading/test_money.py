"""Sums of money the way people write them, and the figures that are none."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.money import (
    PricedOption,
    Tax,
    amounts_in,
    ceiling_in,
    decimal_of,
    quote_options,
    ranges_in,
)
from tests.cases import every

INCLUDED, EXCLUDED, UNSAID = Tax.INCLUDED, Tax.EXCLUDED, Tax.UNSAID

FORMS = (
    ("3 890,00 €", "3890.00", UNSAID), ("3 890,00 €", "3890.00", UNSAID), ("3.890,00 euros", "3890.00", UNSAID),
    ("3890€", "3890.00", UNSAID), ("3,890.00 EUR", "3890.00", UNSAID), ("devis de 1 200", "1200.00", UNSAID),
    ("85 € ttc", "85.00", INCLUDED), ("85e", "85.00", UNSAID), ("85 euros", "85.00", UNSAID),
    ("85 balles", "85.00", UNSAID), ("85 e ttc", "85.00", INCLUDED), ("1200ttc", "1200.00", INCLUDED),
    ("480,50HT", "480.50", EXCLUDED), ("480.50 h.t.", "480.50", EXCLUDED), ("1,2 k€", "1200.00", UNSAID),
    ("1k5", "1500.00", UNSAID), ("2k€ ht", "2000.00", EXCLUDED), ("€85", "85.00", UNSAID), ("EUR 85", "85.00", UNSAID),
    ("85 quid", "85.00", UNSAID), ("85 eur incl. tax", "85.00", INCLUDED), ("€480 excl. VAT", "480.00", EXCLUDED),
    ("480 plus VAT", "480.00", EXCLUDED), ("480 € + TVA", "480.00", EXCLUDED), ("cent euros", "100.00", UNSAID),
    ("deux cents euros", "200.00", UNSAID), ("quatre-vingt-dix euros", "90.00", UNSAID),
    ("deux mille cinq cents euros", "2500.00", UNSAID), ("12€50", "12.50", UNSAID), ("12,5 €", "12.50", UNSAID),
    ("85,-€", "85.00", UNSAID), ("Montant TTC : 528", "528.00", INCLUDED), ("prix ht de 480", "480.00", EXCLUDED),
    ("Net à payer : 1 250,00", "1250.00", INCLUDED), ("85 € pour le joint TTC", "85.00", INCLUDED),
    ("85€ttc", "85.00", INCLUDED), ("85EUROS TTC", "85.00", INCLUDED), ("ça fait 85 tout compris", "85.00", INCLUDED),
    ("85 euors", "85.00", UNSAID), ("total 528", "528.00", UNSAID), ("the quote is 528", "528.00", UNSAID),
)  # fmt: skip

NOT_MONEY = (
    "06 39 98 10 12", "0639981012", "06.39.98.10.12", "+33 6 39 98 10 12", "0033639981012", "tel 04 65 71 00 10",
    "0 800 47 33 33", "le code c'est 45B12", "digicode 4512", "code : 1870A", "3310F", "porte 52", "lot 12", "bât. A",
    "SAS au capital de 50 000 €", "capital social : 10.000 euros", "SIRET 000 001 107 00010", "RCS Lyon 000 001 107",
    "TVA FR12000001107", "FR 12 000 001 107", "IBAN FR76 3000 6000 0112 3456 7890 189", "GB29NWBK60161331926819",
    "à 14h", "14h30", "9-11h", "de 9h à 11h", "entre 9 et 11", "entre 14 et 16", "2pm", "10:30", "vers 15", "sous 48h",
    "mardi 24", "le 24", "24/11", "24/11/2026", "24 novembre", "1er décembre", "november 24", "en 2026", "2026-11-24",
    "10 %", "TVA 10 %", "tva à 20", "50%", "14°", "19 degrés", "20 m2", "45 m²", "15 jours", "2 semaines", "20 min",
    "30 ans", "2 robinets", "24 radiateurs", "12 rue des Lilas", "69003 Lyon", "OS-2026-0187", "BT-9040", "F2026-118",
    "facture 2026-118", "devis n° 4512", "le 3e", "12e arrondissement", "au 5e étage", "x2", "2 fois", "le 2",
    "https://exemple.fr/528", "photo 12", "1,5 bar", "3 kW", "dossier 4512", "ref 7788", "moins de 30 ans",
    "Garant : Caution Mutuelle de l'Exemple, 1 rue de l'Exemple, 69000 Lyon, 120 000 €", "#528", "porte 1234A",
    "le code est 1234A",
    "il fait 14 dans la chambre",
)  # fmt: skip


@every(("words", "value", "tax"), FORMS)
def test_a_price_is_read_in_every_form(words: str, value: str, tax: Tax) -> None:
    (amount,) = amounts_in(fold(words))
    assert (amount.value, amount.tax, amount.marked, amount.rough) == (Decimal(value), tax, True, False)
    assert amount.value.as_tuple().exponent == -2


@every("words", ["3 keys left", "2 kettles", "4 keyrings"])
def test_what_is_counted_is_no_thousand(words: str) -> None:
    assert amounts_in(fold(words)) == ()


@every("words", NOT_MONEY)
def test_a_figure_of_something_else_is_no_price(words: str) -> None:
    assert (amounts_in(fold(words)), ranges_in(fold(words)), ceiling_in(fold(words))) == ((), (), None)


@every(
    "words",
    [
        "06 39 98 10 12, 85 €",
        "la facture 118 de 85 €",
        "mardi 24 à 14h, 85€ ttc",
        "85 euros pour 2 robinets et 20 min",
        "BT-9040 85 ttc",
    ],
)
def test_the_price_is_found_among_other_figures(words: str) -> None:
    assert [amount.value for amount in amounts_in(fold(words))] == [85]


@every("words", ["ok pour 85", "320", "accord à 258", "1 200", "450 c'est bon", "300, pas un de plus"])
def test_a_bare_figure_is_given_but_not_marked(words: str) -> None:
    (amount,) = amounts_in(fold(words))
    assert not amount.marked


@every(
    "words",
    [
        "env. 300", "environ 300 €", "dans les 300", "à peu près 300", "~300", "~ 300 €", "à vue de nez 300",
        "about 300", "300 environ", "300 € à peu près", "autour de 300", "de l'ordre de 300 €", "à partir de 300 €",
        "300 or so",
        "around €300", "à la louche 300 euros", "300 € ttc environ", "roughly 300 euros", "300 et quelques", "+/- 300",
    ],
)  # fmt: skip
def test_a_price_at_a_guess_is_rough(words: str) -> None:
    (amount,) = amounts_in(fold(words))
    assert amount.rough
    assert amount.value == 300


@every(
    "words",
    [
        "entre 300 et 400", "entre 300 et 400 €", "entre 300€ et 400€", "300-400 euros", "300 – 400 €", "300 à 400",
        "de 300 à 400 €", "between 300 and 400", "from 300 to 400 euros", "3 à 400 €", "300/400 €", "300 € à 400 €",
        "compter entre 300 et 400 selon la pièce", "€300-€400", "dans les 300-400",
    ],
)  # fmt: skip
def test_a_range_is_one_thing_and_its_figures_are_not_prices(words: str) -> None:
    (found,) = ranges_in(fold(words))
    assert (found.low, found.high) == (Decimal(300), Decimal(400))
    assert amounts_in(fold(words)) == ()


def test_a_range_knows_its_tax() -> None:
    assert [found.tax for found in ranges_in("entre 300 et 400 € ht, soit 330 a 440 ttc")] == [EXCLUDED, INCLUDED]


@every("words", ["480 ht - 528 ttc", "400 a 300", "mardi 24 a 26", "a 14-16", "2-3 robinets"])
def test_two_figures_are_not_always_a_range(words: str) -> None:
    assert ranges_in(words) == ()


@every(
    "words",
    [
        "OK si moins de 450", "528 c'est cher. OK si vous le faites descendre sous 450, sinon demandez un autre devis",
        "plafond 450", "plafond : 450 €", "jusqu'à 450 €", "max 450", "si vous descendez à 450", "up to 450",
        "under 450", "ne dépasse pas 450", "dans la limite de 450 €", "450 max", "450 € maxi", "450 euros maximum",
        "pas plus de 450", "OS à Durand, urgent, plafond 450", "d'accord si ça ne dépasse pas les 450 €", "jusqua 450",
        "ok in the limit of 450", "fine as long as it's below €450", "no more than 450 euros", "budget max de 450",
        "accord dans une limite de 450€ TTC", "en dessous de 450 c'est oui", "OK à condition que ce soit sous les 450",
        "450 grand max", "au-delà de 450 rappelez-moi", "inférieur à 450 €", "à hauteur de 450 €", "450 tops",
        "< 450 €",
        "not exceeding 450", "capped at 450", "450 € ttc max", "si le prix ne dépasse pas un montant de 450",
    ],
)  # fmt: skip
def test_a_ceiling_is_read(words: str) -> None:
    ceiling = ceiling_in(fold(words))
    assert ceiling is not None
    assert ceiling.value == 450
    assert ceiling.marked


@every(
    "words",
    ["pas moins de 450", "sous 48h", "jusqu'à 17h", "jusqu'au 24", "sous 15 jours", "450 €", "accord pour 450 €",
     "moins de 2 semaines", "max 2 robinets", "within 10 days", "plus de chauffage", "under 24 hours",
     "je peux descendre à 450"],
)  # fmt: skip
def test_what_is_no_ceiling(words: str) -> None:
    assert ceiling_in(fold(words)) is None


ONE = (
    ("devis ci-joint 480€ HT soit 528 TTC. Faut remplacer la vidange", "528.00", "480.00", None),
    ("480 HT soit 528", "528.00", "480.00", None),
    ("HT 480 TTC 528", "528.00", "480.00", None),
    ("528 € TTC (480 € HT)", "528.00", "480.00", None),
    ("Total HT 480,00 TVA 10 % 48,00 Total TTC 528,00", "528.00", "480.00", "10"),
    ("Total HT\n480,00 €\nTVA 10 %\n48,00 €\nTotal TTC\n528,00 €", "528.00", "480.00", "10"),
    ("480 € HT, TVA 10 %, soit 528 € TTC dont TVA 48 €", "528.00", "480.00", "10"),
    ("480 HT + TVA 10% = 528", "528.00", "480.00", "10"),
    ("devis 480 HT", None, "480.00", None),
    ("mon devis : 640", "640.00", None, None),
    ("joint 30 €, main d'oeuvre 55 €, total 85 € TTC", "85.00", None, None),
    ("480 ht dont main d'oeuvre 200 et fournitures 280", None, "480.00", None),
    ("1) dépose 100 €\n2) pose 200 €\nTotal 300 € TTC", "300.00", None, None),
    ("devis 500 € TTC, acompte de 30 % soit 150 €", "500.00", None, None),
    ("528 TTC. Je répète : 528 TTC", "528.00", None, None),
    ("Quote: €480 excl. VAT, €528 incl. VAT (VAT 10%)", "528.00", "480.00", "10"),
    ("je peux le faire pour 85", "85.00", None, None),
)


@every(("words", "incl", "excl", "rate"), ONE)
def test_one_price_said_in_several_ways_is_one_option(
    words: str, incl: str | None, excl: str | None, rate: str | None
) -> None:
    expected = [None if said is None else Decimal(said) for said in (incl, excl, rate)]
    assert quote_options(fold(words)) == (PricedOption("", *expected),)


@every(
    ("words", "first", "second"),
    [
        ("option A : 320 €, option B : 410 €", "A", "B"),
        ("Option A (réparation) : 320 € TTC\nOption B (remplacement) : 410 € TTC", "A", "B"),
        ("A : 320, B : 410", "A", "B"),
        ("1) 320 €  2) 410 €", "1", "2"),
        ("le premier à 320 et le second à 410", "1", "2"),
        ("320 pour le A et 410 pour le B", "A", "B"),
        ("devis 1 : 320 € ; devis 2 : 410 €", "1", "2"),
        ("option 1 320€ option 2 410€", "1", "2"),
        ("the first one is 320, the second one 410", "1", "2"),
        ("le A à 320 et le B à 410", "A", "B"),
        ("solution n°1 : 320 euros, solution n°2 : 410 euros", "1", "2"),
        ("320 ou 410 €", "", ""),
        ("deux prix : a) colmatage 320 €, b) remplacement 410 €", "A", "B"),
        ("A : 320 € TTC / B : 410 € TTC", "A", "B"),
        ("1) joint 320 € TTC 2) vanne 410 € TTC", "1", "2"),
    ],
)
def test_two_options_stay_two(words: str, first: str, second: str) -> None:
    found = [(option.label, option.incl_tax) for option in quote_options(fold(words))]
    assert found == [(first, Decimal(320)), (second, Decimal(410))]


def test_options_without_tax_are_not_turned_into_options_with_tax() -> None:
    options = quote_options(fold("Option A : 320 € HT soit 352 € TTC. Option B : 410 € HT"))
    assert options == (
        PricedOption("A", Decimal("352.00"), Decimal("320.00"), None),
        PricedOption("B", None, Decimal("410.00"), None),
    )


def test_a_sum_said_to_be_without_tax_for_all_is_so_for_all() -> None:
    assert [amount.tax for amount in amounts_in("a : 320 €, b : 410 €. tous nos prix sont ht")] == [EXCLUDED, EXCLUDED]


@every("words", ["dont TVA 48 €", "TVA 10 % : 48,00 €", "TVA (10%) 48,00", "48 € de TVA", "VAT: €48"])
def test_the_tax_itself_is_known(words: str) -> None:
    (amount,) = amounts_in(fold(words))
    assert amount.is_vat
    assert amount.value == 48


def test_a_span_holds_in_the_words_as_written() -> None:
    words = "Été : 1 200,50 € TTC, réparé"
    (amount,) = amounts_in(fold(words))
    assert words[amount.start : amount.end] == "1 200,50 €"


@every(("words", "said"), [("3 890,00 €", "3890.00"), ("85", "85.00"), ("1.2 k€", "1200.00"), ("rien", "")])
def test_a_sum_is_written_with_a_point_and_two_digits(words: str, said: str) -> None:
    assert decimal_of(words) == said


@given(st.text(alphabet="0123456789 .,€eurkht-/:()%aoptinB\n\0²", max_size=80) | st.text(max_size=40))
def test_no_words_raise(words: str) -> None:
    folded = fold(words)
    for amount in amounts_in(folded):
        assert 0 <= amount.start < amount.end <= len(folded)
    ranges_in(folded), ceiling_in(folded), quote_options(folded), decimal_of(words)


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "1.", "100 ", "85 € ", "tva 10 % ", "option a : 320 ", "a : ", "cent ", "entre 300 et 400 ",
     "moins de ", "06 ", "capital de ", "a@", "ht ", "1 200,00 € ht soit 1 320 ttc\n", "fr76 3000 ", " ", "(", "prix "],
)  # fmt: skip
def test_the_time_grows_with_the_length_only(piece: str) -> None:
    words = piece * (100_000 // len(piece))
    start = time.process_time()
    quote_options(words)
    assert time.process_time() - start < 3.0
