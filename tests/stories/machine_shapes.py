"""What programs write when nobody is there, as people's mail systems send it: without a header that says so.

Written by us after what each of these systems sends; no text of theirs is copied.
"""

from collections.abc import Mapping

# Name: subject, text. `{subject}` is the subject of our letter.
SHAPES: Mapping[str, tuple[str, str]] = {
    "Gmail, French": (
        "Re: {subject}",
        "Bonjour,\n\nJe suis absente jusqu'au 30 novembre et n'aurai pas accès à ma messagerie.\n"
        "Je vous répondrai dès mon retour.\n\nNadia",
    ),
    "Gmail, English": (
        "Re: {subject}",
        "Hello,\n\nThank you for your email. I am on holiday until 30 November and will reply to your message when I "
        "return.\n\nNadia",
    ),
    "Outlook, French": (
        "Réponse automatique : {subject}",
        "Bonjour,\n\nJe suis actuellement en congés. En cas d'urgence, merci de contacter l'accueil au 04 72 00 00 00.",
    ),
    "Outlook, English": (
        "Automatic reply: {subject}",
        "I am currently out of the office with limited access to email. I will be back on Monday.",
    ),
    "Outlook, German": ("Automatische Antwort: {subject}", "Ich bin derzeit nicht im Büro."),
    "Orange": (
        "Re: {subject}",
        "Bonjour, je suis absent du 20/11/2026 au 30/11/2026. Je prendrai connaissance de votre message à mon retour.",
    ),
    "Free": (
        "Message d'absence : {subject}",
        "Je ne suis pas disponible en ce moment, votre mail sera lu à mon retour.",
    ),
    "SFR": (
        "Re: {subject}",
        "Bonjour,\nEn vacances jusqu'au 5 décembre, je ne consulterai pas mes mails. Merci de votre compréhension.",
    ),
    "La Poste": (
        "Absence",
        "Madame, Monsieur,\n\nJe suis en congés jusqu'au 1er décembre inclus. Je répondrai à votre courrier dès mon "
        "retour.\n\nCordialement",
    ),
    "Thunderbird filter": (
        "Re: {subject}",
        "[Réponse automatique]\nCeci est une réponse automatique. Je suis en déplacement cette semaine.",
    ),
    "Apple Mail rule": ("Re: {subject}", "Message automatique : je suis absent, je vous réponds dès que possible."),
    "Zimbra": (
        "Re: {subject}",
        "Bonjour,\nje suis absent(e) du bureau jusqu'au lundi 30 novembre.\nPour toute demande urgente, veuillez "
        "contacter le secrétariat.",
    ),
    "Roundcube with sieve": (
        "Absent : {subject}",
        "Bonjour, je suis actuellement absent. Je traiterai votre demande à mon retour le 1er décembre.",
    ),
    "a shop on holiday": (
        "Fermeture annuelle",
        "Notre entreprise est fermée du 20 au 30 novembre. Réouverture le 1er décembre. Pour toute urgence, appelez le "
        "06 12 34 56 78.",
    ),
    "maternity leave": (
        "Re: {subject}",
        "Je suis en congé maternité jusqu'au mois de mars. Pour toute question, vous pouvez contacter Karim.",
    ),
    "Proton": (
        "Auto: {subject}",
        "Hi,\n\nThank you for your message. I'm out of the office and will get back to you soon.",
    ),
    "Yahoo": (
        "Auto Response: {subject}",
        "I'm away on vacation and will respond to your email when I get back.",
    ),
    "iCloud": (
        "Re: {subject}",
        "I am away from my desk until 30 November and will not be checking email. I will reply to your message when I "
        "am back.",
    ),
    "read receipt, Outlook, French": (
        "Lu : {subject}",
        "Votre message\n\n   À : Nadia\n   Sujet : {subject}\n   Envoyé : samedi 21 novembre 2026 10:00\n\na été lu le "
        "samedi 21 novembre 2026 10:02.",
    ),
    "read receipt, Outlook, English": (
        "Read: {subject}",
        "Your message\n\n   To: Nadia\n   Subject: {subject}\n   Sent: Saturday, November 21, 2026 10:00 AM\n\nwas "
        "read on Saturday, November 21, 2026 10:02 AM.",
    ),
    "read receipt, Thunderbird": (
        "Accusé de réception (affiché) - {subject}",
        "Ceci est un accusé de réception pour le message que vous avez envoyé. Cet accusé de réception indique "
        "seulement que le message a été affiché sur l'ordinateur du destinataire.",
    ),
    "Zendesk, French": (
        "[Demande reçue] {subject}",
        "##- Veuillez taper votre réponse au-dessus de cette ligne -##\n\nVotre demande (#48213) a bien été reçue et "
        "est en cours de traitement par notre équipe.",
    ),
    "Zendesk, English": (
        "[Request received] {subject}",
        "##- Please type your reply above this line -##\n\nYour request (48213) has been received and is being "
        "reviewed by our support staff.",
    ),
    "Freshdesk": (
        "Ticket Received - [#4821] {subject}",
        "Dear Customer,\n\nWe would like to acknowledge that we have received your request and a ticket has been "
        "created with Ticket ID 4821.\nA support representative will be in touch shortly.",
    ),
    "OTRS": (
        "[Ticket#2026112110000012] {subject}",
        "Nous vous remercions pour votre demande. Votre message a été enregistré sous le numéro de ticket "
        "2026112110000012. Nous vous répondrons dans les meilleurs délais.",
    ),
    "GLPI": (
        "[GLPI #0004821] Nouveau ticket",
        "Un nouveau ticket a été créé.\nTitre : {subject}\nNuméro : 4821\nMerci de ne pas répondre à ce message.",
    ),
    "Jira": (
        "SUP-4821 {subject}",
        "Votre demande a été enregistrée, référence SUP-4821. Ne pas répondre à ce message.",
    ),
    "an insurer": (
        "Accusé de réception de votre demande",
        "Nous accusons réception de votre message. Il sera traité dans les plus brefs délais. Ce message est envoyé "
        "automatiquement, merci de ne pas y répondre.",
    ),
    "Mailinblack": (
        "Authentification de votre message",
        "Bonjour,\n\nPour que votre message me parvienne, merci de vous authentifier en cliquant sur le lien "
        "ci-dessous. Cette opération n'est à effectuer qu'une seule fois.\nhttps://filtre.example/a/b",
    ),
    "Vade": (
        "Votre message est en attente",
        "Votre message a été placé en quarantaine. Cliquez sur ce lien pour confirmer que vous êtes bien "
        "l'expéditeur : https://filtre.example/a",
    ),
    "Spamarrest": (
        "Re: {subject} (verification)",
        "I'm protecting myself from receiving junk mail. Please click the link below to complete the verification "
        "process. You have to do this only once: https://filtre.example/v",
    ),
    "Boxbe": (
        "{subject} (Action Required)",
        'Your message about "{subject}" was waitlisted. Please click the link below to verify your email address so '
        "that your message can be delivered.\nhttps://filtre.example/w",
    ),
}
