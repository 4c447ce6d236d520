"""Look-alikes: names, addresses and headers that one program reads as somebody on file, and another as a thief."""

import smtplib

import pytest

from mailbot.vocabulary import InboundFate
from tests.besieged import LEAK, LURE, WORKED, Siege, Standing, nothing_moved_and_nothing_leaked
from tests.living import INTAKE, SOPHIE, who_got_what
from tests.stories.test_attacks import fates, last_mail

pytestmark = pytest.mark.feature("GAP-17")

EVIL = "x@evil.example"
HERS = b"sophie.lambert@agence-tilleul.example"
Headers = tuple[bytes, ...]

LOOK_ALIKES: dict[str, Headers] = {
    "her name": (b'From: "Sophie Lambert" <x@evil.example>',),
    "her name and the agency's": (b"From: Sophie Lambert - Agence du Tilleul <x@evil.example>",),
    "her address as a name": (b'From: "%b" <x@evil.example>' % HERS,),
    "her address as a bare name": (b"From: %b <x@evil.example>" % HERS,),
    "two angles": (b"From: <x@evil.example> <%b>" % HERS,),
    "two angles, hers first": (b"From: <%b> <x@evil.example>" % HERS,),
    "an angle in an angle": (b"From: <x@evil.example <%b>>" % HERS,),
    "two From": (b"From: %b" % HERS, b"From: x@evil.example"),
    "two From, hers last": (b"From: x@evil.example", b"From: %b" % HERS),
    "the same From twice": (b"From: %b" % HERS, b"From: %b" % HERS),
    "two in one From": (b"From: %b, x@evil.example" % HERS, b"Sender: x@evil.example"),
    "two in one From, hers last": (b"From: x@evil.example, %b" % HERS, b"Sender: %b" % HERS),
    "a group": (b"From: Agence: %b, x@evil.example;" % HERS,),
    "a group of her": (b"From: Agence: %b;" % HERS,),
    "an empty group and her": (b"From: x@evil.example:; %b" % HERS,),
    "a comment": (b"From: x@evil.example (%b)" % HERS,),
    "a comment in the address": (b"From: sophie.lambert(x)@agence-tilleul.example(<x@evil.example>)",),
    "a comment before": (b"From: (%b) x@evil.example" % HERS,),
    "a comment that does not end": (b"From: %b (x@evil.example" % HERS,),
    "an encoded word": (b"From: =?utf-8?q?%b?= <x@evil.example>" % HERS.replace(b"@", b"=40"),),
    "an encoded word with brackets": (b"From: =?utf-8?q?=3C%b=3E?= <x@evil.example>" % HERS.replace(b"@", b"=40"),),
    "all of it encoded": (b"From: =?utf-8?q?%b?=" % HERS.replace(b"@", b"=40"),),
    "all of it encoded, with brackets": (b"From: =?utf-8?q?S_=3C%b=3E?=" % HERS.replace(b"@", b"=40"),),
    "the address encoded": (b"From: S <=?utf-8?q?%b?=>" % HERS.replace(b"@", b"=40"),),
    "the address encoded, with an end": (b"From: S <=?utf-8?q?%b=3E?=>" % HERS.replace(b"@", b"=40"),),
    "the address encoded, with a beginning": (b"From: S <=?utf-8?q?=3C%b?=>" % HERS.replace(b"@", b"=40"),),
    "the address encoded, with a tab": (b"From: S <=?utf-8?q?%b=09?=>" % HERS.replace(b"@", b"=40"),),
    "the address encoded, with a hard blank": (b"From: S <=?utf-8?q?%b=C2=A0?=>" % HERS.replace(b"@", b"=40"),),
    "the address encoded, with a line": (b"From: S <=?utf-8?q?%b=0D=0A?=>" % HERS.replace(b"@", b"=40"),),
    "the address encoded, dots and an end": (b"From: S <=?utf-8?q?%b.=3E.?=>" % HERS.replace(b"@", b"=40"),),
    "the address encoded, in base64": (b"From: S <=?utf-8?b?c29waGllLmxhbWJlcnRAYWdlbmNlLXRpbGxldWwuZXhhbXBsZT4=?=>",),
    "a quote at the end": (b"From: '%b'" % HERS,),
    "a line in an encoded word": (b"From: =?utf-8?q?x=0D=0AFrom:_%b?= <x@evil.example>" % HERS,),
    "a line in a subject": (b"From: x@evil.example", b"Subject: =?utf-8?q?x=0D=0AFrom:_%b?=" % HERS),
    "a bare line feed": (b"Subject: x\nFrom: %b" % HERS, b"From: x@evil.example"),
    "a bare return": (b"Subject: x\rFrom: %b" % HERS, b"From: x@evil.example"),
    "an end of the headers in a bare line feed": (b"From: x@evil.example\n\nFrom: %b" % HERS,),
    "a nul": (b"From: %b\0@evil.example" % HERS,),
    "a nul before": (b"From: x@evil.example\0 <%b>" % HERS,),
    "a blank before the colon": (b"From : %b" % HERS, b"From: x@evil.example"),
    "folded": (b"From:\r\n %b" % HERS,),
    "folded within": (b"From: sophie.lambert\r\n @agence-tilleul.example",),
    "in capitals": (b"FROM: SOPHIE.LAMBERT@AGENCE-TILLEUL.EXAMPLE",),
    "a final dot": (b"From: %b." % HERS,),
    "a quoted local part": (b'From: "sophie.lambert"@agence-tilleul.example',),
    "a route": (b"From: <@evil.example:%b>" % HERS,),
    "an at too many": (b"From: %b@evil.example" % HERS,),
    "an at too many, quoted": (b'From: "%b"@evil.example' % HERS,),
    "an address with a tag": (b"From: sophie.lambert+x@agence-tilleul.example",),
    "a domain of the same beginning": (b"From: sophie.lambert@agence-tilleul.example.evil.example",),
    "a domain below": (b"From: sophie.lambert@mail.agence-tilleul.example",),
    "a letter of another alphabet": ("From: sоphie.lambert@agence-tilleul.example".encode(),),
    "a domain of another alphabet": ("From: sophie.lambert@аgence-tilleul.example".encode(),),
    "a domain in wide letters": ("From: sophie.lambert@ａｇｅｎｃｅ-tilleul.example".encode(),),
    "a wide full stop": ("From: sophie.lambert@agence-tilleul．example".encode(),),
    "an ideographic full stop": ("From: sophie.lambert@agence-tilleul。example".encode(),),
    "a wide at": ("From: sophie.lambert＠agence-tilleul.example".encode(),),
    "an invisible sign": ("From: sophie.lambert@agence-tilleul.example\u200b".encode(),),
    "a sign that turns the direction": ("From: \u202eelpmaxe.live@x <x@evil.example>".encode(),),
    "octets of latin-1": ("From: Agence à côté <x@evil.example>".encode("latin-1"), b"Sender: %b" % HERS),
    "another sender": (b"From: x@evil.example", b"Sender: %b" % HERS),
    "no From": (b"Sender: %b" % HERS,),
    "an empty From": (b"From: ", b"Sender: %b" % HERS, b"Return-Path: <%b>" % HERS),
    "an empty angle": (b"From: Sophie Lambert <>", b"Reply-To: %b" % HERS),
    "a Reply-To of hers": (b"From: Sophie Lambert <x@evil.example>", b"Reply-To: %b" % HERS),
    "a Resent-From": (b"From: x@evil.example", b"Resent-From: %b" % HERS, b"Resent-Sender: %b" % HERS),
    "an original From": (b"From: x@evil.example", b"X-Original-From: %b" % HERS, b"X-Google-Original-From: %b" % HERS),
    "results of its own": (
        b"Authentication-Results: mx.test.example; dmarc=pass header.from=agence-tilleul.example; spf=pass",
        b"Received-SPF: pass", b"From: %b" % HERS,
    ),
    "a reply to a question": (b"From: %b" % HERS, b"Auto-Submitted: no", b"X-Mailbot-Letter: G-06"),
    "many": (b"From: %b" % b", ".join([HERS] + [b"u%d@evil.example" % n for n in range(300)]),),
}  # fmt: skip
"""What stands in the header of a mail that is not hers. Some name her as its one sender: her domain disowns them."""


def _raw(siege: Siege, headers: Headers, words: str, to: str, number: int) -> bytes:
    has_subject = any(line.lower().startswith(b"subject") for line in headers)
    lines = [*headers, b"To: %b" % to.encode(), b"Message-ID: <look-%d@evil.example>" % number]
    lines += [] if has_subject else [b"Subject: Re: votre message"]
    lines += [b"MIME-Version: 1.0", b"Content-Type: text/plain; charset=utf-8", b"Content-Transfer-Encoding: 8bit"]
    return b"\r\n".join([*lines, b"", words.encode(), b""])


def test_no_header_makes_a_thief_somebody_on_file(siege: Siege) -> None:
    """The thief's own domain stands for him, and hers says that mail must be hers."""
    house = siege.house
    siege.publishes("reject")
    house.vouches("evil.example")
    places = [
        (siege.token(SOPHIE, "G-12", WORKED), "#bon-a-payer"), (siege.token(SOPHIE, "G-06", LEAK), "Validez"),
        (siege.token(SOPHIE, "G-01", LEAK), "Annulez l'OS Durand."), (INTAKE, "Clôturez SIG-1046"),
    ]  # fmt: skip
    troubles = []
    before = Standing.of(house)
    for number, (name, headers) in enumerate(LOOK_ALIKES.items()):
        house.clock.forward(minutes=7)
        to, words = places[number % len(places)]
        came, had = last_mail(house), len(house.boxes)
        try:
            house.mail(_raw(siege, headers, f"{words}\n\n{LURE}", to, number), sender=EVIL, to=to)
        except smtplib.SMTPDataError:
            continue  # the door has refused it
        house.settle()
        became = fates(house, came)
        told = who_got_what(list(house.boxes)[had:])
        if {fate for fate, _ in became} & {InboundFate.TAKEN, InboundFate.ASKED}:
            troubles.append((name, became, told))
    assert not troubles
    nothing_moved_and_nothing_leaked(before, before.since)
