"""The words of programs that carry or hold mail: non-delivery notices, read receipts, filters that ask who you are.

Written as in `machine_words`.
"""

from mailbot.inbound.machine_words import SAID_BY_A_PERSON, Table, Where, sign

_ABOUT_SENDERS = ("authentifi", "confirm", "verif", "mailinblack", "boxbe", "spam", "tmda", "prove", "prouv", "robot")

# What programs ask that hold a mail until its sender clicks. A person who tells of their filter asks nothing of it.
CHALLENGE_ASKS = Table(
    _ABOUT_SENDERS,
    (
        sign(
            Where.WORDS,
            2,
            r"(?:vous |m'|s')?authentifi(?:er|cation)\b",
            r"confirme[rz] (?:que vous (?:etes|n'etes pas) (?:bien )?(?:une?|l'(?:expediteur|auteur))\b"
            r"|votre (?:adresse|identite|envoi|message))",
            r"prouve[rz] que vous",
            r"(?:vous etes|you are|you're) (?:bien )?(?:un|une|a)? ?(?:humain|humaine|human|real person"
            r"|personne reelle)",
            r"(?:pas|not) (?:un|a) robot",
            r"complete the verification",
            r"(?:confirm|verify|prove)… (?:your (?:address|identity|MAIL)|(?:that )?you are (?:not )?an?|yourself)",
        ),
        sign(
            Where.SUBJECT,
            2,
            r"demande d'authentification",
            r"merci de (?:vous authentifier|confirmer votre (?:envoi|message|adresse|identite))",
            r"(?:please )?(?:confirm|verify) your",
            r"sender verification",
        ),
        sign(
            Where.WORDS,
            1,
            r"cliqu(?:ez|er|ant)\b",
            r"click (?:here|on|the)\b",
            r"captcha",
            r"liste blanche",
            r"white ?list",
        ),
    ),
)

CHALLENGE = Table(
    _ABOUT_SENDERS,
    (
        *CHALLENGE_ASKS.signs,
        sign(
            Where.WORDS,
            2,
            r"mailinblack",
            r"mail in black",
            r"boxbe",
            r"spam ?arrest",
            r"tmda",
            r"vade ?retro",
            r"anti-?spam",
            r"(?:lutter|protege\w*|proteger) contre (?:le|les) (?:spams?|pourriels?|courriers? indesirables?)",
        ),
        sign(
            Where.WORDS,
            2,
            r"votre MAIL… (?:en attente|en quarantaine|retenu|bloque)",
            r"(?:pour|afin) que (?:votre|vos) MAIL… (?:parvien|remis|delivre|distribue|achemine)",
            r"protecting myself from… junk",
            r"(?:votre|vos) MAIL… (?:sera|seront|pourra)… (?:remis|delivre|distribue|achemine)",
            r"(?:votre|vos) MAIL… (?:me|nous) (?:sera|seront|pourra) transmis",  # « à notre technicien », a person says
            r"your MAIL… (?:will|can) (?:then )?(?:be delivered|reach|get through)",
            r"your MAIL… (?:held|quarantined|pending|on hold|waiting)",
            r"(?:before|so that)… your MAIL… (?:be|is) delivered",
        ),
        SAID_BY_A_PERSON,
    ),
)

READ_RECEIPT = Table(
    (" lu le", "read on", "read at", "displayed", "deleted without", "sans avoir ete lu", "affiche"),
    (
        sign(
            Where.SUBJECT,
            2,
            r"(?:non )?lu ?:",  # Lu : [SIG-1042] …
            r"(?:not )?read ?:",
            r"(?:accuse|confirmation) de lecture",
            r"accuse de reception \(affiche\)",  # Thunderbird
            r"re(?:ad|turn) receipt",
        ),
        sign(
            Where.WORDS,
            2,
            r"a ete lu le",
            r"accuse de reception pour le MAIL que vous avez envoye",
            r"a ete (?:affiche|ouvert) (?:le|sur)",
            r"supprime sans avoir ete lu",
            r"(?:was|has been) (?:read|displayed)\b",
            r"deleted without being read",
        ),
    ),
)

NON_DELIVERY = Table(
    (
        "daemon",
        "postmaster",
        "deliver",
        "remis",
        "distribu",
        "achemin",
        "failure notice",
        "returned mail",
        "delay",
        "qmail",
        "did not reach",
        "sera renvoye",
        "address not found",
    ),
    (
        sign(
            Where.SENDER,
            2,
            r"mailer[-_ ]daemon",
            r"post-?master\b",
            r"mail delivery (?:subsystem|system|service)",
            r"microsoft outlook\b",
            r"system administrator",
            r"administrateur (?:systeme|de la messagerie)",
        ),
        sign(
            Where.SUBJECT,
            2,
            r"undeliver(?:ed|able)",  # Undelivered Mail Returned to Sender (Postfix), Undeliverable: … (Exchange)
            r"delivery (?:status notification|failure|has failed|delayed|incomplete|notification)",  # Gmail
            r"mail delivery (?:failed|failure|system|status)",  # Exim
            r"failure notice",  # qmail
            r"returned mail",  # Sendmail
            r"warning: (?:could not|message)",
            r"message (?:delayed|delivery)",
            r"non remis",  # Non remis : [SIG-1042] … (Exchange in French)
            r"echec (?:de|lors)\b",
            r"message non (?:remis|distribue|delivre)",
            r"notification d'etat de remise",
            r"remise (?:retardee|differee)",
            r"avis de non",
        ),
        sign(
            Where.WORDS,
            2,
            r"this is the (?:mail system|qmail-send program) at",
            r"created automatically by mail delivery software",
            r"(?:could not|couldn't|wasn't|was not|cannot) be(?:en)? delivered",
            r"(?:wasn't|was not|has not been|hasn't been|has not yet been) delivered",
            r"(?:unable|not able|wasn't able|failed) to deliver",
            r"delivery (?:has failed|to the following recipient)",
            r"had permanent fatal errors",
            r"did not reach the following",
            r"address not found",
            r"echec de la remise",
            r"n'(?:a|ont) (?:pas |pu )?(?:pu |ete )?(?:pas )?(?:etre )?(?:remis|delivre|distribue|achemine)",
            r"impossible de (?:remettre|delivrer|distribuer)",
            r"sera renvoye",
        ),
        sign(
            Where.WORDS,
            1,
            r"[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}",  # 550 5.1.1
            r"55[0-4] (?:mailbox|user|recipient|no such|requested|unknown|sorry)",
            r"(?:user|recipient|address) (?:unknown|inconnue?|rejected|not found)",
            r"(?:utilisateur|destinataire|adresse) (?:inconnue?|introuvable)",
            r"mailbox (?:is )?full",
            r"boite (?:aux lettres|de reception)… (?:pleine|saturee)",
            r"over quota",
            r"no such user",
        ),
    ),
)
