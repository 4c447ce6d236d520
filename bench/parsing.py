"""Milliseconds to parse and screen a mail of 20 kB, and how the time grows up to 30 MB.

python -m bench.parsing
"""

import base64
import time
from collections.abc import Callable

from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.inbound.screening import screen

_HEAD = """Received: from smtp.gmail.example (192.0.2.14) by mx1.suivi.agence-tilleul.example;
 Mon, 23 Nov 2026 09:12:45 +0100
Authentication-Results: mx1.suivi.agence-tilleul.example; spf=pass smtp.mailfrom=nadia.belkacem@gmail.example; dkim=pass
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=gmail.example; s=20261101; h=from:to:subject; bh=AAAA; b=BBBB
Date: Mon, 23 Nov 2026 09:12:44 +0100
From: =?utf-8?Q?Nadia_Belkac=C3=A9m?= <nadia.belkacem@gmail.example>
To: "Agence du Tilleul" <suivi+k3v9qd27xhpa@suivi.agence-tilleul.example>
Message-ID: <CAF1+9=x7Qk@mail.gmail.example>
In-Reply-To: <m.4be1c09a77d2f3a8@suivi.agence-tilleul.example>
References: <thread.12@suivi.agence-tilleul.example> <m.4be1c09a77d2f3a8@suivi.agence-tilleul.example>
Subject: =?utf-8?Q?Re=3A_=5BSIG-1042=5D_Fuite_sous_l=E2=80=99=C3=A9vier?=
MIME-Version: 1.0
"""
_SAID = "Bonjour, l’eau coule encore sous l’évier, mardi 24 entre 9h et 11h me va.\n"


def reply(kilobytes: int) -> bytes:
    """A reply in two dresses, text and HTML, with its history."""
    history = "> Bonjour Madame, le plombier peut passer mardi ou jeudi, dites-nous.\n"
    lines = kilobytes * 1000 // 2 // len(history.encode())
    html = "<p>Bonjour Madame, le plombier peut passer mardi ou jeudi.</p>\n"
    return (
        (
            _HEAD
            + 'Content-Type: multipart/alternative; boundary="=_b"\n\n'
            + "--=_b\nContent-Type: text/plain; charset=utf-8\n\n"
            + _SAID
            + history * lines
            + "\n--=_b\nContent-Type: text/html; charset=utf-8\n\n"
            + html * lines
            + "\n--=_b--\n"
        )
        .replace("\n", "\r\n")
        .encode()
    )


def photo(megabytes: int) -> bytes:
    """Two lines and a photo."""
    image = base64.encodebytes(bytes(range(256)) * (megabytes * 1_000_000 * 3 // 4 // 256))
    head = (
        _HEAD
        + f'Content-Type: multipart/mixed; boundary="=_b"\n\n--=_b\nContent-Type: text/plain; charset=utf-8\n\n{_SAID}'
        + '\n--=_b\nContent-Type: image/jpeg; name="fuite.jpg"\nContent-Transfer-Encoding: base64\n\n'
    )
    return head.encode() + image + b"\n--=_b--\n"


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The best of some runs: the others measure the machine's other work."""

    def once() -> float:
        began = time.perf_counter()
        work()
        return (time.perf_counter() - began) * 1000

    return min(once() for _ in range(times))


def main() -> None:
    """Print one line a size."""
    print(f"{'mail':<14}{'bytes':>12}{'parse ms':>12}{'ms a MB':>10}{'screen ms':>12}")
    sizes: list[tuple[str, bytes]] = [(f"reply {size} kB", reply(size)) for size in (5, 20, 100, 1000)]
    sizes += [(f"photo {size} MB", photo(size)) for size in (1, 5, 30)]
    for name, raw in sizes:
        mail: ParsedMail = parse_mail(raw)
        times = 200 if len(raw) < 200_000 else 5
        parsing = milliseconds(lambda raw=raw: parse_mail(raw), times)  # type: ignore[misc]
        screening = milliseconds(lambda mail=mail: screen(mail), times)  # type: ignore[misc]
        print(f"{name:<14}{len(raw):>12}{parsing:>12.3f}{parsing / len(raw) * 1e6:>10.1f}{screening:>12.3f}")


if __name__ == "__main__":
    main()
