"""What tenants write at some length: the fault behind the praise, who will open, what they cannot say yet."""

from __future__ import annotations

from dataclasses import replace

from mailbot.inbound.reading.outcome import Ask, IntentType
from tests.cases import every
from tests.inbound.reading.test_say_tenants import ONE, REPAIRED, TWO, UNASKED, chosen, types
from tests.inbound.reading.test_say_tenants_beside import AFTER, BEFORE, INTAKE, WHEN, values

T = IntentType

# --- It works, and then it does not ----------------------------------------------------------------------------------


@every(
    "words",
    [
        "Oui mais la chaudière s'arrête au bout de 5 minutes",
        "Pas vraiment : la VMC démarre mais s'éteint",
        "Le volet descend mais se bloque à mi-hauteur",
        "ça marche puis ça s'arrête",
        "Le ballon se met en sécurité toutes les nuits",
        "The heating works but switches off after ten minutes",
        "Super réparation, l'eau coule maintenant chez la voisine",
        "Bravo, ça goutte du plafond",
    ],
)
def test_what_stops_by_itself_or_runs_where_it_should_not_is_not_repaired(words: str) -> None:
    found = types(words, REPAIRED)[0]
    assert T.CONTEST_WORKS in found
    assert T.CONFIRM_WORKS not in found


@every(
    "words",
    [
        "La chaudière ne se coupe plus, c'est parfait",
        "Tout est bon, la chaudière ne s'arrête plus toute seule",
        "Le volet descend et s'arrête bien en bas",
        "Tout marche. Le technicien s'arrête demain pour la facture",
        "Oui, l'eau coule normalement dans la douche",
        "Oui c'est réparé, il a rebouché le trou",
        "Ça ne coule plus mais il a laissé un trou dans le mur, qui rebouche ?",
    ],
)
def test_what_stops_as_it_should_or_no_longer_is(words: str) -> None:
    found = types(words, REPAIRED)[0]
    assert T.CONFIRM_WORKS in found
    assert T.CONTEST_WORKS not in found


def test_praise_of_water_that_runs_at_the_neighbours_is_irony() -> None:
    assert T.COMPLAINT in types("Ah super réparation, l'eau coule chez le voisin du dessous, bravo", REPAIRED)[0]
    assert T.COMPLAINT not in types("Super, ça ne coule plus nulle part, bravo", REPAIRED)[0]


# --- Danger ----------------------------------------------------------------------------------------------------------


@every(
    ("words", "reason"),
    [
        ("The light fitting in the bedroom is dripping water", "water"),
        ("Water is dripping out of the ceiling light", "water"),
        ("The socket in the kitchen is wet", "water"),
        ("The fuse box is crackling", "electricity"),
        ("The fuse box gets very hot", "electricity"),
        ("The heating hasn't come on since Wednesday and my two-year-old is freezing", "no_heating"),
        ("No heating since Monday and I have a 3 year old", "no_heating"),
    ],
)
def test_danger_told_in_english(words: str, reason: str) -> None:
    assert [found["reason"] for found in values(words, INTAKE, T.URGENT_FLAG)] == [reason]


@every(
    "words",
    [
        "The fitting under the sink is dripping",
        "The kitchen light is out and the tap is dripping",
        "My five year old boiler gives no heat",
        "We have a two year old boiler and no heating",
        "The light on the boiler is red",
    ],
)
def test_no_danger_told_in_english(words: str) -> None:
    assert T.URGENT_FLAG not in types(words, INTAKE)[0]


# --- At home ---------------------------------------------------------------------------------------------------------


@every("words", ["La chasse est morte", "notre chasse tire mal", "la chasse se remplit plus"])
def test_the_flush_by_its_short_name_is_plumbing(words: str) -> None:
    assert [found["category"] for found in values(words, INTAKE, T.REPORT_NEW)] == ["plumbing"]


@every(
    "words",
    [
        "J'aurai du retard pour le loyer, ma paie tombe le 10",
        "mon salaire arrive le 5, je paierai le loyer après",
        "Je pars à la chasse aux champignons",
    ],
)
def test_pay_day_is_no_fault(words: str) -> None:
    assert T.REPORT_NEW not in types(words, INTAKE)[0]


@every(
    "words",
    [
        "Je souhaiterais faire installer la fibre",
        "Nous aimerions poser une climatisation dans la chambre",
    ],
)
def test_who_would_like_to_install_something_asks_leave(words: str) -> None:
    assert [found["topic"] for found in values(words, INTAKE, T.OUT_OF_SCOPE)] == ["permission"]


def test_heated_for_nothing_is_no_visit_missed() -> None:
    wide_open = replace(UNASKED, work_order=AFTER.work_order)
    assert T.MISSED_VISIT not in types("La fenêtre laisse passer l'air, on chauffe pour rien", INTAKE)[0]
    assert T.MISSED_VISIT not in types("On chauffe pour rien avec cette fenêtre", AFTER)[0]
    assert T.MISSED_VISIT in types("J'ai attendu pour rien", AFTER)[0]
    assert T.MISSED_VISIT in types("Je me suis déplacée pour rien", wide_open)[0]


def test_a_plain_not_really_is_asked_about() -> None:
    assert types("Pas vraiment", REPAIRED) == (set(), Ask.IS_IT_REPAIRED)


@every(
    "words",
    [
        "Le radiateur de la chambre a besoin d'être changé",
        "The kitchen tap needs replacing",
        "The boiler needs to be fixed",
    ],
)
def test_what_needs_to_be_mended_is_reported(words: str) -> None:
    assert T.REPORT_NEW in types(words, INTAKE)[0]
    assert T.REPORT_NEW not in types("Le plombier a besoin d'être prévenu la veille", UNASKED)[0]


# --- When they can be there ------------------------------------------------------------------------------------------

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@every(
    ("words", "opens", "closes"),
    [
        ("plutôt l'après-midi", "14:00", "18:00"),
        ("Le matin de préférence", "08:00", "12:00"),
        ("Je suis là après 18h", "18:00", "20:00"),
        ("Après 18h", "18:00", "20:00"),
        ("L'après-midi je suis là, le matin je vais au marché", "14:00", "18:00"),
        ("Je travaille le matin, donc plutôt l'après-midi", "14:00", "18:00"),
        ("after 6pm", "18:00", "20:00"),
    ],
)
def test_a_part_of_the_day_without_a_day_is_that_of_any_day(words: str, opens: str, closes: str) -> None:
    assert [found["recurring"] for found in values(words, WHEN, T.OFFER_AVAILABILITY)] == [
        [{"days": EVERY_DAY, "from": opens, "to": closes}]
    ]


@every(
    "words",
    [
        "Pas le matin",
        "Le matin je suis au travail",
        "La semaine prochaine, le matin",
        "Mon planning tombe vendredi",
        "Je ne peux pas vous dire pour l'instant, je reçois mes horaires vendredi",
    ],
)
def test_what_is_no_time_offered(words: str) -> None:
    assert T.OFFER_AVAILABILITY not in types(words, WHEN)[0]


@every(
    "words",
    ["Le matin il n'y a pas d'eau chaude", "La fuite coule surtout le soir", "le radiateur est froid l'après-midi"],
)
def test_the_hour_of_a_fault_is_no_time_offered(words: str) -> None:
    assert T.OFFER_AVAILABILITY not in types(words, UNASKED)[0]
    assert T.OFFER_AVAILABILITY not in types(words, INTAKE)[0]


def test_a_habit_that_is_refused_leaves_the_day_before_it() -> None:
    for words in ("Vendredi matin, le week-end je ne suis pas là", "vendredi 27 le matin, le lundi je travaille"):
        [found] = values(words, WHEN, T.OFFER_AVAILABILITY)
        assert [slot["start"] for slot in found["slots"]] == ["2026-11-27T08:00:00+01:00"]
    assert T.OFFER_AVAILABILITY not in types("Lundi, mardi je ne peux pas", WHEN)[0]


# --- Which of the offers ---------------------------------------------------------------------------------------------


@every(
    ("words", "index"),
    [
        ("Le premier c'est parfait. Moi je travaille mais mon mari sera là", 1),
        ("le deuxième ça me va", 2),
        ("Le dernier c'est bien", 2),
    ],
)
def test_an_offer_is_picked_by_what_it_is_said_to_be(words: str, index: int) -> None:
    assert chosen(words, TWO) == [index]


@every(
    "words",
    [
        "Le premier, ça tombe mal",
        "le premier c'est compliqué",
        "mardi, ça tombe mal",
        "le 2, trop tôt",
        "Mardi, c'est un peu chaud pour moi",
        "Tuesday, that's a bit early",
    ],
)
def test_an_offer_that_suits_badly_is_not_picked(words: str) -> None:
    assert chosen(words, TWO) == []


def test_what_suits_badly_is_taken_by_who_copes() -> None:
    assert chosen("Mardi, ça tombe mal mais je m'arrangerai", TWO) == [1]


@every("words", ["Je vous confirme lundi", "Je ne sais pas encore pour jeudi, je vous confirme lundi"])
def test_the_day_of_the_answer_is_neither_yes_nor_no(words: str) -> None:
    found, ask = types(words, ONE)
    assert found <= {T.COMMENT}
    assert ask is None


def test_the_offer_itself_may_be_confirmed_or_refused_beside_a_later_answer() -> None:
    assert chosen("Je vous confirme jeudi", ONE) == [1]
    assert T.REJECT_SLOTS in types("Jeudi impossible, je vous redis lundi", ONE)[0]


def test_half_a_day_off_is_no_hour_of_a_visit() -> None:
    words = "Je vous réponds ce soir, je dois voir avec mon chef pour poser une demi-journée"
    assert types(words, TWO) == ({T.COMMENT}, None)


# --- A visit that is planned -----------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Je ne serai pas là jeudi mais ma voisine du 3e, Mme Costa, a mes clés et ouvrira",
        "Je ne serai pas là jeudi, Mme Costa, la gardienne, ouvrira",
        "C'est combien le déplacement si je ne suis pas là ?",
        "Si je ne suis pas là il peut entrer par le garage ?",
    ],
)
def test_a_visit_stands_when_somebody_opens_or_nobody_says_to_be_out(words: str) -> None:
    assert T.RESCHEDULE not in types(words, BEFORE)[0]


@every(
    "words",
    [
        "Je ne serai pas là jeudi, ma voisine, Mme Costa, n'a pas les clés",
        "Je ne serai pas là jeudi et ma voisine, Mme Costa, non plus",
        "Si je ne suis pas là jeudi, on décale ?",
        "Si vous venez jeudi je ne serai pas là",
        "Je ne peux pas jeudi si je ne trouve pas de garde",
    ],
)
def test_a_visit_does_not_stand_when_nobody_opens(words: str) -> None:
    assert T.RESCHEDULE in types(words, BEFORE)[0]


@every(
    "words",
    [
        "Je dois emmener mon fils chez le médecin jeudi après-midi. Peut-on reporter à vendredi même heure ?",
        "J'ai un rendez-vous jeudi à 15h, peut-on reporter à vendredi même heure ?",
        "Je dois être à l'école jeudi à 15h, on peut décaler à vendredi 14h ?",
        "I have to be at the school at 3pm, could we move it to Friday, same time?",
    ],
)
def test_the_hour_of_what_keeps_one_away_is_not_offered(words: str) -> None:
    [found] = values(words, BEFORE, T.RESCHEDULE)
    assert [slot["start"] for slot in found["slots"]] == ["2026-11-27T14:00:00+01:00"]


def test_if_ever_denies_nothing() -> None:
    [found] = values("Si jamais il peut venir plus tôt jeudi, genre 13h, ça m'arrangerait", BEFORE, T.RESCHEDULE)
    assert [slot["start"] for slot in found["slots"]] == ["2026-11-26T13:00:00+01:00"]


def test_the_hour_of_a_mail_is_no_time_offered() -> None:
    assert T.OFFER_AVAILABILITY not in types("Je préfère être averti à chaque étape qu'un résumé le soir", UNASKED)[0]
    assert T.OFFER_AVAILABILITY in types("Le volet est bloqué. Je suis chez moi l'après-midi", INTAKE)[0]


@every("words", ["Appelez-moi après 18h", "Le bruit revient surtout le soir"])
def test_the_hour_of_a_call_or_of_a_noise_is_no_time_offered(words: str) -> None:
    assert T.OFFER_AVAILABILITY not in types(words, WHEN)[0]


# --- Where things stand, and what went wrong -------------------------------------------------------------------------


@every(
    "words",
    [
        "et ça va être réglé quand ??",
        "ça sera fait quand svp",
        "On aura du chauffage quand ?",
        "Savez-vous quand ils comptent venir ?",
        "Vous m'avez oublié ?",
        "Toujours aucun appel de leur part",
    ],
)
def test_when_is_asked_at_the_end_of_the_sentence_as_well(words: str) -> None:
    assert types(words, UNASKED)[0] == {T.STATUS_QUESTION}


@every(
    "words",
    [
        "Savez-vous quand je peux passer chercher le badge ?",
        "Ça va être réglé quand le plombier aura la pièce",
        "Ce sera fait quand je rentre",
        "Vous avez oublié votre tournevis ?",
        "Il m'a oublié sur le palier",
    ],
)
def test_a_when_of_something_else_does_not_ask_where_things_stand(words: str) -> None:
    assert T.STATUS_QUESTION not in types(words, UNASKED)[0]


def test_a_file_that_is_open_is_no_door() -> None:
    words = "ça fait un mois que c'est ouvert votre truc"
    assert T.PROVIDE_INFO not in types(words, UNASKED)[0]
    assert T.PROVIDE_INFO in types("La porte du local, c'est ouvert", UNASKED)[0]


@every(
    "words",
    [
        "J'ai posé ma matinée exprès et personne.",
        "J'ai attendu de 9h à 12h et rien",
        "J'ai pris un jour de congé pour rien",
    ],
)
def test_a_morning_off_and_nobody_is_a_visit_missed(words: str) -> None:
    assert [found["absent"] for found in values(words, AFTER, T.MISSED_VISIT)] == ["provider"]


@every(
    "words", ["J'ai posé ma matinée de jeudi et personne ne me confirme l'heure", "J'étais là avec personne d'autre"]
)
def test_a_morning_off_that_is_still_to_come_is_none(words: str) -> None:
    assert T.MISSED_VISIT not in types(words, BEFORE)[0]


def test_not_a_call_is_displeasure() -> None:
    assert T.COMPLAINT in types("Personne n'est venu. Pas un coup de fil, rien.", AFTER)[0]
    assert T.COMPLAINT not in types("Je n'ai pas un appel à passer", UNASKED)[0]


@every(
    ("words", "topic"),
    [
        ("C'est le déménageur du voisin qui a cogné la porte avec un canapé", "cause"),
        ("C'est la voiture du livreur de pizzas qui a tordu le portail", "cause"),
        ("Voyez avec mon fils au 06 39 98 44 88 pour le rendez-vous", "contact"),
    ],
)
def test_who_did_it_and_whom_to_call(words: str, topic: str) -> None:
    assert [fact["topic"] for fact in values(words, UNASKED, T.PROVIDE_INFO)] == [topic]


@every(
    ("words", "index"),
    [
        ("Ça sera jeudi, mardi je bosse", 2),
        ("Ok pour mardi, jeudi je travaille", 1),
        ("Je préfère jeudi, mardi j'ai cours", 2),
    ],
)
def test_the_day_that_is_chosen_is_not_refused_with_the_next(words: str, index: int) -> None:
    assert chosen(words, TWO) == [index]


@every(
    "words", ["Mardi, jeudi je ne peux pas", "Ça ne sera pas mardi, jeudi je travaille", "Mardi et jeudi je travaille"]
)
def test_two_days_that_are_refused_are_both(words: str) -> None:
    assert chosen(words, TWO) == []
    assert T.REJECT_SLOTS in types(words, TWO)[0]


def test_a_bell_that_rings_and_nobody_hears_is_not_repaired() -> None:
    assert T.CONTEST_WORKS in types("L'interphone sonne mais on n'entend rien", REPAIRED)[0]
    assert T.CONFIRM_WORKS in types("Ça claquait mais on n'entend plus rien", REPAIRED)[0]


# --- Two desks in one sentence, and short words ----------------------------------------------------------------------


@every(
    ("words", "topic"),
    [
        ("Je n'ai pas reçu ma quittance de novembre et le volet roulant est en panne", "rent_receipt"),
        ("Je quitte le logement le 15 janvier et le robinet fuit", "departure"),
    ],
)
def test_a_fault_and_another_desk_in_one_sentence_are_two(words: str, topic: str) -> None:
    assert [found["topic"] for found in values(words, INTAKE, T.OUT_OF_SCOPE)] == [topic]
    assert len(values(words, INTAKE, T.REPORT_NEW)) == 1


def test_no_more_elec_is_a_report() -> None:
    assert [found["category"] for found in values("j'ai plus d'élec depuis hier", INTAKE, T.REPORT_NEW)] == [
        "electricity"
    ]
    assert T.REPORT_NEW not in types("Élec Services Petit n'est pas venu", UNASKED)[0]


def test_one_mail_a_day_is_enough() -> None:
    words = "Stop aux mails svp, un seul suffit par jour"
    assert [found["mode"] for found in values(words, UNASKED, T.SET_ALERTS)] == ["daily"]


def test_to_remind_is_asked_and_to_call_back_is_ordered() -> None:
    assert T.QUESTION in types("Pouvez-vous me rappeler l'heure du rendez-vous ?", BEFORE)[0]
    assert T.QUESTION not in types("Pouvez-vous me rappeler ?", BEFORE)[0]


@every("words", ["Je prends mardi, jeudi je ne suis pas là", "Mardi ça me va, jeudi je ne suis pas là"])
def test_to_be_out_on_another_day_takes_no_pick_back(words: str) -> None:
    assert chosen(words, TWO) == [1]


@every("words", ["Mardi ça me va, ah non mardi je ne suis pas là", "Pas ok pour mardi, jeudi non plus"])
def test_to_be_out_on_that_day_does(words: str) -> None:
    assert chosen(words, TWO) == []


def test_a_day_that_is_past_takes_no_habit_away() -> None:
    words = "Le plombier est passé hier. Je suis là l'après-midi"
    [found] = values(words, UNASKED, T.OFFER_AVAILABILITY)
    assert found["recurring"] == [{"days": EVERY_DAY, "from": "14:00", "to": "18:00"}]


@every(
    ("words", "confirms"),
    [
        ("nickel, par contre la porte du four ferme mal", True),
        ("Impeccable. Sinon le volet du salon est bloqué", True),
        ("Nickel, par contre ça fuit toujours", False),
        ("Parfait, par contre la chaudière ne démarre toujours pas", False),
        ("nickel, par contre l'évier goutte encore", False),
        ("nickel, par contre c'est pas réparé", False),
        ("oui, par contre la porte du four ferme mal", False),
        ("non, par contre la porte du four ferme mal", False),
    ],
)
def test_one_more_thing_behind_a_praise_is_a_report_of_its_own(words: str, confirms: bool) -> None:
    found = types(words, REPAIRED)[0]
    assert (T.CONFIRM_WORKS in found and T.REPORT_NEW in found) is confirms
    assert (T.CONTEST_WORKS in found) is not confirms


@every(
    ("words", "opens"),
    [
        ("Aucun, je travaille. Le soir après 18h30 ou le samedi", ["18:30", "08:00"]),
        ("Aucun des deux, le matin ou alors le lundi", ["08:00", "08:00"]),
        ("Aucun. Je ne suis pas là le matin ou le samedi", []),
    ],
)
def test_hours_of_any_day_or_a_day_beside_them(words: str, opens: list[str]) -> None:
    found = [rule for offer in values(words, TWO, T.OFFER_AVAILABILITY) for rule in offer.get("recurring", ())]
    assert [rule["from"] for rule in found] == opens


@every(
    ("words", "days"),
    [
        ("Je ne peux plus. On peut faire vendredi ? Après 14h", ["2026-11-27T14:00"]),
        ("Something came up, could we do Friday instead? after 2pm", ["2026-11-27T14:00"]),
        ("Je peux pas. Vendredi ? Après 14h ou lundi", ["2026-11-27T14:00", "2026-11-30T08:00"]),
    ],
)
def test_hours_behind_another_day_are_hours_of_that_day(words: str, days: list[str]) -> None:
    [found] = values(words, BEFORE, T.RESCHEDULE)
    assert [slot["start"][:16] for slot in found["slots"]] == days
