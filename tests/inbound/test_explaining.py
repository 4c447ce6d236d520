"""A mail explained: every word of it stands there, what was folded says why, and each reading is a sentence."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mailbot.inbound.explaining import COLOURED, PLAIN, Ink, in_words, question_back, sentence
from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType, Reading
from mailbot.inbound.reading.spans import Reason, Span, SpanKind
from mailbot.vocabulary import MailKind

MAILS = Path(__file__).parent.parent / "mails"
NADIA = MAILS / "reading" / "iphone_fr-nadia_not_settled.eml"

STRETCHES = [
    ("Le 2, merci\n\nplutôt après 15 h\n\n", SpanKind.KEPT, Reason.WRITTEN),
    ("Nadia Belkacem\n06 12 00 00 00\n\n", SpanKind.SIGN_OFF, Reason.NAME),
    ("Envoyé de mon iPhone\n\n", SpanKind.FOOTER, Reason.CLIENT_FOOTER),
    ("> Bonjour,\n>\n> Quel créneau ?\n", SpanKind.HISTORY, Reason.QUOTE_MARKS),
]

THURSDAY = Intent(
    IntentType.CHOOSE_SLOT,
    {"index": 2, "start": "2026-11-26T15:00:00+01:00", "end": "2026-11-26T18:00:00+01:00"},
    because="Le 2, merci\n\nplutôt après 15 h",
)


def reading_of(stretches: list[tuple[str, SpanKind, Reason]], *intents: Intent, ask: Ask | None = None) -> Reading:
    source, spans = "", []
    for text, kind, reason in stretches:
        spans.append(Span(len(source), len(source) + len(text), kind, reason))
        source += text
    return Reading(MailKind.HUMAN, intents=intents, ask=ask, source=source, spans=tuple(spans), language="fr")


def explained(reading: Reading, *, subject: str = "Visite", ink: Ink = PLAIN, language: str = "en") -> str:
    mail = parse_mail(f"From: nadia@mail.example\r\nSubject: {subject}\r\n\r\n.\r\n".encode())
    return in_words(mail, reading, ink=ink, language=language)


def shown(reading: Reading, ink: Ink = PLAIN) -> list[str]:
    """The lines of the mail, as they are shown."""
    return explained(reading, ink=ink).split("\nMail\n")[1].split("\n\nRead as\n")[0].split("\n")


def test_each_line_is_marked_as_kept_or_folded_and_says_why() -> None:
    assert [re.sub(r" {2,}", "  ", line) for line in shown(reading_of(STRETCHES))] == [
        "│ Le 2, merci",
        "│",
        "│ plutôt après 15 h",
        "│",
        "┆ Nadia Belkacem  sign off: name",
        "┆ 06 12 00 00 00",
        "┆",
        "┆ Envoyé de mon iPhone  footer: client footer",
        "┆",
        "┆ > Bonjour,  history: quote marks",
        "┆ >",
        "┆ > Quel créneau ?",
    ]


def test_reasons_stand_one_below_the_other() -> None:
    columns = {line.index(": ") - len(line.rpartition("  ")[2].partition(": ")[0]) for line in shown(
        reading_of([stretch for stretch in STRETCHES if stretch[1] is not SpanKind.KEPT])
    ) if re.search(r" {2}\w", line)}  # fmt: skip
    assert columns == {len("┆ ") + 72}


def test_in_colour_each_kind_has_its_own_and_no_margin() -> None:
    lines = shown(reading_of(STRETCHES), COLOURED)
    colours = {re.match(r"\x1b\[([\d;]+)m", lines[at])[1] for at in (0, 4, 7, 9)}  # type: ignore[index]
    assert len(colours) == 4
    assert not any(mark in "".join(lines) for mark in "│┆")
    plain = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in lines]
    assert plain == [line[2:] for line in shown(reading_of(STRETCHES))]


def test_a_farewell_on_the_line_of_a_sentence_is_told_apart_inside_it() -> None:
    reading = reading_of(
        [("Oui c’est bon. ", SpanKind.KEPT, Reason.WRITTEN), ("Cdt, Nadia", SpanKind.SIGN_OFF, Reason.CLOSING)]
    )
    assert shown(reading)[0].split("  ")[0] == "│ Oui c’est bon. Cdt, Nadia"
    assert shown(reading)[0].endswith("sign off: closing")
    assert shown(reading, COLOURED)[0].startswith("\x1b[1mOui c’est bon. \x1b[0m\x1b[36mCdt, Nadia\x1b[0m")


def test_words_that_no_span_covers_are_shown_all_the_same() -> None:
    reading = Reading(MailKind.HUMAN, source="un\ndeux\ntrois", spans=(Span(3, 7, SpanKind.HISTORY, Reason.SEPARATOR),))
    assert [line.split("  ")[0] for line in shown(reading)] == ["│ un", "┆ deux", "│ trois"]


def test_a_mail_without_words_says_so() -> None:
    for source in ("", " \n\n"):
        assert shown(Reading(MailKind.HUMAN, source=source)) == ["  (no words)"]


def test_a_reading_is_a_sentence_its_type_its_values_and_the_words_behind_it() -> None:
    said = explained(reading_of(STRETCHES, THURSDAY, Intent(IntentType.THANKS, because="merci")), language="fr")
    assert said.split("\n\nRead as\n")[1].split("\n") == [
        "  le créneau du jeudi 26 novembre, de 15 h à 18 h",
        "    choose_slot index 2, start 2026-11-26T15:00:00+01:00, end 2026-11-26T18:00:00+01:00",
        "    because « Le 2, merci plutôt après 15 h »",
        "  un remerciement",
        "    thanks",
        "    because « merci »",
    ]


def test_what_is_asked_back_is_the_question_and_its_code() -> None:
    said = explained(reading_of(STRETCHES, ask=Ask.WHICH_SLOT), language="fr")
    assert said.endswith("Read as\n  (nothing)\n\nAsked back\n  Quel créneau choisissez-vous ?\n    which_slot")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("ask", Ask)
def test_every_question_put_back_is_one_sentence(ask: Ask, language: str) -> None:
    question = question_back(ask, language)
    assert question.endswith("?")
    assert question[0].isupper()
    assert "\n" not in question


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("type_", [type_ for type_ in IntentType if type_ is not IntentType.ANSWER])
def test_every_type_is_a_sentence(type_: IntentType, language: str) -> None:
    assert re.fullmatch(r"[^\n_]{4,}", sentence(Intent(type_), language))


def test_what_cannot_be_said_is_named_beside_its_values() -> None:
    lost = [
        Intent(IntentType.REPORT_NEW, {"category": "plumbering"}),
        Intent(IntentType.SEND_INVOICE, {"amount_incl_tax": "a lot"}),
        Intent(IntentType.CHOOSE_SLOT, {"start": "2026-13-45T99:00"}),
        Intent(IntentType.DECLARE_DONE, {"date": 3}),
        Intent(IntentType.OFFER_AVAILABILITY, {"recurring": [{"days": ["mon"], "from": "noon"}]}),
        Intent(IntentType.ANSWER),
    ]
    said = explained(reading_of(STRETCHES, *lost, THURSDAY))
    assert said.count("(cannot be said: ") == len(lost)
    assert "'plumbering'" in said
    assert "send_invoice amount_incl_tax a lot" in said
    assert "the time on Thursday 26 November" in said


def test_a_mail_does_nothing_to_the_terminal_that_shows_it() -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egpj\ud800\x00"
    reading = reading_of(
        [(f"un{evil}\ndeux", SpanKind.KEPT, Reason.WRITTEN)],
        Intent(IntentType.SEND_OS, {"provider": f"Durand{evil}"}, because=evil),
    )
    for ink in (PLAIN, COLOURED):
        said = explained(reading, subject="=?utf-8?q?a=1B=5B2Jb=0Ac?=", ink=ink)
        assert not re.search("[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", said)
        assert said.encode()
        left = re.sub(r"\x1b\[(?:0|1|1;32|2;3)m", "", said)
        assert "\x1b" not in left
    assert "\x1b" not in explained(reading)


def test_a_long_mail_is_shown_whole() -> None:
    lines = "".join(f"> ligne {n}\n" for n in range(20_000))
    reading = reading_of([("oui\n", SpanKind.KEPT, Reason.WRITTEN), (lines, SpanKind.HISTORY, Reason.QUOTE_MARKS)])
    assert len(shown(reading)) == 20_001


# --- the command -----------------------------------------------------------------------------------------------------


def command(*words: str, **settings: str) -> list[str]:
    return ["env", *(f"{name}={value}" for name, value in settings.items()), sys.executable, "-m", "mailbot", *words]


def on_a_terminal(*words: str, **settings: str) -> str:
    """What a command prints when its standard output is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command(*words, TERM="xterm-256color", **settings), stdout=theirs, stderr=subprocess.DEVNULL
    ) as running:
        os.close(theirs)
        said = b""
        try:
            while read := os.read(ours, 65536):
                said += read
        except OSError:  # Linux says EIO when the other end is closed (pty(7))
            pass
        os.close(ours)
    assert running.returncode == 0
    return said.decode()


def test_a_mail_is_shown_in_colour_on_a_terminal_alone_and_never_against_no_color() -> None:
    coloured = on_a_terminal("read", str(NADIA))
    assert "\x1b[35mEnvoyé de mon iPhone\x1b[0m" in coloured
    assert "│" not in coloured

    plain = on_a_terminal("read", str(NADIA), NO_COLOR="1")
    assert "\x1b" not in plain
    assert "┆ Envoyé de mon iPhone" in plain

    piped = subprocess.run(command("read", str(NADIA), "--language", "fr"), capture_output=True, text=True, check=True)
    assert "\x1b" not in piped.stdout
    assert "│ Ce n’est toujours pas réglé" in piped.stdout


def test_a_folder_is_explained_mail_by_mail(tmp_path: Path) -> None:
    for name in ("a.eml", "b.eml"):
        (tmp_path / name).write_bytes(NADIA.read_bytes())
    (tmp_path / "c.eml").write_bytes(bytes(range(256)) * 40)
    answer = subprocess.run(command("read", str(tmp_path)), capture_output=True, text=True, check=True)
    assert [line for line in answer.stdout.split("\n") if line.endswith(".eml")] == ["a.eml", "b.eml", "c.eml"]
