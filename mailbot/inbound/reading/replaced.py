"""« Prenez Petit à la place de Durand », « Durand ne répond pas, passez par Azur »: one company for another."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.outcome import Intent
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import OrderState
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Role


def is_in_their_place(situation: Situation, clause: Clause, sent: Intent) -> bool:
    """« Prenez Petit à la place de Durand »: one company for another; a day, a tool or an entrance is no company."""
    name = str(sent.values.get("provider") or "")
    known = {word for word in wording_of(situation.standpoint.people.get(Role.PROVIDER, "")).tokens if len(word) > 3}
    named = wording_of(name).words - _RATHER - TITLES
    others = {w for role, words in situation.names_of.items() if role is not Role.PROVIDER for w in words}
    if not name[:1].isupper() or not named - others or not _NO_COMPANY.isdisjoint(named):
        return False
    left_out = _IN_THE_PLACE_OF.search(clause.folded)
    behind = wording_of(clause.folded[left_out.end() :]).words if left_out is not None else frozenset()
    if not known.isdisjoint(behind) or bool(known & named):
        return True
    if _MIGHT.search(clause.folded) is not None or not TITLES.isdisjoint(wording_of(name).words):
        return False
    return bool(known) and _is_given_up(situation, clause, known)


_MIGHT = re.compile(r"\b(?:pourr\w+|could|might)\b")
"""« On pourrait passer par Azur »: thought of."""


_RATHER = frozenset(("plutot", "instead", "rather"))
TITLES = frozenset(words("m mr mme mlle madame monsieur mrs ms"))
_NO_COMPANY = frozenset(
    words(
        "entree porte hall cour cave parking garage escalier batiment internet extranet mail email sms telephone"
        " whatsapp teams agence syndic bailleur locataire assurance gardien gardienne loge intranet local rue avenue"
        " boulevard place allee quai impasse fenetre toit terrasse jardin bureau accueil cabinet notaire huissier"
        " mairie confrere"
    )
)
"""« Passez plutôt par l'Entrée B »."""


def _is_given_up(situation: Situation, clause: Clause, known: set[str]) -> bool:
    """« Durand ne répond pas, passez par Azur »: why another one is taken stands before, or is how the order stands."""
    before = [c for c in situation.clauses if c.start < clause.start and clause.sentence - c.sentence < _NEAR]
    if any(_SAYS.search(c.folded) is not None for c in before):
        return False
    if situation.state in (OrderState.NO_ANSWER, OrderState.REFUSED, OrderState.WITHDRAWN):
        return True
    return any(_DOES_NOT_COME.find(c.wording) and not known.isdisjoint(c.wording.words) for c in before)


_NEAR = 2
_SAYS = re.compile(r"\b(?:dit|disent|ecrit|propose|proposent|conseille|suggere|says?|writes|suggests)\b")
"""« Durand dit : passez par Azur »."""
_DOES_NOT_COME = Sayings(
    (
        "repond|repondent|rappelle|donne|vient|peut|prend|veut pas|plus|jamais",
        "sans reponse|nouvelle|nouvelles|retour",
        "refuse|decline|deborde|surcharge|indisponible|injoignable|absent|ferme",
        "not|never answer|answering|reply|replying|available",
    )
)


_IN_THE_PLACE_OF = re.compile(r"\b(?:a la place d[eu']|plutot qu[e']|instead of)")
