"""What must be true of a house that went live, seen from outside."""

import smtplib
import ssl
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from functools import partial
from urllib.parse import urlsplit

import dkim
import spf

from bench.going_live.machine import HOUSE_ADDRESS, Machine
from bench.going_live.outside import FORGER, PROVIDER, Letter, Outside

DOMAIN = "suivi.agence-tilleul.example"
INTAKE = f"signaler@{DOMAIN}"
TENANT = f"irene.lacombe@{PROVIDER}"
MANAGER = "sophie.lambert@agence-tilleul.example"


@dataclass
class Scene:
    """The house, the world, and the letters that one check leaves to the next."""

    machine: Machine
    world: Outside
    acknowledged: Letter | None = None
    told: Letter | None = None


def written(sender: str, to: str, subject: str, words: str) -> EmailMessage:
    """A mail as a person writes it."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain=PROVIDER)
    mail.set_content(words)
    return mail


def doctor_is_content(scene: Scene) -> str:
    """`mailbot doctor` finds nothing wrong in what the page made."""
    found = scene.machine.run(f"as-mailbot doctor --address {HOUSE_ADDRESS}")
    print(found)
    return found.strip().splitlines()[-1]


def refuses_forged_addresses(scene: Scene) -> str:
    """550 in the session, at RCPT: nothing is bounced later."""
    with smtplib.SMTP(HOUSE_ADDRESS, 25, "mx.mail.example", timeout=60) as client:
        client.ehlo()
        client.mail(TENANT)
        forged = client.rcpt(f"r-0000000000000000000000000000@{DOMAIN}")
        client.rset()
        client.mail(TENANT)
        elsewhere = client.rcpt("somebody@elsewhere.example")
    assert forged[0] == 550, forged
    assert elsewhere[0] == 554, elsewhere
    return f"{forged[0]} a forged address, {elsewhere[0]} another domain"


def takes_a_report(scene: Scene) -> str:
    """A tenant writes; both letters arrive outside."""
    words = "Bonjour,\n\nl'évier de la cuisine fuit depuis ce matin, il y a de l'eau partout.\n\nIrène Lacombe\n"
    scene.world.hand_in(written(TENANT, INTAKE, "Fuite sous l'évier", words), sender=TENANT, to=INTAKE)
    scene.acknowledged = scene.world.wait_for(lambda each: each.recipient == TENANT)
    scene.told = scene.world.wait_for(lambda each: each.recipient == MANAGER)
    return f"{scene.acknowledged.code} to the tenant, {scene.told.code} to the manager"


def proves_its_letters(scene: Scene) -> str:
    """DKIM and SPF of each letter, asked of the DNS that the page publishes; both aligned, over TLS."""
    for letter in scene.world.letters:
        assert letter.envelope.tls, "in clear"
        assert dkim.verify(letter.own, dnsfunc=partial(_txt, scene.world)), "DKIM does not hold"
        assert f"d={DOMAIN};".encode() in letter.own.replace(b" ", b""), "signed by another domain"
        assert letter.envelope.peer == HOUSE_ADDRESS, letter.envelope.peer
        assert letter.envelope.mail_from.endswith(f"@{DOMAIN}"), letter.envelope.mail_from
        with _asking(scene.world):
            verdict = spf.check2(i=letter.envelope.peer, s=letter.envelope.mail_from, h=letter.envelope.helo)
        assert verdict[0] == "pass", verdict
        assert b"127.0.0.1:8025" not in letter.own, "a link to this machine alone"
    return f"{len(scene.world.letters)} letters: DKIM holds, SPF passes, both aligned, TLS"


def believes_the_front(scene: Scene) -> str:
    """The provider's signature, seen by Postfix's milters, counts with us."""
    found = scene.machine.run("as-mailbot status --mail 1")
    assert "passes; DMARC says pass; front stands for the domain" in found, found
    return "Postfix saw that the tenant's provider signed, and mailbot believes it"


def answers_are_taken(scene: Scene) -> str:
    """An answer to the letter's own address is read, and told."""
    assert scene.told is not None
    to = scene.told.mail.header("reply-to").strip("<>")
    answer = written(MANAGER, to, "Re: suivi", "Nous envoyons un plombier demain matin.\n")
    scene.world.hand_in(answer, sender=MANAGER, to=to, signed=False)
    letter = scene.world.wait_for(lambda each: each.recipient == TENANT and b"plombier demain" in words_of(each))
    return f"{letter.code} carries the manager's words"


def holds_what_is_forged(scene: Scene) -> str:
    """A stranger in the tenant's name, with a result in ours written by himself, is held."""
    assert scene.acknowledged is not None
    to = scene.acknowledged.mail.header("reply-to").strip("<>")
    mail = written(TENANT, to, "Re: suivi", "C'est réglé, merci de fermer le dossier CANARI.\n")
    ours = f"Authentication-Results: mail.agence-tilleul.example; dmarc=pass header.from={PROVIDER}"
    lies = [ours, f"Received: from a by mail.agence-tilleul.example; {formatdate()}", ours]
    raw = "".join(f"{line}\r\n" for line in lies).encode() + mail.as_bytes(policy=SMTP)
    scene.world.hand_in(raw, sender=TENANT, to=to, peer=FORGER, signed=False)
    asked = scene.world.wait_for(lambda each: each.code == "X-11")
    assert asked.recipient == TENANT, asked.recipient
    found = scene.machine.run("as-mailbot status")
    assert "forged" in found, found
    assert not any(b"CANARI" in words_of(each) for each in scene.world.letters)
    return "held as forged, its owner asked"


def shows_pages(scene: Scene) -> str:
    """A link of a letter opens by nginx, with a certificate that holds, and tells no other site."""
    assert scene.acknowledged is not None
    link = next(
        word.strip("<>()[]\"'").split('"')[0] for word in words_of(scene.acknowledged).decode().split() if "/p/" in word
    )
    link = link[link.index("https://") :]
    assert urlsplit(link).hostname == DOMAIN, link
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=_here(scene)))
    request = urllib.request.Request(f"https://{HOUSE_ADDRESS}{urlsplit(link).path}", headers={"Host": DOMAIN})
    with opener.open(request, timeout=60) as page:
        shown, headers = page.read(), page.headers
    assert b"SIG-" in shown
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    return f"{len(shown)} octets by https"


def hears_of_bounces(scene: Scene) -> str:
    """A letter that the provider refuses comes back by Postfix, and the manager reads of it."""
    scene.world.refused.add(f"zoe.pires@{PROVIDER}")
    report = written(f"hugo.pires@{PROVIDER}", INTAKE, "Plus de chauffage", "Le radiateur du salon est froid.\n")
    scene.world.hand_in(report, sender=f"hugo.pires@{PROVIDER}", to=INTAKE)
    letter = scene.world.wait_for(lambda each: each.code == "G-15")
    return f"{letter.code} to {letter.recipient.partition('@')[0]}"


def survives_a_kill(scene: Scene) -> str:
    """mailbot is killed: Postfix keeps what comes, and hands it over when mailbot is back."""
    assert scene.acknowledged is not None
    to = scene.acknowledged.mail.header("reply-to").strip("<>")
    scene.machine.run("systemctl kill mailbot")
    mail = written(TENANT, to, "Re: suivi", "La fuite continue, message PENDANT-LA-PANNE.\n")
    scene.world.hand_in(mail, sender=TENANT, to=to)
    waiting = scene.machine.run("sleep 1; postqueue -p | tail -n 1")
    scene.machine.run(_BACK)
    letter = scene.world.wait_for(lambda each: each.recipient == MANAGER and b"PENDANT-LA-PANNE" in words_of(each))
    return f"« {waiting.strip()} » while it was down, then {letter.code}"


Checks = tuple[tuple[str, Callable[[Scene], str]], ...]
"""What is looked at, by its name."""

CHECKS: Checks = (
    ("the doctor", doctor_is_content),
    ("forged addresses", refuses_forged_addresses),
    ("a report", takes_a_report),
    ("its letters are proven", proves_its_letters),
    ("who wrote is believed", believes_the_front),
    ("an answer", answers_are_taken),
    ("a forged mail", holds_what_is_forged),
    ("a page", shows_pages),
    ("a bounce", hears_of_bounces),
    ("a kill", survives_a_kill),
)


_BACK = """
systemctl start mailbot
timeout 120 sh -c 'until curl -fsS http://127.0.0.1:8025/healthz; do sleep 1; done'
postqueue -f
"""


def words_of(letter: Letter) -> bytes:
    """The text of a letter, as text and as HTML."""
    return "\n".join(part for part in (letter.mail.text, letter.mail.html) if part).encode()


def _here(scene: Scene) -> ssl.SSLContext:
    context = scene.world.trust()
    context.check_hostname = False
    return context


def _txt(world: Outside, name: bytes, timeout: int = 5) -> bytes:
    records = world.names.zone.get(name.decode().rstrip(".").lower(), {}).get("TXT", [])
    return records[0].encode() if records else b""


class _asking:
    """pyspf asks this zone."""

    def __init__(self, world: Outside) -> None:
        self._zone = world.names.zone

    def __enter__(self) -> None:
        self._before = spf.DNSLookup
        spf.DNSLookup = self._ask

    def __exit__(self, *_: object) -> None:
        spf.DNSLookup = self._before

    def _ask(self, name: str, kind: str, tcpfallback: bool = True, timeout: int = 30) -> list[object]:
        name = name.lower().rstrip(".")
        found = self._zone.get(name, {}).get(kind, [])
        if kind == "MX":
            return [((name, kind), (int(value.split()[0]), value.split()[1].rstrip("."))) for value in found]
        if kind == "TXT":
            return [((name, kind), (value.encode(),)) for value in found]
        return [((name, kind), value.rstrip(".")) for value in found]
