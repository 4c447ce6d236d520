"""A letter is written, sealed, signed and handed over: milliseconds of each."""

import smtplib
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from itertools import cycle
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bench.accept import serving
from bench.figures import Beside, Figure, interleaved
from bench.scale import Scale
from mailbot.outbound.envelopes import Envelope, no_signature, seal
from mailbot.outbound.letters import Letter, write_letter
from mailbot.outbound.relay import Relay, RelayAddress
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import samples
from mailbot.outbound.signing import DkimKeys
from mailbot.vocabulary import LANGUAGES

_DOMAIN = "suivi.agence-tilleul.example"
_LETTER_BAR, _SEALED_AND_SIGNED_BAR = 0.5, 1.5
_RETURN_PATH = f"b+1@{_DOMAIN}"
_ENVELOPE = Envelope(
    sender_name="Agence du Tilleul", sender=f"suivi@{_DOMAIN}", recipient_name="Nadia Belkacem",
    recipient="nadia@example.org", reply_to=f"suivi+k3v9qd27xhpaabcdefgh@{_DOMAIN}",
    subject="[SIG-1042] Fuite sous l’évier", message_id=f"<m.4be1c09a77d2f3a8@{_DOMAIN}>",
    references=(f"<thread.12@{_DOMAIN}>",), is_answer=True, thread_index="AdqJ8Q==",
    written_at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC), auto_submitted=True, suppress_absences=True, urgent=False,
    code="T-04",
)  # fmt: skip


def measure(scale: Scale) -> list[Figure]:
    """Every sample letter in both languages, then one of middling length on its way out."""
    known = [(each.kind, language, each.facts) for each in samples() for language in LANGUAGES]
    known = known[: scale.many(len(known), 10)]
    written = sorted((write_letter(*each, TILLEUL) for each in known), key=lambda letter: len(letter.html))
    middling = written[len(written) // 2]
    filled, sealed = (cycle(known), cycle(written))
    letter, by_format = interleaved(
        scale.rounds,
        lambda: scale.milliseconds(lambda: write_letter(*next(filled), TILLEUL)),
        lambda: scale.milliseconds(lambda: _by_format(next(sealed))),
    )
    figures = [
        Figure(
            "letter", f"writing a letter, text and HTML ({len(known)} of them in turn)", "ms", letter, _LETTER_BAR,
            (Beside("the same words by str.format and html.escape", by_format),),
        )
    ]  # fmt: skip
    return [*figures, *_sealed_and_signed(scale, middling), _sent(scale, seal(middling, _ENVELOPE, no_signature))]


def _sealed_and_signed(scale: Scale, letter: Letter) -> list[Figure]:
    key = rsa.generate_private_key(65537, 2048)
    with tempfile.TemporaryDirectory() as folder:
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (Path(folder) / f"{_DOMAIN}.s1.pem").write_bytes(secret)
        sign = DkimKeys(Path(folder))
    raw = seal(letter, _ENVELOPE, no_signature)
    sealing, by_hand, signing, both = interleaved(
        scale.rounds,
        lambda: scale.milliseconds(lambda: seal(letter, _ENVELOPE, no_signature)),
        lambda: scale.milliseconds(lambda: _by_hand(letter)),
        lambda: scale.milliseconds(lambda: sign(raw, _DOMAIN)),
        lambda: scale.milliseconds(lambda: seal(letter, _ENVELOPE, sign)),
    )
    size = f"{len(raw) / 1000:.0f} kB"
    return [
        Figure(
            "seal", f"sealing it: headers and MIME, {size}", "ms", sealing,
            beside=(Beside("by hand with email.message", by_hand),),
        ),
        Figure("sign", "signing it, RSA-2048", "ms", signing),
        Figure("seal+sign", "sealing and signing it", "ms", both, _SEALED_AND_SIGNED_BAR),
    ]  # fmt: skip


def _by_format(letter: Letter) -> str:
    """The same octets from a pattern with six blanks: what no template can be faster than."""
    words = {
        "title": escape(letter.title), "preview": escape(letter.preview), "language": letter.language,
        "agency": TILLEUL.agency, "accent": TILLEUL.accent,
        "body": "".join(f"<p>{escape(line)}</p>" for line in letter.text.split("\n\n")),
    }  # fmt: skip
    page = _PATTERN.format(**words)
    return page + " " * max(0, len(letter.html) - len(page)) + letter.text


_PATTERN = (
    '<!doctype html><html lang="{language}"><head><title>{title}</title></head><body style="color:{accent}">'
    "<div>{preview}</div><h1>{title}</h1>{body}<p>{agency}</p></body></html>"
)


def _by_hand(letter: Letter) -> bytes:
    message = EmailMessage(policy=SMTP)
    for name, value in (
        ("From", f"{_ENVELOPE.sender_name} <{_ENVELOPE.sender}>"),
        ("To", f"{_ENVELOPE.recipient_name} <{_ENVELOPE.recipient}>"),
        ("Reply-To", _ENVELOPE.reply_to),
        ("Subject", _ENVELOPE.subject),
        ("Date", format_datetime(_ENVELOPE.written_at)),
        ("Message-ID", _ENVELOPE.message_id),
        ("References", " ".join(_ENVELOPE.references)),
        ("Auto-Submitted", "auto-generated"),
    ):
        message[name] = value
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message.as_bytes()


def _sent(scale: Scale, raw: bytes) -> Figure:
    """To one sink, over one connection each that stays open."""
    letters = scale.many(300, 20)
    with serving("stock") as sink:
        relay = Relay(RelayAddress(sink.host, sink.port, implicit_tls=False), hostname="bench.example")
        client = smtplib.SMTP(sink.host, sink.port, local_hostname="bench.example")
        client.ehlo()

        def ours() -> None:
            relay.send(raw, sender=_RETURN_PATH, recipient=_ENVELOPE.recipient)

        def theirs() -> None:
            client.sendmail(_RETURN_PATH, [_ENVELOPE.recipient], raw)

        ours()
        sent, by_smtplib = interleaved(
            scale.rounds, lambda: _wall(ours, letters), lambda: _wall(theirs, letters)
        )  # fmt: skip
        relay.close()
        client.quit()
    peer = Beside("smtplib over one kept connection to the same sink", by_smtplib)
    return Figure("send", "handing it to the relay, one at a time", "ms", sent, beside=(peer,))


def _wall(act: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        act()
    return 1000 * (time.perf_counter() - began) / times
