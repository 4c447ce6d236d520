"""What tradespeople say the moment they leave: « je viens de finir », « le 9 idem », « plutôt à 15h »."""

from __future__ import annotations

from typing import Any

from mailbot.inbound.reading.outcome import Ask, IntentType
from tests.cases import every
from tests.inbound.reading.test_meant_by_trades import slots
from tests.inbound.reading.test_say_providers import read

T = IntentType


@every(
    ("scene", "words", "type_", "there"),
    [
        # a past that is put as an infinitive
        ("next", "Je viens de terminer", T.DECLARE_DONE, True),
        ("next", "Nous venons d'achever les travaux", T.DECLARE_DONE, True),
        ("next", "on vient de remettre le chauffage en service", T.DECLARE_DONE, True),
        ("next", "On vient de repasser et c'est enfin terminé", T.DECLARE_DONE, True),
        ("next", "Je viens de finir chez la dame, deux clés remises", T.DECLARE_DONE, True),
        ("next", "Je viens de commander le moteur", T.DECLARE_DONE, False),
        ("next", "Je viens de finir la dépose, la pose demain", T.DECLARE_DONE, False),
        ("next", "Je viens de terminer le diagnostic", T.DECLARE_DONE, False),
        ("next", "Je viens de changer de numéro", T.DECLARE_DONE, False),
        ("next", "Je viens de faire le devis", T.DECLARE_DONE, False),
        ("next", "Je viens de remplacer le joint mais ça goutte encore", T.DECLARE_DONE, False),
        ("next", "Je viens de réparer provisoirement", T.DECLARE_DONE, False),
        ("next", "Le locataire vient de changer la serrure lui-même", T.DECLARE_DONE, False),
        ("next", "je viens finir demain", T.DECLARE_DONE, False),
        ("there", "Je viens de finir le chantier d'avant, j'arrive", T.DECLARE_DONE, False),
        ("take", "Je viens de finir un gros chantier, je peux passer mardi", T.DECLARE_DONE, False),
        ("there", "Je viens de repasser cet après-midi", T.PROPOSE_SLOTS, False),
        ("next", "Je viens de voir la dame, je peux revenir ce soir", T.PROPOSE_SLOTS, True),
        # the visit falls through
        ("planned", "Le rdv de vendredi tombe à l'eau", T.RESCHEDULE, True),
        ("planned", "L'écrou tombe à l'eau", T.RESCHEDULE, False),
        # the letter came, and the day is named
        ("plan", "Reçu, à vendredi", T.CONFIRM_SCHEDULE, True),
        ("plan", "Bien reçu, à vendredi 27", T.CONFIRM_SCHEDULE, True),
        ("plan", "Reçu, à jeudi", T.CONFIRM_SCHEDULE, False),
        ("plan", "Bien reçu, à bientôt", T.CONFIRM_SCHEDULE, False),
        ("plan", "Bien reçu, je vous dis ça vendredi", T.CONFIRM_SCHEDULE, False),
        ("plan", "Bien reçu, à vendredi si la pièce arrive", T.CONFIRM_SCHEDULE, False),
        # he comes to finish
        ("next", "Je passe finir lundi matin", T.DECLARE_DIAGNOSIS, True),
        ("next", "On viendra terminer lundi", T.DECLARE_DIAGNOSIS, True),
        ("next", "je suis passé finir la pose, terminé", T.DECLARE_DIAGNOSIS, False),
        ("next", "On passe finir un chantier à côté demain", T.DECLARE_DIAGNOSIS, False),
        # what might befall anybody calls nothing off
        ("plan", "oui sauf imprévu", T.CONFIRM_SCHEDULE, True),
        ("planned", "En cas d'empêchement appelez-moi", T.RESCHEDULE, False),
        ("planned", "J'ai un empêchement", T.RESCHEDULE, True),
        # somebody comes in his place
        ("planned", "C'est Franck qui vient vendredi, je suis malade", T.RESCHEDULE, False),
        ("planned", "Je suis malade, ce sera mon associé qui passera", T.RESCHEDULE, False),
        ("planned", "C'est Franck qui viendra lundi, je suis malade", T.RESCHEDULE, True),
        ("planned", "Je suis malade, c'est mon associé qui vous rappelle", T.RESCHEDULE, True),
        ("planned", "Je suis malade, personne ne pourra passer", T.RESCHEDULE, True),
        # late, and still coming
        ("soon", "Je suis coincé sur la rocade, je préviens dès que ça roule", T.DECLARE_DELAY, True),
        ("soon", "Bloqué sur l'autoroute, je ne pourrai pas venir", T.DECLARE_DELAY, False),
        ("planned", "le camion est bloqué sur la route principale", T.DECLARE_DELAY, False),
        ("planned", "On a deux jours de décalage", T.DECLARE_DELAY, False),
        # he asks again
        ("slots", "je relance pour le devis envoyé il y a 3 semaines", T.STATUS_QUESTION, True),
        ("slots", "Je relance pour ma facture de 240 €", T.STATUS_QUESTION, False),
        ("next", "je relance le fournisseur pour la pièce", T.STATUS_QUESTION, False),
        # made safe is not repaired
        ("next", "Mise en sécurité faite, devis ci-joint pour la suite", T.DECLARE_DONE, False),
        ("next", "Mise en sécurité effectuée. Réparation terminée.", T.DECLARE_DONE, True),
        ("next", "Mise en sécurité effectuée. Réparation terminée.", T.DECLARE_DIAGNOSIS, False),
        ("next", "J'ai mis en sécurité", T.DECLARE_DIAGNOSIS, True),
        ("next", "Remise en service effectuée", T.DECLARE_DONE, True),
        # not before a day that is near
        ("take", "Pas dispo avant jeudi", T.REFUSE_MISSION, False),
        ("take", "Je ne peux pas avant lundi 30", T.REFUSE_MISSION, False),
        ("take", "I can't before Thursday", T.REFUSE_MISSION, False),
        ("take", "Je prends mais pas avant jeudi", T.ACCEPT_MISSION, True),
        ("take", "Pas dispo avant jeudi", T.ACCEPT_MISSION, False),
        ("take", "Pas dispo avant jeudi, voyez un confrère", T.REFUSE_MISSION, True),
        ("take", "pas avant le 15 décembre", T.REFUSE_MISSION, True),
        ("take", "pas dispo demain, avant ça non plus", T.REFUSE_MISSION, True),
        # who does not answer is the occupant
        ("take", "J'ai laissé un message au locataire, sans réponse", T.STATUS_QUESTION, False),
        ("slots", "Toujours pas de réponse à mon devis", T.STATUS_QUESTION, True),
        # when he is to be called is no visit
        ("slots", "Rappelez-moi demain", T.PROPOSE_SLOTS, False),
        ("take", "Appelez-moi jeudi à 9h", T.PROPOSE_SLOTS, False),
        ("take", "Call me back on Thursday", T.PROPOSE_SLOTS, False),
        ("take", "Je passe jeudi à 9h, appelez-moi avant", T.PROPOSE_SLOTS, True),
        ("take", "je peux jeudi 9h appelez moi au 06 39 98 00 31", T.PROPOSE_SLOTS, True),
        # nothing is to be changed
        ("next", "Serrure ouverte sans dégât, rien à changer", T.DECLARE_DIAGNOSIS, False),
        ("next", "Le ballon est à remplacer, rien à changer sur l'évacuation", T.DECLARE_DIAGNOSIS, True),
        # his men did it
        ("next", "Mon collègue a réparé la fuite", T.DECLARE_DONE, True),
        ("next", "L'équipe a bien réparé", T.DECLARE_DONE, True),
        ("next", "La fuite est à réparer par mon collègue", T.DECLARE_DONE, False),
        ("next", "Le locataire a réparé lui-même", T.DECLARE_DONE, False),
        # what would be better for the installation moves no visit
        ("planned", "Il vaudrait mieux remplacer la chaudière", T.RESCHEDULE, False),
        ("planned", "Le propriétaire ferait mieux de changer toute l'installation", T.RESCHEDULE, False),
        ("planned", "Mieux vaut prévoir un seau", T.RESCHEDULE, False),
        ("planned", "Je préfère vous prévenir : le portail est bloqué", T.RESCHEDULE, False),
        ("planned", "Il serait préférable de couper l'eau avant mon passage", T.RESCHEDULE, False),
        ("planned", "Je préfère vous prévenir que je dois décaler", T.RESCHEDULE, True),
        ("planned", "Il vaudrait mieux venir lundi", T.RESCHEDULE, True),
        ("planned", "Il vaut mieux changer la date", T.RESCHEDULE, True),
        ("planned", "je préfère changer de jour", T.RESCHEDULE, True),
        ("planned", "Mieux vaut prévoir une autre date", T.RESCHEDULE, True),
        ("planned", "On ferait mieux de décaler", T.RESCHEDULE, True),
        # where things stand, asked of us
        ("slots", "Vous avez eu le retour du propriétaire pour mon devis ?", T.STATUS_QUESTION, True),
        ("slots", "Avez-vous enfin reçu la réponse du bailleur ?", T.STATUS_QUESTION, True),
        ("next", "On a eu le retour du labo", T.STATUS_QUESTION, False),
        ("next", "J'ai reçu la décision de mon fournisseur", T.STATUS_QUESTION, False),
        # a price, by its idiom
        ("next", "à vue de nez dans les 400", T.STATE_PRICE, True),
        ("quote", "à la louche 600", T.STATE_PRICE, True),
        ("next", "à vue de nez 15 jours", T.STATE_PRICE, False),
        ("next", "à vue de nez 80 litres", T.STATE_PRICE, False),
        ("next", "pression dans les 400", T.STATE_PRICE, False),
        ("planned", "à vue de nez 90", T.STATE_PRICE, False),
        # a quote, by its price
        ("quote", "Mon devis est de 350 € HT, soit 385 € TTC", T.SUBMIT_QUOTE, True),
        ("quote", "le devis est de 385 € TTC", T.SUBMIT_QUOTE, True),
        ("quote", "Mon devis est de la semaine dernière, 350 €", T.SUBMIT_QUOTE, False),
        ("quote", "Votre devis est de 385 € ?", T.SUBMIT_QUOTE, False),
        ("quote", "Le devis n'est pas de 385 €", T.SUBMIT_QUOTE, False),
        ("slots", "Mon devis est de 350 €, vous l'avez accepté", T.SUBMIT_QUOTE, False),
        # a thing and a « please »
        ("planned", "et le tel de la locataire svp", T.QUESTION, True),
        ("planned", "le code d'entrée svp", T.QUESTION, True),
        ("planned", "l'adresse exacte s'il vous plaît", T.QUESTION, True),
        ("planned", "le code a changé svp", T.QUESTION, False),
        ("planned", "le code de la porte marche plus svp", T.QUESTION, False),
        ("planned", "appelez sur le portable svp", T.QUESTION, False),
    ],
)
def test_what_is_said_in_passing(scene: str, words: str, type_: IntentType, there: bool) -> None:
    assert (type_ in read(scene, words)[0]) is there


@every("words", ["Je viens de passer", "Je viens d'y passer"])
def test_who_has_just_been_there_is_asked_whether_it_is_done(words: str) -> None:
    assert read("next", words)[1] is Ask.IS_IT_DONE


@every(
    ("words", "said"),
    [
        ("mardi 24 8h/10h ou le 30 idem", ["24/11 08:00-10:00", "30/11 08:00-10:00"]),
        ("mardi 24 14h-16h, jeudi et samedi idem", ["24/11 14:00-16:00", "26/11 14:00-16:00", "28/11 14:00-16:00"]),
        ("mardi 24 à 10h, idem pour la cave", ["24/11 10:00-12:00"]),
        ("le 26, prix idem", ["26/11 08:00-18:00"]),
        ("Thursday 10 to 12 works for me", ["26/11 10:00-12:00"]),
        ("Thursday 10 to Friday 11", ["10/12 08:00-18:00", "11/12 08:00-18:00"]),
        ("Thursday 10 December at 12", ["10/12 12:00-14:00"]),
    ],
)
def test_hours_that_are_short_said_keep_their_day(words: str, said: list[str]) -> None:
    assert slots("slots", words) == said


@every(
    ("scene", "words", "said"),
    [
        ("plan", "oui mais plutôt à 15h", ["27/11 15:00-17:00"]),
        ("planned", "on peut décaler à 15h ?", ["27/11 15:00-17:00"]),
        ("planned", "Je ne pourrai pas à 14h", []),
        ("plan", "impossible après 15h", []),
    ],
)
def test_an_hour_of_the_visits_own_is_a_new_beginning(scene: str, words: str, said: list[str]) -> None:
    assert slots(scene, words, T.RESCHEDULE) == said


@every(
    ("words", "target"),
    [
        ("Le chantier de la rue Pasteur est fini. Pour celui-ci je passe lundi matin.", "other"),
        ("C'est terminé rue Monge. Ici la pièce arrive lundi.", "other"),
        ("Fini rue Monge. Pour celui-ci la facture arrive lundi", None),
        ("C'est terminé rue Monge. Ici le moteur a été changé", None),
    ],
)
def test_what_is_done_is_elsewhere_where_this_one_is_still_to_come(words: str, target: Any) -> None:
    assert read("over", words)[0][T.DECLARE_DONE].values.get("target") == target


def test_what_costs_nothing_is_no_option() -> None:
    options = read("quote", "Devis : 0 € de visite, 320 € TTC la pose")[0][T.SUBMIT_QUOTE].values["options"]
    assert [option["amount_incl_tax"] for option in options] == ["320.00"]


@every(
    "words",
    [
        "le cylindre c'est 85€ plus la pose 60€, 145 en tout ttc",
        "pièce 85 €, pose 60 €, 145 € ttc au total",
        "85 € la pièce et 60 € la pose soit 145 €",
    ],
)
def test_the_price_is_what_the_parts_come_to(words: str) -> None:
    assert read("planned", words)[0][T.STATE_PRICE].values["amount_incl_tax"] == "145.00"


def test_another_trade_that_must_come_before_is_the_next_step() -> None:
    found = read("next", "Il faudra qu'un électricien passe avant moi, la ligne est HS")[0]
    assert found[T.DECLARE_DIAGNOSIS].values["next_step"] == "other_party"


@every(
    ("words", "hour"),
    [
        ("J'aurai une petite demi-heure de décalage", "14:30"),
        ("on arrive avec 3/4 d'heure de retard", "14:45"),
        ("3/4h de retard", "14:45"),
    ],
)
def test_a_delay_is_as_long_as_it_is_said_to_be(words: str, hour: str) -> None:
    assert read("soon", words)[0][T.DECLARE_DELAY].values["eta"] == f"2026-11-27T{hour}:00+01:00"


@every(
    ("scene", "words", "type_", "there"),
    [
        ("planned", "On s'est arrangés avec la dame pour vendredi 10h", T.RESCHEDULE, True),
        ("planned", "J'ai eu la locataire, on a convenu de vendredi 10h", T.RESCHEDULE, True),
        ("planned", "On s'est mis d'accord avec Mme Roux, ce sera lundi 14h", T.RESCHEDULE, True),
        ("planned", "we arranged with the tenant for Friday 10am", T.RESCHEDULE, True),
        ("planned", "On s'est arrangés avec la dame pour les clés", T.RESCHEDULE, False),
        ("planned", "Convenu avec le gardien pour les clés vendredi", T.RESCHEDULE, False),
        ("planned", "agreed with the supplier for delivery on Friday", T.RESCHEDULE, False),
        ("planned", "On s'est arrangés avec la dame pour le paiement vendredi", T.RESCHEDULE, False),
        ("planned", "on a convenu du tarif vendredi dernier", T.RESCHEDULE, False),
        ("planned", "On a calé la porte vendredi", T.RESCHEDULE, False),
        ("planned", "on a fixé le radiateur", T.RESCHEDULE, False),
        ("take", "On s'est arrangés avec la dame pour vendredi 10h", T.PROPOSE_SLOTS, True),
    ],
)
def test_a_time_that_both_sides_have_agreed_on(scene: str, words: str, type_: T, there: bool) -> None:
    assert (type_ in read(scene, words)[0]) is there


@every(
    ("words", "meant"),
    [
        ("empêché, on peut faire jeudi ? Plutôt après 14h", ["26/11 14:00-18:00"]),
        ("Can't make it. Could we say Thursday? After 2pm", ["26/11 14:00-18:00"]),
    ],
)
def test_hours_behind_a_new_day_are_hours_of_that_day(words: str, meant: list[str]) -> None:
    assert slots("planned", words, T.RESCHEDULE) == meant


@every(
    ("scene", "words", "type_", "there"),
    [
        # what he has just finished is none of the works
        ("next", "Je viens de terminer le rapport", T.DECLARE_DONE, False),
        ("next", "Mon collègue vient de finir son congé", T.DECLARE_DONE, False),
        ("next", "Je viens de réparer mon camion, j'arrive", T.DECLARE_DONE, False),
        ("next", "Je viens de finir la salle de bain, reste la cuisine", T.DECLARE_DONE, False),
        ("next", "Je viens de rétablir le courant mais ça saute", T.DECLARE_DONE, False),
        ("next", "Je viens de finir la salle de bain, reste la facture", T.DECLARE_DONE, True),
        ("next", "Son fils a réparé le robinet", T.DECLARE_DONE, False),
        ("next", "Mon fils a réparé le robinet", T.DECLARE_DONE, True),
        # made safe, and repaired as well
        ("next", "J'ai mis en sécurité et réparé", T.DECLARE_DONE, True),
        ("next", "Réparation et mise en sécurité faites", T.DECLARE_DONE, True),
        # what does move the visit
        ("planned", "Je préfère vous prévenir, je ne viens pas", T.RESCHEDULE, True),
        ("planned", "Je préfère vous prévenir que le rdv saute", T.RESCHEDULE, True),
        ("planned", "Je préfère vous prévenir, on ne vient pas pour rien", T.RESCHEDULE, False),
        ("soon", "Je suis arrêté sur l'autoroute en panne, je ne viendrai pas", T.RESCHEDULE, True),
        ("planned", "Mieux vaut prévoir un jour où il ne pleut pas", T.RESCHEDULE, True),
        ("planned", "Ce n'est pas Franck qui vient, il est malade", T.RESCHEDULE, True),
        ("planned", "Le camion est en panne, c'est le dépanneur qui vient", T.RESCHEDULE, True),
        ("planned", "Mon rdv du matin tombe à l'eau, je peux venir plus tôt", T.RESCHEDULE, False),
        ("planned", "Si le rdv tombe à l'eau, prévenez-moi", T.RESCHEDULE, False),
        # the letter came; for when is not said
        ("plan", "Bien reçu, pour vendredi", T.CONFIRM_SCHEDULE, False),
        ("plan", "vendredi 14h ok appelez moi avant", T.CONFIRM_SCHEDULE, True),
        # who is asked again, and who does not answer
        ("quote", "Merci de ne pas relancer pour le devis, il part demain", T.STATUS_QUESTION, False),
        ("slots", "Vous m'avez relancé pour le devis", T.STATUS_QUESTION, False),
        (
            "slots",
            "J'ai appelé la cliente mais toujours pas de réponse de votre part sur mon devis",
            T.STATUS_QUESTION,
            True,
        ),
        # what the making of a quote costs, and one that comes later
        ("quote", "Le devis est de 30 €, remboursé si travaux", T.SUBMIT_QUOTE, False),
        ("quote", "Le devis est à 50 € de déplacement", T.SUBMIT_QUOTE, False),
        ("next", "Le devis est de 385 €, je vous l'envoie demain", T.SUBMIT_QUOTE, False),
        # an errand is no visit
        ("next", "Je viens de passer commande de la pièce", T.DECLARE_DONE, False),
    ],
)
def test_what_only_resembles_it_stays_as_it_was(scene: str, words: str, type_: IntentType, there: bool) -> None:
    assert (type_ in read(scene, words)[0]) is there


def test_an_errand_that_was_passed_on_is_no_visit() -> None:
    assert read("next", "Je viens de passer le message à mon collègue")[1] is None


@every(
    ("scene", "words", "said"),
    [
        ("slots", "Je passe jeudi à 9h appelez-moi avant", ["26/11 09:00-11:00"]),
        ("slots", "dispo jeudi 14h appelez moi à ce numéro", ["26/11 14:00-16:00"]),
        ("slots", "rappelez-moi jeudi, sinon je passe vendredi 9h", ["27/11 09:00-11:00"]),
        ("slots", "Rappelez-moi demain ou jeudi", []),
        ("slots", "le 24 à 10h ou le 25, idem prix", ["24/11 10:00-12:00", "25/11 08:00-18:00"]),
    ],
)
def test_a_time_beside_a_call_is_of_the_visit_unless_it_is_the_calls(scene: str, words: str, said: list[str]) -> None:
    assert slots(scene, words) == said


@every(
    ("scene", "words", "said"),
    [
        ("plan", "plutôt 14h que 15h", []),
        ("planned", "J'ai un empêchement à 15h", []),
        ("planned", "appelez la dame à 15h pour décaler", []),
        ("plan", "on décale à lundi 9h appelez moi avant si souci", ["30/11 09:00-11:00"]),
        ("planned", "je préfère remplacer la chaudière lundi", ["30/11 08:00-18:00"]),
        ("planned", "Mieux vaut prévoir une demi-journée lundi", ["30/11 08:00-18:00"]),
    ],
)
def test_only_an_hour_that_is_wished_for_is_new(scene: str, words: str, said: list[str]) -> None:
    assert slots(scene, words, T.RESCHEDULE) == said


def test_who_is_held_up_and_comes_in_ten_minutes_counts_from_now() -> None:
    found = read("there", "Coincé sur la rocade, j'arrive dans 10 min")[0]
    assert found[T.DECLARE_DELAY].values["eta"] == "2026-11-27T15:10:00+01:00"


@every("words", ["20 €, 30 €, 50 €", "soit 20 €, soit 30 €, soit 50 €", "option A 20 €, option B 30 €, option C 50 €"])
def test_sums_to_choose_from_are_not_added_up(words: str) -> None:
    assert read("planned", words)[0][T.STATE_PRICE].values["amount_incl_tax"] == "20.00"
