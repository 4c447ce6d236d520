"""What mail programs put around a reply: one letter of ours, answered from each of them.

`python -m tests.inbound.reading.clients` writes the mails of `tests/mails/reading/` again.
"""

import html as markup
import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from functools import lru_cache
from pathlib import Path

MAILS = Path(__file__).parents[2] / "mails" / "reading"

LETTER = """Bonjour Madame Belkacem,

Plomberie Durand nous indique avoir terminé la réparation de la fuite sous l’évier le 26 novembre.
Est-ce bien réparé ? Répondez « oui », ou dites-nous ce qui reste à faire.

Merci,
Sophie Lambert, Agence du Tilleul

Oui, c’est réparé <https://suivi.agence-tilleul.example/a/4f1c>
Clôturer : c’est réglé <https://suivi.agence-tilleul.example/a/77ab>

Répondez simplement à ce message : votre réponse sera ajoutée au dossier."""
SUBJECT = "[SIG-1042] fuite sous l’évier"
SERVICE = "Agence du Tilleul — suivi"
ADDRESS = "suivi+k3q7wz@suivi.agence-tilleul.example"
WRITER = ("Nadia Belkacem", "nadia.belkacem@gmail.example")


@dataclass(frozen=True)
class Body:
    """The two parts of a reply. An empty one is not sent."""

    text: str
    html: str


@dataclass(frozen=True)
class Client:
    """A mail program, and how it answers our letter with somebody's words."""

    name: str
    answer: Callable[[str], Body]


def marked(text: str, mark: str = "> ") -> str:
    return "\n".join((mark + line).rstrip() if line else mark.rstrip() for line in text.split("\n"))


def wrapped(text: str, width: int = 78) -> str:
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) if line else ""
        for line in text.split("\n")
    )


def escaped(text: str) -> str:
    return markup.escape(text, quote=False)


def divs(words: str) -> str:
    return "".join(f"<div>{escaped(line)}</div>" if line else "<div><br></div>" for line in words.split("\n"))


def breaks(words: str) -> str:
    return "<br>\n".join(escaped(line) for line in words.split("\n"))


def word_paragraphs(words: str) -> str:
    return "".join(f'<p class="MsoNormal">{escaped(line) or "&nbsp;"}<o:p></o:p></p>\n' for line in words.split("\n"))


LETTER_HTML = (
    '<div style="font-family:Arial,sans-serif;max-width:600px">'
    + "".join(f"<p>{breaks(part)}</p>" for part in LETTER.split("\n\n"))
    + "</div>"
)


def gmail(introduction: str) -> Callable[[str], Body]:
    def answer(words: str) -> Body:
        head = introduction.format(who=f"{SERVICE} <{ADDRESS}>")
        shown = escaped(introduction.format(who=SERVICE)).replace(
            SERVICE, f'{SERVICE} &lt;<a href="mailto:{ADDRESS}">{ADDRESS}</a>&gt;'
        )
        return Body(
            f"{wrapped(words)}\n\n{wrapped(head)}\n\n{marked(wrapped(LETTER))}\n",
            f'<div dir="ltr">{divs(words)}</div><br><div class="gmail_quote gmail_quote_container">'
            f'<div dir="ltr" class="gmail_attr">{shown}<br></div><blockquote class="gmail_quote" style="margin:0px'
            f" 0px 0px 0.8ex;"
            f'border-left:1px solid rgb(204,204,204);padding-left:1ex">{LETTER_HTML}</blockquote></div>\n',
        )

    return answer


def apple(introduction: str, footer: str = "") -> Callable[[str], Body]:
    """Mail on a Mac, and on an iPhone with its footer: the introduction itself is quoted."""

    def answer(words: str) -> Body:
        head = introduction.format(who=f"{SERVICE} <{ADDRESS}>")
        below = f"\n\n{footer}" if footer else ""
        return Body(
            f"{words}{below}\n\n> {head}\n> \n> \ufeff\n{marked(LETTER)}\n",
            f'<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">'
            f'{divs(words)}<div dir="ltr"><br>{footer}</div><div dir="ltr"><br><blockquote'
            f' type="cite">{escaped(head)}<br><br>'
            f'</blockquote></div><blockquote type="cite"><div'
            f' dir="ltr">\ufeff{LETTER_HTML}</div></blockquote></body></html>',
        )

    return answer


def apple_below(introduction: str) -> Callable[[str], Body]:
    """The introduction is not quoted, as in Mail for macOS."""

    def answer(words: str) -> Body:
        head = introduction.format(who=f"{SERVICE} <{ADDRESS}>")
        return Body(
            f"{words}\n\n{head}\n\n{marked(LETTER)}\n",
            f'<html><body style="overflow-wrap: break-word;">{divs(words)}<div><br><blockquote'
            f' type="cite"><div>{escaped(head)}'
            f'</div><br class="Apple-interchange-newline"><div>{LETTER_HTML}</div></blockquote></div><br>'
            "</body></html>",
        )

    return answer


def outlook_desktop(labels: tuple[str, str, str, str], moment: str) -> Callable[[str], Body]:
    def answer(words: str) -> Body:
        values = (f"{SERVICE} <{ADDRESS}>", moment, f"{WRITER[0]} <{WRITER[1]}>", SUBJECT)
        block = "\n".join(f"{label} {value}" for label, value in zip(labels, values, strict=True))
        rows = "<br>".join(
            f"<b>{escaped(label)}</b> {escaped(value)}" for label, value in zip(labels, values, strict=True)
        )
        return Body(
            f"{words}\n\n{block}\n\n{LETTER}\n",
            f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {{margin:0cm;}}'
            f" --></style></head>"
            f'<body lang="FR"><div class="WordSection1">{word_paragraphs(words)}<div><div'
            f' style="border:none;border-top:solid #E1E1E1'
            f' 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p'
            f' class="MsoNormal">{rows}<o:p></o:p></p></div></div>{LETTER_HTML}</div></body></html>',
        )

    return answer


def outlook_old(words: str) -> Body:
    return Body(
        f"{words}\n\n-----Message d'origine-----\nDe : {SERVICE} [mailto:{ADDRESS}]\nEnvoyé : lundi 23 novembre 2026"
        f" 10:12\n"
        f"À : {WRITER[0]}\nObjet : {SUBJECT}\n\n{LETTER}\n",
        "",
    )


def outlook_web(labels: tuple[str, str, str, str], moment: str, footer: str = "") -> Callable[[str], Body]:
    """Outlook on the web and on telephones."""

    def answer(words: str) -> Body:
        values = (f"{SERVICE} <{ADDRESS}>", moment, f"{WRITER[0]} <{WRITER[1]}>", SUBJECT)
        block = "\n".join(f"{label} {value}" for label, value in zip(labels, values, strict=True))
        rows = "<br>".join(
            f"<b>{escaped(label)}</b> {escaped(value)}" for label, value in zip(labels, values, strict=True)
        )
        below = f"\n\n{footer}<https://aka.ms/o0ukef>" if footer else ""
        signature = (
            f'<div id="ms-outlook-mobile-signature"><a href="https://aka.ms/o0ukef">{footer}</a></div>'
            if footer
            else ""
        )
        return Body(
            f"{words}{below}\n________________________________\n{block}\n\n{LETTER}\n",
            f'<html><body><div class="elementToProof">{divs(words)}</div>{signature}<div id="appendonsend"></div>'
            f'<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font'
            f' face="Calibri">{rows}'
            f"</font><div>&nbsp;</div></div>{LETTER_HTML}</body></html>",
        )

    return answer


def thunderbird(introduction: str) -> Callable[[str], Body]:
    def answer(words: str) -> Body:
        head = introduction.format(who=SERVICE)
        return Body(
            f"{words}\n\n{head}\n{marked(LETTER)}\n",
            f'<html><body><p>{breaks(words)}</p><div class="moz-cite-prefix">{escaped(head)}<br></div><blockquote'
            f' type="cite" '
            f'cite="mid:1042@suivi.agence-tilleul.example">{LETTER_HTML}</blockquote></body></html>',
        )

    return answer


def thunderbird_below(introduction: str) -> Callable[[str], Body]:
    """The answer is written under the quote."""

    def answer(words: str) -> Body:
        head = introduction.format(who=SERVICE)
        return Body(
            f"{head}\n{marked(LETTER)}\n\n{words}\n",
            f'<html><body><div class="moz-cite-prefix">{escaped(head)}<br></div><blockquote'
            f' type="cite">{LETTER_HTML}</blockquote>'
            f"<p>{breaks(words)}</p></body></html>",
        )

    return answer


def orange(words: str) -> Body:
    head = f'Message du 23/11/26 10:12\nDe : "{SERVICE}" <{ADDRESS}>\nA : {WRITER[1]}\nCopie à : \nObjet : {SUBJECT}\n'
    lines = "<br>".join(f"&gt; {escaped(line)}" for line in head.split("\n"))
    return Body(
        f"{words}\n\n\n\n{marked(head)}\n{marked(LETTER)}\n",
        f'<p>{breaks(words)}</p><p>&nbsp;</p><blockquote style="border-left:2px solid'
        f' #ff7900;padding-left:5px">{lines}<br>'
        f"{LETTER_HTML}</blockquote>",
    )


def orange_app(words: str) -> Body:
    return Body(
        f"{words}\n\nEnvoyé depuis l'application Mail Orange\n----------------\nDe: {ADDRESS}\nEnvoyé: lundi, 23"
        f" novembre 2026, 10:12\n"
        f"À: {WRITER[1]}\nCc: \nObjet: {SUBJECT}\n\n{LETTER}\n",
        "",
    )


def yahoo(introduction: str, footer: str = "") -> Callable[[str], Body]:
    def answer(words: str) -> Body:
        head = introduction.format(who=f"{SERVICE} <{ADDRESS}>")
        below = f"\n\n{footer}" if footer else ""
        link = f'<br><a href="https://mail.onelink.me/">{footer}</a>' if footer else ""
        return Body(
            f" {words}{below}\n\n\n    {head}  \n \n{marked(LETTER, ' ')}   \n",
            f'<html><body><div class="ydp1f63a5ecyahoo-style-wrap">{divs(words)}{link}</div><div'
            f' id="ydp4d19yahoo_quoted_8352" '
            f'class="ydp5073yahoo_quoted"><div><div>{escaped(head)}</div><div><br></div><div>{LETTER_HTML}</div></div></div></body></html>',
        )

    return answer


def yahoo_old(words: str) -> Body:
    return Body(
        f"{words}\n\n\n----- Mail original -----\nDe : {SERVICE} <{ADDRESS}>\n À : {WRITER[1]}\n Envoyé le : Lundi"
        f" 23 novembre 2026 10h12\n"
        f" Objet : {SUBJECT}\n \n{LETTER}\n",
        "",
    )


def zimbra(rule: str) -> Callable[[str], Body]:
    """Free with its rule, La Poste without."""

    def answer(words: str) -> Body:
        labels = (
            ("De", f'"{SERVICE}" <{ADDRESS}>'),
            ("À", f'"{WRITER[0]}" <{WRITER[1]}>'),
            ("Envoyé", "Lundi 23 Novembre 2026 10:12:49"),
            ("Objet", SUBJECT),
        )
        block = "\n".join(f"{label}: {value}" for label, value in labels)
        rows = "<br>".join(f"<b>{label}: </b>{escaped(value)}" for label, value in labels)
        return Body(
            f"{words}\n\n{rule}\n{block}\n\n{LETTER}\n",
            f'<html><body><div style="font-family: arial">{divs(words)}</div><div><br></div><hr id="zwchr"'
            f' data-marker="__DIVIDER__">'
            f'<div data-marker="__HEADERS__">{rows}</div><div'
            f' data-marker="__QUOTED_TEXT__">{LETTER_HTML}</div></body></html>',
        )

    return answer


def samsung(rule: str, labels: tuple[str, str, str, str], footer: str) -> Callable[[str], Body]:
    def answer(words: str) -> Body:
        values = (f"{SERVICE} <{ADDRESS}> ", "23/11/2026  10:12  (GMT+01:00) ", f"{WRITER[1]} ", f"{SUBJECT} ")
        rows = [f"{label} {value}" for label, value in zip(labels, values, strict=True)]
        return Body(
            "\n".join((words, "", "", footer, "", "", rule, *rows, "", LETTER, "")),
            f'<html><body dir="auto">{divs(words)}<div dir="auto"><br></div><div id="composer_signature"'
            f' dir="auto"><div>{footer}</div></div>'
            f'<div><br></div><div align="left"><div>{rule}</div>{divs(chr(10).join(rows))}<div><br></div></div>'
            f"{LETTER_HTML}</body></html>",
        )

    return answer


def proton(introduction: str, footer: str) -> Callable[[str], Body]:
    def answer(words: str) -> Body:
        head = introduction.format(who=f"{SERVICE} <{ADDRESS}>")
        return Body(
            f"{words}\n\n{footer} [Proton Mail](https://proton.me/mail/home).\n\n{head}\n\n{marked(LETTER)}\n",
            f'<div style="font-family: Arial;">{breaks(words)}</div><div><br></div><div'
            f' class="protonmail_signature_block"><div '
            f'class="protonmail_signature_block-proton">{footer} <a href="https://proton.me/mail/home">Proton'
            f" Mail</a>.</div></div>"
            f'<div class="protonmail_quote">{escaped(head)}<br><br><blockquote class="protonmail_quote"'
            f' type="cite">{LETTER_HTML}'
            "</blockquote></div>",
        )

    return answer


def ruled(words: str) -> Body:
    """SFR, and other French webmails: a row of equals signs, then « Message du »."""
    return Body(
        f'{words}\n\n\n\n========================================\n\nMessage du : 23/11/2026 10:12\nDe : "{SERVICE}"'
        f" <{ADDRESS}>\n"
        f"A : {WRITER[1]}\nCopie à : \nSujet : {SUBJECT}\n\n\n{LETTER}\n",
        "",
    )


def roundcube(words: str) -> Body:
    return Body(f"{words}\n\nLe 2026-11-23 10:12, {SERVICE} a écrit :\n{marked(LETTER)}\n", "")


def bluemail(words: str) -> Body:
    return Body(
        f"{words}\n\nTélécharger BlueMail pour Android\nLe 23 nov. 2026 à 10:12, à 10:12, {SERVICE} <{ADDRESS}> a"
        f" écrit:\n{marked(LETTER)}\n",
        "",
    )


def gmx(words: str) -> Body:
    return Body(
        "",
        f'<html><body><div style="font-family: Verdana;">{divs(words)}<div> <div name="quote" style="margin:10px 5px'
        f' 5px 10px;">'
        f'<div style="margin:0 0 10px 0;"><b>Gesendet:</b> Montag, 23. November 2026 um 10:12 Uhr<br/><b>Von:</b>'
        f' "{SERVICE}" &lt;{ADDRESS}'
        f"&gt;<br/><b>An:</b> {WRITER[1]}<br/><b>Betreff:</b>"
        f" {SUBJECT}</div>{LETTER_HTML}</div></div></div></body></html>",
    )


def exchange_as_text(words: str) -> Body:
    """Labels and values on lines of their own, blank lines between."""
    return Body(
        f"{words}\n\nDe :\n{SERVICE} <{ADDRESS}>\n\n\nEnvoyé :\nlundi 23 novembre 2026 10:12\n\n\nÀ"
        f" :\n{WRITER[1]}\n\n\nObjet :\n{SUBJECT}\n"
        f"\n{LETTER}\n",
        "",
    )


FRENCH = ("De :", "Envoyé :", "À :", "Objet :")
ENGLISH = ("From:", "Sent:", "To:", "Subject:")

CLIENTS = (
    Client("gmail_fr", gmail("Le lun. 23 nov. 2026 à 10:12, {who} a écrit :")),
    Client("gmail_en", gmail("On Mon, 23 Nov 2026 at 10:12, {who} wrote:")),
    Client("gmail_es", gmail("El lun, 23 nov 2026 a las 10:12, {who} escribió:")),
    Client("gmail_pt", gmail("Em seg., 23 de nov. de 2026 às 10:12, {who} escreveu:")),
    Client("gmail_tr", gmail("{who}, 23 Kas 2026 Pzt, 10:12 tarihinde şunu yazdı:")),
    Client("gmail_uk", gmail("пн, 23 лист. 2026 р. о 10:12 {who} пише:")),
    Client("gmail_old_fr", gmail("2026-11-23 10:12 GMT+01:00 {who}:")),
    Client("iphone_fr", apple("Le 23 nov. 2026 à 10:12, {who} a écrit :", "Envoyé de mon iPhone")),
    Client("iphone_en", apple("On 23 Nov 2026, at 10:12, {who} wrote:", "Sent from my iPhone")),
    Client("ipad_fr", apple("Le 23 nov. 2026 à 10:12, {who} a écrit :", "Envoyé de mon iPad")),
    Client("apple_mail_fr", apple_below("Le 23 nov. 2026 à 10:12, {who} a écrit :")),
    Client("apple_mail_en", apple_below("On 23 Nov 2026, at 10:12, {who} wrote:")),
    Client("outlook_desktop_fr", outlook_desktop(FRENCH, "lundi 23 novembre 2026 10:12")),
    Client("outlook_desktop_en", outlook_desktop(ENGLISH, "Monday, November 23, 2026 10:12 AM")),
    Client("outlook_desktop_mixed", outlook_desktop(FRENCH, "Monday, November 23, 2026 10:12:00 AM")),
    Client("outlook_old_fr", outlook_old),
    Client("outlook_web_fr", outlook_web(FRENCH, "lundi 23 novembre 2026 10:12")),
    Client("outlook_ios_fr", outlook_web(FRENCH, "lundi 23 novembre 2026 10:12", "Télécharger Outlook pour iOS")),
    Client(
        "outlook_ios_mixed",
        outlook_web(ENGLISH, "Monday, November 23, 2026 10:12:08 AM", "Envoyé à partir de Outlook pour iOS"),
    ),
    Client("outlook_android_fr", outlook_web(FRENCH, "lundi 23 novembre 2026 10:12", "Obtenir Outlook pour Android")),
    Client("outlook_ios_en", outlook_web(ENGLISH, "Monday, November 23, 2026 10:12:08 AM", "Get Outlook for iOS")),
    Client(
        "windows_mail_fr", outlook_desktop(("De :", "Envoyé le :", "À :", "Objet :"), "lundi 23 novembre 2026 10:12")
    ),
    Client("thunderbird_fr", thunderbird("Le 23/11/2026 à 10:12, {who} a écrit :")),
    Client("thunderbird_en", thunderbird("On 23/11/2026 10:12, {who} wrote:")),
    Client("thunderbird_below_fr", thunderbird_below("Le 23/11/2026 à 10:12, {who} a écrit :")),
    Client("thunderbird_below_en", thunderbird_below("On 23/11/2026 10:12, {who} wrote:")),
    Client("orange_fr", orange),
    Client("orange_app_fr", orange_app),
    Client("yahoo_fr", yahoo("Le lundi 23 novembre 2026 à 10:12:00 UTC+1, {who} a écrit :")),
    Client("yahoo_en", yahoo("On Monday, November 23, 2026 at 10:12:00 AM GMT+1, {who} wrote:")),
    Client(
        "yahoo_android_fr",
        yahoo("Le lun., nov. 23, 2026 à 10:12, {who} a écrit :", "Envoyé depuis Yahoo Mail pour Android"),
    ),
    Client("yahoo_old_fr", yahoo_old),
    Client("free_zimbra_fr", zimbra("----- Mail original -----")),
    Client("laposte_fr", zimbra("")),
    Client(
        "samsung_fr",
        samsung(
            "-------- Message d'origine --------",
            ("De :", "Date :", "À :", "Objet :"),
            "Envoyé depuis mon appareil Galaxy",
        ),
    ),
    Client(
        "samsung_en",
        samsung("-------- Original message --------", ("From:", "Date:", "To:", "Subject:"), "Sent from my Galaxy"),
    ),
    Client(
        "proton_fr", proton("Le lundi 23 novembre 2026 à 10:12, {who} a écrit :", "Envoyé avec la messagerie sécurisée")
    ),
    Client("proton_en", proton("On Monday, November 23rd, 2026 at 10:12, {who} wrote:", "Sent with")),
    Client("sfr_fr", ruled),
    Client("roundcube_fr", roundcube),
    Client("bluemail_fr", bluemail),
    Client("gmx_de", gmx),
    Client("exchange_as_text_fr", exchange_as_text),
)


_REGISTRY = HeaderRegistry()
_kind_of_header = lru_cache(maxsize=100)(_REGISTRY.__getitem__)
_parsed = lru_cache(maxsize=1000)(_REGISTRY.__call__)


class _Headers(HeaderRegistry):
    """The standard library's, each name and each header taken once: the same dozen stand in thousands of mails."""

    def __getitem__(self, name: str) -> type[BaseHeader]:
        return _kind_of_header(name)

    def __call__(self, name: str, value: str) -> BaseHeader:
        return _parsed(name, value)


class _Policy(EmailPolicy):
    """The standard library's, each header folded once."""

    def fold_binary(self, name: str, value: str) -> bytes:
        return _folded(name, value)


@lru_cache(maxsize=1000)
def _folded(name: str, value: str) -> bytes:
    return EmailPolicy().fold_binary(name, value)


_POLICY = _Policy(header_factory=_Headers())


def mail_of(
    body: Body, *, writer: tuple[str, str] = WRITER, subject: str = f"Re: {SUBJECT}", answers: bool = True
) -> bytes:
    """The raw mail, with the parts that are not empty."""
    mail = EmailMessage(_POLICY)
    mail["From"] = f"{writer[0]} <{writer[1]}>"
    mail["To"] = f"{SERVICE} <{ADDRESS}>"
    mail["Subject"] = subject
    mail["Message-ID"] = "<answer-1042@gmail.example>"
    if answers:
        mail["In-Reply-To"] = "<1042@suivi.agence-tilleul.example>"
    mail["Date"] = "Mon, 23 Nov 2026 11:00:12 +0100"
    mail["MIME-Version"] = "1.0"
    if body.text:
        mail.set_content(body.text)
        if body.html:
            mail.add_alternative(body.html, subtype="html")
    else:
        mail.set_content(body.html, subtype="html")
    return mail.as_bytes()


WORDS_OF_THE_CAST = {
    "nadia_settled": "C’est réglé, merci !",
    "nadia_not_settled": "Ce n’est toujours pas réglé, ça goutte encore sous l’évier.",
    "nadia_two_paragraphs": "Bonjour,\n\nle plombier est passé ce matin, tout fonctionne.\n\nBonne journée à vous",
}


def write_mails() -> None:
    """Writes each client's mail of each of these words, beside what is expected of it."""
    for client in CLIENTS:
        for what, words in WORDS_OF_THE_CAST.items():
            name = f"{client.name}-{what}"
            (MAILS / f"{name}.eml").write_bytes(mail_of(client.answer(words)))
            expected = json.dumps({"kind": "human", "fresh_text": words}, ensure_ascii=False, indent=1)
            (MAILS / f"{name}.expected.json").write_text(expected + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_mails()
