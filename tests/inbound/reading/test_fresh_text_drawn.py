"""Histories whose line ends were lost, heads drawn in columns and boxes, marks of ticketing programs, and lists."""

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
)


@every("mark", MARKS)
def test_a_programs_mark_folds_the_unmarked_text_below_it(mark: str) -> None:
    assert extract(f"{SAID}\n\n{mark}") == SAID


NO_MARKS = (
    "Faut-il répondre au-dessus de cette ligne ?",
    "Répondez au-dessus de cette ligne : c'est écrit partout, mais où ?",
    "---- Le gardien a écrit ----\nNe pas utiliser l'ascenseur.",
    "---- Ce que Paul a écrit ----\nRien du tout.",
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
    "|------|\n| De :  |\n| midi  |\n|------|\n| À :   |\n| deux  |\n|------|",
    "Relevés :\n\n              24/11/2026         14 degrés      a\n              25/11/2026         12 degrés      b",
)


@every("words", TABLES)
def test_a_table_of_the_writers_own_is_kept(words: str) -> None:
    kept = extract(f"{SAID}\n\n{words}\n\nÇa vous va ?")
    assert kept.split() == f"{SAID}\n\n{words}\n\nÇa vous va ?".split()


def test_lines_set_far_to_the_right_are_no_head() -> None:
    said = textwrap.indent("Bonjour,\nle 24/11/2026 10:12 la fuite a repris.\nMerci de passer.", " " * 13)
    assert extract(said).split() == said.split()


def test_a_telephone_above_a_wish_for_the_trees_belongs_to_the_card() -> None:
    wish = "Pensez à l'environnement : n'imprimez ce mail que si nécessaire."
    assert extract(f"{SAID}\n\nCordialement,\nNadia Belkacem\nGardienne\nTél : 06 39 98 10 12\n{wish}") == SAID
    assert extract(f"Mon numéro :\n06 39 98 10 12\n\n{wish}") == "Mon numéro :\n06 39 98 10 12"


def test_a_raw_mails_sender_signs_with_a_card() -> None:
    mail = "From: Nadia Belkacem <nadia@mail.example>\nSubject: Re: x\n\nPassez jeudi.\n\nNadia Belkacem\n"
    assert extract(f"{mail}Gardienne\nTél. 06 39 98 10 12\n".encode(), fmt="eml") == "Passez jeudi."
    assert extract(mail.encode(), fmt="eml") == "Passez jeudi.\n\nNadia Belkacem"


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
