"""What occupants, owners and strangers say beside what they were asked: the words that mean it, and their opposites."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.standpoint import Asked, Question, Slot
from mailbot.vocabulary import Role
from tests.cases import every
from tests.inbound.reading.test_say_owners_and_strangers import ONE as QUOTE
from tests.inbound.reading.test_say_owners_and_strangers import TWO as QUOTES
from tests.inbound.reading.test_say_owners_and_strangers import said
from tests.inbound.reading.test_say_owners_and_strangers import types as kinds
from tests.inbound.reading.test_say_tenants import AFTERNOON, MORNING, ONE, REPAIRED, TWO, UNASKED, chosen, types
from tests.inbound.reading.test_say_tenants_beside import CLOSED, INTAKE, WHEN, planned, values

T = IntentType
STRANGER = replace(INTAKE, role=Role.UNKNOWN, sender_name="")
NEXT_WEEK = planned(
    Slot(datetime.fromisoformat("2026-12-03T09:00:00+01:00"), datetime.fromisoformat("2026-12-03T11:00:00+01:00")),
    "2026-11-24T10:00:00+01:00",
)
YESTERDAY = planned(MORNING, "2026-11-25T09:00:00+01:00")


def reports(words: str) -> set[str]:
    return {one["category"] for one in values(words, INTAKE, T.REPORT_NEW)}


# --- Est-ce réparé ? ------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Plus rien ne s'allume depuis son départ.",
        "Réparé, mais très mal.",
        "C'est bon pour les toilettes, pas pour le lavabo.",
        "La fenêtre ne ferme que si je pousse avec l'épaule.",
        "Le verrou tourne, mais il faut cogner dessus",
        "La lumière marche, mais la prise non.",
        "Ne clôturez pas : la pompe s'emballe toujours.",
        "Je vois encore de l'eau couler sous le bac.",
        "Il va devoir repasser avec le bon joint, il doit revenir lundi.",
        "Il reste un suintement au raccord.",
        "Not really.",
        "Je retrouve encore des gouttes sous l'évier",
        "J'entends encore un grincement",
        "Je vois toujours des cafards",
        "C'est réparé mais je vois encore de l'eau par terre",
        "No sign of any progress",
        "No news at all from your man",
        "No smell check was done",
        "No more light in the hall",
        "No sign of your electrician",
        "No trouble reaching him, but the tap still leaks",
    ],
)
def test_what_denies_the_repair_is_no_yes(words: str) -> None:
    assert T.CONTEST_WORKS in types(words, REPAIRED)[0]
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "Ne clôturez pas tout de suite s'il vous plaît.",
        "Le chauffe-eau est arrivé.",
        "Please keep it open, the drains are next.",
        "The locks look nice.",
        "L'interrupteur est brûlant",
        "La pompe est brûlante et ça fume",
        "L'eau du robinet est brûlante, impossible de se laver les mains",
        "Le chauffage est brûlant, les enfants ne peuvent pas s'en approcher",
        "Les radiateurs sont brûlants jour et nuit",
        "Le ballon est brûlant, c'est normal ?",
        "Ma fille s'est brûlée",
        "Oui, pas pour le moment de bruit",
    ],
)
def test_the_name_of_a_thing_is_no_word_that_it_works(words: str) -> None:
    assert not {T.CONFIRM_WORKS, T.CLOSE_REPORT} & types(words, REPAIRED)[0]


@every(
    "words",
    [
        "Oui. Dites-moi, faut-il que je garde la vieille pièce ?",
        "No leak since the weekend.",
        "No more smell, no noise whatsoever.",
        "Plus rien ne fuit.",
        "Le radiateur est brûlant",
        "Le bruit a disparu tout seul",
        "C'est réparé, pas la peine de repasser.",
        "Oui merci, les radiateurs sont brûlants.",
        "No drips at all since Monday.",
        "No more leaks, thank you",
        "La fuite est réparée, il doit revenir pour les finitions",
        "Je vois encore les traces de doigts sur le carrelage mais c'est réparé",
        "J'entends toujours les voisins, mais c'est réparé.",
        "J'entends encore des travaux à côté, tout fonctionne",
    ],
)
def test_what_resembles_a_no_confirms_all_the_same(words: str) -> None:
    assert T.CONFIRM_WORKS in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "Je retrouve encore de l'eau dans le bac, pourtant le joint est réparé",
        "C'est réparé mais il doit repasser changer le siphon",
    ],
)
def test_repaired_and_not_quite_is_asked_about(words: str) -> None:
    said_, ask = types(words, REPAIRED)
    assert ask is Ask.IS_IT_REPAIRED
    assert not {T.CONFIRM_WORKS, T.CONTEST_WORKS} & said_


@every(
    "words",
    [
        "Le plombier a laissé une note sur la table : c'est réparé",
        "He left a card, everything is working",
        "J'étais au bureau, mon voisin lui a ouvert et la fuite est réparée",
        "J'étais à l'école quand il est venu, tout fonctionne",
    ],
)
def test_whoever_was_out_while_it_was_repaired_missed_nothing(words: str) -> None:
    said_, _ = types(words, REPAIRED)
    assert T.CONFIRM_WORKS in said_
    assert T.MISSED_VISIT not in said_


def test_half_of_it_closes_nothing() -> None:
    assert T.CLOSE_REPORT not in types("La douche fonctionne, mais le lavabo non", UNASKED)[0]
    assert T.CLOSE_REPORT in types("La panne a disparu toute seule", UNASKED)[0]


# --- Un créneau, une visite -----------------------------------------------------------------------------------------


@every(
    ("words", "index"),
    [
        ("Jeudi c'est mon oncle qui ouvrira", [2]),
        ("C'est ma voisine qui sera là mardi, je travaille", [1]),
        ("Mon frère ne sera pas là jeudi", [1]),
        ("Tuesday suits, does he need a parking space?", [1]),
        ("Jeudi me convient, je dois vider le placard ?", [2]),
        ("Jeudi convient ?", []),
        ("Ok jeudi, et si vous avez du retard appelez-moi", [2]),
        ("Jeudi si vous me prévenez avant", []),
        ("Aucun des deux, ma fille a les clés de la moto jeudi", []),
    ],
)
def test_who_will_be_there_and_what_is_asked_behind_leave_the_choice(words: str, index: list[int]) -> None:
    assert chosen(words, TWO) == index


def test_whoever_has_a_key_lets_the_visit_stand() -> None:
    assert T.RESCHEDULE not in types("Jeudi je serai sortie, la concierge a un double des clés", NEXT_WEEK)[0]
    assert T.RESCHEDULE in types("Je ne serai pas là jeudi et la concierge n'a pas de double", NEXT_WEEK)[0]


def test_a_key_that_is_elsewhere_opens_nothing() -> None:
    assert chosen("Jeudi je suis absente et ma mère a les clés avec elle à Lille", ONE) == []
    assert T.REJECT_SLOTS in types("Je serai absente jeudi, ma mère a les clés avec elle", ONE)[0]
    assert T.REJECT_SLOTS in types("Aucun des deux, ma fille a les clés de la moto jeudi", TWO)[0]
    assert T.RESCHEDULE in types("Jeudi je serai absente, mon frère a les clés de la voiture", NEXT_WEEK)[0]
    assert T.RESCHEDULE in types("Jeudi je serai absente, mon frère a les clés avec lui", NEXT_WEEK)[0]
    assert chosen("Jeudi je serai absente et mon frère sera là", ONE) == [1]


def test_a_bare_weekday_beside_a_visit_is_that_of_the_visit() -> None:
    assert T.RESCHEDULE not in types("Entendu pour jeudi", NEXT_WEEK)[0]
    assert T.RESCHEDULE not in types("C'est bien jeudi à 9h ?", NEXT_WEEK)[0]
    assert T.RESCHEDULE in types("Plutôt ce jeudi si possible", NEXT_WEEK)[0]
    assert T.RESCHEDULE in types("Je travaille jeudi, on peut décaler ?", NEXT_WEEK)[0]


@every(
    ("words", "starts"),
    [
        ("On pourrait avancer à jeudi ?", ["2026-11-26T08:00:00+01:00"]),
        ("Est-ce qu'il peut passer plutôt jeudi ?", ["2026-11-26T08:00:00+01:00"]),
        ("Jeudi à 16h plutôt svp", ["2026-11-26T16:00:00+01:00"]),
        ("Jeudi après-midi, plus tôt que convenu", ["2026-11-26T14:00:00+01:00"]),
        ("J'aimerais mieux jeudi à la même heure", ["2026-11-26T09:00:00+01:00"]),
        ("Could he come earlier, on Thursday?", ["2026-11-26T08:00:00+01:00"]),
        ("Je suis là jeudi, il pourrait venir plus tôt ?", ["2026-11-26T08:00:00+01:00"]),
    ],
)
def test_whoever_would_have_it_sooner_means_the_next_thursday(words: str, starts: list[str]) -> None:
    moved = values(words, NEXT_WEEK, T.RESCHEDULE)
    assert [slot["start"] for one in moved for slot in one["slots"]] == starts


def test_a_weekday_that_is_not_that_number_is_asked_about() -> None:
    assert types("lundi 24", WHEN)[1] is Ask.WHICH_DATE
    assert types("vendredi 20", TWO)[1] is Ask.WHICH_DATE
    assert types("il devait venir vendredi 20, je suis là jeudi", WHEN)[1] is None


@every(
    ("words", "absent"),
    [
        ("J'étais au travail quand il a sonné, il a déposé une carte.", "occupant"),
        ("I overslept and did not hear him, sorry", "occupant"),
        ("J'ai eu un imprévu hier, veuillez m'excuser auprès de lui", "occupant"),
        ("Toujours pas de technicien, c'était hier pourtant", "provider"),
        ("Désolée, je n'étais pas chez moi, il a laissé un mot dans la boîte aux lettres", "occupant"),
        ("J'étais au travail et ma fille n'a pas ouvert", "occupant"),
    ],
)
def test_who_missed_the_visit(words: str, absent: str) -> None:
    assert values(words, YESTERDAY, T.MISSED_VISIT) == [{"absent": absent}]


def test_an_imprevu_that_is_to_come_moves_the_visit() -> None:
    tomorrow = planned(AFTERNOON, "2026-11-25T12:00:00+01:00")
    assert types("J'ai un imprévu demain, on peut reporter ?", tomorrow)[0] == {T.RESCHEDULE}


@every(
    "words",
    [
        "Nous serons à l'étranger jusqu'au 15 décembre.",
        "Il n'y a personne à la maison cette semaine",
        "The flat is empty until January",
        "On sera pas là pendant les fêtes",
    ],
)
def test_an_absence_is_told_with_its_length_where_no_day_is_named(words: str) -> None:
    assert {"topic": "presence"} in values(words, UNASKED, T.PROVIDE_INFO)
    assert T.OFFER_AVAILABILITY not in types(words, UNASKED)[0]


def test_who_has_nothing_to_say_of_when_is_not_away() -> None:
    assert T.PROVIDE_INFO not in types("Je suis à l'étranger dans cette ville, tout est nouveau pour moi", UNASKED)[0]


@every(
    ("words", "code"),
    [
        ("Il faut taper 48A12 en arrivant", "48A12"),
        ("Composez B1907 puis poussez", "B1907"),
        ("Enter 7719# and push", "7719#"),
    ],
)
def test_what_is_typed_at_a_door_is_its_code(words: str, code: str) -> None:
    assert {"topic": "access", "access_code": code} in values(words, UNASKED, T.PROVIDE_INFO)


@every("words", ["Faites le 2580 au portail", "Composez le 2580 sur le clavier", "Dial 2580 at the gate"])
def test_figures_that_are_dialled_at_a_door_are_its_code(words: str) -> None:
    assert {"topic": "access", "access_code": "2580"} in values(words, UNASKED, T.PROVIDE_INFO)


@every(
    "words",
    [
        "Tapez fort, je suis sourde",
        "Faites 150 euros maximum",
        "Faites le 12 rue Pasteur d'abord",
        "Composez le 3020",
        "Il faut faire 1200 m à pied",
        "On doit faire 2000 litres",
        "Chaudière de type C1300",
    ],
)
def test_what_is_done_otherwise_is_no_code(words: str) -> None:
    assert all("access_code" not in fact for fact in values(words, UNASKED, T.PROVIDE_INFO))


def test_a_pet_is_told_of_where_nothing_else_is() -> None:
    assert values("J'ai deux chats", UNASKED, T.PROVIDE_INFO) == [{"topic": "instruction"}]
    assert values("J'ai un chien. Le code est 12A45.", UNASKED, T.PROVIDE_INFO) == [
        {"topic": "access", "access_code": "12A45"}
    ]


@every("words", ["Je passerai moi-même au bureau mardi", "J'ouvrirai moi-même", "Je serai là moi-même lundi"])
def test_whoever_comes_himself_repairs_nothing(words: str) -> None:
    assert T.SELF_REPAIR not in types(words, UNASKED)[0]


def test_an_assent_is_no_answer_to_a_question_of_fact() -> None:
    brand = replace(UNASKED, asked=Asked(Question.PROVIDE_INFO, text="Quelle est la marque ?"))
    assert types("Ok", brand)[0] == {T.COMMENT}
    assert types("We will look tonight", brand)[0] == {T.COMMENT}
    assert types("Ariston", brand)[0] == {T.PROVIDE_INFO}


# --- Un problème, un danger -----------------------------------------------------------------------------------------


@every(
    ("words", "trades"),
    [
        ("Le radiateur du bureau reste glacé et la chasse d'eau ne s'arrête plus.", {"heating", "plumbing"}),
        ("The sink is blocked in the kitchen and there is mould in the bedroom", {"plumbing", "damp"}),
        ("La baignoire fuit et le plafond de la cuisine est taché", {"plumbing"}),
        ("La chaudière est en panne et la douche est glacée", {"hot_water"}),
        ("Il pleut dans la chambre", {"roof"}),
        ("L'interphone est muet", {"intercom"}),
        ("Je suis l'occupante du 9, l'eau est marron", {"plumbing"}),
    ],
)
def test_two_faults_apart_are_two_reports_and_one_story_is_one(words: str, trades: set[str]) -> None:
    assert reports(words) == trades
    assert T.OFFER_AVAILABILITY not in types(words, INTAKE)[0]


@every(
    ("words", "reasons"),
    [
        ("Ça empeste le gaz sur le palier", ["gas"]),
        ("There is a whiff of gas by the meter", ["gas"]),
        ("Pas de relents de gaz, je précise, mais la plaque est en panne", []),
        ("Le ballon ne chauffe plus et de plus il y a une fuite de gaz au sous-sol", ["gas"]),
        ("plus de courant plus une fuite de gaz", ["gas"]),
        ("De plus fuite de gaz sous la chaudière", ["gas"]),
        ("En plus de la panne, en plus fuite de gaz", ["gas"]),
        ("On y voit plus fuite de gaz dans le couloir", ["gas"]),
        ("Il y a plus de fuite de gaz qu'hier", ["gas"]),
        ("Could this not be a gas leak?", ["gas"]),
        ("Bonjour, aucune fuite de gaz, mais la plaque est en panne", []),
        ("Il n'y a plus de fuite de gaz, mais la plaque est en panne", []),
        ("The hob is broken, it is not a gas leak", []),
        ("L'eau goutte sur le plafonnier", ["water"]),
        ("La porte de la terrasse ne ferme plus", []),
        ("La porte de la terrasse ne ferme plus, quiconque passe peut rentrer", ["security"]),
        ("La porte du jardin ne verrouille plus, je ne dors plus", ["security"]),
        ("La porte de la cave a été forcée cette nuit", ["security"]),
        ("The patio door will not lock, anyone could walk in", ["security"]),
        ("La porte du garage ne ferme plus, le ressort a cassé", []),
        ("La porte d'entrée ne ferme plus", ["security"]),
        ("11 degrés ce matin et j'ai un nouveau-né", ["no_heating"]),
    ],
)
def test_dangers_by_other_words(words: str, reasons: list[str]) -> None:
    assert [flag["reason"] for flag in values(words, INTAKE, T.URGENT_FLAG)] == reasons


@every("words", ["En plus fuite de gaz à la cave", "Il y a de plus une fuite de gaz", "Je n'en peux plus fuite de gaz"])
def test_one_more_leak_of_gas_closes_nothing(words: str) -> None:
    assert types(words, UNASKED)[0] & {T.CLOSE_REPORT, T.URGENT_FLAG} == {T.URGENT_FLAG}


# --- Un autre bureau ------------------------------------------------------------------------------------------------


@every(
    ("words", "topic"),
    [
        ("Les gens du rez-de-chaussée font la fête toutes les nuits.", "neighbours"),
        ("La voisine du 4e m'a insultée dans l'escalier", "neighbours"),
        ("Quand récupérerons-nous le dépôt de garantie ?", "refund"),
        ("We never received the rent for October, can you look into it?", "payment"),
    ],
)
def test_what_is_for_another_desk(words: str, topic: str) -> None:
    assert {"topic": topic} in values(words, INTAKE, T.OUT_OF_SCOPE)


@every(
    ("words", "topic"),
    [
        ("Votre studio du centre est-il toujours à louer ?", "lease"),
        ("Nous réalisons des audits énergétiques à tarif réduit", "advertising"),
        ("Je souhaite postuler chez vous", "other"),
    ],
)
def test_what_strangers_want(words: str, topic: str) -> None:
    assert {"topic": topic} in values(words, STRANGER, T.OUT_OF_SCOPE)


@every(
    ("words", "mode"),
    [
        ("Un mail par étape plutôt que le récap du soir svp", "immediate"),
        ("A mail each time instead of the daily digest please", "immediate"),
        ("Le récap du soir plutôt qu'un mail à chaque étape", "daily"),
        ("Plutôt qu'une alerte à chaque fois, un seul mail par jour", "daily"),
    ],
)
def test_what_is_given_up_is_not_what_is_wanted(words: str, mode: str) -> None:
    assert values(words, UNASKED, T.SET_ALERTS) == [{"mode": mode}]


@every(
    ("words", "topic"),
    [
        ("Dois-je déclarer ce sinistre à mon assurance habitation ?", "insurance"),
        ("Who is liable for this?", "liability"),
        ("Faut-il avancer les frais ?", "billing"),
        ("Le digicode a changé, je n'ai pas le nouveau code", "access_code"),
        ("Est-ce que je peux faire passer mon propre électricien ?", "other"),
    ],
)
def test_questions_by_their_topic(words: str, topic: str) -> None:
    assert values(words, UNASKED, T.QUESTION) == [{"topic": topic}]


@every("words", ["I would like to thank him", "J'ai besoin d'aide", "Pouvez-vous faire passer un électricien ?"])
def test_a_wish_is_no_question(words: str) -> None:
    assert T.QUESTION not in types(words, UNASKED)[0]


def test_a_closed_report_with_words_that_tell_nothing_is_asked_about() -> None:
    assert types("J'ai besoin d'aide", CLOSED)[1] is Ask.SAME_OR_NEW
    assert types("Il y a à nouveau un problème", CLOSED)[1] is Ask.SAME_OR_NEW
    assert types("Pourquoi l'avoir clôturé, rien n'est réparé ??", CLOSED)[0] == {T.REOPEN}


# --- Un devis -------------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "J'aimerais mieux qu'on remplace tout le tableau",
        "Je préférerais qu'on attende le printemps",
        "J'aime mieux attendre l'avis de mon frère",
        "I would prefer to wait until I have seen it",
        "Trois cents euros pour une ampoule, félicitations !",
    ],
)
def test_whoever_would_rather_have_something_else_has_not_decided(words: str) -> None:
    assert not {T.APPROVE_QUOTE, T.REFUSE_QUOTE, T.CONDITIONAL_APPROVAL} & kinds(said(words, asked=QUOTE))


def test_a_hope_is_no_condition_and_a_cap_is_one() -> None:
    assert kinds(said("Je valide, en espérant que cela tienne", asked=QUOTE)) == {T.APPROVE_QUOTE}
    assert said("Validé par mon mari mais pas par moi", asked=QUOTE) == [("ask", {"code": "approve_or_refuse"})]
    for hoped in ("que vous ferez un geste", "une petite remise", "payer moins", "que le déplacement soit gratuit"):
        assert kinds(said(f"D'accord, en espérant {hoped}", asked=QUOTE)) == {T.CONDITIONAL_APPROVAL}
    assert ("conditional_approval", {"max_incl_tax": "250.00"}) in said("Fine but keep it under 250", asked=QUOTE)


def test_a_price_that_is_mocked_displeases_and_a_fair_one_does_not() -> None:
    assert T.COMPLAINT in kinds(said("Bravo, 285 euros pour un joint", asked=QUOTE))
    assert T.COMPLAINT not in kinds(said("Bravo, 285 euros pour tout cela c'est raisonnable", asked=QUOTE))


def test_a_yes_to_one_of_two_before_a_question_is_a_yes() -> None:
    assert said("Ok pour le B, c'est bien eux qui viennent ?", asked=QUOTES)[0][0] == T.APPROVE_QUOTE
    assert T.ASK_OTHER_QUOTE in kinds(said("Trop chers tous les deux, trouvez-en un troisième", asked=QUOTES))


def test_what_an_owner_sends_and_wants_to_know() -> None:
    assert said("Mon nouveau RIB est en pièce jointe") == [("provide_info", {"topic": "sensitive_document"})]
    assert said("Est-ce réparé ?") == [("status_question", {"scope": "this"})]
    assert said("Pourriez-vous me faire un état de tous mes lots ?") == [("status_question", {"scope": "all"})]
