"""The words around a sum of money: what makes a figure a price, and what makes it anything but. Folded.

Every table is matched as whole words; a line of it is the phrase itself, beside the mail that it comes from.
"""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

CURRENCIES = (
    "€",  # « 85 € »
    "euros", "euro",  # « 85 euros »
    "eur",  # « 85 EUR »
    "eurs", "euos", "euors", "eruos", "eruo", "euor", "uros", "€uros", "€uro",  # typed on a telephone, gloves on
    "balles",  # « 85 balles »
    "boules",  # « 85 boules »
    "roros",  # « 85 roros »
    "quid",  # "85 quid"
    "bucks",  # "85 bucks"
    "£",  # "£85", from somebody who lives in France and pays in euros
    "e",  # « 85e », « 85 e ttc »
)  # fmt: skip

TAX_INCLUDED = (
    "ttc",  # « 85 € ttc »
    "t.t.c.", "t.t.c",  # « 85 € T.T.C. »
    "ttc.",
    "tcc", "ttcc",  # « 85€ tcc »
    "toutes taxes comprises",  # « 85 € toutes taxes comprises »
    "toutes taxes", "taxes comprises", "taxes incluses", "taxe comprise", "taxe incluse",
    "tva comprise", "tva incluse", "tva inclus", "tva compris", "avec tva", "avec la tva",  # « 528 € TVA comprise »
    "tout compris", "tout inclus",  # « 85 € tout compris »
    "net a payer",  # « Net à payer : 528,00 € »
    "net a regler", "a payer ttc", "reste a payer",
    "incl. tax", "incl tax", "incl. vat", "incl vat", "inc vat", "inc. vat", "inc tax", "inc. tax",  # "€85 incl. tax"
    "including tax", "including vat", "tax included", "vat included", "tax incl", "vat incl", "with vat", "with tax",
    "all taxes included", "all included", "all inclusive", "all in",  # "85 euros all in"
    "amount due", "total due", "balance due",  # "Amount due €528.00"
)  # fmt: skip

TAX_EXCLUDED = (
    "ht",  # « 480 € HT »
    "h.t.", "h.t", "ht.",  # « 480,00 H.T. »
    "hors taxes", "hors taxe", "hors tva", "hors tax", "horstaxe",  # « 480 € hors taxes »
    "sans tva", "sans la tva", "avant tva", "avant taxes",
    "+ tva", "+tva", "plus tva", "plus la tva",  # « 480 € + TVA »
    "excl. tax", "excl tax", "excl. vat", "excl vat", "ex vat", "ex. vat", "ex tax",  # "480 excl. VAT"
    "excluding tax", "excluding vat", "before tax", "before vat", "net of tax", "net of vat", "without vat",
    "+ vat", "+vat", "plus vat", "plus tax", "+ tax",  # "480 plus VAT"
)  # fmt: skip

PRICE_WORDS = (
    "prix", "tarif", "tarifs", "cout", "coute", "couter", "coutera", "couterait", "montant", "somme",  # « prix : 85 »
    "total", "en tout", "au total", "sous-total",  # « total 85 »
    "facture", "facturons", "facturer", "facturerai", "facturerons", "fact",  # « je facture le déplacement 45 »
    "devis", "devi", "chiffrage", "estimation", "estime", "forfait", "forfaitaire", "proposition",  # « devis 528 »
    "budget", "plafond", "depense", "enveloppe", "payer", "paye", "payes", "payez", "regler", "rembourser",
    "compter", "comptez", "comptons", "reviendra", "reviendrait", "revient", "cher", "chere", "moins cher",
    "deplacement", "main d'oeuvre", "mo", "fournitures", "remise", "ristourne", "acompte", "soit",  # « soit 528 »
    "price", "prices", "priced", "cost", "costs", "charge", "charges", "quote", "quoted", "quotation", "estimate",
    "fee", "fees", "invoice", "invoiced", "bill", "amount", "pay", "expensive", "cheaper", "labour", "callout",
)  # fmt: skip
"""Close to a bare figure, they say that it is money: « 528 c'est cher », "the quote is 528"."""

ROUGH_BEFORE = (
    "env", "env.", "environ", "a peu pres", "approximativement", "approx", "approx.", "grosso modo",  # « env. 300 »
    "dans les", "autour de", "autour des", "alentours de", "alentours des", "aux environs de", "vers les",
    "a vue de nez", "a vue d'oeil", "a la louche", "au pif", "au doigt mouille",  # « à vue de nez 300 »
    "de l'ordre de", "de l'ordre des", "plus ou moins", "pas loin de", "pas loin des", "presque", "quasiment",
    "estime a", "estimation", "estimatif", "estimee a", "j'estime", "fourchette", "une fourchette de", "je dirais",
    "a partir de", "au moins", "minimum", "au minimum", "mini", "plus de", "pas moins de",  # « à partir de 300 € »
    "probablement", "sans doute", "peut-etre", "peut etre", "normalement",
    "about", "around", "roughly", "approximately", "circa", "ballpark", "some", "nearly", "almost",  # "about 300"
    "in the region of", "starting at", "starting from", "at least", "estimated at", "maybe", "probably", "more than",
    "~", "≈", "±", "+/-", "+-", "=~",  # « ~300 »
)  # fmt: skip

ROUGH_AFTER = (
    "environ", "env", "env.", "a peu pres", "approx", "approx.", "approximativement", "grosso modo",  # « 300 environ »
    "a vue de nez", "a la louche", "au pif", "a la grosse", "plus ou moins", "minimum", "au minimum", "mini",
    "et quelques", "et des poussieres", "et plus", "ou plus", "ou un peu plus", "ou dans ces eaux la", "a confirmer",
    "a affiner", "a preciser", "sous reserve", "par la", "or so", "or thereabouts", "give or take", "ish", "roughly",
    "approximately", "more or less", "+/-", "to be confirmed", "tbc",
)  # fmt: skip

CEILING_BEFORE = (
    "cap it at", "cap that at", "keep it under", "keep it below", "keep it to",
    "moins de", "moins que", "moins cher que",  # « OK si moins de 450 »
    "en dessous de", "en-dessous de", "au dessous de", "au-dessous de", "en dessous des", "en-dessous des",
    "dessous de",
    "sous", "sous les", "sous la barre des", "sous la barre de",  # « le faire descendre sous 450 »
    "inferieur a", "inferieure a", "inferieurs a",
    "plafond", "plafond de", "plafond a", "plafonne a", "plafonnee a", "plafonner a", "plafonnez a", "mon plafond est",
    "plafond fixe a", "plafond est de", "plafond autorise",  # « OS à Durand, plafond 200 »
    "jusqu'a", "jusqua", "jusque", "jusqu a", "jusqu'aux", "jusqu'a hauteur de", "a hauteur de", "a concurrence de",
    "max", "max.", "maxi", "maximum", "maximum de", "max de", "maxi de", "au maximum", "au max", "grand max",
    "montant max", "budget max", "budget maxi", "budget maximum", "budget", "budget de", "enveloppe de",
    "pas plus de", "pas plus que", "pas plus cher que", "au plus", "tout au plus", "pas au dessus de",
    "pas au-dessus de", "pas au dela de", "pas au-dela de",
    "ne depasse pas", "ne depasse pas les", "ne pas depasser", "sans depasser", "depasse pas", "depassez pas",
    "depasser", "depasse", "ne depassent pas", "ne depassant pas", "depasserait pas", "n'excede pas", "n'excedant pas",
    "excede pas", "sans exceder",
    "limite de", "limite a", "la limite des", "dans la limite de", "dans une limite de", "limitez a", "limiter a",
    "limitee a", "sans aller au dela de", "au dela de", "au-dela de", "a partir du moment ou c'est sous",
    "descendez a", "descendre a", "descend a", "descendent a", "descendais a", "baissez a", "baisser a", "baisse a",
    "ramenez a", "ramener a", "ramene a", "revenir a", "negociez a", "negocier a", "tombe a", "tomber a",
    "up to", "under", "below", "less than", "lower than", "no more than", "not more than", "not over", "not above",
    "not exceed", "not exceeding", "doesn't exceed", "does not exceed", "capped at", "cap of", "cap at", "cap",
    "max of", "maximum of", "limit", "limit of", "limited to", "at most", "within", "down to", "bring it down to",
    "anything over", "anything above", "budget of", "ceiling of", "ceiling",  # "up to 300 is fine"
    "<", "<=", "≤",  # « OK si < 450 »
)  # fmt: skip

CEILING_AFTER = (
    "max", "maxi", "maximum", "max.", "grand max", "au max", "au maximum", "au plus", "tout au plus",  # « 300 max »
    "pas plus", "et pas plus", "ou moins", "et pas un euro de plus", "pas un euro de plus",
    "tout compris, pas un euro de plus",
    "tout compris et pas un euro de plus", "pas un centime de plus", "et pas un centime de plus",
    "de plafond", "plafond", "grand maximum",
    "at most", "tops", "top", "or less", "and no more", "no more", "ceiling",  # "300 tops"
)  # fmt: skip

NOT_A_CEILING = (
    "pas moins de", "pas en dessous de", "pas sous", "no less than", "not less than", "not under",
    "peux descendre a", "peut descendre a", "pouvons descendre a", "peux baisser a", "can go down to",
)  # fmt: skip
"""« pas moins de 450 » is a floor, « je peux descendre à 450 » an offer."""

PARTS = (
    "dont", "acompte", "arrhes", "acompte de", "deplacement", "main d'oeuvre", "main doeuvre", "mo", "m.o.",
    "fourniture", "fournitures", "pieces", "remise", "ristourne", "rabais", "caution", "franchise", "avoir",
    "reduction",
    "deja regle", "deja verse", "aide", "subvention", "ecotaxe", "eco-participation", "frais de dossier", "livraison",
    "labour", "labor", "parts", "callout", "call-out", "deposit", "discount", "travel", "delivery", "taux horaire",
    "prix unitaire", "p.u.", "pu", "unit price", "sous-total", "subtotal",
)  # fmt: skip
"""« dont main d'œuvre 200 », « acompte 150 € »: a part of a quote, or something beside it."""

PART_AFTER = (
    "de l'heure", "l'heure", "/h", "/ h", "/heure", "par heure", "an hour", "per hour", "/m2", "/ m2", "le m2",
    "par mois", "/mois", "l'unite", "piece", "per month", "de main d'oeuvre", "de mo", "de fournitures",
    "de deplacement", "d'acompte", "de remise", "de pieces", "for parts", "for labour", "deposit", "off", "chacun",
    "each", "le metre", "/ml", "le ml", "de plus", "de moins", "en plus", "en moins",
)  # fmt: skip
"""« 45 € de l'heure », « 200 de main d'œuvre »."""

TOTALS = (
    "total", "totale", "au total", "en tout", "le tout", "total general", "total ttc", "total ht", "montant total",
    "total a payer", "net a payer", "net a regler", "grand total", "total due", "amount due", "soit un total de",
)  # fmt: skip
"""« joint 30 €, main d'œuvre 55 €, total 85 € »: the total is the price."""

OPTION_NOUNS = words(
    "option options opt devis solution choix variante formule proposition offre quote scenario version possibilite"
    " choice offer alternative devi"
)  # « option A : 320 €, option B : 410 € »

ORDINALS = {
    "premier": "1",  # « le premier à 320, le second à 410 »
    "premiere": "1",
    "1er": "1",
    "1ere": "1",
    "deuxieme": "2",
    "second": "2",
    "seconde": "2",
    "2eme": "2",
    "2e": "2",
    "2nd": "2",
    "troisieme": "3",
    "3eme": "3",
    "3e": "3",
    "first": "1",  # "the first one at 320"
    "1st": "1",
    "third": "3",
    "3rd": "3",
}

NUMBER_BEFORE = (
    "n°", "no.", "num", "numero", "nr", "nº", "code", "digicode", "badge", "porte", "appt", "appartement", "apt",
    "appart", "lot", "bat", "bat.", "batiment", "bt", "immeuble", "etage", "dossier", "ref", "ref.", "reference",
    "contrat", "police", "photo", "photos", "page", "ligne", "chambre", "article", "art", "art.", "tel", "tel.",
    "telephone", "portable", "fax", "poste", "siret", "siren", "rcs", "ape", "naf", "cs", "bp", "cedex", "interphone",
    "parking", "cave", "box", "compteur", "modele", "serie", "signalement", "ticket", "commande", "client", "matricule",
    "pin", "question", "point", "section", "chapitre", "departement", "version", "thermostat", "pression", "classe",
    "ral", "norme", "escalier", "hall", "room", "flat", "door", "unit", "floor", "number", "phone", "gate", "key",
)  # fmt: skip
"""Just before a bare figure, they say that it is the number of something: « porte 12 », « code 4512 »."""

DAY_BEFORE = (
    "le", "au", "du", "aux", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lun", "lun.", "mar", "mar.", "mer", "mer.", "jeu", "jeu.", "ven", "ven.", "sam", "sam.", "dim", "dim.",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "the", "on", "at", "by", "from", "until", "till", "a", "vers", "des", "avant", "apres", "depuis",
    "jusqu'a", "jusqu'au", "jusque", "avant le", "pour le", "toutes les", "tous les", "every",
    "il fait", "il faisait", "it is", "it's", "only",
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
"""Just before a bare figure of at most 31, they say that it is a day or an hour: « mardi 24 », « vers 14 »."""

AFTER_A_PRICE = words(
    "pour pr par si c'est cest c ca cela et ou mais ok d'accord ht ttc net nets tout compris comprise max maxi"
    " maximum"
    " env env. environ en avec sans hors au dans le la les l'un l'une svp stp merci cdt cordialement soit voire selon"
    " comme vous je on il elle nous plus moins a est ce cette etait sera serait me m'a m'avez m'ont s'il dont tva"
    " trop"
    " cher chere quand donc car parce puis alors sinon apres avant aujourd'hui demain garanti garantie minimum mini"
    " pas"
    " grand peu bien non oui no je j'ai qui que quoi voila d'apres tarif prix facture devis ferme fermes forfait"
    " forfaitaire payable inclus incluant de d' du des contre via d'ici sur sous entre as maximal au-dela"
    " deplacement main fourniture fournitures fourni pose posee piece pieces"
    " for and or but if it's its is was all too the in with without including incl incl. excl excl. per on please"
    " thanks this that seems sounds would will you i we to at tops so yes"
)
"""What may stand after a bare figure that is a price. Any other word is the thing counted: « 24 robinets »."""

NUMBER_WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
    "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
    "octante": 80, "nonante": 90, "cent": 100, "cents": 100, "mille": 1000,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
"""« deux cents euros »: read only before the name of the currency."""

ROUND_NUMBERS = {
    "dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50,
    "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
"""« une centaine d'euros »: always rough."""
