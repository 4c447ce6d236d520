"""Histories in the middle of a line, notices without a mark of their own, and words of people that look like them."""

from mailbot.inbound.reading.fresh_text import extract
from mailbot.inbound.reading.spans import SpanKind
from tests.cases import every
from tests.inbound.reading.test_fresh_text_shapes import SAID, fresh

FLATTENED = {
    "gmail": "Le mar. 24 nov. 2026 à 10:12, Sophie <suivi@agence.example> a écrit : > Bonjour, > quand ? > Sophie",
    "thunderbird": "Le 24/11/2026 à 10:12, Sophie Lambert a écrit : > Bonjour, quand ?",
    "wrapped": "Le mar. 24 nov. 2026 à 10:12, Sophie Lambert <suivi@agence.example>\na écrit :\nBonjour, quand ?",
    "outlook": "De : Sophie <suivi@agence.example> Envoyé : mardi 24 novembre 2026 10:12 À : Nadia Objet : x Bonjour",
    "old_outlook": "-----Message d'origine----- De : Sophie [mailto:s@agence.example] Envoyé : mardi À : N Objet : x",
    "orange": "Envoyé depuis l'application Mail Orange ------------ De: s@agence.example Envoyé: mardi, 24 nov. 2026 "
    "À: n@mail.example Objet: x Quand ?",
    "german": "Am 24.11.2026 um 10:12 schrieb Sophie <suivi@agence.example>: > Wann?",
    "spanish": "De: Sofía <s@agence.example> Enviado: martes, 24 de noviembre de 2026 10:12 Para: N Asunto: x ¿Cuándo?",
}


@every("history", FLATTENED.values())
def test_a_history_in_the_middle_of_a_line_is_folded(history: str) -> None:
    said = "Le volet ne ferme plus, vous pouvez passer jeudi."
    assert fresh(f"{said} {history}").text == said
    assert fresh("", f"<p>{said} {history.replace('<', '&lt;').replace(chr(10), '<br>')}</p>").text == said


NOT_FLATTENED = (
    "Le 24/11/2026 à 10:12, le gardien Paul a écrit : « je passe ce soir », et depuis plus rien.",
    "Le 24/11/2026 à 10h12, Paul m'a écrit de paul@mail.example : il passe lundi, avec l'échelle.",
    "Écrivez à mon mari <paul@mail.example> : il sera là le 24/11/2026 de 10:00 à 12:00, moi non.",
    "On 24 November at 10:00 call Paul <paul@mail.example>: he has the key, I am away until Friday.",
    "Mon trajet est celui-ci : De : Lyon À : Lille Date : 24/11/2026 à 10:00, paul@mail.example vient aussi.",
    "Le colis : Expéditeur : Amazon. Envoyé : 20/11/2026. Arrivé cassé, voir paul@mail.example pour la photo.",
    "J'ai relu ceci. Le 24/11/2026 à 10:12, Madame Haddad a écrit : on vient jeudi. Personne, et ça sent le brûlé.",
    "On 24/11/2026 at 10:12, Sam wrote: see you at noon. Nobody came. Water everywhere.",
    "Mail du bailleur. De : Haddad <k@haddad.example> Date : 24/11/2026 Objet : eau. Il coupe l'eau, on fait quoi ?",
    "Forfait ----- Message important ----- 50 € de l'heure, écrivez à paul@mail.example pour réserver.",
)


@every("words", NOT_FLATTENED)
def test_what_people_say_in_one_line_is_kept(words: str) -> None:
    assert fresh(f"Bonjour,\n{words}").text == f"Bonjour,\n{words}"


def test_the_spans_of_a_line_that_was_taken_apart_tile_it() -> None:
    mail = fresh("  Passez jeudi après dix heures. Le 24/11/2026 à 10:12, Sophie a écrit : > Quand ?  \n")
    assert [mail.source[span.start : span.end].strip() for span in mail.spans] == [
        "Passez jeudi après dix heures.",
        "Le 24/11/2026 à 10:12, Sophie a écrit :",
        "> Quand ?",
    ]
    assert [span.kind for span in mail.spans] == [SpanKind.KEPT, SpanKind.HISTORY, SpanKind.HISTORY]


NOTICES = (
    "Ce message, ainsi que ses annexes, est confidentiel et destiné exclusivement à la personne visée.",
    "Ce courrier électronique et ses pièces jointes sont\nconfidentiels. Si vous l'avez reçu par erreur, supprimez-le.",
    "Merci de penser à la planète avant d'imprimer ce mail.",
    "Conformément au RGPD, vous disposez d'un droit d'accès : écrivez à dpo@regie.example.",
    "Aucun virus trouvé dans ce message.\nAnalyse effectuée par AVG - www.avg.fr",
    "Vous recevez ce message car vous êtes inscrit à la liste des locataires.",
    "Pour vous désabonner, cliquez sur ce lien : https://listes.example/quitter",
    "This message may be privileged. If you are not the addressee, delete it.",
    "Bitte denken Sie an die Umwelt, bevor Sie diese Nachricht ausdrucken.",
    "Virusvrij. www.avg.com",
    "Este mensaje es confidencial; si lo recibe por error, comuníquelo al destinatario.",
)


@every("notice", NOTICES)
def test_a_notice_is_known_by_what_it_speaks_of(notice: str) -> None:
    assert fresh(f"{SAID}\n\n{notice}").text == SAID
    assert fresh("", f"<div>Il fuit encore.</div><div>{notice}</div>").text == "Il fuit encore."


def test_a_shorter_notice_stands_below_a_closing() -> None:
    notice = "Tout message électronique est susceptible d'altération : nous déclinons toute responsabilité à ce titre."
    assert fresh(f"{SAID}\n\nCordialement,\nNadia\n\n{notice}").text == SAID
    assert notice in fresh(f"{SAID}\n\n{notice}").text


NO_NOTICES = (
    "Ce message est destiné au bailleur, il est confidentiel.\n\nÇa sent le gaz dans le couloir.",
    "Ce mail est réservé au syndic, ne pas le divulguer aux voisins.\n\nVous pouvez commander la pompe.",
    "Ce mail est confidentiel : le code 45B12 est exclusivement pour le plombier.\n\nIl vient mardi.",
    "Merci de remettre ce courrier à son destinataire, arrivé par erreur, confidentiel.\n\nLe hall est inondé.",
    "This message is meant for the recipient of the keys, who is liable for them.\n\nThe tap is leaking.",
    "This message is intended for the owner and confidential.\n\nSmell of gas in the hall!",
    "Ce mail est confidentiel, destinataire exclusif : le syndic, non divulgué.\n\nÇa sent le gaz.",
    "Avec le RGPD vous pouvez me donner son numéro ?\n\nL'eau coule chez lui.",
    "Selon le RGPD, vous disposez de nos numéros. Vous pouvez les effacer après la visite.",
    "L'affiche RGPD est tombée, vos données sont lisibles dans le hall.",
    "Vous recevez ce message en groupe avec la voisine.\n\nLe ballon fuit.",
    "Vous recevez ce mail pour la liste des travaux :\n\n- fuite du lavabo\n- porte cassée",
    "On a cliqué sur le lien pour se désinscrire de mardi.\n\nPlutôt vendredi 10h.",
    "Où se désabonner ? Pour se désinscrire le lien est mort.\n\nSinon le radiateur est froid.",
    "L'anti-virus bloque ce mail, la photo de la fuite suit par la poste.",
    "Merci d'imprimer ce mail et de l'afficher dans le hall.",
    "Ce message est confidentiel, n'en parlez pas à mon voisin.",
    "Ce mail est destiné au propriétaire : l'assurance décline toute responsabilité.",
    "Merci de détruire le courrier arrivé par erreur au nom de l'ancien locataire.",
    "Pouvez-vous imprimer ce message et l'afficher dans le hall ?",
    "Avant d'imprimer le bail, dites-moi s'il est à jour.",
    "Nous demandons, conformément au RGPD, l'effacement de nos données.",
    "Vous recevez ce message car la fuite continue.",
    "Les informations contenues dans ce bail sont fausses.",
    "Avertissement : le chien mord.",
    "Este mensaje es para avisar de una fuga en el baño.",
    "Questo messaggio per dirvi che la caldaia è rotta.",
)


@every("words", NO_NOTICES)
def test_what_people_say_of_mail_paper_and_viruses_is_kept(words: str) -> None:
    assert fresh(f"Bonjour,\n\n{words}").text == f"Bonjour,\n\n{words}"
    assert fresh(f"{SAID}\n\n{words}").text == f"{SAID}\n\n{words}"


def test_what_somebody_says_of_themselves_below_a_notice_is_kept() -> None:
    notice = "Ce courriel est confidentiel et réservé à son destinataire."
    mine = "Je vous ai aussi envoyé la photo."
    assert fresh(f"{SAID}\n\n{notice}\n\n{mine}").text == f"{SAID}\n\n{mine}"


@every(
    "words", ["Envoyé par la Poste hier.", "Envoyé de mon téléphone mais jamais reçu.", "De mon téléphone c'est vide."]
)
def test_a_sentence_that_begins_like_a_telephones_footer_is_kept(words: str) -> None:
    assert fresh(f"{SAID}\n{words}").text == f"{SAID}\n{words}"


@every("words", ["Au nom de :\nNadia Belkacem\n06 39 98 10 12", "Le bail est au nom de\nNadia", "LG"])
def test_a_name_that_was_asked_for_is_no_signature(words: str) -> None:
    assert fresh(f"{words}\n\nLe 24/11/2026 à 10:12, Sophie a écrit :\n> Quel nom ? Quelle marque ?").text == words


def test_the_visible_reply_drops_a_farewell_that_goes_over_into_a_card() -> None:
    assert extract("Passez jeudi.\n\nCordialement,\nNadia Belkacem\nGardienne\n06 39 98 10 12") == "Passez jeudi."


@every("farewell", ["Cordialement,\nNadia\nSauf jeudi", "Bien à vous,\nNadia\nAprès dix heures"])
def test_the_visible_reply_keeps_one_line_below_the_name(farewell: str) -> None:
    assert extract(f"Oui.\n\n{farewell}") == f"Oui.\n\n{farewell}"


def test_the_long_formula_may_be_led_up_to() -> None:
    led_up = (
        "Dans l'attente de votre retour, je vous prie d'agréer, Madame, mes salutations distinguées.\nNadia Belkacem"
    )
    assert fresh(f"{SAID}\n\n{led_up}").text == SAID
    hoped = "Dans l'attente de votre visite du 24, je vous prie d'agréer, Madame, mes salutations."
    assert hoped in fresh(f"{SAID}\n\n{hoped}").text


BOXES = ("__SIG_PRE__", "_rc_sig", "k9mail-signature", "front-signature", "missive_signature")


@every("box", BOXES)
def test_a_programs_box_for_the_signature_holds_no_words(box: str) -> None:
    assert fresh("", f'<div>Il fuit.</div><div class="{box}">Résidence des Lilas<br>Gardienne</div>').text == "Il fuit."


def test_the_new_outlooks_box_holds_the_history() -> None:
    old = '<div id="mail-editor-reference-message-container"><div>Bonjour Madame</div></div>'
    assert fresh("", f"<div>Il fuit.</div>{old}").text == "Il fuit."


def test_a_persons_own_labels_above_a_header_block_are_kept() -> None:
    block = "De : Sophie <suivi@agence.example>\nEnvoyé : mardi 24 novembre 2026 10:12\nObjet : x"
    for own in ("À : midi pile, ou jeudi", "Objet : la fuite du 3e"):
        assert fresh(f"Passez donc.\n{own}\n\n{block}\n\nBonjour").text == f"Passez donc.\n{own}"


def test_a_rule_that_was_drawn_above_the_last_words_is_no_card() -> None:
    said = "Total : 385 €\n______________\nTVA : 35 €, à régler au 06 39 98 00 31"
    assert fresh(f"{said}\n\nCordialement,\nNadia\n06 39 98 10 12").text == said


def test_a_reply_that_ends_with_a_date_keeps_it() -> None:
    said = "Relevé de la cuisine : 128\nLe 24/11/2026"
    assert fresh(f"{said}\nLe 23/11/2026 à 10:12, Sophie a écrit :\n> Quel relevé ?").text == said


def test_stars_around_an_introduction_go_with_it() -> None:
    starred = "*Le mar. 24 nov. 2026 à 10:12, Sophie <suivi@agence.example> a écrit :*"
    assert fresh(f"{SAID}\n\n{starred}\n\n> Est-ce réparé ?").text == SAID


def test_a_telephones_footer_at_the_end_of_a_line_is_nobodys_words() -> None:
    assert fresh("C'est réparé, merci. Envoyé de mon iPhone").text == "C'est réparé, merci."
    assert fresh("It works! Sent from my Galaxy").text == "It works!"
    said = "Ma réponse ? Envoyé de mon bureau, le courrier est arrivé mardi."
    assert fresh(said).text == said
    assert fresh("La photo est floue, envoyée de mon iPhone").text == "La photo est floue, envoyée de mon iPhone"


@every(
    "card",
    [
        "Nadia Belkacem | Atelier Mirador",
        "Nadia Belkacem • Atelier Mirador\n06 39 98 10 12",
        "Mme Belkacem, 3e étage",
        "Nadia Belkacem, appt 12, bât B",
        "Nadia Belkacem, voisine du 2e\n06 39 98 10 12",
    ],
)
def test_a_name_with_its_company_or_its_door_is_a_signature(card: str) -> None:
    assert fresh(f"Le volet ne ferme plus.\n\n{card}").text == "Le volet ne ferme plus."


@every(
    "words",
    [
        "Mme Belkacem, 3e étage",
        "C'est chez qui ?\n\nMme Belkacem, 3e étage",
        "L'occupante est :\n\nMme Belkacem, 3e étage",
        "Voir avec\nMme Belkacem, 3e étage",
        "Le volet ne ferme plus chez\n\nMme Perrin, 3e étage",
        "Appelez-moi\n\nNadia | Jeudi Matin",
        "Nadia Belkacem | Bon Pour Accord",
        "Nadia Belkacem | Impossible",
        "Je rappelle\n\nNadia Belkacem | Jeudi Matin",
        "Le nom sur la sonnette est\n\nNadia Belkacem, 3e étage",
        "L'interphone indique\n\nNadia Belkacem, 3e étage",
    ],
)
def test_a_name_that_is_an_answer_is_kept(words: str) -> None:
    assert fresh(words).text == words
