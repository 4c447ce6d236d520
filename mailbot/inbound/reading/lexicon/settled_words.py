"""How people say that it is settled, that it is not, and that the file may be closed. Folded, masculine singular.

The reader takes the little words of `FILLERS` out first: « c'est enfin bien réglé » is read as « c'est réglé ».
"""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

FILLERS = (
    "tout a fait", "de mon cote", "de notre cote", "bien", "enfin", "maintenant", "desormais", "deja", "finalement",
    "donc", "totalement", "completement", "parfaitement", "definitivement", "entierement", "tres", "vraiment", "aussi",
    "du coup", "a priori", "apparemment", "bel et", "now", "finally", "completely", "already",
)  # fmt: skip

SETTLED = (
    "c'est regle",  # C'est réglé merci !
    "cest regle",
    "c est regle",
    "est regle",  # Le souci est réglé
    "a ete regle",
    "s'est regle",
    "probleme regle",
    "souci regle",
    "tout regle",
    "c'est resolu",  # C'est résolu depuis hier
    "est resolu",
    "probleme resolu",
    "souci resolu",
    "c'est repare",  # Oui c'est réparé
    "cest repare",
    "est repare",
    "a ete repare",
    "a repare",  # Le plombier a réparé ce matin
    "c'est arrange",
    "s'est arrange",  # Ça s'est arrangé tout seul
    "rentre dans l'ordre",  # Tout est rentré dans l'ordre
    "tout fonctionne",  # RAS, tout fonctionne
    "tout marche",
    "ca remarche",
    "remarche",  # Le chauffage remarche
    "refonctionne",
    "fonctionne a nouveau",
    "fonctionne de nouveau",
    "marche a nouveau",
    "marche de nouveau",
    "ne fuit plus",  # Ça ne fuit plus
    "ne coule plus",
    "fuit plus",
    "plus aucun souci",
    "plus aucun probleme",
    "plus aucune fuite",
    "plus de probleme",
    "plus de souci",
    "plus de fuite",
    "plus rien a signaler",
    "plus rien a redire",
    "rien a signaler",
    "it's fixed",  # It's fixed, thanks
    "its fixed",
    "is fixed",
    "has been fixed",
    "been repaired",
    "is repaired",
    "it's sorted",
    "is sorted",
    "been sorted",
    "it's solved",
    "is solved",
    "is resolved",
    "been resolved",
    "works again",
    "working again",
    "no more leak",
    "doesn't leak anymore",
    "all sorted",
    "all fixed",
)

SETTLED_ALONE = frozenset(words("regle resolu repare fixed solved resolved sorted repaired"))  # Résolu.

PARTICIPLES = (
    "regle",
    "resolu",
    "repare",
    "arrange",
    "termine",
    "fini",
    "fixed",
    "solved",
    "sorted",
    "resolved",
    "repaired",
    "clos",
)
"""With a negation before them, they say the contrary: « pas réglé », « not fixed »."""

BACK_AGAIN = (
    "de nouveau",  # Le radiateur est de nouveau froid
    "a nouveau",
    "recommence",  # Ça recommence
    "rebelote",
    "est revenu",  # La fuite est revenue
    "est reparti",
    "retombe en panne",
    "encore en panne",
    "encore froid",
    "fuit encore",  # Mais ça fuit encore
    "goutte encore",
    "coule encore",
    "fuit toujours",
    "coule toujours",
    "goutte toujours",
    "encore une fuite",
    "toujours le meme",
    "toujours en panne",
    "toujours bloque",
    "toujours casse",
    "toujours froid",
    "marche pas",
    "marche toujours pas",
    "marche plus",
    "fonctionne pas",
    "fonctionne plus",
    "remonte plus",
    "ferme plus",
    "pas encore ca",  # C'est mieux mais pas encore ça
    "toujours pas",  # Ce n'est toujours pas réglé
    "toujours rien",
    "sans chauffage",
    "sans eau",
    "sans electricite",
    "leaks again",
    "leaking again",
    "still leaks",
    "still leaking",
    "still can't",
    "still cannot",
    "still not",
    "still doesn't",
    "still broken",
    "is back",
    "came back",
    "broken again",
    "doesn't work",
    "not working",
)
"""The fault is there, whatever polite word stands beside it."""

CLOSE_IT = (
    "vous pouvez cloturer",  # C'est réparé, vous pouvez clôturer
    "vous pouvez clore",
    "vous pouvez fermer",
    "vous pouvez classer",
    "pouvez-vous cloturer",  # Pouvez-vous clôturer ?
    "pourriez-vous cloturer",
    "pouvez vous cloturer",
    "pouvez-vous clore",
    "pouvez-vous fermer",
    "tu peux cloturer",
    "on peut cloturer",
    "peut etre cloture",
    "peut etre ferme",
    "cloturez",  # Clôturez svp
    "cloturer le dossier",
    "cloturer le signalement",
    "cloturer mon signalement",
    "cloturer ma demande",
    "clore le dossier",
    "clore le signalement",
    "cloture svp",
    "cloturer svp",
    "a cloturer",
    "merci de cloturer",
    "merci de clore",
    "je cloture",
    "on cloture",
    "fermer le dossier",
    "fermez le dossier",
    "fermer le signalement",
    "fermez le signalement",
    "fermer le ticket",
    "classez le dossier",
    "classer le dossier",
    "je retire ma demande",  # Je retire mon signalement
    "je retire mon signalement",
    "annulez ma demande",
    "annuler ma demande",
    "annulez mon signalement",
    "annuler mon signalement",
    "annulez le signalement",
    "laissez tomber",
    "plus besoin d'intervention",  # Plus besoin d'intervention
    "plus besoin de passer",
    "plus besoin de venir",
    "plus besoin de vous",
    "plus besoin de personne",
    "plus besoin d'un plombier",
    "plus la peine de passer",
    "plus la peine de venir",
    "you can close",  # You can close it
    "please close",
    "can you close",
    "could you close",
    "close the case",
    "close the ticket",
    "close the report",
    "close it",
    "close this",
    "no need to come anymore",
    "no longer needed",
)

CLOSE_ALONE = frozenset(words("cloturez cloturer cloture fermez clore close closed"))  # A3 clôturez

POLITE_QUESTIONS = ("pouvez-vous", "pouvez vous", "pourriez-vous", "pourriez vous", "can you", "could you", "peux-tu")
"""An order with a question mark: « pouvez-vous clôturer ? »."""

NEGATIONS = frozenset(
    words("pas rien jamais ni guere not never aucunement surtout don't dont isn't isnt wasn't cannot can't")
)

HYPOTHETICAL = (
    "quand", "lorsque", "des que", "une fois", "si", "s'il", "s'ils", "jusqu'a ce", "tant que", "avant", "pour que",
    "afin", "j'espere", "esperons", "sera", "seront", "serait", "devrait", "doit", "faudrait", "faut que", "presque",
    "a moitie", "en partie", "en attendant", "attends que", "attend que", "provisoirement", "demain", "bientot", "when",
    "if", "once", "until", "hopefully", "hope", "should", "will", "would", "almost", "partly", "before",
)  # fmt: skip
"""Not yet: « dès que ce sera réglé », « j'espère que c'est réglé »."""

ON_CONDITION = (
    "une fois",
    "quand",
    "lorsque",
    "des que",
    "si",
    "s'il",
    "tant que",
    "avant",
    "if",
    "once",
    "when",
    "until",
)
"""At the head of a sentence, they bear on the order at its end: « une fois réglé, clôturez »."""

REPORTED = (
    "dit que", "m'a dit", "nous a dit", "m'ont dit", "dites que", "disiez", "parait", "soi-disant", "soit disant",
    "selon", "d'apres", "pretend", "vous marquez", "vous ecrivez", "indique que", "affirme", "il a note", "croyais",
    "pensais", "on m'avait", "told me", "says", "said", "claims", "you wrote", "thought",
)  # fmt: skip
"""Somebody else's word: « il m'a dit que c'était réglé »."""

PAID = (
    "facture", "loyer", "quittance", "charges", "acompte", "paiement", "honoraires", "la note", "cotisation",
    "caution", "invoice", "rent", "bill", "deposit", "pour les urgences",
)  # fmt: skip
"""What is « réglé » there is a sum, not a fault: « la facture est réglée »."""

YES = frozenset(
    words(
        "oui ouais ok okay yes yep d'accord dac daccord parfait nickel impeccable super top exact absolument affirmatif"
        " entendu vu note ras r.a.s good fine great perfect"
    )
)  # Nickel
YES_TOGETHER = frozenset(
    words(
        "c'est cest bon bonne tout est ca marche va merci bonjour bonsoir madame monsieur svp beaucoup encore thanks"
        " thank you"
        " journee a vous je confirme now it is it's all pour moi"
    )
)
"""Words beside a yes that leave it a yes: « oui tout est bon, merci »."""
YES_SIGNS = frozenset("👍👌✅✔☑🆗🙌💯")
NO = frozenset(words("non no nope nan"))
NO_SIGNS = frozenset("👎😡😠🤬❌😤")
VISIT_ONLY = ("est passe", "est venu", "sont passes", "sont venus", "came by", "he came", "they came")
"""« Il est passé »: the visit is said, the repair is not."""

ANOTHER_TROUBLE = (
    "encore un souci", "encore un probleme", "un autre souci", "un autre probleme", "un nouveau souci",
    "un nouveau probleme", "another problem", "another issue", "a new problem", "j'ai un souci", "j'ai un probleme",
)  # fmt: skip
"""On a closed file: the same trouble, or a new one?"""
