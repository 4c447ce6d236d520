"""What is covered in a person's words before others read them: telephones, addresses, codes (AUDIENCE)."""

import re

COVER = "•••"

# One alternative for each thing that is covered; the name says what a reader of this table should look for.
_PRIVATE = re.compile(
    r"""
    (?P<mail_address> [\w.+-]{1,64} @ [\w-]{1,63} (?:\.[\w-]{1,63}){1,8} )
  | (?P<iban> \b [A-Z]{2} \d{2} (?:[ .-]?[A-Z0-9]{4}){2,7} (?:[ .-]?[A-Z0-9]{1,4})? \b )
  | (?P<telephone> (?<![\w.,]) (?: \+ \d{1,3} [ .-]? (?:\(0\))? [ ]? \d | 0 \d ) (?: [ .-]? \d{2} ){4} (?!\d) )
  | (?P<code> (?P<said> \b (?:code|digicode|interphone|mot[ ]de[ ]passe|password|pin) \b [^\n\d]{0,24}? )
      (?P<secret> \b (?=\w*\d) \w{3,10} \b [#*]? | \d{1,2} (?: [ .-] \d{1,2} ){1,7} (?!\d) ) )
  | (?P<keyed> (?<!\w) (?=\w*\d) \w{3,8} [#*] (?!\w) )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def masked(words: str) -> str:
    """The words, with telephone numbers, mail addresses, bank details and access codes covered. Nothing else changes.

    « le code c'est 45B12 » becomes « le code c'est ••• ».
    """
    return _PRIVATE.sub(_cover, words)


def _cover(found: re.Match[str]) -> str:
    return f"{found['said']}{COVER}" if found["code"] is not None else COVER
