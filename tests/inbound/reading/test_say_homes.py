"""What occupants tell of their home: whether it is mended, what endangers it, whose matter it is."""

from __future__ import annotations

from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.vocabulary import Category
from tests.cases import every
from tests.inbound.reading.test_say_providers import read as provider
from tests.inbound.reading.test_say_tenants import REPAIRED, UNASKED, types
from tests.inbound.reading.test_say_tenants_beside import CLOSED, INTAKE, values

T = IntentType


def trades(words: str) -> list[str]:
    return [found["category"] for found in values(words, INTAKE, T.REPORT_NEW)]


def dangers(words: str) -> list[str]:
    return [found["reason"] for found in values(words, INTAKE, T.URGENT_FLAG)]


# --- Mended, or not -------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Il reste une charnière qui grince",
        "oui pour le gros, il reste le volet du salon qui ferme mal",
        "Oui et non : le robinet tourne mais il reste bloqué à moitié",
        "C'est reparti pour un tour ce matin",
    ],
)
def test_what_is_left_of_the_matter_contests_it(words: str) -> None:
    assert types(words, REPAIRED)[0] == {T.CONTEST_WORKS}


@every("words", ["Il ne reste plus rien à faire", "Il ne reste rien qui goutte", "oui à 70 %", "Oui et non"])
def test_what_is_not_told_is_asked(words: str) -> None:
    assert types(words, REPAIRED) == (set(), Ask.IS_IT_REPAIRED)


@every(
    "words",
    [
        "Il ne reste aucune trace d'humidité",
        "Réparé oui, merci pour la rapidité",
        "La panne dont je parlais est réparée",
        "La fuite dont je vous ai parlé est réparée",
        "Merci d'avoir fait si vite, c'est réparé",
        "oui à 100 %",
    ],
)
def test_what_is_no_fault_any_more_confirms_it(words: str) -> None:
    assert T.CONFIRM_WORKS in types(words, REPAIRED)[0]
    assert T.CONTEST_WORKS not in types(words, REPAIRED)[0]


def test_a_trace_that_is_called_normal_leaves_it_mended() -> None:
    assert types("C'est réparé. Le sol est encore humide mais c'est normal", REPAIRED)[0] == {T.CONFIRM_WORKS}
    assert T.CONTEST_WORKS in types("C'est réparé. Le sol est encore humide, c'est normal ?", REPAIRED)[0]
    assert T.CONTEST_WORKS in types("Ça fuit encore mais c'est normal d'après lui", REPAIRED)[0]


@every(
    "words",
    [
        "C'est réparé, le robinet goutte encore, c'est prévu qu'on change le joint",
        "C'est réparé mais le ballon ne chauffe pas, toujours pas d'eau chaude, c'est logique",
        "C'est réparé, le mur est encore humide, c'est normal selon lui",
        "Il ne reste rien à réparer, il a cassé le meuble",
        "Il ne reste plus rien à finir, il faut tout refaire",
    ],
)
def test_what_still_fails_is_not_mended_whatever_it_is_called(words: str) -> None:
    assert T.CONTEST_WORKS in types(words, REPAIRED)[0]
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


def test_a_yes_to_one_thing_is_none_to_all() -> None:
    assert T.CONFIRM_WORKS not in types("Réparé oui, la fenêtre non", REPAIRED)[0]
    assert T.CONFIRM_WORKS not in types("Réparé oui, mais par mon beau-frère", REPAIRED)[0]
    assert T.CONFIRM_WORKS in types("Réparé oui, merci", REPAIRED)[0]


@every(
    "words",
    [
        "Il ne me reste rien à redire sur votre devis",
        "Veuillez solder mon dossier de caution",
        "Soldez ma demande de remboursement de charges",
        "Il faudrait solder l'affaire du dépôt de garantie",
    ],
)
def test_a_matter_of_money_closes_no_file(words: str) -> None:
    assert T.CLOSE_REPORT not in types(words, UNASKED)[0]


def test_who_waits_for_something_else_asks_nothing() -> None:
    assert T.STATUS_QUESTION not in types("J'attends toujours le bus", UNASKED)[0]
    assert T.STATUS_QUESTION not in types("j'attends toujours le soir pour faire tourner la machine", UNASKED)[0]
    assert T.STATUS_QUESTION in types("J'attends toujours le plombier", UNASKED)[0]


def test_who_moves_out_like_a_neighbour_moves_out() -> None:
    assert T.OUT_OF_SCOPE in types("Comme ma voisine je déménage le 20 décembre", UNASKED)[0]


def test_a_thing_that_broke_since_he_left_is_one_more() -> None:
    words = "All fixed, cheers. Although the kitchen light has been off since he left"
    assert types(words, REPAIRED)[0] >= {T.CONFIRM_WORKS, T.REPORT_NEW}
    assert T.REPORT_NEW not in types("Fixed, but he left a mess in the kitchen", REPAIRED)[0]


def test_a_file_that_was_closed_before_anybody_came_is_opened_again() -> None:
    assert T.REOPEN in types("Vous avez clos le dossier mais personne n'est passé", CLOSED)[0]
    assert T.REOPEN not in types("Le local est fermé, personne n'est jamais venu", CLOSED)[0]
    assert T.REOPEN not in types("Vous avez clos, parfait, mais personne n'est venu prendre les gravats", CLOSED)[0]
    assert T.REOPEN in types("C'est reparti pour un tour, la même fuite", CLOSED)[0]
    assert T.REOPEN not in types("Dossier clos, merci, personne n'est venu me déranger depuis", CLOSED)[0]


# --- Danger, and what only looks like it ----------------------------------------------------------------------------


@every(
    ("words", "reason"),
    [
        ("Le disjoncteur crépite dans l'entrée", "electricity"),
        ("La prise du salon est brûlante", "electricity"),
        ("Un fil électrique pend au-dessus de l'évier", "electricity"),
        ("La balustrade du palier bouge quand on s'appuie", "structure"),
        ("Le garde-corps ne tient presque plus", "structure"),
        ("La rambarde tient avec un bout de ficelle", "structure"),
        ("Le garde-corps du balcon tient par deux clous", "structure"),
        ("Le garde-corps bouge pas mal", "structure"),
        ("Le conduit de fumée a pris feu", "fire"),
        ("Le conduit de fumées refoule dans la chambre", "fire"),
        ("Plus d'alarme CO depuis ce matin mais nausées et vertiges", "carbon_monoxide"),
        ("L'ascenseur est coincé entre le rez-de-chaussée et le premier avec une dame enceinte dedans", "security"),
        ("Une ardoise glisse du toit, elle peut tomber sur la tête des passants", "structure"),
        ("Plus d'électricité et ma fille vit avec une assistance respiratoire", "health"),
    ],
)
def test_a_danger_is_told(words: str, reason: str) -> None:
    assert reason in dangers(words)


@every(
    "words",
    [
        "Le disjoncteur ne crépite plus",
        "La prise n'est pas brûlante mais elle est descellée",
        "La balustrade tient bien, il faut juste la repeindre",
        "La balustrade ne bouge plus",
        "Le corps de la chaudière lâche un peu d'eau",
        "L'interphone grésille",
        "Ça peut tomber sur un jour férié",
        "Le passage peut tomber sur un voisin absent",
        "Le miroir peut tomber sur un enfant",
        "Le fil électrique de la lampe pend",
    ],
)
def test_a_danger_that_is_none_is_not(words: str) -> None:
    assert dangers(words) == []


@every(
    ("words", "trade"),
    [
        ("L'eau coule à flots du plafond, ça vient de chez le voisin qui est absent", Category.PLUMBING),
        ("Ma voisine du dessous me signale que ça goutte chez elle", Category.PLUMBING),
        ("Le radiateur de l'entrée est glacé mais les autres marchent", Category.HEATING),
        ("Le frigo fait un vacarme terrible", Category.APPLIANCES),
        ("C'est le ballon qui fait disjoncter", Category.HOT_WATER),
    ],
)
def test_a_fault_is_told_whoever_it_comes_from(words: str, trade: Category) -> None:
    assert trade.value in trades(words)


def test_the_neighbours_dog_is_no_fault() -> None:
    assert trades("Le chien de la voisine salit le palier") == []


# --- Whose matter ---------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Des fourmis depuis que ceux du rez-de-chaussée ont déménagé",
        "L'ancien locataire a déménagé et l'évier fuit",
        "L'évier fuit, je pars chercher les enfants",
    ],
)
def test_who_runs_an_errand_or_lives_elsewhere_does_not_leave(words: str) -> None:
    assert T.OUT_OF_SCOPE not in types(words, INTAKE)[0]


@every(
    "words",
    [
        "Les voisins ont déménagé et nous aussi nous déménageons en mars",
        "Je pars du logement le 31",
        "Nous quittons la maison fin mars",
    ],
)
def test_who_leaves_leaves(words: str) -> None:
    assert values(words, INTAKE, T.OUT_OF_SCOPE) == [{"topic": "departure"}]


def test_smoke_of_a_barbecue_is_of_the_neighbours() -> None:
    words = "Le barbecue des voisins enfume ma chambre chaque samedi"
    assert values(words, INTAKE, T.OUT_OF_SCOPE) == [{"topic": "neighbours"}]
    assert dangers("Le barbecue des voisins a pris feu") == ["fire"]


def test_an_internship_is_another_desks_only_where_it_is_sought() -> None:
    assert T.OUT_OF_SCOPE not in types("Il est en stage à Nantes, je peux ouvrir mardi", UNASKED)[0]
    assert values("Je cherche un stage dans votre agence", INTAKE, T.OUT_OF_SCOPE) == [{"topic": "other"}]


def test_a_rent_that_will_be_paid_later_is_of_the_payments() -> None:
    assert values("Le loyer sera versé le 12, désolée", INTAKE, T.OUT_OF_SCOPE) == [{"topic": "payment"}]


# --- What is waited for, and what displeases ------------------------------------------------------------------------


def test_what_is_still_waited_for_is_asked_about() -> None:
    assert types("J'attends toujours le devis dont vous parliez", UNASKED)[0] == {T.STATUS_QUESTION}
    assert types("J'attends votre retour", UNASKED)[0] == {T.COMMENT}
    assert types("j'attends encore un peu avant de relancer", UNASKED)[0].isdisjoint({T.OUT_OF_SCOPE, T.CLOSE_REPORT})
    assert set(provider("next", "j'attends toujours la pièce")[0]) == {T.DECLARE_DIAGNOSIS}


def test_what_is_said_for_the_third_time_displeases() -> None:
    for words in ("C'est la 4e fois que je vous l'explique", "J'ai déjà répondu trois fois à votre question"):
        assert T.COMPLAINT in types(words, UNASKED)[0]
    assert T.COMPLAINT not in types("C'est la première fois que je demande quelque chose", UNASKED)[0]
    assert T.COMPLAINT not in types("J'ai sonné trois fois chez le gardien", UNASKED)[0]


def test_for_whom_a_cost_is_asks_who_pays() -> None:
    words = "La bonde, c'est pour ma poche ou pour celle du propriétaire ?"
    assert values(words, UNASKED, T.QUESTION) == [{"topic": "liability"}]
