"""« C'est réglé »: what closes, what confirms, what reopens, and all that only sounds like it."""

from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Asked, DigestItem, KnownReport, Question, Standpoint
from mailbot.vocabulary import Channel, ReportStatus, Role
from tests.cases import every

IN_PROGRESS, CLOSED = KnownReport(ReportStatus.IN_PROGRESS), KnownReport(ReportStatus.CLOSED)
WITHOUT_EFFECT = {IntentType.COMMENT, IntentType.THANKS}


def said(
    words: str, *, role: Role = Role.TENANT, asked: Question | None = None, report: KnownReport = IN_PROGRESS
) -> tuple[set[IntentType], Ask | None]:
    standpoint = Standpoint(role=role, report=report, asked=None if asked is None else Asked(asked))
    intents, ask = understand(Situation(words, standpoint))
    return {intent.type for intent in intents} - WITHOUT_EFFECT, ask


CLOSING = (
    "C'est réglé", "c’est réglé merci !", "Résolu", "Réglé !", "Vous pouvez clôturer", "vous pouvez fermer le dossier",
    "Le problème est réglé, vous pouvez clôturer", "bonjour, tout est rentré dans l'ordre",
    "plus aucun souci depuis hier",
    "C'est enfin réglé", "plus de fuite, merci", "Pouvez-vous clôturer ?", "Pouvez-vous clôturer svp ? c'est réglé",
    "je retire ma demande", "It's fixed, you can close it", "C'est réglé depuis ce matin, le plombier est passé",
    "Le chauffage remarche, c'est bon", "plus besoin de passer c'est réparé", "ça ne fuit plus",
    "merci de clôturer ce dossier",
    "Le souci est résolu grâce à votre plombier", "All sorted thanks", "fixed",
)  # fmt: skip

NOT_CLOSING = (
    "ce n'est toujours pas réglé", "c'est toujours pas clôturé ??", "C'est réglé ?", "ne clôturez pas",
    "surtout ne clôturez pas le dossier", "Je ne veux pas que vous clôturiez", "Le plombier m'a dit que c'était réglé",
    "vous m'avez écrit « c'est réglé » et non", '"c\'est réglé" qu\'il disait', "quand ce sera réglé, clôturez",
    "une fois réglé, clôturez", "dès que c'est réglé je vous dis", "j'espère que c'est réglé", "ce sera réglé demain",
    "la facture est réglée", "le plombier dit que c'est réglé",
    "J'ai réglé le loyer hier", "j'ai réglé le thermostat à 19", "rien n'est réglé",
    "super, encore une semaine sans chauffage, parfait", "pas encore réglé", "Not fixed", "is it fixed?",
    "c'est presque réglé",
    "vous pouvez clôturer ?", "C'est réglé mais ça fuit encore", "c'est réglé, par contre l'eau coule encore",
    "réglé... ah non ça recommence", "c'est loin d'être réglé", "si c'est réglé dites-le moi",
    "quand allez-vous clôturer ?",
    "Pourquoi vous avez clôturé le dossier", "Please don't close", "I thought it was fixed", "à régler rapidement",
    "merci de régler ce problème", "c'est à moitié réparé", "Avant de clôturer, rappelez-moi",
)  # fmt: skip

WITHOUT_A_QUESTION = ("ok", "oui", "👍", "nickel", "ok merci", "d'accord j'attends", "merci", "RAS")


@every("words", CLOSING)
def test_a_plain_statement_asks_for_closing(words: str) -> None:
    assert said(words) == ({IntentType.CLOSE_REPORT}, None)


@every("words", NOT_CLOSING)
def test_a_denied_asked_quoted_or_hoped_word_closes_nothing(words: str) -> None:
    assert IntentType.CLOSE_REPORT not in said(words)[0]


@every("words", WITHOUT_A_QUESTION)
def test_a_short_answer_to_no_question_is_a_remark(words: str) -> None:
    assert said(words) == (set(), None)


@every(
    "words", ["oui", "ok merci", "C'est réglé", "RAS", "👍", "nickel", "c'est bon", "plus aucun souci", "Yes, all good"]
)
def test_after_is_it_repaired_a_yes_confirms_and_closes_nothing(words: str) -> None:
    assert said(words, asked=Question.CONFIRM_WORKS) == ({IntentType.CONFIRM_WORKS}, None)


@every(
    "words", ["oui il est passé mais ça fuit encore", "pas réparé", "c'est mieux mais pas encore ça", "it still leaks"]
)
def test_after_is_it_repaired_a_fault_contests(words: str) -> None:
    assert said(words, asked=Question.CONFIRM_WORKS) == ({IntentType.CONTEST_WORKS}, None)


@every(
    "words",
    [
        "C'est réparé mais il goutte", "tout est bon mais ça suinte un peu", "Yes he replaced it but it leaks",
        "all good, but it's dripping",
    ],
)  # fmt: skip
def test_what_it_still_does_is_the_same_trouble(words: str) -> None:
    assert said(words, asked=Question.CONFIRM_WORKS) == ({IntentType.CONTEST_WORKS}, None)


@every("words", ["réparé, mais ça fuit sous le lavabo", "the shower is mended but it drips in the kitchen"])
def test_what_leaks_elsewhere_is_another_one(words: str) -> None:
    assert said(words, asked=Question.CONFIRM_WORKS)[0] == {IntentType.CONFIRM_WORKS, IntentType.REPORT_NEW}


def test_a_good_thing_that_somebody_was_there_is_no_praise() -> None:
    assert said("Great job I stayed home", asked=Question.CONFIRM_WORKS) == (set(), Ask.IS_IT_REPAIRED)


def test_both_are_said_when_both_are_said() -> None:
    found = said("réparé, vous pouvez clôturer", asked=Question.CONFIRM_WORKS)
    assert found == ({IntentType.CONFIRM_WORKS, IntentType.CLOSE_REPORT}, None)


@every(
    ("words", "ask"),
    [("merci", Ask.IS_IT_REPAIRED), ("il est passé ce matin", Ask.IS_IT_REPAIRED), ("non", Ask.WHAT_IS_WRONG)],
)
def test_half_an_answer_is_asked_about(words: str, ask: Ask) -> None:
    assert said(words, asked=Question.CONFIRM_WORKS)[1] is ask


@every("words", ["de nouveau en panne", "pas réglé en fait", "ça recommence", "la fuite est revenue"])
def test_on_a_closed_file_the_same_fault_reopens(words: str) -> None:
    assert said(words, report=CLOSED) == ({IntentType.REOPEN}, None)


def test_on_a_closed_file_thanks_are_only_thanks() -> None:
    assert said("merci encore", report=CLOSED) == (set(), None)


def test_on_a_closed_file_a_vague_trouble_is_asked_about() -> None:
    assert said("bonjour j'ai encore un souci", report=CLOSED) == (set(), Ask.SAME_OR_NEW)


def test_the_providers_word_closes_nothing() -> None:
    assert said("C'est réparé", role=Role.PROVIDER) == ({IntentType.DECLARE_DONE}, None)


def test_a_managers_letter_to_somebody_commands_nothing() -> None:
    assert said("Bonjour Madame Belkacem, c'est réglé de notre côté, je clôture.", role=Role.MANAGER)[0] == {
        IntentType.MESSAGE
    }


def test_a_manager_closes_in_one_word() -> None:
    assert said("Clôturez svp", role=Role.MANAGER)[0] == {IntentType.CLOSE_REPORT}


def test_a_line_of_the_summary_is_named_by_its_code_or_its_object() -> None:
    items = (
        DigestItem("A1", "approve_quote", "SIG-1044 volet roulant"),
        DigestItem("A3", "close", "SIG-1042 fuite sous l’évier"),
    )
    standpoint = Standpoint(role=Role.MANAGER, channel=Channel.DIGEST, digest_items=items)
    for words in ("A3 clôturez", "La fuite c'est bon clôturez."):
        (intent,), ask = understand(Situation(words, standpoint))
        assert (intent.to_json(), ask) == ({"type": "close_report", "item": "A3"}, None)


def test_an_intent_tells_which_words_gave_it() -> None:
    intents, _ = understand(Situation("Bonjour, c'est réglé, merci", Standpoint(role=Role.TENANT)))
    assert [(intent.type, intent.because) for intent in intents] == [
        (IntentType.CLOSE_REPORT, "c'est réglé"),
        (IntentType.THANKS, "merci"),
    ]
