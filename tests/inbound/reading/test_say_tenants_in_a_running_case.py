"""What tenants answer while a case runs: the part of a day, who opens, what sets in again, a bitter « super »."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.standpoint import Slot
from tests.cases import every
from tests.inbound.reading.test_say_tenants import ONE, REPAIRED, TWO, UNASKED, chosen, offered, types
from tests.inbound.reading.test_say_tenants_beside import BEFORE, values

T = IntentType


def slot(day: str, opens: str, closes: str) -> Slot:
    at = (datetime.fromisoformat(f"2026-{day}T{hour}:00+01:00") for hour in (opens, closes))
    return Slot(*at)


FOUR = offered(
    slot("11-30", "08:00", "10:00"),
    slot("11-30", "14:00", "16:00"),
    slot("12-03", "10:00", "12:00"),
    slot("12-04", "16:00", "18:00"),
)
"""Monday, twice; Thursday morning; Friday afternoon."""
THE_TUESDAY_AFTER = offered(slot("12-01", "14:00", "16:00"))


# --- Dangers ---------------------------------------------------------------------------------------------------------


@every(
    ("words", "reason"),
    [
        ("ça recommence à sentir le gaz quand j'allume la plaque", "gas"),
        ("On commence à sentir le gaz dans l'entrée.", "gas"),
        ("ça continue de sentir le gaz", "gas"),
        ("La prise s'est remise à fumer", "electricity"),
        ("Le compteur électrique recommence à grésiller", "electricity"),
        ("Le tableau recommence à chauffer et à sentir le brûlé", "electricity"),
    ],
)
def test_a_danger_that_sets_in_again_is_one(words: str, reason: str) -> None:
    assert [found["reason"] for found in values(words, UNASKED, T.URGENT_FLAG)] == [reason]


@every(
    "words",
    [
        "Ça n'a pas recommencé à sentir le gaz.",
        "La prise ne recommence plus à fumer.",
        "Si ça recommence à sentir le gaz je vous préviens.",
        "Mon mari a recommencé à fumer.",
        "Le radiateur recommence à chauffer.",
        "Je commence à sentir la fatigue.",
    ],
)
def test_what_does_not_set_in_is_none(words: str) -> None:
    assert T.URGENT_FLAG not in types(words, UNASKED)[0]


# --- Is it repaired? -------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Ah super, le plombier a réussi à transformer la fuite en inondation",
        "Super, maintenant c'est toute la cuisine qui est inondée",
        "Depuis hier nous n'avons plus que 15 degrés dans les chambres",
        "Il est venu mardi, cependant il fait toujours 14° dans le salon",
        "Je n'ai pas réussi à rallumer la chaudière",
        "Super boulot : le robinet me reste dans la main",
        "Great job, the handle came off in my hand",
    ],
)
def test_a_worse_harm_contests_whatever_the_praise(words: str) -> None:
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]
    assert T.CONTEST_WORKS in types(words, REPAIRED)[0]


@every(
    "words",
    ["Nickel, on a troqué une fuite contre deux", "Parfait, il a juste cassé la vanne", "Top, j'ai une nouvelle panne"],
)
def test_a_praise_with_a_fault_beside_is_no_yes(words: str) -> None:
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "Nickel, plus une goutte",
        "Oui c'est réparé, par contre la prise du couloir ne marche plus",
        "Super, merci beaucoup",
        "Parfait, la fuite est réparée",
        "Oui super, la pièce cassée est changée",
    ],
)
def test_a_praise_stays_a_yes(words: str) -> None:
    assert T.CONFIRM_WORKS in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "Je n'ai pas rallumé la chaudière, je teste ce week-end",
        "On a pas encore remis en marche, je vous dis demain",
        "Il fait 10 degrés dehors, je n'ai pas encore rallumé",
    ],
)
def test_what_nobody_tried_is_neither_repaired_nor_not(words: str) -> None:
    assert not types(words, REPAIRED)[0] & {T.CONFIRM_WORKS, T.CONTEST_WORKS}


# --- Which of the times ----------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "lundi après-midi je ne peux pas",
        "lundi matin impossible",
        "Le lundi après-midi je travaille",
        "lundi matin je travaille, l'après-midi aussi",
        "lundi matin je ne peux pas, l'après-midi non plus",
    ],
)
def test_a_part_of_one_day_turns_down_no_other_day(words: str) -> None:
    assert chosen(words, FOUR) == []
    assert types(words, FOUR)[1] is Ask.WHICH_SLOT


@every(
    ("words", "index"),
    [
        ("lundi matin impossible, l'après-midi ok", 2),
        ("lundi matin je travaille mais l'après-midi ok", 2),
        ("lundi après-midi non, le matin oui", 1),
        ("le lundi après-midi c'est bon pour moi", 2),
        ("Je suis libre le lundi matin", 1),
    ],
)
def test_the_part_that_is_left_of_a_day_is_picked(words: str, index: int) -> None:
    assert chosen(words, FOUR) == [index]


@every(
    ("words", "index"),
    [
        ("jeudi après-midi", 2),
        ("Le jeudi aprem me convient", 2),
        ("jeudi matin impossible, l'après-midi c'est ok", 2),
        ("jeudi 26 après-midi", 0),
    ],
)
def test_a_bare_afternoon_is_that_of_the_day_that_was_offered(words: str, index: int) -> None:
    later = offered(slot("12-03", "10:00", "12:00"), slot("12-03", "14:00", "16:00"))
    assert chosen(words, later) == [index] * bool(index)


@every(
    ("words", "index"),
    [
        ("Le premier rendez-vous nous arrange.", 1),
        ("Je prends le second rendez-vous", 2),
        ("Mardi me va, si le plombier peut m'appeler avant de passer", 1),
        ("ok pour mardi si le technicien me prévient avant", 1),
        ("jeudi, n'importe quand après 16h", 2),
    ],
)
def test_a_time_is_picked(words: str, index: int) -> None:
    assert chosen(words, TWO) == [index]


@every(
    "words",
    [
        "Mardi si mon patron peut m'appeler avant",
        "mardi si la voiture est réparée",
        "Le premier rendez-vous a été annulé",
        "Le premier rendez-vous s'était mal passé",
        "Le premier passage a duré dix minutes",
        "le 2 si le premier n'est pas possible",
        "Mardi, si le technicien est d'accord avec mon mari",
    ],
)
def test_a_time_that_hangs_on_something_is_not(words: str) -> None:
    assert chosen(words, TWO) == []


def test_any_time_after_an_hour_narrows_the_day_that_is_picked() -> None:
    words = "The Thursday one works for me, any time after 4pm please"
    assert [found["start"] for found in values(words, TWO, T.CHOOSE_SLOT)] == ["2026-11-26T16:00:00+01:00"]


@every(
    ("words", "day"),
    [
        ("Mardi oui, mais plutôt le matin", "2026-12-01"),
        ("ok pour mardi mais pas avant 17h", "2026-12-01"),
        ("mardi 24 plutôt", "2026-11-24"),
        ("plutôt demain matin", "2026-11-24"),
    ],
)
def test_a_bare_day_is_the_one_that_was_offered(words: str, day: str) -> None:
    slots: list[dict[str, Any]] = values(words, THE_TUESDAY_AFTER, T.OFFER_AVAILABILITY)[0]["slots"]
    assert [found["start"][:10] for found in slots] == [day]


# --- Who opens instead -----------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Je ne serai pas là jeudi mais ma voisine du dessous, Mme Achard (06 39 98 12 77), a mes clés et ouvrira.",
        "Je ne serai pas là jeudi mais ma voisine Mme Achard a mes clés",
        "je serai absente jeudi, ma sœur, qui habite au 3e, ouvrira",
    ],
)
def test_a_visit_stands_with_whoever_is_named_between(words: str) -> None:
    assert T.RESCHEDULE not in types(words, BEFORE)[0]
    assert T.PROVIDE_INFO in types(words, BEFORE)[0]


@every(
    "words",
    [
        "je ne serai pas là jeudi, ma voisine ne peut pas ouvrir",
        "je ne pourrai pas lui ouvrir jeudi",
        "Ma voisine, Mme Achard, n'a pas mes clés et jeudi je travaille",
        "mon mari ne pourra pas être présent jeudi",
    ],
)
def test_it_does_not_with_one_who_cannot(words: str) -> None:
    assert T.RESCHEDULE in types(words, BEFORE)[0]


def test_one_time_is_taken_where_the_neighbour_opens() -> None:
    assert chosen("ok, ma voisine Mme Achard a mes clés", ONE) == [1]
