"""How people spell, and the little words that add nothing. Folded: no accents, no capitals, straight apostrophes."""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

_SPELT_OTHERWISE = {
    "j ai": "jai g gai",
    "j avais": "javais",
    "j attends": "jattends jattend",
    "j arrive": "jarrive",
    "j espere": "jespere",
    "j en": "jen",
    "j m": "jm",
    "je peux": "jpe",
    "can not": "carnt carn cant",
    "before": "b4 befor",
    "j y": "jy",
    "j aimerais": "jaimerais",
    "avant": "avt",  # jai plu deau chaude
    "je suis": "chui chuis",  # chui pas la demain
    "c est": "cest cè",  # cest reglé
    "c etait": "cetait",
    "est": "nest",  # rien nest fini
    "etait": "netait",
    "ai": "nai",
    "y a": "ya",  # ya une fuite
    "d accord": "daccord dac dacc dakor",  # daccord pour mardi
    "d eau": "deau",
    "d entree": "dentree dentre",
    "qu il": "quil",
    "l eau": "leau",
    "pour": "pr",  # ok pr mardi
    "rdv": "rdvs",
    "svp": "stp",  # ok svp
    "toujours": "tjs tjrs tjr toujour tjours",  # tjs rien
    "probleme": "pb pbs prob pblm probleme problem problemes problems souci soucis pepin",  # encore un pb
    "depuis": "depui dpuis",  # depui ce matin
    "beaucoup": "bcp",
    "maintenant": "mtn mnt maintenan",
    "aujourd hui": "aujourdhui auj ajd",
    "oui": "ui oué ouai ouais wi ouii ouiii yep yes yeah yess yup mouais ouep",
    "non": "nn nan nope",
    "ok": "okay oki okey okk oké",
    "nous": "ns",
    "vous": "vs",
    "quelqu un": "qqn qqun quelquun kelkun qq1",
    "quelque chose": "qqch",
    "quoi": "koi",
    "nouvelle": "nouvel",
    "que": "ke",
    "qui": "ki",
    "plus": "plu",  # jai plu deau chaude
    "pas": "pa",
    "quand": "qd kan",
    "mais": "mai",
    "tout": "tt",
    "meme": "mm",
    "bonjour": "bjr bonjours",
    "bonsoir": "bsr",
    "merci": "mci mrc mercii",
    "demain": "2main",
    "semaine": "sem",
    "regle": "reglee regles reglees",
    "resolu": "resolue resolus resolues",
    "repare": "reparee repares reparees",
    "arrange": "arrangee arranges arrangees",
    "termine": "terminee termines terminees",
    "fini": "finie finis finies",
    "cloture": "cloturee clotures cloturees",
    "bloque": "bloquee bloques bloquees",
    "casse": "cassee casses cassees",
    "coince": "coincee coinces coincees",
    "bouche": "bouchee bouches bouchees",
    "revenu": "revenue revenus revenues",
    "parti": "partie partis parties",
    "venu": "venue venus venues",
    "passe": "passee passes passees",
    "remplace": "remplacee remplaces remplacees",
    "change": "changee changes changees",
    "effectue": "effectuee effectues effectuees",
    "realise": "realisee realises realisees",
    "pose": "posee poses posees",
    "installe": "installee installes installees",
    "joint": "jointe joints jointes",
    "froid": "froide froids froides",
    "chauffage": "chaufage chofage",
    "chaudiere": "chodiere chaudierre",
    "ballon": "balon",
    "serrure": "serure",
    "robinet": "robinnet",
    "fonctionne": "fonctionnent fonctione fonctionnne",
    "marche": "marchent",
    "fuit": "fuient",
    "saute": "sautent",  # les plombs sautent
    "disjoncte": "disjonctent",
    "claque": "claquent",
    "goutte": "gouttent",
    "coule": "coulent",
    "suinte": "suintent",
    "grince": "grincent",
    "siffle": "sifflent",
    "clignote": "clignotent",
    "vibre": "vibrent",
    "refoule": "refoulent",
    "deborde": "debordent",
    "cogne": "cognent",
    "ronfle": "ronflent",
    "ferme": "ferment",
    "ouvre": "ouvrent",
    "allume": "allument",
    "chauffe": "chauffent",
    "demarre": "demarrent",
    "thanks": "thx tks",
    "please": "pls plz",
    "do not": "dont",
    "does not": "doesnt",
    "is not": "isnt",
    "was not": "wasnt",
    "did not": "didnt",
    "have not": "havent",
    "it is": "its",
    "i am": "im",
    "tomorrow": "tmrw tmr tomorow",
}

ONE_SPELLING: dict[str, tuple[str, ...]] = {
    spelt: tuple(right.split()) for right, others in _SPELT_OTHERWISE.items() for spelt in others.split()
}
"""Each way of spelling, with the words it stands for."""

FILLERS = frozenset(
    words(
        "bien enfin vraiment finalement desormais deja donc totalement completement parfaitement "
        "definitivement entierement tres apparemment simplement effectivement maintenant juste vachement "
        "carrement hyper assez now finally completely already really just totally actually very quite so "
        "definitely properly fully"
    )
)
"""« C'est enfin bien réparé » says « c'est réparé »."""

STAYS_BEFORE = {
    "bien": frozenset(words("sur recu entendu note a cordialement vu compris pris")),
    "juste": frozenset(["prix"]),
}
"""« Bien sûr », « bien reçu »: here the little word stays."""

STAYS_AFTER = {
    "bien": frozenset(["tres", "tout", "va", "si", "eh", "ou", "aussi"]),
    "now": frozenset(("for", "right")),
    "so": frozenset(("i", "think")),
    "very": frozenset(("not",)),
}
"""« Très bien », « si bien que »."""

WORD_GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {}
"""Groups of words that say nothing, by their first word."""
for _group in (
    "du coup",  # du coup c'est réglé
    "de mon cote",
    "de notre cote",
    "quand meme",
    "en fait",
    "un peu",
    "un petit peu",
    "au final",
    "a priori",
    "comme meme",
    "bel et bien",
    "for now",
    "as well",
    "at all",
):
    _words = tuple(_group.split())
    WORD_GROUPS[_words[0]] = (*WORD_GROUPS.get(_words[0], ()), _words)
