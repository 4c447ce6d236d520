"""What telephones, programs and companies add below (and above) what a person writes. Folded, one mail beside each."""

from __future__ import annotations

SENT = (
    "envoye de",  # Envoyé de mon iPhone
    "envoye depuis",  # Envoyé depuis mon appareil Galaxy
    "envoye a partir de",  # Envoyé à partir de Yahoo Mail pour Android
    "envoye a partir d'",  # Envoyé à partir d'Outlook
    "envoye avec",  # Envoyé avec la messagerie sécurisée Proton Mail.
    "envoye via",  # Envoyé via l'application Mail Orange
    "envoye par",  # Envoyé par BlueMail pour Android
    "envoye sans fil par",
    "envoye sans fil",  # Envoyé sans fil par mon terminal mobile BlackBerry
    "envoye grace a",
    "ecrit depuis",  # Écrit depuis mon téléphone, pardon pour les fautes
    "mail envoye de",
    "mail envoye avec",
    "courriel envoye de",  # Courriel envoyé de mon appareil mobile
    "courriel envoye d'",
    "courriel envoye avec",
    "message envoye de",  # Message envoyé depuis mon mobile
    "message envoye d'",
    "message envoye avec",
    "message envoye via",
    "envoye d'",  # Envoyé d'un mobile
    "envoye a l'aide d",  # Envoyé à l'aide de ProtonMail mobile
    "envoye en utilisant",
    "expedie de",  # Expédié de mon iPhone
    "redige sur",  # Rédigé sur mon téléphone
    "redige depuis",
    "ecrit sur mon",
    "transmis depuis",
    "provenance :",  # Provenance : Courrier pour Windows
    "partage a partir de",  # Partagé à partir de Word pour Android
    "sent from",  # Sent from my iPhone
    "sent via",  # Sent via mobile
    "sent with",  # Sent with Proton Mail secure email.
    "sent by",  # Sent by Galaxy
    "sent using",  # Sent using Zoho Mail
    "sent on the go",
    "sent in mobile",
    "written on my",  # Written on my phone
    "typed on my",
    "from my",  # From my iPhone
    "gesendet von",  # Gesendet von meinem iPhone
    "gesendet mit",  # Gesendet mit der GMX Mail App
    "gesendet uber",
    "gesendet aus",
    "von meinem",  # Von meinem iPhone gesendet
    "von unterwegs",
    "diese nachricht wurde von meinem",  # Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.
    "enviado desde",  # Enviado desde mi iPhone
    "enviado de",
    "enviado do",  # Enviado do meu iPhone
    "enviado via",
    "enviado pelo",
    "inviato da",  # Inviato da iPhone
    "inviato dal",
    "verzonden vanaf",  # Verzonden vanaf mijn iPhone
    "verzonden met",
    "verzonden via",
    "verstuurd vanaf",  # Verstuurd vanaf mijn iPhone
    "sendt fra",  # Sendt fra min iPhone
    "skickat fran",  # Skickat från min iPhone
    "wyslano z",  # Wysłano z iPhone'a
    "отправлено с",  # Отправлено с iPhone
    "отправлено из",
    "надіслано з",  # Надіслано з iPhone
    "iphone'umdan gonderildi",  # iPhone'umdan gönderildi
    "yahoo mail'den gonderildi",
    "从我的",  # 从我的 iPhone 发送
    "從我的",  # 從我的 iPhone 傳送
    "发自我的",  # 发自我的iPhone
    "iphoneから送信",  # iPhoneから送信
    "أرسلت من",  # أرسلت من الـ iPhone
)

SENT_BRIEFLY = (
    "message envoye par",  # Message envoyé par Zimbra
    "courriel envoye par",
    "mail envoye par",
    "tape sur mon",  # Tapé sur mon téléphone, désolé pour les coquilles
    "tape depuis mon",
    "wyslane z",  # Wysłane z iPhone'a
    "lahetetty iphonesta",  # Lähetetty iPhonesta
    "lahetetty ipadista",
    "odeslano z",  # Odesláno z iPhonu
    "odoslane z",
    "poslano z",
    "trimis de pe",  # Trimis de pe iPhone-ul meu
    "enviat des",  # Enviat des del meu iPhone
    "saadetud minu",
    "izsutits no",
    "issiusta is",
    "изпратено от",
    "σταλθηκε απο",  # Στάλθηκε από το iPhone μου
    "duoc gui tu",
    "dikirim dari",  # Dikirim dari iPhone saya
    "나의",  # 나의 iPhone에서 보냄
    "נשלח מה",
)
"""Behind these stand three words at most: whoever says more than that speaks of a letter."""

MAIL_PROGRAMS = frozenset(
    # Message envoyé par Zimbra    Courriel envoyé par Yahoo Mail    Mail envoyé par Outlook pour Android
    ("zimbra", "mailo", "outlook", "bluemail", "thunderbird", "gmail", "yahoo", "mail", "pour", "android", "ios")
)
"""« Message envoyé par La Poste » is said by a person."""

EXCUSES = (
    # Excusez les fautes, écrit depuis mon portable.    Tapé sur mon Pixel, pardon pour les coquilles
    r"(?:(?:merci d'|veuillez |please )?excuse[rz]?|desolee?|pardon|sorry|apologies) (?:(?:pour|de|for) )?"
    r"(?:(?:la|le|les|l'|ma|mes|any|the|my) ?)?(?:fautes?|brievete|coquilles?|erreurs? de frappe|frappe|concision"
    r"|typos?|brevity|terseness|typing errors|errors|mistakes)[^.,?!;:\d]{0,20}"
)
"""Of how a mail is written. « Désolée, mardi impossible, écrit de mon portable » says more."""

DEVICES = (
    "iphone",
    "ipad",
    "ipod",
    "apple watch",
    "android",
    "smartphone",
    "telephone",
    "mobile",
    "portable",
    "phone",
    "cell",
    "galaxy",
    "samsung",
    "huawei",
    "xiaomi",
    "redmi",
    "oppo",
    "oneplus",
    "pixel",
    "nokia",
    "htc",
    "sony",
    "xperia",
    "wiko",
    "fairphone",
    "honor",
    "motorola",
    "blackberry",
    "appareil",
    "tablette",
    "tablet",
    "terminal",
    "handheld",
    "mobilgerat",
    "handy",
    "gerat",
    "movil",
    "telefono",
    "telemovel",
    "celular",
    "dispositivo",
    "telefoon",
    "mobiel",
    "device",
    "windows phone",
    "mac",
    "macbook",
    "windows mail",
    "outlook",
    "yahoo",
    "gmail",
    "proton",
    "orange",
    "sfr",
    "bouygues",
    "bbox",
    "zimbra",
    "mailo",
    "free mobile",
    "la poste",
    "laposte",
    "bluemail",
    "blue mail",
    "k-9",
    "k9",
    "spark",
    "airmail",
    "mailbox",
    "edison",
    "newton",
    "hey",
    "fastmail",
    "zoho",
    "mailspring",
    "nylas",
    "thunderbird",
    "aquamail",
    "typeapp",
    "tutanota",
    "tuta",
    "gmx",
    "web.de",
    "canary",
    "superhuman",
    "missive",
    "front",
    "polymail",
    "ymail",
    "aol",
    "mail.ru",
    "courrier pour windows",
    "courrier",
    "mail for windows",
    "mail app",
    "application mail",
    "l'application mail",
    "appli",
    "messagerie",
    "alto",
)
"""What such a line is sent from: « Sent from my desk » names none of them, and is a sentence."""

NEVER_IN_A_FOOTER = frozenset(
    ("hier", "aujourd'hui", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "matin", "soir",
     "semaine", "je", "vous", "mais", "donc", "recommande", "suivi", "yesterday", "au", "aux", "votre", "vos", "notre",
     "nos", "leur", "elle", "il", "elles", "ils", "ne", "car", "sans", "facture", "par", "parce", "because", "photos",
     "photo")
)  # fmt: skip
"""« Envoyé par la Poste hier », « Envoyé de mon téléphone mais jamais reçu »: sentences of people's own."""

FETCH = (
    "telecharger outlook",  # Télécharger Outlook pour iOS
    "telechargez outlook",
    "obtenir outlook",  # Obtenir Outlook pour Android
    "obtenez outlook",
    "get outlook",  # Get Outlook for iOS
    "outlook pour ios",
    "outlook pour android",
    "outlook fur ios",  # Outlook für iOS beziehen
    "outlook fur android",
    "holen sie sich outlook",
    "obtener outlook",
    "obter o outlook",
    "scarica outlook",
    "ottieni outlook",
    "outlook voor ios",
    "outlook voor android",
    "download outlook",
    "yahoo mail : rechercher, organiser",  # Yahoo Mail : Rechercher, organiser, conquérir
    "yahoo mail: search, organize",
    "telecharger bluemail",  # Télécharger BlueMail pour Android
    "obtenir bluemail",
    "obtenez bluemail",
    "get bluemail",
    "get [outlook",
    "garanti sans virus",  # Garanti sans virus. www.avast.com
    "sans virus.",  # Sans virus.www.avast.com
    "virus-free",  # Virus-free. www.avg.com
    "virenfrei",
    "libre de virus",
    "l'absence de virus dans ce courrier",
    "cet e-mail a ete verifie par le logiciel antivirus",  # Cet e-mail a été vérifié par le logiciel antivirus d'Avast.
    "ce courrier electronique ne contient aucun virus",
    "this email has been checked for viruses",
    "this email is free from viruses and malware",
    "diese e-mail wurde von avast",
    "diese e-mail wurde auf viren",
    "el software de antivirus",
    "questa e-mail e stata controllata per individuare virus",
    "este email foi escaneado pelo avast",
    "deze e-mail is gecontroleerd op virussen",
    "ta wiadomosc zostala sprawdzona",
    "scanne avec",
    "numerise par",
    "avast logo",
    "www.avast.com",  # the link of that line, on a line of its own
    "https://www.avast.com",
    "www.avg.com",
    "https://www.avg.com",
    "https://www.google.com/gmail/about",  # below « a réagi via Gmail »
    "#dab4fad8",  # the anchor that Avast leaves below it
)
"""Invitations to install something. They begin the line."""

NOT_FETCHED = frozenset(("ne", "n'est", "pas", "chez", "doesn't", "not", "je", "j'ai", "vous"))
"""« Télécharger Outlook pour Android ne marche pas »."""

FETCHED_WHOLE = frozenset(
    (
        "telecharger l'application mail orange",  # Télécharger l'application Mail Orange
        "telechargez l'application mail orange",
        "obtenir l'application mail orange",
    )
)
"""Those that are the whole line: « Télécharger l'application mail ne marche pas » is said."""

GUARDS = ("www.avast.com", "www.avg.com")
"""They end a short line, in whatever language it says that there is no virus."""
NO_VIRUS = ("virus", "wirus", "viru", "viren", "вирус", "вірус")

REACTIONS = (
    "a reagi via gmail",  # 👍 Nadia Belkacem a réagi via Gmail
    "a reagi par gmail",
    "reacted via gmail",  # 👍 Tom Whitaker reacted via Gmail
    "reacted to your message",
    "a reagi a votre message",
    "hat uber gmail reagiert",
    "reacciono a traves de gmail",
    "reagiu via gmail",
)
"""They end the line, below the emoji that is the answer."""

BANNERS = (
    # Vous ne recevez pas souvent de courriers de x@y. Découvrez pourquoi
    "vous ne recevez pas souvent de courriers de",
    "vous n'obtenez pas souvent d'e-mail",
    "vous ne recevez pas souvent de messages de",
    "you don't often get email from",  # You don't often get email from x@y. Learn why this is important
    "sie erhalten nicht haufig e-mails von",
    "[externe]",  # [EXTERNE]
    "[external]",
    "[ext]",
    "caution: this email originated",
    "caution: external",
    "external email",
    "attention : ce message provient de l'exterieur",
    "attention: ce message provient de l'exterieur",
    "attention : cet e-mail provient",
    "attention : ce mail provient",
    "attention : courriel externe",
    "attention, ce message provient",
)
"""Warnings that a company's server puts at the top."""

BOILERPLATE = (
    "ce message et toutes les pieces jointes",  # Ce message et toutes les pièces jointes (ci-après le "message") …
    "ce message et ses pieces jointes",
    "ce message et les fichiers",
    "ce message est confidentiel",
    "ce message est etabli",
    "ce courriel est confidentiel",
    "si vous avez recu ce message par erreur",
    "si vous avez recu ce mail par erreur",
    "si vous avez recu ce courriel par erreur",
    "si vous n'etes pas le destinataire",
    "toute modification, edition",
    "toute utilisation de ce message",
    "l'emetteur decline toute responsabilite",
    "le present document est couvert",
    "afin de contribuer au respect de l'environnement",
    "droit a la deconnexion",  # Droit à la déconnexion : ce message n'appelle pas de réponse immédiate
    "la visualisation des fichiers pdf",
    "ceci est un mail automatique",
    "avis de confidentialite",
    "clause de confidentialite",
    "ce message a ete verifie",
    "ce message a ete analyse",
    "this email and any",  # This email and any files transmitted with it are confidential
    "this e-mail and any",
    "this e-mail is confidential",
    "this email is confidential",
    "this e-mail is intended",
    "this email is intended",
    "this message and any",
    "this email message and any",
    "this e-mail message and any",
    "this email message has been swept",
    "this email has been scanned",
    "this message is confidential",
    "the information contained in this",
    "the information in this e",
    "the contents of this e",
    "the original of this email was scanned",
    "confidentiality notice",
    "confidential notice",
    "disclaimer",
    "if you are not the intended recipient",
    "if you have received this",
    "please consider the environment",
    "please think before printing",
    "please do not reply to this email",
    "please do not print",
    "please note: incoming and outgoing",
    "incoming and outgoing e-mail",
    "please note that all messages sent",
    "please note that any views",
    "internet email is not",
    "internet communications are not",
    "this footnote also confirms",
    "any views or opinions",
    "the views expressed in this",
    "save paper",
    "diese e-mail enthalt",
    "der inhalt dieser e-mail",
    "le informazioni contenute in questo",
    "de informatie in deze e-mail",
)
"""How a legal notice begins its line."""

SAID_TOO = (
    # Ce message est confidentiel. Le voisin du 3e sous-loue.    Si vous avez reçu ce mail par erreur, tant pis, …
    "ce message est confidentiel",
    "ce courriel est confidentiel",
    "si vous avez recu ce message par erreur",
    "si vous avez recu ce mail par erreur",
    "si vous avez recu ce courriel par erreur",
    "si vous n'etes pas le destinataire",
    "toute utilisation de ce message",
    "droit a la deconnexion",
    "this e-mail is confidential",
    "this email is confidential",
    "this message is confidential",
    "the information in this e",
    "the contents of this e",
    "disclaimer",
    "if you are not the intended recipient",
    "if you have received this",
    "please do not reply to this email",
    "please do not print",
    "save paper",
)
"""Those with which a person may begin too: what comes behind them decides."""
BEHIND_THEM = (
    # … merci d'en avertir l'expéditeur et de l'effacer.    … please notify the sender.
    r"expediteur|emetteur|averti|prevenir|previens|effacer|efface[rz]|retourner|copie|utilise|usage|informations?"
    r"|repondre|horaires|heures de travail|imprim|papier|boite|https?:|www\.|@"
    r"|notif|sender|return|destroy|permanently|copy|copies|copying|print|paper|trees|planet|planete|unmonitored"
    r"|monitored|mailbox|inbox|automat|virus|secur|legal|law|loi\b|societe|company|group[e]?\b"
    # Ensemble, préservons la nature.    Analyse effectuée par AVG.    Our team will get back to you.
    r"|preserv|nature\b|feuille|chaque geste|every little|analyse effectuee|version ?:|protegez"
    r"|equipe (?:de|du|[a-z]+\.?$)"
    r"|notre (?:agence|equipe)|votre (?:gestionnaire|demande)|our team|get back to|preferences|au capital|registered"
    r"|exercer|publication|reproduction|interlocuteur|prohib|(?:est|et) destine|donnees"
    r"|secret (?:medical|professionnel|bancaire)|dissemin"
    r"|excuser|signale[rz]|diffuser|n'etes pas tenu|aucune reponse|views|liable|responsib"
    r"|named person|commitment|ignore (?:it|this)|kindly|reliance|unattended|unmanned|replies|unless|use it\b|addressee"
    r"|la regie|ltd\b"
)
"""What lawyers say behind those openings, in the same sentence or the next; together with the two tables below."""
TO_ITS_READERS = (
    # Pour toute question, contactez votre conseiller.    Merci de votre compréhension.
    r"pour tou(?:te|s?)\b|contact|cliqu|connect|rendez-vous sur|espace (?:client|personnel|locataire)|service client"
    r"|(?:merci de|nous vous remercions de) votre|for (?:any|further|more)\b|please|bitte|questions?\b"
)
"""How a company goes on below such a notice."""

NOTICE_WORDS = ("intended recipient", "mailing list", "unsubscribe", "desabonner", "se desinscrire",
                "do not reply to this email", "ne pas repondre a ce")  # fmt: skip
"""What makes of a ruled-off block at the end a notice, when nobody asks or speaks of themselves there."""
INVITATIONS = frozenset(
    ("reunion microsoft teams", "microsoft teams meeting", "microsoft teams-besprechung", "reunion zoom",
     "reunion de microsoft teams", "riunione di microsoft teams", "microsoft teams-vergadering")
)  # fmt: skip
"""The whole line below the rule that a calendar draws above the links to a meeting."""
NOTICE_HINTS = ("confidential", "confidentiel", "vertraulich", "riservat", "destinataire", "disclaimer", "analizzato",
                "virus")  # fmt: skip
"""What does so beside a second word of lawyers, or of the mail itself: « Le destinataire du colis est absent »."""

MAIL_ITSELF = (
    r"(?:ce|cet|cette|ces|du present|le present|la presente|les presents|tout|this|these|diese[rs]?|este|esta|questo"
    r"|questa|dit"
    r"|deze) (?:message|courriel|courrier electronique|mail|e-mail|email|mel|transmission|communication"
    r"|nachricht|mensaje|correo|mensagem|messaggio|bericht)s?"
)
"""A legal notice speaks of the mail that it stands below."""

ONLY_LAWYERS = (
    # La Mutuelle ne peut être tenue responsable de ce message.    L'Agence ne saurait l'être … de son contenu.
    "ne (?:peut|peuvent|saurait|sauraient) (?:en aucun cas )?etre tenue?s? responsables? (?:de ce|de son|du contenu)",
    "n'engage(?:nt)? que (?:son|leur)",  # Ce message n'engage que son auteur.
    "confiden",  # Cet e-mail est confidentiel. Toute diffusion non autorisée est interdite.
    "destinat",
    "exclusi",
    "non autoris",
    "divulg",
    "alterat",  # Tout message électronique est susceptible d'altération.
    "altere",
    "integrite",
    "secret professionnel",
    "privileg",  # This e-mail may be privileged.
    "recipient",
    "addressee",
    "unauthor",
    "disclos",
    "liab",
    "vertraulich",
    "empfanger",
    "riservat",
    "vertrouwelijk",
    "geadresseerde",
)
LAWYERS_TOO = (
    # AVERTISSEMENT : ce message est destiné exclusivement à la personne …    destiné aux seuls destinataires
    "destinee?s?(?= (?:(?:uniquement|exclusivement) )?(?:a la (?:seule )?personne|aux? (?:seuls? )?destinataire))",
    "personne a qui il est adresse",
    "dont le nom figure",
    "par erreur",
    "diffusion",
    "interdit",
    "declin(?:e|ons) toute responsab",
    "ses annexes",
    "detruire",
    "supprimer",
    "pieces? jointes?",
    "intended",
    "in error",
    "attachment",
    "delete it",
    "elimin(?:e-|ar|e est|i\\b)",  # Se não for o destinatário, elimine-a.
    "apag(?:ue-|ue est)",
    "irrtum",
    "erroneamente",
    "bestemd",
    "por error",
    "por engano",
)
"""Three words of the two tables, one of them of the first, and the mail itself make a notice; below a closing, two."""

NOTICE_PAIRS = (
    # Merci de penser à l'environnement avant d'imprimer ce mail.
    (
        "n'imprim|d'imprimer|imprimer qu'en cas|avant (?:toute )?impression",
        "(?:l')?environnement|planete",
    ),
    ("n'imprim|avant d'imprimer", "(?:ce|cet) (?:mail|message|e-mail|email|courriel|mel)"),
    ("before printing|(?:not|don't) print|printing this", "environment|planet|trees|this (?:e-?mail|message)"),
    ("ausdruck", "umwelt"),  # Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail ausdrucken.
    ("imprimir", "(?:medio|meio) ?ambiente"),  # Antes de imprimir este correo, piense en el medio ambiente.
    ("stampare", "(?:all')?ambiente"),  # Prima di stampare questa mail pensa all'ambiente.
    ("print", "milieu|miljo"),  # Denk aan het milieu voordat u deze e-mail print.
    # Conformément au RGPD, vous disposez d'un droit d'accès auprès de …
    (
        "rgpd|gdpr|dsgvo|informatique et libertes|protection des donnees",
        "droits? d'acces|droits? de rectification|vos droits|your rights|@|https?:",
    ),
    # Aucun virus trouvé dans ce message. Analyse effectuée par AVG
    (
        "aucun virus (?:trouve|detecte|connu)|virus connu|mailscanner|viruses|viren",
        "(?:ce|cet) (?:mail|message|e-mail|email|courriel)|analyse effectuee|this (?:e-?mail|message)"
        "|questo messaggio|diese e-mail|este (?:mensaje|correo)",
    ),
    # Ceci est un message automatique, merci de ne pas y répondre.
    (
        "(?:ceci est un|(?:ce|cet) (?:message|e-?mail|courriel) (?:est|a ete))(?: (?:message|e-?mail|courriel))?"
        " (?:automatique|(?:envoye|genere) automatiquement)|this is an (?:automatically generated|automated) ",
        "ne pas (?:y )?repondre|(?:not|don't) reply",
    ),
    # L'intégrité de ce message n'étant pas assurée sur Internet, l'Agence ne peut être tenue responsable …
    (
        "integrite (?:de ce|du present|de cet) (?:message|e-?mail|courriel|courrier)",
        "internet|responsab|(?:pas|peut|sans)[^.]{0,24} (?:garanti|assure)",
    ),
    # Droit à la déconnexion : si vous recevez ce mail en dehors de vos heures, …
    ("droit a la deconnexion ?[:.–—-]", "mail|message|courriel|repon|heures|horaires"),
    # Vous recevez ce message car vous êtes inscrit à la liste …
    (
        "vous recevez (?:ce|cet)|you (?:are receiving|received) this",
        "inscrit|abonn|membre|souscri|subscri|signed up|https?:",
    ),
    # Pour vous désabonner de cette liste, envoyez un courriel à …
    (
        "vous desabonner|vous desinscrire|se desabonner|se desinscrire|to unsubscribe",
        "cliquez|click|ce lien|lien suivant|this link|https?:|envoyez un (?:e-?mail|courriel|message|mail)"
        "|send an? (?:e-?mail|message)",
    ),
)
"""The other notices: one of the first side near the beginning, one of the other."""

NOTICES_OF_ONE_PERSON = ("droit a la deconnexion", "pensez", "avant d'imprimer", "merci de n'imprimer",
                         "please consider", "please think", "p avant")  # fmt: skip
"""Notices that one person may sign, and say « je » or « mon message » in."""
