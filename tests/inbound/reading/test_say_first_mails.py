"""What tenants write first: what fails, what it is like, what endangers, and when somebody may come."""

from __future__ import annotations

from dataclasses import replace

from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.standpoint import KnownReport
from mailbot.vocabulary import ReportStatus
from tests.cases import every
from tests.inbound.reading.test_say_homes import dangers, trades
from tests.inbound.reading.test_say_tenants import REPAIRED, UNASKED, types
from tests.inbound.reading.test_say_tenants_beside import INTAKE, values

T = IntentType


# --- What fails ------------------------------------------------------------------------------------------------------


@every(
    ("words", "trade"),
    [
        ("Les plombs sautent dès que je branche le four", "electricity"),
        ("Les robinets gouttent", "plumbing"),
        ("Les spots du couloir clignotent", "electricity"),
        ("La baie vitrée du voisin a été remplacée. La mienne est fendue", "windows"),
        ("Vous avez changé ses fenêtres. Les miennes ne ferment plus bien", "windows"),
        ("J'avais signalé le robinet l'été dernier. Aujourd'hui c'est la sonnette : plus un bruit", "intercom"),
        ("La porte coupe-feu du sous-sol ne se referme plus", "common_parts"),
        ("Le lampadaire du parking est tombé", "electricity"),
    ],
)
def test_things_fail_in_the_plural_as_well_and_beside_those_of_others(words: str, trade: str) -> None:
    assert trade in trades(words)


@every(
    "words",
    ["La VMC siffle. J'ai nettoyé la bouche", "La VMC siffle, j'ai démonté les bouches, c'est pareil"],
)
def test_the_mouth_of_the_ventilation_blocks_nothing(words: str) -> None:
    assert trades(words) == ["ventilation"]


def test_what_did_not_happen_is_no_second_fault() -> None:
    assert trades("Le congélateur a dégivré. Le disjoncteur n'avait pourtant pas sauté") == ["appliances"]
    assert trades("Les toilettes sont bouchées") == ["plumbing"]
    assert trades("L'évier n'est pas bouché mais il fuit") == ["plumbing"]


def test_what_was_told_last_year_and_is_back_is_told() -> None:
    assert trades("L'été dernier j'avais signalé les guêpes, elles sont revenues") == ["pests"]
    assert trades("J'avais signalé la fuite l'année dernière, ça coule toujours") == ["plumbing"]
    assert trades("J'avais signalé le radiateur l'an dernier, il fuit de nouveau") == ["heating"]
    words = "L'hiver dernier j'avais signalé l'odeur de gaz. La chaudière fait du bruit et ça sent encore"
    assert (trades(words), dangers(words)) == (["gas"], ["gas"])


def test_a_list_that_is_announced_is_none_of_its_faults() -> None:
    assert trades("Trois soucis d'un coup :\n- la douche fuit\n- le volet est bloqué\n- la VMC siffle") == [
        "plumbing",
        "shutters",
        "ventilation",
    ]
    assert trades("J'ai un problème") == ["other"]


def test_a_want_in_few_words_is_one_more_thing() -> None:
    words = "Oui chauffage marche. Mais maintenant eau chaude plus rien dans la cuisine"
    assert types(words, REPAIRED)[0] >= {T.CONFIRM_WORKS, T.REPORT_NEW}
    assert types("Pour l'eau plus rien à redire", REPAIRED)[0] == {T.CONFIRM_WORKS}


@every("words", ["Eau chaude plus rien", "Le chauffage plus rien depuis hier", "lumière du couloir plus rien"])
def test_what_is_wanted_and_gone_is_not_mended(words: str) -> None:
    assert types(words, REPAIRED)[0] == {T.CONTEST_WORKS}


@every("words", ["Chauffage réparé, plus rien", "Le radiateur ne fuit plus, plus rien", "plus rien à signaler"])
def test_what_was_not_wanted_and_is_gone_is(words: str) -> None:
    assert T.CONFIRM_WORKS in types(words, REPAIRED)[0]


@every(
    ("words", "said"),
    [
        ("Les robinets ne gouttent plus", (T.CONFIRM_WORKS, None)),
        ("Les robinets gouttent encore", (T.CONTEST_WORKS, None)),
        ("Les plombs ne sautent plus", (T.CONFIRM_WORKS, None)),
    ],
)
def test_things_are_mended_in_the_plural_as_well(words: str, said: tuple[IntentType, Ask | None]) -> None:
    intents, ask = types(words, REPAIRED)
    assert (said[0] in intents, ask) == (True, said[1])


@every(
    "words",
    [
        "Les voisins sonnent tous les jours chez moi",
        "Les voisins descendent les poubelles le matin",
        "Les voisins tiennent une fête tous les soirs",
        "Les prix remontent",
    ],
)
def test_what_people_do_in_the_plural_mends_nothing(words: str) -> None:
    assert T.CONFIRM_WORKS not in types(words, REPAIRED)[0]


def test_nothing_that_is_wrong_is_no_want() -> None:
    closed = replace(UNASKED, report=KnownReport(ReportStatus.CLOSED, is_author=True), work_order=None)
    assert T.REPORT_NEW not in types("Chauffage plus rien qui cloche", closed)[0]


# --- What it is like -------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Des taches noires derrière l'armoire de la chambre",
        "L'évier est bouché et l'eau sale remonte chez moi",
        "La VMC siffle, c'est pénible la nuit",
        "On a forcé ma porte cette nuit. J'ai porté plainte ce matin",
        "On m'a volé mon vélo, le portail reste ouvert. Plainte déposée",
    ],
)
def test_what_the_fault_is_like_reproaches_us_nothing(words: str) -> None:
    assert T.COMPLAINT not in types(words, INTAKE)[0]


@every(
    "words",
    [
        "Votre plombier a laissé des taches noires sur le parquet",
        "il a laissé de l'eau sale partout",
        "La douche fuit, c'est pénible que vous ne répondiez jamais",
        "Je vais porter plainte si la serrure forcée n'est pas changée",
        "Serrure forcée. J'ai porté plainte contre l'agence",
        "Après le cambriolage je ferai un dépôt de plainte contre votre agence",
        "On nous a volé des vélos, une plainte a été déposée contre vous",
        "J'ai déposé plainte après le cambriolage et je vous mets en demeure de changer la serrure",
        "C'est pénible d'attendre depuis trois mois sans réponse",
        "L'eau est sale, vous nous laissez dans l'eau dégueulasse",
        "Personne n'est venu, j'ai posé une demi-journée pour rien",
    ],
)
def test_a_reproach_is_heard(words: str) -> None:
    assert T.COMPLAINT in types(words, INTAKE)[0]


def test_nobody_is_blamed_for_what_was_in_vain() -> None:
    assert T.COMPLAINT not in types("Vous vous êtes déplacés pour rien, désolé", UNASKED)[0]
    assert T.COMPLAINT not in types("La VMC tourne pour rien", UNASKED)[0]


def test_a_key_that_broke_in_the_lock_lets_nobody_in() -> None:
    assert values("La clé vient de casser dans la serrure", INTAKE, T.PROVIDE_INFO) == []
    assert values("La clé est dans la boîte aux lettres", UNASKED, T.PROVIDE_INFO) == [{"topic": "access"}]
    assert values("Les clés sont dans la main du gardien", UNASKED, T.PROVIDE_INFO) == [{"topic": "access"}]


def test_a_neighbour_who_smokes_is_a_matter_of_neighbours() -> None:
    words = "Could someone please tell my upstairs neighbour to stop smoking in the lift?"
    assert values(words, INTAKE, T.OUT_OF_SCOPE) == [{"topic": "neighbours"}]
    assert dangers("The neighbour's oven is smoking and there are flames!") == ["fire"]


@every(
    "words",
    [
        "Est-ce que c'est à moi de faire ramoner ?",
        "C'est à nous de nettoyer la gouttière ?",
        "Est-ce au locataire d'entretenir la chaudière ?",
        "C'est combien la réparation et qui paye ?",
    ],
)
def test_whose_task_it_is_is_asked(words: str) -> None:
    assert {"topic": "liability"} in values(words, UNASKED, T.QUESTION)


def test_the_price_is_asked_beside_who_pays() -> None:
    asked = values("C'est combien la réparation et c'est moi qui paye ?", UNASKED, T.QUESTION)
    assert asked == [{"topic": "price"}, {"topic": "liability"}]


# --- What endangers -------------------------------------------------------------------------------------------------


@every(
    ("words", "danger"),
    [
        ("Le garde-corps de mon balcon s'est descellé", "structure"),
        ("Plus de lumière dans tout l'appartement, mon père est sous oxygène", "health"),
        ("L'an dernier il y a eu une fuite de gaz et ça recommence", "gas"),
        ("Il y a deux ans on a eu une fuite de gaz. Le détecteur sonne", "gas"),
        ("Il n'y a plus aucune lumière dans la maison, ma mère a 88 ans", "health"),
        ("L'an dernier on a eu un début d'incendie, et ce matin le tableau fume", "fire"),
        ("Ça sent le gaz comme l'an dernier", "gas"),
        ("Il y a deux jours il y a eu un début d'incendie dans le local", "fire"),
        ("Depuis l'an dernier il y a des étincelles dans la prise", "electricity"),
    ],
)
def test_what_endangers_now_is_told_at_once(words: str, danger: str) -> None:
    assert danger in dangers(words) or dangers(words) == ["electricity"]


# --- When somebody may come ------------------------------------------------------------------------------------------


@every(
    ("words", "opens"),
    [
        ("Le volet est bloqué. Je travaille de nuit donc plutôt l'après-midi svp", "14:00"),
        ("Le volet est bloqué. C'est plutôt le soir qu'il faut venir, après 18h", "18:00"),
        ("Le volet est bloqué depuis deux semaines. Je suis toujours là l'après-midi", "14:00"),
    ],
)
def test_a_part_of_the_day_is_offered_on_every_day(words: str, opens: str) -> None:
    (offer,) = values(words, INTAKE, T.OFFER_AVAILABILITY)
    assert [(len(rule["days"]), rule["from"]) for rule in offer["recurring"]] == [(7, opens)]


def test_whoever_is_at_home_in_few_words_offers_these_days() -> None:
    (offer,) = values("Je suis maison lundi et jeudi", INTAKE, T.OFFER_AVAILABILITY)
    assert len(offer["slots"]) == 2


@every(
    "words",
    [
        "La VMC siffle, c'est plutôt le soir que ça fait du bruit",
        "Ça fuit plutôt le matin quand la voisine prend sa douche",
        "Le chauffage est froid. Je suis toujours au travail l'après-midi",
        "Le plombier devait passer plutôt le matin",
        "Mon voisin met la musique tous les soirs jusqu'à 2h, j'en peux plus",
        "Aujourd'hui c'est la sonnette qui est muette",
        "Demain c'est la fête",
        "Il reste là de l'eau le matin",
    ],
)
def test_when_it_fails_is_no_time_that_is_offered(words: str) -> None:
    assert T.OFFER_AVAILABILITY not in types(words, INTAKE)[0]


def test_any_week_but_one_that_is_named_is_offered() -> None:
    assert values("La semaine prochaine, je suis là le matin", INTAKE, T.OFFER_AVAILABILITY) == []


# --- What endangers, said otherwise ----------------------------------------------------------------------------------


@every(
    ("words", "reason"),
    [
        ("La gazinière perd du gaz", "gas"),
        ("Le flexible de la cuisinière est tout craquelé", "gas"),
        ("The gas hose is cracked", "gas"),
        ("On a des maux de tête quand le poêle chauffe", "carbon_monoxide"),
        ("On a tous la nausée quand le chauffe-bain est allumé", "carbon_monoxide"),
        ("We get headaches when the boiler is on", "carbon_monoxide"),
        ("I got a shock off the dishwasher", "electricity"),
        ("The kids get shocks every time they touch the tap", "electricity"),
        ("Le poêle crachait des flammes hier soir", "fire"),
        ("De l'eau passe par le lustre du salon", "water"),
        ("L'eau monte au niveau des prises", "water"),
        ("Il pleut par les spots", "water"),
        ("Le volet du 3e ne tient plus, il risque de tomber dans la cour", "structure"),
        ("Je suis enfermé dans le studio, la clé a cassé", "security"),
        ("Ma fille est coincée dans la salle de bain", "security"),
        ("My son is stuck in the bathroom", "security"),
    ],
)
def test_what_endangers_in_other_words(words: str, reason: str) -> None:
    assert dangers(words) == [reason]


@every(
    "words",
    [
        "La gazinière ne perd plus de gaz",
        "La gazinière perd son bouton",
        "Le flexible de douche est craquelé",
        "J'ai mal à la tête à cause du bruit de la chaudière quand elle tourne",
        "J'ai mal à la tête. Le poêle marche bien.",
        "Le chauffe-eau électrique est lent",
        "I got a shock from the bill",
        "The switch gave a shocking result",
        "L'eau ne passe plus par le lustre",
        "Je suis coincé chez moi jusqu'à 18h",
        "Le chien est enfermé dans la cave du voisin",
        "Je ne suis plus enfermé dans le studio",
    ],
)
def test_what_endangers_nobody_in_nearly_the_same_words(words: str) -> None:
    assert dangers(words) == []
