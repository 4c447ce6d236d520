"""Reading: texts of its own vocabulary, with whatever was asked."""

import json
import random
from dataclasses import dataclass, replace

from bench.fuzzing.mails import hostile_html, hostile_mail
from bench.fuzzing.target import Target
from bench.fuzzing.words import standpoint_of, text_of
from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.inbound.reading.fresh_text import extract
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.standpoint import Standpoint

_PLAIN = parse_mail(b"From: Nadia Belkacem <nadia.belkacem@gmail.example>\r\nSubject: Re: Fuite\r\n\r\nx")


@dataclass(frozen=True, slots=True)
class _Read:
    mail: ParsedMail
    standpoint: Standpoint


def _make_said(chance: random.Random) -> _Read:
    words = text_of(chance, chance.choice((1, 2, 5, 20, 80)))
    html = hostile_html(chance) if chance.random() < 0.2 else ""
    answers = ("<a@b.example>",) if chance.random() < 0.5 else ()
    mail = replace(_PLAIN, text=words, html=html, in_reply_to=answers, subject=text_of(chance, 1).replace("\n", " "))
    return _Read(mail, standpoint_of(chance))


def _make_sent(chance: random.Random) -> _Read:
    return _Read(parse_mail(hostile_mail(chance)), standpoint_of(chance))


def _read(given: _Read) -> None:
    reading = read(given.mail, given.standpoint)
    end = 0
    for span in reading.spans:
        assert end <= span.start <= span.end <= len(reading.source), "a span beside the text"
        end = span.end
    for intent in reading.intents:
        assert 0 <= intent.at <= max(len(reading.fresh_text), len(given.mail.subject), len(reading.source)), (
            "an intent beside the text"
        )
    json.dumps(reading.to_json(), ensure_ascii=False).encode()
    assert "\0" not in reading.fresh_text
    assert read(given.mail, given.standpoint) == reading, "read otherwise the second time"


def _make_text(chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.5:
        return "html", hostile_html(chance)
    return "text", text_of(chance, chance.choice((1, 5, 40)))


def _extract(given: tuple[str, str]) -> None:
    how, content = given
    extract(content, fmt=how).encode()


TARGETS = (
    Target("words", _make_said, _read, 1.0),
    Target("mails", _make_sent, _read, 0.5),
    Target("fresh", _make_text, _extract, 1.0),
)
