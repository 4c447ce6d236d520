"""What tradespeople and managers mean by days, doors, parts and orders half said; and the opposite of each."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.standpoint import Asked, DigestItem, OfferedQuote, OrderState, Question
from mailbot.vocabulary import Channel
from tests.cases import every
from tests.inbound.reading.test_say_managers import FRIDAY as SHE_CHOSE
from tests.inbound.reading.test_say_managers import said as said_by_sophie
from tests.inbound.reading.test_say_managers import sophie
from tests.inbound.reading.test_say_providers import read

T = IntentType


def slots(scene: str, words: str, type_: IntentType = T.PROPOSE_SLOTS) -> list[str]:
    """« 24/11 9:00-11:00 », as one writes it; the mail comes on Monday the 23rd."""
    found = read(scene, words)[0].get(type_)
    return [] if found is None else [short(slot) for slot in found.values["slots"]]


def short(slot: dict[str, str]) -> str:
    start, end = slot["start"], slot["end"]
    return f"{start[8:10]}/{start[5:7]} {start[11:16]}-{end[11:16]}"


@every(
    ("words", "meant"),
    [
        ("jeudi 3 avant 10h", ["03/12 08:00-10:00"]),
        ("le 8 avant 11h", ["08/12 08:00-11:00"]),
        ("mardi de 9 jusqu'à 11h", ["24/11 09:00-11:00"]),
        ("mercredi vers quatorze heures et quart", ["25/11 14:15-16:15"]),
        ("jeudi à neuf heures moins le quart", ["26/11 08:45-10:45"]),
        ("Thursday between 2.30 and 4.30pm", ["26/11 14:30-16:30"]),
        ("le 2 décembre à 8h ou le lendemain à 14h", ["02/12 08:00-10:00", "03/12 14:00-16:00"]),
        ("Tuesday morning or the following day", ["24/11 08:00-12:00", "25/11 08:00-18:00"]),
        (
            "du 30 au 4 décembre, le matin, sauf le jeudi",
            [f"{day} 08:00-12:00" for day in ("30/11", "01/12", "02/12", "04/12")],
        ),
        ("Fermés du 24 au 27, dispo lundi 30 à 8h", ["30/11 08:00-10:00"]),
        ("Mardi je suis à Annecy. Libre mercredi matin.", ["25/11 08:00-12:00"]),
        ("Suite à votre OS du 20/11 nous proposons le 25 à 10h", ["25/11 10:00-12:00"]),
        ("vendredi à partir de 9h, à vous de voir avec le locataire", ["27/11 09:00-18:00"]),
        ("Le mardi 24 étant férié chez nous, plutôt le 25 de 8h à 10h", ["25/11 08:00-10:00"]),
        ("semaine 50 : mercredi ou jeudi aprem", ["09/12 14:00-18:00", "10/12 14:00-18:00"]),
        ("S49, mardi matin", ["01/12 08:00-12:00"]),
        ("Tue 1 Dec 9-11 or Thu 3 Dec 2-4pm", ["01/12 09:00-11:00", "03/12 14:00-16:00"]),
        ("Thursday after 2 or Friday first thing", ["26/11 14:00-18:00", "27/11 08:00-10:00"]),
        ("Tue before 11 or Fri 27th after 3?", ["24/11 08:00-11:00", "27/11 15:00-18:00"]),
        ("Wednesday from 1, Friday by 4", ["25/11 13:00-18:00", "27/11 08:00-16:00"]),
        ("Fri first thing, or Mon 30th any time after 2", ["27/11 08:00-10:00", "30/11 14:00-18:00"]),
        ("Thursday after 2 coats have dried", ["26/11 08:00-18:00"]),
        ("tous les matins de cette semaine", [f"{day}/11 08:00-12:00" for day in (23, 24, 25, 26, 27)]),
        ("Ce jeudi on est complet, le 3/12 oui, 9h-11h", ["03/12 09:00-11:00"]),
        ("Le monsieur m'a appelé pour fixer à lundi 30, 14h", ["30/11 14:00-16:00"]),
    ],
)
def test_the_days_are_those_that_he_means(words: str, meant: list[str]) -> None:
    assert slots("slots", words) == meant


@every(
    ("words", "meant"),
    [
        (
            "Sorry, van's in the garage Friday. Could do Mon 30 at 4pm or Tuesday 1st at 9.",
            ["30/11 16:00-18:00", "01/12 09:00-11:00"],
        ),
        ("Vendredi mon camion est en panne, je peux lundi 30 à 16h", ["30/11 16:00-18:00"]),
        ("Got to move Friday, could do Monday 30th at 4", ["30/11 16:00-18:00"]),
        ("Le camion est réparé, à vendredi", []),
        ("Garez votre voiture devant le garage vendredi, merci", []),
    ],
)
def test_what_keeps_him_from_coming_moves_the_visit_where_he_names_another_day(words: str, meant: list[str]) -> None:
    assert slots("planned", words, T.RESCHEDULE) == meant


@every(
    ("words", "meant"),
    [
        ("Il me reste le joint à poser. Je peux repasser mardi matin.", ["01/12 08:00-12:00"]),
        (
            "Flexible à changer, 90 € TTC, on peut repasser mercredi à 14h ou jeudi",
            ["02/12 14:00-16:00", "03/12 08:00-18:00"],
        ),
        ("Cartouche à commander, dispo mardi matin ou mercredi", ["01/12 08:00-12:00", "02/12 08:00-18:00"]),
        ("Il manque un raccord, je l'aurai lundi. Je repasse mardi à 9h.", ["01/12 09:00-11:00"]),
        ("Pièce commandée, reçue lundi normalement. Dispo mardi à 9h.", ["01/12 09:00-11:00"]),
        ("The valve is due on Monday, I can come back on Tuesday at 9", ["01/12 09:00-11:00"]),
        ("Je ne peux pas repasser mardi", []),
        ("Il reste le joint, pas dispo mardi", []),
        ("C'est fini, et je l'ai revu lundi", []),
    ],
)
def test_a_visit_that_is_over_is_followed_by_the_days_at_which_he_comes_again(words: str, meant: list[str]) -> None:
    assert (slots("over", words), slots("next", words)) == (meant, meant)


@every(
    "words",
    [
        "Le volet ne s'est pas arrangé du jour au lendemain",
        "je repasse le lendemain",
        "Je vois avec mon équipe pour vendredi",
        "Notre devis n° 118 du 25/11 est en route",
        "pas possible mardi, ni dispo mercredi",
        "il y en a pour 3 semaines",
        "Mon fils a son mariage vendredi",
        "Je prends les clés à l'agence mercredi",
        "mardi 9 avant 11h",
    ],
)
def test_no_day_is_made_up(words: str) -> None:
    assert slots("slots", words) == []


@every(
    ("words", "meant"),
    [
        ("On reporte d'une semaine, même heure", ["04/12 14:00-16:00"]),
        ("Can we push it back by two days?", ["29/11 14:00-16:00"]),
        ("Possible d'avancer d'une heure ?", ["27/11 13:00-15:00"]),
        ("il faut repousser de quinze jours", ["11/12 14:00-16:00"]),
        ("Je viens jeudi au lieu de vendredi, même heure", ["26/11 14:00-16:00"]),
        ("Je suis pris vendredi, possible le lendemain à 9h ?", ["28/11 09:00-11:00"]),
        ("je ne peux pas vendredi, à décaler au lundi 30 à 8h", ["30/11 08:00-10:00"]),
    ],
)
def test_a_visit_is_moved_by_what_was_said(words: str, meant: list[str]) -> None:
    assert slots("planned", words, T.RESCHEDULE) == meant


def test_hours_that_reach_beyond_the_visit_move_it_and_hours_inside_do_not() -> None:
    assert slots("plan", "ok mais plutôt 15h-17h", T.RESCHEDULE) == ["27/11 15:00-17:00"]
    assert T.CONFIRM_SCHEDULE in read("plan", "ok, entre 14h et 15h")[0]


def test_a_visit_that_need_not_move_stands() -> None:
    assert T.RESCHEDULE not in read("planned", "pas besoin de décaler d'une semaine finalement")[0]


@every(
    ("scene", "words", "type_", "there"),
    [
        # a part of the job is another trade's
        ("take", "je prends la fuite, le disjoncteur par contre c'est pas ma partie", T.ACCEPT_MISSION, True),
        ("take", "je prends la fuite, le disjoncteur par contre c'est pas ma partie", T.REFUSE_MISSION, False),
        ("take", "Je prends. Ah non, ce n'est pas dans mes cordes", T.REFUSE_MISSION, True),
        ("take", "Ce n'est pas ma partie", T.REFUSE_MISSION, True),
        # nobody opens
        ("next", "J'ai tapé à la fenêtre, pas âme qui vive", T.MISSED_VISIT, True),
        ("next", "Patienté trois quarts d'heure sur le palier pour rien", T.MISSED_VISIT, True),
        ("next", "Personne n'a ouvert et son téléphone ne répond pas", T.MISSED_VISIT, True),
        ("next", "Elle ne répond pas au téléphone", T.MISSED_VISIT, False),
        ("next", "Réparation terminée, monsieur n'était pas là pour signer", T.MISSED_VISIT, False),
        ("next", "Réparation terminée, monsieur n'était pas là pour signer", T.DECLARE_DONE, True),
        ("next", "Intervention prévue, locataire absent", T.DECLARE_DONE, False),
        # what was not done then is done now
        ("next", "Ce n'était pas réparé mardi, ça l'est maintenant", T.DECLARE_DONE, True),
        ("next", "Ce n'était pas réparé mardi, ça ne l'est toujours pas", T.DECLARE_DONE, False),
        ("next", "Joint changé, pas eu besoin de commander la cartouche", T.DECLARE_DONE, True),
        ("next", "Joint changé, pas eu besoin de commander la cartouche", T.DECLARE_DIAGNOSIS, False),
        ("next", "Il faut commander la cartouche", T.DECLARE_DONE, False),
        ("next", "Rien n'est terminé", T.DECLARE_DONE, False),
        ("next", "Une bonne partie est faite, la moitié du carrelage", T.DECLARE_DONE, False),
        ("next", "Le ballon a été remplacé l'hiver dernier", T.DECLARE_DONE, False),
        ("next", "Notre secrétaire a changé", T.DECLARE_DONE, False),
        ("next", "Je l'ai pas en stock", T.DECLARE_DIAGNOSIS, True),
        ("next", "Ça refuit, j'y retourne demain à 9h", T.DECLARE_DIAGNOSIS, True),
        ("next", "C'est fini, je repasse demain prendre mon échelle et mes outils", T.DECLARE_DIAGNOSIS, False),
        ("next", "C'est fini, on ne repasse pas", T.DECLARE_DONE, True),
        # a yes, and what keeps it from being one
        ("take", "Je m'en charge dès que j'ai le badge", T.ACCEPT_MISSION, True),
        ("take", "Je m'en charge dès que la facture de mai est payée", T.ACCEPT_MISSION, False),
        ("plan", "Je ne pourrai pas vous confirmer avant demain", T.RESCHEDULE, False),
        ("plan", "Je ne pourrai pas vous confirmer avant demain", T.CONFIRM_SCHEDULE, False),
        ("plan", "Coincé sur un autre chantier vendredi", T.CONFIRM_SCHEDULE, False),
        ("plan", "Vendredi sans doute", T.CONFIRM_SCHEDULE, False),
        ("plan", "Vendredi sans aucun problème", T.CONFIRM_SCHEDULE, True),
        ("bill", "Notre ancien IBAN reste valable", T.BANK_CHANGE, False),
        ("bill", "Notre ancien IBAN n'est plus valable", T.BANK_CHANGE, True),
        # he leaves, and is not on his way
        ("next", "Arrivé à 14h, reparti à 15h10", T.DECLARE_DELAY, False),
        # he will not go again
        ("slots", "Je n'y remettrai plus les pieds", T.REFUSE_MISSION, True),
        ("slots", "Je n'y retourne pas avant lundi", T.REFUSE_MISSION, False),
        ("slots", "Le voisin m'a menacé", T.COMPLAINT, True),
        ("next", "J'ai traité les boiseries", T.COMPLAINT, False),
        # papers that are spoken of
        ("quote", "Notre devis 88 de 540 € attend encore votre retour", T.SUBMIT_QUOTE, False),
        ("quote", "Je vous relance sur le devis de 540 €", T.STATE_PRICE, False),
        ("quote", "Devis : 540 € TTC", T.SUBMIT_QUOTE, True),
        ("bill", "L'avoir 12 annule et remplace la facture 11", T.DECLARE_DONE, False),
        ("next", "vanne remplacée", T.DECLARE_DONE, True),
        # what he needs to know
        ("planned", "Il me faudrait le digicode", T.QUESTION, True),
        ("planned", "J'ai besoin de l'étage", T.QUESTION, True),
        ("planned", "Je n'ai pas besoin du code", T.QUESTION, False),
        ("next", "Il me faut une pièce", T.QUESTION, False),
    ],
)
def test_what_tradespeople_mean(scene: str, words: str, type_: IntentType, there: bool) -> None:
    assert (type_ in read(scene, words)[0]) is there


def test_the_number_of_an_invoice_is_no_sum() -> None:
    assert read("bill", "ci joint fact 44")[0][T.SEND_INVOICE].values.get("amount_incl_tax") is None
    assert read("bill", "Facture 132,00 jointe")[0][T.SEND_INVOICE].values["amount_incl_tax"] == "132.00"


def test_a_price_may_stand_before_a_question() -> None:
    assert read("quote", "140 € TTC tout compris, cela vous convient ?")[0][T.STATE_PRICE].values["firm"] is True
    assert T.STATE_PRICE not in read("quote", "C'est 140 € TTC ?")[0]


def test_the_last_sum_of_a_total_is_the_one_with_tax() -> None:
    quote = read("quote", "Devis\nPose 60,00 HT\nTotal HT 90,00 - TVA 10 % 9,00 - TTC 99,00")[0][T.SUBMIT_QUOTE]
    assert quote.values["options"] == [{"amount_incl_tax": "99.00", "amount_excl_tax": "90.00", "vat_rate": "10"}]


# --- Managers ---------------------------------------------------------------------------------------------------------

PAIR = Asked(
    Question.APPROVE_QUOTE,
    quotes=(OfferedQuote(Decimal(486), provider="Petit"), OfferedQuote(Decimal(412), provider="Morel")),
)
LINES = tuple(
    DigestItem(code, about, title, report)
    for code, about, title, report in (
        ("A1", "approve_quote", "Devis Petit 486,00 € TTC", "SIG-1"),
        ("A2", "approve_quote", "Devis Morel 912,00 € TTC", "SIG-2"),
        ("A3", "close_report", "Clôture demandée", "SIG-3"),
    )
)


def acts(words: str, **known: Any) -> list[tuple[str, ...]]:
    """Each type beside the value that matters for it."""
    asked = known.pop("asked", None)
    standpoint = sophie(asked, **known)
    return [
        (str(i["type"]), *(str(i[name]) for name in ("item", "provider", "amount_incl_tax", "absent") if i.get(name)))
        for i in said_by_sophie(words, standpoint)[0]
    ]


@every(
    ("words", "meant"),
    [
        ("Pas Morel, l'autre svp", [("approve_quote", "486.00")]),
        ("Petit non, l'autre oui", [("approve_quote", "412.00")]),
        ("Petit non, l'autre non plus", []),
        ("Pas Petit. L'autre, j'en parle au bailleur.", []),
        ("Petit non, mais l'autre je ne sais pas", []),
        ("Petit non", []),
        ("On veut bien Petit si la pose est comprise", [("conditional_approval",)]),
        ("Petit, pas Morel", [("approve_quote", "486.00")]),
        ("Morel est moins cher mais plus long", []),
        ("Morel : garantie non fournie", []),
        ("Si Morel baisse de 20 €, d'accord", [("conditional_approval",)]),
        ("Petit me va, je le transmets au propriétaire pour accord", []),
        ("Rien contre Petit mais c'est au bailleur de décider", []),
    ],
)
def test_of_two_quotes_only_the_one_that_is_meant_is_approved(words: str, meant: list[tuple[str, ...]]) -> None:
    assert [act for act in acts(words, asked=PAIR, state=OrderState.QUOTE_SUBMITTED) if act[0] != "question"] == meant


@every(
    ("words", "meant"),
    [
        ("Refais partir un OS chez Morel", [("send_os", "Morel")]),
        ("L'OS est reparti chez Morel", []),
        ("N'envoyez personne", []),
        ("Ne missionnez personne avant lundi", []),
        ("Pas la peine d'annuler, Durand a fini par répondre", []),
        ("Oubliez l'OS Durand", [("cancel_os",)]),
        ("Plus besoin de Durand, annulez", [("cancel_os",)]),
        ("Durand ne vient plus, annulez le rendez-vous", []),
        ("OS Durand 180 max", [("send_os", "Durand")]),
        ("Laissez tomber l'intervention, le propriétaire s'en occupe", [("cancel_os",)]),
        ("N'oubliez pas l'OS Durand", []),
        ("Durand termine le chantier demain", []),
        ("Durand a terminé le chantier", [("declare_done",)]),
        ("Durand a terminé le chantier mais j'ai des doutes, à vérifier", []),
        ("Tout est réglé sauf la peinture", []),
        ("Je pense que c'est réglé", []),
        ("C'est réglé", [("close_report",)]),
    ],
)
def test_orders_are_those_that_are_given(words: str, meant: list[tuple[str, ...]]) -> None:
    assert acts(words, state=OrderState.NEW) == meant


@every(
    "words",
    [
        "Demandez deux devis : un chez Petit, l'autre chez Morel",
        "Deux devis svp : Petit, Morel",
        "Il faut demander un devis à Petit et un autre à Morel",
    ],
)
def test_quotes_are_asked_of_each_that_is_named(words: str) -> None:
    [asked_for] = said_by_sophie(words, sophie())[0]
    assert asked_for["providers"] == ["Petit", "Morel"]


@every(
    ("words", "meant"),
    [
        ("A1 ok. Le reste je vois demain.", [("approve_quote", "A1", "486.00")]),
        ("A1 ok, le reste non", [("approve_quote", "A1", "486.00"), ("refuse_quote", "A2")]),
        ("A1 et A2 ok. L'autre, plus tard", [("approve_quote", "A1", "486.00"), ("approve_quote", "A2", "912.00")]),
        ("A2 on veut bien si Morel baisse un peu", [("conditional_approval", "A2")]),
    ],
)
def test_the_rest_of_a_summary_is_what_was_not_named(words: str, meant: list[tuple[str, ...]]) -> None:
    standpoint = replace(sophie(channel=Channel.DIGEST), digest_items=LINES)
    found = [
        (str(i["type"]), *(str(i[name]) for name in ("item", "amount_incl_tax") if i.get(name)))
        for i in said_by_sophie(words, standpoint)[0]
    ]
    assert found == meant


def test_a_visit_ahead_has_not_failed_yet() -> None:
    ahead = {"state": OrderState.PLANNED, "visit": SHE_CHOSE}
    assert acts("La locataire est absente vendredi", **ahead) == [("reschedule",)]
    assert acts("La locataire n'est pas là vendredi, à décaler au lundi 30 matin", **ahead) == [("reschedule",)]


def test_an_occupant_who_forgot_is_the_one_who_was_absent() -> None:
    words = "Mme Belkacem a oublié le rendez-vous d'hier, Durand a trouvé porte close"
    assert acts(words, state=OrderState.PLANNED) == [("missed_visit", "occupant")]


@every(
    ("words", "meant"),
    [
        ("Take Wednesday instead", []),
        ("Use Teams instead", []),
        ("Use the Grenoble door instead", []),
        ("Prenez le B plutôt que le A", []),
        ("Prenez Messenger plutôt", []),
        ("Prenez Nadia à la place de Durand", []),
        ("Use Petit instead of Durand", [("send_os", "Petit")]),
        ("Prenez Morel plutôt que Durand", [("send_os", "Morel")]),
    ],
)
def test_another_company_is_named_in_the_place_of_the_first(words: str, meant: list[tuple[str, ...]]) -> None:
    assert acts(words) == meant


@every(
    "words",
    [
        "Travaux terminés. En revanche la panne est revenue ce matin sur le tableau, je fais un devis",
        "La fuite est réparée. Par contre la vanne que vous vouliez n'est pas posée, je vous fais un devis",
        "Fini. En revanche la fuite continue sous le meuble, devis à suivre",
    ],
)
def test_a_trouble_that_is_back_is_not_done(words: str) -> None:
    found = read("next", words)[0]
    assert T.DECLARE_DONE not in found
    assert found[T.DECLARE_DIAGNOSIS].values["next_step"] == "quote"


@every(
    "words",
    [
        "Le tuyau court du côté salon, il est remplacé, terminé",
        "La canalisation du dessous est réparée",
        "J'ai remplacé l'évacuation de la baignoire, côté mur, terminé",
        "All done bar the paperwork",
        "All done apart from the photos",
    ],
)
def test_what_is_repaired_is_done_wherever_it_runs(words: str) -> None:
    assert set(read("next", words)[0]) - {T.COMMENT} == {T.DECLARE_DONE}


@every(
    "words",
    [
        "Le badge, ça ne répond pas",
        "Je tourne le bouton, ça ne répond jamais",
        "J'ai appelé le grossiste. Rien.",
        "We phoned the supplier, nothing",
        "J'ai frappé la vanne, rien",
        "J'ai sonné chez la gardienne, rien. La dame m'a ouvert, c'est réparé",
        "I could not get into the website to send the bill",
    ],
)
def test_what_does_not_answer_is_not_always_the_occupant(words: str) -> None:
    assert T.MISSED_VISIT not in read("there", words)[0]


@every("words", ["On sonne, ça ne répond pas", "J'ai toqué, rien", "We could not get into the building"])
def test_a_door_that_nobody_opens_is_a_visit_missed(words: str) -> None:
    assert read("there", words)[0][T.MISSED_VISIT].values["absent"] == "occupant"


@every(
    "words",
    [
        "Impossible d'avoir mes gars vendredi",
        "Impossible de trouver un remplaçant pour vendredi",
        "Impossible to find a fitter for Friday",
        "Impossible de venir vendredi car impossible de joindre mon collègue",
    ],
)
def test_a_visit_without_anybody_to_do_it_cannot_stand(words: str) -> None:
    assert T.RESCHEDULE in read("planned", words)[0]


@every(
    ("words", "meant"),
    [
        ("Plus que deux places cette semaine, mercredi 9h", ["25/11 09:00-11:00"]),
        ("Pas avant mercredi cette semaine : mercredi 14h", ["25/11 14:00-16:00"]),
        ("Pas de problème cette semaine, vendredi 9h", ["27/11 09:00-11:00"]),
        ("Rien d'urgent cette semaine, jeudi 10h ok", ["26/11 10:00-12:00"]),
        ("Not before Thursday this week: Thursday 2pm", ["26/11 14:00-16:00"]),
        ("Mardi 9h au 7 bis rue Foch", ["24/11 09:00-11:00"]),
        ("Je rouvre la vanne jeudi 9h", ["26/11 09:00-11:00"]),
        ("Mardi toute la journée. Bureau fermé le matin", ["24/11 08:00-18:00"]),
        ("Jeudi. Ne pas téléphoner l'après-midi", ["26/11 08:00-18:00"]),
        ("Mardi. L'occupante n'est pas là le matin, le gardien ouvrira", ["24/11 08:00-18:00"]),
    ],
)
def test_offers_of_this_week_stay_whole(words: str, meant: list[str]) -> None:
    assert slots("slots", words) == meant


@every(
    "words",
    [
        "C'est noté pour vendredi, je préviens mon gars et je valide",
        "Vendredi c'est bon, je confirmerai l'heure",
    ],
)
def test_a_yes_with_its_day_plans_the_visit_whatever_follows(words: str) -> None:
    assert T.CONFIRM_SCHEDULE in read("plan", words)[0]


@every(
    "words",
    [
        "Ok, je confirmerai l'heure mercredi",
        "Je prends, reprise le lundi 30",
        "Oui, si je me souviens bien c'est au 2e",
        "Ok, if anything changes I'll ring you",
        "D'accord, si personne n'ouvre je laisse une carte",
    ],
)
def test_a_yes_stands_beside_what_is_no_term_of_it(words: str) -> None:
    found = read("take", words)[0]
    assert T.ACCEPT_MISSION in found
    assert T.REFUSE_MISSION not in found


def test_no_other_account_than_a_new_one_is_a_change() -> None:
    assert T.BANK_CHANGE in read("bill", "Ne réglez sur aucun autre compte que le nouveau RIB ci-joint")[0]
    assert T.BANK_CHANGE not in read("bill", "Ne réglez sur aucun autre compte")[0]


@every(
    ("words", "refuses"),
    [
        ("Pas le temps de rédiger un devis complet : 350 € TTC", False),
        ("Nous ne faisons pas ça, je vous transmets le devis d'un collègue", True),
        ("Le devis suit mais nous ne faisons pas de plomberie", True),
        ("Le devis partira jeudi, mon métreur est en vacances", False),
    ],
)
def test_a_request_for_a_quote_is_refused_in_so_many_words(words: str, refuses: bool) -> None:
    assert (T.REFUSE_MISSION in read("quote", words)[0]) is refuses


@every(
    ("scene", "words", "meant"),
    [
        ("plan", "Joint remplacé, c'est bon", None),
        ("plan", "je suis passé ce matin, c'est réparé", T.DECLARE_DONE),
        ("plan", "Travaux terminés, facture à suivre", None),
        ("plan", "Je confirme, c'est réglé avec la dame", T.CONFIRM_SCHEDULE),
        ("plan", "RDV pris", T.CONFIRM_SCHEDULE),
        ("plan", "c'est fait, je l'ai noté dans l'agenda", T.CONFIRM_SCHEDULE),
        ("plan", "C'est pris, désolé, je ne peux pas", T.RESCHEDULE),
        ("plan", "Créneau pris", T.RESCHEDULE),
        ("plan", "c'est bon", T.CONFIRM_SCHEDULE),
        # the time is past, and he never said that he would come
        ("unplanned", "Joint remplacé, c'est bon. Pas de facture, il était sous garantie", T.DECLARE_DONE),
        ("unplanned", "Siphon remplacé, ok", T.DECLARE_DONE),
        ("unplanned", "C'est fait", T.DECLARE_DONE),
        ("unplanned", "personne sur place", T.MISSED_VISIT),
        ("unplanned", "il faut commander la pièce", T.DECLARE_DIAGNOSIS),
        ("unplanned", "Pas pu passer, désolé", None),
    ],
)
def test_what_was_done_plans_no_visit(scene: str, words: str, meant: T | None) -> None:
    found = read(scene, words)[0]
    acts = {T.CONFIRM_SCHEDULE, T.DECLARE_DONE, T.RESCHEDULE, T.MISSED_VISIT, T.DECLARE_DIAGNOSIS}
    told = acts & set(found)
    assert told == ({meant} if meant is not None else told - {T.CONFIRM_SCHEDULE, T.DECLARE_DONE})
