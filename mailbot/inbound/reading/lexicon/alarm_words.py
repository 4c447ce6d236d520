"""How people answer an alarm at night, folded: a few words from a telephone."""

# What may stand behind « je prends »: nothing, or what is done about the alarm. Whoever takes a train takes no alarm.
_NOW = r"(?:tout )?de suite|maintenant|immediatement|aussitot|right away|now"
_AND = rf"$| (?:je|j'\w+|et|and|i|i'll|i'm|{_NOW})\b"
_THE_ALARM = (
    r" (?:l'|la |le |cet |cette )(?:appel|alerte|alarme|relais|main|suite|dossier|cas|affaire|signalement|urgence"
    r"|intervention|route|voiture)\b| (?:ca|cela|en charge)\b"
)
_THERE = r" (?:la|le|les) (?:voir|rejoindre|chercher)\b| (?:la-bas|la bas|sur place|chez|y)\b"
_THE_CASE = r" (?:la situation|le dossier|le probleme|le cas|l'\w+|ca|cela)\b"

# Each line: what somebody wrote.
TAKES_IT = (
    rf"(?:je|j) (?:la |le |les |l)?(?:prends|prend)(?={_AND}|{_THE_ALARM})",  # Je prends.
    r"(?:je m'en|je men|j'en) (?:occupe|charge)",  # Je m'en occupe, je la rappelle.
    r"(?:j'y|jy) (?:vais|vai|suis(?! (?:alle|passe)))",  # j'y vais
    r"je suis dessus",  # Je suis dessus
    r"je (?:la|le|les|l') ?(?:rappelle|appelle|contacte|joins)",  # je la rappelle
    r"(?:j'appelle|je rappelle)(?! (?:que|au|aux|mon|ma|mes|un|une)\b)",  # j'appelle tout de suite
    rf"je (?:pars|file)(?={_AND}|{_THERE})",  # je pars tout de suite
    rf"je gere(?={_AND}|{_THE_CASE})",  # je gère
    rf"(?:c'est )?pris(?={_AND}| par moi\b)",  # Pris !
    r"pour moi$",  # pour moi
    r"(?:i'll|ill|i will) (?:take|have|handle|get|do) (?:it|this|that|the call|care of (?:it|this))",  # I'll take it
    r"i (?:take|handle) (?:it|this|the call)$",  # I take it
    r"(?:i'm|im|i am|am) (?:on it|taking (?:it|this|the call))",  # I'm on it
    rf"(?:i'm|im|i am|am) going(?={_AND}| (?:there|over)\b)",  # I'm going there now
    rf"(?:i'm|im|i am|am) calling(?={_AND}| (?:her|him|them|the tenant|mrs?|ms)\b)",  # I'm calling her now
    r"(?:i've|ive|i have) got (?:it|this)",  # I've got it
    r"(?:on it|taking it|taking the call|mine|got it)$",  # on it
    r"(?:i'll|ill|i will) (?:call|ring|phone) (?:her|him|them|back|now)",  # I'll call her
)
FALSE_ALARM = (
    r"fausses? (?:alertes?|alarmes?)",  # Fausse alerte, j'ai eu la locataire.
    r"false (?:alarm|alert)s?",  # False alarm, it was the neighbour's barbecue.
)
BEFORE_FALSE = frozenset(
    (
        "c'est", "c'etait", "cetait", "ce", "etait", "est", "une", "encore", "finalement", "donc", "en", "fait", "que",
        "je", "vous", "confirme", "juste", "simple", "simplement", "ouf", "heureusement", "bel", "et", "il", "s'agit",
        "s'agissait", "d'une", "effectivement", "it's", "its", "it", "was", "is", "that", "that's",
        "this", "just", "another", "only", "a", "i", "confirm", "confirmed", "indeed", "luckily",
    )
)  # fmt: skip
"""What may stand before « fausse alerte » in its clause: « je doute que ce soit une », « l'autre fois c'était une » and
« il dit que c'est une » may not."""
UNSURE_IT_IS_FALSE = r"verif\w*|possible\w*|probable\w*|fois|last time|doute\w*|doubt\w*|check|ou pas|or not"
# « je ne peux pas », « si personne d'autre », « demain »: nobody is told to sleep because of it.
DOUBTS = (
    r"pas|plus|jamais|ne|n'\w+|aucun|aucune|personne|impossible|not|never|no|nobody",
    r"can't|cant|cannot|won't|wont|isn't|isnt|don't|dont",
    r"si|s'il|s'ils|sinon|if|unless|in case|au cas|a moins",
    r"demain|plus tard|apres|tout a l'heure|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|tomorrow|later|monday",
    r"peut-etre|peut etre|sans doute|probablement|surement|j'espere|je pense|je crois|on dirait|semble",
    r"maybe|perhaps|probably|possibly|i hope|i think|seems",
    r"pour qu\w*|qu'(?:il|elle|on)|every",  # j'appelle Karim pour qu'il y aille
    r"quelqu'un|qui (?:prend|peut)|pouvez|peux-tu|peut-il|somebody|someone|anyone|can you|could you",
)
COURTESIES = frozenset(
    (
        "ok", "okay", "oui", "yes", "merci", "thanks", "thank", "you", "d'accord", "dac", "entendu", "recu", "bien",
        "alors", "right", "sure", "bon", "bonne", "nouvelle", "good", "news",
    )
)  # fmt: skip
GREETING = r"(?:bonjour|bonsoir|salut|hello|hi|hey|slt|bsr|bjr)(?: (?:mme|mr|m|madame|monsieur))?(?: \w+){0,2}?(?:,|$)"
