"""Words of the writer's own that stand where programs and companies write: none of them is cut with the notice."""

from mailbot.inbound.reading.fresh_text import extract
from tests.cases import every
from tests.inbound.reading.test_fresh_text_shapes import SAID, fresh

OPENED_LIKE_A_NOTICE = (
    "Ce message est confidentiel. Le locataire du 4e sous-loue à des touristes.",
    "Ce message est confidentiel.\n\nLe locataire du 4e sous-loue à des touristes.",
    "Ce courriel est confidentiel.\nLe gardien dort pendant son service.",
    "Ceci est un message automatique, merci de ne pas répondre. La cave est sous l'eau.",
    "Si vous avez reçu ce mail par erreur, passez-le au syndic : le portail est ouvert.",
    "Si vous avez reçu ce message par erreur, dommage, le volet reste cassé.",
    "Si vous avez reçu ce message par erreur c'est que le gardien s'est trompé d'adresse.",
    "Si vous n'êtes pas le destinataire, dites-moi qui s'occupe du portail.",
    "Droit à la déconnexion ou non, la serrure est forcée depuis hier.",
    "Toute utilisation de ce message contre la gardienne serait injuste. Le hall est propre.",
    "This message is confidential.\n\nThe couple upstairs rents the flat out by the night.",
    "This email is confidential. The caretaker sleeps all day.",
    "Please do not reply to this email, phone the caretaker. The gate is open.",
    "Save paper: keep the receipts. The lift is out of order again.",
    "Disclaimer: no plumber here. But the pipe looks loose.",
    "If you have received this twice, sorry. The gate is open again.",
)


@every("words", OPENED_LIKE_A_NOTICE)
def test_what_is_said_behind_the_opening_of_a_notice_is_kept(words: str) -> None:
    assert extract(f"Bonjour,\n\n{words}") == f"Bonjour,\n\n{words}"
    assert extract(f"{SAID}\n\n{words}") == f"{SAID}\n\n{words}"


NOTICES = (
    "Ce message est confidentiel.",
    "Ceci est un message automatique, merci de ne pas répondre. Pour toute question, contactez votre conseiller.",
    "Si vous avez reçu ce message par erreur, merci d'en avertir l'expéditeur et de l'effacer.",
    "Si vous n'êtes pas le destinataire de ce courriel, toute copie est interdite.",
    "Droit à la déconnexion : si ce mail vous parvient hors de vos horaires, il n'appelle pas de réponse.",
    "If you have received this email in error, please notify the sender.",
    "Please do not reply to this email. This mailbox is not monitored.",
    "Save paper. Think before you print.",
    "Pensez à l'environnement avant d'imprimer ce message.\nMerci.",
    "Esta mensagem é confidencial. Se não for o destinatário, elimine-a.",
    "This communication may be privileged. If you are not the intended recipient, delete it.",
    "La présente communication est confidentielle et destinée exclusivement à la personne visée.",
    "L'intégrité de ce message n'étant pas garantie, la Régie ne peut en être tenue responsable.",
    "Pensez à l'environnement avant d'imprimer ce mail. Ensemble, préservons la nature.",
    "Ceci est un message automatique, merci de ne pas y répondre. Votre gestionnaire vous répond sous 48 heures.",
    "This is an automated message, do not reply. Our team will get back to you.",
    "Conformément au RGPD, vous disposez d'un droit d'accès. Vous pouvez l'exercer au siège de la Régie.",
    "Aucun virus trouvé dans ce message. Analyse effectuée par AVG",
    "Ce message est confidentiel. Toute publication, même partielle, doit être autorisée.",
    "Ce courriel est confidentiel et couvert par le secret médical.",
    "Si vous n'êtes pas le destinataire, vous ne devez ni le lire ni le diffuser.",
    "Si vous avez reçu ce mail par erreur, veuillez nous excuser.",
    "This email is confidential. Any dissemination is prohibited.",
    "If you are not the intended recipient you must not use it.",
    "Please do not reply to this email, replies go to an unmanned account.",
)


@every("notice", NOTICES)
def test_a_notice_that_says_no_more_is_nobodys_words(notice: str) -> None:
    assert extract(f"{SAID}\n\n{notice}") == SAID


def test_thanks_below_a_notice_are_a_persons_unless_they_stand_in_it() -> None:
    for notice in (
        "Pensez à l'environnement avant d'imprimer ce message.",
        "Ceci est un message automatique, ne répondez pas.",
    ):
        assert extract(f"{SAID}\n\n{notice}\n\nMerci !").endswith("Merci !")


def test_words_that_lawyers_use_too_make_no_notice_of_a_persons() -> None:
    for words in (
        "L'intégrité de ce message vocal est assurée, réécoutez-le.",
        "L'intégrité de ce courrier est garantie, l'huissier l'a lu.",
        "Ce mail est confidentiel : le voisin sous-loue, il faut éliminer les rats.",
    ):
        assert extract(f"{SAID}\n\nCordialement,\nNadia Belkacem\n\n{words}").endswith(words)


BELOW_A_RULE = (
    "Le destinataire du colis, au 2e, est parti.",
    "Mon ordinateur a un virus, appelez plutôt.",
    "Document confidentiel : le bail du voisin est faux.",
    "Comment se désinscrire de vos rappels ?",
)


@every("words", BELOW_A_RULE)
def test_a_second_subject_below_a_short_rule_is_kept(words: str) -> None:
    assert extract(f"{SAID}\n\n---\n{words}") == f"{SAID}\n\n---\n{words}"


def test_a_notice_below_a_rule_is_nobodys_words() -> None:
    for notice in ("Ce mail et ses annexes sont confidentiels.", "Pour vous désabonner, écrivez à liste@regie.example"):
        assert extract(f"{SAID}\n\n---\n{notice}") == SAID
    assert extract(f"{SAID}\n\n________\nThis e-mail is intended only for the named recipient.") == SAID
    assert extract(f"{SAID}\n\n--------------\nStrictement confidentiel") == SAID


def test_a_rule_of_two_dashes_above_a_list_is_no_signature() -> None:
    points = "1) la porte du hall\n2) le volet\n3) la cave"
    assert extract(f"{SAID}\n--\n{points}") == f"{SAID}\n--\n{points}"
    announced = "Mes deux points :\n--\nLa porte du hall est cassée.\nLe volet ne ferme plus."
    assert extract(f"{SAID}\n{announced}") == f"{SAID}\n{announced}"
    signed = "-- \nNadia Belkacem\nGardienne\n06 39 98 10 12"
    assert extract(f"{announced}\n{signed}") == announced
    assert extract(f"Mon numéro :\n{signed}") == "Mon numéro :"
    for card in ("1, rue Haute\n2e étage", "- Nadia Belkacem -\n- Gardienne -", "• Nadia\n• Tél : 06 39 98 10 12"):
        assert extract(f"{SAID}\n--\n{card}") == SAID


def test_somebody_who_speaks_again_below_their_stored_signature_is_heard() -> None:
    again = "J'ai oublié : la cave est fermée à clé."
    assert extract(f"{SAID}\n-- \nNadia\nGardienne\n\n{again}") == f"{SAID}\n\n{again}"
    for stored in (
        "J'agis, je n'imprime pas ce mail.",
        "Je ne travaille pas le mercredi.",
        "My working hours may not be yours.",
        "Le bien-être de tous",
    ):
        assert extract(f"{SAID}\n-- \nNadia\n\n{stored}") == SAID


ENDINGS = (
    "-- \nNadia",
    "Cordialement,\nNadia Belkacem\nGardienne",
    "Ceci est un message automatique, ne pas répondre.",
)
DANGERS = (
    "Ça sent le gaz dans la cage d'escalier.",
    "il y a de l'eau sur le tableau électrique",
    "I smell gas in the hall",
    "Ça sent le brûlé dans les combles",
    "Ça sent le gaz dans votre hall, venez vite",
    "On sent le gaz chez nous",
    "Nous avons une odeur de gaz",
    "Notre tableau électrique fume",
    "Odeur de gaz dans le hall.",
    "Feu dans la cave",
    "La prise fait des étincelles",
    "Le détecteur de monoxyde sonne",
    "There is a fire in our kitchen",
    "We smell gas",
    "Il y a le feu, on s'occupe de sortir les enfants",
)


@every("ending", ENDINGS)
@every("danger", DANGERS)
def test_a_danger_told_below_an_ending_is_said(ending: str, danger: str) -> None:
    assert fresh(f"{SAID}\n\n{ending}\n{danger}").text.endswith(danger)
    assert extract(f"{SAID}\n\n{ending}\n{danger}").endswith(danger)


OFFERED = (
    "En cas d'odeur de gaz, appelez le gardien.",
    "SOS fuite de gaz",
    "Gaz Service, dépannage de fuites de gaz",
    "Vous sentez le gaz ? Appelez-nous",
    "If you smell gas, call us",
    "Nous avons l'habitude des fuites de gaz",
    "Inondation, incendie : on nettoie tout",
    "On répare les plafonds effondrés",
    "Le monoxyde de carbone est mortel",
    "Odeur de gaz au 0 800 47 33 33",
    "Notre métier, le gaz",
)


@every("motto", OFFERED)
def test_a_company_that_speaks_of_dangers_on_its_card_tells_of_none(motto: str) -> None:
    assert fresh(f"{SAID}\n\n-- \nNadia Belkacem\nGardienne\n{motto}").text == SAID


DRAWN_BY_HAND = (
    "Voici le mot du hall :\n\n---- Odette Perrin a écrit ----\n\nplus de vélos",
    "----- Odette Perrin a écrit -----\nplus de vélos",
    "--- Odette Perrin a écrit ---\nplus de vélos\n---\nOn fait quoi ?",
    "Voyez.\n---- Odette Perrin a écrit ----\nplus de vélos",
    "Voyez.\n\n---- Odette Perrin a écrit ----\n\noui\n\n---- Karim Haddad a écrit ----\n\nnon",
)


@every("words", DRAWN_BY_HAND)
def test_a_name_between_dashes_drawn_by_hand_folds_nothing(words: str) -> None:
    assert extract(words) == words


def test_a_telephones_mark_with_nothing_above_it_is_nobodys_words() -> None:
    assert extract("---- Sophie Lambert a écrit ----\n\nLa fuite est-elle réparée ?") == ""


def test_a_telephones_mark_may_stand_without_its_rules_above_the_labels() -> None:
    block = "De : Sophie <suivi@agence.example>\nEnvoyé : mardi 24 novembre 2026 10:12\nÀ : Nadia\nObjet : x\n\nQuand ?"
    assert extract(f"{SAID}\n\n  Message original  \n{block}") == SAID
    assert extract(f"{SAID}\n\nOriginal Message\n{block}") == SAID
    kept = "Je n'ai plus le\nMessage original\nPouvez-vous le renvoyer ?"
    assert extract(kept) == kept


def test_what_is_asked_for_below_a_name_is_said() -> None:
    asked = "Sonner deux fois.\nLaissez la clé chez Paul.\nDemandez un autre devis.\nVoyez le logement du dessus."
    assert fresh(f"{SAID}\n\nCordialement,\nNadia Belkacem\n{asked}").text == f"{SAID}\n\n{asked}"
    for card in (
        "Conseiller en gestion locative.",
        "Suivez-nous tous sur Facebook.",
        "Premier étage à gauche.",
        "Entretenir votre patrimoine depuis 1980.",
        "Prenez rendez-vous en ligne.",
        "Donnez votre avis sur Google.",
        "Agir ensemble pour demain.",
    ):
        assert fresh(f"{SAID}\n\nCordialement,\nNadia Belkacem\n{card}").text == SAID


NOTES = (
    "Compte rendu\nDe : M. Riou, plombier\nDate : 24/11/2026 à 14:30\nObjet : fuite\nLe joint est à changer, 85 €.",
    "Appel reçu\nDe : Mme Perrin\nDate : 24/11/2026 à 14:30\nObjet : serrure\nElle ne peut plus rentrer.",
)


@every("note", NOTES)
def test_a_note_that_is_addressed_to_nobody_is_no_header_block(note: str) -> None:
    assert extract(note) == note
    assert extract(f"{SAID}\n\n{note}") == f"{SAID}\n\n{note}"


HEADS_WITHOUT_A_RECIPIENT = (
    "De : Sophie Lambert\nDate : 24/11/2026 à 14:30\nObjet : Re: Fuite",
    "De : Sophie Lambert\nDate : mardi 24 novembre 2026 10:12\nObjet : Fuite",
    "From: Sophie Lambert\nDate: Tue, 24 Nov 2026 10:12:00 +0100\nSubject: Leak",
)


@every("head", HEADS_WITHOUT_A_RECIPIENT)
def test_a_head_that_answers_or_is_dated_as_programs_do_begins_history(head: str) -> None:
    assert extract(f"{SAID}\n\n{head}\n\nLa fuite est-elle réparée ?") == SAID
    assert extract(f"{head}\n\nLa fuite est-elle réparée ?") == ""


def test_what_is_said_below_the_links_to_a_meeting_is_kept() -> None:
    links = "Réunion Microsoft Teams\nRejoindre : https://teams.example/1\nID de réunion : 312 004 118"
    again = "Au fait, le volet est cassé."
    assert extract(f"{SAID}\n\n{'_' * 80}\n{links}\n\n{again}") == f"{SAID}\n\n{again}"
    said = "Réunion Zoom\nmardi 10h avec le syndic pour le toit."
    assert extract(f"{SAID}\n\n--------\n{said}").endswith(said)


def test_a_calendars_links_to_a_meeting_are_nobodys_words() -> None:
    rule = "_" * 80
    links = "Rejoindre : https://teams.example/1\nID de réunion : 312 004 118"
    assert extract(f"{SAID}\n\n{rule}\nRéunion Microsoft Teams\n{links}\n{rule}") == SAID
    said = "Réunion Microsoft Teams mardi ?\nou bien sur place"
    assert extract(f"{SAID}\n\n{rule}\n{said}").endswith(said)


def test_a_programs_own_link_goes_with_its_footer() -> None:
    assert extract(f"{SAID}\n\nEnvoyé avec AquaMail pour Android\nhttps://www.mobisystems.com/aqua-mail") == SAID
    shared = "https://photos.example/album/fuite"
    assert shared in extract(f"{SAID}\n\nEnvoyé de mon iPhone\n{shared}")
