"""What managers write: words to pass on, orders to the service, what others told them; and what must not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from mailbot.inbound.reading.commands import commands_in
from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import (
    Asked,
    DigestItem,
    KnownOrder,
    KnownReport,
    OfferedQuote,
    OrderState,
    Question,
    Slot,
    Standpoint,
)
from mailbot.vocabulary import Channel, ReportStatus, Role
from tests.cases import every

T = IntentType
FREE = frozenset({T.COMMENT, T.THANKS})
PEOPLE = {
    Role.TENANT: "Nadia Belkacem",
    Role.LANDLORD: "Bernard Vasseur",
    Role.PROVIDER: "Plomberie Durand",
    Role.MANAGER: "Sophie Lambert",
}


def at(day: int, hour: int) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02d}T{hour:02d}:00:00+01:00")


THURSDAY, FRIDAY = Slot(at(26, 8), at(26, 12)), Slot(at(27, 14), at(27, 18))


def sophie(
    asked: Asked | None = None,
    *,
    state: OrderState | None = None,
    visit: Slot | None = None,
    channel: Channel = Channel.PUBLIC,
    status: ReportStatus = ReportStatus.IN_PROGRESS,
) -> Standpoint:
    """Sophie on a Tuesday, in the thread of Nadia's report."""
    return Standpoint(
        received=at(24, 10),
        role=Role.MANAGER,
        channel=channel,
        sender_name="Sophie Lambert",
        people=PEOPLE,
        report=KnownReport(status),
        work_order=None if state is None else KnownOrder(state, visit),
        asked=asked,
        quote_threshold=Decimal("150.00"),
    )


def said(words: str, standpoint: Standpoint) -> tuple[list[dict[str, Any]], Ask | None]:
    """What was read, without the remarks that change nothing."""
    intents, ask = understand(Situation(words, standpoint, language=language_of(words)))
    return [intent.to_json() for intent in intents if intent.type not in FREE], ask


def types(words: str, standpoint: Standpoint) -> set[str]:
    return {intent["type"] for intent in said(words, standpoint)[0]}


TODO = sophie(status=ReportStatus.TODO)
ACCEPTED = sophie(state=OrderState.ACCEPTED)
PRIVATE = sophie(channel=Channel.PRIVATE, state=OrderState.QUOTE_SUBMITTED)


# --- Words to pass on -----------------------------------------------------------------------------------------------


@every(
    ("words", "to"),
    [
        ("Bonjour Madame Belkacem,\nLe plombier passera jeudi.", "tenant"),
        ("Bonjour Madame, avez-vous coupé l'eau ?", "tenant"),
        ("Madame Belkacem, merci de nous envoyer une photo.", "tenant"),
        ("Nadia, le plombier arrive demain à 14h.", "tenant"),
        ("Chère Madame,\nNous avons annulé l'OS de Durand et mandaté un confrère.\nCordialement", "tenant"),
        ("Bonjour,\nJe mandate un plombier aujourd'hui, il vous appellera.", "tenant"),
        ("Bonjour, nous vous tenons informée dès que possible.", "tenant"),
        ("Bonsoir Mme Belkacem, c'est réglé de notre côté, vous pouvez clôturer si tout va bien.", "tenant"),
        ("Dear Nadia, the plumber will call you tomorrow.", "tenant"),
        ("Hello Ms Belkacem,\nplease send us a picture.", "tenant"),
        ("Bonjour Monsieur Vasseur, le devis de 285 € vous convient-il ?", "landlord"),
        ("M. Vasseur,\nJe vous relance pour le devis.", "landlord"),
        ("Cher Monsieur Vasseur, votre locataire attend depuis mardi.", "landlord"),
        ("Bonjour Bernard, peux-tu valider le devis ?", "landlord"),
        ("Bonjour Monsieur Durand, pouvez-vous passer jeudi matin ?", "provider"),
        ("Bonjour Durand, plafond 200 € maximum pour cette intervention.", "provider"),
        ("M. Durand : la locataire vous attend après 17h.", "provider"),
        ("Bonjour Karim, tu peux reprendre ce dossier ?", "colleague"),
        ("Salut Karim, j'ai envoyé l'OS à Durand ce matin.", "colleague"),
        ("Coucou Julie, peux-tu rappeler la locataire ?", "colleague"),
        ("@Karim tu peux voir ça ?", "colleague"),
        ("Durand, merci de passer avant midi", "provider"),
        ("Bonjour, l'OS est chez Durand depuis ce matin.", "tenant"),
    ],
)
def test_words_to_somebody_are_passed_on(words: str, to: str) -> None:
    intents, ask = said(words, ACCEPTED)
    assert [(i["type"], str(i["to"])) for i in intents] == [("message", to)]
    assert ask is None


def test_a_greeting_without_a_name_goes_where_the_mail_goes() -> None:
    assert said("Bonjour, avez-vous pu regarder le devis ?", PRIVATE)[0] == [{"type": "message", "to": "landlord"}]


@every(
    ("words", "key"),
    [
        ("#MT-02", "MT-02"),
        ("MT-02", "MT-02"),
        ("mt-2", "MT-02"),
        ("#mt14", "MT-14"),
        ("Demander une photo", "MT-02"),
        ("demander une photo.", "MT-02"),
        ("Couper l’eau en attendant", "MT-10"),
        ("Clôture avec remerciement", "MT-23"),
        ("Parties communes : transmis au syndic", "MT-14"),
        ("# MT-07", "MT-07"),
    ],
)
def test_a_canned_key(words: str, key: str) -> None:
    intents, ask = said(words, ACCEPTED)
    assert [(i["type"], i["canned"]) for i in intents] == [("message", key)]
    assert ask is None


@every(
    "words",
    [
        "OS à Durand",
        "Clôturez, madame Belkacem a rappelé.",
        "Annulez l'OS Durand",
        "Demander devis à Petit",
        "La locataire sera là jeudi matin.",
        "Il faudrait demander une photo à la locataire un de ces jours",
        "#MT-99",
        "Le propriétaire m'a donné son accord.",
    ],
)
def test_what_is_no_message(words: str) -> None:
    assert "message" not in types(words, ACCEPTED)


# --- Work orders ----------------------------------------------------------------------------------------------------


@every(
    ("words", "provider", "urgency", "ceiling"),
    [
        ("OS à Durand, urgent, plafond 200", "Durand", "urgent", "200.00"),
        ("OS Durand", "Durand", "normal", None),
        ("os durand svp", "durand", "normal", None),
        ("OS Durand plafond 150", "Durand", "normal", "150.00"),
        ("OS pour Plomberie Durand, max 180 €", "Plomberie Durand", "normal", "180.00"),
        ("OS : Durand, 200 € max", "Durand", "normal", "200.00"),
        ("Faire un OS à Thermo Rhône", "Thermo Rhône", "normal", None),
        ("Envoyez plutôt à Thermo Rhône", "Thermo Rhône", "normal", None),
        ("Envoyer l'OS chez Petit svp, c'est urgent", "Petit", "urgent", None),
        ("Mandatez Durand en urgence", "Durand", "urgent", None),
        ("Missionner Élec Services Petit", "Élec Services Petit", "normal", None),
        ("Missionnez Serrurerie Azur sans dépasser 250 € TTC", "Serrurerie Azur", "normal", "250.00"),
        ("Merci de mandater Durand.", "Durand", "normal", None),
        ("Merci d'envoyer un ordre de service à Chauffage Morel", "Chauffage Morel", "normal", None),
        ("Préparez un OS pour Morel, pas urgent", "Morel", "normal", None),
        ("Préparez un OS pour Morel, mais pas tout de suite", "Morel", "normal", None),
        ("OS à Morel tout de suite svp", "Morel", "urgent", None),
        ("Ordre de service à Vitrerie Nguyen", "Vitrerie Nguyen", "normal", None),
        ("Pouvez-vous envoyer un OS à Durand ?", "Durand", "normal", None),
        ("Faites intervenir Durand rapidement, plafond 300 euros", "Durand", "normal", "300.00"),
        ("Confiez le dossier à Petit", "Petit", "normal", None),
        ("Le confier à Chauffage Morel.", "Chauffage Morel", "normal", None),
        ("Durand : OS, 180 € max", "Durand", "normal", "180.00"),
        ("Il faut envoyer Durand demain matin", "Durand", "normal", None),
        ("Bon de commande à Durand", "Durand", "normal", None),
        ("Bonjour, OS à Durand svp", "Durand", "normal", None),
        ("Work order to Petit please, urgent, cap 120", "Petit", "urgent", "120.00"),
        ("Send a work order to Durand", "Durand", "normal", None),
        ("Please instruct Plomberie Durand, up to 200 euros.", "Plomberie Durand", "normal", "200.00"),
        ("Assign this to Petit", "Petit", "normal", None),
        ("OS à Morel & Fils ce soir", "Morel & Fils", "normal", None),
        ("Send the work order to Petit on Wednesday", "Petit", "normal", None),
        ("Ok pour missionner Petit, 300 max", "Petit", "normal", "300.00"),
        ("D'accord pour un OS à Morel & Fils", "Morel & Fils", "normal", None),
    ],
)
def test_an_order_to_prepare(words: str, provider: str, urgency: str, ceiling: str | None) -> None:
    intents, ask = said(words, TODO)
    assert [(i["type"], i.get("provider"), i["urgency"], i.get("ceiling_incl_tax")) for i in intents] == [
        ("send_os", provider, urgency, ceiling)
    ]
    assert ask is None


@every(
    "words",
    [
        "Pas d'OS pour l'instant.",
        "N'envoyez pas d'OS à Durand.",
        "Je mandate un plombier.",
        "J'ai envoyé l'OS à Durand hier.",
        "L'OS a été envoyé à Durand.",
        "Avons-nous déjà un OS chez Durand ?",
        "Si le bailleur est d'accord, OS à Durand.",
        "OS à Durand annulé",
        "OS Durand à annuler",
        "L'OS de Durand est terminé.",
        "OS reçu par Durand",
        "Durand n'a pas répondu à l'OS.",
        "Nous allons peut-être mandater Durand",
        "On attend l'accord du bailleur avant d'envoyer l'OS à Durand",
        "Faut-il mandater Durand ?",
        "Bonjour Madame Belkacem, nous envoyons Durand demain.",
        "Ne pas mandater Durand, il est trop cher.",
        "Don't send a work order to Durand yet.",
        "OS à voir avec le bailleur",
        "OS déjà chez Durand",
        "OS annulé par Durand",
        "OS émis ce matin",
        "Envoyez les photos à Durand",
        "Donnez le code de la porte à Durand",
        "Transférez le devis à Durand",
        "OS-2026-0187 : facture reçue",
        "Should we instruct Durand?",
    ],
)
def test_what_orders_nothing(words: str) -> None:
    assert not types(words, ACCEPTED) & {"send_os", "request_quote"}


@every(
    ("words", "providers", "days"),
    [
        ("Demander devis à Petit", ["Petit"], None),
        ("Demandez un devis à Petit et à Morel", ["Petit", "Morel"], None),
        ("devis à Durand et contact@vitres.example, 10 jours", ["Durand", "contact@vitres.example"], 10),
        ("Faire chiffrer par Morel, réponse sous 8 jours", ["Morel"], 8),
        ("Solliciter un devis auprès de Thermo Rhône sous une semaine", ["Thermo Rhône"], 7),
        ("Demande de devis à Petit, Morel et Durand", ["Petit", "Morel", "Durand"], None),
        ("Demander un chiffrage à Vitrerie Nguyen", ["Vitrerie Nguyen"], None),
        ("Consulter Petit et Azur pour un devis", ["Petit", "Azur"], None),
        ("Merci de demander un devis à Serrurerie Azur (délai 48h)", ["Serrurerie Azur"], 2),
        ("Lancer une demande de devis chez Chauffage Morel", ["Chauffage Morel"], None),
        ("Request a quote from Petit", ["Petit"], None),
        ("Ask Durand for a quote within 5 days", ["Durand"], 5),
        ("Get quotes from Petit and Morel", ["Petit", "Morel"], None),
        ("Pouvez-vous demander un devis à Petit ?", ["Petit"], None),
    ],
)
def test_quotes_to_ask_for(words: str, providers: list[str], days: int | None) -> None:
    intents, ask = said(words, TODO)
    assert [(i["type"], i.get("providers"), i.get("within_days")) for i in intents] == [
        ("request_quote", providers, days)
    ]
    assert ask is None


@every(
    "words",
    [
        "J'ai demandé un devis à Petit.",
        "Le devis de Petit est arrivé.",
        "Inutile de demander un devis à Petit.",
        "Le bailleur demande un devis.",
        "On attend le devis de Durand",
        "Petit a envoyé son devis hier",
        "Pas de devis, c'est sous le plafond.",
        "Bonjour Monsieur Durand, pouvez-vous m'envoyer un devis ?",
        "Avons-nous demandé un devis à Petit ?",
    ],
)
def test_what_asks_for_no_quote(words: str) -> None:
    assert not types(words, ACCEPTED) & {"send_os", "request_quote"}


@every(
    "words",
    [
        "Annulez l'OS Durand",
        "Annuler l'OS BT-9040",
        "OS de Durand à annuler",
        "OS Durand annulé svp",
        "Merci d'annuler l'ordre de service de Durand.",
        "Annulation de l'OS Durand",
        "Annule l'intervention de Durand",
        "Stoppez l'OS, le locataire a réparé.",
        "Décommander Durand",
        "Retirez le dossier à Durand",
        "Il faut annuler l'OS de Durand.",
        "Pouvez-vous annuler l'OS de Durand ?",
        "Cancel the work order please",
        "Please cancel Durand's job.",
    ],
)
def test_an_order_to_cancel(words: str) -> None:
    intents, ask = said(words, ACCEPTED)
    assert [i["type"] for i in intents] == ["cancel_os"]
    assert ask is None


@every(
    "words",
    [
        "N'annulez pas l'OS de Durand",
        "Ne surtout pas annuler l'OS",
        "Le bailleur voudrait annuler l'OS, je ne suis pas d'accord.",
        "L'OS a été annulé par erreur.",
        "Durand a annulé le rendez-vous.",
        "Qui a annulé l'OS ?",
        "Si le bailleur refuse, annulez l'OS",
        "Faut-il annuler l'OS ?",
        "Bonjour Madame Belkacem, nous avons annulé l'OS de Durand.",
        "La locataire demande d'annuler le rendez-vous",
        "Don't cancel the work order",
        "On n'annule rien, on maintient l'OS.",
    ],
)
def test_what_cancels_nothing(words: str) -> None:
    assert "cancel_os" not in types(words, ACCEPTED)


def test_cancel_and_replace() -> None:
    intents, _ = said("Annulez l'OS Durand et envoyez-le à Thermo Rhône, urgent", ACCEPTED)
    assert [i["type"] for i in intents] == ["cancel_os", "send_os"]
    assert (intents[1]["provider"], intents[1]["urgency"]) == ("Thermo Rhône", "urgent")


# --- The draft ------------------------------------------------------------------------------------------------------

DRAFT = sophie(Asked(Question.CONFIRM_DRAFT, text="OS à Plomberie Durand, urgent, plafond 200 €"))


@every(
    "words",
    [
        "oui",
        "ok",
        "👍",
        "C'est bon, envoyez",
        "Validez",
        "parfait envoyez",
        "Go",
        "ok merci",
        "Oui, c'est ça.",
        "yes send it",
    ],
)
def test_the_draft_is_right(words: str) -> None:
    assert said(words, DRAFT) == ([{"type": "answer", "value": "yes"}], None)


@every(
    "words", ["non", "Non, n'envoyez rien", "Annulez", "Surtout pas !", "stop", "No, don't send it", "laissez tomber"]
)
def test_the_draft_is_wrong(words: str) -> None:
    assert said(words, DRAFT) == ([{"type": "answer", "value": "no"}], None)


@every(
    ("words", "provider"),
    [
        ("oui mais à Petit plutôt", "Petit"),
        ("Oui sauf que je préfère Chauffage Morel", "Chauffage Morel"),
        ("Non, à Petit", "Petit"),
        ("plutôt Thermo Rhône", "Thermo Rhône"),
        ("ok mais mettez Petit à la place de Durand", "Petit"),
        ("Non, envoyez à Morel", "Morel"),
        ("Yes but to Petit instead", "Petit"),
        ("OS à Petit plutôt", "Petit"),
        ("Remplacez Durand par Morel", "Morel"),
        ("Non pas Durand, Petit", "Petit"),
    ],
)
def test_the_draft_for_somebody_else(words: str, provider: str) -> None:
    intents, ask = said(words, DRAFT)
    assert [(i["type"], i.get("provider")) for i in intents] == [("send_os", provider)]
    assert ask is None


@every("words", ["merci", "Je regarde.", "oui mais", "Pourquoi Durand ?", "hm"])
def test_the_draft_is_asked_again(words: str) -> None:
    assert not types(words, DRAFT) & {"answer", "send_os", "approve_quote"}


# --- In somebody's name ---------------------------------------------------------------------------------------------

SLOTS = sophie(Asked(Question.CHOOSE_SLOT, slots=(THURSDAY, FRIDAY)), state=OrderState.SLOTS_PROPOSED)
PLANNED = sophie(state=OrderState.PLANNED, visit=THURSDAY)
DONE = sophie(state=OrderState.DONE_TO_CONFIRM)
DONE_ASKED = sophie(Asked(Question.CONFIRM_WORKS), state=OrderState.DONE_TO_CONFIRM)
QUOTE = sophie(
    Asked(Question.APPROVE_QUOTE, quotes=(OfferedQuote(Decimal("285.00"), "Plomberie Durand"),)),
    state=OrderState.QUOTE_SUBMITTED,
)


@every(
    ("words", "index"),
    [
        ("La locataire prend le 2", 2),
        ("Mme Belkacem choisit jeudi matin.", 1),
        ("elle préfère le créneau de vendredi", 2),
        ("Pour Mme Belkacem ce sera le 1", 1),
        ("Nadia Belkacem m'a confirmé vendredi après-midi par téléphone.", 2),
        ("Locataire ok pour jeudi", 1),
        ("le 2 pour la locataire", 2),
        ("The tenant takes the first slot.", 1),
    ],
)
def test_a_slot_for_the_tenant(words: str, index: int) -> None:
    intents, ask = said(words, SLOTS)
    assert [(i["type"], i["index"]) for i in intents] == [("choose_slot", index)]
    assert ask is None


@every(
    "words",
    [
        "Aucun créneau ne convient à la locataire.",
        "La locataire ne peut ni jeudi ni vendredi",
        "Mme Belkacem n'est disponible sur aucune de ces dates",
        "None of the slots suit the tenant",
    ],
)
def test_no_slot_for_the_tenant(words: str) -> None:
    assert types(words, SLOTS) - {"provide_info"} == {"reject_slots"}


@every(
    "words",
    [
        "Durand peut passer mercredi entre 9h et 11h",
        "Le plombier propose mercredi de 9h à 11h",
        "M. Durand m'a dit qu'il peut venir mercredi 25 de 9h à 11h.",
        "Durand dispo mercredi 9h-11h",
        "Vu avec Durand : mercredi 25 entre 9h et 11h",
        "The plumber can come on Wednesday between 9 and 11",
    ],
)
def test_slots_for_the_provider(words: str) -> None:
    intents, _ = said(words, ACCEPTED)
    assert [i["type"] for i in intents] == ["propose_slots"]
    assert intents[0]["slots"] == [Slot(at(25, 9), at(25, 11)).to_json()]


@every(
    ("words", "rule"),
    [
        ("La locataire est là le mercredi après 18h", {"days": ["wed"], "from": "18:00", "to": "20:00"}),
        ("Mme Belkacem est disponible le lundi matin", {"days": ["mon"], "from": "08:00", "to": "12:00"}),
    ],
)
def test_the_week_of_the_tenant(words: str, rule: dict[str, object]) -> None:
    assert said(words, ACCEPTED)[0] == [{"type": "offer_availability", "recurring": [rule]}]


@every("words", ["La locataire n'est jamais là le mercredi", "La locataire travaille le lundi matin"])
def test_when_the_tenant_is_away_is_no_offer(words: str) -> None:
    assert "offer_availability" not in types(words, ACCEPTED)


@every(
    ("words", "mode"),
    [
        ("Pour les notifications, je veux les recevoir directement", "immediate"),
        ("Repassez-moi en immédiat svp", "immediate"),
        ("Email alerts straight away please", "immediate"),
        ("Les alertes : une par jour me suffit", "daily"),
    ],
)
def test_how_often_a_manager_is_told(words: str, mode: str) -> None:
    assert said(words, ACCEPTED)[0] == [{"type": "set_alerts", "mode": mode}]


@every("words", ["FYI he never pays on time, keep it internal", "À garder en interne : dossier au contentieux"])
def test_what_is_kept_in_the_house_is_confidential(words: str) -> None:
    (remark,) = understand(Situation(words, ACCEPTED, language=language_of(words)))[0]
    assert (remark.type, remark.values) == (T.COMMENT, {"confidential": True})


@every("words", ["Pourquoi ai-je un mail par jour ?", "Passez-moi le plombier immédiatement"])
def test_what_changes_no_alerts(words: str) -> None:
    assert "set_alerts" not in types(words, ACCEPTED)


@every(
    ("words", "absent"),
    [
        ("Durand n'est pas venu ce matin", "provider"),
        ("Le plombier ne s'est jamais présenté.", "provider"),
        ("La locataire a attendu toute la matinée, personne n'est venu.", "provider"),
        ("Durand a posé un lapin à la locataire", "provider"),
        ("The plumber never showed up.", "provider"),
        ("Durand a trouvé porte close", "occupant"),
        ("La locataire était absente quand Durand est passé", "occupant"),
        ("Locataire absente lors du passage de Durand", "occupant"),
        ("The tenant was not in when the plumber came", "occupant"),
    ],
)
def test_a_missed_visit_that_is_told(words: str, absent: str) -> None:
    intents, _ = said(words, PLANNED)
    assert [(i["type"], i["absent"]) for i in intents] == [("missed_visit", absent)]


@every(
    "words",
    [
        "La locataire ne sera pas là jeudi, il faut déplacer le rendez-vous.",
        "Mme Belkacem annule le rendez-vous de jeudi",
        "Durand est malade, le rendez-vous de jeudi est à reporter",
        "Durand ne pourra pas passer jeudi",
        "La locataire demande de décaler le rendez-vous.",
        "Le rendez-vous de jeudi tombe à l'eau, la locataire est hospitalisée",
        "The tenant can't make Thursday",
        "Rendez-vous de jeudi à déplacer, la locataire travaille",
    ],
)
def test_a_visit_that_cannot_stand(words: str) -> None:
    assert types(words, PLANNED) - {"provide_info"} == {"reschedule"}


@every(
    "words",
    [
        "Durand a terminé les travaux.",
        "Le plombier a fini ce matin",
        "M. Durand m'a dit que c'était fait.",
        "Travaux terminés par Durand",
        "Durand confirme que la réparation est faite",
        "The plumber says the work is done",
        "Le carreleur vient d'appeler, c'est fini",
        "Le ramoneur a terminé hier",
    ],
)
def test_works_done_in_the_providers_words(words: str) -> None:
    found = types(words, PLANNED)
    assert found == {"declare_done"}


@every(
    "words",
    [
        "Durand n'a pas terminé",
        "Durand aura fini jeudi",
        "Durand a-t-il terminé ?",
        "Quand Durand aura fini, clôturez",
        "Bonjour Madame, Durand a-t-il fini les travaux ?",
        "Durand doit repasser pour finir",
        "Le carreleur n'a pas fini",
        "Le peintre aura terminé vendredi",
    ],
)
def test_works_that_nobody_finished(words: str) -> None:
    assert not types(words, PLANNED) & {"declare_done", "confirm_works", "close_report"}


@every("standpoint", [DONE, DONE_ASKED])
@every(
    "words",
    [
        "La locataire confirme que c'est réparé.",
        "Mme Belkacem m'a dit que tout fonctionne",
        "La locataire me confirme par téléphone que ça ne fuit plus",
        "Nadia Belkacem a appelé, tout est rentré dans l'ordre",
        "La locataire est satisfaite, plus de fuite",
        "The tenant says it's fixed",
        "The tenant confirmed it works",
    ],
)
def test_the_tenant_confirms(words: str, standpoint: Standpoint) -> None:
    assert types(words, standpoint) - {"close_report"} == {"confirm_works"}


@every("standpoint", [DONE, DONE_ASKED])
@every(
    "words",
    [
        "La locataire dit que ça fuit encore.",
        "Mme Belkacem me signale que ce n'est pas réparé",
        "La locataire conteste : ça goutte toujours.",
        "D'après la locataire le problème n'est pas résolu",
        "The tenant says it still leaks",
        "La locataire vient d'appeler, ça recommence à fuir",
    ],
)
def test_the_tenant_contests(words: str, standpoint: Standpoint) -> None:
    assert types(words, standpoint) == {"contest_works"}


@every(
    "words",
    [
        "Durand dit que c'est réparé, à vérifier auprès de la locataire",
        "J'attends la confirmation de la locataire",
        "La locataire n'a pas encore confirmé.",
        "Est-ce que la locataire a confirmé ?",
    ],
)
def test_nobody_confirms(words: str) -> None:
    assert "confirm_works" not in types(words, DONE_ASKED)


@every(
    "words",
    [
        "ok",
        "Validez",
        "Devis validé.",
        "M. Vasseur m'a donné son accord par téléphone.",
        "Le bailleur est d'accord.",
        "Accord du propriétaire reçu ce matin",
        "Le propriétaire valide le devis",
        "Bernard Vasseur accepte, vous pouvez lancer.",
        "C'est bon pour le bailleur",
        "The landlord agrees, go ahead.",
        "Ok pour missionner Durand",
    ],
)
def test_the_quote_is_approved_for_the_landlord(words: str) -> None:
    intents, ask = said(words, QUOTE)
    assert [i["type"] for i in intents] == ["approve_quote"]
    assert ask is None


@every(
    "words",
    [
        "Le bailleur refuse le devis",
        "M. Vasseur n'est pas d'accord",
        "Refusé par le propriétaire.",
        "Devis à refuser",
        "Le propriétaire trouve ça trop cher, c'est non.",
        "The owner says no.",
    ],
)
def test_the_quote_is_refused_for_the_landlord(words: str) -> None:
    intents, ask = said(words, QUOTE)
    assert [i["type"] for i in intents] == ["refuse_quote"]
    assert ask is None


@every(
    "words",
    [
        "J'attends l'accord du bailleur.",
        "Demander l'accord du propriétaire",
        "Le bailleur n'a pas encore répondu",
        "La locataire est d'accord.",
        "Durand dit que c'est validé",
        "Bonjour Monsieur Vasseur, êtes-vous d'accord avec ce devis ?",
        "Sans accord du bailleur on ne fait rien",
        "Le propriétaire réfléchit.",
        "En attente accord bailleur",
        "Pas de nouvelles du bailleur",
    ],
)
def test_nothing_is_approved(words: str) -> None:
    assert "approve_quote" not in types(words, QUOTE)


# --- Questions ------------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Qui a validé ce devis ?",
        "Avons-nous le numéro de la locataire ?",
        "Est-ce que Durand a déjà un OS pour ce logement ?",
        "Où en est Durand ?",
        "Has the work order been sent?",
        "Quel était le montant du dernier devis ?",
        "Combien de relances ont été faites ?",
        "La locataire a-t-elle répondu ?",
        "Faut-il annuler l'OS ?",
        "Doit-on demander un devis à Petit ?",
    ],
)
def test_a_managers_question_is_a_question(words: str) -> None:
    assert types(words, ACCEPTED) == {"question"}


@every(
    "words", ["OS à Durand ?", "Pouvez-vous clôturer ?", "Bonjour Madame, avez-vous une photo ?", "Annulez l'OS, ok ?"]
)
def test_what_asks_the_service_nothing(words: str) -> None:
    assert "question" not in types(words, ACCEPTED)


# --- Lines that begin with # ----------------------------------------------------------------------------------------


@every(
    ("line", "values"),
    [
        (
            "#inviter locataire: Inès Caron, ines.caron@mail.example, L-F03, 01/12/2026",
            {
                "role": "tenant",
                "name": "Inès Caron",
                "address": "ines.caron@mail.example",
                "dwelling": "L-F03",
                "from": "2026-12-01",
            },
        ),
        (
            "#INVITER bailleur, paul@mail.example, Paul Roux, L-A12",
            {
                "role": "landlord",
                "name": "Paul Roux",
                "address": "paul@mail.example",
                "dwelling": "L-A12",
                "from": None,
            },
        ),
        (
            "#retirer julien.marchand@free.example, L-B04, 15/12/2026",
            {"who": "julien.marchand@free.example", "dwelling": "L-B04", "on": "2026-12-15"},
        ),
        ("#retirer Julien Marchand, L-B04", {"who": "Julien Marchand", "dwelling": "L-B04", "on": "2026-11-24"}),
        ("#renommer L-A12: T2 Lilas 3e gauche", {"dwelling": "L-A12", "name": "T2 Lilas 3e gauche"}),
        ("#occupants", {"command": "list_occupants", "dwelling": None}),
        ("#occupants L-A12", {"command": "list_occupants", "dwelling": "L-A12"}),
        ("#prestataires plomberie", {"command": "list_providers", "trade": "plumbing"}),
        ("#prestataires : chauffage", {"command": "list_providers", "trade": "heating"}),
        ("#Bailleur Est-elle sous garantie ?", {"command": "write_landlord", "text": "Est-elle sous garantie ?"}),
        ("#bon-a-payer", {"command": "approve_invoice", "order": None}),
        ("#bon-à-payer OS-2026-0187", {"command": "approve_invoice", "order": "OS-2026-0187"}),
        ("#alertes récapitulatif", {"command": "set_alerts", "mode": "daily"}),
        ("#Alertes immediat", {"command": "set_alerts", "mode": "immediate"}),
        ("#facturer", {"command": None, "word": "#facturer"}),
        ("A3 #bon-a-payer", {"command": "approve_invoice", "item": "A3"}),
    ],
)
def test_a_command_line(line: str, values: dict[str, object]) -> None:
    found, rest = commands_in(line, ACCEPTED)
    assert len(found) == 1
    assert {key: found[0].get(key) for key in values} == values
    assert not rest.strip()


@every("line", ["#MT-02", "OS à Durand", "numéro #12", "Rue des Lilas # 4"])
def test_what_is_no_command(line: str) -> None:
    assert commands_in(line, ACCEPTED)[0] == ()


@every("role", [Role.TENANT, Role.LANDLORD, Role.PROVIDER, Role.UNKNOWN])
def test_a_command_line_is_a_managers(role: Role) -> None:
    assert commands_in("#occupants", Standpoint(role=role)) == ((), "#occupants")


# --- The daily summary ----------------------------------------------------------------------------------------------

SUMMARY = Standpoint(
    received=at(24, 8),
    role=Role.MANAGER,
    channel=Channel.DIGEST,
    sender_name="Sophie Lambert",
    digest_items=(
        DigestItem("A1", "approve_quote", "Devis Élec Services Petit 240,00 € TTC, volet roulant", "SIG-1044"),
        DigestItem("A2", "confirm_works", "Fuite sous l’évier déclarée réparée, T2 Lilas", "SIG-1042"),
        DigestItem("A3", "close", "Serrure réparée, Studio Foch", "SIG-1045"),
        DigestItem("A4", "next_step", "Plomberie Durand ne répond pas depuis 7 jours, Studio Horloge", "SIG-1050"),
    ),
)


@every(
    ("words", "found"),
    [
        ("A1 ok", [("approve_quote", "A1")]),
        ("A1 validé, A3 clôturez", [("approve_quote", "A1"), ("close_report", "A3")]),
        ("A1: refusé", [("refuse_quote", "A1")]),
        ("A3 ok", [("close_report", "A3")]),
        ("A2 ok", [("confirm_works", "A2")]),
        ("A2 réparé, la locataire confirme", [("confirm_works", "A2")]),
        ("A2 ça fuit encore d'après la locataire", [("contest_works", "A2")]),
        ("A4 OS à Chauffage Morel, urgent", [("send_os", "A4")]),
        ("A4 demander devis à Morel", [("request_quote", "A4")]),
        ("A4 annulez l'OS", [("cancel_os", "A4")]),
        ("A2 #MT-08", [("message", "A2")]),
        ("A1 #MT-06\nA3 clore", [("message", "A1"), ("close_report", "A3")]),
        ("SIG-1044 accepté", [("approve_quote", "A1")]),
        ("Clôturez le studio Foch", [("close_report", "A3")]),
        ("Devis volet : ok", [("approve_quote", "A1")]),
        ("A1 si moins de 200 €", [("conditional_approval", "A1")]),
        ("A1 demandez un autre devis", [("ask_other_quote", "A1")]),
        ("A2 Bonjour Madame Belkacem, est-ce bien réparé ?", [("message", "A2")]),
        ("Pas A1, A3 clôturez", [("refuse_quote", "A1"), ("close_report", "A3")]),
        ("A3 clôturez mais pas A1", [("close_report", "A3"), ("refuse_quote", "A1")]),
        (
            "A3 ok mais pas A1, A4 annulez l'OS",
            [("close_report", "A3"), ("refuse_quote", "A1"), ("cancel_os", "A4")],
        ),
        ("Refusez le volet svp", [("refuse_quote", "A1")]),
        ("Clôturez la serrure", [("close_report", "A3")]),
    ],
)
def test_an_answer_to_the_summary(words: str, found: list[tuple[str, str]]) -> None:
    intents, ask = said(words, SUMMARY)
    assert [(i["type"], i["item"]) for i in intents] == found
    assert ask is None


@every("words", ["ok", "👍", "C'est réglé", "oui merci"])
def test_an_answer_that_names_no_line(words: str) -> None:
    intents, ask = said(words, SUMMARY)
    assert intents == []
    assert ask is Ask.WHICH_REPORT


def test_initials_of_a_title_name_its_line() -> None:
    lines = (
        DigestItem("A1", "approve_quote", "SIG-1061 VMC bruyante, devis AirNet 190,00 € TTC", "SIG-1061"),
        DigestItem("A2", "approve_quote", "SIG-1062 volet, devis Petit 240,00 € TTC", "SIG-1062"),
    )
    summary = replace(SUMMARY, digest_items=lines)
    assert [(i["type"], i["item"]) for i in said("VMC : trop cher", summary)[0]] == [("refuse_quote", "A1")]
    assert [(i["type"], i["item"]) for i in said("A2 et A1 acceptés", summary)[0]] == [
        ("approve_quote", "A2"),
        ("approve_quote", "A1"),
    ]


@every(
    "words",
    [
        "A1 ?",
        "A3 ne pas clôturer",
        "Ne clôturez pas la serrure",
        "A1 à voir avec le bailleur",
        "A2 pas encore",
        "A9 ok",
    ],
)
def test_a_line_on_which_nothing_is_decided(words: str) -> None:
    assert not types(words, SUMMARY) & {"approve_quote", "close_report", "confirm_works", "send_os", "refuse_quote"}


@every("words", ["Voyez avec le bailleur svp", "Ask the owner please", "C'est au bailleur de décider"])
def test_a_quote_that_the_owner_should_decide_is_put_back_with_its_buttons(words: str) -> None:
    assert said(words, QUOTE) == ([], Ask.APPROVE_OR_REFUSE)


def test_the_owners_agreement_to_come_is_a_condition() -> None:
    assert types("Validez après accord du propriétaire", QUOTE) == {"conditional_approval"}
    assert types("Le propriétaire est d'accord", QUOTE) == {"approve_quote"}
