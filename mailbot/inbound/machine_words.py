"""The words by which programs are known when they leave no header: holiday notices and help desks, French and English.

Phrases meet folded text: lower case, no accents, straight apostrophes, single blanks. « … » stands for some fifty
characters of the same sentence, MAIL for any name of a mail. The lines of one group are worth its points together,
once; a kind is believed from `ENOUGH` points on, so that nothing a person would write alone decides. A phrase of a
person's own takes points away. What carriers of mail write is in `notice_words`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

ENOUGH = 4

_MAIL = r"(?:message|mail|e-?mail|courriel|courrier|demande|request|enquiry|note)s?"
_REST_OF_SENTENCE = r"(?:[^.]|\.(?=\S)){0,50} ?"
"""A point inside a word, as in an address, ends no sentence."""


class Where(StrEnum):
    """What a sign is looked for in."""

    SUBJECT = "subject"
    """From its first letter, so that « Re : » and « Tr : » of people do not count."""
    WORDS = "words"
    """What the writer wrote, without the history below."""
    SENDER = "sender"
    """Name and address of From."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Phrases that tell the same, where they stand, and how much they tell."""

    where: Where
    points: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The signs of one kind, and the bits of words without one of which there is no need to look."""

    hints: tuple[str, ...]
    signs: tuple[Sign, ...]


_START = {Where.SUBJECT: r"^\[?", Where.WORDS: r"\b", Where.SENDER: r"(?:^|[\s<\"])"}


def sign(where: Where, points: int, *phrases: str) -> Sign:
    """Return the sign that these phrases make, each an expression in small letters."""
    spelled = "|".join(phrases).replace("…", _REST_OF_SENTENCE).replace("MAIL", _MAIL)
    return Sign(where, points, re.compile(f"{_START[where]}(?:{spelled})"))


SAID_BY_A_PROGRAM = sign(
    Where.WORDS,
    4,
    r"(?:ceci est|il s'agit d'|c'est) ?une? (?:reponse|notification|MAIL) (?:\w+ )?automatique",
    # Ce message a été envoyé automatiquement
    r"cet? MAIL (?:est|a ete) (?:genere|envoye|emis|expedie)e? automatiquement",
    r"(?<![\s\S])(?:message|reponse) automatique ?:",  # Message automatique : je suis absent
    r"reponse automatique du",  # Réponse automatique du répondeur de M. Durand
    r"this is an? (?:\w+ )?auto(?:matic|mated|-)[ -]?(?:generated )?(?:reply|response|notification|MAIL)",
    r"this (?:reply|MAIL) (?:was|has been|is) (?:sent |generated )?automatically",
)

SAID_BY_A_PERSON = sign(
    Where.WORDS,
    -3,
    r"(?:je|nous|on) (?:peux|peut|pouvons|pourrais?|passe|passerai|viens|viendrai|prefere|passons|passerons|venons"
    r"|viendrons|acceptons|prenons (?!connaissance|en c|note|contact))\b",  # je peux jeudi
    r"vous pouvez (?:passer|venir|entrer|faire|y aller)",  # absente jusqu'au 30, vous pouvez passer avant
    r"(?:pouvez|pourriez|voulez)-vous\b",
    r"(?:peut|pourrait)-on\b",
    r"merci de (?:passer|venir|reporter|decaler|prevoir|ne pas (?:passer|venir|programmer|prevoir))",
    r"(?:me|nous) (?:va|vont|convient|conviennent|conviendrait|arrange)\b",
    r"plutot (?:le|la|en|dans|lundi|mardi|mercredi|jeudi|vendredi|samedi)\b",
    r"creneaux?\b",
    r"(?:d'accord|ok) (?:pour|avec)\b",
    r"pas de (?:probleme|souci)\b",
    r"les cles\b",
    r"le (?:passage|rendez-vous|plombier|technicien)\b",  # je serai absent lundi pour le passage du plombier
    r"(?:la fuite|le chauffage|la chaudiere|le radiateur|le robinet|le volet|la serrure|l'evier|le logement)\b",
    r"(?:works|suits|fine|good|ok) (?:for|with|by) (?:me|us)\b",  # Wednesday works for me
    r"(?:can|could|would) you\b",
    r"i (?:can|could|would prefer)\b(?! be (?:contacted|reached))",
    r"you can (?:come|use|enter)\b",
    r"the (?:leak|boiler|heating|keys?|lock|flat)\b",
)

SAID_OF_A_FAMILY = sign(
    Where.WORDS,
    -1,
    r"(?:ma|mon|la|le) (?:femme|voisine?|fille|fils|mere|pere|mari|conjointe?|colocataire|gardienne?)\b",
    r"(?:my|the) (?:wife|husband|neighbou?r|flatmate|partner|son|daughter)\b",
)

_ABSENT_FORMALLY = (
    r"actuellement (?:absente?s?|indisponible|en (?:\w+ )?(?:conges?|vacances|deplacement|arret))",
    r"absent(?:e|\(e\))?s? du bureau",
    r"hors du bureau",
    r"(?:notre|l') ?(?:equipe|entreprise|societe|agence|atelier|cabinet) (?:est|sera) en (?:conges?|vacances)",
    r"en conge (?:de )?(?:maternite|paternite|parental)",
    r"(?:nos|notre|l') ?(?:bureaux?|agence|entreprise|societe|atelier|magasin|cabinet) (?:est|sont|sera)… fermee?s?\b",
    r"out of (?:the )?office",
    r"away from (?:the |my )?(?:office|desk)",
    r"currently (?:away|on (?:\w+ )?(?:leave|holiday|vacation))",
    r"on (?:maternity|paternity|parental|annual) leave",
    r"our office (?:is|will be) (?:\w+ )?closed",
)

ABSENCE = Table(
    (
        "auto",
        "absen",
        "conge",
        "vacance",
        "vacation",
        "ferme",
        "office",
        "leave",
        "holiday",
        "away",
        "deplacement",
        "disponible",
        "unavailable",
        "closed",
        "retour",
        "actuellement",
        "currently",
        "votre m",  # message, mail
        "your e",  # email
        "your m",
        "abwesen",
        "antwort",
        "risposta",
        "respuesta",
        "resposta",
    ),
    (
        SAID_BY_A_PROGRAM,
        SAID_BY_A_PERSON,
        SAID_OF_A_FAMILY,
        sign(
            Where.SUBJECT,
            4,
            r"reponses? auto",  # Réponse automatique : [SIG-1042] … (Outlook)
            r"(?:message|avis) d'absence",
            r"automatic reply",
            r"auto[- ]?re(?:ply|spon)",
            r"auto ?:",
            r"out[- ]of[- ](?:the[- ])?office",
            r"ooo ?:",
            r"abwesenheits",
            r"automatische antwort",
            r"(?:risposta|respuesta|resposta) automatica",
        ),
        sign(
            Where.SUBJECT,
            2,
            r"(?:je suis )?absente?s?\b",  # Absente du bureau
            r"absence\b",
            r"(?:je suis )?(?:actuellement )?(?:en )?(?:conges?|vacances)\b",
            r"fermeture\b",  # Fermeture annuelle
            r"indisponible\b",
            r"(?:i am |i'm )?away\b",
            r"(?:i am |i'm )?on (?:\w+ )?(?:leave|holiday|vacation)\b",
        ),
        sign(
            Where.WORDS,
            1,
            *_ABSENT_FORMALLY,
            r"je (?:suis|serai) (?:absent(?:e|\(e\))?|indisponible)",
            r"je (?:suis|serai) en (?:\w+ )?(?:conges?|vacances|deplacement|formation|arret)",
            r"je ne (?:suis|serai) pas disponible",
            r"je ne travaille pas",
            r"en (?:conges?|vacances|deplacement) (?:du \d|jusqu'au)",
            r"nous (?:sommes|serons) (?:\w+ )?(?:absents|fermes|en (?:\w+ )?(?:conges?|vacances))",
            r"absente? (?:du|jusqu'au) \d",
            r"(?:i am|i'm|i will be|i'll be|we are) (?:away|unavailable|travell?ing|closed)",
            r"(?:i am|i'm|i will be|i'll be|we are) on (?:\w+ )?(?:leave|holidays?|vacation)",
        ),
        sign(Where.WORDS, 1, *_ABSENT_FORMALLY),
        sign(
            Where.WORDS,
            2,
            r"(?:repondr|traiter|prendr|lir)(?:ai|ons)… (?:vos|votre|les) MAIL",  # Je répondrai à votre message
            r"(?:vos|votre) MAIL (?:ne )?(?:sera|seront)… (?:traite|lu|pris|transfere)",  # Vos mails ne seront pas lus
            r"will (?:reply|respond|attend|answer|read)… your MAIL",
        ),
        sign(
            Where.WORDS,
            1,
            r"(?:a|des|lors de) (?:mon|notre) retour",  # je vous répondrai dès mon retour
            r"recontacterai|reviendrai vers vous",
            r"(?:pourrai|pourrons|peux|pouvons) (?:pas )?(?:y |vous )?repondre",  # je ne pourrai y répondre
            r"when i (?:return|am back|get back)",
            r"(?:up)?on my return",
        ),
        sign(
            Where.WORDS,
            2,
            r"acces (?:\w+ )?(?:limite|restreint|ponctuel) a (?:ma|mes|mon)",  # un accès limité à ma messagerie
            r"(?:n'ai|n'aurai|sans)… acces a (?:ma messagerie|ma boite|mes MAIL)",
            r"ne (?:consulte|consulterai|lirai|releverai)… (?:mes MAIL|ma messagerie|ma boite)",
            r"(?:limited|no|intermittent|without) access to (?:my )?e-?mails?",
            r"(?:not|won't) be (?:checking|reading|monitoring)… e-?mails?",
        ),
        sign(
            Where.WORDS,
            1,
            r"en cas d'urgence",  # En cas d'urgence, contactez le secrétariat
            r"(?:pour toute|pour une|toute|une) (?:demande |question )?urgen(?:ce|te)",
            r"pour les urgences",
            r"pour toute (?:question|demande|information)",
            r"(?:merci de|veuillez|vous pouvez|pouvez) (?:contacter|joindre|appeler|vous adresser)",
            r"(?:please|you (?:can|may)) (?:contact|call|reach)(?! me\b)",
            r"si (?:c'est |votre demande est )?urgent",
            r"(?:for|in case of|if)… (?:urgent|emergenc|immediate)",
        ),
        sign(
            Where.WORDS,
            2,
            # Ma collègue Sonia prend le relais
            r"(?:ma|mon|notre) (?:collegue|collaborat\w+|confrere|consoeur|remplacante?)… (?:prend le relais"
            r"|me remplace|assure (?:le|ma|mon)|traitera|vous (?:repondra|renseignera))",
        ),
        sign(
            Where.WORDS,
            1,
            r"(?:durant|pendant) (?:cette periode|mon absence|notre absence)",
            r"(?:during|in) my absence",
        ),
        sign(
            Where.WORDS,
            1,
            r"merci (?:de|pour) votre MAIL",
            r"bien recu votre MAIL",
            r"votre MAIL a bien ete recu",
            r"thank(?:s| you) for (?:your MAIL|contacting|getting in touch)",
        ),
        sign(
            Where.WORDS,
            1,
            r"(?:de retour|reprendrai|reprise|re-?ouvrir|reouver|rouvri)",  # De retour le lundi 30 novembre
            r"(?:will be|am|be) back\b",
            r"(?:will )?return(?:ing)? (?:on|to the office)\b",
        ),
    ),
)

ACKNOWLEDGEMENT = Table(
    ("demande", "bien recu", "ticket", "received", "reception", "automati", "repondre a ce", "created", "enregistre"),
    (
        SAID_BY_A_PROGRAM,
        SAID_BY_A_PERSON,
        sign(
            Where.WORDS,
            2,
            r"votre (?:ticket|signalement|MAIL) a (?:bien )?ete (?:prise? en compte|enregistre|recu|cree)",
            r"votre (?:ticket|MAIL) \(?#?\d+\)? a (?:bien )?ete (?:prise? en compte|enregistre|recu|cree)",
            r"votre (?:ticket|signalement|MAIL) a (?:bien )?ete transmise? (?:a|au) (?:notre|nos|service)",
            r"votre (?:ticket|signalement|MAIL)(?: no? ?#?\w+)? est (?:bien )?(?:prise? en compte|enregistree?)",
            r"nous avons bien recu votre",
            r"nous accusons (?:bonne )?reception de votre",
            r"un (?:nouveau )?ticket a ete (?:cree|ouvert)",
            r"(?:ticket|demande|request|case) #?\d{3,} (?:a (?:bien )?ete )?(?:creee?|ouverte?|enregistree?|created)\b",
            r"we (?:have|'ve) (?:successfully )?received your",
            r"your (?:support )?(?:ticket|case|MAIL)… (?:has been|was) (?:\w+ )?(?:received|created|logged|opened)",
            r"a (?:support |new )?ticket has been (?:created|opened)",
        ),
        sign(
            Where.WORDS,
            1,
            r"(?:numero|reference|no?|ref\.?|ticket|dossier|number)(?: est)?(?: le)? ?:? ?#?(?:[a-z]{1,5}-?)?\d{3,}",
            r"(?:ticket|request|case) \(?#\d{3,}",
            r"(?:ticket|request|case) \(\d{3,}\)",
        ),
        sign(
            Where.SUBJECT,
            2,
            r"(?:[^\]]{1,20}\] ?)?(?:accuse de reception|confirmation de (?:reception|votre demande)|votre demande\b)",
            r"(?:[^\]]{1,20}\] ?)?(?:ticket|demande) (?:#?\d+ )?(?:recue?|received|creee?|enregistree?|created|opened)",
            r"(?:[^\]]{1,20}\] ?)?(?:request received|we(?:'ve| have) received|your (?:request|ticket)\b)",
            r"(?:[^\]]{1,20}\] ?)?votre MAIL a (?:bien )?ete (?:recu|enregistre|prise? en compte|transmis)",
            r"(?:[^\]]{1,20}\] )ticket #?\d{3,}",
            r"#\d{3,}\]",  # [#88213] Ordre de service … — Demande enregistrée
            r"(?:ticket|demande|request|case|incident) ?#?\d{3,}\]",  # [Ticket #5521] Demande reçue
            r"(?:[^\]]{1,20}\] ?)?nous avons bien recu (?:votre|vos)\b",
        ),
        sign(
            Where.WORDS,
            3,
            r"(?:veuillez taper votre reponse|please type your reply) (?:au-dessus|above)",
        ),
        sign(
            Where.WORDS,
            2,
            r"ne pas repondre (?:directement )?a cet? (?:adresse|MAIL)",
            r"ne pas y repondre",
            r"(?:do not|don't) (?:reply|respond) (?:directly )?to this",
        ),
        sign(
            Where.WORDS,
            1,
            r"vous (?:re)?contactera",  # Un technicien vous contactera prochainement
            r"vous (?:repondra|reviendra)\b",
            r"(?:meilleurs|plus brefs) delais",
            r"will (?:be in touch|get back|contact you|respond|reply)",
        ),
        sign(Where.SENDER, 1, r"(?:no|do-?not)[-._]?reply", r"ne-?pas-?repondre"),
    ),
)
