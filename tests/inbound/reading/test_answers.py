"""« C'était bien vous ? »: yes, no, or neither."""

from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.standpoint import Asked, Question, Standpoint
from mailbot.vocabulary import Role
from tests.cases import every

ASKED = Standpoint(role=Role.TENANT, asked=Asked(Question.WAS_IT_YOU))


def answer(words: str, standpoint: Standpoint = ASKED) -> tuple[list[object], Ask | None]:
    raw = b"From: nadia@gmail.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + words.encode()
    reading = read(parse_mail(raw), standpoint)
    return [i.values["value"] for i in reading.intents if i.type is IntentType.ANSWER], reading.ask


@every(
    "words",
    [
        "oui",
        "Oui, c'était bien moi.",
        "OK",
        "👍",
        "C’est moi, j'écrivais du bureau",
        "Yes, it was me.",
        "oui oui !",
        "Je confirme.",
    ],
)
def test_a_yes_is_a_yes(words: str) -> None:
    assert answer(words) == (["yes"], None)


@every(
    "words",
    ["non", "Non, ce n'était pas moi.", "c'est pas moi", "No, it was not me.", "Je n'ai jamais écrit ça !", "👎"],
)
def test_a_no_is_a_no(words: str) -> None:
    assert answer(words) == (["no"], None)


@every("words", ["Pardon ?", "Quel message ?", "Bonjour, je regarde.", "oui mais pas la semaine dernière"])
def test_what_is_neither_is_asked_again(words: str) -> None:
    assert answer(words) == ([], Ask.WHAT_DO_YOU_MEAN)


def test_without_the_question_yes_answers_nothing() -> None:
    assert answer("oui", Standpoint(role=Role.TENANT))[0] == []
