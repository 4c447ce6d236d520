"""The things of a home and what goes wrong with them, in eight other languages: enough for the trade of a report.

Folded as `lines.fold` does. A row is the beginning of a word, or of several; Arabic and Chinese rows stand anywhere.
The trade whose row stands first in a mail is the one of the report.
"""

from __future__ import annotations

from mailbot.vocabulary import Category

ANYWHERE = frozenset(("ar", "zh"))
"""Languages that join their words."""

THINGS: dict[str, dict[Category, tuple[str, ...]]] = {
    "es": {
        Category.HEATING: ("calefaccion", "radiador", "caldera", "termostato"),  # no funciona la calefacción
        Category.HOT_WATER: ("agua caliente", "calentador", "termo"),
        Category.PLUMBING: (
            "fuga", "gotea", "grifo", "desague", "inodoro", "vater", "cisterna", "fregadero", "lavabo", "ducha",
            "tuberia",
        ),
        Category.ELECTRICITY: ("electricidad", "luz", "enchufe", "corriente", "interruptor", "diferencial"),
        Category.LOCKS: ("cerradura", "llave", "cerrojo"),
        Category.SHUTTERS: ("persiana",),
        Category.WINDOWS: ("ventana", "cristal"),
        Category.APPLIANCES: ("horno", "lavadora", "lavavajillas", "nevera", "frigorifico", "vitroceramica", "campana"),
        Category.PESTS: ("cucaracha", "raton", "ratas", "chinches", "hormigas"),
        Category.DAMP: ("humedad", "moho"),
    },
    "pt": {
        Category.HEATING: ("aquecimento", "radiador", "aquecedor", "caldeira", "termostato"),
        Category.HOT_WATER: ("agua quente", "esquentador", "termoacumulador"),
        Category.PLUMBING: (
            "fuga", "vazamento", "pinga", "torneira", "ralo", "sanita", "autoclismo", "lava-loica", "lavatorio",
            "chuveiro",
            "cano", "canalizacao",
        ),
        Category.ELECTRICITY: (
            "eletricidade", "electricidade", "luz", "tomada", "corrente", "interruptor", "disjuntor",
        ),
        Category.LOCKS: ("fechadura", "chave"),  # a fechadura da porta está avariada
        Category.SHUTTERS: ("estore", "persiana"),
        Category.WINDOWS: ("janela", "vidro"),
        Category.APPLIANCES: ("forno", "maquina de lavar", "frigorifico", "placa", "exaustor"),
        Category.PESTS: ("barata", "rato", "percevejo"),
        Category.DAMP: ("humidade", "bolor", "mofo"),
    },
    "de": {
        Category.HEATING: ("heizung", "heizkorper", "thermostat"),  # die Heizung ist kalt
        Category.HOT_WATER: ("warmwasser", "warmes wasser", "boiler", "durchlauferhitzer"),
        Category.PLUMBING: (
            "leck", "tropft", "undicht", "wasserhahn", "abfluss", "toilette", "spulung", "spule", "waschbecken",
            "dusche", "rohr",
            "verstopft",
        ),
        Category.ELECTRICITY: ("strom", "licht", "steckdose", "sicherung", "lampe"),
        Category.LOCKS: ("schloss", "schlussel", "turschloss"),
        Category.SHUTTERS: ("rollladen", "rolladen", "jalousie"),
        Category.WINDOWS: ("fenster", "scheibe"),
        Category.APPLIANCES: ("backofen", "ofen", "waschmaschine", "spulmaschine", "kuhlschrank", "herd"),
        Category.PESTS: ("kakerlake", "schaben", "mause", "ratten", "wanzen"),
        Category.DAMP: ("schimmel", "feucht"),
    },
    "it": {
        Category.HEATING: ("riscaldamento", "termosifon", "caldaia", "termostato", "calorifer"),
        Category.HOT_WATER: ("acqua calda", "scaldabagno", "boiler"),
        Category.PLUMBING: (
            "perdita", "perde", "gocciola", "rubinetto", "scarico", "water", "sciacquone", "lavandino", "doccia",
            "tubo",
        ),
        Category.ELECTRICITY: ("corrente", "elettricita", "luce", "presa", "interruttore", "salvavita"),
        Category.LOCKS: ("serratura", "chiave"),
        Category.SHUTTERS: ("tapparella", "serranda", "persiana"),
        Category.WINDOWS: ("finestra", "vetro"),
        Category.APPLIANCES: ("forno", "lavatrice", "lavastoviglie", "frigo", "piano cottura", "cappa"),
    },
    "tr": {
        Category.HEATING: ("kalorifer", "isitma", "radyator", "petek", "kombi", "termostat"),
        Category.HOT_WATER: ("sicak su", "sofben", "termosifon"),
        Category.PLUMBING: (
            "sizinti", "siziyor", "damliyor", "musluk", "gider", "klozet", "sifon", "lavabo", "dus", "boru",
        ),
        Category.ELECTRICITY: ("elektrik", "isik", "priz", "sigorta"),
        Category.LOCKS: ("kilit", "anahtar"),
        Category.SHUTTERS: ("panjur", "kepenk"),
        Category.WINDOWS: ("pencere", "cam"),
        Category.APPLIANCES: ("firin", "camasir makine", "bulasik makine", "buzdolab"),
        Category.DAMP: ("kuf", "rutubet", "nem"),
    },
    "uk": {
        Category.HEATING: ("опаленн", "батаре", "радіатор", "котел", "термостат"),
        Category.HOT_WATER: ("гаряч", "боилер", "водонагрівач"),
        Category.PLUMBING: (
            "тече", "протіка", "капає", "кран", "злив", "унітаз", "раковин", "душ", "труб", "засмічен",
        ),
        Category.ELECTRICITY: ("електри", "світл", "розетк", "струм", "вимикач"),
        Category.LOCKS: ("замок", "ключ"),
        Category.SHUTTERS: ("ролет", "жалюзі"),
        Category.WINDOWS: ("вікн", "скло"),
        Category.APPLIANCES: ("духовк", "пральн", "посудомииик", "холодильник", "плит"),
        Category.DAMP: ("цвіль", "плісн", "волог"),
    },
    "ar": {
        Category.HEATING: ("تدفئة", "التدفئة", "مدفا", "رادياتور"),
        Category.HOT_WATER: ("ماء ساخن", "الماء الساخن", "سخان", "المياه الساخنة"),
        Category.PLUMBING: ("تسرب", "تسريب", "يسرب", "حنفية", "صنبور", "مرحاض", "مغسلة", "انبوب", "مجاري"),
        Category.ELECTRICITY: ("كهرباء", "الكهرباء", "الضوء", "مقبس"),
        Category.LOCKS: ("قفل", "مفتاح"),
        Category.SHUTTERS: ("شتر", "مصراع"),
        Category.WINDOWS: ("نافذة", "شباك", "زجاج"),
        Category.APPLIANCES: ("فرن", "غسالة", "ثلاجة"),
        Category.DAMP: ("رطوبة", "عفن"),
    },
    "zh": {
        Category.HEATING: ("暖气", "供暖", "锅炉"),
        Category.HOT_WATER: ("热水",),
        Category.PLUMBING: ("漏水", "水龙头", "下水", "马桶", "水管", "堵", "滴水"),
        Category.ELECTRICITY: ("停电", "没电", "电灯", "插座", "电源", "跳闸"),
        Category.LOCKS: ("锁", "钥匙"),
        Category.SHUTTERS: ("卷帘", "百叶"),
        Category.WINDOWS: ("窗", "玻璃"),
        Category.APPLIANCES: ("烤箱", "洗衣机", "冰箱", "洗碗机"),
        Category.PESTS: ("蟑螂", "老鼠"),
        Category.DAMP: ("霉", "潮湿"),
    },
}  # fmt: skip
