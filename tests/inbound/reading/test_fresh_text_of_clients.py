"""The same words through every mail program give the same fresh text: the rest is the program's."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.fresh_text import extract, fresh_text
from tests.inbound.reading.clients import CLIENTS, MAILS, WRITER, Body, Client, mail_of

WORDS = {
    "short": "oui",
    "emoji": "👍👍",
    "settled": "C’est réglé merci !",
    "two_paragraphs": "Bonjour,\n\nle plombier est passé ce matin.\nIl reste une goutte.\n\nMerci d’avance",
    "list": "Voici mes disponibilités :\n\n- mardi matin\n- jeudi après 17h\n\nou le 2/12 à 14h30",
    "an_electrician_wrote": "Le 20 novembre votre électricien m’a écrit : « je passe lundi ».\nIl n’est jamais venu.",
    "the_syndic_wrote": "Le 20/11/2026 à 14h le syndic nous a écrit :\n« la colonne, c’est lundi »\nToujours rien.",
    "from_nine_to_eleven": "De : 9h à 11h c’est bon pour moi\nA partir de 14h aussi",
    "subject_line": "Objet : fuite sous l’évier\nle joint a lâché",
    "sent_from_my_desk": "Sent from my desk, is much easier than my phone.\nNot fixed.",
    "on_my_way": "On the counter there is a spare key.\nOn 12 rue des Lilas the door is on the left.",
    "a_rule_in_the_middle": "Voici mon premier souci : le robinet.\n\n---\n\nEt le second : le volet.",
    "a_price": "528 c’est cher.\nOK si moins de 450 €",
    "a_postscript": "Le robinet fuit encore.\n\nPS : le code est 45B12",
    "a_question_of_hours": "Mardi 24 à 9:30 ?\nou jeudi 26/11/2026 :\nle matin",
    "a_dossier": "Le dossier que Paul a écrit :\nje l’ai perdu",
    "i_sent": "Je vous ai Envoyé :\n- le devis\n- la facture",
}

ANSWER = "Le robinet goutte encore sous l’évier."
POSTSCRIPT = "\n\nPS : je ne suis pas là jeudi"
SIGN_OFFS = {
    "cordially": "\n\nCordialement,\nNadia Belkacem",
    "short": "\n\nCdt\nN. Belkacem",
    "first_name": "\n\nNadia",
    "initials_and_family_name": "\n\nMme N. Belkacem",
    "card": "\n\nBien à vous,\n\nNadia Belkacem\nAssistante RH\n12 rue des Lilas, 69003 Lyon\nTél. : 06 39 98 10 12",
    "delimiter": "\n\n-- \nNadia Belkacem\n06 39 98 10 12",
    "long_formula": "\n\nJe vous prie d’agréer, Madame, l’expression de mes salutations distinguées.\n\nNadia Belkacem",
    "on_one_line": "\n\nCordialement, Nadia Belkacem",
    "english": "\n\nBest regards,\nNadia",
    "legal": "\n\nCordialement\nNadia Belkacem\n\nCe message et toutes les pièces jointes sont "
    "établis à l’intention exclusive de ses destinataires et sont confidentiels.\nSi vous avez reçu ce message par"
    " erreur, merci de le détruire.",
}


def same(words: str) -> str:
    return " ".join(words.replace("’", "'").split())


def read_back(body: Body) -> str:
    return same(fresh_text(parse_mail(mail_of(body)), names=(WRITER[0],)).text)


def misread(said: Mapping[str, str], expected: Mapping[str, str], part: Callable[[str], Body]) -> dict[str, str]:
    """What came out wrong, by the name of the words; a part that the client never sends cannot."""
    bodies = {name: part(words) for name, words in said.items()}
    found = {name: read_back(body) for name, body in bodies.items() if body.text or body.html}
    return {name: words for name, words in found.items() if words != same(expected[name])}


def parts_of(client: Client) -> tuple[Callable[[str], Body], ...]:
    """Both parts together, then each alone."""
    return (
        client.answer,
        lambda words: Body(client.answer(words).text, ""),
        lambda words: Body("", client.answer(words).html),
    )


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
class TestThroughEveryClient:
    def test_the_same_words_come_out(self, client: Client) -> None:
        assert [misread(WORDS, WORDS, part) for part in parts_of(client)] == [{}, {}, {}]

    def test_the_ends_of_the_lines_change_nothing(self, client: Client) -> None:
        texts = [client.answer(words).text for words in WORDS.values()]
        assert [extract(text.replace("\n", "\r\n")) for text in texts] == [extract(text) for text in texts]

    def test_a_sign_off_is_no_part_of_what_is_said(self, client: Client) -> None:
        said = {name: ANSWER + sign_off for name, sign_off in SIGN_OFFS.items()}
        expected = dict.fromkeys(said, ANSWER)
        assert [misread(said, expected, part) for part in parts_of(client)] == [{}, {}, {}]

    def test_a_sign_off_does_not_hide_a_postscript(self, client: Client) -> None:
        said = {name: ANSWER + sign_off + POSTSCRIPT for name, sign_off in SIGN_OFFS.items()}
        expected = dict.fromkeys(said, ANSWER + POSTSCRIPT)
        assert [misread(said, expected, part) for part in parts_of(client)] == [{}, {}, {}]

    def test_an_answer_without_a_word_is_empty(self, client: Client) -> None:
        assert [misread({"nothing": ""}, {"nothing": ""}, part) for part in parts_of(client)] == [{}, {}, {}]


@pytest.mark.parametrize("path", sorted(MAILS.glob("*.eml")), ids=lambda path: path.stem)
def test_each_kept_mail_is_read_as_its_neighbour_says(path: Path) -> None:
    expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text(encoding="utf-8"))
    mail = parse_mail(path.read_bytes())
    assert same(fresh_text(mail, names=expected.get("names", ())).text) == same(expected["fresh_text"])
