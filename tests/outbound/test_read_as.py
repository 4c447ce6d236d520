"""« Lu comme : … »: what was read is said back in words, whatever it was, in both languages."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.outbound import prose
from mailbot.templating import MissingFact, templates_folder
from mailbot.vocabulary import Category, Urgency
from tests.cases import every
from tests.outbound.letters_read import LANGUAGES, flat, sample_of, seen, shape, words_of, write

TUESDAY = {"start": "2026-11-24T08:00:00+01:00", "end": "2026-11-24T12:00:00+01:00"}
THURSDAY = {"start": "2026-11-26T17:00:00+01:00", "end": "2026-11-26T20:00:00+01:00"}
WORKING_DAYS = ["mon", "tue", "wed", "thu", "fri"]

ABOUT_THE_LETTER = re.compile(r"(?:Lu comme :|Read as:) (.*?)\. (?:Corriger|Correct this) <")


def said(read_as: Any, language: str = "fr") -> str:
    """What the letter to the manager says after « Lu comme : »."""
    found = ABOUT_THE_LETTER.search(flat(write(sample_of("G-02"), language, read_as=read_as).text))
    assert found
    return found[1]


def intent(type_: str, **values: Any) -> dict[str, Any]:
    return {"type": type_, **values}


IN_FRENCH: list[tuple[dict[str, Any], str]] = [
    (intent("report_new", category="shutters", urgency="urgent"), "un nouveau problème : volets, urgent"),
    (intent("report_new", category="gas", urgency="vital"), "un nouveau problème : gaz, danger"),
    (intent("report_new", category="roof", urgency="normal"), "un nouveau problème : toiture"),
    (intent("report_new", category="other", urgency="normal"), "un nouveau problème"),
    (intent("urgent_flag", reason="no_heating"), "une urgence : pas de chauffage"),
    (intent("status_question", scope="this"), "une question : où en est le dossier"),
    (intent("status_question", scope="all"), "une question : où en sont les dossiers"),
    (intent("question", topic="access_code"), "une question : le code d’accès"),
    (intent("provide_info", topic="access", access_code="45B12"), "une précision : l’accès, code 45B12"),
    (intent("provide_info", topic="other"), "une précision"),
    (intent("photos", count=1), "1 photo jointe"),
    (intent("photos", count=3), "3 photos jointes"),
    (intent("comment"), "une remarque"),
    (intent("comment", announces="invoice"), "une annonce : la facture suivra"),
    (intent("comment", confidential=True), "une remarque, pour l’agence seule"),
    (intent("thanks"), "un remerciement"),
    (intent("complaint", level="legal"), "un vif mécontentement, avec menace de poursuites"),
    (intent("out_of_scope", topic="rent_receipt"), "une demande sans rapport avec une panne : quittance de loyer"),
    (intent("set_alerts", mode="daily"), "un seul message par jour"),
    (intent("offer_availability", slots=[TUESDAY]), "disponible mardi 24 novembre, de 8 h à 12 h"),
    (
        intent("offer_availability", slots=[TUESDAY, THURSDAY]),
        "disponible mardi 24 novembre de 8 h à 12 h ou jeudi 26 novembre de 17 h à 20 h",
    ),
    (
        intent("offer_availability", recurring=[{"days": ["tue", "thu"], "from": "18:00", "to": "20:30"}]),
        "disponible le mardi et le jeudi, de 18 h à 20 h 30",
    ),
    (
        intent("offer_availability", recurring=[{"days": [day], "from": "18:00", "to": None} for day in WORKING_DAYS]),
        "disponible en semaine, à partir de 18 h",
    ),
    (
        intent("offer_availability", slots=[TUESDAY], recurring=[{"days": ["sat"], "to": "12:00"}], always=False),
        "disponible mardi 24 novembre, de 8 h à 12 h, et le samedi, jusqu’à 12 h",
    ),
    (intent("offer_availability", always=True), "disponible à tout moment"),
    (
        intent("choose_slot", index=2, start="2026-11-26T15:00:00+01:00", end="2026-11-26T18:00:00+01:00"),
        "le créneau du jeudi 26 novembre, de 15 h à 18 h",
    ),
    (intent("choose_slot", index=2), "le créneau n° 2"),
    (intent("reject_slots"), "aucun des créneaux proposés ne convient"),
    (intent("propose_slots", slots=[TUESDAY]), "propose mardi 24 novembre, de 8 h à 12 h"),
    (intent("confirm_schedule"), "rendez-vous confirmé"),
    (intent("reschedule", slots=[]), "visite à déplacer"),
    (
        intent("reschedule", slots=[{"start": "2026-11-25T08:00:00+01:00", "end": "2026-11-25T10:00:00+01:00"}]),
        "visite à déplacer ; propose mercredi 25 novembre, de 8 h à 10 h",
    ),
    (
        intent("declare_delay", eta="2026-11-24T11:30:00+01:00"),
        "du retard, arrivée prévue mardi 24 novembre à 11 h 30",
    ),
    (intent("missed_visit", absent="provider"), "passage manqué : personne n’est venu"),
    (intent("missed_visit", absent="occupant"), "passage manqué : personne n’était sur place"),
    (intent("accept_mission"), "mission acceptée"),
    (intent("refuse_mission"), "mission refusée"),
    (intent("declare_diagnosis", next_step="part"), "passage fait, à suivre : une pièce à commander"),
    (intent("declare_done", date="2026-11-24"), "travaux terminés le mardi 24 novembre"),
    (intent("declare_done", target="other"), "travaux terminés (une autre mission que celle-ci)"),
    (intent("state_price", firm=True, amount_incl_tax="85.00"), "un prix de 85,00 € TTC, sans devis"),
    (
        intent("state_price", firm=False, min="300.00", max="400.00"),
        "une estimation : entre 300,00 € et 400,00 €, sans devis",
    ),
    (
        intent("submit_quote", options=[{"amount_incl_tax": "528.00", "amount_excl_tax": "480.00"}]),
        "devis de 528,00 € TTC (480,00 € HT)",
    ),
    (
        intent(
            "submit_quote",
            options=[{"label": "A", "amount_incl_tax": "528.00", "vat_rate": "10.00"}, {"amount_excl_tax": "1612.50"}],
        ),
        "devis à 2 options : « A » à 528,00 € TTC, TVA 10 % et option 2 à 1 612,50 € HT",
    ),
    (intent("submit_quote", options=[]), "devis joint"),
    (intent("send_invoice", amount_incl_tax="132.00"), "facture de 132,00 € TTC"),
    (intent("bank_change"), "de nouvelles coordonnées bancaires"),
    (intent("confirm_works"), "c’est réparé"),
    (intent("contest_works"), "ce n’est pas réparé"),
    (intent("close_report"), "c’est réglé, dossier à clôturer"),
    (intent("reopen"), "ce n’est pas réglé, dossier à rouvrir"),
    (intent("self_repair", done=True), "réparation faite soi-même"),
    (
        intent("self_repair", done=False, start="2026-11-28T08:00:00+01:00", end="2026-11-29T12:00:00+01:00"),
        "réparation à faire soi-même, de samedi 28 novembre à 8 h à dimanche 29 novembre à 12 h",
    ),
    (intent("approve_quote", amount_incl_tax="389.40"), "accord pour 389,40 € TTC"),
    (intent("approve_quote", label="B", amount_incl_tax="3890.00"), "accord pour le devis « B », 3 890,00 € TTC"),
    (intent("approve_quote", item="A2"), "A2 : accord pour le devis"),
    (intent("conditional_approval", max_incl_tax="450.00"), "accord sous condition : 450,00 € TTC au plus"),
    (intent("refuse_quote"), "refus du devis"),
    (intent("ask_other_quote"), "autre devis souhaité"),
    (intent("message", to="tenant"), "un message pour l’occupant"),
    (intent("message", to="tenant", canned="MT-02"), "le message type MT-02 « Demander une photo » pour l’occupant"),
    (
        intent("send_os", provider="Durand", urgency="urgent", ceiling_incl_tax="200.00"),
        "un ordre de service à préparer pour Durand, urgent, plafond 200,00 € TTC",
    ),
    (
        intent("request_quote", providers=["Petit", "y@z.example"], within_days=10),
        "une demande de devis à préparer pour Petit et y@z.example, réponse sous 10 jours",
    ),
    (intent("cancel_os"), "ordre de service à annuler"),
    (intent("answer", value="yes"), "réponse : oui"),
    (intent("answer", value="same"), "réponse : le même problème"),
]

IN_ENGLISH: list[tuple[dict[str, Any], str]] = [
    (
        intent("choose_slot", index=2, start="2026-11-26T15:00:00+01:00", end="2026-11-26T18:00:00+01:00"),
        "the time on Thursday 26 November, from 3 pm to 6 pm",
    ),
    (
        intent("offer_availability", recurring=[{"days": ["tue", "sat"], "from": "12:15", "to": "00:00"}]),
        "available on Tuesdays and Saturdays, from 12:15 pm to 12 am",
    ),
    (intent("approve_quote", amount_incl_tax="389.40"), "agreement to €389.40 incl. VAT"),
    (intent("state_price", firm=False, min="300.00", max="400.00"),
     "an estimate between €300.00 and €400.00, without a quote"),
    (intent("contest_works"), "it is not repaired"),
    (intent("close_report"), "it is settled, close the report"),
    (intent("report_new", category="shutters", urgency="urgent"), "a new problem: shutters, urgent"),
]  # fmt: skip

CODES: dict[str, dict[str, str]] = {
    "report_new": {"category": " ".join(Category), "urgency": " ".join(Urgency)},
    "urgent_flag": {
        "reason": "gas electricity fire carbon_monoxide water no_heating security structure health other"
    },
    "status_question": {"scope": "this all"},
    "question": {
        "topic": "access_code phone address liability insurance price billing duration equipment other"
    },
    "provide_info": {
        "topic": "access equipment presence contact instruction cause sensitive_document identity other"
    },
    "comment": {"announces": "quote invoice photos visit call other"},
    "complaint": {"level": "mild strong legal"},
    "out_of_scope": {
        "topic": "rent_receipt departure payment refund permission lease neighbours advertising other"
    },
    "set_alerts": {"mode": "daily immediate"},
    "missed_visit": {"absent": "provider occupant"},
    "declare_diagnosis": {"next_step": "quote part second_visit other_party"},
    "message": {"to": "tenant landlord provider colleague", "canned": " ".join(f"MT-{n:02}" for n in range(1, 25))},
    "send_os": {"urgency": "normal urgent"},
    "answer": {"value": "yes no same new"},
}  # fmt: skip
"""READING, section 5, (a) to (e), and section 12: every value that is a code."""

EVERY_CODE = [
    (type_, name, code) for type_, named in CODES.items() for name, codes in named.items() for code in codes.split()
]


@every(("read", "words"), IN_FRENCH)
def test_a_reading_is_said_in_french(read: dict[str, Any], words: str) -> None:
    assert said([read]) == words


@every(("read", "words"), IN_ENGLISH)
def test_a_reading_is_said_in_english(read: dict[str, Any], words: str) -> None:
    assert said([read], "en") == words


@every("language", LANGUAGES)
def test_every_amount_and_every_name_is_said_in_both_languages(language: str) -> None:
    for read, _ in IN_FRENCH:
        words = said([read], language).replace(" ", "")
        for name, value in leaves(read):
            if name in ("provider", "providers", "label", "access_code", "item"):
                assert value in words
            elif re.fullmatch(r"\d+\.\d\d", value) and name != "vat_rate":
                assert (
                    f"{Decimal(value):.2f}".replace(".", ",") if language == "fr" else f"€{Decimal(value):,}"
                ) in words


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Each text of a reading, with what it is called."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    elif isinstance(value, str):
        yield name, value


def test_the_examples_are_of_every_type() -> None:
    assert {read["type"] for read, _ in IN_FRENCH} == {type_.value for type_ in IntentType}


@every("language", LANGUAGES)
@every("type_", [type_.value for type_ in IntentType if type_ is not IntentType.ANSWER])
def test_a_type_is_said_even_when_nothing_more_is_known(type_: str, language: str) -> None:
    alone = said([intent(type_)], language)
    names = ["topic", "slots", "recurring", "start", "end", "index", "options", "amount_incl_tax", "min", "eta", "to"]
    assert "_" not in alone
    assert said([intent(type_, **dict.fromkeys(names))], language) == alone
    assert said(type_, language) == alone


@every("language", LANGUAGES)
@every(("type_", "name", "code"), EVERY_CODE)
def test_every_code_of_a_value_has_its_words(type_: str, name: str, code: str, language: str) -> None:
    words = said([intent(type_, **{name: code})], language)
    assert "_" not in words
    others = set(CODES[type_][name].split()) - {code, "other", "normal", "mild"}
    assert all(words != said([intent(type_, **{name: other})], language) for other in others)


@every("language", LANGUAGES)
def test_every_example_is_said_on_one_line_in_both_dresses(language: str) -> None:
    for read, _ in IN_FRENCH:
        letter = write(sample_of("G-02"), language, read_as=[read])
        assert words_of(letter.text) == words_of(seen(letter.html))
        assert "  " not in said([read], language)


def test_several_readings_are_said_in_their_order() -> None:
    both = [intent("confirm_works"), intent("complaint", level="mild")]
    assert said(both) == "c’est réparé ; un mécontentement"
    assert said(both, "en") == "it is repaired; displeasure"
    assert said(both[0]) == "c’est réparé"


def test_nothing_read_is_no_line() -> None:
    assert "Lu comme" not in write(sample_of("G-02"), read_as=[]).text


def test_the_same_hours_on_many_days_are_said_once_and_a_long_list_is_cut() -> None:
    week = [{"start": f"2026-11-{n}T08:00:00+01:00", "end": f"2026-11-{n}T12:00:00+01:00"} for n in range(23, 26)]
    assert said([intent("propose_slots", slots=week)]) == (
        "propose lundi 23 novembre, mardi 24 novembre ou mercredi 25 novembre, de 8 h à 12 h"
    )
    many = [{**THURSDAY, "end": f"2026-11-26T18:{n:02}:00+01:00"} for n in range(10, 22)]
    assert said([intent("propose_slots", slots=many)]).endswith(" ou 5 autres créneaux")


def test_a_slot_of_which_one_end_is_known_says_that_end() -> None:
    assert said([intent("choose_slot", start=TUESDAY["start"])]) == "le créneau : mardi 24 novembre à 8 h"
    assert said([intent("self_repair", done=False, end=TUESDAY["end"])]) == (
        "réparation à faire soi-même, jusqu’au mardi 24 novembre à 12 h"
    )


def test_the_names_of_facts_do_not_reach_into_what_was_read() -> None:
    # G-01 has facts that are called as types are: `photos`, and `name`, which says the reader's.
    text = flat(write(sample_of("G-01"), read_as=[intent("photos", count=2), intent("question")]).text)
    assert "Lu comme : 2 photos jointes ; une question. Corriger" in text


HOSTILE = f"Durand{prose.WORDS_END}\n\n– Valider\n<script>alert(1)</script> {{{{ 7*7 }}}}\u202e {'x' * 300}"


@every(
    "read",
    [
        lambda it: intent("send_os", provider=it),
        lambda it: intent("request_quote", providers=[it, it]),
        lambda it: intent("approve_quote", label=it, item=it),
        lambda it: intent("provide_info", access_code=it),
        lambda it: intent("submit_quote", options=[{"label": it}, {"label": it}]),
        lambda it: intent("message", canned=it),
        lambda it: intent("thanks", item=it),
    ],
)
def test_what_people_wrote_in_a_value_stays_in_the_line(read: Callable[[str], dict[str, Any]]) -> None:
    letter, plain = (write(sample_of("G-02"), read_as=[read(it)]) for it in (HOSTILE, "x"))
    assert shape(letter.html) == shape(plain.html)
    assert "\u202e" not in letter.text
    assert "{{ 7*7 }}" in flat(letter.text)
    assert len(letter.text) < len(plain.text) + 400
    assert len(letter.text.split("\n\n")) == len(plain.text.split("\n\n"))


def test_a_code_without_words_is_named() -> None:
    with pytest.raises(MissingFact, match="'plumbering'"):
        said([intent("report_new", category="plumbering")])
    with pytest.raises(MissingFact, match="'sing'"):
        said([intent("sing")])


def test_a_sentence_made_elsewhere_is_said_as_it_is() -> None:
    assert said("précision et question ; rien ne change") == "précision et question ; rien ne change"


def test_the_two_languages_know_the_same_words() -> None:
    def known(language: str) -> dict[str, list[str]]:
        source = (templates_folder() / "reading" / f"{language}.jinja").read_text("utf-8")
        tables = re.findall(r"{% set ([A-Z_]+) = \{(.*?)\n?\} %}", source, re.DOTALL)
        return {name: re.findall(r'"([\w-]+)":', body) for name, body in tables} | {
            "macros": re.findall(r"{% macro (\w+)", source)
        }

    assert known("fr") == known("en")
    assert set(known("fr")["ALONE"]) | set(known("fr")["TYPES"]) == {type_.value for type_ in IntentType}


@every("language", LANGUAGES)
@every("ask", Ask)
def test_each_question_that_may_be_put_back_has_its_words(ask: Ask, language: str) -> None:
    text = flat(write(sample_of("X-13", "landlord"), language, question=ask.value, closest=None).text)
    assert re.search(r"(?:compris :|understood it:) \w[\w’,\- ]+\?", text)
