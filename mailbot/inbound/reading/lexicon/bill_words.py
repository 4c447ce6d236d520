"""How a manager decides on a bill in a few words: « ok pour la facture », « bon à payer », "don't pay the invoice"."""

PAYS = (
    "bon|bonne|ok|prete|okay|good a|to payer|regler|pay",
    "ok|bon|accord|d'accord|valide|validez|valider|approuve|approuvez|approuver|vu pour|la|cette|sa|leur|l [la|cette"
    "|sa|leur|l] facture|fact",
    "facture|fact [de|du|d] [durand|plombier|l] ~ ok|bonne|validee|valide|conforme|approuvee|acceptee",
    "payez|paye|paie|payer|regle|reglez|regler|honorez [pas|rien] [de] la|cette|sa|leur facture|fact",
    "approve|approved|pay|settle [the|this|his|their] invoice|bill",
    "invoice|bill ~ ok|okay|approved|fine|good",
)
REFUSES = (
    "refuse|refusez|refuser|conteste|contestez|contester|bloque|bloquez|bloquer|rejette|rejetez [la|cette|sa|leur]"
    " facture|fact",
    "facture|fact ~ refusee|contestee|rejetee|bloquee",
    "reject|refuse|dispute|hold [the|this|his|their] invoice|bill",
)
DENIED = frozenset(("pas", "plus", "jamais", "not", "never", "aucun", "aucune"))
OF_A_BILL = frozenset(("facture", "fact", "invoice", "bill", "payer", "regler", "pay"))
