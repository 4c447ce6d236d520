"""In which language a mail is written, and what a few words of eight other languages say."""

import time

import pytest

from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.lexicon import other_languages, small_words
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.tongues import MOST_CHARACTERS, Told, told_in
from tests.cases import every

WRITTEN: dict[str | None, tuple[str, ...]] = {
    None: (
        "", "   ", "👍", "😡😡", "12", "14h30", "???", "...", "06 12 34 56 78", "Nadia", "Nadia Belkacem", "Durand",
        "J. Marchand", "MT-02", "#MT-02", "https://exemple.example/photo/12", "olena.k@mail.example", "320,00 €",
        "👍👍 🙏",
    ),
    "fr": (
        "ok", "OK", "Ok.", "oui", "Oui !", "non", "merci", "ok merci", "si", "C bon", "c bon merci", "nickel",
        "Nickel !",
        "RAS", "jai plu deau chaude", "sa fui tjr", "slt c regler", "le 2", "le premier", "mardi matin", "dac",
        "svp rappelez moi", "Ca marche", "parfait", "Impeccable merci", "toujours rien ???",
        "pas dispo avant janvier",
        "Fait.", "Réparé", "réglé", "Résolu", "pas encore", "aucun", "impossible", "d'accord", "je prends", "à 14h",
        "Le chauffage est en panne", "fuite sous l'évier", "plus d'eau", "j'ai toujours pas de chauffage",
        "cava merci",
        "12 rue des Lilas, 3e étage", "Devis ci-joint 480 HT soit 528 TTC", "Envoyez svp le planning du week-end",
        "Le thermostat Honeywell clignote", "Bonjour, the boiler est cassée depuis hier et on a froid",
        "Hola, je vous écris car la porte ne ferme plus", "Bonjour Mme Kovalenko", "Clôturez",
        "vous pouvez clôturer",
        "c pas réparer, ça goutte encore", "on est pas là jeudi", "bjr le plombier est pas venu", "OK pour jeudi",
        "Ok pour moi", "Scandaleux !", "Inadmissible", "ça fuit", "quand passez-vous ?", "trop cher, non", "ouais",
        "pb de serrure", "Super, merci beaucoup", "Je vous transfère le mail de Олена", "mercredi", "la deuxième",
        "l'ascenseur est bloqué", "Plus de lumière dans le hall", "bonne journée", "nan c pas bon",
    ),
    "en": (
        "yes", "Yes please", "no", "No, it still leaks", "okay thanks", "Okay", "thanks!", "thank you", "fixed",
        "not fixed",
        "Tuesday morning works", "the second one", "All good now", "hot water is back", "It's broken again",
        "ok thanks", "ok for Thursday", "nobody came", "still no heating", "Works fine, you can close it",
        "perfect",
        "Can you come on Monday?", "The leak is at 12 rue de la République", "I live at 4 avenue des Tilleuls",
        "none of these work for me", "how much is it?", "the radiator in the salon doesn't heat", "Done",
        "No thanks",
        "Hi, is there any news?", "sorry cant make it tomorrow", "im still waiting for the plumber",
    ),
    "es": (
        "sí", "Sí, gracias", "Vale", "vale gracias", "Hola", "gracias", "Muchas gracias", "ya no gotea",
        "todavía gotea",
        "no funciona", "La ducha no funciona desde ayer", "no está arreglado", "ya está arreglado", "la segunda",
        "el martes por la tarde", "ninguno me viene bien", "No hay agua caliente", "¿Cuándo vienen?",
        "pueden cerrar",
        "Buenos días, la puerta no cierra bien", "Perfecto", "sigue igual", "no gracias",
        "El fontanero no ha venido",
    ),
    "pt": (
        "sim", "Sim, obrigada", "não", "obrigado", "Olá", "ainda pinga", "já não pinga", "está arranjado, obrigado",
        "Não funciona", "a torneira continua a pingar", "podem fechar", "Bom dia, não temos água quente",
        "nenhum me serve", "na terça de manhã", "Tudo bem, pode vir amanhã", "ainda não", "muito obrigada",
        "o canalizador não veio", "A fechadura está avariada desde ontem",
    ),
    "de": (
        "ja", "Ja danke", "nein", "Nein, danke", "danke", "Danke schön", "Passt", "das zweite",
        "Heizung geht nicht",
        "Die Heizung geht immer noch nicht", "tropft nicht mehr", "Alles in Ordnung", "noch nicht", "Keiner passt",
        "Guten Tag, wir haben kein warmes Wasser", "Mittwoch um 10 Uhr", "Sie können den Fall schließen",
        "repariert",
        "Das Schloss klemmt", "ok danke", "Wann kommt der Klempner?", "Vielen Dank!",
    ),
    "it": (
        "sì", "Sì, grazie", "grazie", "Grazie mille", "va bene", "Buongiorno", "perde ancora",
        "non funziona ancora",
        "non perde più", "è stato riparato", "il secondo", "potete chiudere", "La caldaia non funziona da ieri",
        "nessuno va bene", "Martedì mattina va bene", "d'accordo grazie", "l'idraulico non è venuto",
        "tutto a posto",
    ),
    "tr": (
        "evet", "hayır", "tamam", "teşekkürler", "Merhaba", "hâlâ su akıtıyor", "tamir edildi", "çalışmıyor",
        "Kalorifer çalışmıyor ve çok soğuk", "sıcak su yok", "ikinci", "hiçbiri uygun değil", "salı sabah uygun",
        "kapatabilirsiniz", "Usta dün gelmedi", "evet tesekkur ederim", "calismiyor hala",
    ),
    "uk": (
        "так", "Так, дякую", "ні", "дякую", "добре", "ще тече", "вже не тече", "не працює",
        "Вода не тече, що робити?",
        "Доброго дня, немає гарячої води", "другий", "можете закрити заявку", "полагодили", "Батарея холодна",
        "у середу зранку зручно", "Сантехнік не прийшов", "Все добре, дякую",
    ),
    "ru": ("спасибо", "нет", "Да, спасибо", "Ещё течёт", "Вода горячая не работает", "вы придёте завтра?"),
    "ar": (
        "نعم", "لا", "شكرا", "لا يزال يتسرب", "تم الإصلاح، شكراً", "لم يتم الإصلاح", "الباب لا يغلق",
        "مرحبا، لا توجد مياه ساخنة منذ أمس", "الثاني", "موافق",
    ),
    "zh": ("好的", "是的，谢谢", "还没修好", "热水器坏了", "第二个", "修好了", "不漏了", "星期二上午可以",
        "你好，没有暖气", "OK 好的谢谢", "谢谢 Sophie"),
    "nl": (
        "Goedendag, de verwarming doet het niet", "het lekt nog steeds", "bedankt", "Ja, bedankt",
        "nee het werkt niet",
        "Dank u wel, alles is goed", "de loodgieter is niet gekomen",
    ),
    "pl": (
        "Dzień dobry, ogrzewanie nie działa", "tak, dziękuję", "nadal cieknie", "nie działa", "dziękuję",
        "woda jest zimna",
        "Hydraulik nie przyszedł wczoraj",
    ),
}  # fmt: skip


@every(("words", "language"), [(words, language) for language, row in WRITTEN.items() for words in row])
def test_the_language_of_a_short_text(words: str, language: str | None) -> None:
    assert language_of(words) == language


def test_over_two_hundred_short_texts_are_judged() -> None:
    assert sum(map(len, WRITTEN.values())) >= 200


@every("language", ["fr", "en", "es", "it", "de", "tr", "uk", "ar", "zh"])
def test_neither_a_link_nor_a_canned_key_nor_an_address_decides(language: str) -> None:
    around = "MT-02\n{}\nhttps://www.agence.example/de/la/page\n12 rue de la Paix\nsophie@agence.example"
    assert all(language_of(around.format(words)) == language for words in WRITTEN[language] if len(words) > 14)


SAID: dict[str, dict[str, tuple[str, ...]]] = {
    "es": {
        "yes": ("Sí", "sí, claro", "Vale", "de acuerdo", "Hola, perfecto", "no hay problema", "Sí sí"),
        "thanks yes": ("Sí, gracias", "vale muchas gracias"),
        "no": ("No", "no no", "Hola, no", "no por favor", "para nada", "No estoy de acuerdo"),
        "no thanks": ("No, gracias",),
        "no unsettled": ("Todavía no", "aún no", "No, todavía no"),
        "settled": (
            "arreglado", "ya no gotea", "La fuga está arreglada", "funciona bien", "lo han reparado y ya hay agua",
            "no gotea", "estaba roto y ya funciona", "el grifo vuelve a funcionar", "todo en orden",
            "ya no pierde agua",
        ),
        "settled thanks": ("Ya no gotea, gracias",),
        "settled yes": ("Sí, ya está arreglado", "Sí ya funciona", "sí funciona"),
        "unsettled": (
            "todavía gotea", "no está arreglado", "No funciona", "sigue goteando", "no todavía gotea",
            "ya no funciona",
            "Sí, pero sigue perdiendo agua", "vino el fontanero pero no funciona", "otra vez sin agua caliente",
            "no creo que esté arreglado", "arreglado, pero gotea otra vez", "cuando abro el grifo gotea",
            "el problema persiste", "Perfecto, otra semana sin calefacción", "sin arreglar", "gotea",
        ),
        "close": ("pueden cerrar el expediente", "¿Pueden cerrar, por favor?", "ya no hace falta"),
        "close settled": ("Está arreglado, pueden cerrar", "Ya funciona. Pueden cerrarlo"),
        "none_suits": ("ninguno me viene bien", "imposible esos días"),
        "": (
            "¿está arreglado?", "¿pueden cerrar el expediente?",
            "cuando esté arreglado, pueden cerrar", "si funciona les aviso",
            "no cierren el caso",
            "El fontanero dice que está arreglado", "va a ser reparado mañana", "no puedo cerrar la ventana",
            "espero que funcione", "pueden cerrar el agua", "si está arreglado, pueden cerrar", "¿ya no gotea?",
            "¿Por qué sigue goteando?", "casi arreglado", "«ya está arreglado»",
        ),
    },
    "pt": {
        "yes": ("Sim", "está bem", "claro", "Pode ser", "Tudo bem"),
        "thanks yes": ("Sim, obrigada",),
        "no": ("Não", "não não"),
        "no unsettled": ("ainda não",),
        "settled": ("já não pinga", "está arranjado", "não vaza mais", "resolvido", "foi reparado ontem"),
        "settled yes": ("Sim, já funciona", "sim está resolvido"),
        "unsettled": (
            "ainda pinga", "não está arranjado", "não foi resolvido", "sim mas ainda vaza", "continua a vazar",
            "não funciona", "sem água quente", "o problema voltou", "já não funciona",
        ),
        "close": ("podem fechar o processo",),
        "close settled": ("está resolvido, podem fechar",),
        "none_suits": ("nenhum me serve",),
        "": ("quando estiver arranjado, podem fechar", "está arranjado?", "ele disse que está resolvido",
            "não fechem",
             "vai ser reparado amanhã", "Se funcionar, aviso"),
    },
    "de": {
        "yes": ("Ja", "ja klar", "In Ordnung", "Passt", "einverstanden", "kein Problem", "Hallo, ja"),
        "thanks yes": ("Ja danke", "passt, vielen Dank"),
        "no": ("Nein", "leider nein", "Nicht einverstanden"),
        "no unsettled": ("noch nicht", "Nein, noch nicht", "Nein es tropft noch"),
        "settled": (
            "repariert", "Es tropft nicht mehr", "geht wieder", "Die Heizung funktioniert wieder", "wieder warm",
            "das Problem ist behoben", "war kaputt, jetzt geht es wieder", "kein Leck mehr",
        ),
        "settled yes": ("Ja, es ist repariert", "Ja es funktioniert"),
        "unsettled": (
            "Es tropft immer noch", "ist nicht repariert", "die Heizung geht nicht", "ja, aber es tropft noch",
            "Nicht behoben", "wieder kaputt", "Es ist leider noch nicht behoben", "funktioniert nicht mehr",
            "Wenn ich den Hahn aufdrehe, tropft es", "kein warmes Wasser",
            "das Wasser ist kalt",
        ),
        "close": ("Sie können den Fall schließen", "bitte schliessen"),
        "none_suits": ("Keiner passt", "das passt mir leider nicht"),
        "": (
            "Wenn es repariert ist, können Sie schließen", "wird morgen repariert", "Ist es repariert?",
            "Bitte nicht schließen", "Dienstag geht nicht", "der Klempner sagt es ist repariert",
            "Er sagt, dass es repariert ist", "Falls es noch tropft",
            "hoffentlich ist es bald repariert",
        ),
    },
    "it": {
        "yes": ("Sì", "va bene", "d'accordo", "certo"),
        "thanks yes": ("Sì, grazie", "va bene grazie"),
        "no": ("No", "purtroppo no"),
        "no unsettled": ("non ancora",),
        "settled": ("non perde più", "è stato riparato", "funziona", "tutto a posto", "risolto", "non gocciola"),
        "settled yes": ("sì, funziona", "sì è riparato"),
        "unsettled": (
            "perde ancora", "non è stato riparato", "sì ma perde ancora", "non funziona", "si è rotto di nuovo",
            "senza acqua calda", "Il problema persiste", "Non è ancora risolto",
        ),
        "close": ("potete chiudere la pratica",),
        "none_suits": ("nessuno va bene",),
        "": ("quando sarà riparato potete chiudere", "è riparato?", "ha detto che è riparato", "non chiudete",
             "lunedì non va", "deve essere riparato"),
    },
    "tr": {
        "yes": ("Evet", "tamam", "olur", "Tabii ki", "sorun yok"),
        "thanks yes": ("Evet, teşekkürler",),
        "no": ("hayır", "Hayır hayır"),
        "no unsettled": ("henüz değil",),
        "settled": ("tamir edildi", "artık akmıyor", "çalışıyor", "sorun kalmadı", "damlatmıyor"),
        "settled yes": ("Evet, düzeldi", "evet çalışıyor"),
        "unsettled": ("hâlâ su akıtıyor", "tamir edilmedi", "evet ama hâlâ damlıyor", "çalışmıyor", "sıcak su yok",
                      "Hâlâ çalışmıyor", "yine bozuldu", "ÇALIŞMIYOR"),
        "close": ("kapatabilirsiniz", "dosyayı kapatabilirsiniz"),
        "none_suits": ("hiçbiri uygun değil",),
        "": ("çalışıyor mu?", "tamir edildi mi", "kapatmayın", "tamir edilince kapatırsınız",
            "usta tamir edildi dedi",
             "yarın tamir edilecek"),
    },
    "uk": {
        "yes": ("Так", "добре", "звичайно", "Гаразд"),
        "thanks yes": ("Так, дякую", "добре дякую"),
        "no": ("Ні",),
        "no unsettled": ("ще ні", "Ні, ще ні"),
        "settled": ("полагодили", "більше не тече", "вже не капає", "все працює", "Відремонтовано", "усе гаразд"),
        "settled yes": ("Так, працює", "так полагодили"),
        "unsettled": ("ще тече", "не полагодили", "так, але ще капає", "не працює", "Вода не тече",
            "немає гарячої води",
                      "досі протікає", "Так і не працює", "нічого не зробили", "холодні батареї"),
        "close": ("можете закрити заявку",),
        "none_suits": ("жоден не підходить",),
        "": ("коли полагодять, закрийте", "полагодили?", "не закривайте", "майстер сказав, що працює",
             "завтра полагодять"),
    },
    "ar": {
        "yes": ("نعم", "تمام", "موافق", "حسناً"),
        "thanks yes": ("نعم شكرا", "نعم، شكراً"),
        "no": ("لا",),
        "no thanks": ("لا شكرا",),
        "no unsettled": ("ليس بعد", "لا، لم يتم الإصلاح"),
        "settled": ("تم الإصلاح", "تمّ إصلاحُه", "لم يعد يتسرب", "وتم إصلاح الحنفية", "المكيف يعمل", "لا يتسرب"),
        "settled yes": ("نعم، تم الإصلاح", "نعم يعمل"),
        "unsettled": ("لم يتم الإصلاح", "لا يزال يتسرب", "نعم ولكن لا يزال يقطر", "لا يعمل", "مازال معطل",
            "نفس المشكلة",
                      "السخان معطّل", "ما زال يتسرب"),
        "close": ("يمكنكم إغلاق الملف",),
        "none_suits": ("لا يناسبني",),
        "": ("هل تم الإصلاح؟", "سيتم الإصلاح غداً", "عندما يتم الإصلاح أغلقوا الملف", "قال السباك إنه تم الإصلاح",
             "لا تغلقوا الملف"),
    },
    "zh": {
        "yes": ("好的", "是的", "可以", "没问题", "好", "沒問題", "对"),
        "thanks yes": ("好的，谢谢", "好的谢谢"),
        "no": ("不是", "不", "没有"),
        "no unsettled": ("还没有", "还没"),
        "settled": ("修好了", "不漏了", "已经修好了", "热水器正常了", "不漏水了", "问题解决了", "没有再漏水"),
        "settled yes": ("是的，修好了", "是的已经修好了"),
        "settled thanks": ("修好了，谢谢",),
        "unsettled": ("还没修好", "还在漏水", "没有修好", "已经修好了，但是又漏了", "還沒修好", "没有热水",
            "还是不行",
                      "没修好", "还没有完全修好", "又坏了", "不能用", "问题没有解决", "修了可是还漏"),
        "close": ("可以关闭了",),
        "none_suits": ("都不行", "都不合适"),
        "": ("修好了吗？", "等修好以后再关闭", "先别关闭", "师傅说修好了", "修好了吗", "请关闭水阀"),
    },
}  # fmt: skip

PICKED: dict[str, dict[int | None, tuple[str, ...]]] = {
    "es": {
        2: ("la segunda", "opción 2", "el 2", "número dos", "Sí, la segunda", "la segunda, si no la tercera", "2",
            "dos"),
        1: ("el primero, por favor", "la primera opción"),
        None: ("vivo en el segundo piso", "por segunda vez", "la primera o la tercera", "todo menos la segunda",
               "el 2 de diciembre", "primero quiero saber cuánto cuesta", "un segundo", "la una", "¿la segunda?"),
    },
    "pt": {
        2: ("o segundo", "opção 2", "a segunda opção", "número dois"),
        None: ("na segunda", "na quinta de manhã", "no segundo andar", "a segunda-feira", "2 de dezembro"),
    },
    "de": {
        2: ("das zweite", "der zweite", "Nummer zwei", "Nr. 2", "der 2. Termin", "den zweiten Termin bitte",
            "zwei"),
        None: ("im zweiten Stock", "zum zweiten Mal", "am 2. Dezember", "außer dem zweiten",
            "das erste oder das dritte"),
    },
    "it": {2: ("il secondo", "opzione 2", "numero due", "la seconda va bene"), None: ("al secondo piano",
        "il 2 dicembre")},
    "tr": {2: ("ikinci", "2. seçenek", "ikincisi", "2 numara",
        "tamam, ikinci olsun"), None: ("ikinci katta oturuyorum",)},
    "uk": {2: ("другий", "другий варіант", "номер 2", "Друга"), None: ("другий поверх", "на другому поверсі")},
    "ar": {2: ("الثاني", "الموعد الثاني", "رقم ٢", "الثانية"), None: ("الطابق الثاني", "الساعة الثانية",
        "تشرين الثاني")},
    "zh": {2: ("第二个", "选2", "选第二个", "第2个", "二", "我选第二个时间"), None: ("第二天", "第二次", "选2点",
        "第一个或第三个")},
}  # fmt: skip


def senses(words: str, language: str | None) -> str:
    return " ".join(sorted(told_in(fold(words), language).senses))


@every(
    ("words", "language", "expected"),
    [(words, tongue, sense) for tongue, rows in SAID.items() for sense, row in rows.items() for words in row],
)
def test_what_the_eight_languages_say(words: str, language: str, expected: str) -> None:
    assert senses(words, language) == expected


@every(
    ("words", "language", "number"),
    [(words, tongue, number) for tongue, rows in PICKED.items() for number, row in rows.items() for words in row],
)
def test_which_offer_is_picked(words: str, language: str, number: int | None) -> None:
    assert told_in(fold(words), language).number == number


@every("language", ["fr", "en", "nl", "ru", "xx"])
@every("words", ["si", "no", "ok", "le 2", "c'est réparé", "it is fixed", "sí", "2"])
def test_nothing_is_said_here_of_french_english_and_the_rest(words: str, language: str) -> None:
    assert told_in(fold(words), language) == Told()


@every(
    ("words", "expected"),
    [
        ("sí", "yes"), ("Sí.", "yes"), ("ja", "yes"), ("ja danke", "thanks yes"), ("так", "yes"), ("好的", "yes"),
        ("نعم", "yes"), ("não", "no"), ("hayır", "no"), ("nein!", "no"), ("no gracias", "no thanks"), ("还没修好",
            "unsettled"),
        ("ok", ""), ("le 2", ""), ("si ça fuit je rappelle", ""), ("no hot water", ""), ("no?", ""), ("👍", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_without_a_language_only_what_is_unmistakable_is_told(words: str, expected: str) -> None:
    assert senses(words, None) == expected


def test_the_place_of_the_first_sense_is_told_even_where_vowels_are_written() -> None:
    words = fold("مَرحبا، شُكراً")
    assert words[told_in(words, "ar").at :].startswith("شُكر")
    words = fold("Hola, ya no gotea")
    assert words[told_in(words, "es").at :] == "gotea"


def test_each_row_of_the_tables_is_folded() -> None:
    for rows in (
        *(getattr(other_languages, name) for name in ("YES", "NO", "SETTLED", "UNSETTLED", "CLOSE", "THANKS")),
        *(getattr(other_languages, name) for name in ("NONE_SUITS", "NEGATIONS", "HYPOTHETICAL", "BUT", "REPORTED")),
    ):
        assert set(rows) == {"es", "pt", "de", "it", "tr", "uk", "ar", "zh"}
        for language, row in rows.items():
            assert [phrase for phrase in row if language != "ar" and fold(phrase) != phrase] == []
    for known in small_words.SMALL_WORDS.values():
        assert [word for word in known if fold(word) != word] == []
    for ordinals in other_languages.ORDINALS.values():
        assert [word for row in ordinals.values() for word in row if fold(word) != word and word[-1] < "１"] == []


HOSTILE = (
    "no " * 35_000, "si " * 35_000, "a" * 100_000, "gotea " * 17_000, "no gotea, " * 10_000, "pero " * 20_000,
    '"' * 100_000, "." * 100_000, "@" * 100_000, "还没修好" * 25_000, "没" * 100_000, "لا يزال " * 12_000,
    "\u0651" * 100_000, "la 2 " * 20_000, "la segunda " * 9_000, "2. " * 33_000, "нет " * 25_000,
    "rue de la " * 10_000, "http://" * 14_000, " " * 100_000, "la segunda o " * 8_000, "si, " * 25_000,
    "\n" * 100_000, "nicht repariert " * 6_000, "wwwwwwww.", "\ud800", "\x00" * 1000, "¿" * 100_000,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_takes_longer_than_its_length_allows(text: str) -> None:
    folded, longest = fold(text), fold(text)[:MOST_CHARACTERS]
    told_in(longest, "es")
    began = time.process_time()
    language_of(text)
    for language in ("es", "pt", "de", "it", "tr", "uk", "ar", "zh", None):
        told_in(folded, language)
        told_in(longest, language)
    assert time.process_time() - began < 2.0
