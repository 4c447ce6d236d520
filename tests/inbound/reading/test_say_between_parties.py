"""What managers pass on or order in everyday words, what owners choose, and what strangers write; and their nearest."""

from __future__ import annotations

from dataclasses import replace

from mailbot.inbound.reading.confidences import is_confided
from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Asked, DigestItem, OrderState, Question, Standpoint
from mailbot.vocabulary import Channel, Role
from tests.cases import every
from tests.inbound.reading.test_say_managers import PEOPLE, THURSDAY, at, sophie
from tests.inbound.reading.test_say_managers import said as said_by_sophie
from tests.inbound.reading.test_say_owners_and_strangers import ONE, TWO, said, types

T = IntentType
_TOLD = ("item", "provider", "providers", "to", "date")
SHE_CHOSE = sophie(Asked(Question.PLAN_VISIT), state=OrderState.SLOT_CHOSEN, visit=THURSDAY)


def acts(words: str, standpoint: Standpoint) -> list[tuple[str, ...]]:
    """Each type beside the values that matter for it."""
    found = [
        (str(i["type"]), *(i[name] if isinstance(i[name], str) else "+".join(i[name]) for name in _TOLD if i.get(name)))
        for i in said_by_sophie(words, standpoint)[0]
    ]
    return sorted(found)


# --- a manager's orders ---


@every(
    ("words", "meant"),
    [
        ("Durand ne répond pas, passez plutôt par Azur", [("send_os", "Azur")]),
        ("Durand refuse, passez par Azur Chauffage", [("send_os", "Azur Chauffage")]),
        ("Durand ne répond pas, passez par la loge", []),
        ("Durand ne répond pas, passez-lui un coup de fil", []),
        ("Durand ne vient plus, passez par l'Entrée B", []),
        ("Durand ne répond pas, passez par Madame Belkacem", []),
        ("Si Durand refuse, passez par Azur", []),
        ("Passez par Azur cette fois", []),
        ("Ne passez pas par Azur", []),
        ("On part sur Azur, faites partir l'OS", [("send_os", "Azur")]),
        ("On prend Petit, OS svp", [("send_os", "Petit")]),
        ("On part sur du neuf, faites l'OS", [("send_os",)]),
        ("On part en vacances, faites l'OS", [("send_os",)]),
        ("On prend le risque, faites l'OS", [("send_os",)]),
        ("On va chez Mme Belkacem, faites l'OS", [("send_os",)]),
        ("Durand ne répond pas, on pourrait passer par Azur", []),
        ("Durand ne répond pas, passez par Mme Roux", []),
        ("Durand ne peut pas entrer, passez par le Local technique", []),
        ("Durand est absent, passez avec Karim", []),
        ("Durand refuse, passez plutôt avec Azur", [("send_os", "Azur")]),
    ],
)
def test_whom_a_manager_sends_in_the_place_of_the_silent(words: str, meant: list[tuple[str, ...]]) -> None:
    assert acts(words, sophie()) == meant


@every(
    ("words", "meant"),
    [
        ("Envoyez Durand chez Mme Belkacem en urgence", [("send_os", "Durand")]),
        ("OS à Durand chez la locataire", [("send_os", "Durand")]),
        ("Envoyez un plombier chez Mme Belkacem", []),
        ("Il faut envoyer quelqu'un chez Mme Belkacem", []),
        ("OS Durand ou Petit, au plus rapide", [("send_os",)]),
        ("OS à Petit ou à Azur", [("send_os",)]),
        ("Merci de lancer Durand, plafond 250 €", [("send_os", "Durand")]),
        ("Feu vert pour Durand, 300 € max", [("send_os", "Durand")]),
        ("Feu vert pour le devis", []),
        ("Lancez les travaux", []),
        ("Lancez Durand sur sa facture", []),
        ("Lancez plutôt la Plomberie Durand", [("send_os", "Plomberie Durand")]),
        ("Lancez le paiement Durand", []),
        ("Lancez la plomberie", []),
        ("Feu vert pour payer Durand", []),
        ("Feu vert pour M. Durand", [("send_os", "M. Durand")]),
        ("OS chez Mme Belkacem par Durand", [("send_os", "Durand")]),
        ("Ne lancez pas Durand", []),
        ("Durand a lancé les travaux", []),
    ],
)
def test_where_a_company_goes_and_which_one(words: str, meant: list[tuple[str, ...]]) -> None:
    assert acts(words, sophie()) == meant


def test_whoever_gave_the_job_back_is_replaced_without_a_word_of_why() -> None:
    assert acts("passez par Azur", sophie(state=OrderState.WITHDRAWN)) == [("send_os", "Azur")]
    assert acts("passez par Internet", sophie(state=OrderState.WITHDRAWN)) == []
    assert acts("Durand dit : passez par Azur", sophie(state=OrderState.WITHDRAWN)) == []
    assert acts("passez par la gardienne", sophie(state=OrderState.NO_ANSWER)) == []


@every(
    ("words", "meant"),
    [
        ("Redemandez un chiffrage à Petit sous 5 jours", [("request_quote", "Petit")]),
        ("Il faudrait deux chiffrages : Petit et Azur", [("request_quote", "Petit+Azur")]),
        ("Besoin d'un devis de Petit sous 8 jours", [("request_quote", "Petit")]),
        ("Faites-moi chiffrer ça par Petit", [("request_quote", "Petit")]),
        ("Demandez à Petit de chiffrer le remplacement", [("request_quote", "Petit")]),
        ("Deux chiffrages : Durand 200 €, Petit 300 €", []),
        ("Deux chiffrages reçus ce matin", []),
        ("J'ai reçu deux chiffrages : Petit et Azur", []),
        ("Plus besoin d'un devis de Petit", []),
        ("Le bailleur a besoin d'un devis de Petit", []),
        ("Redemandez à Petit sa facture", []),
        ("Demandez à Petit de nous envoyer sa facture", []),
        ("Demandez à la locataire de couper l'eau", []),
        ("Demandez à la locataire de chiffrer les dégâts", []),
        ("Demandez à l'expert de chiffrer", []),
        ("Demandez au bailleur de chiffrer", []),
        ("Demandez à Mme Belkacem de chiffrer ce qu'elle a perdu", []),
    ],
)
def test_quotes_to_ask_for_in_everyday_words(words: str, meant: list[tuple[str, ...]]) -> None:
    assert acts(words, sophie()) == meant


@every(
    ("words", "meant"),
    [
        ("devis Petit pour la VMC stp", [("request_quote", "Petit")]),
        ("Un devis Petit svp", [("request_quote", "Petit")]),
        ("devis Petit", []),
        ("devis Petit reçu, merci", []),
        ("Devis Petit merci pour la photo", []),
        ("devis Petit trop cher svp", []),
        ("devis Belkacem svp", []),
    ],
)
def test_a_quote_of_a_company_that_is_known_is_asked_for_by_its_name(words: str, meant: list[tuple[str, ...]]) -> None:
    assert acts(words, replace(sophie(), companies=(("Plomberie Petit", "Luc Petit"),))) == meant


@every(
    ("words", "meant"),
    [
        ("Plus la peine d'envoyer Durand", []),
        ("Laissez tomber pour Durand", []),
        ("Plus besoin de Durand", []),
        ("Inutile d'envoyer Durand", []),
        ("Plus besoin de Durand, annulez", [("cancel_os",)]),
        ("Plus besoin de Durand, vous pouvez clôturer", [("close_report",)]),
        ("Plus la peine d'intervenir", [("close_report",)]),
        ("Inutile d'envoyer Durand, le problème est réglé", [("close_report",)]),
    ],
)
def test_a_company_that_is_not_wanted_closes_no_report(words: str, meant: list[tuple[str, ...]]) -> None:
    assert acts(words, sophie(state=OrderState.NEW)) == meant


@every(
    ("words", "closed"),
    [
        ("Fermeture du dossier, travaux réceptionnés", True),
        ("Clôture du dossier svp", True),
        ("Clôture du dossier impossible", False),
        ("Clôture du dossier ?", False),
        ("Merci pour la clôture du dossier", False),
        ("Fermeture du gaz", False),
    ],
)
def test_a_closing_without_a_verb(words: str, closed: bool) -> None:
    assert (("close_report",) in acts(words, sophie(state=OrderState.DONE))) is closed


# --- what managers pass on ---


@every(
    ("words", "moved"),
    [
        ("Avancer la visite à mercredi matin", True),
        ("Repoussez le rdv à lundi 30", True),
        ("Ne repoussez pas le rdv", False),
        ("Ne décalez pas le rdv", False),
        ("La locataire ne veut pas repousser le rdv", False),
        ("Durand refuse d'avancer la visite", False),
        ("Inutile de repousser la visite de Durand", False),
        ("Durand a bien avancé sur la visite", False),
        ("La locataire demande à repousser le rdv", True),
        ("Le dossier avance", False),
    ],
)
def test_a_visit_that_a_manager_puts_off(words: str, moved: bool) -> None:
    standpoint = sophie(state=OrderState.PLANNED, visit=THURSDAY)
    assert ("reschedule",) in acts(words, standpoint) if moved else acts(words, standpoint) == []


@every(
    ("words", "meant"),
    [
        ("Durand vient de me confirmer le rdv par téléphone", [("confirm_schedule",)]),
        ("Durand vient de me confirmer qu'il passera jeudi", [("confirm_schedule",)]),
        ("Le plombier vient de valider le créneau", [("confirm_schedule",)]),
        ("Durand vient de me confirmer vendredi", []),
        ("Durand vient de m'appeler pour confirmer", []),
        ("Durand va me confirmer le rdv", []),
        ("Durand vient me confirmer le rdv demain", []),
        ("Durand vient de me confirmer la réception du dossier", []),
        ("La locataire vient de me confirmer le rdv", []),
        ("Durand vient de me confirmer le rdv si la locataire est là", []),
        ("Durand vient de me confirmer que c'est bon", [("confirm_schedule",)]),
        ("Durand vient de me confirmer que c'est impossible", []),
        ("Durand vient de me confirmer qu'il a reçu la demande", []),
        ("Durand vient de me confirmer qu'il refuse", []),
        ("Durand vient de me confirmer le rdv d'un autre client", []),
        ("Durand vient de me confirmer la date de livraison", []),
        ("Durand vient de me confirmer sa venue, mais plus tard", []),
    ],
)
def test_a_visit_that_the_company_has_just_confirmed(words: str, meant: list[tuple[str, ...]]) -> None:
    assert acts(words, SHE_CHOSE) == meant


@every(
    ("words", "meant"),
    [
        ("Durand dit avoir terminé ce matin", [("declare_done", "2026-11-24")]),
        ("Travaux faits par Durand lundi", [("declare_done", "2026-11-23")]),
        ("Les travaux de Durand seront faits lundi", []),
        ("Durand dit avoir presque terminé", []),
        ("Après avoir réparé la fuite Durand enverra sa facture", []),
        ("Durand espère avoir terminé vendredi", []),
        ("Durand a facturé sans avoir terminé", []),
        ("Les travaux demandés à Durand ne sont pas faits", []),
        ("Répondre à la locataire : le plombier passe demain", []),
        ("Dites à Mme Belkacem : Durand passe jeudi à 9h", []),
        ("Prévenez la locataire : travaux terminés", []),
    ],
)
def test_what_is_passed_on_and_what_is_to_be_said(words: str, meant: list[tuple[str, ...]]) -> None:
    assert acts(words, sophie(state=OrderState.ACCEPTED)) == meant


INTAKE = Standpoint(received=at(24, 10), role=Role.MANAGER, channel=Channel.INTAKE, sender_name="Sophie Lambert")


@every(
    ("words", "meant"),
    [
        ("Bonjour, appel de Mme Kone : la chasse d'eau coule", [("report_new",)]),
        ("Bonjour,\nMme Kone signale une odeur de gaz", [("report_new",), ("urgent_flag",)]),
        ("Bonjour à tous, la chaudière de M. Faure est en panne", [("report_new",)]),
        ("Bonsoir, j'ai eu M. Faure. Son volet est coincé.", [("report_new",)]),
        ("Bonjour Madame Kone, nous avons bien noté votre fuite", [("message", "tenant")]),
        ("Bonsoir Mme Kone, le plombier passe demain", [("message", "tenant")]),
        ("Bonjour, votre fuite est prise en compte", [("message", "tenant")]),
        ("Bonjour, merci de couper l'eau en attendant le plombier", [("message", "tenant")]),
        ("Bonjour, le rendez-vous est confirmé pour lundi 9h", [("message", "tenant")]),
        ("Bonjour, la chaudière de Mme Kone est réparée", [("message", "tenant")]),
        ("Bonjour Karim, Mme Kone a une fuite, tu peux voir ?", [("message", "colleague")]),
    ],
)
def test_a_manager_who_reports_greets_the_service(words: str, meant: list[tuple[str, ...]]) -> None:
    known = replace(INTAKE, people={Role.MANAGER: PEOPLE[Role.MANAGER]})
    assert acts(words, known) == meant


LINES = (
    DigestItem("A1", "approve_quote", "SIG-1044 volet, devis Petit 168,00 € TTC à décider", "SIG-1044"),
    DigestItem("A2", "provider_silent", "SIG-1043 chauffage, Chauffage Morel sans réponse", "SIG-1043"),
    DigestItem("A3", "close", "SIG-1042 fuite sous l'évier, réparation confirmée", "SIG-1042"),
)


@every(
    ("words", "meant"),
    [
        ("Pour Morel annulez et envoyez l'OS à Azur", [("cancel_os", "A2"), ("send_os", "A2", "Azur")]),
        ("Pour Morel, annulez", [("cancel_os", "A2")]),
        ("Pour Morel n'annulez pas", []),
        ("Pour Morel, on attend", []),
        ("A3 : fermer", [("close_report", "A3")]),
        ("A3 on ferme", [("close_report", "A3")]),
        ("fuite évier : on ferme", [("close_report", "A3")]),
        ("A3 fermer l'eau", []),
        ("A3 on ferme pas", []),
        ("A3 on ferme ?", []),
        ("A2 on ferme", []),
    ],
)
def test_what_is_said_of_a_line_called_by_its_name(words: str, meant: list[tuple[str, ...]]) -> None:
    found = acts(words, replace(sophie(channel=Channel.DIGEST), digest_items=LINES))
    assert [act for act in found if act[0] != "question"] == meant


# --- owners ---


@every(
    ("words", "label"),
    [
        ("Plutôt celui de Morel, l'autre société ne m'inspire pas confiance", "A"),
        ("Plutôt Morel, l'autre n'est pas sérieux", "A"),
        ("Plutôt Morel, mais l'autre n'est pas mal", None),
        ("Morel est plus cher, l'autre n'est pas libre avant mars", None),
        ("Morel, l'autre n'est pas assuré", "A"),
        ("J'ai reçu celui de Morel, l'autre pas", None),
        ("Morel demande un acompte, l'autre pas", None),
        ("Je connais Morel, l'autre pas", None),
        ("Je ne connais pas Morel, l'autre non plus", None),
        ("Morel ? L'autre n'est pas mieux", None),
        ("Pas Morel, l'autre non plus", None),
    ],
)
def test_what_is_said_against_the_other_quote(words: str, label: str | None) -> None:
    found = [values.get("label") for kind, values in said(words, asked=TWO) if kind == T.APPROVE_QUOTE]
    assert found == ([label] if label else [])


def test_an_answer_under_a_quoted_quote_is_about_that_one() -> None:
    known = Standpoint.from_json(
        {"received": "2026-11-24T10:00:00+01:00", "role": "landlord", "channel": "private", "asked": TWO}
    )
    morel, rhone = "A) Chauffage Morel : 1 240,00 € TTC", "B) Thermo Rhône : 985,60 € TTC"
    for answered, label in (
        (((morel, "trop cher"), (rhone, "celui-ci me va")), "B"),
        (((morel, "celui-ci me va"), (rhone, "trop cher")), "A"),
        (((morel, "ok"), (rhone, "ok")), None),
        (((morel, "oui reçu"), (rhone, "pas reçu")), None),
        (((morel, "ok merci"), (rhone, "plutôt celui-ci")), None),
        ((("Morel vous a-t-il appelée ?", "oui"), ("Quel devis retenez-vous ?", "Thermo Rhône")), "B"),
    ):
        words = "\n\n".join(said for _, said in answered)
        intents, _ = understand(Situation(words, known, language=language_of(words), answered=answered))
        found = [intent.values.get("label") for intent in intents if intent.type is T.APPROVE_QUOTE]
        assert found == ([label] if label else [])


@every(
    ("words", "refused"),
    [
        ("Nous ne validons pas ce devis", True),
        ("Nous n'acceptons pas", True),
        ("Nous ne prenons pas ce devis", True),
        ("Ok mais nous ne payons pas les frais de dossier", False),
        ("Si nous n'acceptons pas, que se passe-t-il ?", False),
        ("Nous ne retenons pas l'option 2", False),
        ("Pas question de payer tout de suite, c'est non", True),
        ("Je ne prends pas de décision avant lundi", False),
        ("Nous ne prenons pas de décision avant lundi", False),
        ("Je ne valide pas tout de suite", False),
        ("Nous ne validons pas encore", False),
    ],
)
def test_a_no_for_now_is_no_refusal(words: str, refused: bool) -> None:
    assert (T.REFUSE_QUOTE in types(said(words, asked=ONE))) is refused


@every(
    ("words", "approved"),
    [
        ("Je valide mais pas tout de suite", False),
        ("Accord. Pas tout de suite svp", False),
        ("Je valide, mais ne lancez pas tout de suite", False),
        ("Accord, mais ne venez pas tout de suite sonner chez la locataire", True),
        ("Je valide. Pas besoin de me rappeler tout de suite", True),
    ],
)
def test_a_yes_that_is_to_wait_is_asked_back(words: str, approved: bool) -> None:
    assert (T.APPROVE_QUOTE in types(said(words, asked=ONE))) is approved


@every(
    ("words", "topic"),
    [
        ("Pourquoi un tel montant ?", "price"),
        ("Quel est son tel ?", "phone"),
        ("Le tel du plombier svp ?", "phone"),
        ("Et la garantie décennale, elle ne joue pas ?", "insurance"),
        ("N'est-ce pas au syndic de payer ?", "liability"),
        ("Pouvez-vous demander au syndic de réparer ?", "other"),
        ("Y a-t-il un tel pour les urgences ?", "phone"),
    ],
)
def test_what_an_owner_asks(words: str, topic: str) -> None:
    assert [values["topic"] for kind, values in said(words) if kind == T.QUESTION] == [topic]


@every(
    ("words", "scope"),
    [
        ("Pouvez-vous me faire le point sur les travaux dans mes trois logements ?", "all"),
        ("Un récapitulatif de tous les sinistres svp", "all"),
        ("Pouvez-vous me faire le point sur la fuite ?", "this"),
        ("Je vais faire le point sur mes comptes", None),
        ("Un récapitulatif par jour svp", None),
    ],
)
def test_an_owner_who_wants_to_know_how_things_are(words: str, scope: str | None) -> None:
    found = [values["scope"] for kind, values in said(words) if kind == T.STATUS_QUESTION]
    assert found == ([scope] if scope else [])


# --- strangers ---


@every(
    ("words", "topic"),
    [
        ("Je suis son mari, c'est moi qui ouvrirai", "presence"),
        ("La gardienne a les clés", "access"),
        ("C'est moi qui ai ouvert hier", None),
        ("Qui ouvrira ?", None),
        ("Je ne serai pas là", None),
    ],
)
def test_a_stranger_of_the_household_opens(words: str, topic: str | None) -> None:
    found = said(words, "unknown", state="planned", visit="2026-11-26")
    assert [values["topic"] for kind, values in found if kind == T.PROVIDE_INFO] == ([topic] if topic else [])
    assert T.PROVIDE_INFO not in types(said(words, "unknown")) or topic == "access"


@every(
    ("words", "sold"),
    [
        ("Chaudière en panne ? Cliquez ici. Se désabonner", True),
        ("Black Friday : -40 % sur nos chaudières", True),
        ("Nous vous proposons nos services de nettoyage", True),
        ("Ma chaudière est en panne", False),
        ("Je n'arrive pas à me désabonner de vos mails, et ma chaudière est en panne", False),
        ("J'ai cliqué ici et rien ne marche, mon radiateur fuit", False),
    ],
)
def test_what_is_sold_is_no_fault_of_the_home(words: str, sold: bool) -> None:
    found = said(words, "unknown", channel="intake")
    assert [values["topic"] for kind, values in found if kind == T.OUT_OF_SCOPE] == (["advertising"] if sold else [])
    assert (T.REPORT_NEW in types(found)) is not sold


@every(
    ("words", "confided"),
    [
        ("Merci de ne pas divulguer mon nom, le locataire sous-loue", True),
        ("Ne donnez pas mon nom au voisin", True),
        ("Je souhaite rester anonyme", True),
        ("Mon nom n'est pas sur la boîte", False),
        ("Donnez mon nom à l'interphone", False),
        ("Un tag anonyme dans le hall", False),
    ],
)
def test_whoever_hides_a_name_is_heard_in_confidence(words: str, confided: bool) -> None:
    found = [bool(values.get("confidential")) for kind, values in said(words, "unknown") if kind == T.COMMENT]
    assert any(found) is confided
    assert is_confided(words) is confided


# --- tenants ---


@every(
    ("words", "moved"),
    [
        ("Je ne suis pas là jeudi, c'est moi qui recevrai mes enfants ailleurs", True),
        ("Impossible jeudi, c'est moi qui accueillerai de la famille", True),
        ("C'est moi qui recevrai le plombier", False),
        ("C'est nous qui l'accueillerons", False),
    ],
)
def test_whom_one_receives_tells_whether_the_visit_stands(words: str, moved: bool) -> None:
    found = types(said(words, "tenant", channel="public", state="planned", visit="2026-11-26"))
    assert (T.RESCHEDULE in found) is moved
    assert (T.PROVIDE_INFO in found) is not moved
