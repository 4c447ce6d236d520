"""What tradespeople write in haste between two jobs, where little stands between one thing and the next."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Asked, KnownOrder, OrderState, Question, Standpoint
from mailbot.vocabulary import Role
from tests.cases import every
from tests.inbound.reading.test_meant_by_trades import slots
from tests.inbound.reading.test_say_providers import MONDAY_MORNING, read
from tests.inbound.reading.test_say_tenants import TWO

T = IntentType


@every(
    ("scene", "words", "type_", "there"),
    [
        # taken, and the rest is told later
        ("take", "ok je m'en charge je vous rappelle quand j'ai fini ici", T.ACCEPT_MISSION, True),
        ("take", "j'accepte je vous redis les dates dès que possible", T.ACCEPT_MISSION, True),
        ("take", "je prends pas je vous rappelle quand j'ai un trou", T.ACCEPT_MISSION, False),
        ("take", "je prends la route je vous rappelle quand j'arrive", T.ACCEPT_MISSION, False),
        ("take", "si je le prends je vous redis", T.ACCEPT_MISSION, False),
        # the letter came, and he comes
        ("plan", "Message bien reçu, nous serons là vendredi", T.CONFIRM_SCHEDULE, True),
        ("plan", "bien recu on y sera", T.CONFIRM_SCHEDULE, True),
        ("plan", "bien reçu on y sera pas", T.CONFIRM_SCHEDULE, False),
        ("plan", "bien reçu, je serai là si la pièce arrive", T.CONFIRM_SCHEDULE, False),
        ("plan", "bien reçu, je serai à Pau", T.CONFIRM_SCHEDULE, False),
        # the visit moves
        ("planned", "Je voudrais bouger le rendez-vous", T.RESCHEDULE, True),
        ("planned", "on doit revoir notre créneau", T.RESCHEDULE, True),
        ("planned", "Inutile de bouger le rendez-vous", T.RESCHEDULE, False),
        ("planned", "Pas question de revoir le créneau", T.RESCHEDULE, False),
        ("planned", "Faudra revoir la date de la facture", T.RESCHEDULE, False),
        # an answer to come is no visit
        ("slots", "On vous répond demain", T.PROPOSE_SLOTS, False),
        ("slots", "Nous vous rappellerons jeudi", T.PROPOSE_SLOTS, False),
        ("plan", "Nous vous recontacterons mardi", T.RESCHEDULE, False),
        ("slots", "Le mitigeur est dispo chez le fournisseur jeudi", T.PROPOSE_SLOTS, False),
        ("slots", "Je suis dispo jeudi", T.PROPOSE_SLOTS, True),
        # nobody opens
        ("there", "Toujours personne, je file ailleurs", T.MISSED_VISIT, True),
        ("there", "Une heure de route pour rien", T.MISSED_VISIT, True),
        ("there", "Toujours personne au standard de chez vous", T.MISSED_VISIT, False),
        # made safe, and not repaired
        ("next", "vanne fermée", T.DECLARE_DONE, False),
        ("next", "Compteur d'eau coupé et voisins prévenus", T.DECLARE_DONE, False),
        ("next", "Autocollant rouge posé", T.DECLARE_DONE, False),
        ("next", "J'ai fait évacuer le palier", T.DECLARE_DONE, False),
        ("next", "Le code du portail a changé", T.DECLARE_DONE, False),
        ("next", "vanne remplacée et ouverte", T.DECLARE_DONE, True),
        ("next", "Le robinet ferme bien maintenant", T.DECLARE_DONE, True),
        ("next", "J'ai fait couper le courant et remplacé la prise", T.DECLARE_DONE, True),
        ("next", "J'ai changé le digicode", T.DECLARE_DONE, True),
        # the works by their whole name
        ("next", "Réglage de la porte du balcon effectué", T.DECLARE_DONE, True),
        ("next", "Réglage de la porte du balcon pas effectué", T.DECLARE_DONE, False),
        ("next", "Réglage de la porte du balcon à faire", T.DECLARE_DONE, False),
        # the next time is no second visit
        ("next", "C'est fait, la prochaine fois laissez le passage libre", T.DECLARE_DONE, True),
        ("next", "Je poserai la plinthe la prochaine fois", T.DECLARE_DIAGNOSIS, True),
        # « gaz de ville » is no matter of the town's
        ("next", "Fini. Le brûleur est réglé pour le gaz de ville", T.DECLARE_DONE, True),
        ("next", "C'est à la ville d'intervenir", T.DECLARE_DONE, False),
        # waiting asks nothing of its own
        ("planned", "J'attends votre feu vert pour l'escalier, ça en est où ?", T.QUESTION, False),
        ("planned", "J'attends votre feu vert pour l'escalier, ça en est où ?", T.STATUS_QUESTION, True),
        ("planned", "J'attends le code du hall, ça en est où ?", T.QUESTION, True),
        ("take", "faudrait me préciser si c'est du triphasé", T.QUESTION, True),
        ("take", "faut dire que c'est du triphasé", T.QUESTION, False),
    ],
)
def test_what_is_written_in_haste(scene: str, words: str, type_: IntentType, there: bool) -> None:
    assert (type_ in read(scene, words)[0]) is there


@every(
    ("words", "meant"),
    [
        ("Faut bouger le rdv de vendredi, mardi 1er à 9h", ["01/12 09:00-11:00"]),
        ("décaler la visite du 27, lundi 30 à 8h", ["30/11 08:00-10:00"]),
        ("le rdv de vendredi, plutôt à 9h", ["27/11 09:00-11:00"]),
    ],
)
def test_the_visit_that_is_given_up_is_offered_by_nobody(words: str, meant: list[str]) -> None:
    assert slots("planned", words, T.RESCHEDULE) == meant


@every(
    ("words", "step"),
    [
        ("le grossiste me la livre sous huit jours", "part"),
        ("Sous garantie, le constructeur va m'expédier l'échangeur", "part"),
        ("le constructeur va envoyer un technicien, sous garantie", "other_party"),
        ("cuve percée, je vais commander", "part"),
        ("pas besoin de commander, c'est au syndic de voir", "other_party"),
    ],
)
def test_a_part_that_is_sent_is_waited_for(words: str, step: str) -> None:
    assert read("next", words)[0][T.DECLARE_DIAGNOSIS].values["next_step"] == step


@every(
    ("words", "target"),
    [
        ("Terminé avenue Foch. Ici il me manque un joint", "other"),
        ("Fini allée des Pins. Celui-ci je le commence demain", "other"),
        ("Fini allée des Pins, ici aussi", "this"),
        ("Réparé 4 rue Monge. Ici tout est en ordre", "this"),
        ("Chaudière réparée 4 rue Monge. Celle-ci date de 1998", "this"),
        ("Job done at 9 High Street. Here are my invoice and the pictures", "this"),
        ("Terminé rue Monge. Par contre ici c'est pas fini", "other"),
        ("Fini allée des Pins", "this"),
    ],
)
def test_a_street_that_is_not_this_one_is_done_elsewhere(words: str, target: str) -> None:
    assert read("next", words)[0][T.DECLARE_DONE].values.get("target", "this") == target


@every(
    ("words", "flagged"),
    [
        ("CO mesuré à 210 ppm dans le séjour", True),
        ("80 ppm de CO près du chauffe-bain, je l'ai arrêté", True),
        ("L'alerte au CO s'est déclenchée", True),
        ("CO ambiant 0 ppm", False),
        ("CO à 210 ppm dans le conduit de fumées, brûleur réglé", False),
        ("Pas d'alerte CO", False),
        ("CO2 à 900 ppm", False),
        ("Attestation jointe, CO 70 ppm, rendement 92%", False),
        ("Entretien fait, CO ambiant 0 ppm, CO 88 ppm en sortie", False),
        ("Entretien fait, CO 150 ppm dans la chambre", True),
        ("Réglage impossible, CO 120 ppm, chaudière condamnée", True),
        ("CO à 190 ppm, entretien impossible", True),
    ],
)
def test_carbon_monoxide_is_told_by_its_measure(words: str, flagged: bool) -> None:
    assert (T.URGENT_FLAG in read("next", words)[0]) is flagged


@every(
    ("words", "priced"),
    [
        ("150 € ça ne suffira pas pour le moteur", False),
        ("150 maxi c'est trop court", False),
        ("150 € TTC tout compris", True),
        ("Mon tarif de 150 € TTC ne couvre pas la peinture", True),
        ("180 € ça ne suffira pas", True),
    ],
)
def test_our_own_ceiling_is_no_price_of_his(words: str, priced: bool) -> None:
    known = Standpoint(
        received=datetime.fromisoformat(MONDAY_MORNING),
        role=Role.PROVIDER,
        work_order=KnownOrder(OrderState.NEW, None),
        asked=Asked(Question.TAKE_MISSION, ()),
        quote_threshold=Decimal("150.00"),
    )
    intents, _ = understand(Situation(words, known))
    assert any(intent.type is T.STATE_PRICE for intent in intents) is priced


@every(
    ("words", "meant"),
    [
        ("Impossible lundi et mardi, mercredi je peux à 9h", ["25/11 09:00-11:00"]),
        ("Pas mardi ni mercredi, jeudi 14h", ["26/11 14:00-16:00"]),
        ("Je ne peux pas mardi ou mercredi, ok vendredi 8h", ["27/11 08:00-10:00"]),
        ("Can't do Tuesday or Thursday, Friday at 9am", ["27/11 09:00-11:00"]),
        ("Pas mardi et mercredi, jeudi 14h non plus", []),
        ("Pas mardi, mercredi, jeudi", []),
        ("Pas mardi, jeudi ok 8h", ["26/11 08:00-10:00"]),
        ("Je vous rappelle, sans doute jeudi", []),
    ],
)
def test_days_that_are_refused_are_no_part_of_the_next(words: str, meant: list[str]) -> None:
    assert slots("slots", words) == meant


def test_two_refused_days_choose_neither() -> None:
    refused, _ = understand(Situation("impossible mardi et jeudi, samedi 9h ?", TWO))
    assert {intent.type for intent in refused} == {T.REJECT_SLOTS, T.OFFER_AVAILABILITY}


@every(
    ("words", "step"),
    [
        ("le plaquiste doit finir avant moi", "other_party"),
        ("J'ai tout vu, le couvreur doit passer d'abord", "other_party"),
        ("pas fini, mon plombier doit revenir", "second_visit"),
    ],
)
def test_another_trade_goes_first(words: str, step: str) -> None:
    assert read("next", words)[0][T.DECLARE_DIAGNOSIS].values["next_step"] == step


@every(
    ("words", "reason"),
    [
        ("Radiateurs coupés, plus de chauffage chez un monsieur de 88 ans", "no_heating"),
        ("La corniche est fissurée et des pierres tombent dans la rue", "structure"),
        ("Plus de chauffage chez un monsieur de 40 ans", None),
        ("Un monsieur de 88 ans m'a ouvert, chauffage réparé", None),
        ("Des plaques de tartre tombent dans la douche", None),
    ],
)
def test_who_is_cold_and_what_falls(words: str, reason: str | None) -> None:
    flag = read("next", words)[0].get(T.URGENT_FLAG)
    assert (None if flag is None else flag.values["reason"]) == reason


@every(
    ("words", "meant"),
    [
        # the hour that is said beats the part of the day behind it
        ("à 10h jeudi matin", ["26/11 10:00-12:00"]),
        ("vers 16h30 cet après-midi", ["23/11 16:30-18:30"]),
        ("à partir de 15h vendredi après-midi", ["27/11 15:00-18:00"]),
        ("9h mercredi matin ou 15h vendredi aprem", ["25/11 09:00-11:00", "27/11 15:00-17:00"]),
        ("2pm Thursday afternoon", ["26/11 14:00-16:00"]),
        ("jeudi matin", ["26/11 08:00-12:00"]),
        # no stop between the day that is refused and the one that is not
        ("jeudi pas possible je peux vendredi 9h", ["27/11 09:00-11:00"]),
        ("jeudi impossible vendredi ok", ["27/11 08:00-18:00"]),
        ("jeudi non vendredi oui", ["27/11 08:00-18:00"]),
        ("jeudi oui vendredi non", ["26/11 08:00-18:00"]),
        ("jeudi pas vendredi", ["26/11 08:00-18:00"]),
        ("Thursday not possible Friday is fine", ["27/11 08:00-18:00"]),
        ("samedi 9h si la dame veut", ["28/11 09:00-11:00"]),
        ("si elle ne veut pas samedi, lundi 9h", ["30/11 09:00-11:00"]),
    ],
)
def test_days_and_hours_run_together(words: str, meant: list[str]) -> None:
    assert slots("slots", words) == meant


def test_a_visit_is_moved_to_the_same_hours_of_another_day() -> None:
    assert slots("planned", "mercredi au lieu de vendredi même heure", T.RESCHEDULE) == ["25/11 14:00-16:00"]
    assert slots("planned", "on avance à mercredi 10h si possible", T.RESCHEDULE) == ["25/11 10:00-12:00"]
    assert T.RESCHEDULE not in read("planned", "Le dossier avance, à vendredi")[0]


def test_a_slot_is_picked_beside_the_one_that_is_not() -> None:
    picked, _ = understand(Situation("mardi non jeudi c'est bon", TWO))
    assert [(intent.type, intent.values["index"]) for intent in picked] == [(T.CHOOSE_SLOT, 2)]


@every(
    ("scene", "words", "type_", "there"),
    [
        ("there", "La sonnette ne fonctionne pas, qu'il m'ouvre", T.DECLARE_DONE, False),
        ("next", "Terminé mais il reste les plinthes à coller", T.DECLARE_DONE, False),
        ("next", "Terminé, il reste la facture à vous envoyer", T.DECLARE_DONE, True),
        ("next", "Fuite avant compteur, voyez le service des eaux", T.DECLARE_DIAGNOSIS, True),
        ("take", "on va pas pouvoir prendre", T.REFUSE_MISSION, True),
        ("take", "on va pas pouvoir vous répondre avant demain", T.REFUSE_MISSION, False),
        ("take", "Refus", T.REFUSE_MISSION, True),
    ],
)
def test_what_is_left_and_what_is_refused(scene: str, words: str, type_: IntentType, there: bool) -> None:
    assert (type_ in read(scene, words)[0]) is there


@every(
    ("words", "flagged"),
    [
        ("J'ai réparé la fuite de gaz, tout est étanche", False),
        ("Fuite sur raccord de gaz supprimée", False),
        ("Fuite de gaz réparée, mais l'odeur reste", True),
        ("Fuite de gaz pas réparée", True),
        ("Fuite de gaz réparée provisoirement", True),
        ("Fuite de gaz réparée au rez, une autre à l'étage", True),
        ("Fuite de gaz réparée ?", True),
        ("Fuite de gaz réparée à la cave, fuite de gaz au robinet", True),
        ("La fuite de gaz réparée lundi a repris", True),
        ("Fuite de gaz réparée par la locataire elle-même", True),
        ("Fuite de gaz", True),
    ],
)
def test_gas_that_he_has_mended_wakes_nobody(words: str, flagged: bool) -> None:
    assert (T.URGENT_FLAG in read("next", words)[0]) is flagged


@every(
    ("scene", "words", "type_", "there"),
    [
        ("bill", "Notre facture est jointe, bonne réception", T.SEND_INVOICE, True),
        ("bill", "Notre facture n'est pas jointe", T.SEND_INVOICE, False),
        ("bill", "Nouvel IBAN à venir", T.BANK_CHANGE, False),
        ("bill", "Nouvel IBAN ci-dessous, facture à venir", T.BANK_CHANGE, True),
    ],
)
def test_papers_that_came_and_those_to_come(scene: str, words: str, type_: IntentType, there: bool) -> None:
    assert (type_ in read(scene, words)[0]) is there


@every(
    ("words", "amount"),
    [
        ("Notre proposition 2 150 € TTC", "2150.00"),
        ("Ma solution 1 320 € TTC", "1320.00"),
        ("proposition 2 : 150 € TTC", "150.00"),
    ],
)
def test_a_proposal_of_ours_has_no_number(words: str, amount: str) -> None:
    assert read("quote", words)[0][T.STATE_PRICE].values["amount_incl_tax"] == amount


@every(
    ("words", "meant"),
    [
        ("La semaine du 7 : lundi 9h ou jeudi 14h", ["07/12 09:00-11:00", "10/12 14:00-16:00"]),
        ("mardi ou mercredi de la semaine du 14", ["15/12 08:00-18:00", "16/12 08:00-18:00"]),
        ("semaine du 7 au 11 : mercredi", ["09/12 08:00-18:00"]),
        ("la semaine du 7 décembre, mardi 9h", ["08/12 09:00-11:00"]),
        ("pas la semaine du 7, sinon mardi 9h", ["24/11 09:00-11:00"]),
    ],
)
def test_the_days_of_a_week_that_is_named(words: str, meant: list[str]) -> None:
    assert slots("slots", words) == meant


@every(
    ("scene", "words", "type_", "there"),
    [
        ("next", "Fait en 45 min, bon signé", T.DECLARE_DONE, True),
        ("next", "Terminé à 17h", T.DECLARE_DONE, True),
        ("next", "Fait 25 km pour rien", T.DECLARE_DONE, False),
        ("next", "Fini une fenêtre sur deux", T.DECLARE_DONE, False),
        ("next", "Ça vient de l'évacuation de l'immeuble, c'est dehors", T.DECLARE_DIAGNOSIS, True),
        ("next", "Trop haut pour mon échelle, je laisse tomber", T.REFUSE_MISSION, True),
        ("next", "Trop haut pour mon échelle, je laisse tomber", T.CLOSE_REPORT, False),
        ("take", "ok mais pas avant que le gaz soit coupé", T.ACCEPT_MISSION, False),
        ("take", "ok mais pas avant jeudi", T.ACCEPT_MISSION, True),
        ("take", "Je ne peux pas m'engager sur un horaire", T.REFUSE_MISSION, False),
        ("take", "Je ne peux pas m'engager sur ce chantier", T.REFUSE_MISSION, True),
        ("planned", "Vendredi est férié chez nous, lundi 9h", T.RESCHEDULE, True),
    ],
)
def test_what_is_half_said(scene: str, words: str, type_: IntentType, there: bool) -> None:
    assert (type_ in read(scene, words)[0]) is there


@every(
    ("scene", "words", "type_", "there"),
    [
        # so long that he waits, so much of something
        ("there", "Fait 25 minutes que je patiente en bas", T.DECLARE_DONE, False),
        ("next", "fait 3h de recherche, toujours rien", T.DECLARE_DONE, False),
        ("next", "Fait 30 m de gaine à passer encore", T.DECLARE_DONE, False),
        ("next", "Fait en 1h30, tout est ok", T.DECLARE_DONE, True),
        # a day, a price, and not the job
        ("slots", "Nous ne pouvons pas nous engager sur jeudi, mardi 1er à 10h", T.REFUSE_MISSION, False),
        ("plan", "On ne peut pas s'engager sur cet horaire", T.RESCHEDULE, True),
        ("take", "Nous ne pouvons pas nous engager sur ce tarif", T.REFUSE_MISSION, False),
        ("take", "On ne peut pas s'engager dans cette mission", T.REFUSE_MISSION, True),
        ("take", "On ne va pas pouvoir passer ni intervenir avant jeudi", T.REFUSE_MISSION, False),
        ("take", "Je ne vais pas pouvoir vous dépanner avant mercredi", T.REFUSE_MISSION, False),
        ("take", "Je ne vais pas pouvoir vous dépanner", T.REFUSE_MISSION, True),
        ("planned", "On laisse tomber notre rdv du matin pour être là", T.REFUSE_MISSION, False),
        ("take", "Je laisse tomber les clés dans la boîte", T.REFUSE_MISSION, False),
        ("take", "Je laisse tomber ce chantier", T.REFUSE_MISSION, True),
        # finished, whatever is told beside it
        ("next", "Réparé, il faut recommander à la dame de fermer doucement", T.DECLARE_DONE, True),
        ("next", "Terminé. Le fabricant enverra le certificat", T.DECLARE_DONE, True),
        ("next", "C'est fini, le peintre doit passer avant que la dame emménage", T.DECLARE_DONE, True),
        ("next", "Terminé, il reste un mur à peindre par la dame", T.DECLARE_DONE, True),
        ("next", "Joint HS, je dois recommander un joint", T.DECLARE_DIAGNOSIS, True),
        ("next", "L'électricien doit passer avant que je pose", T.DECLARE_DIAGNOSIS, True),
        # all of them, and only some
        ("next", "Réparé, 2 stores sur 2", T.DECLARE_DONE, True),
        ("next", "Terminé, un robinet posé sur 3 m de tube", T.DECLARE_DONE, True),
        ("next", "2 volets sur 3 réparés", T.DECLARE_DONE, False),
        # answers now, or looks for a date only
        ("take", "Ok, nous vous rappellerons pour convenir du passage", T.ACCEPT_MISSION, True),
        ("take", "On vous répond : c'est ok pour nous", T.ACCEPT_MISSION, True),
        ("take", "On vous répond rapidement", T.ACCEPT_MISSION, False),
        # another visit gives way to this one
        ("plan", "Ok vendredi, j'ai dû bouger un rdv", T.CONFIRM_SCHEDULE, True),
        ("planned", "Je vais bouger le rdv d'un client, ok vendredi", T.RESCHEDULE, False),
        ("planned", "On avance à vendredi, parfait", T.RESCHEDULE, False),
        # present, and at the counter
        ("slots", "Nous répondons présents jeudi à 10h", T.PROPOSE_SLOTS, True),
        ("slots", "Je serai dispo au comptoir jeudi 10h", T.PROPOSE_SLOTS, True),
        # on its way by post
        ("bill", "Ma facture est jointe au colis qui part lundi", T.SEND_INVOICE, False),
        ("bill", "Ma facture est jointe au présent message", T.SEND_INVOICE, True),
    ],
)
def test_what_is_said_beside_the_job_is_no_act_of_its_own(
    scene: str, words: str, type_: IntentType, there: bool
) -> None:
    assert (type_ in read(scene, words)[0]) is there


def test_a_paper_to_come_is_no_day_of_the_works() -> None:
    for words in ("fini, facture lundi", "done, quote tomorrow", "fini, photos demain"):
        assert read("next", words)[0][T.DECLARE_DONE].values["date"] == "2026-11-27", words
    assert read("next", "fini lundi")[0][T.DECLARE_DONE].values["date"] == "2026-11-23"


@every(
    ("words", "amount"),
    [
        ("Réparé. Cartouche 38 €, pose 60 €, total 98 € ttc", "98.00"),
        ("vanne 20 € et 55 € de main d'oeuvre, le tout 75 € ttc", "75.00"),
        ("75 € ttc en tout, dont 20 € de vanne", "75.00"),
    ],
)
def test_the_total_is_the_price(words: str, amount: str) -> None:
    assert read("next", words)[0][T.STATE_PRICE].values["amount_incl_tax"] == amount


@every(
    ("scene", "words", "type_", "there"),
    [
        # what must stay off is not finished
        ("next", "Ne pas remettre en service avant mon retour.", T.DECLARE_DONE, False),
        ("next", "Interdiction de remettre en eau", T.DECLARE_DONE, False),
        ("next", "Pas de remise en route possible", T.DECLARE_DONE, False),
        ("next", "On a réussi à tout remettre en route", T.DECLARE_DONE, True),
        ("next", "Remise en service ok", T.DECLARE_DONE, True),
        ("next", "Nous avons pu remettre l'eau en route", T.DECLARE_DONE, True),
        ("next", "Le locataire m'a traité de voleur", T.DECLARE_DONE, False),
        ("next", "Bois traité, c'est terminé", T.DECLARE_DONE, True),
        # a door that shuts badly is what he came for
        ("over", "La porte ferme mal, gâche faussée", T.MISSED_VISIT, False),
        ("over", "La porte ferme mal, gâche faussée", T.DECLARE_DONE, False),
        ("over", "le volet ne ferme plus", T.MISSED_VISIT, False),
        ("over", "La porte ferme bien maintenant", T.DECLARE_DONE, True),
        ("over", "Porte fermée à 14h", T.MISSED_VISIT, True),
        ("over", "porte ferme pas de reponse", T.MISSED_VISIT, True),
        # one answer if, another if not
        ("take", "Si je peux me garer je prends, sinon c'est non", T.REFUSE_MISSION, False),
        ("take", "Si c'est urgent je prends sinon je ne peux pas", T.REFUSE_MISSION, False),
        ("take", "Je prends si vous pouvez attendre janvier, sinon trouvez un confrère", T.REFUSE_MISSION, False),
        ("take", "Si vous pouvez attendre janvier je prends, sinon trouvez un confrère", T.ACCEPT_MISSION, False),
        ("take", "Non sauf si le parking est payé", T.REFUSE_MISSION, False),
        ("take", "Si la cave est sèche je vous le dis, sinon je prends", T.ACCEPT_MISSION, True),
        ("take", "Non, je suis débordé, sinon j'aurais dit oui", T.REFUSE_MISSION, True),
        ("take", "Je ne peux pas, sinon voyez Lopes", T.REFUSE_MISSION, True),
        # a wish beside the yes is no term of it
        ("plan", "RDV validé. Si la dame peut laisser la clé à la loge ça m'arrange", T.CONFIRM_SCHEDULE, True),
        ("plan", "Ok. Si elle peut vider le placard ce serait bien", T.CONFIRM_SCHEDULE, True),
        ("plan", "RDV validé si la pièce arrive", T.CONFIRM_SCHEDULE, False),
        ("plan", "Ok si ça m'arrange", T.CONFIRM_SCHEDULE, False),
        # the visit cannot stand
        ("planned", "La pièce n'est pas arrivée, inutile que je vienne vendredi", T.RESCHEDULE, True),
        ("planned", "Ça ne sert à rien qu'on se déplace sans la pièce", T.RESCHEDULE, True),
        ("planned", "Inutile que je passe par la loge", T.RESCHEDULE, False),
        ("planned", "Inutile de venir avant 9h", T.RESCHEDULE, False),
        ("plan", "trop de boulot vendredi pour moi", T.CONFIRM_SCHEDULE, False),
        # his own part is done
        ("next", "Fuite réparée, il faudra un plaquiste derrière nous", T.DECLARE_DONE, True),
        ("next", "Il faut un plaquiste avant nous", T.DECLARE_DONE, False),
        ("next", "Le compteur disjoncte en amont, c'est à eux d'intervenir", T.DECLARE_DIAGNOSIS, True),
        ("next", "C'est à elle de vider son placard", T.DECLARE_DIAGNOSIS, False),
        # a place that is falling down
        ("next", "Le plafond de la salle de bain menace de tomber", T.URGENT_FLAG, True),
        ("next", "Plancher pourri, il faut étayer", T.URGENT_FLAG, True),
        ("next", "Le plafond de la salle de bain ne menace pas de tomber", T.URGENT_FLAG, False),
        # manners
        ("next", "L'occupante me parle très mal", T.COMPLAINT, True),
        ("next", "La dame m'a bien reçu", T.COMPLAINT, False),
    ],
)
def test_said_on_the_doorstep(scene: str, words: str, type_: IntentType, there: bool) -> None:
    assert (type_ in read(scene, words)[0]) is there


def test_a_visit_that_failed_elsewhere_leaves_this_one_done() -> None:
    found, _ = read("next", "C'est fini. Par contre à l'autre adresse le locataire était absent.")
    assert "target" not in found[T.DECLARE_DONE].values
    assert found[T.MISSED_VISIT].values["target"] == "other"
    found, _ = read("next", "Personne n'a répondu. Pour l'autre intervention c'est terminé.")
    assert "target" not in found[T.MISSED_VISIT].values
    assert found[T.DECLARE_DONE].values["target"] == "other"


@every(
    ("words", "step"),
    [
        ("Moteur plus fabriqué, devis à suivre", "quote"),
        ("Résistance introuvable, ballon à changer, chiffrage en route", "quote"),
        ("La carte n'existe plus, je vous fais un devis pour une chaudière neuve", "quote"),
        ("Pièce introuvable en ville, commandée à l'usine", "part"),
        ("Pièce plus disponible avant lundi, devis envoyé la semaine dernière", "part"),
    ],
)
def test_what_nobody_makes_any_more_is_quoted_anew(words: str, step: str) -> None:
    assert read("next", words)[0][T.DECLARE_DIAGNOSIS].values["next_step"] == step


@every(
    ("scene", "words", "told"),
    [
        ("planned", "Dites au locataire que ce sera 17h et non 14h vendredi", "27/11 17:00-19:00"),
        ("planned", "Ce sera 11h et pas 14h", "27/11 11:00-13:00"),
        ("planned", "Ce sera lundi 30 et non vendredi", "30/11 08:00-18:00"),
        ("plan", "14h trop juste pour moi, 15h c'est jouable ?", "27/11 15:00-17:00"),
    ],
)
def test_one_hour_is_put_in_the_place_of_another(scene: str, words: str, told: str) -> None:
    assert slots(scene, words, T.RESCHEDULE) == [told]


@every(
    ("words", "told"),
    [
        ("merc. 25 ou sam. 28 au matin", ["25/11 08:00-12:00", "28/11 08:00-12:00"]),
        ("lundi 30 et non mardi", ["30/11 08:00-18:00"]),
        ("lundi 30 à 8h et non 9h", ["30/11 08:00-10:00"]),
        ("mardi 1er non mais mercredi 2 oui", ["02/12 08:00-18:00"]),
    ],
)
def test_days_in_short_and_days_that_are_not_meant(words: str, told: list[str]) -> None:
    assert slots("slots", words) == told


@every(
    ("words", "eta"),
    [
        ("J'aurai deux heures de retard, je finis une urgence", "16:00"),
        ("trois heures de retard", "17:00"),
        ("deux heures et demie de retard", "16:30"),
        ("two hours late sorry", "16:00"),
    ],
)
def test_hours_of_delay_in_words(words: str, eta: str) -> None:
    assert f"T{eta}" in str(read("soon", words)[0][T.DECLARE_DELAY].values["eta"])


@every(
    ("scene", "words", "type_", "there"),
    [
        ("bill", "Notre compte chez Crédit Lyonnais est clos depuis lundi, RIB joint", T.BANK_CHANGE, True),
        ("bill", "Le compte de la locataire est fermé", T.BANK_CHANGE, False),
        ("bill", "Le magasin où j'ai un compte est fermé lundi", T.BANK_CHANGE, False),
        ("take", "Tarif horaire 58 € HT, devis sur simple demande", T.SUBMIT_QUOTE, False),
        ("quote", "voici le devis sur mesure : 450 € TTC", T.SUBMIT_QUOTE, True),
        ("refused", "Nous proposons un contrat à tarif négocié. Demandez notre brochure", T.OUT_OF_SCOPE, True),
        ("quote", "Je vous fais un tarif préférentiel : 300 € TTC", T.OUT_OF_SCOPE, False),
    ],
)
def test_said_of_money_and_of_wares(scene: str, words: str, type_: IntentType, there: bool) -> None:
    assert (type_ in read(scene, words)[0]) is there


@every(
    ("words", "topic"),
    [
        ("Le code 1207B ne marche pas. C'est quoi le bon ?", "access_code"),
        ("Le digicode a changé. Vous avez le nouveau svp ?", "access_code"),
        ("Code reçu merci. Le locataire est le bon ?", "other"),
    ],
)
def test_a_question_for_the_right_one_is_of_what_was_just_named(words: str, topic: str) -> None:
    assert read("there", words)[0][T.QUESTION].values["topic"] == topic
