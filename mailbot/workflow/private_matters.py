"""What companies and landlords do not read of a tenant's words: health, children, job, money, origin, faith, family,
and when nobody is at home (WORK_ORDER_PDF, 6.2)."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from mailbot.workflow.marks import mark as mark_of
from mailbot.workflow.withholding import sentences, with_marks


def kept_private(words: str, language: str) -> str:
    """The words without the sentences that say such a thing: a mark stands for each run of them. Of one that tells of a
    danger too, the danger stays. Every other sentence stays as it was written."""
    found = sentences(words)
    held = [bool(_said(words[start:end])) for start, end, _ in found]
    left = with_marks(words, found, held, language)
    dangers = [danger for (start, end, _), is_held in zip(found, held, strict=True) if is_held
               for danger in _dangers(words[start:end])]  # fmt: skip
    if not dangers:
        return left
    mark = mark_of("withheld", language)
    return left.replace(mark, f"{mark} ({', '.join(dict.fromkeys(dangers))})", 1)


def _said(sentence: str) -> list[str]:
    plain = _NOBODY.sub(lambda run: "\N{NULL}" * len(run[0]), sentence)
    kinds = [kind for kind, pattern in _PATTERNS.items() if pattern.search(plain)]
    return kinds or ([_OF_SOMEBODY] if _IS_OF_SOMEBODY.search(plain) and not _NEEDED.search(plain) else [])


def _dangers(sentence: str) -> list[str]:
    """The part of the sentence that tells of a danger: nobody who comes may be without it."""
    return [found[0].strip() for found in _DANGER.finditer(sentence)]


# -- The tables -------------------------------------------------------------------------------------------------------

_PERSON = (
    r"(?:mari|femme|[eé]poux|[eé]pouse|conjointe?|compagn(?:on|e)|copine?|copain|ami[e]?|fils|filles?|m[eè]re|p[eè]re"
    r"|parents?|fr[eè]re|s(?:œ|oe)ur|grand-?(?:m[eè]re|p[eè]re)|tante|oncle|cousine?|beau-p[eè]re|belle-m[eè]re"
    r"|colocataire|husband|wife|partner|son|daughter|mother|father|mum|mom|dad|brother|sister|grand(?:mother|father)"
    r"|flatmate|roommate|boyfriend|girlfriend)"
)
_OWN = r"(?:mon|ma|mes|notre|nos|my|our)"
_ONE = (
    rf"(?:je suis|nous sommes|on est|suis|{_OWN}\s+(?:\w+\s)?{_PERSON}\s+(?:est|sont|is|are)|"
    rf"(?:il|elle)\s+est|i am|i['’]m|we are|we['’]re|(?:she|he)\s+is)"
)
_VERY = r"\s+(?:(?:tr[eè]s|un peu|assez|encore|aussi|toujours|une?|a|an|very|a bit|also|still)\s+)?"

# Words that speak of a thing or of a place, and of nobody: they are read past.
_NOBODY = re.compile(
    rf"""
    \bchambres?\ (?:d['’]enfants?|des\ (?:enfants|petits)|d[eu]\ b[eé]b[eé]|d[eu]\ (?:{_OWN}\ )?(?:fils|filles?)
        |de\ {_OWN}\ (?:fils|filles?))
  | \b(?:lits?|si[eè]ges?|barri[eè]re)\ (?:d['’]enfants?|b[eé]b[eé]|de\ b[eé]b[eé])
  | \b(?:children|kid|kids|baby|son|daughter)['’]?s?['’]?\ (?:bed)?room | \bnursery
  | \b(?:les\ )?enfants\ (?:de\ l['’]immeuble|du\ (?:quartier|voisin\w*|dessus|dessous)|
      de\ la\ r[eé]sidence|des\ voisins)
  | \b(?:rue|place|avenue|impasse|all[eé]e|passage|square|quai|arr[eê]t|m[eé]tro|station|parking)
        \ (?:de\ l['’]|de\ la\ |du\ |des\ )(?:[eé]coles?|h[oô]pital|clinique|[eé]glise|mosqu[eé]e|
            coll[eè]ge|travail|m[eé]decin)
  | \b(?:en\ face\ de|devant|derri[eè]re|[aà]\ c[oô]t[eé]\ de|pr[eè]s\ de|au\ coin\ de|le\ long\ de|contre)
        \ (?:l['’]|la\ |le\ )(?:[eé]cole|h[oô]pital|clinique|cr[eè]che|[eé]glise|mosqu[eé]e|synagogue|tribunal|CAF)
  | \b(?:opposite|behind|next\ to|near|beside)\ the\ (?:school|hospital|church|mosque|nursery|court)
  | \bcabinet\ (?:du\ )?m[eé]d\w+ | \bmaison\ m[eé]dicale
  | \bd[eé]pression\ (?:dans|de\ la|d['’]air|du)\b
  | \bin[eé]ligibles?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

_DEMONYM = (
    r"(?:ukrainien|marocain|alg[eé]rien|tunisien|portugais|roumain|syrien|afghan|s[eé]n[eé]galais|malien|turc|turque"
    r"|ivoirien|camerounais|congolais|chinois|italien|espagnol|polonais|bulgare|russe|alban[ao]is|kurde|irakien"
    r"|iranien|br[eé]silien|vietnamien|comorien|ha[iï]tien|anglais|allemand|[eé]tranger|[eé]trang[eè]re"
    r"|ukrainian|moroccan|algerian|tunisian|portuguese|romanian|syrian|senegalese|turkish|chinese|italian|spanish"
    r"|polish|bulgarian|russian|kurdish|iraqi|iranian|brazilian|foreigner)(?:ne|nes|e|es|s)?"
)
_WORK = (
    r"(?:infirmi[eè]re?|aide-soignante?|professeure?|prof|enseignante?|institut\w+|serveu\w+|"
    r"caissi[eè]re?|cuisini[eè]re?"
    r"|ma[cç]on|chauffeu\w+|avocate?|[eé]tudiante?|fonctionnaire|polici[eè]re?|gendarme|pompier|ing[eé]nieu\w*"
    r"|comptable|secr[eé]taire|vendeu\w+|m[eé]decin|retrait[eé]e?|ch[oô]meu\w+|intermittente?|int[eé]rimaire"
    r"|assistante? \w+|nurse|teacher|student|driver|waiter|waitress|retired|unemployed|self-employed)s?"
)

_TABLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "health": (
            r"enceintes?|grossesse|accouch\w+|chimio\w*|radioth\w+|cancers?|asthm\w+|allergi(?:e|es|"
            r"que|ques)|diab[eé]t\w+",
            r"hospitalis\w+|handicap\w*|invalid(?:e|it[eé])|alzheimer|parkinson|dialys\w+|"
            r"[eé]pilep\w+|s[eé]ropositi\w+",
            r"fauteuil roulant|d[eé]ambulateur|b[eé]quilles|covid|AVC|infarctus|r[eé]+[eé]ducation|"
            r"convalescen\w+|burn-?out",
            r"infirmi[eè]re?s?|psychiatre|psychologue|psy|chirurgien\w*|kin[eé](?:sith[eé]rapeute)?|"
            r"sage-femme|orthophoniste",
            r"(?:chez|voir) (?:le|mon|un|son) (?:m[eé]decin|docteur|dentiste|sp[eé]cialiste)|(?:mon|"
            r"son) m[eé]decin|rendez-vous m[eé]dical",
            r"(?:sor(?:s|t|tie?|tir)|rentre|revien[st]|reviens|retour) de (?:l['’]h[oô]pital|clinique|la clinique)",
            r"(?:[aà] l['’]h[oô]pital|[aà] la clinique|aux urgences|en maison de repos)",
            rf"{_ONE}{_VERY}(?:malades?|sourde?s?|aveugles?|malentendante?s?|malvoyante?s?|"
            rf"bless[eé]e?s?|fragiles?|sick|ill|deaf|blind)",
            rf"{_ONE}{_VERY}en arr[eê]t|arr[eê]t maladie|cong[eé] maladie|cong[eé] maternit[eé]|"
            rf"sick leave|maternity leave",
            r"(?:me|se) (?:fais|fait|faire|ferai|fera) op[eé]rer|(?:suis|est|[eé]t[eé]) op[eé]r[eé]e?|"
            r"sous oxyg[eè]ne|sous perfusion",
            r"(?:fais|fait|souffre d['’]|en|ma|sa|une|pleine) ?d[eé]pression|d[eé]pressi(?:f|ve)s?|"
            r"fi[eè]vre|m[eé]dicaments?",
            r"traitement (?:lourd|m[eé]dical|contre|pour (?:le|la|mon|ma))|maladies?|a la grippe|ai la grippe",
            r"pregnan\w+|(?:in|into|from|out of|to|at) (?:the )?hospital|wheelchair|"
            r"doctors?(?:['’]s?)?|surgery|chemo\w*",
            r"diabetes|diabetic|disab\w+|illness|fever|medication|nurses?|depress(?:ed|ion)|dialysis|stroke",
            r"(?:mon|son|le) c(?:œ|oe)ur|proth[eè]se|pacemaker|perd la (?:m[eé]moire|t[eê]te)|"
            r"heureux [eé]v[eé]nement|fausse couche",
            r"mal (?:au|aux|[aà] la|[aà] mon) (?:dos|dents|genoux?|jambes?|t[eê]te|ventre|hanches?|"
            r"[eé]paules?|bras|pieds?)",
            r"tousse\w*|vomi\w*|scanner|IRM|op[eé]ration (?:du|de la|de l['’]|des) (?:c(?:œ|oe)ur|"
            r"genoux?|hanche|dos|yeux|main|[eé]paule|cataracte)",
            r"ne (?:peux|peut|dois|doit) (?:pas|plus|rien) (?:marcher|me lever|me baisser|porter|"
            r"monter|soulever)|(?:ne |n['’])entends? (?:pas|plus) bien",
            r"soins? (?:[aà] domicile|palliatifs?)|aide [aà] domicile|aide-soignante?|"
            r"auxiliaire de vie|ambulance|pharmacie de garde|th[eé]rap\w+",
            r"dyslexi\w+|autis(?:te|tes|me|tic)|[aà] l['’]agonie|fin de vie|"
            r"ne marche plus (?:tr[eè]s )?bien seule?|a fait une chute|(?:ma|sa) tension|insulin\w+|"
            r"troubles?|hernie|arthros\w+|cardiaque|angoisses?|alcool\w+|panic|anxi(?:ety|ous|eux|"
            r"euse|[eé]t[eé])",
            r"(?:mon|ma|mes|son|sa) (?:traitement|op[eé]ration|sant[eé]|dos|genou|hanche|poumons?|vue|"
            r"audition|ordonnance|canne)",
            r"bronch\w+|pneumo\w+|leuc[eé]mie|scl[eé]rose|tumeur|rhumatism\w+|vertiges?|insomni\w+|"
            r"apn[eé]e|eczéma|gale|grippe",
            r"soignante?s?|soins|dentiste|radiologu?i?e?|cardiologue|canc[eé]rologue|maternit[eé]|"
            r"ehpad|maison de retraite|b[eé]quille",
            r"my (?:health|treatment|back|knee|hip|lungs?|eyesight|hearing|prescription|therapy)|"
            r"bronch\w+|tumou?r|sclerosis|migraines?",
            r"autistic|disorder|dizzy|insomnia|clinic|midwife|care home|hospice|hearing aid|crippled|injur(?:y|ed)",
            r"bad (?:back|heart|knee|leg|hip)|pacemaker|hip replacement|expecting (?:in|a)|"
            r"can(?:['’]t|not) (?:lift|walk|climb|hear)|cough\w*|crutches|therap\w+|carers?",
        ),
        "children": (
            r"b[eé]b[eé]s?|nourrissons?|nouveau-n[eé]e?s?|nounous?|baby-?sitters?|"
            r"assistante maternelle|garde altern[eé]e",
            rf"{_OWN} (?:\w+ )?(?:enfants?|fils|filles?|gar[cç]ons?|petits?|petites?|gamins?|gosses?|"
            rf"ados?)|jumeaux|jumelles|scolaris\w+",
            r"les (?:enfants|gamins|gosses)|les petits (?:rentr|dorm|dor|sont|ont|font|se |vont|"
            r"jou)\w*|petite? derni(?:er|[eè]re)",
            r"(?:deux|trois|quatre|cinq|[2-6]) (?:petits |jeunes )?enfants",
            r"(?:chercher|d[eé]pos\w+|emm[eè]n\w+|rentr\w+|sor\w+|vont|va|condui\w+|"
            r"accompagn\w+)[^.!?\n]{0,30}\b(?:[eé]cole|cr[eè]che|coll[eè]ge|lyc[eé]e|maternelle)",
            r"(?:[aà] la cr[eè]che|[aà] la maternelle)",
            r"bab(?:y|ies)|toddlers?|newborns?|nanny|nannies",
            r"(?:my|our|the|two|three|small|young) (?:\w+ )?(?:kids?|child|children|sons?|daughters?)",
            r"(?:from|to|at) school",
            r"(?:ma|mon|la|le|notre|sa) (?:gamine?|gosse|ado|petit bout|fillette|b[eé]b[eé])|"
            r"la petite (?:dort|tousse|est|a|pleure|ne|joue|rentre|fait|prend|mange)",
            r"(?:le petit|le grand|la grande|les gar[cç]ons|les filles) (?:dort|dorment|est chez|sont|"
            r"tousse|ont|rentre\w*|a ses|a son|passe|fait la|ne dort)|sieste",
            r"biberons?|couches|poussette|ma grossesse|mineure?s?|twins|triplets|stroller|babysitter|"
            r"cantine|vacances scolaires",
            r"the little ones?|pregnan\w+|kids|(?:de|[aà]) l['’][eé]cole (?:[aà]|avant|apr[eè]s|le|ce)",
        ),
        "job": (
            r"ch[oô]mage|t[eé]l[eé]travai\w+|employeu\w+|(?:au|mon|de mon|son) (?:travail|boulot|emploi|m[eé]tier)",
            r"(?:mon|ma|son|sa) (?:patronn?e?|chef|cheffe|salaire|paye?|entreprise)|salaires?|"
            r"entretien d['’]embauche|RSA|CDD|CDI|int[eé]rim",
            rf"(?:je|on|nous|{_OWN} {_PERSON})\s+(?:ne\s+)?(?:travaill\w+|bosse\w*)|{_ONE}{_VERY}{_WORK}",
            r"(?:de|mes|pas de|en) cong[eé]s|r[eé]union de travail|astreinte de nuit|licenci[eé]e?|licenciement",
            rf"(?:i|we|{_OWN} {_PERSON}) works?|my (?:job|boss|work|employer|salary|shift)|unemploy\w+|"
            rf"(?:at|from) work|night shifts?",
            r"(?:rentre|rentrons|sors|sortons|suis|pars|quitte|reviens|"
            r"finis) (?:[^.!?\n]{0,12} )?(?:du|au|le) (?:bureau|travail|boulot|chantier)|"
            r"[aà] l['’]usine|trois-huit|3x8",
            r"(?:cherche|trouv[eé]|perdu) (?:du|un|mon|de l['’]) ?(?:boulot|travail|emploi)|"
            r"ma bo[iî]te|SMIC|mon service|mes horaires|coll[eè]gues?|(?:en|mon) stage|(?:en|"
            r"ma) formation|examens?|partiels",
            r"fais des m[eé]nages|p[eé]riode d['’]essai|(?:prendre|poser|pose|prends) (?:un jour|"
            r"une journ[eé]e|ma journ[eé]e|des jours)|mi-temps|temps partiel",
            r"(?:je|il|elle|on) (?:fais|fait|suis|est) (?:du|de la|des|en|dans) (?:int[eé]rim|"
            r"m[eé]nages?|nuits?|astreinte|commerce|b[aâ]timent)",
            r"(?:mon|ma|son|sa|mes) (?:contrat|embauche|d[eé]mission|licenciement|magasin|cabinet|"
            r"atelier|client[eè]le|cours|classe|fac|universit[eé])",
            r"p[oô]le emploi|france travail|indemnit[eé]s?|retraite|pension|prud['’]hommes|"
            r"auto-?entrepreneu\w+|freelance",
            r"i(?:['’]m| am) (?:a|an|the) (?:\w+ )?(?:student|teacher|driver|cook|cleaner|nurse|"
            r"worker|clerk|lawyer)|job ?centre|my (?:contract|class|university|pension)",
            r"made redundant|laid off|my (?:colleagues?|manager|company)|at the office|interview|night duty|exams?",
        ),
        "debts": (
            r"(?:mois|retards?) de (?:loyers?|retard)|loyers? (?:de |en |du )?retard|"
            r"loyers? impay[eé]s?|impay[eé]s?|(?:payer|pay[eé]|paie|paye) (?:le|mon|notre) loyer",
            r"huissiers?|expulsion|expuls[eé]\w*|surendett\w+|(?:[aà]|mon) d[eé]couvert|dettes?|CAF|"
            r"APL|fauch[eé]e?s?|banque de france",
            r"(?:peux|peut|pouvons|pourrai|pouvais) pas (?:payer|avancer|me (?:le |la )?permettre)|"
            r"pas les moyens|fins? de mois difficiles?|probl[eè]mes? d['’]argent",
            r"(?:behind|late) (?:on|with) (?:my|our|the) rent|arrears|bailiffs?|(?:cannot|can['’]t|"
            r"can not) (?:afford|pay)|debts?|evict\w+|overdrawn",
            r"i(?:['’]m| am) broke",
            r"loyers? en retard|(?:bloqu[eé]|clos|ferm[eé]) mon compte|interdite? bancaire|"
            r"gal[eè]r\w+ (?:pour|[aà]) (?:finir|payer)|finir le mois|(?:plus|pas) d['’]argent|"
            r"sans (?:argent|ressources)",
            r"cr[eé]dit [aà] la consommation|pension alimentaire|aide sociale|assistante sociale|"
            r"minimum vieillesse|plan d['’]apurement|trop cher pour (?:moi|nous)|tout payer",
            r"(?:mon|mes|notre|nos) (?:compte|cr[eé]dits?|imp[oô]ts|dettes?|ch[eè]que|[eé]conomies|"
            r"revenus?|aides?|loyers?) (?:est|sont|n['’]|ne|a|ont|passe|en|d[eé]j[aà])",
            r"(?:paie|paye|payer|payons|r[eé]gle|r[eé]gler) (?:\w+ )?(?:loyer|en (?:deux|trois|"
            r"plusieurs) fois)|au SMIC|ATD|saisie|FSL|restos du c(?:œ|oe)ur",
            r"(?:housing|child|disability) benefits?|my (?:rent|bank|savings|loan|credit|taxes) (?:is|"
            r"are|has|was)|instal?ments",
            r"short of money|no money|late with the rent|benefits|social worker|owe (?:you |"
            r"the )?(?:rent|money)|food bank",
        ),
        "origin": (
            r"nationalit[eé]s?|nationalit(?:y|ies)|(?:titre|carte) de s[eé]jour|r[eé]fugi[eé]e?s?|"
            r"sans[- ]papiers|asile|clandestin\w*",
            rf"{_ONE}{_VERY}{_DEMONYM}|d['’]origine \w+",
            r"parl(?:e|ons|ent) (?:mal|peu|tr[eè]s peu|pas) (?:bien )?(?:le )?fran[cç]ais",
            r"(?:venons|viens|vient|arrivons|arrive|arriv[eé]s?) (?:juste )?d(?:e |['’]|"
            r"u )(?:[EÉ]rythr[eé]e|Syrie|Ukraine|Afghanistan|Mali|Maroc|S[eé]n[eé]gal|Soudan|Congo|"
            r"Guin[eé]e|Ha[iï]ti)",
            r"(?:suis|est|sommes) n[eé]e?s? (?:en|au|aux|[aà]) [\w-]+|i was born in|born in \w+",
            r"(?:mes|nos|leurs) papiers|naturalis\w+|pr[eé]fecture|demandeu\w+ d['’]asile|"
            r"from (?:Eritrea|Syria|Ukraine|Afghanistan|Sudan|Mali|Morocco|Somalia|Congo)|my papers",
            r"(?:viens|vient|venons|originaires?|arriv[eé]e?s?|famille) (?:du|de|d['’]|des|en|"
            r"au) ?(?:pays|[EÉ]thiopie|Cameroun|Alg[eé]rie|Tunisie|Portugal|Roumanie|Turquie|Chine|"
            r"Inde|Pakistan|Bangladesh|Ha[iï]ti|Br[eé]sil|Vietnam|Comores|C[oô]te d['’]Ivoire)",
            r"(?:ne |n['’])(?:parle|comprends|lis|lit|sais) (?:pas|que)(?: \w+)? (?:le |l['’]|"
            r"en )?(?:fran[cç]ais|anglais|arabe|turc|portugais|ukrainien)",
            r"residence permit|refugees?|asylum|immigrants?|immigr[eé]e?s?|mon visa|my visa",
        ),
        "faith": (
            r"ramadan|shabbat|chabbat|sabbath|carême|a[iï]d el|musulmane?s?|juifs?|juives?|"
            r"catholiques?|chr[eé]tiens?|protestante?s?",
            r"[aà] la (?:mosqu[eé]e|messe|synagogue|pri[eè]re)|[aà] l['’][eé]glise|au temple|"
            r"fais (?:ma|la) pri[eè]re",
            r"(?:go|goes|going|at|in|to) (?:to )?(?:the )?(?:church|mosque|synagogue|prayers?)|"
            r"muslims?|jewish|christians?",
            r"je[uû]n(?:e|ons|ent|er)|t[eé]moins? de j[eé]hovah|bouddhistes?|pri(?:e|ons) (?:[aà]|le)|"
            r"(?:mes|les|cinq) pri[eè]res|casher|halal|baptême|fasting|pray(?:s|ing)?|synagogue|"
            r"pasteur|imam|rabbin",
        ),
        "family": (
            r"divorc\w+|mon ex|s[eé]par[eé]e? de (?:mon|ma)|d[eé]c[eé]d[eé]e?s?|d[eé]c[eè]s|"
            r"enterrement|obs[eè]ques|deuil|tribunal",
            rf"{_OWN} {_PERSON} (?:est|vient de|was|has) (?:morte?s?|mourir|died)|"
            rf"{_OWN} {_PERSON} (?:died|passed away)",
            r"port[eé] plainte|harc[eè]l\w+|violences?|battue|(?:vis|vit|habite) seule?|"
            r"peur (?:le soir|la nuit|d['’]ouvrir|de lui|d['’]elle)",
            r"violence conjugale|battue?s? par|ordonnance de protection|assistante? familiale|"
            r"placement|foyer d['’]accueil|enceinte de|(?:mon|ma) (?:deuil|s[eé]paration|mariage|"
            r"rupture)",
            r"my (?:divorce|wedding|separation|funeral)|domestic violence|beats me|in jail|passed away|bereave\w+",
            r"en prison|in (?:jail|prison)|divorc\w+|funeral|(?:in|to) court|live alone|restraining order",
            rf"{_OWN} {_PERSON} (?:m['’]a quitt[eé]e?|a quitt[eé]|left (?:me|us))|m['’]a quitt[eé]e?|"
            rf"veufs?|veuves?|widow\w*|orphelin\w*|rupture|tutelle|curatelle",
            r"avocate?s?|garde [aà] vue|violent[e]?s?|abus\w+ (?:husband|partner|ex)|my ex|"
            r"on my own at night|custody",
        ),
        "absence": (
            r"vacances|(?:appartement|logement|maison|studio) (?:sera|est|reste|restera) (?:vide|"
            r"inoccup[eé]e?)|cambriol\w+",
            r"(?:pars|partons|part|partirai) (?:en voyage|[aà] l['’][eé]tranger|au [A-Z]\w+|"
            r"en [A-Z]\w+|pour (?:deux|trois|quatre|\d+|quelques) (?:semaines|jours|mois))",
            r"absente?s? (?:du|jusqu|pendant|tout|[aà] partir|plusieurs)|personne (?:[aà] la maison|"
            r"chez (?:moi|nous)|dans l['’]appartement)",
            r"on holidays?|away (?:from|until|till|for|on)|(?:flat|house|apartment|home) (?:will be|"
            r"(?:serai|serons|suis|sommes|part|pars|partons|rentre|rentrons|reviens|"
            r"revenons) (?:pas )?(?:absente?s? |en d[eé]placement |[aà] \w+ |"
            r"de voyage )?(?:jusqu['’]au|pendant (?:\w+ )?(?:jours?|semaines?|mois)|du \d+ au \d+)",
            r"away (?:the )?(?:whole|all) (?:week|month|summer)|back (?:on|only on) the \d+|(?:until|"
            r"till) (?:the )?(?:\d+|january|february|march|april|may|june|july|august)",
            r"is) empty|burgl\w+",
            r"travell?ing (?:until|till|for|from)|(?:suis|serai|sommes|serons) (?:[aà]|en|"
            r"au) [A-Z]\w+ (?:jusqu|du|pendant|tout)\w*|(?:en|de) cong[eé]s? (?:le|du|jusqu|depuis)",
            r"[aà] l['’][eé]tranger|abroad|(?:sera|serons|serai|seront) pas l[aà] (?:de tout|pendant|"
            r"du|jusqu)|reste(?:ra)? ferm[eé]e? (?:jusqu|pendant|du|tout)|tout (?:l['’][eé]t[eé]|"
            r"le mois)",
            r"(?:passe|passons|passerai) (?:no[eë]l|l['’][eé]t[eé]|les f[eê]tes|les vacances|"
            r"le week-?end) (?:chez|[aà])|partis? (?:du|jusqu|pendant|tout)|seuls? rentre\w* que",
        ),
    }
)  # fmt: skip
_PATTERNS = {
    kind: re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE) for kind, words in _TABLE.items()
}

# A sentence about oneself or one's own that names nothing of the home, of a visit or of how to be reached: whoever
# repairs needs none of it, whatever it says.
_OF_SOMEBODY = "somebody"
_IS_OF_SOMEBODY = re.compile(
    rf"(?<![\w-])(?:(?:je|j['’]|nous) ?(?:ne |n['’])?(?:suis|sommes)|i am|i['’]m|we are|we['’]re"
    rf"|{_OWN} (?:\w+ )?(?:{_PERSON}|a[iî]n[eé]e?|cadette?|benjamine?|belle-s(?:œ|oe)ur|famille|family))(?![\w-])",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"(?<![\w-])(?:l[aà]|ici|chez|dispo\w*|libres?|joignables?|pr[eé]sente?s?|ouvr\w*|ouvert\w*|atten\w+|recev\w+|venir"
    r"|viens|venez|pass(?:e|ez|er|era)|appel\w*|rappel\w*|sonn\w+|frapp\w+|t[eé]l\w*|num[eé]ro|mail"
    r"|messages?|photos?|vid[eé]os?"
    r"|cl[eé]s?|clefs?|codes?|digicode|interphone|[eé]tages?|portes?|b[aâ]timent|escalier|couloir"
    r"|palier|cour|parking|rue"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|matin\w*|midi|apr[eè]s-midi|soir\w*|semaine|week-?end"
    r"|heures?|\d{1,2} ?h\d*|\d+|eau|fui\w+|goutt\w+|coul\w+|robinet\w*|[eé]vier|lavabo|douche"
    r"|baignoire|wc|toilettes?|chasse"
    r"|chauff\w+|chaud\w*|froid\w*|radiateur\w*|chaudi[eè]re|ballon|gaz|[eé]lectri\w+|courant"
    r"|lumi[eè]re|prises?|disjonct\w+|fils?"
    r"|compteur|tableau|plomb\w*|vmc|ventil\w+|fen[eê]tres?|volets?|stores?|serrures?|verrou\w*"
    r"|vitres?|murs?|plafond|sol|parquet"
    r"|carrelage|peinture|tuy\w+|joints?|siphon|vanne|cuisine|salle|salon|chambres?|cave|garage"
    r"|balcon|toit\w*|humid\w*|moisi\w*"
    r"|odeurs?|bruits?|panne|cass[eé]\w*|bloqu\w+|bouch\w+|r[eé]par\w+|chang\w+|coup[eé]\w*|ferm\w+"
    r"|inond\w+|tremp\w*|mouill\w*"
    r"|d[eé]g[aâ]ts?|travaux|devis|artisan|entreprise|gardien\w* (?:a|de l['’]immeuble)|voisin\w*"
    r"|immeuble|logement|appart\w*|sans"
    r"|d['’]accord|ok|oui|non|d[eé]sol[eé]e?s?|merci|s[uû]re?s?|certaine?s?|contente?s?|confirm\w+"
    r"|int[eé]ress\w+|pr[eê]te?s?"
    r"|home|here|in|available|free|there|call|ring|phone|key|floor|door|open|let you|water|leak\w*"
    r"|drip\w*|tap|sink|shower"
    r"|boiler|heat\w*|cold|hot|radiator|light|power|socket|lock|window|wall|ceiling|kitchen"
    r"|bathroom|room|noise|smell|broken"
    r"|blocked|fix\w*|repair\w*|without|sorry|thank\w*|sure|yes|no|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday"
    r"|tomorrow|morning|afternoon|evening|week)(?![\w-])",
    re.IGNORECASE,
)

# Each with what says where, to the end of its clause.
_DANGER = re.compile(
    r"""
    (?:\b(?:odeurs?|fuites?|smell|leak)\s+(?:de\s+|of\s+)?(?:gaz|gas|br[uû]l[eé]|burning)
      | \b(?:[cç]a\s+sent|sent|smells?\s+(?:of|like))\s+(?:fort\s+)?(?:le\s+)?(?:gaz|gas|br[uû]l[eé]|burning)
      | \bgas\s+(?:smell|leak)
      | \b(?:incendie|au\s+feu|prend\s+feu|on\s+fire|flammes?|flames?|[eé]tincelles?|sparks?|explos\w+)
      | \b(?:fum[eé]e|smoke)\b
      | \b(?:monoxyde|monoxide|intoxiqu\w+|intoxicat\w+)
      | \b(?:[eé]lectrocut\w+|electrocut\w+|d[eé]charges?\s+[eé]lectriques?|
          electric(?:al)?\s+shocks?|prend\s+(?:des\s+d[eé]charges|le\s+jus))
      | \b(?:fils?|c[aâ]bles?)\s+(?:[eé]lectriques?\s+)?(?:[aà]\s+nu|d[eé]nud[eé]s?|apparents?) |
           \b(?:bare|live|exposed)\s+wires?
      | \b(?:plafond|mur|plancher|balcon|ceiling|wall|floor)\s+(?:qui\s+)?(?:s['’](?:effondre|
          [eé]croule|affaisse)|menace|va\s+tomber|(?:is\s+)?(?:collaps|falling|coming\s+down)\w*)
      | \b(?:inondation|inond[eé]e?s?|flood\w*) )
    [^,;:.!?\n()]{0,60}
    """,
    re.VERBOSE | re.IGNORECASE,
)
