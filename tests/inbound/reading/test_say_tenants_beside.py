"""What tenants say beside their answer: why, who waited at the door, what they do themselves, one more thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Asked, KnownOrder, KnownReport, OrderState, Question, Slot, Standpoint
from mailbot.vocabulary import Channel, ReportStatus
from tests.cases import every
from tests.inbound.reading.test_say_tenants import (
    AFTERNOON,
    MORNING,
    ONE,
    REPAIRED,
    TWO,
    UNASKED,
    chosen,
    offered,
    types,
)

T = IntentType
EARLY = Slot(datetime.fromisoformat("2026-11-26T08:00:00+01:00"), datetime.fromisoformat("2026-11-26T10:00:00+01:00"))
THURSDAY_TWICE = offered(MORNING, EARLY, AFTERNOON)
INTAKE = replace(UNASKED, channel=Channel.INTAKE, report=None, work_order=None)
CLOSED = replace(UNASKED, report=KnownReport(ReportStatus.CLOSED, is_author=True, closed_on=date(2026, 11, 16)))
WHEN = replace(UNASKED, asked=Asked(Question.PROVIDE_INFO, text="Quand pouvez-vous être chez vous ?"))


def planned(slot: Slot, now: str) -> Standpoint:
    return replace(
        UNASKED,
        received=datetime.fromisoformat(now),
        work_order=KnownOrder(OrderState.PLANNED, appointment=slot),
    )


BEFORE, AFTER = planned(AFTERNOON, "2026-11-25T12:00:00+01:00"), planned(MORNING, "2026-11-24T13:00:00+01:00")


def values(words: str, standpoint: Standpoint, type_: IntentType) -> list[dict[str, Any]]:
    intents, _ = understand(Situation(words, standpoint, language=language_of(words)))
    return [dict(intent.values) for intent in intents if intent.type is type_]


# --- Why this time and not another ----------------------------------------------------------------------------------


@every(
    ("words", "index"),
    [
        ("Je prends celui de mardi car le matin ma voisine garde le petit et j'ai un bus à 12h10.", 1),
        ("Celui de jeudi, parce que mardi je travaille", 2),
        ("The first one's no good.", 2),
        ("The second is no use to me, let's say the first", 1),
        ("Ma sœur sera là jeudi, moi pas.", 2),
        ("mardi j'ai piscine avec les enfants", 2),
        ("Mardi je suis d'astreinte, l'autre jour me va bien", 2),
    ],
)
def test_a_reason_is_no_second_wish(words: str, index: int) -> None:
    assert chosen(words, TWO) == [index]


@every("words", ["Mardi me convient, l'autre aussi", "mardi ou l'autre jour, les deux me vont"])
def test_the_other_one_as_well_picks_none(words: str) -> None:
    assert (chosen(words, TWO), types(words, TWO)[1]) == ([], Ask.WHICH_SLOT)


@every(
    ("words", "index"),
    [
        ("Jeudi, le plus tard des deux", 3),
        ("celui de jeudi le plus tôt possible svp", 2),
        ("Thursday please, the later slot", 3),
        ("Jeudi, dites-moi au plus tard demain si c'est bon", None),
        ("Jeudi mais pas le plus tôt", None),
        ("Pas le plus tard.", None),
    ],
)
def test_the_end_of_a_day_picks_among_those_of_that_day(words: str, index: int | None) -> None:
    assert chosen(words, THURSDAY_TWICE) == ([] if index is None else [index])


@every(
    "words",
    [
        "D'accord pour cette date. Je serai au bureau mais mon beau-frère sera à la maison.",
        "Sounds good! I can't be there but my partner will let him in.",
        "Oui, parce que ce jour-là je suis en congé.",
        "Ok pour moi. Mais dites-lui que le portail est toujours ouvert",
        "Oui mais prévenez-le qu'il n'y a plus de place pour garer sa camionnette",
    ],
)
def test_the_only_time_is_taken_when_somebody_opens(words: str) -> None:
    assert chosen(words, ONE) == [1]


@every(
    "words",
    [
        "Oui mais dites-lui que c'est trop tôt",
        "D'accord mais prévenez-le que je ne peux pas ce jour-là",
        "Oui mais ma mère ne sera pas là",
        "Pourquoi pas samedi ?",
        "C'est non pour les deux",
    ],
)
def test_the_only_time_is_not_taken_when_what_follows_denies_it(words: str) -> None:
    assert chosen(words, ONE) == []


@every(
    "words",
    [
        "Neither is possible, I'm in class until 4. Would Friday do?",
        "Pourquoi pas samedi matin ?",
        "Un samedi plutôt, c'est possible ?",
    ],
)
def test_another_day_asked_for_turns_the_offers_down(words: str) -> None:
    said, ask = types(words, TWO)
    assert {T.REJECT_SLOTS, T.OFFER_AVAILABILITY} <= said
    assert ask is None


def test_a_day_given_for_another_turns_the_offers_down_and_is_offered() -> None:
    for words in ("Non, pas mardi, vendredi", "No, not Tuesday, Friday"):
        assert types(words, TWO) == ({T.REJECT_SLOTS, T.OFFER_AVAILABILITY}, None), words
    assert chosen("Non, pas mardi, jeudi", TWO) == [2]
    assert T.OFFER_AVAILABILITY not in types("Non, pas jeudi, vendredi je travaille", ONE)[0]
    assert T.OFFER_AVAILABILITY not in types("Non, pas jeudi, vendredi non plus", ONE)[0]


@every(
    "words",
    [
        "Oui, par contre la rue est barrée",
        "Ok mais le portail est bloqué",
        "Oui, mais le stationnement est payant",
        "Yes but the lift is broken",
        "Fine, but the street is closed on Thursday",
    ],
)
def test_a_yes_stands_beside_what_is_in_the_way(words: str) -> None:
    assert chosen(words, ONE) == [1]


@every(
    "words",
    [
        "Oui, par contre la rue est barrée, il faudra décaler",
        "Oui mais le parking est fermé, plutôt vendredi",
        "Oui mais mon bureau est fermé",
        "Ok mais le portail est bloqué et je serai absent",
        "Yes but the street is closed, could you come later?",
    ],
)
def test_a_yes_falls_when_what_is_in_the_way_moves_the_visit(words: str) -> None:
    assert chosen(words, ONE) == []


@every(
    "words",
    [
        "Aucun des deux, et jeudi mon frère récupère les clés de la cave",
        "Aucune de ces dates. Jeudi ma mère garde le petit.",
        "Neither. On Thursday I have the car keys only",
        "Ni l'un ni l'autre, mardi j'ai cours",
    ],
)
def test_none_is_none_whatever_else_happens_on_a_day_of_theirs(words: str) -> None:
    found, ask = types(words, TWO)
    assert T.REJECT_SLOTS in found
    assert T.CHOOSE_SLOT not in found
    assert ask is None


@every(
    ("words", "index"),
    [
        ("Aucun sauf jeudi", 2),
        ("Aucun des horaires du mardi ne va, jeudi parfait", 2),
        ("Neither of us is home Tuesday, Thursday works", 2),
        ("None of them except Tuesday", 1),
        ("Aucun souci, jeudi", 2),
        ("Aucun des deux ne me pose problème, mardi svp", 1),
        ("Mardi, aucune des autres dates", 1),
    ],
)
def test_none_but_one_is_that_one(words: str, index: int) -> None:
    assert chosen(words, TWO) == [index]


@every("words", ["Aucun, mais jeudi mon frère ouvrira", "None. Actually I'll take Tuesday", "Aucun, ou alors jeudi"])
def test_none_and_then_one_of_them_is_asked_about(words: str) -> None:
    assert chosen(words, TWO) == []
    assert types(words, TWO)[1] is Ask.WHICH_SLOT


@every(
    "words",
    [
        "Aucun souci sauf mardi matin",
        "Je n'ai aucune contrainte, hormis mardi",
        "Rien de prévu, excepté mardi",
    ],
)
def test_no_trouble_but_one_day_is_the_other_day(words: str) -> None:
    assert chosen(words, TWO) == [2]
    assert chosen(words.replace("mardi", "jeudi"), ONE) == []


@every(
    "words",
    [
        "Si possible pas à 20h",
        "Ok, si possible avant 12h",
    ],
)
def test_hours_of_the_visit_are_kept_to_where_they_are_said(words: str) -> None:
    assert types(words, ONE) == (set(), Ask.WHICH_SLOT)


def test_an_obstacle_until_an_hour_narrows_the_slot() -> None:
    chosen_at = values("Oui mais le portail est fermé avant 16h", ONE, T.CHOOSE_SLOT)[0]
    assert chosen_at["start"] == "2026-11-26T16:00:00+01:00"
    whole = values("Oui mais la rue est barrée jusqu'à 16h", ONE, T.CHOOSE_SLOT)[0]
    assert (whole["start"], whole["end"]) == ("2026-11-26T14:00:00+01:00", "2026-11-26T18:00:00+01:00")


# --- Is it repaired? ------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Je ne dirais pas que c'est réparé.",
        "On ne peut pas appeler ça réparé !",
        "I would hardly call it fixed.",
        "Il est parti sans rien réparer.",
        "Non, pas encore.",
        "The tap is fine but the radiator is freezing.",
        "C'est terminé, et je n'ai plus d'eau du tout.",
        "Ça va mieux mais il faut tirer fort pour l'ouvrir.",
        "Le volet oui, le coffre non, il reste à le refixer et à repeindre.",
        "La même chose quand on branche le four.",
        "It worked for an hour and died again.",
        "La soudure a tenu une nuit.",
        "La poignée frotte encore.",
    ],
)
def test_what_nobody_would_call_a_repair_is_contested(words: str) -> None:
    assert T.CONTEST_WORKS in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "Je ne peux pas dire que je sois déçu, tout marche.",
        "C'est terminé, par contre l'interphone ne sonne plus.",
        "C'est réparé. Rien à voir, mais une auréole s'agrandit au plafond du couloir.",
        "Never mind the dust, it's fixed.",
        "R.A.S.",
        "C'est fait, et le store descend à la perfection.",
    ],
)
def test_a_repair_stands_beside_what_is_another_matter(words: str) -> None:
    said, _ = types(words, REPAIRED)
    assert T.CONFIRM_WORKS in said
    assert not {T.CONTEST_WORKS, T.CLOSE_REPORT} & said


@every(
    "words", ["Je n'ai jamais dit que c'était réglé !", "Je n'ai pas demandé la clôture.", "La fuite est de retour."]
)
def test_a_closing_that_nobody_asked_for_reopens(words: str) -> None:
    assert types(words, CLOSED)[0] == {T.REOPEN}


@every("words", ["Je n'ai pas eu le temps de tester", "pas encore pris le temps de le vérifier"])
def test_no_time_to_look_says_nothing_of_the_works(words: str) -> None:
    assert types(words, REPAIRED) == ({T.COMMENT}, None)


@every(
    "words",
    [
        "Toujours aussi bien, merci !",
        "Je n'ai jamais dit que c'était urgent.",
        "Je n'ai jamais vu un si bon plombier, merci.",
    ],
)
def test_another_denial_reopens_nothing(words: str) -> None:
    assert T.REOPEN not in types(words, CLOSED)[0]


@every(("words", "closes"), [("Never mind, you can close it.", True), ("Never mind the noise, it's late.", False)])
def test_never_mind_withdraws_only_alone(words: str, closes: bool) -> None:
    assert (T.CLOSE_REPORT in types(words, UNASKED)[0]) is closes


# --- Who waited at the door -----------------------------------------------------------------------------------------


@every(
    ("words", "absent"),
    [
        ("Il n'a jamais sonné. J'étais chez moi toute la matinée.", "provider"),
        ("J'ai trouvé un avis de passage alors que j'étais là !", "provider"),
        ("Pardon, j'étais sorti et j'ai trouvé son avis de passage.", "occupant"),
        ("J'étais sous le casque et je n'ai rien entendu, désolée", "occupant"),
    ],
)
def test_who_waited_did_not_miss_the_visit(words: str, absent: str) -> None:
    assert values(words, AFTER, T.MISSED_VISIT) == [{"absent": absent}]


@every("words", ["Je n'étais pas là mais mon fils lui a ouvert.", "Il n'a pas sonné mais il est entré."])
def test_a_visit_that_took_place_was_not_missed(words: str) -> None:
    assert T.MISSED_VISIT not in types(words, AFTER)[0]


@every(
    ("words", "day"),
    [
        ("Peut-on repousser au lendemain, même heure ?", "2026-11-27T14:00:00+01:00"),
        ("Could we do the day before instead, same time?", "2026-11-25T14:00:00+01:00"),
        ("Je ne peux plus. Le lendemain matin serait mieux.", "2026-11-27T08:00:00+01:00"),
    ],
)
def test_the_day_beside_the_visit_is_known(words: str, day: str) -> None:
    [said] = values(words, BEFORE, T.RESCHEDULE)
    assert [slot["start"] for slot in said["slots"]] == [day]


@every("words", ["Prévenez-moi la veille svp", "Le lendemain de votre mail tout allait mieux"])
def test_the_day_beside_the_visit_moves_nothing_by_itself(words: str) -> None:
    assert T.RESCHEDULE not in types(words, BEFORE)[0]


# --- What they do themselves ----------------------------------------------------------------------------------------


@every(
    ("words", "done"),
    [
        ("Je remplace le joint moi-même samedi", False),
        ("je la répare moi même", False),
        ("J'ai remplacé le joint moi-même samedi, plus une goutte", True),
        ("We tightened the pipe ourselves on Sunday", True),
    ],
)
def test_a_plan_is_not_yet_a_repair(words: str, done: bool) -> None:
    assert [said["done"] for said in values(words, UNASKED, T.SELF_REPAIR)] == [done]


@every(
    "words",
    [
        "Je paie : j'ai toujours réglé mon loyer, j'ai droit à un évier qui fonctionne",
        "Je n'ai pas pu le réparer moi-même",
        "Je ne touche à rien moi-même samedi",
    ],
)
def test_what_is_paid_or_not_done_is_no_repair(words: str) -> None:
    assert T.SELF_REPAIR not in types(words, UNASKED)[0]


# --- One more thing, and what is asked ------------------------------------------------------------------------------


def test_what_marks_one_more_problem_may_stand_before_it() -> None:
    words = "Merci pour l'info sur le radiateur. J'en profite : des souris dans le cellier depuis lundi."
    assert [said["category"] for said in values(words, UNASKED, T.REPORT_NEW)] == ["pests"]


@every(
    "words",
    [
        "Le volet de la cuisine ne descend plus, celui du salon aussi",
        "Le frigo est en panne. Pouvez-vous également envoyer un réparateur ?",
        "La sonnette ne marche plus, merci de l'ajouter aussi",
        "La prise de la salle de bain fait des étincelles, en plus il pleut",
    ],
)
def test_what_marks_one_more_problem_may_stand_behind_it(words: str) -> None:
    assert T.REPORT_NEW in types(words, UNASKED)[0]


def test_a_courtesy_behind_it_marks_no_problem() -> None:
    assert T.REPORT_NEW not in types("Le four ne marche plus. Bonne journée à vous aussi", UNASKED)[0]


@every(
    ("words", "category"),
    [
        ("Votre monsieur peut-il regarder aussi le store, il coince ?", "shutters"),
        ("Could he also look at the extractor fan, it squeaks?", "ventilation"),
        ("Peut-il aussi regarder le store jeudi ?", None),
    ],
)
def test_one_more_thing_and_its_fault_may_be_two_clauses(words: str, category: str | None) -> None:
    assert [said["category"] for said in values(words, BEFORE, T.REPORT_NEW)] == (
        [] if category is None else [category]
    )


@every("words", ["c'est toujours pas réparé ou quoi", "Toujours pas réglé cette affaire ?"])
def test_what_is_not_done_yet_may_be_asked(words: str) -> None:
    assert T.STATUS_QUESTION in types(words, UNASKED)[0]


def test_what_one_must_do_is_a_question_of_its_own() -> None:
    said = values("Combien de temps cela prendra ? Et faut-il couper l'eau avant ?", BEFORE, T.QUESTION)
    assert [question["topic"] for question in said] == ["duration", "other"]


@every(
    ("words", "level"),
    [
        ("Deux mois dans le noir. Félicitations pour votre réactivité.", "mild"),
        ("Merci pour votre réactivité, la lumière est revenue.", None),
    ],
)
def test_praise_behind_a_bad_fact_is_irony(words: str, level: str | None) -> None:
    assert [said["level"] for said in values(words, UNASKED, T.COMPLAINT)] == ([] if level is None else [level])


@every(
    ("words", "mode"),
    [
        ("J'aime mieux être prévenue tout de suite, pas de récapitulatif", "immediate"),
        ("Je ne veux pas être prévenue tout de suite, un résumé par jour suffit", "daily"),
    ],
)
def test_how_often_heeds_what_is_denied(words: str, mode: str) -> None:
    assert values(words, UNASKED, T.SET_ALERTS) == [{"mode": mode}]


@every("words", ["Qu'il m'appelle d'en bas : 06 39 98 00 12", "Le mieux est de m'appeler, 06 39 98 00 12"])
def test_a_number_behind_a_call_is_where_to_reach_them(words: str) -> None:
    assert {"topic": "contact"} in values(words, BEFORE, T.PROVIDE_INFO)


@every("words", ["Qu'il vienne quand ça lui chante", "Passez quand ça vous arrange"])
def test_whenever_it_suits_is_always(words: str) -> None:
    assert values(words, WHEN, T.OFFER_AVAILABILITY) == [{"always": True}]


def test_on_leave_and_at_home_is_an_offer() -> None:
    assert T.OFFER_AVAILABILITY in types("Je suis en congé jeudi et vendredi, donc présente", UNASKED)[0]
    assert T.OFFER_AVAILABILITY not in types("Je suis en congé jeudi et vendredi, donc absente", UNASKED)[0]


def test_the_hour_of_a_fault_is_no_offer() -> None:
    assert types("Ça allait, et puis ce matin rebelote", REPAIRED) == ({T.CONTEST_WORKS}, None)


# --- Dangers --------------------------------------------------------------------------------------------------------


@every(
    ("words", "reason"),
    [
        ("Ça goutte sur le tableau électrique", "water"),
        ("La prise du salon chauffe beaucoup", "electricity"),
        ("Water is coming through the ceiling", "water"),
        ("L'ascenseur est arrêté entre deux étages avec une dame dedans", "security"),
        ("Two people are stuck in the lift", "security"),
        ("J'ai failli prendre une châtaigne en touchant le robinet", "electricity"),
        ("Le plafond du salon fait une grosse bosse et ça craque", "structure"),
    ],
)
def test_a_danger_is_known_by_what_it_does(words: str, reason: str) -> None:
    assert values(words, INTAKE, T.URGENT_FLAG) == [{"reason": reason}]


@every(
    "words",
    [
        "La prise du chauffe-eau est cassée",
        "Le radiateur branché sur cette prise ne chauffe plus",
        "L'eau est coupée au compteur",
        "La porte du four ne ferme plus",
        "My bedroom door won't close",
        "Le parquet craque dans le couloir",
        "Le détecteur de fumée bipe sans arrêt",
    ],
)
def test_what_resembles_a_danger_wakes_nobody(words: str) -> None:
    said, _ = types(words, INTAKE)
    assert T.URGENT_FLAG not in said


def test_cold_is_urgent_by_whom_it_strikes() -> None:
    [said] = values("Les radiateurs sont glacés chez ma mère, 88 ans", INTAKE, T.REPORT_NEW)
    assert said["urgency"] == "urgent"
    [said] = values("Les radiateurs sont glacés chez mon ami", INTAKE, T.REPORT_NEW)
    assert said["urgency"] == "normal"


def test_a_missed_visit_asks_nothing_of_the_repair() -> None:
    said, ask = types("Terminé ? Il n'a jamais sonné, j'étais là toute la matinée.", REPAIRED)
    assert (T.MISSED_VISIT in said, ask) == (True, None)
    assert types("Quelqu'un est passé hier", REPAIRED)[1] is Ask.IS_IT_REPAIRED


@every(
    "words",
    [
        "Ni l'un ni l'autre n'est réparé",
        "Ni le robinet ni le volet ne sont réparés",
        "Aucun des deux n'est réglé",
        "Neither of them is fixed",
    ],
)
def test_what_neither_is_closes_and_confirms_nothing(words: str) -> None:
    assert T.CLOSE_REPORT not in types(words, UNASKED)[0]
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


def test_no_trouble_left_confirms() -> None:
    for words in ("Aucun souci, c'est réparé", "Aucun problème, tout est réglé"):
        assert T.CONFIRM_WORKS in types(words, REPAIRED)[0]


EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@every(
    ("words", "days", "opens", "closes"),
    [
        (
            "Je suis chez moi tous les matins sauf le samedi",
            ["mon", "tue", "wed", "thu", "fri", "sun"],
            "08:00",
            "12:00",
        ),
        ("Available every evening except Monday", ["tue", "wed", "thu", "fri", "sat", "sun"], "18:00", "20:00"),
        ("Home most afternoons", EVERY_DAY, "14:00", "18:00"),
        ("Chez moi la plupart des soirs après 19h", EVERY_DAY, "19:00", "20:00"),
        ("N'importe quel jour avant 10h", EVERY_DAY, "08:00", "10:00"),
        ("Any day after 4pm", EVERY_DAY, "16:00", "18:00"),
        ("Quand vous voulez, je suis là tous les jours après 18h", EVERY_DAY, "18:00", "20:00"),
    ],
)
def test_a_habit_keeps_its_hours_and_leaves_out_its_exception(
    words: str, days: list[str], opens: str, closes: str
) -> None:
    rule = {"days": days, "from": opens, "to": closes}
    assert values(words, UNASKED, T.OFFER_AVAILABILITY) == [{"recurring": [rule]}]


@every("words", ["C'est bon pour le rdv de mardi", "Ok pour la visite de jeudi", "The appointment on Monday is fine"])
def test_a_visit_that_is_arranged_is_no_offer(words: str) -> None:
    for standpoint in (REPAIRED, UNASKED):
        assert T.OFFER_AVAILABILITY not in types(words, standpoint)[0]
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


@every("words", ["Ok pour un rdv mardi", "Pour le rdv, mardi me convient", "Tuesday is fine for an appointment"])
def test_a_visit_that_is_to_be_arranged_is_one(words: str) -> None:
    assert T.OFFER_AVAILABILITY in types(words, UNASKED)[0]


@every(
    "words",
    [
        "Je suis dispo pour la visite jeudi",
        "Disponible pour l'intervention mercredi 25 matin",
        "I'm free for the visit on Tuesday",
    ],
)
def test_who_is_free_for_a_visit_offers_the_day(words: str) -> None:
    assert T.OFFER_AVAILABILITY in types(words, UNASKED)[0]


@every(
    "words",
    [
        "Not home most afternoons",
        "I work most evenings",
        "Home is freezing most mornings",
        "Ça coule presque tous les soirs sauf le dimanche",
        "Chez moi il fait 14 degrés la plupart des matins",
    ],
)
def test_a_habit_of_something_else_is_no_time_to_come(words: str) -> None:
    assert T.OFFER_AVAILABILITY not in types(words, UNASKED)[0]
