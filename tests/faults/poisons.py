"""Words that would be something else, wherever they are read as anything but words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

POISONS: Mapping[str, str] = {
    "an element with a script": "Zoé <script>alert(1)</script> B",
    "a picture with a handler": "Zoé <img src=x onerror=alert(1)> B",
    "a picture of another site": "Zoé <img src=http://127.0.0.1:9/x.png> B",
    "an attribute that ends": 'Zoé" onmouseover="alert(1)" x=\'B',
    "elements that end": "Zoé </p></td></table></style></title></textarea></script> B",
    "a comment": "Zoé <!-- --> <!--[if mso]><b>B</b><![endif]--> B",
    "a style": "Zoé </style><style>*{background:url(http://127.0.0.1:9/)}</style> B",
    "an import": "Zoé @import url(http://127.0.0.1:9/x.css); B",
    "raw MJML": "Zoé <mj-raw><b>B</b></mj-raw> B",
    "an included file": 'Zoé <mj-include path="/etc/passwd" /> B',
    "an expression": "Zoé {{ 7*7 }}{{ config }}{{ links.open }} B",
    "a statement": "Zoé {% include 'letters/_layout.txt' %}{# x #} B",
    "a header": "Zoé\r\nBcc: mallory@evil.example\r\n\r\nB",
    "a bare carriage return": "Zoé\rBcc: mallory@evil.example\rB",
    "other line ends": "Zoé\u2028Bcc: x\u2029y\x85z\x0bv\x0cB",
    "marks of direction": "Zoé \u202egpj.exe\u202c \u2066x\u2069 B",
    "controls": "Zoé \x00\x01\x07\x08\x1b\x7f\x9b B",
    "a terminal's commands": "Zoé \x1b[31m\x1b]0;owned\x07\x1b[2J\x9b31m B",
    "encoded words": "=?utf-8?B?QmNjOiB4QGV2aWwuZXhhbXBsZQ==?= Zoé =?utf-8?q?=0D=0ABcc:_x?=",
    "an encoded word alone": "Zoe =?utf-8?Q?=0D=0ABcc:_x=40y?= B",
    "a formula": "=cmd|' /C calc'!A1",
    "a formula that adds": "+1+cmd|' /C calc'!A1",
    "a formula that takes away": "-2+3+cmd|' /C calc'!A1",
    "a formula by its name": '@SUM(1+1)*cmd|" /C calc"!A1',
    "a formula behind a tab": '\t=HYPERLINK("http://evil.example","Zoé")',
    "another property": "Zoé\nATTENDEE:mailto:mallory@evil.example\nB",
    "another component": "Zoé\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VEVENT\r\nB",
    "escapes of a calendar": 'Zoé \\n \\N \\, \\; ;X=1:y,z "B" ^n ^\'',
    "a card": "Zoé\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:B",
    "another recipient": "Zoé?bcc=mallory@evil.example&body=x B",
    "an address that runs": "javascript:alert(1)",
    "an address with data": "data:text/html,<script>alert(1)</script> Zoé",
    "encoded line ends": "Zoé%0d%0aBcc:%20x%00 B",
    "another mailbox": 'Zoé" <mallory@evil.example>, "B',
    "a mailbox list": "Zoé, mallory@evil.example; B:x@y.example;",
    "a long word": "Z" + "o" * 3_000,
    "many lines": "\n".join(["Zoé"] * 200),
    "Markdown": "# Zoé\n[x](javascript:alert(1)) ![x](http://127.0.0.1:9/) **B** `c`",
    "format strings": "Zoé %s %n %(x)s {0} {x.__class__} ${HOME} B",
    "our own marks": "Zoé \ue000\ue001\ue002\ue003\ue004https://evil.example\ue005x\ue006\ue007 B",
    "a signature's line": "-- \nZoé\n--=_boundary--\n.\n.Zoé\nFrom x",
    "an item of a list": "– Zoé\n– B\n→ Ouvrir <https://evil.example/>",
    "what is no character": "Zoé \ud800\udfff\ufffe\uffff B",
    "a path": "../../../etc/Zoé\\..\\x:y*?|<>",
    "an entity": "Zoé &lt;b&gt; &amp; &#60;script&#62; B",
    "another script": "עדי לוי زينب 山田 🦊 İ Zoé",
    "nothing to see": "Zoé \u200b\u00ad\ufeff B",
}
"""What it would be → the words. Each of them says something that is seen once it is read as words."""


def replaced(value: Any, by: Callable[[str, str], str], name: str = "") -> Any:
    """The same, with each text in it made anew by `by(name, text)`; names of fields stay."""
    if isinstance(value, str):
        return by(name, value)
    if isinstance(value, Mapping):
        return {key: replaced(each, by, str(key)) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [replaced(each, by, name) for each in value]
    return value


def in_turn(start: int) -> Iterator[str]:
    """The poisons, one after the other, without end."""
    words = list(POISONS.values())
    while True:
        yield words[start % len(words)]
        start += 1
