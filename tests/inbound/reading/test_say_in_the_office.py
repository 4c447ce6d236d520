"""What passes over a manager's desk: what others told, what is ordered by the way, owners and strangers who write."""

from __future__ import annotations

from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.orders import read_orders
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.inbound.screening import screen
from mailbot.vocabulary import MailKind, Role
from tests.cases import every
from tests.inbound.reading.test_say_owners_and_strangers import ONE, REPAIRED, TWO, said, types

PLANNED = {"question": "plan_visit", "slot": {"start": "2026-11-27T08:00:00+01:00", "end": "2026-11-27T10:00:00+01:00"}}


def told(words: str, *, role: str = "manager", **scene: object) -> set[str]:
    return types(said(words, role, **scene)) - {"comment", "thanks"}  # type: ignore[arg-type]


# --- what a company told ---


@every("words", ["Durand me confirme vendredi", "J'ai eu Durand, ça lui va", "ok, programmez"])
def test_a_visit_is_planned_by_what_the_company_said(words: str) -> None:
    assert told(words, asked=PLANNED, state="slot_chosen", visit="2026-11-27") == {"confirm_schedule"}


@every("words", ["Vu avec l'artisan, c'est bon", "Durand c'est bon pour vendredi", "Calez-le svp"])
def test_a_visit_is_planned_where_nothing_else_is_said(words: str) -> None:
    assert told(words, asked=PLANNED, state="slot_chosen", visit="2026-11-27") == {"confirm_schedule"}


@every(
    "words",
    [
        "Durand propose une autre date, ça lui irait, ça lui va mieux",
        "Durand a le badge, c'est bon",
        "Durand m'a envoyé son assurance, c'est bon",
        "Durand ne vient plus, c'est bon",
        "Programmez svp une relance",
        "Calez svp le chiffrage de Durand",
        "Programmez. Ah non, laissez.",
        "Bloquez-le",
    ],
)
def test_what_suits_otherwise_plans_nothing(words: str) -> None:
    assert "confirm_schedule" not in told(words, asked=PLANNED, state="slot_chosen", visit="2026-11-27")


@every(
    "words",
    [
        "Durand n'a rien confirmé pour le moment",
        "Durand ne peut plus, il confirme ce soir",
        "Si Durand confirme, on planifie",
        "Durand confirme lundi 30",
        "ne programmez rien pour l'instant",
    ],
)
def test_what_the_company_has_not_said_plans_nothing(words: str) -> None:
    assert "confirm_schedule" not in told(words, asked=PLANNED, state="slot_chosen", visit="2026-11-27")


@every("words", ["Durand a débloqué la porte du garage", "Le plombier a enfin résolu le souci", "Durand a tout réglé"])
def test_the_word_of_a_company_neither_confirms_nor_closes(words: str) -> None:
    assert told(words, state="planned", visit="2026-11-24") == {"declare_done"}
    assert told(words, state="done_to_confirm", asked=REPAIRED) == {"declare_done"}


@every(
    "words",
    [
        "Durand a réglé sa note de téléphone",
        "Durand a réparé mais ça goutte toujours",
        "Durand a réglé le problème de planning",
    ],
)
def test_works_that_are_not_over_are_not_done(words: str) -> None:
    assert "declare_done" not in told(words, state="planned", visit="2026-11-24")


@every(
    "words",
    [
        "Durand a débouché le lavabo mais doit repasser",
        "Le plombier a débouché la douche. Il reste l'évier.",
        "Durand a débloqué une matinée",
        "Durand a réglé la question du badge",
        "Durand n'a pu débloquer la serrure",
        "L'agence a réglé Durand hier",
    ],
)
def test_what_a_company_left_half_done_is_neither_done_nor_closed(words: str) -> None:
    assert told(words, state="planned", visit="2026-11-24") == set()


@every("words", ["Durand a fini et la dame confirme que c'est réparé", "Durand a tout réparé et elle est ravie"])
def test_the_tenants_word_beside_the_companys(words: str) -> None:
    assert told(words, state="done_to_confirm", asked=REPAIRED) == {"confirm_works", "declare_done"}
    assert told("Durand a résolu ça, Nadia confirme", state="done_to_confirm", asked=REPAIRED) == {"confirm_works"}


@every(
    "words", ["Le passage de demain ne tiendra pas", "la visite n'est plus maintenue", "rdv annulé, elle est malade"]
)
def test_a_visit_that_no_longer_stands(words: str) -> None:
    assert told(words, state="planned", visit="2026-11-25") == {"reschedule"}


@every(
    "words",
    [
        "Depuis le passage du plombier le siphon ne tient plus",
        "Suite à la visite l'étagère ne tient pas",
        "La visite de demain ne tiendra pas dans la matinée",
        "Le rdv ne tient pas compte de ses horaires",
    ],
)
def test_what_does_not_hold_at_home_moves_no_visit(words: str) -> None:
    assert told(words, state="planned", visit="2026-11-25") == set()


@every("words", ["La visite n'est pas reportée mais elle voudrait vendredi", "Pourquoi ne pas reporter à vendredi"])
def test_another_day_moves_the_visit_all_the_same(words: str) -> None:
    assert told(words, state="planned", visit="2026-11-25") == {"reschedule"}


@every("words", ["Le rdv de mercredi tient toujours", "La visite n'est pas reportée", "le passage est maintenu"])
def test_a_visit_that_stands(words: str) -> None:
    assert told(words, state="planned", visit="2026-11-25") == set()


def test_an_empty_home_is_no_missed_visit() -> None:
    assert told("La famille est partie, plus personne dans l'appartement", state="planned", visit="2026-11-24") == set()
    found = said("Durand a sonné, personne dans le logement", "manager", state="planned", visit="2026-11-24")
    assert ("missed_visit", {"absent": "occupant"}) in found


@every(
    "words",
    [
        "Dites à Mme Belkacem que tout est réparé",
        "Informez la locataire que le plombier passe vendredi matin",
        "Rappelez à Durand qu'il passe vendredi",
    ],
)
def test_what_is_to_be_told_was_told_by_nobody(words: str) -> None:
    assert told(words) == set()
    assert told(words, asked=REPAIRED, state="done_to_confirm") <= {"ask"}


# --- what a manager orders ---


@every(
    ("words", "urgency"),
    [
        ("OS à Durand, urgence faible", "normal"),
        ("OS à Durand, c'est assez pressé", "urgent"),
        ("Envoyez Durand sans attendre", "urgent"),
        ("Envoyez Durand sans attendre mon retour", "normal"),
        ("OS à Durand, rien de pressé", "normal"),
        ("OS à Durand, sans tarder", "urgent"),
        ("OS à Durand, le voisin est sorti sans attendre", "normal"),
        ("OS à Durand. Le planning est un peu pressé mais sans urgence", "normal"),
        ("OS à Durand. Urgence : basse", "normal"),
        ("OS à Durand, il y a urgence, faible pression au robinet", "urgent"),
    ],
)
def test_how_pressing_an_order_is(words: str, urgency: str) -> None:
    (order,) = (values for kind, values in said(words, "manager") if kind == "send_os")
    assert order["urgency"] == urgency


@every(
    ("words", "name"),
    [
        ("OS à Serrurerie, plafond 69", "Serrurerie"),
        ("OS Petit 95", "Petit"),
        ("OS Petit 60, merci de faire vite", "Petit"),
        ("OS à Petit 40 e", "Petit"),
        ("OS Petit 24/7", "Petit"),
        ("OS Petit 90 max", "Petit"),
        ("OS Petit 180", "Petit"),
        ("OS à Petit 75 €", "Petit"),
    ],
)
def test_a_number_of_the_name_and_a_ceiling(words: str, name: str) -> None:
    (order,) = (values for kind, values in said(words, "manager") if kind == "send_os")
    assert order["provider"] == name


def test_a_number_that_is_of_the_name_of_a_company_we_know() -> None:
    people = {Role.PROVIDER: "Serrurerie 69"}
    situation = Situation("OS à Serrurerie 69, plafond 150", Standpoint(role=Role.MANAGER, people=people))
    (order,) = read_orders(situation).intents
    assert order.values["provider"] == "Serrurerie 69"


@every("words", ["OS à Petit ok", "OS Petit 180 ok"])
def test_an_order_that_ends_with_an_ok_is_one(words: str) -> None:
    assert "send_os" in told(words)


@every("words", ["Transférez à la compta", "Confiez au notaire", "OS Durand ok", "Adressez au gardien"])
def test_nothing_is_ordered_of_another_desk(words: str) -> None:
    assert "send_os" not in told(words)


def test_quotes_that_are_counted_and_listed() -> None:
    found = dict(said("2 devis : Garnier et Petit", "manager"))
    assert found["request_quote"]["providers"] == ["Garnier", "Petit"]
    found = dict(said("devis à demander à nos deux couvreurs : Garnier et Petit", "manager"))
    assert found["request_quote"]["providers"] == ["Garnier", "Petit"]
    assert told("2 devis : Garnier 450 €, Petit 510 €") == set()
    assert told("deux devis") == set()


@every(
    "words",
    [
        "2 devis : arrivés ce matin",
        "3 devis : Garnier est le plus rapide",
        "Deux devis : Garnier décline, Petit accepte",
        "2 devis : celui de Garnier et celui de Petit",
        "2 devis : Garnier (arrivé), Petit (arrivé)",
        "2 devis : Reçus et Validés",
        "2 devis : Garnier, Petit. Je tranche demain",
    ],
)
def test_quotes_that_are_counted_and_told_of_are_not_asked_for(words: str) -> None:
    assert "request_quote" not in told(words)
    assert "request_quote" not in told("2 devis : Garnier et Petit", asked=TWO, state="quote_submitted")


def test_the_quote_that_is_there_is_not_asked_for() -> None:
    assert told("prenez leur devis", asked=ONE, state="quote_submitted") == {"approve_quote"}
    assert told("prenez un devis chez Garnier", asked=ONE, state="quote_submitted") == {"request_quote"}


@every("words", ["Sonia pourrais-tu reprendre ce dossier", "Mehdi peux-tu rappeler cette dame"])
def test_a_colleague_is_asked_by_name(words: str) -> None:
    assert ("message", {"to": "colleague"}) in said(words, "manager")


@every("words", ["Maintenant peux-tu clore", "Comment peux-tu savoir", "Vos alertes sont trop nombreuses"])
def test_who_is_no_colleague_and_no_occupant(words: str) -> None:
    assert "message" not in told(words)


@every(
    ("words", "meant"),
    [
        ("Évidemment peux-tu clôturer ce dossier ?", {"close_report"}),
        ("Désormais peux-tu m'envoyer un mail par jour", {"set_alerts"}),
        ("Madame Belkacem bonjour, annulez l'OS", {"cancel_os"}),
    ],
)
def test_what_the_service_is_asked_to_do_goes_to_no_colleague(words: str, meant: set[str]) -> None:
    assert told(words) == meant


@every("words", ["Toutefois peux-tu voir ça", "Génial peux-tu continuer", "Rapidement peux-tu regarder"])
def test_a_word_that_opens_a_sentence_is_no_name(words: str) -> None:
    assert "message" not in told(words)


@every("words", ["Vos alertes fuite nous sont bien parvenues, aérez svp", "Votre alerte est entre nos mains"])
def test_an_alert_that_somebody_gave_is_not_ours(words: str) -> None:
    assert ("message", {"to": "tenant"}) in said(words, "manager")


def test_a_file_that_is_settled_like_an_account() -> None:
    assert told("La locataire confirme, soldez le dossier", asked=REPAIRED, state="done_to_confirm") == {
        "confirm_works",
        "close_report",
    }
    assert told("soldez sa facture") == set()


@every("words", ["ne sollicitez plus de devis", "n'envoyez plus Petit", "Dites à Durand de ne plus venir"])
def test_what_is_no_longer_wanted_is_not_ordered(words: str) -> None:
    assert told(words) == set()


@every(
    ("words", "kind"),
    [
        ("OS à Petit pour le four qui ne chauffe plus", "send_os"),
        ("Devis à Petit et Garnier pour le portail qui ne s'ouvre plus", "request_quote"),
        ("Devis à Petit et Garnier pour le portail qui ne ferme plus", "request_quote"),
        ("Annulez l'OS Durand qui ne vient plus", "cancel_os"),
    ],
)
def test_what_no_longer_works_is_the_reason_of_an_order(words: str, kind: str) -> None:
    assert kind in told(words)


def test_a_yes_and_the_order_that_follows_it() -> None:
    assert told("on valide et OS à Durand", asked=ONE, state="quote_submitted") == {"approve_quote", "send_os"}
    assert told("d'accord mais à valider avec la propriétaire", asked=ONE, state="quote_submitted") == {"ask"}


def test_a_file_that_will_be_closed_is_not() -> None:
    assert told("j'archive le dossier jeudi") == set()
    assert told("on archive le dossier") == {"close_report"}


LINES = [
    {"code": "A1", "about": "approve_quote", "title": "S-1 store, devis Petit 168,00 € TTC à décider", "report": "S-1"},
    {"code": "A2", "about": "provider_silent", "title": "S-2 VMC, Aéro sans réponse", "report": "S-2"},
    {"code": "A3", "about": "close", "title": "S-3 robinet, réparation confirmée, à clôturer", "report": "S-3"},
]


def on_lines(words: str) -> list[tuple[str, str]]:
    found = said(words, "manager", channel="digest", lines=LINES)
    return [(kind, values["item"]) for kind, values in found if "item" in values]


@every(
    ("words", "found"),
    [
        ("1. oui 2. envoyez Garnier 3. clore", [("approve_quote", "A1"), ("send_os", "A2"), ("close_report", "A3")]),
        ("1/ non\n3/ clôturez", [("refuse_quote", "A1"), ("close_report", "A3")]),
        ("VMC : OS à Petit", [("send_os", "A2")]),
        ("Faites un OS à Petit pour la VMC", [("send_os", "A2")]),
        ("Le store, demandez un deuxième devis", [("ask_other_quote", "A1")]),
        ("Le deuxième, annulez", [("cancel_os", "A2")]),
        ("A1 répondez oui", [("approve_quote", "A1")]),
        ("3. ok 1. oui", []),
        ("1. Le robinet : clôturez\n2. Le store : ok", [("close_report", "A3"), ("approve_quote", "A1")]),
        ("1/ VMC : OS à Petit\n2/ store je refuse", [("send_os", "A2"), ("refuse_quote", "A1")]),
        (
            "Deux points : 1. store : ok 2. robinet : à clôturer",
            [("approve_quote", "A1"), ("close_report", "A3")],
        ),
        ("A1 store non, A3 clôturez", [("refuse_quote", "A1"), ("close_report", "A3")]),
        ("1. store oui 2. OS à Petit", [("approve_quote", "A1"), ("send_os", "A2")]),
        ("Store : ok, robinet : clôturez", [("approve_quote", "A1"), ("close_report", "A3")]),
        ("Robinet : clôturez, je refuse le store", [("close_report", "A3"), ("refuse_quote", "A1")]),
        ("Store : trop cher, VMC : OS à Petit", [("refuse_quote", "A1"), ("send_os", "A2")]),
    ],
)
def test_lines_of_the_summary_by_number_and_by_what_they_are_about(words: str, found: list[tuple[str, str]]) -> None:
    assert on_lines(words) == found


def test_a_count_of_ones_own_names_no_line() -> None:
    lines = [LINES[0], {**LINES[0], "code": "A2", "title": "S-4 volet, devis Aéro 90,00 € TTC à décider"}]
    assert told("J'ai deux mots à dire : 1. d'accord 2. merci", role="landlord", channel="digest", lines=lines) == {
        "ask"
    }
    found = said("1. Volet : oui\n2. Store : non", "landlord", channel="digest", lines=lines)
    assert [(kind, values["item"]) for kind, values in found] == [("approve_quote", "A2"), ("refuse_quote", "A1")]


def test_words_to_whoever_is_silent_go_to_the_company() -> None:
    found = said("A2 Bonjour, merci de nous donner une date", "manager", channel="digest", lines=LINES)
    assert ("message", {"to": "provider", "item": "A2"}) in found


@every("words", ["Annulez l'OS et fermez le dossier", "Informez-la et clôturez", "Annulez l'OS de Petit et clôturez"])
def test_closing_behind_another_order(words: str) -> None:
    assert "close_report" in told(words)


@every(
    "words",
    ["Annulez l'OS quand il répond et clôturez", "Dites-lui d'attendre et clôturez lundi", "voyez et clôturez ?"],
)
def test_closing_that_waits_for_something(words: str) -> None:
    assert "close_report" not in told(words)


@every(
    "words",
    [
        "Dites au propriétaire que Petit va repasser et clôturer",
        "Prévenez Petit qu'il doit revenir et fermer",
        "Informez Petit de ce qu'il faut contrôler et archiver",
        "Dites-leur de ranger et clore",
        "Dites-nous qui va signer et clôturer",
    ],
)
def test_closing_that_is_for_others_to_do(words: str) -> None:
    assert "close_report" not in told(words)


def test_a_name_before_the_greeting() -> None:
    assert ("message", {"to": "tenant"}) in said("Mme Belkacem bonsoir, votre volet est commandé", "manager")


# --- what an owner decides ---


@every("words", ["Oui pour que nous en reparlions", "ok pour qu'on se rencontre", "je fais venir mon électricien"])
def test_what_is_talked_over_is_not_approved(words: str) -> None:
    assert told(words, role="landlord", asked=ONE) <= {"ask", "provide_info"}


@every(
    "words",
    [
        "Oui mais il doit retirer les frais de dossier",
        "C'est bon, mais l'artisan devra supprimer le supplément",
        "J'accepte, hormis la main d'oeuvre",
        "obtenez un rabais et je signe",
        "oui, moitié-moitié avec l'assurance",
    ],
)
def test_a_charge_to_be_taken_off_is_a_condition(words: str) -> None:
    found = told(words, role="landlord", asked=ONE)
    assert "conditional_approval" in found
    assert "approve_quote" not in found


@every(
    "words",
    [
        "Oui mais il doit enlever les vieux tuyaux",
        "C'est accordé",
        "répondez oui",
        "Je valide, il a fait un geste et c'est correct",
        "C'est mon plombier habituel, je valide",
    ],
)
def test_a_wish_a_word_and_a_reason_leave_the_yes(words: str) -> None:
    assert told(words, role="landlord", asked=ONE) == {"approve_quote"}


@every("words", ["Prenez leur devis svp", "Pour la chaudière, prenez le devis", "Bonjour, dites-lui oui. Merci"])
def test_an_order_that_is_a_yes(words: str) -> None:
    assert told(words, role="landlord", asked=ONE) - {"provide_info"} == {"approve_quote"}


@every(
    "words",
    [
        "Prenez le devis et faites baisser le total",
        "Prenez leur devis, comparez et dites-moi",
        "Prends le devis, je verrai demain",
        "Retenez le devis et adressez-le à mon comptable",
        "Dites-lui oui svp pour le store",
        "Répondez que oui svp pour la visite de contrôle",
        "Dites oui, mais pas à ce tarif",
    ],
)
def test_an_order_that_is_no_yes_to_the_quote(words: str) -> None:
    assert "approve_quote" not in told(words, role="landlord", asked=ONE)


@every("words", ["Répondez-lui non, il n'y a pas de cave", "Dites-leur que non. La cour n'a pas de robinet."])
def test_a_no_to_something_else_refuses_nothing(words: str) -> None:
    assert "refuse_quote" not in told(words, role="landlord", asked=ONE)


@every(
    "words",
    [
        "Je signe même si c'est hors budget",
        "C'est hors budget, tant pis, je valide",
        "La version complète serait hors budget, je valide celle-ci",
        "Le gardien veut une autre société mais moi je valide Durand",
        "J'approuve et je suis partant pour qu'on se rencontre",
        "Je valide. Les clés, à voir avec le propriétaire d'en face",
        "J'accepte, hormis les frais de port tout est très clair",
        "Ok pour qu'il me rappelle avant",
    ],
)
def test_what_stands_beside_a_plain_yes_leaves_it(words: str) -> None:
    assert told(words, role="landlord", asked=ONE) - {"provide_info"} == {"approve_quote"}


@every(
    ("words", "role", "refused"),
    [
        ("Désolé, c'est vraiment hors budget", "landlord", True),
        ("Hors budget pour nous", "landlord", True),
        ("C'est hors budget pour le voisin mais pas pour moi", "landlord", False),
        ("Bernard redoute que ce soit hors budget", "manager", False),
    ],
)
def test_whose_budget_it_is(words: str, role: str, refused: bool) -> None:
    assert ("refuse_quote" in told(words, role=role, asked=ONE)) is refused


def test_what_a_manager_leaves_to_the_owner_is_not_approved() -> None:
    for words in ("Ok de mon côté, à valider avec le bailleur", "Oui pour qu'on en discute et je valide ensuite"):
        assert "approve_quote" not in told(words, asked=ONE, state="quote_submitted")


def test_a_sum_at_the_head_that_is_not_the_quotes_is_asked_about() -> None:
    assert told("240 et je valide", role="landlord", asked=ONE) == {"ask"}
    assert told("285 et je valide", role="landlord", asked=ONE) == {"approve_quote"}
    assert told("Lu et approuvé, B. Vasseur", role="landlord", asked=ONE) == {"approve_quote"}


def test_another_firm_to_come_and_one_that_was_heard() -> None:
    assert told("voyez avec une 2eme société", role="landlord", asked=ONE) == {"ask_other_quote"}
    words = "J'ai consulté une 2eme société, elle est plus chère, je valide"
    assert told(words, role="landlord", asked=ONE) == {"approve_quote"}


def test_the_one_that_is_forgotten_closes_nothing() -> None:
    assert told("Ok pour le A. Le deuxième on oublie.", role="landlord", asked=TWO) == {"approve_quote"}
    assert told("on oublie", role="landlord") == {"close_report"}


def test_an_option_that_one_goes_with_is_no_departure() -> None:
    assert told("nous partons sur la première offre", role="landlord", asked=TWO) == {"approve_quote"}
    assert told("nous partons en janvier", role="tenant") == {"out_of_scope"}


@every(
    ("words", "topic"),
    [
        ("Dites-moi jusqu'à quand court le bail", "lease"),
        ("Pourriez-vous me faire parvenir le CRG", "payment"),
        ("Je dénonce le mandat au 31 janvier", "other"),
    ],
)
def test_what_an_owner_wants_of_another_desk(words: str, topic: str) -> None:
    assert [values["topic"] for kind, values in said(words, "landlord") if kind != "comment"] == [topic]


def test_an_insurance_that_may_pay_is_a_question() -> None:
    words = "Mon assurance propriétaire bailleur peut-elle prendre les frais ?"
    assert ("question", {"topic": "insurance"}) in said(words, asked=ONE)


# --- what strangers write ---


@every(
    ("words", "trades"),
    [
        ("La chaudière est en panne et l'interphone également", ["heating", "intercom"]),
        ("L'ascenseur est bloqué et mon radiateur fuit", ["common_parts", "heating"]),
        ("Le radiateur est froid et le ballon aussi", ["heating"]),
        ("La chaudière est réparée et le volet aussi", []),
    ],
)
def test_what_is_said_of_the_one_is_said_of_the_other(words: str, trades: list[str]) -> None:
    found = [values["category"] for kind, values in said(words, "tenant", channel="intake") if kind == "report_new"]
    assert found[: len(trades)] == trades
    assert len(found) == len(trades) or not trades


@every("words", ["Ça dégouline dans l'entrée depuis l'étage", "il y a de l'eau plein le palier"])
def test_water_that_runs_down_is_a_fault(words: str) -> None:
    assert told(words, role="unknown", channel="intake") == {"report_new"}


def test_water_on_a_meter_cupboard_is_a_danger() -> None:
    words = "L'eau descend sur le coffret électrique du palier"
    assert "urgent_flag" in told(words, role="unknown", channel="intake")
    assert "urgent_flag" not in told("Le technicien arrive sur le coffret électrique", role="unknown", channel="intake")


@every("words", ["Coupure de gaz prévue demain", "Coupure d'eau mardi 1er décembre de 8h à 10h"])
def test_a_cut_that_is_announced_is_no_fault(words: str) -> None:
    assert "report_new" not in told(words, role="unknown", channel="intake")


@every(
    "words",
    [
        "Il y aurait une coupure de courant dans les chambres depuis ce matin",
        "Coupure d'eau lundi de 10h à 13h, le disjoncteur a sauté",
        "Coupure de chauffage mardi de 9h à 19h, on grelottait",
        "Coupure d'électricité le jeudi de 18h à 19h tous les jeudis",
        "Coupure d'eau samedi de 9h à 11h",
    ],
)
def test_a_cut_that_an_occupant_had_is_a_fault(words: str) -> None:
    assert "report_new" in told(words, role="tenant", channel="intake")


def test_a_cut_that_nobody_announced_is_one_whoever_writes() -> None:
    words = "Coupure de chauffage mercredi de 8h à 18h, on ne nous a rien dit"
    assert "report_new" in told(words, role="unknown", channel="intake")
    assert "report_new" not in told("Coupure d'eau programmée vendredi", role="tenant", channel="intake")


def test_a_cut_that_lasts_is_one() -> None:
    assert "report_new" in told("encore une coupure d'eau de trois heures", role="tenant", channel="intake")


@every(
    ("words", "topic"),
    [
        ("La chienne des locataires hurle dès le matin", "neighbours"),
        ("Le scooter de votre locataire est garé devant ma porte", "neighbours"),
        ("Nous recherchons un studio dès janvier", "lease"),
        ("Profitez de nos prix réduits sur les stores, promo jusqu'à samedi", "advertising"),
        ("Heureux de vous proposer nos services, audit offert", "advertising"),
    ],
)
def test_what_is_no_incident(words: str, topic: str) -> None:
    found = said(words, "unknown", channel="intake")
    assert [values["topic"] for kind, values in found if kind == "out_of_scope"] == [topic]
    assert "report_new" not in types(found)


def test_an_account_that_is_closed() -> None:
    assert told("Notre ancien compte est clos, voyez le RIB", role="provider") == {"bank_change"}
    assert told("Le dossier du compte est clos", role="provider") <= {"close_report"}


@every(
    "words",
    [
        "L'ancien RIB est supprimé depuis des années, celui que vous avez est bon",
        "L'ancien compte est clos mais rien ne change",
        "votre ancien compte est résilié",
    ],
)
def test_an_account_that_was_closed_before_is_no_change(words: str) -> None:
    assert "bank_change" not in told(words, role="provider")


@every(
    ("subject", "words", "kind"),
    [
        ("[Ticket 77123] Suivi", "Ticket 77123 créé. Un technicien vous contactera.", MailKind.AUTO_REPLY),
        ("Votre courriel a bien été reçu", "Réponse sous 3 jours. Ne pas répondre à ce message.", MailKind.AUTO_REPLY),
        ("[Support] Ticket 90121", "Your request (90121) has been received.", MailKind.AUTO_REPLY),
        ("Merci de confirmer votre message", "Votre courriel est retenu en quarantaine.", MailKind.AUTO_REPLY),
        ("Abwesenheitsnotiz", "Ich bin bis Montag im Urlaub.", MailKind.AUTO_REPLY),
        ("Re: OS", "Actuellement en congé parental. Mon collègue Yann prend le relais.", MailKind.AUTO_REPLY),
        ("Re: OS", "Mon collègue Yann prend le relais, il passe mardi à 9h.", MailKind.HUMAN),
        ("facture", "votre mail est en attente chez ma compta, cliquez sur le lien", MailKind.HUMAN),
        ("Demande 8812", "Merci pour la demande, nous passons lundi. Dossier 8812", MailKind.HUMAN),
        ("Re: OS", "ticket 8812 ouvert chez le fournisseur, nous prenons la mission", MailKind.HUMAN),
    ],
)
def test_a_help_desk_and_a_person(subject: str, words: str, kind: MailKind) -> None:
    head = f"From: A <a@b.example>\nTo: c@d.example\nSubject: {subject}\nMessage-ID: <1@b.example>"
    mail = parse_mail(f"{head}\nContent-Type: text/plain; charset=utf-8\n\n{words}\n".encode())
    assert screen(mail).kind is kind
