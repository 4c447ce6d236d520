"""How people answer an alarm at night, folded: a few words from a telephone."""

# Each line: what somebody wrote.
TAKES_IT = (
    r"(?:je|j) (?:la |le |les |l)?(?:prends|prend)(?! (?:note|acte|connaissance|pas|des|mes|un|une)\b)",  # Je prends.
    r"(?:je m'en|je men|j'en) (?:occupe|charge)",  # Je m'en occupe, je la rappelle.
    r"(?:j'y|jy) (?:vais|vai|suis)",  # j'y vais
    r"je suis dessus",  # Je suis dessus
    r"je (?:la|le|les|l') ?(?:rappelle|appelle|contacte|joins)",  # je la rappelle
    r"(?:j'appelle|je rappelle|je pars|je gere|je file)",  # j'appelle tout de suite
    r"(?:c'est )?pris\b(?! (?:note|acte|connaissance))",  # Pris !
    r"pour moi$",  # pour moi
    r"(?:i'll|ill|i will|i) (?:take|have|handle|get|do) (?:it|this|that|the call|care of (?:it|this))",  # I'll take it
    r"(?:i'm|im|i am|am) (?:on it|taking (?:it|this|the call)|going|calling)",  # I'm on it
    r"(?:i've|ive|i have) got (?:it|this)",  # I've got it
    r"(?:on it|taking it|taking the call|mine|got it)$",  # on it
    r"(?:i'll|ill|i will) (?:call|ring|phone) (?:her|him|them|back|now)",  # I'll call her
)
FALSE_ALARM = (
    r"fausses? (?:alertes?|alarmes?)",  # Fausse alerte, j'ai eu la locataire.
    r"false (?:alarm|alert)s?",  # False alarm, it was the neighbour's barbecue.
)
# « je ne peux pas », « si personne d'autre », « demain »: nobody is told to sleep because of it.
DOUBTS = (
    r"pas|plus|jamais|ne|n'\w+|aucun|aucune|personne|impossible|not|never|no|nobody",
    r"can't|cant|cannot|won't|wont|isn't|isnt|don't|dont",
    r"si|s'il|s'ils|sinon|if|unless|in case|au cas|a moins",
    r"demain|plus tard|apres|tout a l'heure|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|tomorrow|later|monday",
    r"peut-etre|peut etre|sans doute|probablement|surement|j'espere|je pense|je crois|on dirait|semble",
    r"maybe|perhaps|probably|possibly|i hope|i think|seems",
    r"quelqu'un|qui (?:prend|peut)|pouvez|peux-tu|peut-il|somebody|someone|anyone|can you|could you",
)
COURTESIES = frozenset(
    (
        "ok", "okay", "oui", "yes", "merci", "thanks", "thank", "you", "d'accord", "dac", "entendu", "recu", "bien",
        "alors", "right", "sure", "bon", "bonne", "nouvelle", "good", "news",
    )
)  # fmt: skip
GREETING = r"(?:bonjour|bonsoir|salut|hello|hi|hey|slt|bsr|bjr)(?: (?:mme|mr|m|madame|monsieur))?(?: \w+){0,2}?(?:,|$)"
