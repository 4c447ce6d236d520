"""What tenants answer to an offered time and to « est-ce réparé ? », what they ask, and what resembles it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import (
    Asked,
    KnownOrder,
    KnownReport,
    OrderState,
    Question,
    Slot,
    Standpoint,
)
from mailbot.vocabulary import Channel, ReportStatus, Role
from tests.cases import every

T = IntentType
MORNING = Slot(datetime.fromisoformat("2026-11-24T09:00:00+01:00"), datetime.fromisoformat("2026-11-24T11:00:00+01:00"))
AFTERNOON = Slot(
    datetime.fromisoformat("2026-11-26T14:00:00+01:00"), datetime.fromisoformat("2026-11-26T18:00:00+01:00")
)
UNASKED = Standpoint(
    received=datetime.fromisoformat("2026-11-23T10:00:00+01:00"),
    role=Role.TENANT,
    channel=Channel.PUBLIC,
    sender_name="Nadia Belkacem",
    people={Role.TENANT: "Nadia Belkacem", Role.PROVIDER: "Plomberie Durand"},
    report=KnownReport(ReportStatus.IN_PROGRESS, is_author=True),
    work_order=KnownOrder(OrderState.ACCEPTED),
)


def offered(*slots: Slot) -> Standpoint:
    return replace(
        UNASKED,
        work_order=KnownOrder(OrderState.SLOTS_PROPOSED),
        asked=Asked(Question.CHOOSE_SLOT, slots=slots),
    )


ONE, TWO = offered(AFTERNOON), offered(MORNING, AFTERNOON)
REPAIRED = replace(UNASKED, work_order=KnownOrder(OrderState.DONE_TO_CONFIRM), asked=Asked(Question.CONFIRM_WORKS))


def types(words: str, standpoint: Standpoint) -> tuple[set[IntentType], Ask | None]:
    intents, ask = understand(Situation(words, standpoint, language=language_of(words)))
    return {intent.type for intent in intents}, ask


def chosen(words: str, standpoint: Standpoint) -> list[int]:
    intents, _ = understand(Situation(words, standpoint, language=language_of(words)))
    return [intent.values["index"] for intent in intents if intent.type is T.CHOOSE_SLOT]


# --- One time was offered -------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Oui, mais il faudra sonner fort.",
        "Ok mais prévenez le gardien",
        "C'est bon pour moi, mais passez par la cour.",
        "D'accord, par contre c'est ma sœur qui garde les clés",
        "oui mais attention au chien, il aboie mais il est adorable",
        "Fine, but please ring twice.",
        "Oui parfait. Le chat est gentil mais il griffe.",
        "Yes perfect thx. The dog is friendly but don't let him out",
    ],
)
def test_a_yes_stands_when_what_follows_tells_how_to_come_in(words: str) -> None:
    assert chosen(words, ONE) == [1]


@every(
    "words",
    [
        "Ok mais je préférerais la semaine d'après",
        "Oui mais il me faudrait un autre jour",
        "ok mais vers 18h",
        "oui mais passez plutôt par la cour vers 18h",
        "D'accord, mais prévenez la gardienne pour décaler",
        "Ok mais demandez à la loge si c'est possible plus tard",
        "Oui, mais sonnez plutôt vendredi",
        "Oui mais je n'aurai pas les clés",
        "Fine but could he ring and come earlier",
        "Oui. Le chien est gentil mais je ne serai pas là",
        "Oui. Le chat est gentil mais plutôt vers 18h",
        "Oui, j'ai regardé mais je suis absent",
    ],
)
def test_a_yes_falls_when_what_follows_is_about_when(words: str) -> None:
    assert chosen(words, ONE) == []


# --- Several were ---------------------------------------------------------------------------------------------------


@every("words", ["Parfait ce créneau", "Super votre horaire, merci", "Sure thing", "That works for me"])
def test_praise_of_the_time_takes_it(words: str) -> None:
    assert chosen(words, ONE) == [1]


@every("words", ["That suits nobody", "That works sometimes", "That's just great, another weekday"])
def test_scorn_of_the_time_takes_nothing(words: str) -> None:
    assert chosen(words, ONE) == []


@every("words", ["Great job, thanks", "Nickel chrome, merci", "Super ce travail"])
def test_praise_of_the_work_confirms_it(words: str) -> None:
    assert T.CONFIRM_WORKS in types(words, REPAIRED)[0]


@every("words", ["Super ce travail bâclé", "Super ces travaux ratés"])
def test_scorn_of_the_work_confirms_nothing(words: str) -> None:
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


@every(
    ("words", "index"),
    [
        ("celui de l'après-midi svp", 2),
        ("celle du matin", 1),
        ("Je vous saurais gré de retenir la première proposition.", 1),
        ("Auriez-vous la gentillesse de noter la deuxième date ?", 2),
        ("Could you book us in for the Thursday?", 2),
        ("The later one", 2),
        ("the earlier, please", 1),
    ],
)
def test_one_of_two_is_picked(words: str, index: int) -> None:
    assert chosen(words, TWO) == [index]


@every(
    "words",
    [
        "Pouvez-vous me confirmer le 2 ?",
        "Pouvez-vous noter mardi ou jeudi ?",
        "Qui a noté la deuxième date ?",
        "Pouvez-vous noter que je refuse le deuxième ?",
        "Auriez-vous la gentillesse de rappeler ma mère ?",
    ],
)
def test_a_question_picks_nothing(words: str) -> None:
    assert chosen(words, TWO) == []


@every("words", ["faudrait une autre date", "il me faudrait un autre créneau svp", "Peut-on avoir une autre date ?"])
def test_another_date_turns_all_of_them_down(words: str) -> None:
    found, ask = types(words, TWO)
    assert T.REJECT_SLOTS in found
    assert T.OUT_OF_SCOPE not in found
    assert ask is None


# --- Is it repaired? ------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "The heating's back on.",
        "Hot water is back, cheers",
        "the lights came back on last night",
        "Radiators are back up",
        "power is back",
        "It's back to normal",
    ],
)
def test_what_one_wants_to_have_is_back(words: str) -> None:
    assert T.CONFIRM_WORKS in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "The water leak is back",
        "It's back again",
        "The heating problem is back again",
        "The red warning light is back on",
        "the smell of gas is back",
        "Water is back under the sink",
        "The noise came back on Sunday",
        "Heating is back on but only in the bedroom.",
        "C'est réparé, mais seulement dans la cuisine",
        "Oui oui c'est réparé... pendant dix minutes",
    ],
)
def test_what_one_does_not_want_is_back(words: str) -> None:
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


# --- What they ask --------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Alors ça donne quoi pour mon volet ?",
        "sa donne quoi mon radiateur",
        "et pour la porte, ça donne quoi",
        "Qu'est-ce que ça a donné ?",
        "du neuf pour le ballon ?",
        "on peut avoir des nouvelles ?",
    ],
)
def test_where_things_stand_is_asked(words: str) -> None:
    assert types(words, UNASKED)[0] == {T.STATUS_QUESTION}


@every(
    "words",
    ["ça donne sur la cour", "La visite a donné lieu à des frais ?", "le joint est neuf"],
)
def test_words_that_resemble_it_ask_nothing_of_the_kind(words: str) -> None:
    assert T.STATUS_QUESTION not in types(words, UNASKED)[0]


@every("words", ["Puis-je avoir le numéro du plombier ?", "Je peux changer de date ?", "Can I have his number?"])
def test_no_leave_is_asked_to_have_a_number_or_a_date(words: str) -> None:
    assert T.OUT_OF_SCOPE not in types(words, UNASKED)[0]


@every("words", ["Puis-je avoir un chat ?", "On peut changer la couleur des murs ?", "Je peux mettre un store ?"])
def test_leave_to_change_the_home_is_another_desk(words: str) -> None:
    assert T.OUT_OF_SCOPE in types(words, UNASKED)[0]


# --- Who suffers ----------------------------------------------------------------------------------------------------

INTAKE = replace(UNASKED, channel=Channel.INTAKE, report=None, work_order=None)


@every(
    "words",
    [
        "Plus de chauffage, et 12 degrés dans la chambre du petit (3 mois)",
        "Le chauffage est en panne, mon père, 91 ans, a froid",
        "No heating and my daughter (2 years old) is coughing",
    ],
)
def test_an_age_beside_a_person_tells_who_is_fragile(words: str) -> None:
    assert T.URGENT_FLAG in types(words, INTAKE)[0]


@every("words", ["Plus de chauffage, la chaudière (12 ans) est en panne", "Plus de chauffage (3 jours), mon père râle"])
def test_an_age_of_a_thing_tells_of_nobody(words: str) -> None:
    assert T.URGENT_FLAG not in types(words, INTAKE)[0]


@every(
    "words",
    [
        "Je suis absente jusqu'au 3 décembre",
        "Pas dispo avant lundi",
        "En vacances jusqu'à dimanche soir",
        "Je rentre de congés le 30",
        "We're away until Monday",
        "I'm back on the 1st",
        "Je suis en déplacement toute la semaine",
        "away this week",
    ],
)
def test_who_comes_back_after_all_offers_turns_them_down(words: str) -> None:
    assert T.REJECT_SLOTS in types(words, ONE)[0]


@every(
    "words",
    [
        "Je suis absente jusqu'au 3 décembre mais ma sœur ouvrira",
        "Je suis absent toute la semaine prochaine",
        "Pas dispo avant mercredi",
        "Mon mari rentre lundi",
        "Away all week",
    ],
)
def test_an_absence_that_leaves_an_offer_turns_nothing_down(words: str) -> None:
    assert T.REJECT_SLOTS not in types(words, ONE)[0]
    assert chosen(words, ONE) == []


def test_of_two_that_one_is_left_which_is_after_the_absence() -> None:
    assert chosen("Je ne serai pas là avant mercredi", TWO) == [2]
    assert types("Je rentre de vacances le 12", TWO)[0] == {T.REJECT_SLOTS}


@every(
    "words",
    [
        "Je reviens vers vous jeudi",
        "We get back on Friday with an answer",
        "Je rentre vendredi à la clinique",
        "Je rentre les poubelles le 27",
        "Je reviens au bureau le 27",
    ],
)
def test_who_comes_back_for_something_else_is_not_away(words: str) -> None:
    for offers in (ONE, TWO):
        assert types(words, offers)[0].isdisjoint((T.REJECT_SLOTS, T.CHOOSE_SLOT))


@every(
    "words",
    [
        "Je rentre de voyage mercredi",
        "We're back on Wednesday",
    ],
)
def test_a_homecoming_between_two_offers_is_asked_about(words: str) -> None:
    assert types(words, TWO) == (set(), Ask.WHICH_SLOT)


@every(
    "words",
    [
        "Ma fille est en vacances cette semaine",
        "My husband is away this week",
        "Je suis en congé cette semaine, à la maison",
        "Sorry, we were abroad last month",
        "Malheureusement ma femme est en déplacement",
        "Ça tombe mal mais nous serons là",
    ],
)
def test_who_else_is_away_or_was_turns_nothing_down(words: str) -> None:
    for offers in (ONE, TWO):
        assert T.REJECT_SLOTS not in types(words, offers)[0]


def test_an_absence_of_every_morning_leaves_the_afternoon() -> None:
    assert chosen("Je suis absente le matin cette semaine", TWO) == [2]


@every(
    "words",
    [
        "Nous serons tous là",
        "I'll be home then",
        "Rdv confirmé, merci",
        "Ma sœur sera présente",
        "Mon voisin vous ouvrira",
        "My brother will let you in",
        "Je laisserai les clés au gardien",
    ],
)
def test_who_will_be_there_takes_the_one_time(words: str) -> None:
    assert chosen(words, ONE) == [1]


@every(
    "words",
    [
        "I'll be in London",
        "We'll be in touch",
        "I'll be home for Easter",
        "On sera là pour Pâques",
        "Nous serons chez nous en Bretagne",
        "Rdv confirmé avec le dentiste",
        "L'autre fois j'ai laissé la clé à la voisine",
        "We left the keys with the concierge last year",
        "Le plombier a laissé un badge",
        "Ma sœur sera là à Pâques",
        "Le gardien ouvre nos lettres, c'est honteux",
        "My husband will let you know",
    ],
)
def test_who_is_elsewhere_or_was_there_takes_no_time(words: str) -> None:
    assert chosen(words, ONE) == []


@every("words", ["Réparé mais la facture ?", "It's fixed but who pays?", "Tout est réglé, mais pour la caution ?"])
def test_a_repair_that_is_stated_is_not_asked_by_what_turns_behind_it(words: str) -> None:
    assert T.CONFIRM_WORKS in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "C'est réparé, vous êtes sûr ?",
        "Est-ce que c'est réparé mais sans garantie ?",
        "Ce n'est pas réparé mais qui vient ?",
        "Vous dites que c'est réparé mais vous êtes passé ?",
    ],
)
def test_a_repair_that_is_asked_or_denied_confirms_nothing(words: str) -> None:
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


@every(
    "words",
    ["Sure, but call when you are outside", "Yes but please ring us before", "ok but knock first, the bell is dead"],
)
def test_a_call_at_the_door_lets_the_yes_stand(words: str) -> None:
    assert chosen(words, ONE) == [1]


@every(
    "words", ["Oui mais seulement si le gardien ouvre", "Yes but only if you call first", "Oui si je ne travaille pas"]
)
def test_a_condition_keeps_the_yes_back(words: str) -> None:
    assert chosen(words, ONE) == []


def test_all_of_it_is_a_repair_and_a_part_is_none() -> None:
    assert T.CONFIRM_WORKS in types("Réparé à 100 %, bravo", REPAIRED)[0]
    assert T.CONFIRM_WORKS not in types("C'est réparé à 70 %", REPAIRED)[0]
    assert T.CONFIRM_WORKS in types("The noise is gone", REPAIRED)[0]
    assert T.CONTEST_WORKS in types("The heating is gone again", REPAIRED)[0]


@every(
    "words",
    [
        "The leak has gone into the kitchen",
        "The smell has gone worse",
        "The noise has gone up again",
    ],
)
def test_what_has_gone_elsewhere_is_not_over(words: str) -> None:
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "The heating has gone back to normal",
        "The pressure has gone up, great",
        "Rien n'est à refaire",
        "L'eau est chaude puis froide selon le réglage, parfait",
    ],
)
def test_what_has_gone_well_is_no_fault(words: str) -> None:
    assert T.CONTEST_WORKS not in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "Yes the noise stopped",
        "Yes no leaks",
        "Oui la fuite est stoppée",
        "Oui il a remplacé la vanne cassée",
        "yes they changed the leaking tap",
        "Réparé, votre plombier n'abandonne jamais",
        "Never give up team, all fixed",
        "Le volet est ouvert à 50 % et ça marche parfaitement",
    ],
)
def test_a_yes_that_names_the_fault_that_was_is_one(words: str) -> None:
    assert T.CONFIRM_WORKS in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "Oui il a cassé la poignée",
        "Réparé à 80 %",
        "Oui, j'abandonne",
    ],
)
def test_a_yes_that_tells_of_harm_is_none(words: str) -> None:
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


def test_a_grandmother_in_the_cold_is_urgent() -> None:
    assert T.URGENT_FLAG in types("Plus de chauffage et papi, 84 ans, a les mains gelées", UNASKED)[0]
    assert T.URGENT_FLAG not in types("La sonnette de mamie ne marche plus", UNASKED)[0]
