"""Thanks, secrets and announcements. One way a line, one mail beside it."""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

THANKS = (
    "merci*|remerci*|thanks|thank|thx|cheers|ta|grateful|appreciate*|🙏",  # Merci encore
    "gracias|obrigado|obrigada|grazie|danke|bedankt|tesekkurler|дякую|спасибо|شكرا|谢谢",
    "tesekkur ederim",
    "reconnaissant*",
    "c'est gentil|sympa|aimable",
    "gentil a vous|de votre",
    "much appreciated",
)

NOT_THANKS = (
    "merci de|d",  # Merci de prévenir le locataire: an order
    "merci [par] d'avance|avance",
    "non|no merci|thanks|thank",
    "thanks|thank you in advance",
    "sans vous remercier",
    "merci qui",
    "merci bien de",
    "merci si",
)
THANKS_ALL_THE_SAME = (
    "merci de|pour votre|ta|vos|tout|m'avoir|nous|l",  # Merci de votre aide
    "merci d avoir|etre",
    "thanks|thank you for",
)

CONFIDENTIAL = (
    "entre vous et moi|nous",
    "garder|gardez|garde [ca|cela|ceci|le] pour vous|toi|nous",
    "sans ~ parler|dire|informer|prevenir ~ locataire|proprietaire|bailleur|prestataire|lui|leur",
    "entre nous",  # Entre nous, cette locataire est pénible
    "confidentiel*|confidential|discretion|discret|secret",
    "^ a pas repeter|dire|ebruiter|divulguer|communiquer|transmettre|montrer",
    "lui|leur|rien|pas dites|dire|dis|repetez|repeter|parlez|repete|ebruitez pas|rien",
    "dites|parlez|repetez|transmettez pas|rien",
    "reste|restent|rester entre",
    "sans le dire|leur|lui|en",
    "off the record",
    "between us|you|ourselves",
    "keep|stays|stay|remains this|it|that|internal [strictly] internal|inhouse",
    "keep ~ internal|confidential",
    "internal only|use|note",
    "en|reste|usage|garder|gardez|note [a|l] interne",
    "keep ~ to yourself|yourselves|private|quiet",
    "do not ~ tell|mention|repeat|share",
    "ne le dites",
    "pas|jamais [a] [la|le] ~ au courant|savoir|sache|apprenne",
    "vous seul|seule|uniquement",
    # merci de ne pas divulguer mon nom
    "pas [me|lui|leur] [en] divulguer|divulguez|reveler|revelez|citer|citez|mentionner|mentionnez|communiquer"
    "|communiquez|donner|donnez|dire|dites mon|notre nom|identite",
    "divulguez|revelez|citez|mentionnez|communiquez|donnez|dites pas mon|notre nom|identite",
    "rester|garder|garde|reste [l|mon] anonyme|anonymat",
)

ANNOUNCED: dict[str, tuple[str, ...]] = {
    "invoice": (
        "facture|factures|invoice ~ suit|suivra|demain|lundi|mardi|mercredi|jeudi|vendredi|ce|arrive|partira|part"
        "|semaine|bientot|tard|sera|follow|follows|tomorrow|later|coming|soon|monday|tuesday|friday|tonight|apres"
        "|dans|en|des|quand|fin|prochainement",
        "enverrai|envoie|envoyer|transmettrai|ferai|fais|faire|prepare|preparer|adresserai|etablirai|send|sending"
        "|transmets|transmettre|etablir|will ~ facture|invoice",
        "facture|invoice pas encore|prete",
    ),
    "quote": (
        "devis|quote|estimate ~ suit|suivra|demain|lundi|mardi|mercredi|jeudi|vendredi|ce|arrive|part|semaine"
        "|bientot|tard|sera|follow|follows|tomorrow|later|coming|soon|monday|tuesday|friday|tonight|apres|dans|en"
        "|des|quand|fin|sous|prochainement",
        "enverrai|envoie|envoyer|transmettrai|ferai|fais|faire|prepare|preparer|adresserai|etablirai|send|chiffre"
        "|redige|transmets|transmettre|etablir|will|need|ferons|enverrons ~ devis|quote|estimate",
        "reviens ~ devis|chiffrage|prix",
        "chiffrage ~ suit|demain|cours",
    ),
    "photos": (
        "photo|photos ~ transfere|envoie|envoyer|transmets|enverrai|send|transmettrai ~ ce|demain|soir|lundi"
        "|tonight|tomorrow|later|rentrant|apres",
        "photo|photos|picture|pictures ~ suit|suivent|suivront|demain|soir|arrivent|tard|follow|tomorrow|later|soon"
        "|tonight|bientot|quand|des|apres|semaine|weekend",
        "enverrai|envoie|envoyer|prendrai|ferai|fais|vais|send|take|transmettrai|will|prends|essaie|essaye ~ photo"
        "|photos|picture|pictures",
    ),
    "call": (
        "vous|lui|la|le|les|l appelle|rappelle|appellerai|rappellerai|telephone|appelons|rappelons|contacte"
        "|contacterai|recontacte",
        "vais|dois|va ~ appeler|rappeler|telephoner|contacter|joindre",
        "will|shall|going|let me ~ call|ring|phone",
        "je|j|on appelle|rappelle|contacte|telephone ~ locataire|dame|monsieur|client|madame|occupant",
        "prends|prendrai contact|rdv|rendez",
    ),
    "visit": (
        "je|on|nous passe|passerai|viendrai|viens|repasse|repasserai|passerons|passons|repassons ~ voir|jeter|dans"
        "|demain|cette|semaine|bientot|des|ce|lundi|mardi|mercredi|jeudi|vendredi|la",
        "passerai|viendrai|repasserai|passerons|irai",
        "will ~ come|pop|drop|visit|swing",
        "technicien|collegue|gars|ouvrier|luc|equipe ~ passe|passera|viendra|ira",
        "vais|va ~ passer|venir|voir sur",
    ),
    "other": (
        "vous tiens|tiendrai au courant|informe|informes",
        "reviens|reviendrai|revient|revenons vers",
        "vous redis|dirai|confirme|confirmerai|reponds|repondrai|tiens",
        "keep|let you posted|informed|know",
        "get back|come to",
        "come back to",
    ),
}
"""Announcing is not sending: what is only promised, by what is promised."""

SENT_LATER = (
    # la compta vous l'enverra
    "vous|te la|le|l|les envoie|envoient|envoyons|enverrai|enverra|enverrons|enverront|transmets|transmet|transmettons"
    "|transmettrai|transmettra|transmettrons|transmettront|adresse|adressons|adresserai|adressera|adresserons|fais|fait"
    "|ferai|fera|ferons|passe|passerai|passera|passerons|donne|donnerai|prepare|prepares|preparons|depose|deposerai|poste"
    "|posterai",
    "^ elle|elles|il|ils [vous] part|partira|partiront|arrive|arrivent|arrivera|arriveront|suit|suivra|suivent"
    "|suivront",
    "elle|elles|ils sera|seront envoye+|transmis|transmise|transmises|etabli+|faite+|prete|pretes|adressee+",
    "will|shall|going [to] [be] send|sending|email|forward|post [it|them] it|them",
    "it|they will follow",
)
"""What is asked for, or was named just before, and comes later: « elle part lundi »."""

ALREADY_THERE = ("ci|voici|voila|joint|jointe|attached|enclosed|trouver|trouverez|pj",)

THANKS_WORDS = frozenset(
    words(
        "merci remercie remercions remerciements thanks thank thx cheers gracias obrigado obrigada grazie "
        "danke tesekkurler"
    )
)
"""One of these must be there for a text to be thanks."""
