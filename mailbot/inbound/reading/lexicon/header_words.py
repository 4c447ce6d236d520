"""What stands between two mails: a rule with words, and the names of headers. Folded, one mail beside each."""

from __future__ import annotations

SEPARATORS = frozenset(
    (
        "message d'origine",  # -----Message d'origine-----  (Outlook, Samsung)
        "message original",  # -----Message original-----
        "mail original",  # ----- Mail original -----  (Zimbra, Yahoo)
        "courriel original",  # ----- Courriel original -----
        "e-mail d'origine",  # ----- E-mail d'origine -----
        "message initial",  # ----- Message initial -----
        "original message",  # -----Original Message-----
        "original email",  # -------- Original email --------
        "original mail",  # ------------------ Original ------------------ (QQ)
        "original",  # ------------------ Original ------------------
        "reply message",  # ----- Reply message -----  (old telephones)
        "original appointment",  # -----Original Appointment-----
        "ursprungliche nachricht",  # -----Ursprüngliche Nachricht-----
        "urspr. nachricht",  # -----Urspr. Nachricht-----
        "originalnachricht",  # -----Originalnachricht-----
        "original-nachricht",  # -------- Original-Nachricht --------
        "originale nachricht",  # -----Originale Nachricht-----
        "mensaje original",  # -----Mensaje original-----
        "messaggio originale",  # -----Messaggio originale-----
        "messaggio original",
        "mensagem original",  # -----Mensagem original-----
        "oorspronkelijk bericht",  # -----Oorspronkelijk bericht-----
        "oprindelig meddelelse",  # -----Oprindelig meddelelse-----
        "opprinnelig melding",  # -----Opprinnelig melding-----
        "ursprungligt meddelande",  # -----Ursprungligt meddelande-----
        "alkuperainen viesti",  # -----Alkuperäinen viesti-----
        "wiadomosc oryginalna",  # -----Wiadomość oryginalna-----
        "oryginalna wiadomosc",
        "puvodni zprava",  # -----Původní zpráva-----
        "исходное сообщение",  # -----Исходное сообщение-----
        "оригінальне повідомлення",  # -----Оригінальне повідомлення-----
        "orijinal mesaj",  # -----Orijinal mesaj-----
        "原始邮件",  # ------------------ 原始邮件 ------------------
        "邮件原件",
        "元のメッセージ",
    )
)

NAMED_SEPARATORS = (
    "message de ",  # ----- Message de suivi@agence.example -----
    "mail de ",  # ----- Mail de suivi@agence.example le 23/11/2026 10:12 -----  (La Poste)
    "courriel de ",
    "message transmis de ",  # ----- Message transmis de suivi@agence.example -----
    "message transfere de ",
    "message transfere par ",
    "message transmis par ",
    "transmis par ",  # ----- Transmis par Nina Roy/PARIS/GROUPE le 23/11/2026 10:12 -----  (Lotus Notes)
    "reexpedie par ",
    "weitergeleitet von ",  # ----- Weitergeleitet von Hannah Weiss/… am 23.11.2026 10:12 -----
    "inoltrato da ",
    "reenviado por ",
    "doorgestuurd door ",
    "transfere par ",  # ----- Transféré par Sophie Lambert -----
    "forwarded by ",  # ----- Forwarded by Tom Whitaker -----
)
"""The same with somebody's name, between two rules."""

PASSED_ON = ("message transmis de ", "message transfere de ", "message transfere par ", "message transmis par ",
             "transmis par ", "reexpedie par ", "weitergeleitet von ", "inoltrato da ", "reenviado por ",
             "doorgestuurd door ")  # fmt: skip
"""Said of what the caretaker tells as well."""

VAGUE = ("original", "message de ", "message initial", "mail de ", "courriel de ", *PASSED_ON)
"""Words that a person may write between two rules as well."""

ABOVE_THIS_LINE = frozenset(
    {
        "repondez au-dessus de cette ligne",  # ##- Répondez au-dessus de cette ligne -##
        "veuillez repondre au-dessus de cette ligne",
        "reply above this line",  # -- REPLY ABOVE THIS LINE --
        "please reply above this line",
        "please type your reply above this line",
        "write above this line",
        "bitte antworten sie oberhalb dieser zeile",
        "responda por encima de esta linea",
    }
)
"""Marks of ticketing programs: everything below is theirs."""

BELOW_A_RULE = frozenset(
    {
        "repondre au-dessus de cette ligne",  # —-—-—-—⏎Répondre au-dessus de cette ligne.  (Jira)
        "merci de repondre au-dessus de cette ligne",
    }
)
"""The same, and those above with a full stop, where a rule stands above them."""

MARKED_LINES = (
    "dessus de cette ligne",  # --- Merci de répondre au-dessus de cette ligne ---
    "above this line",  # -=-=- Enter your response above this line -=-=-
    "above the line",
    "oberhalb dieser zeile",  # ### Ihre Antwort bitte oberhalb dieser Zeile schreiben ###
    "uber dieser zeile",
    "encima de esta linea",  # -- Escriba su respuesta por encima de esta línea --
    "acima desta linha",
    "sopra questa riga",
    "sopra questa linea",
    "boven deze regel",
    "boven deze lijn",
    "ovenfor denne linje",
    "ovanfor denna rad",
    "powyzej tej linii",
)
"""Between two rules, with one of the verbs below: a ticketing program's mark, in its owner's words."""

TO_REPLY = ("repond", "votre reponse", "ecrire", "ecrivez", "reply", "respon", "type your", "write", "antwort",
            "schreib", "risp", "scriv", "escrib", "contest", "reageer", "antwoord", "svar", "skriv", "odpowied",
            "saisi")  # fmt: skip

FORWARDS = frozenset(
    (
        "message transfere",  # ---------- Message transféré ---------  (Gmail, Thunderbird)
        "mail transfere",  # ----- Mail transféré -----  (Zimbra)
        "courriel transfere",
        "message reexpedie",
        "message transmis",
        "debut du message reexpedie",  # Début du message réexpédié :  (Apple)
        "debut du message transfere",
        "forwarded message",  # ---------- Forwarded message ---------
        "forwarded email",
        "begin forwarded message",  # Begin forwarded message:
        "weitergeleitete nachricht",  # -------- Weitergeleitete Nachricht --------
        "anfang der weitergeleiteten nachricht",  # Anfang der weitergeleiteten Nachricht:
        "anfang der weitergeleiteten e-mail",
        "mensaje reenviado",  # ---------- Mensaje reenviado ---------
        "inicio del mensaje reenviado",  # Inicio del mensaje reenviado:
        "messaggio inoltrato",  # ---------- Messaggio inoltrato ---------
        "inizio messaggio inoltrato",  # Inizio messaggio inoltrato:
        "mensagem encaminhada",  # ---------- Mensagem encaminhada ---------
        "inicio da mensagem encaminhada",
        "doorgestuurd bericht",  # ---------- Doorgestuurd bericht ---------
        "begin doorgestuurd bericht",
        "videresendt meddelelse",
        "videresendt melding",
        "vidarebefordrat meddelande",
        "пересылаемое сообщение",  # -------- Пересылаемое сообщение --------
        "転送されたメッセージ",
    )
)

SENDER, RECIPIENT, MOMENT, SUBJECT, BESIDE = "sender", "recipient", "moment", "subject", "beside"

_NAMES = {
    # De : Agence du Tilleul <suivi@agence.example>    From: Tom Whitaker    Von: …    Van: …    Da: …
    SENDER: "de, expediteur, emetteur, de la part de, envoye par, from, sender, von, absender, van, da, mittente, "
    "remitente, remetente, odesilatel, felado, de la, απο, lahettaja, מאת, tu, nadawca, fra, fran, "
    "lahettaja, od, от, від, от кого, kimden, gonderen, 发件人, 寄件者, 差出人, 보낸 사람, من",
    # À : Nadia Belkacem <nadia.belkacem@gmail.example>    To: …    An: …    Aan: …
    RECIPIENT: "a, a€, ?, \ufffd, "
    "pour, destinataire, destinataires, to, an, empfanger, para, aan, til, till, do, komu, кому, kime, "
    "prijemce, cimzett, catre, προς, vastaanottaja, den, אל, 收件人, 收件者, 宛先, 받는 사람, إلى, per, destinatario",
    # Envoyé : lundi 23 novembre 2026 10:12    Date : 23/11/2026    Message du : 23/11/2026 10:12    Sent: …
    # « EnvoyÃ© », « Envoy? »: read in another charset than they were written in
    MOMENT: "envoye, envoya©, envoy?, envoy\ufffd, "
    "envoye le, date, date d'envoi, message du, le, sent, date sent, odeslano, elkuldve, trimis, "
    "σταλθηκε, נשלח, ngay, gesendet, datum, enviado, enviado el, enviada, enviada em, enviado em, fecha, "
    "data, inviato, inviata, verzonden, sendt, dato, skickat, lahetetty, wyslano, data wyslania, "
    "отправлено, дата, надіслано, gonderildi, tarih, 发送时间, 日期, 送信日時, 日付, 보낸 날짜, تاريخ",
    # Objet : [SIG-1042] fuite sous l'évier    Sujet : …    Subject: …    Betreff: …
    SUBJECT: "objet, sujet, subject, betreff, asunto, assunto, oggetto, onderwerp, emne, amne, aihe, temat, "
    "predmet, targy, subiect, θεμα, נושא, tieu de, тема, konu, 主题, 主旨, 件名, 제목, الموضوع",
    # Cc : karim.haddad@agence-tilleul.example    Copie à :    Répondre à : …    Importance : Haute
    BESIDE: "cc, cci, bcc, copie, copie a, ci, kopie, kopi, kopia, copia, repondre a, reply-to, reply to, antwort "
    "an, responder a, rispondi a, risposta, importance, priority, priorite, pieces jointes, piece jointe, "
    "attachments, anlagen, adjuntos, allegati, anexos, bijlagen, копия, копія, 抄送, organisation, "
    "organization, categories",
}
LABELS = {name: kind for kind, names in _NAMES.items() for name in names.split(", ")}
"""What the lines of a header block are called. One alone proves nothing: « Objet : votre attestation » is content."""

ANY_DATE = frozenset(["date", "le", "ngay", "datum", "fecha", "data", "dato", "дата", "tarih", "日期", "日付", "تاريخ"])
"""Those that people write too, above the day of a visit or of a journey; « Envoyé : » they do not."""

NOTES_LABELS = {
    **dict.fromkeys(("a", "to", "an", "pour", "para", "aan", "per", "till", "til"), RECIPIENT),
    **dict.fromkeys(("objet", "subject", "thema", "betreff", "asunto", "oggetto", "onderwerp", "assunto"), SUBJECT),
}
"""What Lotus Notes writes alone on its line, or before a tab, without a colon."""
