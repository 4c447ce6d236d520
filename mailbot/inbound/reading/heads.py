"""What may stand before an order without changing it: « merci de », « vous pouvez », « il faudrait »."""

from __future__ import annotations

import re

from mailbot.inbound.reading.wording import Wording

_HEAD = re.compile(
    r"^(?:[1-9] (?!(?:devis|chiffrages?|quotes?|estimates?)\b))?(?:(?:(?:ok|oui|d accord|bon|partant|partante|go) pour"
    r"|merci (?:de|d)(?: bien vouloir)?|il (?:me |nous )?(?:faut|faudrait)|(?:je|nous|on) (?:voudrais"
    r"|souhaite|veux|aimerais|voudrions|souhaitons)"
    r"|(?:vous |tu |on |nous )?(?:pouvez|peux|peut|pourriez|pourrais|pourrait)(?: vous| tu| on)?|(?:can|could"
    r"|would) (?:you|we)"
    r"|i would like(?: to)?|we need(?: to)?|i need(?: to)?|veuillez|prevoir|prevoyez|priere de|penser a|pensez a"
    r"|bonjour|bonsoir|salut|hello|hi|ok|oui|yes|non|no|et|puis|alors|donc|mais|svp|please|merci|urgent"
    r"|urgence|en|plutot|sinon|ensuite"
    r"|then|and|so|also|aussi|le|la|l|les|lui|a|to|faudra|faut|ceci dit|il"
    r"|d(?= en )|vous(?= (?:(?:(?:le |la |l |en )?(?:cloturez|mandatez|missionnez)"
    r"|annulez l (?:os|ordre|intervention))\b|en envoyez un |fermez (?:$|(?:le |ce )?dossier)"
    r"|envoyez (?:plutot )?(?:a|chez) "
    r"|(?:envoyez|passez|faites|preparez) (?:un |l |le )(?:autre |nouvel )?(?:os|ordre|bt)\b))) )*"
)


def without_head(wording: Wording) -> Wording:
    """« Merci d'annuler l'OS » is « annuler l'OS »."""
    return Wording(_HEAD.sub("", f"{wording.text} ").strip())
