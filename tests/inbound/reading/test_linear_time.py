"""No mail, however hostile, takes more than its length allows: 0.1 s for each 100 kB, and nothing grows faster."""

import time
from collections.abc import Callable
from datetime import datetime

import pytest

from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.fresh_text import extract
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.standpoint import Asked, KnownOrder, OrderState, Question, Slot, Standpoint
from mailbot.vocabulary import Role

PER_CHARACTER = 0.1 / 100_000
ALLOWANCE = 3.0
"""Two test workers and other programs share the machine."""


def least_seconds(work: Callable[[], object], *, enough: float = 0.0) -> float:
    """The processor's time for a piece of work: the best of three, or the first that is under `enough`."""
    spent: list[float] = []
    for _ in range(3):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
        if spent[-1] < enough:
            break
    return min(spent)


HOSTILE = {
    "on_on_on": ("text", "On " * 20_000),
    "le_on_each_line": ("text", "Le \n" * 50_000),
    "a_date_on_each_line": ("text", "Le 1\n" * 40_000),
    "an_open_bracket_on_each_line": ("text", "Le 1 <a\n" * 30_000),
    "an_introduction_on_each_line": ("text", "1 x wrote:\n" * 20_000),
    "a_million_quote_marks": ("text", ">" * 1_000_000),
    "quoted_and_not_in_turn": ("text", "> a\nb\n" * 20_000),
    "a_label_on_each_line": ("text", "De :\n" * 40_000),
    "rules": ("text", "----\n" * 40_000),
    "delimiters": ("text", "--\n" * 60_000),
    "closings": ("text", "Cordialement\nje vous ai dit merci\n" * 5_000),
    "postscripts": ("text", "PS : x\n" * 20_000),
    "footers": ("text", "Envoyé de mon iPhone\n" * 8_000),
    "wrapped_footers": ("text", "Obtenir\n" * 20_000),
    "one_word_without_an_end": ("text", "a" * 300_000),
    "one_address_without_an_end": ("text", "a@" * 100_000),
    "brackets_in_a_footer": ("text", ("sent from " + "[" * 190 + "\n") * 500),
    "introductions_in_one_line": ("text", "x Le 24/11/2026 à 10:12, a@b " * 8_000),
    "labels_in_one_line": ("text", "De : a@b.example À : b " * 8_000),
    "rules_in_one_line": ("text", "a@b ----- Message " * 10_000),
    "long_lines_with_an_address": ("text", ("Le 1 a@b.example " * 30 + "\n") * 300),
    "heads_of_notes": ("text", "Ann Lee <a@b.example>\n24/11/2026 10:12\nA\n" * 4_000),
    "heads_in_columns": ("text", (" " * 14 + "24/11/2026 10:12" + " " * 14 + "cc\n") * 6_000),
    "heads_in_boxes": ("text", "|--\n| De : |\n| À : |\n" * 9_000),
    "bars_below_introductions": ("text", "Le 24/11/2026 à 10:12, A <a@b.example> a écrit :\n| x\n" * 3_000),
    "initials": ("text", "AB> x\n" * 40_000),
    "cards_below_wishes": ("text", "Merci\nPaul\n06 39 98 10 12\n" * 6_000),
    "notices": ("text", "Ce mail parle de ceci.\n\n" * 4_000),
    "empty_lines": ("text", "\n" * 200_000),
    "nested_quotes": ("html", "<blockquote>" * 5_000 + "x"),
    "nested_boxes": ("html", "<div>" * 20_000 + "x"),
    "nested_tables": ("html", "<table><tr><td>" * 3_000),
    "unclosed_bold": ("html", "<b>" * 30_000 + "x"),
    "paragraphs": ("html", "<p>" * 50_000),
    "breaks": ("html", "<br>" * 50_000),
    "open_tags_without_an_end": ("html", "<a " * 50_000),
    "signatures": ("html", "<div class=gmail_signature>x</div>" * 3_000),
}


@pytest.mark.parametrize(("fmt", "content"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_mail_costs_no_more_than_its_length(fmt: str, content: str) -> None:
    most = max(0.05, len(content) * PER_CHARACTER) * ALLOWANCE
    assert least_seconds(lambda: extract(content, fmt=fmt), enough=most) < most


@pytest.mark.parametrize(
    "piece", ["x\n", "Le 24/11/2026 x\n", "De : x@y.fr\n", "> a\nb\n", "--\nx\n", "Cdt\n\nje suis là\n"]
)
def test_twice_the_mail_takes_about_twice_the_time(piece: str) -> None:
    small = least_seconds(lambda: extract(piece * 5_000))
    large = least_seconds(lambda: extract(piece * 20_000))
    assert large < 4 * small * ALLOWANCE


WORDS = {
    "sentences": "Le robinet fuit encore. Je serai là mardi matin ou jeudi après 17h. 450 €, c'est trop cher ! ",
    "one_clause": "le plombier est passé et il a dit que ",
    "numbers": "1 2 3 4 5 ",
    "dates": "24/11/2026 ",
    "sums": "450 € ttc ",
    "negations": "pas plus jamais ",
    "and_the": "et le volet ",
    "codes": "A1 B2 ",
    "hash_lines": "#prestataires plomberie\n",
    "chinese": "修好了",
    "one_word_of_mute_letters": "b" + "estxdp" * 16_000 + "a",
    "leads_without_a_name": "a passer a ",
    "names_with_a_slip": "envoie durant mets durang durent\n",
    "names_all_over": "envoie durand, ",
    "orders_by_number": "ot-a7\n",
}


TOMORROW = Slot.from_json({"start": "2026-11-24T09:00:00+01:00", "end": "2026-11-24T11:00:00+01:00"})
ASKED = [
    *((role, None) for role in (Role.TENANT, Role.LANDLORD, Role.PROVIDER, Role.MANAGER)),
    (Role.TENANT, Question.CHOOSE_SLOT),
    (Role.TENANT, Question.CONFIRM_WORKS),
    (Role.TENANT, Question.PROVIDE_INFO),
    (Role.LANDLORD, Question.APPROVE_QUOTE),
    (Role.PROVIDER, Question.TAKE_MISSION),
    (Role.PROVIDER, Question.PLAN_VISIT),
    (Role.PROVIDER, Question.NEXT_STEP),
    (Role.PROVIDER, Question.SEND_QUOTE),
]


COMPANIES = tuple((f"Plomberie Duran{a}{b}", f"Luc Dura{b}{a}t") for a in "abcdefghij" for b in "klmnopqrst")
"""A book of a hundred names that are all but one."""


@pytest.mark.parametrize(("role", "question"), ASKED, ids=str)
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_wishes_are_looked_for_in_bounded_time(words: str, role: Role, question: Question | None) -> None:
    """100 kB of new words, which nobody writes: what they want is read in four pages."""
    mail = parse_mail(
        b"From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + (words * max(1, 100_000 // len(words))).encode()
    )
    standpoint = Standpoint(
        received=datetime.fromisoformat("2026-11-21T18:00:00+01:00"),
        role=role,
        work_order=KnownOrder(OrderState.SLOT_CHOSEN, TOMORROW),
        asked=None if question is None else Asked(question, slots=(TOMORROW, TOMORROW, TOMORROW)),
        companies=COMPANIES if role is Role.MANAGER else (),
    )
    most = 0.1 * ALLOWANCE
    assert least_seconds(lambda: read(mail, standpoint), enough=most) < most
