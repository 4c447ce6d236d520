"""Yes, no, repaired, still broken, « you may close » and « the second », in eight other languages.

Folded as `lines.fold` does: no accent on Latin letters, Turkish ı as i, German ß as one s, Ukrainian й as и and ї as і.
Arabic is written without vowels and Chinese in simplified characters: `tongues` makes both so. A row of
SETTLED says the contrary when it is denied, and so does a row of UNSETTLED.
"""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

YES: dict[str, tuple[str, ...]] = {
    "es": (
        "si", "sip", "si si", "claro", "claro que si",  # Sí, claro
        "vale", "de acuerdo", "ok", "okey", "okay", "dale",  # Vale, gracias
        "acepto", "aceptamos", "acepto el trabajo", "lo acepto",
        "perfecto", "correcto", "exacto", "genial", "estupendo", "por supuesto", "desde luego",  # Perfecto
        "conforme", "confirmo", "confirmado", "esta bien", "muy bien", "me parece bien", "asi es",  # Confirmo
        "no hay problema", "ningun problema", "sin ningun problema", "me va bien", "me viene bien", "me sirve",
    ),
    "pt": (
        "sim", "sim sim", "claro", "claro que sim", "certo", "com certeza",  # Sim, claro
        "ok", "okay", "esta bem", "ta bem", "ta bom", "ta", "tudo bem", "pode ser",  # Está bem, obrigada
        "combinado", "aceito", "aceitamos", "aceito o trabalho",
        "perfeito", "correto", "correcto", "exato", "otimo", "confirmo", "confirmado", "de acordo", "concordo",
        "sem problema", "nao ha problema", "nao tem problema", "serve", "da", "por mim tudo bem", "isso",
    ),
    "de": (
        "ja", "jawohl", "jo", "jep", "ja ja", "ja klar", "klar", "na klar",  # Ja, klar
        "ok", "okay", "in ordnung", "einverstanden", "passt", "gut", "sehr gut",  # Passt, danke
        "genau", "stimmt", "richtig", "perfekt", "super", "prima", "gerne", "gern", "naturlich",
        "selbstverstandlich",
        "bestatigt", "ich bestatige", "kein problem", "das passt", "geht klar", "wunderbar", "alles klar",
        "abgemacht", "ich nehme den auftrag an", "wir nehmen den auftrag an", "auftrag angenommen",
    ),
    "it": (
        "si", "si si", "certo", "certo che si", "certamente", "ma certo",  # Sì, certo
        "ok", "okay", "va bene", "d'accordo", "daccordo", "va benissimo", "bene", "benissimo",  # Va bene, grazie
        "perfetto", "esatto", "esattamente", "giusto", "corretto", "confermo", "confermato", "volentieri",
        "nessun problema", "non c'e problema", "mi va bene", "ottimo", "assolutamente si",
    ),
    "tr": (
        "evet", "evet evet", "tabii", "tabi", "tabii ki", "elbette",  # Evet, tabii
        "tamam", "tamamdir", "olur", "peki", "ok", "okey", "uygun", "uygundur", "kabul",  # Tamam, teşekkürler
        "dogru", "aynen", "onayliyorum", "kesinlikle", "sorun yok", "sorun degil", "problem yok", "anlastik",
        "harika",
    ),
    "uk": (
        "так", "так так", "ага", "авжеж", "звичаино", "звісно", "саме так",  # Так, звичайно
        "добре", "гаразд", "ок", "океи", "ok", "домовились", "домовилися", "згоден", "згодна",  # Добре, дякую
        "згода",
        "підтверджую", "вірно", "правильно", "чудово", "підходить", "нема проблем", "немає проблем", "без проблем",
    ),
    "ar": (
        "نعم", "ايوه", "ايوا", "اي", "ايه", "اه", "اجل", "بلى", "نعم نعم",  # نعم، شكرا
        "حسنا", "حاضر", "طيب", "تمام", "ماشي", "اوكي", "اوك", "ok", "موافق", "موافقة", "اوافق",  # تمام، شكرا
        "اكيد", "طبعا", "بالطبع", "بالتاكيد", "صحيح", "مناسب", "مناسبة", "يناسبني", "واخا", "لا مشكلة",
        "مافي مشكلة",
        "ما في مشكلة", "مفيش مشكلة", "لا باس", "ممتاز", "اؤكد",
    ),
    "zh": (
        "是的", "是", "是啊", "对", "对的", "没错", "嗯", "嗯嗯", "恩",  # 是的，谢谢
        "好", "好的", "好啊", "好呀", "好吧", "好滴", "行", "可以", "可以的", "没问题", "ok", "okay",  # 好的
        "同意", "确认", "当然", "合适", "方便", "收到", "太好了",
    ),
}  # fmt: skip

WEAK_YES: dict[str, frozenset[str]] = {
    "es": frozenset(("si",)),  # « si gotea » folds like « sí gotea »
    "it": frozenset(("si", "bene")),  # Si è rotto di nuovo
    "pt": frozenset(("serve", "da", "ta", "isso", "certo")),  # Isso não funciona
    "de": frozenset(("gut", "super", "gern", "gerne", "passt")),  # Passt leider nicht
    "tr": frozenset(("uygun", "tamam", "kabul", "dogru", "problem yok", "sorun yok")),  # Tamam mı?
    "uk": frozenset(("так", "добре", "вірно", "підходить")),  # Так і не працює
    "ar": frozenset(("اي", "اه", "ايه", "مناسب", "مناسبة", "صحيح")),  # أي موعد
    "zh": frozenset(words("是 对 好 行 可以 恩 合适 方便 确认 可以的")),  # 可以关闭吗
}
"""A yes only when its clause says nothing more, or says that it works."""

NO: dict[str, tuple[str, ...]] = {
    "es": ("no", "nop", "no no", "que no", "para nada", "en absoluto", "negativo", "de ninguna manera",
        "claro que no", "no estoy de acuerdo", "no de acuerdo"),
    "pt": ("nao", "n", "nao nao", "de jeito nenhum", "de forma alguma", "nem pensar",  # Não, obrigada
        "claro que nao", "nao concordo", "nao estou de acordo"),
    "de": ("nein", "nee", "ne", "no", "nein nein", "auf keinen fall", "leider nein", "leider nicht",
        "uberhaupt nicht", "nicht einverstanden", "ich bin nicht einverstanden"),
    "it": ("no", "no no", "per niente", "assolutamente no", "affatto", "niente affatto",  # No, grazie
        "purtroppo no", "non sono d'accordo"),
    "tr": ("hayir", "yok", "hayir hayir", "olmaz", "kesinlikle hayir", "kabul etmiyorum",  # Hayır
        "maalesef hayir", "hic", "asla"),
    "uk": ("ні", "ні ні", "нет", "аж ніяк", "зовсім ні", "не згоден", "не згодна", "на жаль ні",  # Ні, дякую
        "ніколи"),
    "ar": ("لا", "لا لا", "كلا", "لأ", "ابدا", "لا ابدا", "للاسف لا", "مش موافق", "غير موافق",  # لا شكرا
        "لا اوافق"),
    "zh": ("不", "不是", "不是的", "没有", "不行", "不可以", "不对", "不好", "不同意", "不用", "不要",  # 不是
        "并没有"),
}  # fmt: skip

NO_OPENS: dict[str, tuple[str, ...]] = {
    "de": ("nein", "nee"),  # Nein es tropft noch
    "it": ("no",),
    "tr": ("hayir",),
    "uk": ("ні",),
}
"""Where « no » is not also « not », it opens a clause without a comma."""

NOT_YET: dict[str, tuple[str, ...]] = {
    "es": ("todavia no", "aun no", "no todavia", "no aun"),  # Todavía no
    "pt": ("ainda nao", "nao ainda"),  # Ainda não
    "de": ("noch nicht", "immer noch nicht", "nein noch nicht", "noch immer nicht"),  # Noch nicht
    "it": ("non ancora", "ancora no", "no non ancora", "no ancora no"),  # Non ancora
    "tr": ("henuz degil", "hala degil", "daha degil", "hayir henuz degil", "henuz", "hala yok"),  # Henüz değil
    "uk": ("ще ні", "поки ні", "досі ні", "ні ще ні", "поки що ні"),  # Ще ні
    "ar": ("ليس بعد", "لسه", "مش بعد", "ليس بعد لا", "لا ليس بعد", "لسا", "بعد لا", "مازال"),  # ليس بعد
    "zh": ("还没", "还没有", "还没呢", "尚未", "没呢", "还没好"),  # 还没有
}
"""« Is it repaired? – Not yet »: only when the clause says nothing more."""

SETTLED: dict[str, tuple[str, ...]] = {
    "es": (
        "arreglado", "arreglada", "arreglados", "arregladas", "se arreglo", "lo arreglo",  # Ya está arreglado
        "la arreglo",
        "arreglaron", "repararon", "solucionaron", "lo reparo", "se soluciono", "lo soluciono", "se resolvio",
        "reparado", "reparada", "reparados", "reparadas", "solucionado", "solucionada", "solucionados", "resuelto",
        "resuelta", "resueltos", "funciona", "funcionan", "funcionando", "vuelve a funcionar",  # Funciona bien
        "ya va",
        "todo bien", "todo ok", "todo perfecto", "todo en orden", "todo correcto", "va bien", "va perfecto",
        "sin fugas", "sin problemas", "quedo bien", "ha quedado bien", "como nuevo", "como nueva", "ya hay agua",
        "ya hay luz", "ya tenemos agua", "ya tengo agua", "volvio el agua", "volvio la luz", "ha vuelto el agua",
        "ha vuelto la luz", "ya no hay fuga", "ya no hay fugas", "ya no hay problema", "ya no hay problemas",
        "ningun problema mas", "sigue funcionando bien", "ya sale agua",
    ),
    "pt": (
        "arranjado", "arranjada", "arranjados", "arranjaram", "arranjou", "ja arranjou",  # Já está arranjado
        "consertado", "consertada", "consertaram", "consertou", "reparado", "reparada", "reparados", "repararam",
        "reparou", "resolvido", "resolvida", "resolvidos", "resolveu", "resolveram", "solucionado", "solucionada",
        "corrigido", "funciona", "funcionam", "funcionando", "a funcionar", "funcionou",  # Funciona bem
        "tudo certo", "tudo ok", "tudo em ordem", "tudo a funcionar", "sem fugas", "sem problemas", "ficou bom",
        "ficou bem", "como novo", "como nova", "ja ha agua", "ja tem agua", "ja temos agua", "ja tenho agua",
        "voltou a agua", "a agua voltou", "ja nao ha fuga", "ja nao ha problema", "nao ha mais fuga",
        "nao tem mais vazamento", "sem vazamento", "nao ha mais problemas", "ja ha luz", "ja temos luz",
    ),
    "de": (
        "repariert", "behoben", "gelost", "erledigt", "gerichtet", "instandgesetzt",  # Es ist behoben
        "in ordnung gebracht",
        "gefixt", "funktioniert", "funktionieren", "funktioniert wieder", "geht wieder", "geht es wieder",
        "geht jetzt wieder", "geht alles wieder", "lauft wieder", "lauft",
        "geht jetzt", "klappt", "klappt wieder", "heizt wieder", "warm ist es wieder", "wieder warm",  # Geht wieder
        "alles in ordnung", "alles gut", "alles ok", "alles okay", "alles bestens", "alles dicht", "ist dicht",
        "wieder dicht", "wie neu", "wieder wasser", "wieder strom", "wieder warmwasser", "wieder warmes wasser",
        "wieder heizung", "kein problem mehr", "keine probleme", "keine probleme mehr", "kein leck mehr",
        "einwandfrei", "wieder in ordnung", "ist jetzt in ordnung", "ist ganz", "geht einwandfrei", "geht alles",
        "wieder heis",
    ),
    "it": (
        "riparato", "riparata", "riparati", "riparate", "aggiustato", "aggiustata", "sistemato",  # È riparato
        "sistemata",
        "risolto", "risolta", "risolti", "risolte", "a posto", "apposto", "tutto ok", "tutto bene", "tutto a posto",
        "tutto in ordine", "tutto risolto", "funziona", "funzionano", "ha ripreso a funzionare", "hanno riparato",
        "come nuovo", "come nuova", "senza perdite", "senza problemi", "c'e di nuovo acqua", "e tornata l'acqua",
        "e tornata la luce", "l'acqua e tornata", "la luce e tornata", "nessun problema piu", "nessuna perdita",
        "piu nessun problema", "piu nessuna perdita", "non ci sono piu perdite", "non c'e piu perdita",
        "va di nuovo",
    ),
    "tr": (
        "tamir edildi", "tamir ettiler", "tamir oldu", "tamir etti", "onarildi", "onardilar",  # Tamir edildi
        "duzeldi",
        "duzeltildi", "cozuldu", "halloldu", "hallettiler", "halledildi", "giderildi", "yapildi", "yaptilar",
        "calisiyor", "calismaya basladi", "sizdirmiyor", "damlatmiyor", "damlamiyor", "akitmiyor", "su akitmiyor",
        "kacirmiyor", "sizmiyor", "sorun kalmadi", "problem kalmadi", "her sey yolunda", "hersey yolunda",
        "sorunsuz",
        "her sey tamam", "hersey tamam", "sicak su geldi", "su geldi", "elektrik geldi", "isiniyor", "yeni gibi",
        "kacak yok artik", "artik kacak yok", "artik sorun yok", "artik problem yok",  # Artık akmıyor
        "akinti yok artik",
        "artik akmiyor",
    ),
    "uk": (
        "полагодили", "полагодив", "полагоджено", "відремонтували", "відремонтував", "відремонтовано",  # Полагодили
        "відремонтовании", "відремонтована", "відремонтоване", "виправили", "виправлено", "виправлена", "усунули",
        "усунуто", "усунено", "вирішено", "вирішили", "вирішена", "зробили", "зроблено", "налагодили", "починили",
        "починено", "працює", "працюють", "запрацював", "запрацювала", "запрацювало", "запрацювали",  # Все працює
        "все добре", "все гаразд", "все в порядку", "усе добре", "усе гаразд", "все ок", "все нормально",
        "як новии", "як нова", "без проблем працює", "вода є", "є вода", "світло є", "є світло", "вода з'явилась",
        "вода з'явилася", "гріє", "гріють", "проблем більше немає", "більше немає проблем", "протікання немає",
    ),
    "ar": (
        "تم الاصلاح", "تم اصلاح", "تم التصليح", "تم تصليح", "تم حل", "تم الحل", "اتصلح", "اتصلحت",  # تم إصلاحه
        "تصلح",
        "تصلحت", "انحلت", "انحل", "حلت", "صلحوا", "صلحو", "صلح", "اصلح", "اصلحوا", "يعمل", "تعمل", "يشتغل",
        "تشتغل", "شغال", "شغالة", "خدام", "خدامة", "كل شيء تمام", "كل شي تمام", "كله تمام", "كل شيء بخير",
        "كل شيء على ما يرام", "مصلح", "مصلحة", "عاد الماء", "رجع الماء", "رجعت الكهرباء", "عادت الكهرباء",
        "رجعت المية", "لا يوجد تسرب", "لا توجد مشكلة بعد", "مفيش تسريب", "ما فيه تسريب", "توقف التسرب",
        "توقف التسريب",
        "زالت المشكلة", "مزيان دابا",
    ),
    "zh": (
        "修好", "修好了", "修理好", "弄好", "搞定", "解决", "已经好了", "都好了", "现在好了", "好了",  # 修好了
        "可以用", "能用",
        "好用", "正常", "一切正常", "恢复正常", "恢复", "能正常使用", "有热水了", "有水了", "有电了", "有暖气了",
        "来电了",
        "来水了", "没问题了", "没有问题了", "不漏了", "维修完成", "修复", "已维修", "可以了", "工作正常",
        "没毛病了",
    ),
}  # fmt: skip

UNSETTLED: dict[str, tuple[str, ...]] = {
    "es": (
        "gotea", "gotean", "goteando", "pierde agua", "perdiendo agua", "sale agua", "hay una fuga",  # Gotea
        "hay fuga",
        "hay fugas", "sigue", "siguen", "seguimos", "persiste", "continua igual", "igual que antes",
        "mismo problema",
        "volvio a", "vuelve a gotear", "vuelve a fallar", "ha vuelto a", "esta roto", "esta rota", "roto otra vez",
        "averiado", "averiada", "estropeado", "estropeada", "sin agua", "sin luz", "sin calefaccion", "sin reparar",
        "sin arreglar", "sin solucionar", "sin resolver", "no hay agua", "no hay luz",  # Sin agua
        "no hay calefaccion",
        "no tengo agua", "no tenemos agua", "no sale agua", "no sale el agua", "no enciende", "no cierra",
        "no abre",
        "no calienta", "no va", "no anda", "atascado", "atascada", "bloqueado", "bloqueada", "funciona mal",
        "va mal",
        "peor", "falla", "fallando", "a medias", "nada ha cambiado", "no ha cambiado nada", "por arreglar",
        "se inunda",
        "no arranca", "no tengo luz", "no tenemos luz", "no tengo calefaccion", "no tenemos calefaccion",
        "todavia hay", "aun hay", "otra vez hay", "esta fria", "sale fria", "va fatal", "nada de agua",
        "nada de luz",
    ),
    "pt": (
        "pinga", "pingam", "pingando", "a pingar", "vaza", "vazando", "a vazar", "perde agua",  # Pinga
        "a perder agua",
        "deita agua", "ha uma fuga", "tem vazamento", "continua", "continuam", "persiste", "mesmo problema",
        "na mesma",
        "voltou a pingar", "voltou a avariar", "voltou o problema", "o problema voltou", "avariado", "avariada",
        "estragado", "estragada", "quebrado", "quebrada", "partido outra vez", "esta partido", "sem agua",
        "sem luz",
        "sem aquecimento", "sem energia", "por arranjar", "por reparar", "por resolver", "nao ha agua",
        "nao tem agua",
        "nao tenho agua", "nao temos agua", "nao sai agua", "nao liga", "nao fecha", "nao abre",  # Sem água
        "nao aquece",
        "entupido", "entupida", "bloqueado", "bloqueada", "funciona mal", "pior", "nada mudou", "nao mudou nada",
        "nao presta", "nao tenho luz", "nao temos luz", "ainda ha", "ainda tem", "esta fria", "sai fria",
    ),
    "de": (
        "tropft", "tropfen tut", "leckt", "undicht", "rinnt", "lauft aus", "lauft wasser",  # Tropft noch
        "wasser lauft",
        "kaputt", "defekt", "immer noch da", "besteht weiterhin", "besteht noch", "gleiche problem",
        "selbe problem",
        "gleich wie vorher", "wieder da", "wieder kaputt", "wieder defekt", "kein wasser", "kein warmwasser",
        "kein warmes wasser", "kein heises wasser", "kein strom", "keine heizung", "ohne wasser", "ohne strom",
        "ohne heizung", "ohne warmwasser", "geht nicht", "gehen nicht", "geht immer noch nicht", "geht noch nicht",
        "geht wieder nicht", "lauft nicht", "lauft immer noch nicht", "lauft noch nicht", "geht leider nicht",
        "funktioniert nicht", "funktioniert wieder nicht", "geht nicht mehr", "lauft nicht mehr", "immer noch kalt",
        "bleibt kalt", "noch kalt", "wieder kalt", "verstopft", "blockiert", "klemmt", "schlimmer", "unrepariert",
        "nichts passiert", "nichts geandert", "keine besserung", "schliest nicht", "schliesst nicht", "heizt nicht",
        "offnet nicht", "nicht dicht", "ist kalt", "klappt nicht", "noch nicht behoben", "stinkt",
        "springt nicht an", "nicht in ordnung",
    ),
    "it": (
        "gocciola", "gocciolano", "perde", "perdono acqua", "c'e una perdita", "c'e ancora",  # Perde ancora
        "esce acqua",
        "persiste", "continua", "continuano", "stesso problema", "come prima", "si e rotto", "si e rotta",
        "e rotto",
        "e rotta", "guasto", "guasta", "rotto di nuovo", "ancora rotto", "ancora rotta", "di nuovo rotto", "peggio",
        "di nuovo guasto", "senza acqua", "senza luce", "senza riscaldamento", "senza corrente", "da riparare",
        "da sistemare", "non c'e acqua", "non c'e luce", "manca l'acqua", "manca acqua", "manca la luce", "non va",
        "non esce acqua", "non si accende", "non si chiude", "non chiude", "non si apre", "non scalda", "non parte",
        "bloccato", "bloccata", "intasato", "intasata", "funziona male", "non e cambiato niente",
        "nulla e cambiato",
        "non e cambiato nulla", "ancora freddo", "fredda", "non abbiamo acqua", "non ho acqua", "e ricomparsa",
        "e tornato il problema", "il problema e tornato", "siamo ancora", "niente acqua", "niente riscaldamento",
        "niente luce", "niente corrente",
    ),
    "tr": (
        "akitiyor", "akiyor", "damliyor", "damlatiyor", "sizdiriyor", "siziyor", "kaciriyor",  # Su akıtıyor
        "su kacagi var",
        "calismiyor", "calismadi", "calismiyo", "bozuk", "bozuldu", "yine bozuldu", "tamir edilmedi",
        "tamir olmadi",
        "tamir etmediler", "tamir edilmemis", "onarilmadi", "duzelmedi", "duzeltilmedi", "cozulmedi", "hallolmadi",
        "halledilmedi", "giderilmedi", "yapilmadi", "yapmadilar", "degismedi", "devam ediyor", "suruyor",
        "ayni sorun",
        "ayni problem", "sorun var", "sorun hala", "sicak su yok", "su yok", "elektrik yok", "isinmiyor",
        "isitmiyor",
        "kapanmiyor", "acilmiyor", "tikali", "tikandi", "su gelmiyor", "gelmiyor", "soguk hala", "hala soguk",
        "daha kotu", "tekrar basladi", "yine basladi", "yanmiyor", "kalorifer yok", "hala ayni", "hala kacak var",
    ),
    "uk": (
        "тече", "течуть", "протікає", "протікають", "капає", "крапає", "підтікає", "ллється",  # Ще тече
        "залишається",
        "зламании", "зламана", "зламане", "зламані", "зламався", "зламалась", "зламалася", "зламалося", "поламании",
        "поламана", "поламалось", "не працює", "непрацює", "не працюють", "та сама проблема", "та ж проблема",
        "те саме", "знову те саме", "без змін", "нічого не змінилось", "нічого не змінилося", "нема води",
        "немає гарячоі води", "нема гарячоі води", "гарячоі води немає", "гарячоі води нема", "немає тепла",
        "немає води", "нема світла", "немає світла", "немає опалення", "нема опалення", "без води", "без світла",
        "без опалення", "без гарячоі води", "не тече вода", "вода не тече", "води немає", "води нема",
        "світла немає",
        "опалення немає", "води досі немає", "не гріє", "не гріють", "холодні", "холодна", "не закривається",
        "не зачиняється", "не відчиняється", "не вмикається", "забито", "засмічено", "заклинило", "гірше",
        "проблема є", "проблема залишилась", "проблема залишилася", "нічого не зробили", "нічого не зроблено",
    ),
    "ar": (
        "يتسرب", "تتسرب", "يسرب", "تسرب", "يقطر", "تقطر", "ينقط", "بينقط", "تنقط", "بيسرب", "يسيل",  # لا يزال يتسرب
        "معطل", "معطلة", "عطلان", "عطلانة", "خربان", "خربانة", "مكسور", "مكسورة", "خاسر", "خاسرة", "بايظ", "بايظة",
        "متعطل", "نفس المشكلة", "المشكلة موجودة", "المشكلة مستمرة", "المشكلة قائمة", "المشكلة باقية",
        "رجعت المشكلة",
        "عادت المشكلة", "المشكلة عادت", "المشكلة رجعت", "بدون ماء", "بلا ماء", "بدون كهرباء", "بلا كهرباء",
        "بدون تدفئة", "لا يوجد ماء", "لا توجد كهرباء", "لا يوجد كهرباء", "لا توجد تدفئة", "لا يوجد تدفئة",
        "ما كاين ماء", "ماكاينش الما", "مفيش مية", "ما في ماء", "مافي ماء", "لا ماء ساخن", "لا يوجد اي تغيير",
        "لم يتغير شيء", "لم يتغير", "مسدود", "مسدودة", "عالق", "لا يغلق", "لا يفتح", "لا تغلق جيدا", "لا يسخن",
        "اسوا",
        "مش شغال", "مش شغالة", "ما خدامش", "ماخدامش", "ما يخدمش", "ماتصلحش", "ما تصلحش", "متصلحش", "متصلحتش",
        "ما تصلحتش", "مازال الماء يسيل", "مقطوع", "مقطوعة", "بارد", "لم يتم الاصلاح", "لم يتم اصلاح",
        "لم يتم التصليح", "لم يتم تصليح", "لم يتم حل", "لم تتم",
        "لم يصلح", "لم يصلحوا", "لم تحل", "ما تم", "لم يات احد", "لم يتم اي شيء", "لم يتم شيء",
    ),
    "zh": (
        "漏", "漏水", "还在漏", "还漏", "在滴水", "滴水", "坏了", "坏的", "又坏", "还是坏", "还坏",  # 还在漏水
        "故障", "没反应",
        "没修", "没人修", "修不好", "没好", "不热", "不能用", "用不了", "没水", "没热水", "没有热水", "没有水",
        "没电",
        "没有电", "没暖气", "没有暖气", "关不上", "打不开", "开不了", "不工作", "不亮", "堵", "还是一样",
        "还是老样子",
        "老问题", "同样的问题", "还有问题", "问题依旧", "问题还在", "又来了", "又出现", "更严重", "更糟",
        "还是不行",
        "还不行", "不制热", "没变化", "没有变化", "没有改善", "还是冷", "不正常", "渗水", "还是那样", "不好用",
        "不太好", "不可以用", "没人来",
    ),
}  # fmt: skip

CLOSE: dict[str, tuple[str, ...]] = {
    "es": (
        "pueden cerrar", "puede cerrar", "puedes cerrar", "podeis cerrar", "podemos cerrar",  # Pueden cerrar
        "se puede cerrar",
        "pueden cerrarlo", "puede cerrarlo", "puedes cerrarlo", "cierren", "cierre", "cierra el",
        "cerrar el expediente",
        "cerrar el caso", "cerrar la incidencia", "cerrar el aviso", "por cerrado", "por cerrada", "por concluido",
        "pueden archivar", "puede archivar", "cerrad", "pueden dar por", "anulen mi solicitud",
        "retiro mi solicitud",
        "retiro el aviso", "ya no hace falta", "ya no es necesario", "ya no necesito",
    ),
    "pt": (
        "podem fechar", "pode fechar", "podes fechar", "podem encerrar", "pode encerrar",  # Podem fechar
        "podemos encerrar",
        "fechem", "encerrem", "encerrar o processo", "fechar o processo", "fechar o pedido", "fechar a ocorrencia",
        "encerrar o pedido", "encerrar o caso", "fechar o caso", "por encerrado", "por encerrada", "podem arquivar",
        "pode ser encerrado", "pode ser fechado", "cancelem o pedido", "retiro o pedido", "ja nao e preciso",
        "ja nao e necessario", "nao e mais necessario", "nao preciso mais",
    ),
    "de": (
        "konnen sie schliesen", "konnen sie schliessen", "sie konnen schliesen",  # Sie können schließen
        "kann geschlossen werden",
        "konnen geschlossen werden", "fall schliesen", "fall schliessen", "vorgang schliesen", "vorgang schliessen",
        "akte schliesen", "akte schliessen", "ticket schliesen", "ticket schliessen", "meldung schliesen",
        "meldung schliessen", "vorgang abschliesen", "vorgang abschliessen", "fall abschliesen",
        "fall abschliessen",
        "bitte schliesen", "bitte schliessen", "bitte abschliesen", "konnen sie abschliesen",
        "konnen das schliesen",
        "konnen es schliesen", "das schliesen", "konnen das schliessen", "akte zu machen", "abgeschlossen werden",
        "schliesen sie", "schliessen sie", "ziehe meine meldung zuruck", "nicht mehr notig",
        "brauche niemanden mehr",
    ),
    "it": (
        "potete chiudere", "puo chiudere", "puoi chiudere", "possiamo chiudere",  # Potete chiudere
        "si puo chiudere",
        "potete chiuderla", "potete chiuderlo", "chiudete", "chiudere la pratica", "chiudere la segnalazione",
        "chiudere il caso", "chiudere il ticket", "puo essere chiusa", "puo essere chiuso", "potete archiviare",
        "annullate la richiesta", "ritiro la segnalazione", "ritiro la richiesta", "non serve piu",
        "non c'e piu bisogno",
    ),
    "tr": (
        "kapatabilirsiniz", "kapatabilirsin", "kapatin", "kapatiniz", "kapatilabilir",  # Kapatabilirsiniz
        "kapatabiliriz",
        "dosyayi kapat", "talebi kapat", "dosya kapansin", "kapansin", "talebimi geri cekiyorum",
        "iptal edebilirsiniz",
        "gerek kalmadi", "artik gerek yok",
    ),
    "uk": (
        "можете закрити", "можете закривати", "можна закрити", "можна закривати", "закриите",  # Можете закрити
        "закриваите",
        "закрити заявку", "закрити звернення", "закрити справу", "знімаю заявку", "скасуите заявку",
        "відкликаю заявку", "більше не потрібно", "вже не потрібно", "вже не треба", "більше не треба",
    ),
    "ar": (
        "يمكنكم اغلاق", "يمكنك اغلاق", "يمكن اغلاق", "اغلقوا", "اغلقو", "ممكن تغلقوا",  # يمكنكم إغلاق الملف
        "تقدروا تسكروا",
        "اغلاق الملف", "اغلاق الطلب", "اغلاق البلاغ", "اقفلوا الملف", "اقفال الملف", "تقدر تقفل", "سكروا الملف",
        "اسحب طلبي", "الغوا الطلب", "لم يعد ضروريا", "لا داعي للحضور", "لا حاجة بعد",
    ),
    "zh": (
        "可以关闭", "可以结案", "请关闭", "关闭吧", "关闭工单", "关闭这个", "可以关了", "可以关单",  # 可以关闭了
        "结案", "关单",
        "可以撤销", "撤销报修", "取消报修", "不用来了", "不用再来", "不需要来了", "不需要了", "不用修了",
    ),
}  # fmt: skip

CLOSE_SAYS_IT: frozenset[str] = frozenset(
    (
        "ya no hace falta", "ya no es necesario", "ya no necesito", "ja nao e preciso", "ja nao e necessario",
        "nao e mais necessario", "nao preciso mais", "nicht mehr notig", "brauche niemanden mehr", "non serve piu",
        "non c'e piu bisogno", "gerek kalmadi", "artik gerek yok",
    )
)  # fmt: skip
"""« Ya no hace falta » speaks of the visit: it stands alone in its clause, or it says nothing of the file."""

OTHER_DOORS: frozenset[str] = frozenset(
    words(
        # No pueden cerrar el agua: what one closes in a home is not a file
        "agua llave puerta ventana gas luz persiana grifo llaves ventanas porta janela torneira estore luzes wasser"
        " tur fenster hahn haupthahn fensterladen rolladen acqua rubinetto finestra finestre tapparella luce kapiyi"
        " pencereyi vanayi suyu musluk muslugu kapi vana двері вікно воду кран الباب النافذة الماء المحبس الصنبور"
    )
)
OTHER_DOORS_IN_CHINESE = ("门", "窗", "水阀", "阀", "水龙头", "煤气", "燃气")  # 请关闭水阀

THANKS: dict[str, tuple[str, ...]] = {
    "es": ("gracias", "muchas gracias", "mil gracias", "se agradece", "agradezco", "agradecida", "agradecido"),
    "pt": ("obrigado", "obrigada", "muito obrigado", "muito obrigada", "obg", "agradeco", "grato", "grata",
        "brigado"),
    "de": ("danke", "vielen dank", "danke schon", "dankeschon", "herzlichen dank", "besten dank", "dank", "merci"),
    "it": ("grazie", "grazie mille", "molte grazie", "tante grazie", "ringrazio", "ringraziamo", "vi ringrazio"),
    "tr": (
        "tesekkurler", "tesekkur ederim", "tesekkur ederiz", "cok tesekkurler", "sagolun", "sag olun", "sagol",
        "tesekkur", "cok sagolun", "eyvallah",
    ),
    "uk": ("дякую", "дуже дякую", "дякуємо", "щиро дякую", "спасибі", "вдячна", "вдячнии", "велике дякую"),
    "ar": ("شكرا", "شكرا جزيلا", "شكرا لكم", "شكرا لك", "مشكور", "مشكورين", "الف شكر", "اشكركم", "يعطيكم العافية"),
    "zh": ("谢谢", "多谢", "非常感谢", "感谢", "谢谢你", "谢谢您", "谢谢你们", "辛苦了"),
}  # fmt: skip

COURTESIES: dict[str, tuple[str, ...]] = {
    "es": (
        "hola", "buenos dias", "buenas tardes", "buenas noches", "buenas", "saludos", "un saludo", "por favor",
        "senora",
        "senor", "a todos", "todo", "ya", "muy", "bien", "por todo", "a usted", "a ustedes", "hasta luego", "adios",
    ),
    "pt": (
        "ola", "oi", "bom dia", "boa tarde", "boa noite", "por favor", "senhora", "senhor", "tudo", "muito", "ja",
        "bem",
        "por tudo", "cumprimentos", "ate logo", "abraco", "se faz favor",
    ),
    "de": (
        "hallo", "guten tag", "guten morgen", "guten abend", "bitte", "frau", "herr", "sehr", "alles", "schon",
        "gruse", "viele gruse", "mfg", "lg", "leider", "ihnen", "euch", "fur alles", "tschus", "moin", "servus",
    ),
    "it": (
        "buongiorno", "buonasera", "salve", "ciao", "per favore", "signora", "signor", "tutto", "molto", "saluti",
        "di tutto", "gentili", "arrivederci", "purtroppo", "buona giornata", "mille",
    ),
    "tr": (
        "merhaba", "merhabalar", "gunaydin", "iyi gunler", "iyi aksamlar", "selam", "lutfen", "hanim", "bey", "cok",
        "iyi calismalar", "maalesef", "kolay gelsin", "efendim",
    ),
    "uk": (
        "добрии день", "доброго дня", "добрии вечір", "доброго ранку", "привіт", "вітаю", "будь ласка", "пані",
        "пане",
        "вам", "дуже", "вже", "на жаль", "за все", "гарного дня",
    ),
    "ar": (
        "السلام عليكم", "مرحبا", "اهلا", "صباح الخير", "مساء الخير", "من فضلكم", "من فضلك", "لو سمحت", "سيدتي",
        "سيدي",
        "جزيلا", "لكم", "لك", "تحياتي", "للاسف", "السيدة", "السيد", "و", "جدا", "عليكم السلام", "سلام",
    ),
    "zh": ("你好", "您好", "早上好", "下午好", "晚上好", "请", "了", "啊", "哦", "呢", "的", "吧", "您", "你",
        "你们", "女士", "先生"),
}  # fmt: skip
"""Words beside a yes that leave it a yes, and nothing more."""

PLEASE: dict[str, tuple[str, ...]] = {
    "es": ("por favor", "porfa", "pf"), "pt": ("por favor", "se faz favor", "pf"), "de": ("bitte",),
    "it": ("per favore", "per piacere", "cortesemente"), "tr": ("lutfen",), "uk": ("будь ласка", "прошу"),
    "ar": ("من فضلكم", "من فضلك", "لو سمحت", "لو سمحتم"), "zh": ("请", "麻烦"),
}  # fmt: skip
"""« ¿Pueden cerrar, por favor? » is an order with a question mark."""

NEGATIONS: dict[str, tuple[str, ...]] = {
    "es": ("no", "nunca", "ni", "nada", "tampoco", "sin", "ningun", "ninguna", "nadie", "jamas", "lejos de"),
    "pt": ("nao", "nunca", "nem", "nada", "sem", "nenhum", "nenhuma", "ninguem", "jamais", "tampouco", "longe de"),
    "de": ("nicht", "kein", "keine", "keinen", "nie", "nichts", "niemand", "keineswegs", "weder", "ohne", "nix", "nie"),
    "it": ("non", "mai", "ne", "nulla", "niente", "senza", "nessuno", "nessun", "nessuna", "mica", "tutt'altro che"),
    "tr": ("degil",),
    "uk": ("не", "ні", "ніколи", "ніхто", "нічого", "немає", "нема", "без"),
    "ar": ("لا", "لم", "ما", "ليس", "ليست", "غير", "لن", "مش", "مو", "بدون", "بلا", "مب", "موش"),
    "zh": ("没有", "没", "未", "不", "尚未", "别", "勿", "无"),
}

NEGATION_AFTER: frozenset[str] = frozenset(("de", "tr"))
"""Where the negation may follow what it denies: « tropft nicht mehr », « tamir edilmiş değil »."""

HYPOTHETICAL: dict[str, tuple[str, ...]] = {
    "es": (
        "cuando", "una vez", "en cuanto", "hasta que", "antes de", "si", "para que", "sera", "seran", "va a",
        "van a",
        "vayan", "tiene que", "tienen que", "hay que", "debe", "deberia", "espero", "ojala", "esperemos", "casi",
        "quiero",
        "necesito", "necesita", "manana", "supuestamente", "podria", "ser", "tan pronto", "por si", "mientras",
        "luego que",
        "a ver", "seria", "medio", "estara", "estaria", "este arreglado", "este arreglada", "este reparado",
        "este reparada", "este solucionado", "este resuelto", "este listo", "quede", "quedara", "sea",
    ),
    "pt": (
        "quando", "assim que", "logo que", "ate que", "antes de", "se", "para que", "sera", "serao", "vai", "vao",
        "tem que", "tem de", "deve", "deveria", "espero", "tomara", "esperamos", "quase", "quero", "preciso",
        "amanha",
        "supostamente", "uma vez", "seria", "enquanto", "ficar", "ficara", "estiver", "esteja", "for", "estara",
    ),
    "de": (
        "wenn", "sobald", "falls", "bis", "bevor", "damit", "wird", "werden", "wurde gerne", "muss", "mussen",
        "soll",
        "sollte", "sollen", "hoffe", "hoffentlich", "fast", "beinahe", "ob", "angeblich", "morgen", "kann",
        "konnte",
        "konnen", "solange", "teilweise", "halb", "ware", "mochte", "will", "nachdem", "sofern", "halbwegs", "wann",
    ),
    "it": (
        "quando", "appena", "non appena", "finche", "prima di", "se", "affinche", "sara", "saranno", "verra",
        "deve",
        "devono", "dovrebbe", "spero", "speriamo", "quasi", "vorrei", "bisogna", "domani", "una volta", "sarebbe",
        "qualora",
        "presumibilmente", "va riparato", "va sistemato", "da essere", "sia", "sia stato", "fosse",
        "viene riparato",
    ),
    "tr": (
        "eger", "umarim", "insallah", "neredeyse", "yarin", "ne zaman", "acaba", "diye", "sozde", "yari", "mi",
        "mu",
        "misiniz", "midir", "olunca", "olursa", "edilince", "zaman", "once", "sonra", "olacak", "edilecek",
        "gerekiyor",
        "gerek",
    ),
    "uk": (
        "коли", "як тільки", "щоино", "якщо", "якби", "доки", "поки не", "перш ніж", "щоб", "буде", "будуть",
        "треба",
        "потрібно", "сподіваюсь", "сподіваюся", "маиже", "завтра", "нібито", "чи", "має бути", "повинен", "повинні",
        "хочу", "хотіла", "хотів", "після", "просимо", "прошу полагодити", "може",
    ),
    "ar": (
        "عندما", "لما", "حين", "حينما", "اذا", "ان شاء", "لو", "حتى", "قبل", "سيتم", "سوف", "ساكون", "يجب",
        "لازم", "اتمنى",
        "ارجو", "نرجو", "نامل", "تقريبا", "غدا", "بكرا", "هل", "متى", "بمجرد", "ريثما", "كي", "لكي", "اريد",
        "نريد", "سيعمل",
    ),
    "zh": (
        "等", "如果", "要是", "的话", "一旦", "之后", "以后", "直到", "希望", "需要", "应该", "会", "将", "请修",
        "差不多", "几乎",
        "明天", "是否", "有没有", "什么时候", "吗", "能不能", "是不是", "据说", "快要", "快修好", "想", "必须",
        "何时", "修好后",
    ),
}  # fmt: skip
"""Not yet, perhaps, nearly: « cuando esté arreglado », « wird morgen repariert »."""

ON_CONDITION: dict[str, tuple[str, ...]] = {
    "es": ("si", "cuando", "una vez", "en cuanto", "hasta que", "tan pronto"),  # Cuando esté arreglado, cierren
    "pt": ("se", "quando", "assim que", "logo que", "uma vez", "ate que"),
    "de": ("wenn", "sobald", "falls", "sofern", "nachdem", "sollte"),
    "it": ("se", "quando", "appena", "non appena", "una volta", "qualora", "finche"),
    "tr": ("eger",),
    "uk": ("якщо", "коли", "як тільки", "щоино", "якби", "після"),
    "ar": ("اذا", "عندما", "لما", "لو", "بمجرد", "حين"),
    "zh": ("如果", "要是", "等", "一旦", "若"),
}
"""At the head of a sentence, they bear on the order at its end."""

IF: dict[str, tuple[str, ...]] = {
    "es": ("si", "por si", "en caso"), "pt": ("se", "em caso"), "de": ("falls", "sollte", "sofern", "ob"),
    "it": ("se", "qualora", "in caso"), "tr": ("eger",), "uk": ("якщо", "якби", "чи"), "ar": ("اذا", "لو", "هل"),
    "zh": ("如果", "要是", "的话", "是否", "有没有", "吗", "是不是"),
}  # fmt: skip
"""What they head is no trouble yet: « falls es noch tropft ». « Wenn ich aufdrehe, tropft es » is one."""

TROUBLE_TOLD: dict[str, tuple[str, ...]] = {
    "es": ("aviso", "avisare", "les digo", "les escribo", "llamo", "escribire", "aviseme", "avisenme", "diganme"),
    "pt": (), "de": (), "it": (), "tr": (), "uk": (), "ar": (), "zh": (),
}  # fmt: skip
"""« Si está arreglado les aviso » is a condition; « si, está arreglado » without its comma is a yes."""

REPORTED: dict[str, tuple[str, ...]] = {
    "es": (
        "dice",
        "dijo",
        "dicen",
        "segun",
        "me han dicho",
        "dijeron",
        "ustedes escriben",
        "pensaba",
        "creia",
        "parece que",
    ),
    "pt": (
        "diz",
        "disse",
        "dizem",
        "disseram",
        "segundo",
        "pensava",
        "achava",
        "alega",
    ),  # Ele disse que está resolvido
    "de": ("sagt", "sagte", "gesagt", "laut", "behauptet", "dachte", "meinte", "angeblich", "sie schreiben"),
    "it": ("dice", "ha detto", "dicono", "hanno detto", "secondo", "pensavo", "credevo", "detto che", "sostiene"),
    "tr": ("dedi", "dediler", "soyledi", "soylediler", "gore", "sanmistim", "saniyordum"),  # Usta tamir edildi dedi
    "uk": (
        "каже",
        "сказав",
        "сказала",
        "кажуть",
        "сказали",
        "за словами",
        "думала",
        "думав",
    ),  # Майстер сказав, що працює
    "ar": ("قال", "قالوا", "يقول", "يقولون", "حسب", "ظننت", "قيل"),  # قال السباك إنه تم الإصلاح
    "zh": ("他说", "她说", "师傅说", "他们说", "你们说", "据", "以为"),  # 师傅说修好了
}
"""Somebody else's word."""

ABOUT_A_DAY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "de": (
        frozenset(("geht nicht", "gehen nicht", "klappt nicht", "geht leider nicht", "geht", "geht noch nicht")),
        frozenset(
            words(
                "montag dienstag mittwoch donnerstag freitag samstag sonntag uhr termin termine morgens vormittag"
                " nachmittag abend tag tage bei januar februar marz april mai juni juli august september oktober"
                " november dezember"
            )
        ),
    ),  # Dienstag geht nicht
    "it": (
        frozenset(("non va",)),
        frozenset(words("lunedi martedi mercoledi giovedi venerdi sabato domenica mattina pomeriggio ore orario")),
    ),  # Lunedì non va
    "es": (frozenset(("no va",)), frozenset(words("lunes martes miercoles jueves viernes sabado domingo hora"))),
}
"""« Geht nicht » beside the name of a day is about the day."""

THAT = frozenset(words("que che dass ob ki що чи ان انه انها بان"))
"""« Der Klempner sagt, dass es repariert ist »: what comes after the comma is still his word."""

PAST: dict[str, tuple[str, ...]] = {
    "es": ("estaba", "estaban", "era", "habia"), "pt": ("estava", "estavam", "era", "havia"), "de": ("war",
        "waren"),
    "it": ("era", "erano", "aveva"), "tr": ("idi", "onceden"), "uk": ("був", "була", "було", "були"),
    "ar": ("كان", "كانت"), "zh": ("之前", "以前", "本来", "原来"),
}  # fmt: skip
"""A trouble that was: « war kaputt, jetzt geht es wieder »."""

STILL: dict[str, tuple[str, ...]] = {
    "es": ("todavia", "aun", "sigue", "otra vez"), "pt": ("ainda", "continua", "outra vez", "de novo"),
    "de": ("noch", "wieder", "immer"), "it": ("ancora", "di nuovo"), "tr": ("hala", "yine", "tekrar", "halen"),
    "uk": ("ще", "досі", "знову", "все одно"), "ar": ("مازال", "مازالت", "لايزال", "يزال", "تزال", "لسه",
        "مرة اخرى", "لسا", "ما زال", "ما زالت", "ما يزال"),
    "zh": ("还", "又", "仍", "仍然", "依然", "一直"),
}  # fmt: skip
"""They bind the trouble to the present, and are no negation of their own: « لا يزال يتسرب »."""

BUT: dict[str, tuple[str, ...]] = {
    "es": ("pero", "sin embargo", "aunque"), "pt": ("mas", "porem", "contudo", "so que", "embora"),
    "de": ("aber", "jedoch", "allerdings", "sondern"),
    "it": ("ma", "pero", "tuttavia", "pero'"), "tr": ("ama", "fakat", "ancak", "lakin", "yalniz"),
    "uk": ("але", "проте", "однак", "зате", "хоча"), "ar": ("لكن", "ولكن", "لكنه", "لكنها", "بس", "الا ان",
        "غير ان"),
    "zh": ("但是", "但", "可是", "不过", "然而", "只是", "却"),
}  # fmt: skip

AND: dict[str, tuple[str, ...]] = {
    "es": ("y", "porque", "asi que", "ya que", "que ya"), "pt": ("e", "porque", "entao"), "de": ("und", "weil",
        "denn", "also"),
    "it": ("e poi", "ed", "perche", "quindi"), "tr": ("ve", "cunku"), "uk": ("і", "и", "бо", "тому"), "ar": (),
    "zh": ("而且", "并且", "所以", "因为"),
}  # fmt: skip
"""A negation does not reach over them. Italian « e » is also « è », once folded."""

ORDINALS: dict[str, dict[int, tuple[str, ...]]] = {
    "es": {
        1: ("primero", "primera", "primer"), 2: ("segundo", "segunda"), 3: ("tercero", "tercera",  # La segunda
            "tercer"),
        4: ("cuarto", "cuarta"), 5: ("quinto", "quinta"), 6: ("sexto", "sexta"), 7: ("septimo", "septima",
            "setimo"),
        8: ("octavo", "octava"), 9: ("noveno", "novena"),
    },
    "pt": {
        1: ("primeiro", "primeira"), 2: ("segundo", "segunda"), 3: ("terceiro", "terceira"),  # O segundo
        4: ("quarto", "quarta"),
        5: ("quinto", "quinta"), 6: ("sexto", "sexta"), 7: ("setimo", "setima"), 8: ("oitavo", "oitava"),
        9: ("nono", "nona"),
    },
    "de": {
        1: ("erste", "ersten", "erster", "erstes"), 2: ("zweite", "zweiten", "zweiter", "zweites"),  # Das zweite
        3: ("dritte", "dritten", "dritter", "drittes"), 4: ("vierte", "vierten", "vierter", "viertes"),
        5: ("funfte", "funften", "fuenfte"), 6: ("sechste", "sechsten"), 7: ("siebte", "siebten"), 8: ("achte",
            "achten"),
        9: ("neunte", "neunten"),
    },
    "it": {
        1: ("primo", "prima"), 2: ("secondo", "seconda"), 3: ("terzo", "terza"), 4: ("quarto",  # Il secondo
            "quarta"),
        5: ("quinto", "quinta"), 6: ("sesto", "sesta"), 7: ("settimo", "settima"), 8: ("ottavo", "ottava"),
        9: ("nono", "nona"),
    },
    "tr": {
        1: ("birinci", "birincisi", "ilk", "ilki"), 2: ("ikinci", "ikincisi"), 3: ("ucuncu", "ucuncusu"),  # İkinci
        4: ("dorduncu", "dorduncusu"), 5: ("besinci", "besincisi"), 6: ("altinci",), 7: ("yedinci",),
        8: ("sekizinci",),
        9: ("dokuzuncu",),
    },
    "uk": {
        1: ("першии", "перша", "перше", "першого", "першу"), 2: ("другии", "друга", "друге", "другого",  # Другий
            "другу"),
        3: ("третіи", "третя", "третє", "третього", "третю"), 4: ("четвертии", "четверта", "четверте", "четверту"),
        5: ("п'ятии", "п'ята", "п'яте"), 6: ("шостии", "шоста", "шосте"), 7: ("сьомии", "сьома", "сьоме"),
        8: ("восьмии", "восьма", "восьме"), 9: ("дев'ятии", "дев'ята", "дев'яте"),
    },
    "ar": {
        1: ("الاول", "الاولى"), 2: ("الثاني", "الثانية", "التاني", "التانية"), 3: ("الثالث", "الثالثة",  # الثاني
            "التالت"),
        4: ("الرابع", "الرابعة"), 5: ("الخامس", "الخامسة"), 6: ("السادس", "السادسة"), 7: ("السابع", "السابعة"),
        8: ("الثامن", "الثامنة"), 9: ("التاسع", "التاسعة"),
    },
    "zh": {
        1: ("第一", "第1", "第１"), 2: ("第二", "第2", "第２"), 3: ("第三", "第3", "第３"), 4: ("第四",  # 第二个
            "第4"),
        5: ("第五", "第5"), 6: ("第六", "第6"), 7: ("第七", "第7"), 8: ("第八", "第8"), 9: ("第九", "第9"),
    },
}  # fmt: skip

NUMBERS: dict[str, tuple[str, ...]] = {
    "es": tuple(words("uno dos tres cuatro cinco seis siete ocho nueve")),  # Opción dos
    "pt": tuple(words("um dois tres quatro cinco seis sete oito nove")),  # Opção dois
    "de": tuple(words("eins zwei drei vier funf sechs sieben acht neun")),  # Nummer zwei
    "it": tuple(words("uno due tre quattro cinque sei sette otto nove")),  # Numero due
    "tr": tuple(words("bir iki uc dort bes alti yedi sekiz dokuz")),  # İki numara
    "uk": tuple(words("один два три чотири п'ять шість сім вісім дев'ять")),  # Номер два
    "ar": tuple(words("واحد اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة")),  # رقم اثنان
    "zh": tuple("一二三四五六七八九"),  # 选二
}
"""From one to nine, in their order. They count after « number », or alone in their clause."""

NUMBER_LEADS: dict[str, tuple[str, ...]] = {
    "es": ("numero", "num", "nro", "n", "opcion", "propuesta", "el", "la", "franja", "horario", "alternativa", "cita"),
    "pt": ("numero", "num", "n", "opcao", "proposta", "o", "a", "hipotese", "horario", "alternativa", "data"),
    "de": ("nummer", "nr", "option", "vorschlag", "termin", "die", "das", "den", "der", "moglichkeit", "variante"),
    "it": ("numero", "num", "n", "opzione", "proposta", "il", "la", "l'", "fascia", "orario", "alternativa", "data"),
    "tr": ("numara", "no", "secenek", "randevu"),
    "uk": ("номер", "варіант", "під номером", "опція", "пропозиція", "час"),
    "ar": ("رقم", "الخيار", "الموعد", "الاقتراح", "خيار", "موعد", "العرض"),
    "zh": ("选", "选项", "选择", "方案", "时段", "编号"),
}
NUMBER_TRAILS: dict[str, tuple[str, ...]] = {
    "tr": ("numara", "numarali", "nolu", "no", "secenek"),  # 2 numara, 2. seçenek
    "zh": ("号时段", "号选项"),
}

DETERMINERS: dict[str, tuple[str, ...]] = {
    "es": ("el", "la", "al", "lo"), "pt": ("o", "a", "ao"), "de": ("der", "die", "das", "den", "dem", "beim",
        "nehme"),
    "it": ("il", "la", "lo", "al", "alla", "per il", "per la"),
}  # fmt: skip
"""In these languages an ordinal without its article is an adverb: « primero quiero saber… »."""

OFFER_NOUNS: dict[str, tuple[str, ...]] = {
    "es": ("opcion", "propuesta", "fecha", "cita", "franja", "horario", "alternativa", "hora", "turno"),
    "pt": ("opcao", "proposta", "data", "hipotese", "horario", "alternativa", "visita"),
    "de": ("termin", "vorschlag", "option", "moglichkeit", "variante", "zeitfenster", "datum"),
    "it": ("opzione", "proposta", "data", "fascia", "orario", "alternativa", "appuntamento"),
}

UNCERTAIN_ORDINALS: dict[str, frozenset[str]] = {
    "es": frozenset(("cuarto",)),  # El cuarto: a room
    "pt": frozenset(words("segunda terca quarta quinta sexta quarto")),  # Na segunda: on Monday
    "it": frozenset(("quarto", "prima")),  # La prima possibile; un quarto
}
"""They count only before « option » and its like."""

NOT_OFFERS_AFTER: dict[str, tuple[str, ...]] = {
    "es": ("piso", "planta", "vez", "mes", "semana", "puerta", "de", "ano", "puesto"),  # El segundo piso
    "pt": ("piso", "andar", "vez", "mes", "semana", "feira", "de", "ano"),  # No segundo andar
    "de": ("stock", "stockwerk", "etage", "mal", "og", "woche", "monat", "januar", "februar", "marz", "april",
        "mai", "juni",
           "juli", "august", "september", "oktober", "november", "dezember", "tur"),
    "it": ("piano", "volta", "mese", "settimana", "di", "possibile", "anno"),
    "tr": ("kat", "kez", "defa", "kere", "hafta", "ay", "katta", "olarak", "once"),  # İkinci kat
    "uk": ("поверх", "поверсі", "раз", "тиждень", "місяць", "грудня", "січня", "листопада", "година", "годині",
        "день"),
    "ar": ("عشر", "عشرة", "من", "والعشرين", "صباحا", "مساء", "ظهرا"),
    "zh": ("天", "次", "层", "楼", "周", "年", "月", "十", "遍", "回", "步"),
}  # fmt: skip
NOT_OFFERS_BEFORE: dict[str, tuple[str, ...]] = {
    "es": ("por", "un"), "pt": ("na", "pela", "um", "no"), "de": ("am", "vom", "zum"), "it": ("un", "per"),
    "tr": (), "uk": ("о", "об"),
    "ar": ("الطابق", "المرة", "للمرة", "الساعة", "كانون", "تشرين", "ربيع", "جمادى", "الدور", "المقام", "الشقة",
        "في المقام"),
    "zh": (),
}  # fmt: skip

EXCEPT: dict[str, tuple[str, ...]] = {
    "es": ("menos", "salvo", "excepto", "no"), "pt": ("menos", "exceto", "salvo", "nao"), "de": ("auser",
        "ausser", "nicht"),
    "it": ("tranne", "eccetto", "non", "meno"), "tr": ("haric", "disinda", "degil"), "uk": ("крім", "окрім", "не"),
    "ar": ("ما عدا", "عدا", "الا", "ليس", "باستثناء"), "zh": ("除了", "不", "除"),
}  # fmt: skip
OTHERWISE: dict[str, tuple[str, ...]] = {
    "es": ("si no", "sino", "de lo contrario", "o si no"), "pt": ("senao", "se nao", "caso contrario"),
    "de": ("sonst", "ansonsten", "notfalls"), "it": ("altrimenti", "se no", "oppure"), "tr": ("yoksa", "olmazsa"),
    "uk": ("інакше", "якщо ні", "або ж"), "ar": ("والا", "او"), "zh": ("否则", "不行的话", "不然", "要不"),
}  # fmt: skip
"""« La primera, si no la tercera » is the first."""

NONE_SUITS: dict[str, tuple[str, ...]] = {
    "es": (
        "ninguno me", "ninguna me", "ningun dia", "ningun horario", "ninguna opcion",  # Ninguno me viene bien
        "ninguna fecha", "ninguno",
        "ninguna", "ninguno de", "ninguna de", "no me viene bien", "no me va bien", "no me vienen bien",
        "imposible",
        "no puedo esos dias", "no puedo ese dia", "no estoy disponible", "no podre", "no puedo ninguno",
        "no me sirve",
    ),
    "pt": (
        "nenhum", "nenhuma", "nenhum dos", "nenhuma das", "nenhum dia", "nenhum horario",  # Nenhum me serve
        "nao me da jeito",
        "nao posso nesses dias", "nao posso nesse dia", "nao estou disponivel", "impossivel", "nao me serve",
        "nao consigo nesses", "nenhum serve", "nao posso em nenhum",
    ),
    "de": (
        "keiner", "keines", "keins", "keiner passt", "keiner der", "keine der", "passt nicht",  # Keiner passt
        "passt mir nicht",
        "passen nicht", "passen mir nicht", "passt leider nicht", "passen leider nicht", "nicht moglich",
        "unmoglich",
        "bin nicht da", "bin nicht verfugbar", "habe keine zeit", "kann an keinem", "kein termin passt",
        "kann ich nicht", "passt mir leider nicht", "geht bei mir nicht",
    ),
    "it": (
        "nessuno", "nessuna", "nessuno dei", "nessuna delle", "nessuno mi", "nessuna mi",  # Nessuno va bene
        "nessun giorno",
        "nessun orario", "non mi va bene", "non mi vanno bene", "non vanno bene", "non sono disponibile",
        "impossibile",
        "non posso in quei", "non posso nessuno", "non ci sono quel", "non posso quel",
    ),
    "tr": (
        "hicbiri", "hicbirisi", "hic biri", "hicbiri uygun", "uygun degil", "uymuyor",  # Hiçbiri uygun değil
        "bana uymuyor",
        "musait degilim", "mumkun degil", "imkansiz", "o gunler olmaz", "gelemem", "evde degilim", "uygun degilim",
    ),
    "uk": (
        "жоден", "жодна", "жодне", "жодного", "жодни", "жодна з", "жодне не",  # Жоден не підходить
        "не підходить", "не підходять",
        "неможливо", "не можу в ці дні", "не можу в цеи день", "мене не буде", "мені незручно", "ніякии",
        "не зможу",
    ),
    "ar": (
        "لا يناسبني", "لا تناسبني", "لا شيء يناسب", "ولا واحد", "ولا موعد", "لا احد منها",  # لا يناسبني
        "غير مناسب", "غير مناسبة",
        "لا يوجد موعد مناسب", "مستحيل", "غير ممكن", "لست متاحا", "لست متاحة", "لا استطيع في هذه", "غير متاح",
        "غير متاحة",
        "ما يناسبني", "ما يناسبنيش", "مش مناسب", "لن اكون",
    ),
    "zh": (
        "都不行", "都不合适", "都不可以", "都不方便", "一个都不", "没有合适的", "不合适", "没空",  # 都不行
        "没有空", "不在家", "不方便",
        "没时间", "没有时间", "不可能", "都没空", "都不能",
    ),
}  # fmt: skip

BARE: dict[str, tuple[str, str]] = {
    "si": ("es", "yes"), "sip": ("es", "yes"), "claro": ("es", "yes"), "vale": ("es", "yes"),  # Sí
    "de acuerdo": ("es", "yes"), "sim": ("pt", "yes"), "ta bom": ("pt", "yes"), "ja": ("de", "yes"),
    "jawohl": ("de", "yes"),
    "va bene": ("it", "yes"), "d'accordo": ("it", "yes"), "evet": ("tr", "yes"), "tamam": ("tr", "yes"),
    "olur": ("tr", "yes"), "tabii": ("tr", "yes"), "no": ("es", "no"), "nao": ("pt", "no"), "nein": ("de", "no"),
    "hayir": ("tr", "no"), "olmaz": ("tr", "no"), "gracias": ("es", "thanks"), "obrigado": ("pt", "thanks"),
    "obrigada": ("pt", "thanks"), "danke": ("de", "thanks"), "grazie": ("it", "thanks"), "tesekkurler": ("tr",
        "thanks"),
    "arreglado": ("es", "settled"), "solucionado": ("es", "settled"), "resuelto": ("es", "settled"),
    "resolvido": ("pt", "settled"), "consertado": ("pt", "settled"), "repariert": ("de", "settled"),
    "behoben": ("de", "settled"), "erledigt": ("de", "settled"), "riparato": ("it", "settled"), "risolto": ("it",
        "settled"),
    "duzeldi": ("tr", "settled"), "tamir edildi": ("tr", "settled"), "calisiyor": ("tr", "settled"),
    "todavia no": ("es", "unsettled"), "ainda nao": ("pt", "unsettled"), "noch nicht": ("de", "unsettled"),
    "non ancora": ("it", "unsettled"), "calismiyor": ("tr", "unsettled"), "ninguno": ("es", "none_suits"),
    "nenhum": ("pt", "none_suits"), "keiner": ("de", "none_suits"), "nessuno": ("it", "none_suits"),
    "hicbiri": ("tr", "none_suits"),
}  # fmt: skip
"""Said alone in Latin letters, where the language cannot be told, they mean this in each language that has them."""
