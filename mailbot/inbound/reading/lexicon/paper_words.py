"""Quotes, invoices and bank details, in the words of those who send them. A mail beside each line."""

from __future__ import annotations

QUOTE = ("devis|devi|quote|quotation|estimate|chiffrage|offre|estimation|proposition", "offre de prix")
QUOTE_PROPER = ("devis|devi|quote|quotation|estimate|chiffrage",)
INVOICE = ("facture|factures|fact|invoice|bill|note", "facture d honoraires")
INVOICE_PROPER = ("facture|factures|invoice|avoir", "facture d")

DELIVERED = (
    "ci|cijoint|joint|jointe|attache|attachee|inclus|incluse|annexe|annexee|attached|enclosed",  # devis ci-joint
    "ci joint|jointe|inclus|dessous|apres|annexe",
    "en|dans pj|piece|annexe|attache|fichier|attachement",
    "pj|pdf",
    "piece|pieces jointe|jointes|joint",
    "voici|voila|trouver|trouverez|veuillez|retrouvez|here|find|see",  # veuillez trouver notre facture
    "je|nous|on [vous] [la|le|l] envoie|envoyons|transmets|transmettons|adresse|adressons|joins|joignons|remets|fais",  # je vous envoie ma facture
    "avec mon|ma|notre|le|la devis|facture",
    "attaching|sending|enclosing|submitting",
    "as promised|requested|discussed",
)

ANNOUNCED = (
    "suit|suivra|suivront|suivent|arrive|arrivera|viendra|vient|partira|part",  # facture suit
    "demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|bientot|prochainement|prochain|prochaine|semaine|soir|tard|tomorrow|monday|tuesday|wednesday|thursday|friday|later|soon|tonight|afterwards|midi|aprem|apres|weekend",
    "enverrai|enverrons|ferai|ferons|transmettrai|etablirai|preparerai|adresserai|envoyer|etablir|redige|prepare|faire|preparer|rediger|transmettre|adresser|facturer",
    "sera|seront|sous|dans|avant|quand|des|apres|fin|debut",
    "fais|fait|faites [vous] [un|une|le|la] devis|facture",
    "will|going|follow|follows|coming|to",
    "pas encore|pas prete|pret",
    "en cours|preparation|attente|route",
    "passe|passer|viens faire|pour",
    "faut|faudra|faudrait|besoin",
)
"""What is only promised."""

REFERRED_TO = (
    "selon|suivant|conforme|conformement|suite|objet|ref|reference|rappel|per|accepte|acceptee|signe|valide|validee|approuve|reglee|payee|regle|paye|impayee|impaye|concernant|relance|recu|recue|approved|accepted"
    " ~ devis|facture|quote|invoice",
    "devis|facture|quote|invoice ~ accepte|acceptee|signe|signee|valide|validee|approuve|refuse|impayee|impaye|reglee|payee|paid|approved|accepted|recu|recue|en attente|concernant|attente|toujours|pas",
    "votre|son|sa|leur|autre|your|vos facture|devis|invoice|quote",
    "pas|sans|pourquoi|quel|quelle|aucun|aucune|combien ~ devis|facture|invoice|quote",
    "nom|adresse|ordre|qui|au|mettre|libeller|etablir|facturer|bill ~ facture|invoice",
)
"""A paper that is spoken of, not sent."""

WILL_CHARGE = (
    "facture|facturerai|facturons|compterai|compte|prends|prendrai|demande|charge|comptez|facturera le|les|la|un|un|deplacement|visite|heure|heures|une|2|1|en|ttc",
    "je|on|nous [vous] facture|facturerai|facturons|facturerons",
    "sera|serait|est facture|facturee|compte",
    "will be charged|invoiced",
    "i|we will charge|invoice",
    "deplacement|visite ~ facture|facturee|du|due|facturable",
)
"""« Je facture le déplacement »: a price, and no invoice."""

BANK = (
    "nouveau|nouveaux|nouvel|nouvelle|nouvelles|change|changement|modification|modifie|modifies|changes|different|differents|autre|mise|maj|actualise*|jour|new|changed|change|updated|different"
    " ~ rib|iban|banque|bancaire|bancaires|compte|domiciliation|bank|account|bic",
    "rib|iban|banque|coordonnees|compte|bank|account|bancaires ~ nouveau|nouvelle|nouvelles|change|changement|changes|changees|modifie|modifies|modifiees|jour|plus|changed|new|updated|remplace|annule",
    "plus ~ ancien rib|compte|iban",
    "ancien ~ rib|iban|compte ~ valable|utiliser|plus|cloture|ferme",
    "regler|payer|virer|verser|pay ~ nouveau|nouvel|autre|new|another ~ compte|iban|rib|account|bank",
)
BANK_NOT_CHANGED = (
    "pas|aucun|no|not ~ change|changement|nouveau|changed|changes",
    "inchange*|unchanged",
    "toujours ~ meme|memes",
    "meme|memes rib|iban|compte|coordonnees|banque",
    "aucun changement",
    "rib|iban ~ identique|inchange*",
    "besoin|faut|voulez|avez ~ rib|iban",
)

PRICE_TALK = (
    "combien|tarif|tarifs|prix|cout|coute|coutera|revient|reviendra|forfait|deplacement|main|fourniture|heure|total|compter|comptez|budget|price|cost|costs|charge|hour|callout|fee|ttc|ht|vat|facture|environ|euros|euro",
)
NOT_A_PRICE = (
    "plafond|limite|seuil|threshold|capital|franchise|votre budget|loyer|caution|pas plus|depasse*|superieur*|inferieur*|au dessus|dessous",
    "impaye*|attend*|doit|devez|regler|reglement|virement|paiement|recu|paye|paid|unpaid|owed|solde",
)
