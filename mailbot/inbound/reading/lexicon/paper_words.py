"""Quotes, invoices and bank details, in the words of those who send them. A mail beside each line."""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

QUOTE_PROPER = ("devis|devi|quote|quotation|estimate|chiffrage",)
INVOICE_PROPER = (
    "facture|factures|facturette|fact|invoice|invoices",
    "un|notre|votre|mon avoir",
    "avoir n|no|de|d",
    "facture d",
    "note d honoraires",
    "my|our|the bill",
)

_PAPERS = "devis|devi|facture|factures|facturette|rib|pdf|document|documents|fichier|quote|invoice|note|avoir|chiffrage"
DELIVERED = (
    "ci|cijoint joint|jointe|apres|dessous|annexe|inclus|incluse|attache",  # devis ci-joint
    "cijoint|cijointe",
    f"{_PAPERS} ~ joint|attache|attachee|inclus|incluse|annexe|annexee|jointes",
    f"joint|attache|inclus [a|au|ce|cet|mail|message|:] ~ {_PAPERS}",
    "^ joint $",
    "jointe|jointes|cijointe|attached|enclosed $",  # facture de l'intervention de lundi jointe
    "joint a ce|mon|ici",
    "attached|enclosed",
    "en|dans|piece|par|sous pj|annexe|attache|fichier|attachement|joint|jointe|pdf",
    "pj|pdf",
    "piece|pieces jointe|jointes|joint",
    # veuillez trouver notre facture
    "voici|voila|voilà|trouver|trouverez|retrouvez|retrouverez|here|find|see|recevez",
    "voici|voila|trouver|trouverez|ici mon|ma|notre|la|le|l|nos|les",
    "je|j|nous|on [vous] [la|le|l|ai|avons|a] [vous] joins|joignons|joint [la|le|mon|ma|notre]",
    f"avec|et mon|ma|notre|le|la|un {_PAPERS}",
    "attaching|sending|resending|enclosing|submitting",
    "have|ve|i [just] attached|sent|enclosed ~ quote|invoice|bill|estimate",
    "as promised|requested|discussed|agreed",
    "comme promis|convenu|demande|prevu",
)

NOT_WITH_IT = (
    # facture non jointe
    "non|pas|plus|jamais|not|never [encore|yet|ete|been|actually|ci] joint+|cijoint+|attache+|inclus|incluse|annexe+"
    "|attached|enclosed|included",
    "pas|plus|jamais|pu|oublie|omis|forgot|forgotten|not [pu|de|d|to] [vous] joindre|attacher|annexer|attach|enclose"
    f" [la|le|l|ma|mon|notre|my|the|our] {_PAPERS}",
    "pas|not [encore|yet|in|en|dans|avec|with] [le|la|ce|cet|this|my|the|mon] piece|pj|mail|message|email|attachment",
)
"""The paper is not with the mail, whatever is said of where it should have been."""
SOMETHING_ELSE = ("photo|photos|picture|pictures|video|rib|iban|attestation|rapport|report|bon|plan|plans|fiche",)
"""What came in place of it."""

HANDED = (
    "je|j|nous|on [vous] [la|le|l] [vous] envoie|envoyons|transmets|transmettons|adresse|adressons|remets|depose"
    "|mets|renvoie|renvoyons|retransmets|retransmettons|reexpedie|reexpedions|expedie|expedions|reenvoie|redepose"
    f"|remettons ~ {_PAPERS}",
    f"ai|avons|a|j [vous] envoye|transmis|adresse|joint|depose|mis|renvoye|retransmis|reexpedie ~ {_PAPERS}",
)
"""Handed over, if something came with the mail."""

HEREWITH = (
    # notez notre nouveau RIB, sur la facture jointe
    "facture|factures|devis|invoice|quote [est] [ci] joint|jointe|jointes|cijointe|attachee|annexee|attached|enclosed",
    "attached|enclosed invoice|quote",
)
NOT_HEREWITH = (
    "accepte|acceptee|signe|signee|valide|validee|approuve|approuvee|accepted|signed|approved",
    "votre|vos|son|sa|leur|cette|your|his|their facture|factures|devis|invoice|quote",
)
"""The paper that came with the mail, whatever is said of it."""

LATER_THAN_THIS = (
    # je vous envoie la facture demain
    "demain|bientot|prochainement|tard|tomorrow|later|soon|tonight|rapidement|asap|ulterieurement|prochains",
    "ce|cet|this soir|midi|aprem|apres|weekend|afternoon|evening",
    "semaine|mois|week|month prochain|prochaine|next",
    "next|en|fin|debut week|month|semaine|mois|fin|debut",
    f"{_PAPERS} [pour|le|des|on|by] lundi|mardi|mercredi|jeudi|vendredi|samedi|monday|tuesday|wednesday|thursday"
    "|friday",
    "des|quand|lorsque|apres|sitot|once|when ~ que|qu|rentre|retour|bureau|recois|reviens|i|back|termine|fini",
)
"""With another mail than this one, whatever came with it."""

ANNOUNCED = (
    "suit|suivra|suivront|suivent|arrive|arrivera|arrivent|viendra|vient|partira|part|partiront",  # facture suit
    "demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|bientot|prochainement|prochain|prochaine|semaine|soir|tard"
    "|tomorrow|monday|tuesday|wednesday|thursday|friday|later|soon|tonight|afterwards|midi|aprem|apres|weekend"
    "|rapidement|asap",
    "enverrai|enverrons|enverra|ferai|ferons|fera|transmettrai|transmettrons|etablirai|preparerai|adresserai"
    "|adresserons|envoyer|etablir|redige|prepare|faire|preparer|rediger|transmettre|adresser|facturer|edite|editer",
    "a venir|suivre",  # facture à venir
    "sera|seront|sous|dans|avant|quand|des|apres|fin|debut|d'ici",
    "fais|fait|faites|faisons [vous] [un|une|le|la] devis|facture",
    "will|going|follow|follows|coming|to|by|once|when|ll",
    "pas encore|pas prete|pret|finie|fini|faite",
    "en cours|preparation|attente|route",
    "passe|passer|viens faire|pour",
    "faut|faudra|faudrait|besoin|dois|doit|devons|vais|va|allons",
    "voulez|souhaitez|vous|si ~ devis|facture",
    "oublie|oubli|retard|forgot",
)
"""What is only promised."""

TERMS = (
    "comes|come|came|amounts|adds|works|totals [up|out] to|at",  # the quote comes to 450
    # facture de 310 € à régler sous 15 jours
    "a|pour|de|en|net regler|payer|reglement|paiement|payable|echeance [comptant] ~ sous|dans|avant|fin|d'ici|lundi"
    "|mardi|mercredi|jeudi|vendredi|reception [15|30|45|60|8|10]",
    "reglement|paiement|payable|echeance|payment|due [a|:] ~ sous|dans|avant|fin|jours|days|within|reception|mois",
)
"""By when it is to be paid: nothing of when it comes."""

REFERRED_TO = (
    "selon|suivant|conforme|conformement|suite|objet|ref|reference|rappel|per|accepte|acceptee|signe|valide"
    "|validee|approuve|reglee|payee|regle|paye|impayee|impaye|concernant|relance|recu|recue|approved|accepted"
    "|comme|dans|sur|sauf|hors"
    " ~ devis|facture|factures|quote|invoice",
    "regler|payer|virer|verser|reglement|reglements|paiement|paiements|virement|payment|pay|paying|adressez"
    "|envoyez|envoyer|adresser ~ devis|facture|factures|invoice|invoices|quote|bill",
    "devis|facture|factures|quote|invoice ~ accepte|acceptee|signe|signee|valide|validee|approuve|refuse|impayee"
    "|impaye|impayees|reglee|payee|paid|unpaid|outstanding|approved|accepted|recu|recue|concernant|attente"
    "|toujours|pas|deja|due|overdue|dernier*|last|envoye|envoyee|transmis|transmise|payes|reglees",
    "votre|son|sa|leur|autre|your|vos|cette|ce|its|their facture|devis|invoice|quote|factures",
    "pas|sans|pourquoi|quel|quelle|aucun+|combien|non|plus|no|not|without|apres ~ devis|facture|invoice|quote",
    "nom|adresse|ordre|qui|au|mettre|libeller|etablir|facturer|bill|intitule ~ facture|invoice",
    "nouvelles|news|suite|reponse|retour|avis|attends|attendons|attente ~ devis|facture|quote|invoice",
    "mon|notre|le|ma|la|my|our|the devis|facture|quote|invoice ~ semaine|mois|janvier|fevrier|mars|avril|mai|juin"
    "|juillet|aout|septembre|octobre|novembre|decembre|week|month|hier|reste|tient|est|etait|valable|from|sent|of"
    "|remains|toujours",
    "mon|notre|nos|le|my|our|the devis|facture|factures|quote|invoice ~ ~ attend|attendent|sans|reste|restent|toujours"
    "|still|waiting|unanswered",
    "relance|relancer|relancons|chasing ~ devis|facture|factures|quote|invoice",
    "devis|quote gratuit|payant|offert|deductible|free",
    # devis sur demande
    "devis|quote|quotation ~ sur|on|upon [simple] demande|place|request|site",
    "have|did you received|receive|seen|see|got|get",
    "avez [vous] [bien] recu|eu|vu|regarde",
)
"""A paper that is spoken of, not sent."""

AMOUNTS_TO = (
    # mon devis est de 350 € HT, TVA 10 %, soit 385 € TTC
    "mon|notre|le|my|our|the devis|quote|quotation|estimate est|sera|is|will de|d|a|at|of|be|for|to [environ]"
    " 1*|2*|3*|4*|5*|6*|7*|8*|9*",
)
"""A quote whose price is now given, where it was asked for."""

WILL_CHARGE = (
    "facturerai|facturons|compterai|compte|prends|prendrai|demande|charge|comptez|facturera le|les|la|un"
    "|deplacement|visite|heure|heures|une|2|1|en|ttc",
    "je|on|nous|vous|j|l|ai|a|avons [vous] [le|la|l] facture|facturerai|facturons|facturerons|facturer|facturera",
    "facture le|les|la|l|un|une [le] deplacement|visite|heure|heures|passage",
    "sera|serait|est|et facture|facturee|compte|comptee",
    "deplacement|visite|passage|venue ~ compte|comptee|facture|facturee|du|due",
    "will be charged|invoiced|billed",
    "i|we|will charge|invoice|bill",
    "deplacement|visite ~ facture|facturee|du|due|facturable",
)
"""« Je facture le déplacement »: a price, and no invoice."""

_ACCOUNT_NUMBER = "rib|iban|bic|compte|account"
_ACCOUNT = "rib|iban|banque|bancaire|bancaires|domiciliation|bank|bic"
BANK = (
    "nouveau|nouveaux|nouvel|nouvelle|nouvelles|change|changement|modification|modifie|modifies|changes|changer"
    f"|differents|autre|autres|new|changed|changing|switched|moved|updated|different ~ {_ACCOUNT}",
    f"mise|mettre|mettez|maj ~ jour ~ {_ACCOUNT}",
    f"maj|actualise*|update|updated|remplace|remplacez|annule ~ {_ACCOUNT}",
    f"{_ACCOUNT} ~ nouveau|nouvelle|nouvelles|change|changent|changement|changes|changees|changed|modifie|modifies"
    "|modifiees"
    "|maj|new|updated|remplace|annule|different+|moved",
    f"{_ACCOUNT} [n|est|a|sont] [a|est|ete|plus] [plus|pas] meme|valable|valables|valide|actif|bon|bonne",
    f"{_ACCOUNT} a|mis jour",
    "plus|no|not ~ ancien|old|former|precedent rib|compte|iban|account|banque|bank",
    "ancien|old|precedent|former ~ rib|iban|compte|account|banque|bank ~ valable|utiliser|plus|cloture|ferme"
    "|closed|longer|annule|not",
    # notre ancien compte est clos
    "notre|mon ancien|precedent rib|iban|compte [bancaire] est|sera|etant|a [ete] [bien|deja] clos|supprime|resilie"
    "|inactif !depuis|en",
    "nouveau|nouvel|nouvelle|autre|new|another|different compte [bancaire|en|chez|a|ci|bank]",
    "new|another|different account|bank",
    "compte|account [bancaire|number] est|is [tout|a|brand] nouveau|neuf|new|different",
    "regler|payer|virer|verser|pay ~ nouveau|nouvel|autre|new|another ~ compte|iban|rib|account|bank",
    "changer|change|changement|changed d|de|of|our|my [bank|de] compte|banque|bank|account",
    "passe|passee|passes chez|a ~ autre|nouvelle banque",
    # notre compte à la Banque Postale sera fermé
    "compte|account [bancaire|pro] a|au|chez|aupres|at|with [de] [la|le|l] ~ sera|est|is|will"
    " [etre|be] [definitivement] ferme|clos|cloture|closed",
    "banque|bank a change",
    f"dorenavant|now on ~ {_ACCOUNT}",
)
ACCOUNT = (
    _ACCOUNT,
    "compte bancaire",
    # merci d'utiliser désormais ce compte
    "utiliser|utilisez|regler|reglez|payer|payez|virer|verser|virement|virements|reglements|paiements ~ compte|account",
)
BANK_NOT_CHANGED = (
    "pas|aucun+|no|not|sans|jamais|rien|nothing ~ change|changement|nouveau|changed|changes|modifie|modification",
    "inchange*|unchanged",
    "toujours|encore|reste|still valable|valables|valide|valides|actif|bon|bonne|valid|active",
    "toujours ~ meme|memes",
    "meme|memes|same rib|iban|compte|coordonnees|banque|bank|account",
    "aucun changement",
    "no|any new bank|account|iban|details",
    # ne payez sur aucun autre compte
    "pas|aucun|aucune|nul|no|any [d|de|sur|un] autre|other|another [bank] compte|rib|iban|account"
    " !que|qu|than|but|except",
    "rib|iban|banque|coordonnees|details ~ identique|identiques|inchange*|same|unchanged",
    "besoin|faut|voulez|avez|votre|vos ~ rib|iban",
    "locataire|proprietaire|client|tenant|landlord ~ change|changed",
)
_NAMED = "titulaire|intitule|nom|name|holder|beneficiaire|beneficiary|payee|siret|siren|adresse|address|gerant"
_ON_IT = "[du|de|sur|of|on|for] [ce|le|the|this|our|notre|mon] [compte|rib|iban|account]"
NAME_KEPT = (
    # le titulaire n'a pas changé
    f"{_NAMED} {_ON_IT} [a|has|have|is|did|does|will] [change|changes|bouge|varie] pas|not [change|changed|changes"
    "|changing|bouge|varie] !change|changed|changes|changing|de|d|of|its|our",
    f"{_NAMED} {_ON_IT} [est|is|reste|remains|stays] [toujours|still|strictement|exactly|le|la|the] meme|same"
    "|inchange*|unchanged|identique*",
    f"pas|not|jamais|never change|changed|changing [de|d|its|our|the] [account] {_NAMED}",
    f"meme|same [account] {_NAMED}",
    f"meme|same compte|account {_NAMED}",
)
"""Whose account it is stays: nothing of whether the account does."""
OF_AN_ACCOUNT = ("rib|iban|bic|compte*|account*|banque|bank|bancaire*|coordonnees|details|domiciliation",)
ALSO_CHANGED = (
    # l'adresse n'a pas changé, le RIB si
    f"^ [mais|but|only|juste|seul|seulement] [le|notre|mon|nos|our|the|my] {_ACCOUNT_NUMBER}|coordonnees|details"
    " [bancaire|bancaires|number] si|oui|has|have|did $",
)
ANOTHER_ACCOUNT = (
    "nouveau|nouvel|nouvelle|nouvelles|nouveaux|autre|autres|new|another|different [bank|bancaire] rib|iban|compte"
    "|account|coordonnees|details",
)
"""In so many words, even beside an account that is said to stay."""
KEPT_BANK = (
    # notre IBAN ne change pas
    "rib|iban|compte|numero|coordonnees [bancaire|bancaires] change|changent|changera|changeront|bouge|bougent|varie"
    " pas|jamais|aucunement $|du|et|bien|pour",
    "rib|iban|account|number is|are|will not changing|change $",
)
"""Said of the account itself: the name of a bank may stay beside a new account."""
ACCOUNT_NUMBER = (f"{_ACCOUNT_NUMBER}|coordonnees|details|numero|number",)
USUAL_ACCOUNT = (
    # merci de régler désormais sur notre compte habituel
    "sur|par|via [notre|nos|mon|le|les] compte|rib|iban|coordonnees [bancaire|bancaires] habituel*|usuel*",
    "to|into|on [our|my|the] usual|same account|iban|details",
)
NOT_THE_USUAL = frozenset(
    words(
        "plus pas not no jamais never ferme fermee closed cloture longer nouveau nouvel nouvelle new autre other"
        " another ancien old remplace instead"
    )
)
NOT_YET = (
    "va|vais|allons|prochainement|bientot|vont|will|going|soon|comptons|envisage|pensons|enverrai|enverrons|suivra"
    "|suit|transmettrai|communiquerai",
    "a venir|suivre $",
    "enverra|enverront|transmettra|transmettrons|communiquera|communiquerons|parviendra|recevrez",
    "si|if",
    # le locataire m'a donné un RIB
    "locataire|client|cliente|proprietaire|gardien|gardienne|voisin|voisine m|nous a",
)
"""Will change, and has not."""

NOT_A_PRICE = (
    "plafond|limite|seuil|threshold|capital|franchise|loyer|caution|depasse*|superieur*|inferieur*",
    "votre budget",
    "au dessus|dessous",
    "impaye*|attend*|doit|devez|devait|reglement|virement|paiement|recu|paye|paid|unpaid|owed|owe|solde|outstanding",
    "amende|prune|pv|stationnement|parking|peage|horodateur|fine|ticket",
    "relance|relancer|relancons|chasing|reminder",
    "sans|no reponse|retour|nouvelle*|answer|reply|news",
    "remise|rabais|avance|acompte ~ de",
    "pression|bar|bars|degres|litres|kw|mm|cm|metres",
    "derniere|last fois|time",
    "valeur|vaut|assurance ~ garantit|couvre",
)

NOT_ENOUGH = (
    # 150 max ça couvre même pas le déplacement
    "couvre|couvrira|couvrent|couvriront|suffit|suffira|suffiront|paie|paiera [meme|deja] pas|plus|jamais|a|juste"
    " !votre|vos",
    "va|ira|irait|fera|passe|passera|rentre|tient [meme] pas|plus",
    "pas|jamais suffisant|assez",
    "trop court|serre",
    "not enough",
    "will|does not cover|do",
)
"""Said of a sum that is the ceiling: it is too low."""

FRAUD = (
    "fraude*|arnaque*|usurp*|phishing|hameconnage|pirat*|scam|fraud|beware|hacked|faux|fake",
    "fait|faire|font passer pour",
    "mefie|mefiez|mefiance|wary [vous|toi] de|d|of",
    "pas ~ tenir compte",
    "locataire|tenant|client ~ rib|iban|bank",
    "enverrai|transmettrai|prochain|prochaine|bientot ~ rib|iban",
    "change de banque ~ prochain|bientot",
    "someone|somebody ~ pretending|claiming",
    "asking you",
)
"""A warning of other people's bank details, or what is still to come: the opposite of a change."""
AFTER_A_FRAUD = (
    "suite|apres|depuis|cause|victime|victimes|following|after|since|due|because [a|au|aux|de|d|to|of]"
    " [un|une|la|l|les|des|a|an|the] [tentative|tentatives|attempted|attempt|recent] [de|d|of] fraude|fraudes|arnaque"
    "|usurpation|piratage|phishing|fraud|scam|hack|hacking",
)
"""Why there is another account, and no warning of it."""
