"""The words by which a document is known, and by which its figures are found. Folded: lower case, no accents.

Beside each line, a document that shows it. A paper is known by its title: « selon devis n° 12 » inside an invoice is
no title.
"""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

QUOTE_TITLES = (
    "devis",  # Devis n° D2026-311
    "devis estimatif",
    "proposition commerciale",
    "proposition de prix",
    "offre de prix",
    "offre commerciale",
    "facture proforma",  # a price before the order, whatever its name
    "facture pro forma",
    "facture pro-forma",
    "proforma",
    "quotation",  # Quotation No. 311
    "quote",
    "estimate",
    "pro forma invoice",
    "proforma invoice",
)
INVOICE_TITLES = (
    "facture",  # Facture n° F2026-118
    "facture d'acompte",
    "facture de solde",
    "facture acquittee",
    "note d'honoraires",
    "invoice",  # Invoice No. 118
    "tax invoice",
)
CREDIT_TITLES = (
    "avoir",  # Avoir n° A2026-03
    "facture d'avoir",
    "note de credit",
    "credit note",
)
BANK_TITLES = (
    "releve d'identite bancaire",  # RELEVÉ D'IDENTITÉ BANCAIRE
    "releve d identite bancaire",
    "rib",
    "rib / iban",
    "rib iban",
    "identite bancaire",
    "coordonnees bancaires",
    "bank details",
    "bank account details",
    "international bank account number",
)
REPORT_TITLES = (
    "rapport d'intervention",
    "rapport de visite",
    "rapport d'expertise",
    "rapport technique",
    "bon d'intervention",
    "fiche d'intervention",
    "compte rendu d'intervention",
    "compte-rendu d'intervention",
    "bon d'attachement",
    "attachement de travaux",
    "bon de travail",
    "feuille de travail",
    "attestation d'entretien",
    "certificat de ramonage",
    "service report",
    "work report",
    "work sheet",
    "job sheet",
    "intervention report",
)
OTHER_TITLES = (
    "ordre de service",  # ORDRE DE SERVICE OS-2026-0187, ours, sent back
    "demande de devis",  # DEMANDE DE DEVIS DEV-2026-0091
    "bon de commande",
    "bon de livraison",
    "conditions generales",
    "purchase order",
    "attestation d'assurance",
    "attestation de vigilance",
    "attestation",
    "extrait kbis",
    "bail",
    "constat amiable",
)

NO_TITLE_AFTER = (
    "a adresser", "a libeller", "a etablir", "a envoyer", "a l'attention", "a payer", "adressee", "gratuit", "valable",
    "recu", "accepte", "attendu", "signe", "bon pour accord", "a nous retourner", "de reference", "precedent", "suit",
    "to be", "valid", "accepted", "sera", "payable", "emise par un",
)  # fmt: skip
"""« Facture à libeller à : … », « Devis valable deux mois »: a line about a paper, not its title."""

REFERENCE_BEFORE = (
    "selon", "suivant", "suite a", "suite au", "ref", "ref.", "reference", "votre", "notre", "vos", "nos",
    "conforme au", "conformement au", "objet", "d'apres", "voir", "sur", "du", "de la", "rappeler", "d'acompte",
    "as per", "per", "see", "your", "our", "ref:", "accepted", "relative au", "concernant", "de", "le", "la", "d'",
    "ce", "cette", "present", "demande de",
)  # fmt: skip
"""« selon devis n° 12 », « votre devis »: the paper that this one speaks of."""

FILE_NAME_WORDS = {
    "quote": words("devis devi quote quotation estimate proforma chiffrage proposition offre dev"),  # devis_petit.pdf
    "invoice": words("facture factures fact fac fa invoice inv honoraires"),  # FAC-2026-118.pdf
    "credit_note": words("avoir creditnote"),
    "bank_details": words("rib iban bic"),  # RIB Durand.pdf
    "report": words("rapport intervention attachement cr"),
}

TOTAL_EXCLUDED = (
    "total ht", "total h.t.", "total h.t", "total net ht", "total general ht", "montant ht", "montant total ht",
    "montant h.t.", "sous-total ht", "sous total ht", "total hors taxes", "total hors taxe", "montant hors taxes",
    "total hors tva", "net ht", "base ht", "total travaux ht", "prix total ht", "ht",
    "subtotal", "sub-total", "total excl. vat", "total excl vat", "total excl. tax", "total excluding vat",
    "total excluding tax", "net total", "total before tax", "total net",
)  # fmt: skip
TOTAL_TAX = (
    "total tva", "montant tva", "montant de la tva", "montant total tva", "tva", "t.v.a.", "t.v.a", "total t.v.a.",
    "dont tva", "vat", "total vat", "vat amount", "tax", "total tax",
)  # fmt: skip
TOTAL_INCLUDED = (
    "total ttc", "total t.t.c.", "total t.t.c", "montant ttc", "montant total ttc", "montant t.t.c.", "prix ttc",
    "total general ttc", "total toutes taxes comprises", "prix total ttc", "total travaux ttc", "total general", "ttc",
    "total incl. vat", "total incl vat", "total incl. tax", "total including vat", "total including tax", "grand total",
    "total inc vat", "total (ttc)", "total net ttc",
)  # fmt: skip
TO_PAY = (
    "net a payer", "net a payer ttc", "total a payer", "montant a payer", "montant a regler", "net a regler",
    "somme a payer", "total du", "montant du", "solde a payer", "reste a payer", "amount due", "total due",
    "balance due", "total payable", "total",
)  # fmt: skip
"""Read when no total with tax is printed: an advance may have been taken off."""

NOT_SUBJECT_TO_TAX = (
    "tva non applicable",  # TVA non applicable, art. 293 B du CGI: the sum without tax is the sum to pay
    "293 b",
    "293b",
    "franchise en base",
    "vat not applicable",
)

DATE_BEFORE = (
    "date", "date :", "date de facture", "date de la facture", "date facture", "date d'emission", "date du devis",
    "date de devis", "date devis", "emis le", "emise le", "etabli le", "etablie le", "fait le", "facture du",
    "devis du",
    "en date du", "date de facturation", "invoice date", "date of issue", "issued", "issued on", "issue date", "dated",
    "quote date",
)  # fmt: skip
NOT_THE_DATE = (
    "echeance", "valable", "valide", "validite", "jusqu'au", "intervention", "travaux", "due", "livraison", "limite",
    "reglement", "paiement", "avant le", "realise", "execution", "expire", "expiry", "until", "visite", "prestation",
    "selon", "passage", "commande", "decret", "loi", "arrete", "assurance",
)  # fmt: skip
"""« à régler avant le 20/12/2026 » is not the day on which the paper was made."""

MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "decembre": 12, "janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12, "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
    "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3,
    "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
}  # fmt: skip

IBAN_LENGTHS = {
    "FR": 27, "MC": 27, "DE": 22, "BE": 16, "LU": 20, "ES": 24, "IT": 27, "PT": 25, "NL": 18, "GB": 22, "IE": 22,
    "CH": 21, "LI": 21, "AT": 20, "PL": 28, "LT": 20, "LV": 21, "EE": 20, "FI": 18, "SE": 24, "DK": 18, "NO": 15,
    "CZ": 24, "SK": 24, "SI": 19, "HR": 21, "HU": 28, "RO": 24, "BG": 22, "GR": 27, "CY": 28, "MT": 31, "SM": 27,
    "AD": 24, "IS": 26,
}  # fmt: skip
"""The registry of SWIFT, for the countries of the single euro payments area."""

INVOICE_FILES = frozenset(
    {
        "factur-x.xml",  # Factur-X 1.0, section 6.2.2
        "zugferd-invoice.xml",  # ZUGFeRD 1.0 and 2.0
        "xrechnung.xml",  # ZUGFeRD 2.1, profile XRECHNUNG
    }
)

INVOICE_FIELDS: dict[tuple[str, str], str] = {
    ("ExchangedDocument", "ID"): "number",  # Cross Industry Invoice D16B, BT-1
    ("HeaderExchangedDocument", "ID"): "number",  # ZUGFeRD 1.0
    ("ExchangedDocument", "TypeCode"): "type",  # BT-3
    ("HeaderExchangedDocument", "TypeCode"): "type",
    ("IssueDateTime", "DateTimeString"): "issued",  # BT-2
    ("SpecifiedTradeSettlementHeaderMonetarySummation", "TaxBasisTotalAmount"): "excl_tax",  # BT-109
    ("SpecifiedTradeSettlementMonetarySummation", "TaxBasisTotalAmount"): "excl_tax",
    ("SpecifiedTradeSettlementHeaderMonetarySummation", "TaxTotalAmount"): "vat",  # BT-110
    ("SpecifiedTradeSettlementMonetarySummation", "TaxTotalAmount"): "vat",
    ("SpecifiedTradeSettlementHeaderMonetarySummation", "GrandTotalAmount"): "incl_tax",  # BT-112
    ("SpecifiedTradeSettlementMonetarySummation", "GrandTotalAmount"): "incl_tax",
    ("PayeePartyCreditorFinancialAccount", "IBANID"): "iban",  # BT-84
    ("BuyerOrderReferencedDocument", "IssuerAssignedID"): "order",  # BT-13
    ("Invoice", "ID"): "number",  # UBL 2.1, the other syntax of XRechnung
    ("Invoice", "IssueDate"): "issued",
    ("Invoice", "InvoiceTypeCode"): "type",
    ("LegalMonetaryTotal", "TaxExclusiveAmount"): "excl_tax",
    ("TaxTotal", "TaxAmount"): "vat",
    ("LegalMonetaryTotal", "TaxInclusiveAmount"): "incl_tax",
    ("PayeeFinancialAccount", "ID"): "iban",
    ("OrderReference", "ID"): "order",
}
"""The element and the one that holds it, with what it says here."""

CREDIT_TYPES = frozenset({"381", "261", "262", "296", "308", "396", "420", "458", "502", "503", "532", "83"})
"""UNTDID 1001: credit notes."""
