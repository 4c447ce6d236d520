"""How people say when: days, months, parts of the day, and the small words around them. Folded, one mail beside a row.

French first, then the languages of our tenants as far as a word means one thing only. A hyphen and an apostrophe are
written here as a space: « après-midi », « apres midi » and « l'après midi » are read alike.
"""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

WEEKDAYS: tuple[tuple[str, ...], ...] = (
    words(
        "lundi lundii lindi lunid lundy monday montag lunes lunedi pazartesi понеділок понеділка الاثنين الإثنين"
    ),  # je suis là lundi
    words(
        "mardi mardii madri maardi mardy tuesday tues dienstag martes martedi вівторок вівторка الثلاثاء"
    ),  # mardi 24 entre 9h et 11h
    words(
        "mercredi mercredii mercerdi merdredi mercedi mecredi mercrdi"
        " wednesday wed mittwoch miercoles mercoledi carsamba середа середу الأربعاء"
    ),
    words(
        "jeudi jeudii jeudy jeudit thursday thurs thur thu donnerstag jueves giovedi persembe четвер четверга الخميس"
    ),  # jeudi aprem
    words(
        "vendredi vendredit vendrdi vendedi vendrerdi vendredii friday freitag viernes venerdi п'ятниця п'ятницю الجمعة"
    ),  # vendredi, 17h30
    words(
        "samedi samdi samedii saturday samstag sonnabend sabado sabato cumartesi субота суботу السبت"
    ),  # samedi 28 dans la matinée
    words("dimanche dimache sunday sonntag domingo domenica неділя неділю الأحد"),  # pas le dimanche
)
"""Monday first."""

WEEKDAY_PHRASES: tuple[tuple[str, ...], ...] = (
    ("segunda feira", "na segunda", "周 一", "星 期 一", "礼 拜 一"),  # segunda-feira de manhã
    ("terca feira", "na terca", "sali gunu", "周 二", "星 期 二", "礼 拜 二"),  # 周二下午可以
    ("quarta feira", "na quarta", "周 三", "星 期 三", "礼 拜 三"),
    ("quinta feira", "na quinta", "周 四", "星 期 四", "礼 拜 四"),
    ("sexta feira", "na sexta", "cuma gunu", "周 五", "星 期 五", "礼 拜 五"),  # cuma günü
    ("周 六", "星 期 六", "礼 拜 六"),
    ("pazar gunu", "周 日", "周 天", "星 期 日", "星 期 天", "礼 拜 天"),  # pazar günü
)
"""The ones that mean something else without their second word: « sali » is dirty, « segunda » is only second."""

SHORT_WEEKDAYS: dict[str, int] = {
    "lun": 0, "mar": 1, "mer": 2, "merc": 2, "jeu": 3, "ven": 4, "vend": 4, "vendr": 4, "sam": 5,
    "dim": 6,  # sam. 28, jeu 26 matin
    "mon": 0, "tue": 1, "fri": 4, "sat": 5, "sun": 6,  # Fri 27 Nov
}  # fmt: skip
"""Days only before a number or a part of the day: « la mer », « un jeu de clés » and « mon évier » are no days."""

PLURAL_WEEKDAYS: tuple[tuple[str, ...], ...] = (
    words("lundis mondays montags"),  # les lundis
    words("mardis tuesdays dienstags"),
    words("mercredis wednesdays mittwochs"),
    words("jeudis thursdays donnerstags"),  # les jeudis après 17h
    words("vendredis fridays freitags"),
    words("samedis saturdays samstags sabados"),
    words("dimanches sundays sonntags domingos"),
)

MONTHS: tuple[tuple[str, ...], ...] = (
    words("janvier janv january jan enero janeiro januar gennaio ocak січня"),
    words("fevrier fev fevr february feb febrero fevereiro februar febbraio subat лютого"),
    words("mars march marzo marco marz mart березня"),
    words("avril avr april apr abril aprile nisan квітня"),
    words("mai may mayo maio maggio mayis травня"),
    words("juin june jun junio junho juni giugno haziran червня"),
    words("juillet juil july jul julio julho juli luglio temmuz липня"),
    words("aout august aug agosto agustos серпня"),
    words("septembre sept september sep septiembre setembro settembre eylul вересня"),
    words("octobre oct october octubre outubro oktober okt ottobre ekim жовтня"),
    words("novembre novenbre nov november noviembre novembro kasim листопада"),  # le 24 nov.
    words("decembre decenbre dec december diciembre dezembro dezember dez dicembre aralik грудня"),  # le 1er décembre
)
MONTH_FIRST = frozenset(
    words("january jan february feb march april apr may june jun july jul august aug september sep sept october oct")
) | frozenset(words("november nov december dec"))  # Nov 24th
"""Only English puts the month before the day."""
DOTTED = frozenset(
    words("janv jan fev fevr feb avr apr jul juil aug sept sep oct okt nov dec dez tues wed thurs thur thu")
)

PARTS: dict[str, tuple[str, ...]] = {
    "early_morning": (
        "debut de matinee", "debut de la matinee", "debut matinee", "debut de matin",  # en début de matinée
        "tot le matin", "premiere heure", "debut de journee", "early morning", "early in the morning",
        "first thing in the morning", "first thing", "primera hora",
    ),
    "late_morning": ("fin de matinee", "fin de la matinee", "fin matinee", "late morning", "fin de matin"),
    "morning": (
        "matin", "matins", "matinee", "matinees", "morning", "mornings",  # demain matin
        "milieu de matinee", "vormittag", "vormittags", "morgens", "por la manana", "de la manana", "de manana",
        "de manha", "da manha", "pela manha", "mattina", "mattino", "sabah", "sabahleyin",
        "вранці", "ранок", "зранку", "صباحا", "上 午", "早 上",
    ),
    "early_afternoon": (
        "debut d apres midi", "debut d aprem", "debut apres midi", "debut aprem", "debut de l apres midi",
        "debut de l aprem", "debut d apresmidi", "debut d apm",  # début d'aprem
        "early afternoon", "early in the afternoon",
    ),
    "late_afternoon": (
        "fin d apres midi", "fin d aprem", "fin apres midi", "fin aprem", "fin de l apres midi", "fin de l aprem",
        "fin d apresmidi", "fin d apm",  # en fin d'après-midi
        "late afternoon", "late in the afternoon",
    ),
    "afternoon": (
        "apres midi", "apres midis", "apresmidi", "aprem", "aprems", "aprm", "apm", "ap midi", "ap m",  # jeudi aprem
        "apre midi", "milieu d apres midi", "milieu d aprem", "afternoon", "afternoons", "nachmittag", "nachmittags",
        "por la tarde", "de la tarde", "la tarde", "de tarde", "da tarde", "a la tarde", "pomeriggio",
        "ogleden sonra", "вдень", "після обіду", "بعد الظهر", "下 午",
    ),
    "late_day": (
        "fin de journee", "fin de la journee", "fin journee", "fin de jour", "fin de jrnee",  # en fin de journée
        "end of the day", "end of day", "late in the day",
    ),
    "evening": (
        "soir", "soirs", "soiree", "soirees", "debut de soiree", "fin de soiree", "evening", "evenings",  # ce soir
        "abend", "abends", "por la noche", "de la noche", "a noite", "da noite", "di sera", "la sera", "aksam",
        "ввечері", "вечір", "увечері", "مساء", "晚 上",
    ),
    "noon": (
        "entre midi et deux", "entre midi et 2", "entre 12 et 14", "entre 12 et 2", "lunchtime", "lunch time",
        "heure du dejeuner", "heure du midi", "mittags", "mediodia", "mezzogiorno",  # entre midi et deux
    ),
    "day": (
        "journee", "journees", "all day", "whole day", "all day long", "ganztags", "todo el dia", "tutto il giorno",
        "n importe quelle heure", "peu importe l heure", "quelle que soit l heure",
        "a toute heure",  # toute la journée
        "any hour", "any time of day", "any time of the day",
    ),
}  # fmt: skip
"""The names are ours; the hours of each are in the table of READING, section 8."""

SHORT_PARTS: dict[str, str] = {"mat": "morning", "pm": "afternoon", "tarde": "afternoon", "noite": "evening"}
"""Parts only beside a day: « demain mat »."""

NOON = ("midi", "midis", "noon", "midday")  # avant midi

RELATIVE: dict[int, tuple[str, ...]] = {
    -2: ("avant hier", "day before yesterday", "vorgestern", "anteayer", "позавчора"),
    -1: ("hier", "yesterday", "gestern", "ayer", "ontem", "ieri", "вчора", "أمس", "昨 天"),  # hier soir
    0: (
        "aujourd hui", "aujourdhui", "ajd", "auj", "ojd", "ce jour", "today", "heute", "hoy", "hoje", "oggi", "bugun",
        "сьогодні", "اليوم", "今 天",  # je passe aujourd'hui
    ),
    1: (
        "demain", "deman", "dmain", "2main", "dem1", "tomorrow", "tmrw", "tomorow", "tommorow", "morgen", "manana",
        "amanha", "domani", "yarin", "завтра", "غدا", "明 天",  # demain 8h-10h
    ),
    2: (
        "apres demain", "apres deman", "day after tomorrow", "ubermorgen", "pasado manana", "depois de amanha",
        "dopodomani", "післязавтра", "بعد غد", "后 天",  # après-demain
    ),
}  # fmt: skip
DAY_AFTER = (
    "le lendemain", "lendemain", "le jour d apres", "le jour suivant", "the day after", "the following day",
    "the next day",
)  # fmt: skip
"""« Le 30 à 8h ou le lendemain à 14h »: one day after the day named before."""
TONIGHT = ("tonight", "stasera", "esta noche", "heute abend", "esta noite", "bu aksam")

NEXT_WEEK = (
    "la semaine prochaine", "semaine prochaine", "la semaine pro", "semaine pro", "sem prochaine", "la sem pro",
    "la semaine qui vient", "la semaine d apres", "la semaine suivante",
    "next week", "nachste woche", "la semana que viene", "proxima semana", "la settimana prossima",
    "наступного тижня",
)  # fmt: skip  # mardi de la semaine prochaine
WEEK_AFTER_NEXT = ("dans deux semaines", "dans 2 semaines", "the week after next", "in two weeks", "in 2 weeks")
THIS_WEEK = ("cette semaine", "this week", "diese woche", "esta semana", "questa settimana", "цього тижня")
WHOLE_NEXT_WEEK = (
    "toute la semaine prochaine", "tous les jours de la semaine prochaine", "all next week", "any day next week",
    "n importe quel jour de la semaine prochaine", "every day next week",
    *(
        words
        for week in ("semaine prochaine", "la semaine prochaine", "semaine pro", "la semaine pro", "next week")
        for any_time in ("n importe quand", "nimporte quand", "quand vous voulez", "peu importe quand", "whenever",
                         "anytime", "any time")
        for words in (f"{any_time} {week}", f"{week} {any_time}")
    ),
)  # fmt: skip  # n'importe quand la semaine prochaine
VAGUE = (
    "fin de semaine", "debut de semaine", "milieu de semaine", "fin du mois", "debut du mois", "fin de mois",
    "le mois prochain", "mois prochain", "ces jours ci", "dans la semaine", "courant de semaine", "end of the week",
    "next month", "prochains jours", "dans les jours qui viennent", "semaine suivante", "un de ces jours",
    "fin de la semaine", "debut de la semaine", "debut semaine", "fin semaine",
)  # fmt: skip
"""A time, but no slot: « en fin de semaine »."""
WEEK_OF = ("semaine du", "week of", "semaine qui commence le", "woche vom")  # la semaine du 30 novembre
LAST_TIME = (
    "la semaine derniere", "semaine derniere", "le mois dernier", "mois dernier", "l annee derniere", "last week",
    "last month", "last night", "letzte woche", "la semaine passee", "le mois passe", "l autre jour",
    "week end dernier", "weekend dernier", "last weekend",
)  # fmt: skip  # rien depuis la semaine dernière

NEXT = words("prochain prochains prochaine suivant next nachsten prossimo proximo")  # mardi prochain
LAST = words("dernier derniers derniere passe scorso pasado")  # mardi dernier
LAST_BEFORE = words("last letzten")  # last Monday
WEEK_LATER: dict[str, int] = {"en huit": 7, "en 8": 7, "en quinze": 14, "en 15": 14, "week": 7}  # lundi en huit

WEEKDAYS_ONLY = (
    "en semaine", "la semaine sauf le week end", "jours de semaine", "jours ouvres", "jours ouvrables",
    "toute la semaine",
    "all week", "weekdays",
    "weekday", "on weekdays", "during the week", "wochentags", "unter der woche", "entre semana",
)  # fmt: skip  # après 18h en semaine
EVERY_DAY = (
    "tous les jours", "ts les jours", "chaque jour", "every day", "everyday", "any day of the week", "any day",
    "n importe quel jour", "presque tous les jours", "most days", "la plupart des jours",
    "peu importe le jour", "quel que soit le jour", "jeden tag",
    "todos los dias", "todos os dias", "tutti i giorni", "her gun", "щодня", "كل يوم", "每 天",
)  # fmt: skip  # je suis là tous les jours
WEEK_END = ("week end", "weekend", "week ends", "weekends", "wochenende", "fin de semana")  # le week-end
THIS_WEEK_END = ("week end prochain", "weekend prochain", "next weekend", "week end qui vient", "next week end")

EVERY = (
    "tous les", "toutes les", "ts les", "chaque", "every", "each", "jeden", "cada", "todos los", "ogni",
    "n importe quel",
    "any", "most", "presque tous les", "la plupart des",
)  # fmt: skip
ALWAYS = (
    "n importe quand", "nimporte quand", "n importe quel creneau", "n importe quel moment",
    "quand vous voulez", "quand vous voudrez", "quand tu veux", "quand vous le souhaitez", "quand vous souhaitez",
    "quand ca vous arrange", "quand cela vous arrange", "quand ca vous convient", "quand bon vous semble",
    "quand vous pouvez", "quand il veut", "quand il voudra", "quand ils veulent",
    "a tout moment", "a votre convenance", "le jour que vous voulez", "l heure que vous voulez",
    "peu importe quand", "peu importe la date", "peu importe le moment",
    "peu importe le creneau", "peu m importe", "toujours dispo", "toujours disponible", "toujours presente",
    "toujours present", "toujours chez moi", "toujours a la maison", "tout le temps la", "tout le temps dispo",
    "tout le temps disponible", "tout le temps chez moi", "la tout le temps", "je ne bouge pas", "je bouge pas",
    "anytime", "any time", "whenever", "always home", "always at home", "always available",
    "always in", "always here", "cuando quiera", "cuando quieran", "en cualquier momento", "jederzeit",
    "quando quiser",
    "quando vuole", "quando volete", "her zaman", "будь коли", "في أي وقت", "随 时",
)  # fmt: skip  # passez quand vous voulez
ALWAYS_AT_THE_END = ("toujours la", "peu importe", "tjrs la", "tjs la", "toujours las")
"""Only where the clause stops: « toujours la même fuite » and « peu importe le prix » say nothing of time."""

MOVED = (
    "decal",
    "report",
    "repouss",
    "deplac",
    "avanc",
    "chang",
    "bascul",
    "remettre",
    "move",
    "moving",
    "reschedul",
    "postpon",
    "shift",
    "push",
)
"""« décaler de mardi à mercredi » goes from one to the other; everywhere else it is a range."""
THAT_DAY = ("ce jour la", "ces jours la", "ces jours", "that day", "those days")  # je travaille ce jour-là
"""The days just named."""
SAME_TIME = (
    "meme heure", "memes heures", "meme horaire", "memes horaires", "meme creneau", "meme creneau horaire",
    "mm heure",
    "same time", "same hour", "same slot", "idem", "misma hora", "mesma hora", "stessa ora", "gleiche zeit",
)  # fmt: skip  # décaler à mercredi 25 même heure
SAME_DAY = ("meme jour", "meme date", "same day", "same date", "mismo dia", "mesmo dia", "stesso giorno")

AFTER = (
    "apres", "a partir de", "a partir d", "a partir du", "des", "pas avant", "jamais avant", "pas avant le",
    "plutot apres", "apartir de", "partir de", "after", "not before", "no earlier than", "not until", "nach",
    "despues de",
    "dopo", "depois de", "depois das", "a partir de las", "a partir das", "ab", "plus tard que",
    "rentre a", "rentre vers", "rentrerai a", "rentre chez moi a", "rentre chez moi vers", "rentre du boulot a",
    "rentre du boulot vers", "rentre du travail a", "rentre du travail vers", "finis a", "finis vers",
    "finis le travail a",
    "finis le boulot a", "termine a", "termine vers", "debauche a", "debauche vers", "sors du travail a",
    "sors du boulot a", "get home at", "finish at", "finish work at", "home from", "starting", "starting from",
    "as of",
)  # fmt: skip  # jeudi après 17h
BEFORE = (
    "avant", "avt", "b4", "jusqu a", "jusqu au", "jusque", "jusqu", "jusqua", "jusquau", "pas apres",
    "pas plus tard que",
    "au plus tard", "before", "until", "till", "til", "by", "not after", "no later than", "vor", "antes de",
    "antes das",
    "prima delle", "fino alle", "pars a", "pars vers", "pars au travail a", "partir a", "leave at", "d ici",
    "d ici au", "d ici le", "plus tot que",
)  # fmt: skip  # avant 10h
SMALL: dict[str, tuple[str, ...]] = {
    ".": ("les autres jours", "les autres soirs", "le reste de la semaine", "le reste du temps", "the other days",
          "other days", "the rest of the week", "the rest of the time"),
    "e": ("entre", "between", "zwischen", "tra"),
    "f": ("de", "d", "des le", "of", "del", "do", "di"),
    "r": ("from", "von", "desde", "dalle"),
    "u": ("du", "vom", "dal", "de le"),
    "t": ("a", "to", "through", "thru", "bis", "at", "um", "alle", "las", "a las", "as", "@", "hasta", "到", "至"),
    "h": ("au", "aux", "al", "bis zum"),
    "v": ("vers", "autour de", "aux alentours de", "aux environs de", "around", "about", "gegen", "verso", "ver",
     "vers les"),
    "l": ("le",),
    "d": ("the", "el", "il", "am", "on", "on the", "den", "der"),
    "L": ("les", "los"),
    "c": ("ce", "cet", "cette", "c t", "this", "diesen", "este", "esta", "questo", "bu"),
    "1": ("un", "une", "any given"),
    "&": ("et", "ainsi que", "puis", "and", "und", "ve", "et puis", "та", "і", "和"),
    "o": ("ou", "ou bien", "ou alors", "soit", "or", "oder", "voire", "ou meme", "veya", "або", "أو", "或", "或 者"),
    "i": ("ni", "nor", "neither"),
    "s": ("sinon", "autrement", "a defaut", "otherwise", "ou sinon", "else", "si ce n est pas possible",
          "si ce n est plus possible", "si c est pas possible", "si c est plus possible", "si pas possible", "si non",
          "si impossible", "if not"),  # le 1, et si ce n'est plus possible le 3
    "C": ("si", "if", "wenn"),  # si vous ne pouvez pas mardi, jeudi me va
    "m": ("mais", "par contre", "en revanche", "but", "however", "toutefois", "cependant", "aber", "pero"),
    "7": ("y", "e", "o"),
    "+": ("oui", "ok", "plutot", "d accord", "yes", "seulement", "uniquement", "rather", "instead", "je prefere",
          "je prefererais", "donc", "du coup", "alors", "de preference", "idealement", "ideally", "preferably",
          "mieux", "only"),
}  # fmt: skip
"""One letter for each office of a small word: the grammar of `moments` is written in these letters."""

NEGATIONS = (
    "pas", "et non", "et non pas", "mais non",  # lundi 30 et non mardi
    "sauf", "hors", "hormis", "excepte", "a l exception de", "a l exception du", "en dehors de",
    "en dehors du",
    "jamais", "impossible", "indisponible", "indisponibles", "indispo", "absent", "absente", "absents", "suis occupe",
    "serai occupe", "sommes occupes", "serons occupes", "est occupe", "occupee",
    "suis pris", "suis prise", "serai pris", "sommes pris", "serai prise", "en deplacement",
    "en vacances", "travaille", "bosse", "au travail", "au boulot", "taf",
    "peux plus", "pourrai plus", "plus possible", "plus dispo", "plus disponible", "aucun", "evitez", "eviter",
    "surtout pas", "au lieu de", "au lieu du", "a la place de", "a la place du", "plutot que", "instead of",
    "not", "never", "no can do", "no go", "cannot", "cant", "can t", "won t", "wont", "don t", "dont", "doesn t",
    "doesnt", "isn t", "not available", "unavailable", "mort", "complique", "difficile", "hors de question",
    "except", "excluding", "busy", "nicht", "kein", "keine", "nao",
    "tranne", "salvo", "menos", "excepto", "außer", "degil", "degilim", "не", "крім", "не можу", "لا", "不", "除 了",
    "ferme", "fermee", "fermes", "fermees", "fermons", "fermeture", "en formation", "closed",
    "ferie", "feries", "bank holiday", "public holiday", "c est complet", "est complet", "suis complet",
    "sommes complets", "sommes complet", "est plein", "fully booked", "booked up",
    "rien", "besoin d annuler", "annuler", "annulez", "annule", "annulee", "n est pas bon", "marche pas", "va pas",
)  # fmt: skip  # je ne peux pas mardi
REFUSALS = words("non no nein")  # mardi non
"""They deny what stands before them, never what follows: « non, mardi plutôt »."""
NOT_NEGATIONS = (
    "pas de souci", "pas de soucis", "pas de probleme", "pas de problemes", "pas de pb", "aucun souci",
    "aucun probleme", "pourquoi pas", "n est ce pas", "pas mal", "ne vous derange pas", "vous derange pas",
    "sans probleme", "sans souci", "no problem", "not a problem", "no worries", "why not", "n hesitez pas",
    "come by", "coming by", "pop by", "stop by", "drop by", "pass by", "swing by", "call by",
    "pas seulement", "pas possible plus tot que", "pas plus tot que", "pas de dispo plus tot que",
    "pas possible avant plutot", "not before then but",
    "pas que", "pas de quoi", "travaille pas", "bosse pas", "travaille jamais", "bosse jamais", "pas plus tard",
    "pas trop tard", "pas trop tot", "si pas trop tard", "n oubliez pas", "oubliez pas", "pas uniquement",
    "impossible de se tromper", "du jour au lendemain", "le lendemain de", "lendemain de", "le lendemain du",
    "ferme a", "ferme vers", "ferme pas", "ferme plus", "ferme mal", "closed off", "ferme bien",
    "pas compris", "pas bien compris", "pas recu", "pas repondu", "pas trouve", "pas lu", "pas signe",
    "bosse de nuit", "bosse la nuit", "travaille de nuit", "travaille la nuit",
    "pas cours", "pas de cours", "pas ecole", "pas classe", "moi pas", "pas moi", "not me", "but not me",
)  # fmt: skip  # pas de souci pour mardi
PAST = (
    "depuis", "depui", "depuit", "dpuis", "since", "seit", "desde hace", "da quando",  # froid depuis hier soir
    "est passe", "est passee", "sont passes", "est venu", "est venue", "sont venus", "etes venu", "etes passe",
    "etes venus", "est pas venu", "est jamais venu", "pas venu", "jamais venu", "est pas passe", "sont pas venus",
    "suis passe", "suis passee", "suis venu", "avons attendu", "ai attendu", "a attendu", "attendu", "attendue",
    "ai appele", "a appele", "avons appele", "etait", "etaient", "etais", "avait", "avaient", "avais", "devait",
    "devaient", "deviez", "s est arrete", "a commence", "est tombe", "est tombee", "ai envoye", "avez envoye",
    "a ete", "ont ete", "ai signale", "ai ecrit", "ai prevenu", "ai recu",
    "came", "was", "were", "waited", "called", "had", "happened", "stopped", "started",
)  # fmt: skip  # il est passé ce matin vers 9h
COURTESY = (
    "bon", "bonne", "bons", "bonnes", "belle", "excellente", "excellent", "agreable", "douce", "tres bonne", "good",
    "nice", "great", "lovely", "guten", "schonen", "schones", "gute", "buenas", "buenos", "buena", "boa", "bom",
    "buona",
    "buon", "iyi", "доброго", "добрий",
)  # fmt: skip  # Bonne journée !
"""Before a part of the day they make a wish of it."""

GLUE = words(
    "je j on nous vous tu c ca cela est sera seras serai serais serait suis sommes etre peux peut pouvons"
    " pouvez pourrai"
    " pourrais pourrait va vais irai irait ira me m moi lui ils elle la l dans en sur pour par passer passe passera"
    " passerai passez passent venir viens vient viendra viendrai viendrez venez intervenir interviens intervient"
    " dispo"
    " disponible disponibles disponibilites libre libres present presente possible possibles bien aussi soit toute"
    " tout"
    " toutes tous heure heures creneau creneaux horaire horaires svp stp merci rdv rendez entre"
    " ne n convient conviendrait conviennent arrange arrangerait marche irait prefere encore chez maison journee"
    " rentre"
    " rentrerai quelqu quelques date jour jours prevu fixe i m am is will be can could would it works work"
    " suits fine in"
    " for free available home my me we please come ll d s best better prochain bonjour environ debut avec propose"
    " proposer vois note bon reporter decaler repousser avancer mettre notre technicien plombier"
    " luc y uhr saat gunu يوم 可 以 点 fait tres ete serons faire devoir dois doit normalement plusieurs"
)
"""Small words that may stand between a day and its hour, or between a day and its refusal."""
HALF_DAYS = ("demi journee", "demi journees", "demie journee", "demies journees")  # poser une demi-journée
DURATION_BEFORE = words(
    "pendant durant sous compter compte comptez prevoir prevoyez duree dure durera durer facture perdu attente toutes"
    " retard delai pose faut within during takes took lasts en x temps moins encore"
)
"""« compter 2h », « sous 48h », « délai 10 jours »: what follows is a length."""

NUMBER_WORDS: dict[str, int] = {
    "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix sept": 17, "dix huit": 18,
    "dix neuf": 19, "vingt": 20, "vingt et une": 21, "vingt deux": 22, "vingt trois": 23,
}  # fmt: skip  # à quatorze heures
ENGLISH_NUMBERS: dict[str, int] = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
}
MINUTE_WORDS: dict[str, int] = {"": 0, "trente": 30, "et demie": 30, "et demi": 30, "et quart": 15, "quinze": 15}

UNITS = (
    "€", "eur", "euro", "euros", "e ttc", "e ht", "ht", "ttc", "hors taxe", "$", "£", "k€",  # 85 € ttc
    "%", "pour cent", "°", "degre", "degres", "°c", "c", "degrees", "m", "m2", "m3", "m²", "m³", "cm", "mm", "km",
    "metres",
    "l", "litre", "litres", "bar", "bars", "kg", "w", "kw", "kwh", "v", "volts", "amperes",  # 17 degrés
    "an", "ans", "annee", "annees", "mois", "semaine", "semaines", "sem", "jour", "jours", "j", "nuits", "nuit",
    "min", "mins", "mn", "minute", "minutes", "s", "sec", "secondes", "years", "months", "weeks", "days", "hours",
    "hour", "minutes", "day", "week", "times", "fois", "x", "%.",  # délai 10 jours
    "rue", "avenue", "av", "bd", "boulevard", "bld", "allee", "allees", "impasse", "place", "chemin", "route",
    "cours",
    "quai", "square", "passage", "villa", "bis", "ter", "residence", "street", "road", "lane",
    "faubourg",  # 12 rue des Lilas
    "etage", "eme", "e", "floor", "attempt", "time", "visit", "option", "piece", "pieces", "chambres", "personnes",
    "enfants", "mails", "photos", "cles", "volets", "radiateurs", "fenetres", "logements", "appartements", "creneaux",
    "devis", "vannes", "pers", "gamins", "of us", "places", "portes", "tuiles", "colis", "joints", "robinets",
)  # fmt: skip
"""What stands behind a number that is neither a day nor an hour."""
