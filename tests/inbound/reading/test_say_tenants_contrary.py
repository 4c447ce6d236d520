"""What tenants write in the words of a fault, an offer or an absence, and mean by it something else."""

from __future__ import annotations

from mailbot.inbound.reading.outcome import Ask, IntentType
from tests.cases import every
from tests.inbound.reading.test_say_tenants import ONE, REPAIRED, TWO, UNASKED, chosen, types
from tests.inbound.reading.test_say_tenants_beside import AFTER, BEFORE, INTAKE, WHEN, values

T = IntentType

# --- The part of a day -----------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Le soir je rentre tard",
        "J'amène les enfants à l'école le matin",
        "Après 18h je ne suis plus là",
        "I leave after 9am",
        "L'après-midi ma fille dort",
        "Je dors le matin, je travaille de nuit",
        "Je suis du matin",
        "L'infirmière passe le matin",
        "Interdiction de venir le matin",
        "Vous m'aviez dit le matin",
        "Votre plombier m'a dit après 18h",
        "Après 18h, le gardien n'est plus là",
        "Le soir, ça fuit moins",
        "Je peux poser une matinée",
        "Mon chat mange le matin et préfère le calme",
        "Ça arrive seulement le soir",
    ],
)
def test_what_is_done_at_an_hour_offers_it_on_no_day(words: str) -> None:
    assert T.OFFER_AVAILABILITY not in types(words, WHEN)[0]


@every(
    "words",
    [
        "Le matin, ça me va",
        "l'après-midi c'est mieux",
        "Après 18h car je travaille",
        "mornings are best",
        "Le matin mais pas trop tôt",
        "Mon mari sera là le matin",
        "plutôt en fin d'après-midi",
        "I'm only home after 6pm",
    ],
)
def test_what_is_wished_at_an_hour_does(words: str) -> None:
    assert T.OFFER_AVAILABILITY in types(words, WHEN)[0]


def test_who_has_the_keys_in_the_morning_is_told() -> None:
    assert [fact["topic"] for fact in values("Le matin la voisine a les clés", WHEN, T.PROVIDE_INFO)] == ["access"]


# --- Which of the offers ---------------------------------------------------------------------------------------------


@every("words", ["Mardi, c'est un peu tendu mais ok", "Tuesday, that's a bit early but fine", "le 1, trop tôt mais ok"])
def test_what_suits_badly_and_is_taken_all_the_same_is_picked(words: str) -> None:
    assert chosen(words, TWO) == [1]


@every("words", ["Le premier c'est quand même tôt pour nous deux", "le premier c'est pour ma voisine"])
def test_the_first_that_is_too_early_or_somebody_elses_is_not_picked(words: str) -> None:
    assert chosen(words, TWO) == []
    assert chosen("Le premier c'est le seul où je suis là", TWO) == [1]


def test_a_later_answer_takes_no_refusal_away() -> None:
    assert T.REJECT_SLOTS in types("Je vous réponds lundi, mais aucun ne me va", TWO)[0]
    assert T.REJECT_SLOTS in types("Je confirme lundi", ONE)[0]


# --- A visit that is planned -----------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Je ne serai pas là jeudi. Mon voisin, M. Petit, refuse d'ouvrir",
        "Je ne serai pas là jeudi, ma voisine, Mme Costa, ouvrira si elle peut",
        "Je serai absent, Mme Costa, la gardienne, peut ouvrir, mais pas jeudi",
        "Je ne serai pas là jeudi, ma sœur, Mme Diarra, sera là vendredi",
        "Comment faire si je ne peux pas jeudi ?",
    ],
)
def test_a_visit_does_not_stand_when_who_is_named_does_not_open(words: str) -> None:
    assert T.RESCHEDULE in types(words, BEFORE)[0]


# --- Works -----------------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "C'est réparé, mais je ne vois rien sur mon espace locataire pour la facture",
        "Tout est réparé, mais on n'entend rien venir pour les peintures",
        "It's fixed but he stops by too late in general",
        "Oui tout marche mais on s'arrête là pour les travaux svp",
        "Ok mais l'ascenseur se bloque souvent",
        "Oui réparé mais mon frigo s'arrête, c'est le mien",
        "Nickel, la lumière s'allume puis s'éteint au bout de 3 minutes comme prévu",
    ],
)
def test_what_stops_or_is_not_heard_elsewhere_contests_nothing(words: str) -> None:
    assert T.CONTEST_WORKS not in types(words, REPAIRED)[0]


def test_what_runs_at_the_neighbours_no_more_is_no_irony() -> None:
    assert T.COMPLAINT not in types("Bravo au plombier, plus rien ne coule chez le voisin", UNASKED)[0]


def test_money_and_a_wait_for_nothing_in_one_sentence_is_a_visit_missed() -> None:
    assert T.MISSED_VISIT in types("On chauffe pour rien et j'ai attendu pour rien", AFTER)[0]
    assert T.MISSED_VISIT not in types("Le plombier a attendu la pièce deux semaines et rien", UNASKED)[0]


# --- What is reported ------------------------------------------------------------------------------------------------


@every("words", ["La chasse est ouverte, on entend des tirs", "Le radiateur n'a pas besoin d'être changé"])
def test_a_hunt_and_what_needs_nothing_are_no_fault(words: str) -> None:
    assert T.REPORT_NEW not in types(words, INTAKE)[0]


@every(
    "words",
    [
        "No heating, the boiler is two years old",
        "The heating is five years old and broke down",
        "No heating. The lease is two years old.",
        "No heating; the heaters are six years old",
        "No heating, my daughter is 3 floors up",
    ],
)
def test_the_age_of_a_thing_is_no_childs(words: str) -> None:
    assert T.URGENT_FLAG not in types(words, INTAKE)[0]


@every("words", ["No heating and our daughter is 3", "No heating, I have a 2 year old at home", "no heat, my son is 4"])
def test_the_age_of_a_child_is(words: str) -> None:
    assert [found["reason"] for found in values(words, INTAKE, T.URGENT_FLAG)] == ["no_heating"]


@every("words", ["Pouvez-vous rappeler le plombier ?", "Pourriez-vous rappeler l'entreprise ?"])
def test_whom_to_call_back_is_ordered(words: str) -> None:
    assert T.QUESTION not in types(words, UNASKED)[0]
    assert types(words, REPAIRED)[1] is Ask.IS_IT_REPAIRED
