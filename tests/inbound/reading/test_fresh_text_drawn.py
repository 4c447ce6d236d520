"""Histories whose line ends or letters were lost, heads drawn in columns and boxes, marks of ticketing programs."""

import textwrap

from mailbot.inbound.reading.fresh_text import extract
from tests.cases import every
from tests.inbound.reading.test_fresh_text_shapes import SAID, fresh

GLUED = (
    "Je serai là jeudiLe 24 nov. 2026 à 10:12, Sophie <suivi@agence.example> a écrit :Bonjour, quand ?",
    "Je serai là jeudiEnvoyé de mon iPadLe 24 nov. 2026 à 10:12, Sophie <suivi@agence.example> a écrit :Quand ?",
    "Je serai là jeudiOn Nov 24, 2026, at 10:12, Sophie <suivi@agence.example> wrote:When?",
    "Je serai là jeudiSent from my iPadOn Nov 24, 2026, at 10:12, Sophie <suivi@agence.example> wrote:When?",
    "Je serai là jeudiVon meinem iPad gesendetAm 24.11.2026 um 10:12 schrieb Sophie <suivi@agence.example>:Wann?",
    "Je serai là jeudiDe : Sophie <suivi@agence.example>\nEnvoyé : mardi 24 novembre 2026 10:12\nObjet : x\n\nQuand ?",
    "Je serai là jeudi De : Sophie <suivi@agence.example>\nDate : mardi 24 novembre 2026 10:12\nÀ : Nadia\n\nQuand ?",
    "Je serai là jeudi Date: mardi 24 novembre 2026 10:12 De: s@agence.example À: n@mail.example Objet: x Quand ?",
    'Je serai là jeudi > Message du 24/11/26 10:12 > De : "Sophie" > A : nadia@mail.example > Objet : x > Quand ?',
)


@every("words", GLUED)
def test_a_history_glued_to_the_last_word_is_folded(words: str) -> None:
    assert extract(words) == "Je serai là jeudi"


NOT_GLUED = (
    "Le code est BoxLe 24 et j'écris de nadia@mail.example : je serai là.",
    "RÉPARÉ SEULE 24 HEURES APRÈS, NADIA@MAIL.EXAMPLE A ÉCRIT : RIEN",
    "Un modèle OnePlus 8, nadia@mail.example a écrit : non.",
    "La lettreEnvoyé de mon bureau n'est pas arrivée.",
    "Je lis le message du 24/11/26 10:12 de Sophie : rien compris.",
    "Lettre reçue De : la mairie\nDate : 24/11/2026\nObjet : taxe\nQue faire ?",
    "Courrier De : Maître Riou <riou@mail.example>\nObjet : loyer impayé\nJe ne comprends pas.",
    "Réservé : Date: mardi 24 novembre à 10:12 De: la gare À: l'appartement Objet: déménagement",
)


@every("words", NOT_GLUED)
def test_words_that_run_together_are_kept(words: str) -> None:
    assert extract(words) == words


MARKS = (
    "—-—-—-—\nRépondez au-dessus de cette ligne.\n\nSophie a ajouté un commentaire :\n\nQuand ?",
    "—-—-—-—\nReply above this line.\n\nSophie commented:\n\nWhen?",
    "---- Sophie Lambert a écrit ----\n\nQuand ?",
    "---- Sophie Lambert wrote ----\n\nWhen?",
    ">>> Sophie Lambert <suivi@agence.example> 24/11/2026 10:12 >>>\nQuand ?",
    "24 nov. 2026, 10:12 de suivi@agence.example:\n\nQuand ?",
    "24. Nov. 2026, 10:12 von suivi@agence.example:\n\nWann?",
    "Write ABOVE THIS LINE to answer or open it in your browser\n\nWhen?",
    "في الثلاثاء، 24 نوفمبر 2026 في 10:12 ص كتب Sophie ما يلي <suivi@agence.example>:\n\nWhen?",
    "בתאריך יום ג׳, 24 בנוב׳ 2026 ב-10:12 מאת Sophie <suivi@agence.example>:\n\nWhen?",
)


@every("mark", MARKS)
def test_a_programs_mark_folds_the_unmarked_text_below_it(mark: str) -> None:
    assert extract(f"{SAID}\n\n{mark}") == SAID


NO_MARKS = (
    "Faut-il répondre au-dessus de cette ligne ?",
    "PUT THE LABEL ABOVE THIS LINE ON THE DOOR.",
    "Sophie <suivi@agence.example> a écrit dans le message de mardi : non...",
    "Répondez au-dessus de cette ligne : c'est écrit partout, mais où ?",
    "---- Le gardien a écrit ----\nNe pas utiliser l'ascenseur.",
    "---- Ce que Paul a écrit ----\nRien du tout.",
    "---- Mme Lefranc a écrit ----\nÇa sent le gaz.\n----\nVenez vite.",
    "==== Concierge a écrit ====\nPlus de lumière.",
    "La porte dit : DO NOT WRITE ABOVE THIS LINE\nEt le gaz fuit.",
    "Form says 'write your name ABOVE THIS LINE'\nGas is leaking.",
    "Merci de répondre au-dessus de cette ligne.\nC'est votre mail, et la cave est sous l'eau.",
    "24/11/2026 10:12 de paul@mail.example:\nIl annule, et le gaz fuit.",
    "On 24/11/2026 10:12 from paul@mail.example:\nHe cancelled, and the gas leaks.",
    "Le 24/11/2026 la voisine a ?crit :\nplus de gaz",
    "Le 24/11/2026 le facteur a Ã©crit :\nodeur de gaz",
    "Fiche d'appel Date : 24/11/2026 10:12 De : M. Riou riou@mail.example Objet : odeur de gaz au sous-sol",
    "Reçu ce jour De : M. Riou Date : 24/11/2026 10:12 Objet : odeur de gaz au sous-sol",
    "Livraison De : Lyon À : Lille Date : 24/11/2026 10:12 Objet : chaudière cassée, que faire",
    "24 nov. 2026, 10:12 appel de paul@mail.example: il veut visiter.",
    "1) Oui\n2) Le 24 novembre, à 10:12, chez moi\n3) Sophie a écrit :\nrien du tout",
    "- le 24 novembre 2026 à 10:12 chez moi\n- Sophie a écrit :\nrien du tout",
)


@every("words", NO_MARKS)
def test_what_only_looks_like_a_mark_or_is_a_list_is_kept(words: str) -> None:
    assert extract(f"{SAID}\n\n{words}") == f"{SAID}\n\n{words}"


COLUMNS = """\

             Sophie Lambert
             <suivi@agence.
             example>                                                    A
                                       nadia@mail.example
             24/11/2026 10:12                                           cc

                                                                     Objet
                                       Fuite sous l'évier


Bonjour, quand ?
"""
BOX = """\
|------------>
| De :       |
|------------>
  >-----------------------------|
  |Sophie Lambert               |
  >-----------------------------|
|------------>
| Date :     |
|------------>
  >-----------------------------|
  |24/11/2026 10:12             |
  >-----------------------------|
|------------>
| Objet :    |
|------------>
  >-----------------------------|
  |Fuite                        |
  >-----------------------------|

Bonjour, quand ?
"""


@every("head", [COLUMNS, BOX])
def test_a_head_that_is_drawn_folds_the_mail_below_it(head: str) -> None:
    assert extract(f"{SAID}\n\n{head}") == SAID


TABLES = (
    "Pièce         | Date         |\nDe : salon    | 24/11/2026   |\nÀ : cuisine   | 10:12        |\nSujet : eau | |",
    "|------|\n| Date : |\n| De :  |\n| Pour : |\n| mardi |\nle gaz fuit",
    "|------|\n| De :  |\n| midi  |\n|------|\n| À :   |\n| deux  |\n|------|",
    "Relevés :\n\n              24/11/2026         14 degrés      a\n              25/11/2026         12 degrés      b",
)


@every("words", TABLES)
def test_a_table_of_the_writers_own_is_kept(words: str) -> None:
    kept = extract(f"{SAID}\n\n{words}\n\nÇa vous va ?")
    assert kept.split() == f"{SAID}\n\n{words}\n\nÇa vous va ?".split()


SET_TO_THE_RIGHT = (
    "Bonjour,\nle 24/11/2026 10:12 la fuite a repris.\nMerci de passer.",
    "Odette Lefranc\n24/11/2026\nA\nAgence\nObjet\nFuite de gaz",
)


@every("words", SET_TO_THE_RIGHT)
def test_lines_set_far_to_the_right_are_no_head(words: str) -> None:
    said = textwrap.indent(words, " " * 13)
    assert extract(said).split() == said.split()


def test_arrows_around_more_than_an_address_and_a_moment_begin_no_history() -> None:
    said = "Mes réponses\n>>> riou@mail.example à rappeler 24/11/2026 9:00 >>>\nLe gaz fuit."
    assert "Le gaz fuit." in extract(said)


def test_a_telephone_above_a_wish_for_the_trees_belongs_to_the_card() -> None:
    wish = "Pensez à l'environnement : n'imprimez ce mail que si nécessaire."
    assert extract(f"{SAID}\n\nCordialement,\nNadia Belkacem\nGardienne\nTél : 06 39 98 10 12\n{wish}") == SAID
    assert extract(f"Mon numéro :\n06 39 98 10 12\n\n{wish}") == "Mon numéro :\n06 39 98 10 12"


GUARDED = (
    "Cet e-mail a été vérifié par le logiciel antivirus d'Avast. www.avast.com",
    "Ce courrier électronique ne contient aucun virus ou logiciel malveillant.",
    "This email has been checked for viruses by Avast antivirus software.",
    "Diese E-Mail wurde von Avast Antivirus-Software auf Viren geprüft.",
)


@every("guard", GUARDED)
def test_what_a_guard_against_viruses_says_is_nobodys_words(guard: str) -> None:
    assert extract(f"{SAID}\n\n{guard}") == SAID


LEGAL = (
    "AVERTISSEMENT : ce courriel est destiné exclusivement à la personne dont le nom figure en tête.",
    "Avis : ce message est confidentiel et destiné uniquement à la personne à qui il est adressé.",
)


@every("notice", LEGAL)
def test_a_notice_may_be_headed_as_one(notice: str) -> None:
    assert extract(f"{SAID}\n\n{notice}") == SAID


NOT_LEGAL = (
    "Ce courrier est confidentiel et destiné uniquement à vous deux : le voisin ne sait rien.",
    "Ce message est destiné uniquement à Mme Riou, merci de le lui transmettre.",
    "Avertissement : le message sur la porte dit que l'immeuble est responsable de la fuite.",
    "Cet e-mail que vous citez ne contient aucun virus, mais le lien est mort.",
    "Envoyé de mon iPhone elle fait 8 Mo, c'est trop ?",
)


@every("words", NOT_LEGAL)
def test_what_people_say_of_a_mail_and_of_whom_it_is_for_is_kept(words: str) -> None:
    assert fresh(f"{SAID}\n\n{words}").text == f"{SAID}\n\n{words}"


DAMAGED = (
    "Le mar. 24 nov. 2026 &agrave; 10:12, Sophie &lt;suivi@agence.example&gt; a &eacute;crit&nbsp;:",
    "Le mar. 24 nov. 2026 =C3=A0 10:12, Sophie <suivi@agence.example> a =C3=A9crit :",
    "Le mar. 24 nov. 2026 Ã\xa0 10:12, Sophie <suivi@agence.example> a Ã©crit :",
    "Le 24/11/2026 ? 10:12, Sophie <suivi@agence.example> a ?crit :",
    "De : Sophie <suivi@agence.example>\nEnvoyÃ© : mardi 24 novembre 2026 10:12\nÃ€ : Nadia\nObjet : x",
    "De : Sophie <suivi@agence.example>\nEnvoy? : mardi 24 novembre 2026 10:12\n? : Nadia\nObjet : x",
)


@every("introduction", DAMAGED)
def test_a_programs_line_in_the_wrong_charset_is_still_one(introduction: str) -> None:
    assert extract(f"{SAID}\n\n{introduction}\n\nBonjour, quand ?") == SAID


def test_damaged_words_of_the_writers_own_are_kept_as_they_came() -> None:
    said = "Le code &eacute;crit sur la porte : 45&nbsp;B\nQui vient ? : Paul <paul@mail.example>"
    assert extract(said) == said


QUOTED_BELOW = (
    "En réponse à Sophie Lambert <suivi@agence.example>:",
    '"Sophie" <suivi@agence.example> a écrit dans le message de news: 5f3a@agence.example...',
)


@every("introduction", QUOTED_BELOW)
def test_an_introduction_without_a_date_goes_with_its_quote(introduction: str) -> None:
    assert extract(f"{SAID}\n\n{introduction}\n> Quand ?\n> Sophie") == SAID


FOOTERS = (
    "Obtenir BlueMail pour Android",
    "Excusez les fautes, écrit depuis mon portable.",
    "Tapé sur mon Pixel, pardon pour les coquilles",
    "Courriel envoyé par Mailo",
    "Envoyé de mon\niPad",
    "Wysłane z iPada",
    "iPadから送信",
    "EnvoyÃ© depuis mon Galaxy",
)


@every("footer", FOOTERS)
def test_a_few_more_telephones_footers_are_nobodys_words(footer: str) -> None:
    assert extract(f"{SAID}\n\n{footer}") == SAID


NO_FOOTERS = (
    "Obtenir BlueMail pour Android ne suffit pas, la boîte reste vide.",
    "Télécharger Outlook pour\nAndroid ne marche pas chez moi.",
    "Excusez mon retard, le courrier envoyé depuis un mois est perdu.",
    "Désolé, envoyé depuis mon bureau hier",
    "Désolée, lundi impossible, mercredi 15h oui, écrit depuis mon portable",
    "Sorry there is water everywhere, typed on my phone",
    "Pardon pour les fautes, le gaz fuit, écrit de mon téléphone",
    "Tapé sur mon téléphone, odeur de gaz",
    "Tapé sur mon téléphone : gaz",
    "Courriel envoyé par La Poste",
    "Message envoyé par téléphone",
    "Cordialement,\nOdette\nLa photo du plafond est sur www.photos.example",
    "Message envoyé par Outlook et refusé trois fois de suite.",
    "Tapé sur mon clavier toute la nuit, le rapport est prêt.",
    "De : Agence\nEnvoyé par courrier\nObjet : bail signé",
)


@every("words", NO_FOOTERS)
def test_a_sentence_about_a_program_or_a_letter_is_kept(words: str) -> None:
    assert extract(f"{SAID}\n{words}") == f"{SAID}\n{words}"


def test_an_automatic_mails_request_and_a_disowned_opinion_are_nobodys_words() -> None:
    for notice in (
        "Ce courriel est envoyé automatiquement, merci de ne pas y répondre.",
        "La société ne peut être tenue responsable de ce message, qui n'engage que son auteur.",
    ):
        assert extract(f"{SAID}\n\nCordialement,\nNadia\n\n{notice}") == f"{SAID}\n\nCordialement,\nNadia"
    for said in (
        "Le répondeur dit « message automatique, ne pas répondre » quand j'appelle.",
        "La copropriété ne peut être tenue responsable de la fuite, dit ce courrier. Est-ce vrai ?",
        "Suite à votre message automatique, impossible de ne pas répondre : la cave est sous l'eau.",
        "Your automated email says do not reply, but there is gas in the hall.",
        "Avis : le balcon du 2e tombe. Ce message est destiné au syndic, qui en sera tenu responsable. Accès interdit.",
        "Ce mail est destiné au bailleur : il est responsable de l'escalier. Accès interdit, voir pièces jointes.",
        "Ce courriel vaut mise en demeure, l'agence sera tenue responsable de l'accident. Photos en pièce jointe.",
    ):
        assert extract(f"{SAID}\n\n{said}") == f"{SAID}\n\n{said}"


def test_lotus_notes_head_may_be_a_table() -> None:
    head = (
        "<table><tr><td><b>Sophie &lt;s@x.example&gt;</b><p>24/11/2026 10:12</p></td><td><table><tr><td>A</td><td>n"
        "</td></tr><tr><td>cc</td><td></td></tr><tr><td>Objet</td><td>x</td></tr></table></td></tr></table>Quand ?"
    )
    assert extract(f"<p>Il fuit.</p>{head}", fmt="html") == "Il fuit."


NO_CARDS = (
    "Merci d'avance\nAppelez Mathieu Lefranc\n06 39 98 10 12",
    "Merci de rappeler\nMathieu Lefranc\n06 39 98 10 12",
    "Merci\nMathieu Lefranc\n06 39 98 10 12\nIl vous attend demain.",
    "Bonne journée\nLe code est 45B12\n12 rue du Port",
    "---\nTotal | 12 | 06 39 98 10 12",
    "Merci beaucoup\nMathieu Lefranc\n06 39 98 10 12\nOdeur de gaz chez lui",
    "Appelez plutôt ma sœur.\nMerci\nJeanne Lefranc\n06 39 98 10 12",
    "Nom | Souci | Tél\n------\nJeanne Lefranc | Plafond | 06 39 98 10 12",
    "À voir :\n-----\nMme Lefranc | Gardienne | 06 39 98 10 12",
    "À voir :\n-----\nJeanne Lefranc | fuite au plafond | 06 39 98 10 12",
    "À voir :\n-----\nJeanne Lefranc | Plus de lumière | 06 39 98 10 12",
    "À voir :\n-----\nJeanne Lefranc | Étage 3 | 06 39 98 10 12",
)


@every("words", NO_CARDS)
def test_whom_to_call_and_where_is_kept(words: str) -> None:
    assert fresh(f"Bonjour,\n\n{words}").text == f"Bonjour,\n\n{words}"


def test_a_farewell_in_two_languages_and_a_card_in_one_line() -> None:
    assert extract(f"{SAID}\n\nCordialement / Kind regards\n\nTom Hale\nManager\nTel: +33 2 39 98 10 12") == SAID
    assert extract(f"{SAID}\n\n---\nTom Hale | Manager | +33 2 39 98 10 12") == SAID


INTRODUCED = "Le 24/11/2026 à 10:12, Sophie Lambert a écrit :"
MARKED_OTHERWISE = (
    f"{INTRODUCED}\n\nSL> Un badge ?\nSL> Une clé ?\n\nUn badge.\n\nSL> Lequel ?\n\nLe gris.",
    f"{INTRODUCED}\n| Un badge ?\n| Une clé ?\n\nUn badge.\n\n| Lequel ?\n\nLe gris.",
)


@every("mail", MARKED_OTHERWISE)
def test_initials_and_bars_mark_a_quote_too(mail: str) -> None:
    assert extract(mail) == "Un badge.\n\nLe gris."


NOT_MARKED = (
    "T> 19 °C dans le salon\nT> 15 °C dans la chambre",
    "SL> c'est le sigle sur la porte",
    "RDC> odeur de gaz\nRDC> porte cassée",
    "Passage du 24/11 :\nSDB> fuite sous le lavabo\nSDB> prise noircie",
    "Mes heures de la semaine 48 :\nMAR> 9h-11h\nMAR> 14h-16h",
    "MOI> ça sent le gaz\nLUI> appelez\nMOI> trop tard",
    "| Pièce | Relevé |\n| salon | 19 |",
    "Menu> Réglages\nMenu> Chauffage",
)


@every("words", NOT_MARKED)
def test_a_sign_or_a_table_that_the_writer_typed_marks_no_quote(words: str) -> None:
    assert extract(f"Bonjour,\n\n{words}\n\nÇa va ?") == f"Bonjour,\n\n{words}\n\nÇa va ?"


def test_what_an_author_is_called_may_be_a_question() -> None:
    assert extract(f"{SAID}\n\nLe 24/11/2026 à 10:12, Qui est là ? <qui@mail.example> a écrit :\n\nQuand ?") == SAID
    said = "Le 24/11/2026 à 10:12, vous étiez où ? Paul a écrit :\nrien du tout"
    assert extract(said) == said


@every("blank", [" ", "\N{NO-BREAK SPACE}"])
def test_a_footer_far_behind_the_last_word_harms_nobody(blank: str) -> None:
    line = f"Le gaz fuit.{blank * 170}Envoyé de mon iPhone"
    assert extract(line).startswith("Le gaz fuit.")
    assert extract(f"<p>{line}</p>", fmt="html").startswith("Le gaz fuit.")
