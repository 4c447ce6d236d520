"""Yes and no to « C'était bien vous ? » and whatever else has two answers; the same fault or another one."""

YES = (
    "oui",  # « oui »
    "ouii",  # « ouii c'est moi »
    "ouais",  # « ouais c'est moi »
    "ok",  # « ok »
    "d'accord",  # « d'accord, c'est moi »
    "exact",  # « exact »
    "exactement",  # « exactement »
    "tout a fait",  # « tout à fait »
    "en effet",  # « en effet, depuis mon travail »
    "je confirme",  # « je confirme »
    "bien sur",  # « bien sûr »
    "c'etait bien moi",  # « C'était bien moi. »
    "c'etait moi",  # « c'était moi, du bureau »
    "c'est bien moi",  # « c'est bien moi »
    "c'est moi",  # « c'est moi »
    "yes",  # "Yes, it was me."
    "yep",  # "yep"
    "it was me",  # "It was me."
    "that was me",  # "That was me, from work."
    "it's me",  # "it's me"
    "correct",  # "correct"
    "sim",  # « sim »
    "ja",  # « ja, das war ich »
    "evet",  # « evet »
    "так",  # « так »
    "نعم",  # « نعم »
    "是的",  # « 是的 »
    "👍|👌|✅|✔|🆗",  # « 👍 »
    # « parfait, envoyez »
    "parfait|nickel|impec*|entendu|valide|validez|envoyez|confirme|allez|go|bon|absolument|affirmatif|certainement",
    "ca marche|roule|me",
    "^ valider|envoyer|confirmer",
    "pouvez|peux|can [l|le|y] envoyer|valider|aller|send",
    "c'est [bien] cela|ca|moi|correct|exact|juste|parfait|conforme",
    "c'etait [bien] cela|ca|moi|mon",
    "lecture|message|mail correct|correcte|exact|exacte|conforme",
    "i|we confirm",
    "sure|right|indeed|absolutely|confirmed|send|perfect|precisely|exactly|affirmative",
    "go ahead",
    "that is it|right|correct|me",
    "you read ~ right|correctly",
    "vous avez [bien|tout] compris|lu|saisi",
    "pas de|d' probleme|erreur",
)

NO = (
    "non",  # « non »
    "nan",  # « nan c'est pas moi »
    "pas moi",  # « pas moi »
    "ce n'etait pas moi",  # « Non, ce n'était pas moi. »
    "c'etait pas moi",  # « c'était pas moi »
    "ce n'est pas moi",  # « ce n'est pas moi »
    "c'est pas moi",  # « c'est pas moi »
    "jamais ecrit",  # « je n'ai jamais écrit ça »
    "pas ecrit",  # « je n'ai pas écrit ce message »
    "inconnu",  # « inconnu au bataillon »
    "connais pas",  # « je ne connais pas cette adresse »
    "no",  # "No."
    "not me",  # "It was not me."
    "wasn't me",  # "it wasn't me"
    "never wrote",  # "I never wrote that"
    "nao",  # « não »
    "nein",  # « nein »
    "hayir",  # « hayır »
    "ні",  # « ні »
    "لا",  # « لا »
    "不是",  # « 不是 »
    "👎|❌",  # « 👎 »
    "pas du tout",
    "surtout pas",
    "n'envoyez|envoyez|envoie pas",
    "laissez tomber",
    "annulez|annule|annuler|stop",
    "pas ca|cela|exact|correct|moi|bon|d'accord",
    "faux|erreur|incorrect|wrong|usurp*|pirate*|hacked",
    "pas|jamais ~ envoye|ecrit|dit|demande|moi",
    "absolument|certainement|vraiment|aucunement|sûrement pas",
    "ce|c est|etait pas [du] [tout] [cela|ca|ce|moi|exact|exactement|correct|mon]",
    "negatif|negative",
    "pas|not tout|exactement|vraiment|quite|exactly|really [a] [fait]",
    "not ~ send|me|right|what|correct|mine|it|exactly|at",
    "do not send",
    "never|not ~ sent|wrote|asked|said|write|send|say|ask|said",
    "mal lu|compris|interprete",
    "misread|misunderstood|mistake",
    "corrigez|a corriger|rectifier",
    "n'annulez|annulez|annuler|cancel [tout|it|that]",
    "don t recognise|know|recognize",
    "reconnais pas",
)

UNSURE = (
    "sais|suis|sommes|certain|certaine pas|plus",
    "peut etre",
    "not sure|certain",
    "do not know|remember",
    "no idea",
    "aucune idee",
    "souviens pas|plus",
    "maybe|perhaps|possibly",
)
"""Neither yes nor no."""

SAME = (
    # « C'est le même problème. »
    "meme probleme|panne|fuite|chose|endroit|bruit|souci|histoire|truc|sujet|radiateur|volet|robinet",
    "le|la|les meme|memes",  # « la même fuite »
    "recommence|rebelote|pareil|idem|recidive",  # « ça recommence »
    "de|a nouveau",
    "encore|toujours le|la|ca|cette|ce",
    "c est revenu|reparti",
    "the same",  # "It is the same problem."
    "same problem|issue|thing|one|leak|fault",
    "again|back",
)

NEW = (
    "autre|autres chose|probleme|souci|panne|fuite|sujet|truc|histoire|piece|endroit",  # « non, c'est autre chose »
    "un|une autre|nouveau|nouvelle",  # « c'est un nouveau problème »
    "nouveau|nouvelle probleme|panne|fuite|souci|dossier|incident",
    "^ nouveau|nouvelle|autre",
    "rien a voir",  # « rien à voir avec l'autre »
    "cette fois",
    "different*",
    "c est|etait|un nouveau|nouvelle|different|differente",
    "un|une|d'un autre",
    "new problem|issue|one|thing",
    "a|something|another new|else|different|one|problem|issue",
    "nothing to do",
    "this time",
    "pas le|la|du|les meme|memes|tout",
    "not the same",
    "aucun|no rapport|lien|relation|link",
    "another|new $",
)
