"""What households write first, and around their answers: danger and its lookalikes, who opens, a yes that is none."""

from __future__ import annotations

from dataclasses import replace

from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.standpoint import KnownOrder, OrderState
from mailbot.vocabulary import Role
from tests.cases import every
from tests.inbound.reading.test_say_owners_and_strangers import ONE as ONE_QUOTE
from tests.inbound.reading.test_say_owners_and_strangers import said
from tests.inbound.reading.test_say_tenants import MORNING, ONE, REPAIRED, TWO, UNASKED, offered, types
from tests.inbound.reading.test_say_tenants_beside import AFTER, INTAKE, WHEN, planned, values

T = IntentType
TOMORROW = planned(MORNING, "2026-11-23T12:00:00+01:00")
DONE = replace(UNASKED, work_order=KnownOrder(OrderState.DONE))
ACTS = {T.APPROVE_QUOTE, T.CHOOSE_SLOT, T.CONFIRM_WORKS, T.CLOSE_REPORT}
STRANGER = replace(INTAKE, role=Role.UNKNOWN)


def at(day: int, opens: int, closes: int) -> dict[str, str]:
    """A slot of November 2026."""
    return {"start": f"2026-11-{day:02d}T{opens:02d}:00:00+01:00", "end": f"2026-11-{day:02d}T{closes:02d}:00:00+01:00"}


# --- Danger, and words that only sound like it ----------------------------------------------------------------------


@every(
    "words",
    [
        "On a voulu forcer notre porte hier soir",
        "Quelqu'un a essayé d'entrer pendant la nuit, la poignée pend",
        "La serrure est arrachée, je n'arrive plus à fermer la porte à clé",
        "Impossible de verrouiller la porte depuis ce matin",
        "Somebody tried to force the window last night",
        "On a voulu forcer notre volet cette nuit",
        "Il y a une personne bloquée dans l'ascenseur",
    ],
)
def test_a_home_that_does_not_lock_is_no_safe_one(words: str) -> None:
    assert {"reason": "security"} in values(words, INTAKE, T.URGENT_FLAG)


@every(
    "words",
    [
        "La trappe incendie du grenier ne ferme plus, et la lampe du couloir est grillée",
        "Depuis l'essai d'alarme incendie le portail reste bloqué",
        "After the fire drill the lobby lamp stopped working",
        "La flamme de la veilleuse s'éteint dès que j'ouvre l'eau chaude",
        "Pas de feu ni de fumée, c'est juste la hotte qui ne marche plus",
        "Le radiateur est bloqué, il n'y a pas le feu",
        "Le voisin fume à sa fenêtre et la fumée entre chez moi",
        "Elle fume à sa fenêtre et la fumée entre dans la chambre",
        "Le gaz ne fuit plus et ça ne sent plus",
        "Aucune odeur de gaz mais la douche fuit",
        "Pas d'odeur de gaz, mais s'il siffle je vous le dirai",
        "Le lave-vaisselle perd de partout. Pas d'odeur de gaz mais ça fuit",
        "Mon chauffe-eau est vieux. Aucune odeur de gaz, mais il siffle",
        "Cumulus : pas d'odeur de gaz mais le joint fuit",
        "The boiler is loud. No smell of gas but it leaks",
        "There is no fire, just a broken cooker hood",
        "Nobody is trapped in the lift, it just stopped",
        "Il n'y a personne coincé dans l'ascenseur, il est en panne",
        "Je n'arrive plus à fermer la porte de l'armoire à clé",
        "Impossible de verrouiller la porte de la salle de bain",
        "On a voulu forcer notre store pour le descendre, il a cassé",
        "Ma plaque de cuisson est tombée en panne hier",
    ],
)
def test_words_that_only_sound_like_danger(words: str) -> None:
    told, _ = types(words, INTAKE)
    assert T.URGENT_FLAG not in told
    assert all(report["urgency"] != "vital" for report in values(words, INTAKE, T.REPORT_NEW))


@every(
    "words",
    [
        "Il y a le feu dans la cuisine",
        "Pas de réponse de votre part et il y a de la fumée dans le placard",
        "Le détecteur sonne et je vois des flammes sous la hotte",
        "The heater is smoking and the smoke fills the bedroom",
        "Le disjoncteur fume et la fumée passe sous la porte",
        "La chaudière de mon voisin fume et la fumée envahit le palier",
        "No light in the stairwell and flames behind the meter",
        "There is no caretaker and a fire in the cellar",
        "Le gaz fuit plus qu'avant-hier",
        "Le gaz ne sent pas mais il siffle",
        "Pas d'odeur de gaz mais le flexible fuit",
        "Le robinet de gaz est neuf. Pas d'odeur de gaz mais ça siffle",
        "La chaudière tourne. Le gaz ne sent pas mais il fuit",
        "Le radiateur est froid. Pas d'odeur de gaz mais le tuyau fuit",
        "Le tuyau de gaz fuit pas mal ce matin",
        "Le gaz ne fuit plus mais une odeur reste dans le placard",
        "La flamme de la veilleuse lèche le mur",
        "Les flammes du brûleur sortent par le capot",
        "Il sort de la fumée du joint de la porte du poêle",
        "Le feu a pris au grenier, l'assurance incendie arrive",
        "Alarme incendie dans le hall, le feu est chez le voisin",
    ],
)
def test_real_danger_stays_one(words: str) -> None:
    assert T.URGENT_FLAG in types(words, INTAKE)[0]


def test_whatever_endangers_is_no_ordinary_problem() -> None:
    [report] = values("Un morceau du plafond du garage est tombé sur ma voiture", INTAKE, T.REPORT_NEW)
    assert report["urgency"] != "normal"


@every(
    ("words", "trades"),
    [
        ("De l'eau sort du lave-linge et les plinthes gonflent", ["appliances"]),
        ("L'aération est en panne et les fenêtres sont trempées", ["ventilation"]),
        ("Le lave-linge est mort et le tiroir de la cuisine est cassé", ["appliances", "other"]),
        ("La VMC siffle et la fenêtre du salon est cassée", ["ventilation", "windows"]),
        ("Une plaque de placo s'est décollée du plafond", ["other"]),
        ("Une plaque de cuisson ne chauffe plus", ["appliances"]),
        ("Notre plaque de cuisson est tombée en panne", ["appliances"]),
    ],
)
def test_what_the_water_spoils_is_part_of_the_leak(words: str, trades: list[str]) -> None:
    assert [report["category"] for report in values(words, INTAKE, T.REPORT_NEW)] == trades


def test_a_question_about_who_pays_reports_nothing_new() -> None:
    words = "Le dégât des eaux, c'est mon assureur qui paie ? Et les travaux commencent quand ?"
    assert T.REPORT_NEW not in types(words, UNASKED)[0]


# --- Another desk ----------------------------------------------------------------------------------------------------


@every(
    ("words", "topics"),
    [
        ("Défauts déjà notés à l'état des lieux : la porte du four est cassée", []),
        ("J'ai emménagé lundi, la remise des clés a été rapide, le store est bloqué", []),
        ("Je quitte l'appartement fin mars, quand fait-on l'état des lieux ?", ["departure"]),
        ("La voisine du quatrième fait encore la fête ce soir", ["neighbours"]),
        ("C'est le cousin du dessus qui a cogné dedans", []),
    ],
)
def test_what_is_for_another_desk(words: str, topics: list[str]) -> None:
    assert [scope["topic"] for scope in values(words, INTAKE, T.OUT_OF_SCOPE)] == topics


@every(
    "words",
    [
        "Je vous ai vus sur Google en première page, mon évier fuit",
        "Votre agence est bien classée sur Google. Le chauffage est en panne au 3 rue des Lilas.",
    ],
)
def test_who_found_us_on_the_web_sells_nothing(words: str) -> None:
    told, _ = types(words, STRANGER)
    assert T.REPORT_NEW in told
    assert T.OUT_OF_SCOPE not in told


def test_a_seller_of_visits_is_one() -> None:
    words = "Votre agence est invisible sur Google ! Nous garantissons deux fois plus de visites, diagnostic gratuit."
    assert values(words, STRANGER, T.OUT_OF_SCOPE) == [{"topic": "advertising"}]


@every(
    ("words", "mode"),
    [
        ("I'd rather have you writing every time something changes, the summary comes too late", "immediate"),
        ("Le récap arrive trop tard, prévenez-moi à chaque fois", "immediate"),
        ("Un récap le soir me va bien", "daily"),
        ("Please stop writing every time, one summary a day is plenty", "daily"),
    ],
)
def test_how_often_our_mails_come(words: str, mode: str) -> None:
    assert values(words, UNASKED, T.SET_ALERTS) == [{"mode": mode}]


@every(
    ("words", "topic"),
    [
        ("Le four est mort, est-ce à nous de le remplacer ?", "liability"),
        ("The fridge is dead, am I supposed to buy a new one?", "liability"),
        ("Mon fils demande comment programmer la chaudière", "equipment"),
    ],
)
def test_questions_by_their_topic(words: str, topic: str) -> None:
    assert topic in [question["topic"] for question in values(words, UNASKED, T.QUESTION)]


def test_a_husband_whom_one_asks_asks_nothing() -> None:
    assert T.QUESTION not in types("Je demande à mon mari si tout va bien et je vous redis", UNASKED)[0]


@every("words", ["deux mois pour un robinet, c'est franchement long", "six weeks, c'est quand même très long"])
def test_what_takes_long_displeases(words: str) -> None:
    assert T.COMPLAINT in types(words, UNASKED)[0]


def test_what_is_called_in_question_is_no_cause() -> None:
    assert T.PROVIDE_INFO not in types("Je ne remets pas en cause le sérieux de l'artisan", UNASKED)[0]


# --- A visit: who opens, another hour, one that failed ---------------------------------------------------------------


@every(
    "words",
    [
        "Mon fils a cours demain mais je serai là pour lui ouvrir",
        "Elle est de garde demain, c'est moi qui serai présent",
        "My wife is at work tomorrow but I will be there to let him in",
    ],
)
def test_who_opens_lets_the_visit_stand(words: str) -> None:
    told, _ = types(words, TOMORROW)
    assert T.RESCHEDULE not in told
    assert T.PROVIDE_INFO in told


@every(
    "words",
    [
        "Je ne serai pas là demain pour ouvrir",
        "C'est moi qui serai absent demain",
        "Demain je travaille, il n'y aura personne pour ouvrir",
    ],
)
def test_nobody_who_opens_moves_it(words: str) -> None:
    assert T.RESCHEDULE in types(words, TOMORROW)[0]


@every(
    "words",
    [
        "Je suis absent demain, je vous ouvrirai un autre jour",
        "Je ne suis pas là demain, je lui ouvrirai à mon retour",
        "I'm away tomorrow. We can let him in another time",
        "Il n'y aura personne chez nous demain",
        "Je suis hospitalisée demain",
    ],
)
def test_who_opens_another_time_moves_the_visit(words: str) -> None:
    assert T.RESCHEDULE in types(words, TOMORROW)[0]


@every(
    "words",
    [
        "Le technicien est en mission pour vous",
        "Y a personne pour me renseigner ?",
        "Il n'y a personne au standard de l'agence",
        "Il n'y aura personne d'autre, je serai présent",
        "Ma fille est hospitalisée mais je serai là",
    ],
)
def test_nobody_elsewhere_moves_no_visit(words: str) -> None:
    assert T.RESCHEDULE not in types(words, TOMORROW)[0]


def test_a_door_left_open_is_a_way_in() -> None:
    assert values("Je rentre tard, c'est ouvert, entrez sans moi", TOMORROW, T.PROVIDE_INFO)[0]["topic"] == "access"


@every(
    "words",
    [
        "Il a sonné chez la voisine à la place de chez moi",
        "Le technicien s'est trompé d'étage, je ne l'ai pas vu",
        "He knocked at the wrong door and went",
        "Mardi est passé, toujours personne",
    ],
)
def test_a_visit_that_went_elsewhere_failed(words: str) -> None:
    told, _ = types(words, AFTER)
    assert T.MISSED_VISIT in told
    assert T.OFFER_AVAILABILITY not in told


def test_a_bell_that_rings_by_itself_missed_no_visit() -> None:
    assert T.MISSED_VISIT not in types("La sonnette sonne pour rien toute la nuit", INTAKE)[0]


def test_a_day_that_is_over_is_offered_by_nobody() -> None:
    told, _ = types("Jeudi est passé, votre artisan non", planned(MORNING, "2026-11-30T12:00:00+01:00"))
    assert not told & {T.RESCHEDULE, T.OFFER_AVAILABILITY}


@every(
    ("words", "slot"),
    [
        ("Oui mais plutôt à 15h", at(24, 15, 17)),
        ("Ok mais vers 17h", at(24, 17, 19)),
        ("15h serait possible ?", at(24, 15, 17)),
    ],
)
def test_another_hour_than_the_one_offered(words: str, slot: dict[str, str]) -> None:
    told, ask = types(words, offered(MORNING))
    assert (told, ask) == ({T.REJECT_SLOTS, T.OFFER_AVAILABILITY}, None)
    assert values(words, offered(MORNING), T.OFFER_AVAILABILITY) == [{"slots": [slot]}]


@every("words", ["Oui mais je pars à 16h", "Oui mais pas vers 16h"])
def test_an_hour_that_is_none_to_come_at(words: str) -> None:
    assert T.OFFER_AVAILABILITY not in types(words, offered(MORNING))[0]


def test_an_english_hour_needs_no_sign_beside_tomorrow() -> None:
    assert values("Could the man come at 11 instead of 9 tomorrow?", TOMORROW, T.RESCHEDULE) == [
        {"slots": [at(24, 11, 13)]}
    ]


@every(
    "words",
    ["Mercredi et vendredi, n'importe quand", "Wednesday or Friday, any time"],
)
def test_any_time_of_those_days_is_not_always(words: str) -> None:
    [offer] = values(words, WHEN, T.OFFER_AVAILABILITY)
    assert "always" not in offer


@every("words", ["Mercredi, sinon n'importe quand", "Peu importe le jour, je ne travaille plus"])
def test_any_time_else_is_always(words: str) -> None:
    [offer] = values(words, WHEN, T.OFFER_AVAILABILITY)
    assert offer["always"] is True


@every(
    "words",
    [
        "Hospitalisé du 25 au 30, il n'y aura personne chez moi",
        "Je suis en cure du 25 au 30",
        "du 25 au 30 il n'y a personne",
    ],
)
def test_an_absence_offers_no_day(words: str) -> None:
    told, _ = types(words, WHEN)
    assert T.OFFER_AVAILABILITY not in told
    assert T.PROVIDE_INFO in told


# --- Works that did not hold -----------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Ça refuit depuis hier",
        "J'ai confirmé trop vite, le robinet goutte encore",
        "The noise is back",
        "Le bruit est revenu cette nuit",
    ],
)
def test_works_that_did_not_hold_are_contested(words: str) -> None:
    assert T.CONTEST_WORKS in types(words, DONE)[0]


@every(
    "words",
    [
        "Le bruit n'est pas revenu",
        "Est-ce que le bruit peut revenir ?",
        "Ils recommencent le chantier d'en face lundi",
        "Toujours pas reçu votre facture",
        "Mon voisin dit que la fuite est revenue",
    ],
)
def test_nothing_came_back(words: str) -> None:
    assert T.CONTEST_WORKS not in types(words, DONE)[0]


@every(
    "words",
    [
        "No noise has come back",
        "It hasn't leaked again",
        "Nothing is blocked again",
        "Pourvu que ce ne soit pas de nouveau coincé",
        "Le technicien est de nouveau coincé dans les embouteillages",
        "Mon ordinateur est de nouveau en panne",
        "It's cold again, there is snow",
        "Le bruit est revenu chez les voisins",
        "Notre voiture est de nouveau en panne",
    ],
)
def test_what_did_not_come_back_or_is_of_something_else_contests_nothing(words: str) -> None:
    assert T.CONTEST_WORKS not in types(words, DONE)[0]


@every(
    "words",
    [
        "La fuite est revenue car le joint est mort",
        "Le radiateur est de nouveau froid en plein hiver",
        "La fuite est revenue, le voisin du dessous est inondé",
        "Le chauffage ne marche pas, il est de nouveau en panne",
    ],
)
def test_what_came_back_is_contested_whatever_is_beside_it(words: str) -> None:
    assert T.CONTEST_WORKS in types(words, DONE)[0]


@every("words", ["C'est plus une goutte, c'est un torrent", "c'était plus une goutte, ça pissait de partout"])
def test_more_than_a_drop_closes_nothing(words: str) -> None:
    assert not types(words, UNASKED)[0] & ACTS
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


# --- Words that look like a yes --------------------------------------------------------------------------------------


@every(
    "words",
    [
        "That is half my pension.",
        "It's a deal breaker for me",
        "That is the price of a new boiler",
        "Super onéreux",
        "Absolument hors de question",
        "Exactement le double de l'an passé",
        "Good thing I asked",
        "Perfect timing, I have just been laid off",
        "Of course it is dear",
        "Je prends connaissance de votre courrier",
        "Je prends note",
        "I confirm receipt of your mail",
        "We accept nothing of the kind",
        "I agree with the plumber on that",
        "Go and ask another firm",
        "C'est bon à savoir",
        "Ça va encore me coûter une fortune",
        "Oui je comprends la situation",
        "Oui c'est bien mon studio",
        "Yes it's my house",
        "Ok, renvoyez-moi le devis",
        "We agreed on 150",
        "Yes but no",
        "L'accord de l'assurance est attendu",
    ],
)
def test_an_owner_who_does_not_say_yes(words: str) -> None:
    assert "approve_quote" not in {kind for kind, _ in said(words, asked=ONE_QUOTE)}


@every(
    "words",
    [
        "That's fine",
        "It's a yes from us",
        "Parfait pour ce devis",
        "Parfaitement d'accord",
        "Super, lancez",
        "Sure, go ahead",
        "I agree with the quote",
        "Je confirme le devis",
        "Bien entendu, faites le nécessaire",
        "Top merci",
    ],
)
def test_an_owner_who_says_yes(words: str) -> None:
    assert "approve_quote" in {kind for kind, _ in said(words, asked=ONE_QUOTE)}


@every(
    "words",
    [
        "That is my daughter's birthday party at school",
        "Exactement pendant mon absence",
        "Of course I am at the office then",
        "Ça va être difficile",
        "Oui oui j'ai lu",
        "Yes, I received your letter",
        "Entendu dire que cette entreprise est nulle",
        "Je prends l'avion ce jour-là",
        "Le mardi c'est dialyse",
        "Mardi je me marie",
        "Parfait pour un retraité",
    ],
)
def test_an_occupant_who_takes_no_slot(words: str) -> None:
    assert T.CHOOSE_SLOT not in types(words, ONE)[0] | types(words, offered(MORNING))[0]


@every("words", ["Super je serai là", "Parfait Nadia", "That's perfect", "Impeccable merci", "Perfect, see you then"])
def test_an_occupant_who_takes_it(words: str) -> None:
    assert T.CHOOSE_SLOT in types(words, ONE)[0]


@every(
    ("words", "index"),
    [("mardi, sauf empêchement", 1), ("jeudi sauf imprevu", 2)],
)
def test_what_may_always_happen_refuses_no_day(words: str, index: int) -> None:
    assert [pick["index"] for pick in values(words, TWO, T.CHOOSE_SLOT)] == [index]


@every("words", ["2 ou 1", "1 et 2", "1 ou 2 jours de travaux ?"])
def test_two_numbers_pick_none(words: str) -> None:
    assert T.CHOOSE_SLOT not in types(words, TWO)[0]


@every("words", ["On sera présents", "Ma sœur sera là", "Rendez-vous noté", "aucun souci pour nous", "We will be home"])
def test_the_one_time_is_taken_by_whoever_will_be_there(words: str) -> None:
    assert types(words, ONE)[0] >= {T.CHOOSE_SLOT}
    assert T.CLOSE_REPORT not in types(words, ONE)[0]


@every(
    "words", ["Ma sœur ne sera pas là", "On sera là vers 20h", "On sera là si possible", "Aucun souci pour patienter"]
)
def test_the_one_time_is_not_taken(words: str) -> None:
    assert T.CHOOSE_SLOT not in types(words, ONE)[0]


def test_a_day_that_might_do_refuses_none() -> None:
    assert types("Tuesday might work", TWO)[0] & {T.CHOOSE_SLOT} == set()


@every(
    "words",
    [
        "Absolutely nothing was done",
        "Oui mais non",
        "oui bah non",
        "Oui, il a dit qu'il repasserait",
        "Réparé, c'est vite dit",
        "Super, j'ai un lac dans la chambre",
        "Excellent travail, tout est à recommencer",
        "Yes if you call it that",
        "Works half the time",
        "Yes he broke a tile",
        "C'est bon, j'abandonne",
        "that is what he told me",
    ],
)
def test_no_yes_to_the_repair(words: str) -> None:
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


@every(
    "words",
    ["Bien noté", "Ok c'est vu", "Plus de bruit que avant", "Ça ne coule plus, enfin presque", "Chaude puis froide"],
)
def test_what_is_noted_or_nearly_so_is_no_yes(words: str) -> None:
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


def test_whoever_was_out_while_another_saw_the_works_missed_nothing() -> None:
    told, ask = types("J'étais sortie, ma mère dit que c'est réparé", REPAIRED)
    assert T.MISSED_VISIT not in told
    assert ask is Ask.IS_IT_REPAIRED


@every("words", ["Absolument, merci", "Parfait travail", "That's sorted", "Tout à fait réparé", "Excellent boulot"])
def test_a_yes_to_the_repair(words: str) -> None:
    assert T.CONFIRM_WORKS in types(words, REPAIRED)[0]


@every(
    "words",
    [
        "Plus besoin de radiateur d'appoint pour le moment",
        "Laissez tomber la photo, elle est floue",
        "Pas besoin du code, la porte est ouverte",
    ],
)
def test_what_is_no_longer_needed_is_not_the_visit(words: str) -> None:
    assert T.CLOSE_REPORT not in types(words, UNASKED)[0]


@every("words", ["Plus besoin d'intervention", "plus besoin de vous déplacer", "Plus besoin, merci"])
def test_what_is_no_longer_needed_is_the_visit(words: str) -> None:
    assert T.CLOSE_REPORT in types(words, UNASKED)[0]
