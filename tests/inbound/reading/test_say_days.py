"""What occupants say of days: picked, put right, refused in part, outside of what was offered, and who opens then."""

from __future__ import annotations

from datetime import datetime

from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.standpoint import Slot
from tests.cases import every
from tests.inbound.reading.test_say_tenants import AFTERNOON, MORNING, ONE, TWO, UNASKED, chosen, offered, types
from tests.inbound.reading.test_say_tenants_beside import BEFORE, WHEN, planned, values

T = IntentType
WEDNESDAY = Slot(
    datetime.fromisoformat("2026-12-02T13:00:00+01:00"), datetime.fromisoformat("2026-12-02T17:00:00+01:00")
)
LATER = offered(MORNING, WEDNESDAY)
THREE = offered(MORNING, AFTERNOON, WEDNESDAY)


def at(day: str, opens: str, closes: str) -> dict[str, str]:
    return {"start": f"2026-{day}T{opens}:00+01:00", "end": f"2026-{day}T{closes}:00+01:00"}


# --- Which one ------------------------------------------------------------------------------------------------------


@every(
    "words",
    ["les 2", "Les 2 nous conviennent", "les 2 jours sont bons, on est en congé", "Les 2 dates me vont bien"],
)
def test_both_of_them_counted_in_a_figure_pick_none(words: str) -> None:
    assert types(words, TWO) == (set(), Ask.WHICH_SLOT)


def test_days_in_figures_are_days_all_the_same() -> None:
    both = values("les 2 et 3 décembre au matin", WHEN, T.OFFER_AVAILABILITY)[0]["slots"]
    assert both == [at("12-02", "08:00", "12:00"), at("12-03", "08:00", "12:00")]
    assert types("Les 2 ne me vont pas", TWO)[0] == {T.REJECT_SLOTS}


@every(
    ("words", "index"),
    [
        ("Le 1. Oups non, le 2 plutôt", 2),
        ("Mardi… ah non pardon, jeudi", 2),
        ("Je prends jeudi. Attendez non, mardi en fait", 1),
        ("Tuesday. Sorry, I meant Thursday", 2),
    ],
)
def test_a_slip_that_is_put_right_picks_the_other(words: str, index: int) -> None:
    assert chosen(words, TWO) == [index]


@every(
    "words",
    [
        "Le 2, ah non je croyais que c'était mardi",
        "Jeudi. Ah non, j'ai dentiste",
        "Mardi ou jeudi ? Ah non, je dois vérifier",
    ],
)
def test_a_slip_that_is_not_put_right_picks_nothing(words: str) -> None:
    assert chosen(words, TWO) == []


@every(
    "words",
    [
        "Mercredi avant 15h30 si possible",
        "Wednesday is good, any time before 3.30pm",
        "Wednesday before 3.30pm works",
    ],
)
def test_a_day_with_its_hours_is_one_of_those_that_were_offered(words: str) -> None:
    assert values(words, LATER, T.CHOOSE_SLOT) == [{"index": 2, **at("12-02", "13:00", "15:30")}]


def test_a_weekday_with_its_article_is_picked_beside_the_hour_of_work() -> None:
    words = "le mercredi ça me va mais je quitte le bureau à 14h, donc pas avant 14h45"
    assert values(words, LATER, T.CHOOSE_SLOT) == [{"index": 2, **at("12-02", "14:45", "17:00")}]


@every(
    "words",
    [
        "Jeudi me va, mais pas à 16h",
        "Jeudi ok, je suis absent l'après-midi",
        "Jeudi sauf de 15h à 16h",
    ],
)
def test_an_hour_of_the_slot_itself_that_is_refused_is_asked_about(words: str) -> None:
    assert types(words, TWO)[1] is Ask.WHICH_SLOT
    assert chosen(words, TWO) == []


def test_an_hour_that_is_none_of_the_slot_asks_nothing() -> None:
    assert chosen("Jeudi, je rentre du boulot à 14h", TWO) == [2]


@every(
    "words", ["Jeudi si cela ne vous dérange pas", "jeudi si cela vous arrange", "Va pour jeudi, vous faites si vite"]
)
def test_politeness_in_the_shape_of_a_condition_hangs_on_nothing(words: str) -> None:
    assert chosen(words, TWO) == [2]


@every(
    "words",
    ["Mardi je n'ai pas reçu de confirmation", "mardi j'ai pas compris à quelle heure", "J'ai pas répondu mardi"],
)
def test_what_was_not_received_or_understood_refuses_no_day(words: str) -> None:
    assert chosen(words, TWO) == []


def test_who_works_at_night_is_there_by_day() -> None:
    assert chosen("Mardi sans faute, je bosse de nuit donc je suis là le matin", TWO) == [1]
    assert types("Je serai là jeudi mais je travaille la nuit, sonnez longtemps", BEFORE)[0] == {T.PROVIDE_INFO}
    assert types("Je serai là jeudi mais je travaille l'après-midi", BEFORE)[0] == {T.RESCHEDULE}


def test_a_day_that_works_closes_nothing() -> None:
    assert types("mardi 3 ça marche", TWO) == (set(), Ask.WHICH_DATE)


def test_a_condition_is_one_all_the_same() -> None:
    assert chosen("Jeudi si mon chef est d'accord", TWO) == []


@every(("words", "index"), [("martes no puedo, jueves sí", 2), ("martedì no, giovedì sì", 2)])
def test_a_yes_behind_a_foreign_day_is_no_condition(words: str, index: int) -> None:
    assert chosen(words, TWO) == [index]


def test_what_suits_after_a_day_that_does_not_is_picked() -> None:
    assert chosen("Can't do Tuesday, Thursday's fine", TWO) == [2]
    assert chosen("No can do on Tuesday, Thursday is great", TWO) == [2]
    assert chosen("Can't do Tuesday, Thursday's not good either", TWO) == []


def test_what_is_to_be_done_about_the_time_is_a_question_of_its_own() -> None:
    words = "Ok jeudi, faut-il que je dégage le meuble ?"
    assert types(words, TWO)[0] == {T.CHOOSE_SLOT, T.QUESTION}
    assert types("Ok jeudi, vous confirmez ?", TWO)[0] == {T.CHOOSE_SLOT}


# --- Part of them refused -------------------------------------------------------------------------------------------


@every("words", ["mardi je ne peux pas", "Mardi impossible", "Je ne suis pas disponible mardi"])
def test_a_day_that_one_cannot_leaves_the_others(words: str) -> None:
    assert types(words, THREE) == (set(), Ask.WHICH_SLOT)
    assert chosen(words, TWO) == [2]


@every("words", ["Jeudi je travaille jusqu'à 15h", "je ne suis pas là jeudi avant 16h", "Jeudi pas possible après 17h"])
def test_the_rest_of_a_time_is_turned_down_by_nobody(words: str) -> None:
    assert types(words, ONE) == (set(), Ask.WHICH_SLOT)


@every("words", ["Mardi impossible, proposez autre chose", "je ne peux pas mardi, mettez-moi la semaine prochaine"])
def test_who_asks_for_other_times_turns_them_all_down(words: str) -> None:
    assert T.REJECT_SLOTS in types(words, THREE)[0]


def test_the_whole_of_a_time_is_turned_down() -> None:
    assert T.REJECT_SLOTS in types("Jeudi je travaille jusqu'à 18h", ONE)[0]
    assert T.REJECT_SLOTS in types("Aucun des jours, mardi je ne peux pas", THREE)[0]


def test_two_hours_that_leave_nothing_in_common_are_asked_about() -> None:
    assert types("jeudi je suis pris jusqu'à 15h, ok après 15h30", TWO)[1] is Ask.WHICH_SLOT


# --- Outside of what was offered ------------------------------------------------------------------------------------


def test_hours_after_all_that_was_offered_turn_it_down() -> None:
    for words in ("Pas avant 18h30, je bosse", "après 18h30 ça m'arrangerait"):
        assert types(words, TWO)[0] == {T.REJECT_SLOTS, T.OFFER_AVAILABILITY}
    slots = [at("11-24", "18:30", "20:00"), at("11-26", "18:30", "20:00")]
    assert values("Pas avant 18h30", TWO, T.OFFER_AVAILABILITY) == [{"slots": slots}]


@every("words", ["Vous pouvez m'appeler après 18h30", "Après 18h30 je ne réponds plus au téléphone"])
def test_hours_for_the_telephone_turn_nothing_down(words: str) -> None:
    assert T.REJECT_SLOTS not in types(words, TWO)[0]


@every("words", ["après 18h30 sinon ok", "Après 18h30, mais jeudi 14h ça ira"])
def test_hours_with_another_wish_beside_turn_nothing_down(words: str) -> None:
    assert T.REJECT_SLOTS not in types(words, TWO)[0]


def test_a_day_that_is_asked_for_instead_is_offered() -> None:
    words = "Zut, jeudi on baptise mon neveu. Vendredi 27 vers 9h, ce serait faisable ?"
    assert types(words, ONE)[0] == {T.REJECT_SLOTS, T.OFFER_AVAILABILITY}
    beside = "Non jeudi j'ai un oral. Mercredi par contre oui, ou vendredi jusqu'à 12h"
    assert len(values(beside, ONE, T.OFFER_AVAILABILITY)[0]["slots"]) == 2


def test_the_other_days_are_no_part_of_the_day_before() -> None:
    words = "Le mardi toute la journée, les autres jours seulement après 19h"
    assert values(words, WHEN, T.OFFER_AVAILABILITY) == [
        {"recurring": [{"days": ["tue"], "from": "08:00", "to": "18:00"}]}
    ]


def test_until_when_somebody_is_out_is_no_time_that_is_offered() -> None:
    assert types("Je rentre du bled le 9 décembre, avant il n'y aura personne", WHEN)[0] == {T.PROVIDE_INFO}
    assert T.OFFER_AVAILABILITY not in types("j'attends toujours la facture", WHEN)[0]


# --- Who is there, and who opens ------------------------------------------------------------------------------------


@every("words", ["Jeudi je serai chez ma mère", "jeudi je suis chez mes parents", "Jeudi je suis chez le dentiste"])
def test_who_is_at_somebodys_is_not_at_home(words: str) -> None:
    assert types(words, ONE)[0] == {T.REJECT_SLOTS}
    assert types(words, BEFORE)[0] == {T.RESCHEDULE}


@every("words", ["Jeudi je serai chez moi", "Je suis chez ma sœur ce soir mais jeudi c'est bon"])
def test_who_is_at_home_is_there(words: str) -> None:
    assert chosen(words, ONE) == [1]


def test_an_absence_at_a_childs_is_told_of() -> None:
    assert values("Je serai chez ma fille à Metz du 3 au 9 décembre", UNASKED, T.PROVIDE_INFO) == [
        {"topic": "presence"}
    ]
    assert values("Je suis chez ma belle-sœur, vous me direz", BEFORE, T.RESCHEDULE) == []


@every(
    "words",
    [
        "Jeudi je travaille, mon frère ouvrira",
        "jeudi je ne suis pas là, les clés sont chez la gardienne",
        "Jeudi je serai chez ma fille, ma voisine vous accueillera",
    ],
)
def test_somebody_who_stands_in_lets_the_time_stand(words: str) -> None:
    assert chosen(words, TWO) == [2]
    assert chosen(words, ONE) == [1]


@every(
    "words",
    [
        "Jeudi je travaille, mon frère ouvrira mardi",
        "Jeudi je travaille, mon frère n'ouvrira pas non plus",
        "Jeudi je travaille, ma femme aura les clés de la voiture",
        "Jeudi je travaille, ma femme sera chez le kiné",
    ],
)
def test_whoever_does_not_stand_in_then_lets_nothing_stand(words: str) -> None:
    assert 2 not in chosen(words, TWO)


@every(
    "words",
    [
        "Je travaille jeudi, mais mon fils rentrera du lycée et ouvrira",
        "Absente jeudi, mais ma voisine de palier Mme Cros a le double et accueillera le plombier",
    ],
)
def test_somebody_named_at_length_opens(words: str) -> None:
    assert types(words, BEFORE)[0] == {T.PROVIDE_INFO}


def test_who_stands_in_on_a_day_that_was_not_offered_turns_nothing_down() -> None:
    assert T.REJECT_SLOTS not in types("Je travaille mardi mais le gardien a un double, il peut ouvrir", ONE)[0]


def test_impatience_calls_nothing_off() -> None:
    assert T.RESCHEDULE not in types("On ne peut pas attendre jeudi !", BEFORE)[0]
    assert T.RESCHEDULE not in types("We can't wait until Thursday", BEFORE)[0]
    assert T.RESCHEDULE in types("Je ne pourrai pas l'attendre jeudi", BEFORE)[0]


def test_another_appointment_than_the_visit_moves_nothing() -> None:
    assert T.RESCHEDULE not in types("J'ai rdv chez l'ophtalmo vendredi", BEFORE)[0]
    moved = "Could he come at 4pm instead of 2? I have a dentist appointment first thing"
    assert values(moved, BEFORE, T.RESCHEDULE) == [{"slots": [at("11-26", "16:00", "18:00")]}]


def test_whoever_can_be_there_after_all_lets_the_visit_stand() -> None:
    assert values("Finalement je pourrai être là jeudi", BEFORE, T.PROVIDE_INFO) == [{"topic": "presence"}]
    assert T.PROVIDE_INFO not in types("Peut-être que je pourrai être là jeudi", BEFORE)[0]


def test_whoever_is_to_be_called_says_how_to_come_in() -> None:
    told = values("Mardi ok, par contre la sonnette est HS, il faudra m'appeler", TWO, T.PROVIDE_INFO)
    assert {"topic": "contact"} in told
    assert T.PROVIDE_INFO not in types("Il faudra m'appeler pour le devis", UNASKED)[0]


def test_a_wrong_bell_is_a_visit_that_failed() -> None:
    over = planned(MORNING, "2026-11-25T12:00:00+01:00")
    assert T.MISSED_VISIT in types("Il a sonné à la mauvaise sonnette et il est reparti", over)[0]


def test_nobody_yesterday_is_a_visit_that_failed() -> None:
    over = planned(MORNING, "2026-11-25T12:00:00+01:00")
    assert values("Personne hier, personne aujourd'hui", over, T.MISSED_VISIT) == [{"absent": "provider"}]
    assert T.MISSED_VISIT not in types("Personne aujourd'hui à la maison", over)[0]
    assert T.MISSED_VISIT not in types("Personne hier", BEFORE)[0]


@every(
    "words",
    [
        "Jeudi je travaille, mon frère a les clés mais il travaille aussi",
        "Jeudi je suis absente, ma sœur sera là mais elle n'ouvre pas",
        "Jeudi je travaille, ma fille sera là mais elle a 6 ans",
        "Je serai chez mon père jeudi, il habite avec moi",
        "Jeudi je serai chez ma tante, elle a les clés",
    ],
)
def test_who_was_to_open_and_may_not_is_asked_about(words: str) -> None:
    assert types(words, TWO)[1] is Ask.WHICH_SLOT
    assert chosen(words, TWO) == []


@every("words", ["Jeudi ok, l'après-midi je ne réponds pas au tel", "jeudi me va, l'après-midi le bébé dort pas"])
def test_an_hour_that_is_only_told_of_leaves_the_day_picked(words: str) -> None:
    assert chosen(words, ONE) == [1]


@every("words", ["Je ne peux pas attendre jeudi après 16h", "Je ne peux plus attendre jeudi, je pars"])
def test_who_cannot_wait_beyond_an_hour_moves_the_visit(words: str) -> None:
    assert T.RESCHEDULE in types(words, BEFORE)[0]
