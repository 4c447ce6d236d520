"""Shapes met one by one: what a program wrapped, translated or mangled, and what people write that looks like it."""

from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.fresh_text import FreshText, extract, fresh_text
from mailbot.inbound.reading.spans import Reason, SpanKind
from tests.cases import every
from tests.inbound.reading.clients import Body, mail_of

SAID = "Il fuit encore.\nMerci de repasser."
OLD = "\nBonjour Madame,\nVotre dossier avance.\nCordialement,\nSophie"


def fresh(text: str = "", html: str = "") -> FreshText:
    return fresh_text(parse_mail(mail_of(Body(text, html))))


INTRODUCTIONS = {
    "android": "Le mar. 24 nov. 2026, 11:53, Sophie Lambert  a écrit :",
    "address_on_its_own_line": "Le 24 nov. 2026 à 09:10,\nsuivi@agence.example\na écrit :",
    "missing_space": "Le mar. 24 nov. 2026à 09:40, Sophie <suivi@agence.example> a écrit :",
    "address_alone": "Le mardi 24 novembre 2026 à 11:09, <suivi@agence.example> a écrit :",
    "verb_cut_in_two": "Le mar. 24 nov. 2026 à 10:12, Sophie Lambert <suivi@agence.example> a\nécrit :",
    "bracket_cut_from_address": "Le mar. 24 nov. 2026 à 10:12, Sophie <\nsuivi@agence.example> a écrit :",
    "address_with_its_link": "Le 24 nov. 2026 à 10:12, S <suivi@agence.example<mailto:suivi@agence.example>> a écrit :",
    "a_dash_before": "- Le 2026-11-24 10:12, Sophie Lambert a écrit :",
    "german": "Am Di., 24. Nov. 2026 um 10:12 Uhr schrieb Sophie <suivi@agence.example>:",
    "german_date_cut_after_its_dot": "Sophie <suivi@agence.example> schrieb am Di., 24.\nNov. 2026 um 10:12 Uhr:",
    "italian": "Il giorno mar 24 nov 2026 alle ore 10:12 Sophie <suivi@agence.example> ha\nscritto:",
    "dutch": "Op di 24 nov 2026 om 10:12 schreef Sophie <suivi@agence.example>:",
    "swedish": "Den tis 24 nov. 2026 kl 10:12 skrev Sophie <suivi@agence.example>:",
    "polish": "wt., 24 lis 2026 o 10:12 Sophie <suivi@agence.example> napisał(a):",
    "bracket_taken_for_a_quote_mark": "tir. 24. nov. 2026 kl. 10:12 skrev Sophie <suivi@agence.example\n>:",
    "hungarian": "Sophie <suivi@agence.example> ezt írta (időpont: 2026. nov. 24., K, 10:12):",
    "bulgarian": "На вт, 24.11.2026 г. в 10:12 Sophie <suivi@agence.example> написа:",
    "chinese": "在 2026年11月24日，上午10:12，Sophie <suivi@agence.example> 写道：",
    "japanese": "2026年11月24日(火) 10:12 Sophie <suivi@agence.example>:",
    "korean": "2026년 11월 24일 (화) 오전 10:12, Sophie <suivi@agence.example>님이 작성:",
    "a_language_we_have_no_word_of": "2026 aza. 24, ar. (10:12), Sophie <suivi@agence.example> idatzi du:",
    "name_alone": "Sophie Lambert <suivi@agence.example> wrote:",
    "you": "At 11/24/2026 10:12 AM, you wrote:",
    "mutt": "Le mardi 24 novembre 2026 à 10:12:13 (+0100), Sophie Lambert écrivait :",
    "gnus": "Sophie Lambert <suivi@agence.example> écrivait (wrote) :",
    "yahoo_with_a_label": "--- En date de : Mar 24.11.26, Sophie Lambert <suivi@agence.example> a écrit :",
    "verb_below_an_empty_line": "Le mar. 24 nov. 2026 à 10:12, Sophie\n<suivi@agence.example>\n\na écrit :",
    "slovak": "Dňa 24. 11. 2026 o 10:12 Sophie napísal:",
    "zoho_in_french": "---- Activé mar., 24 nov. 2026 10:12:13 +0100 suivi@agence.example a écrit ----",
    "zoho": "---- On Tue, 24 Nov 2026 10:12:50 +0100 suivi@agence.example wrote ----",
}


@every("introduction", INTRODUCTIONS.values())
def test_an_introduction_folds_the_unmarked_text_below_it(introduction: str) -> None:
    assert fresh(f"{SAID}\n\n{introduction}\n{OLD}").text == SAID


def test_whom_an_introduction_names_without_a_day_is_quoted_below_it() -> None:
    introduction = "Selon Sophie Lambert <suivi@agence.example>:"
    assert fresh(f"{SAID}\n\n{introduction}\n\n> Est-ce réparé ?").text == SAID


@every("introduction", INTRODUCTIONS.values())
def test_an_introduction_above_a_quote_leaves_the_answer_below_it(introduction: str) -> None:
    quoted = "\n".join(f"> {line}" for line in OLD.strip().split("\n"))
    assert fresh(f"{introduction}\n\n{quoted}\n\n{SAID}").text == SAID


BLOCKS = {
    "french_with_english_date": "De : S <suivi@agence.example>\nEnvoyé : mardi, novembre 24, 2026 2:31 PM\nObjet : x",
    "two_labels_on_one_line": "-------- Message d'origine --------\nDe : S <suivi@agence.example>\n"
    "Date : 24/11/26  10:46  (GMT+01:00)\nÀ : nadia@gmail.example Objet : fuite",
    "thunderbird_forward": "-------- Message transféré --------\nSujet : \tfuite\n"
    "Date : \tTue, 24 Nov 2026 10:12:00 +0100\nDe : \tS <suivi@agence.example>\nPour : \tnadia@gmail.example",
    "apple_forward": "Début du message réexpédié :\n\nDe: S <suivi@agence.example>\nObjet: fuite\n"
    "Date: 24 novembre 2026 à 14:31:05",
    "gmail_forward_half_english": "---------- Message transféré ---------\nDe : S <suivi@agence.example>\n"
    "Date: mar. 24 nov. 2026 à 14:31\nSubject: fuite\nTo: <nadia@gmail.example>",
    "stars": "** De : Agence suivi@agence.example **\n** Envoye : mardi 24 novembre 2026 10:12 **\n** Objet : x **",
    "bold": "*From:* Sophie\n*Sent:* Tuesday, November 24, 2026 10:12 AM\n*To:* nadia@gmail.example\n*Subject:* x",
    "no_address": "From: Sophie\nSent: November 24, 2026 10:12 AM\nTo: Nadia\nSubject: x",
    "subject_on_two_lines": "From: Sophie <suivi@agence.example>\nDate: Tue, Nov 24, 2026 at 10:12\n"
    "Subject: a subject\nof two lines\nTo: nadia@gmail.example",
    "hungarian_rule": "-----Eredeti üzenet-----\nFeladó: S <suivi@agence.example>\nElküldve: 2026. 11. 24. 10:12",
    "ticket_rule": "##- Répondez au-dessus de cette ligne -##",
    "ticket_rule_in_its_owners_words": "--- Merci d'écrire votre message au-dessus de cette ligne ---",
    "ticket_rule_in_german": "### Bitte antworten Sie nur oberhalb dieser Zeile ###",
    "hyphens_of_another_kind": "‐‐‐‐‐‐‐ Message d'origine ‐‐‐‐‐‐‐",
    "notes_forward": "----- Transmis par Sophie Lambert/GESTION/AGENCE le 24/11/2026 10:12 -----",
    "a_name_and_a_date_between_rules": "----- Mail de suivi@agence.example le 24/11/2026 10:12 -----",
    "vague_separator": "--- Message initial ---\nDe : Sophie <suivi@agence.example>\nEnvoyé : mardi 24 novembre 2026",
    "orange_without_marks": "Message du 24/11/26 10:12\nDe : Sophie\nA : nadia@gmail.example\nObjet : x",
    "notes": "Sophie Lambert <suivi@agence.example>\n24/11/2026 10:12\n\nA\nNadia Belkacem <n@mail.example>\ncc\n\n"
    "Objet\nRe: fuite",
    "notes_of_a_company": "Sophie Lambert/GESTION/AGENCE\n11/24/2026 10:12 AM\n\nTo\tNadia\ncc\t\nSubject\tRe: leak",
    "separator_alone": "-----Message d'origine-----",
    "spanish": "De: Sophie <suivi@agence.example>\nEnviado: martes, 24 de noviembre de 2026 10:12\nAsunto: x",
}


@every("block", BLOCKS.values())
def test_a_header_block_folds_the_mail_below_it(block: str) -> None:
    assert fresh(f"{SAID}\n\n{block}\n{OLD}").text == SAID


FOOTERS = (
    "Envoyé d'un mobile",
    "Expédié de mon iPad",
    "Courriel envoyé de mon appareil mobile",
    "Télécharger l'application Mail Orange",
    "Rédigé sur mon téléphone",
    "Envoyé de mon iPhone",
    "Envoyé à partir de\nCourrier\npour Windows",
    "Obtenir\nOutlook pour Android",
    "Provenance : Courrier pour Windows",
    "Envoyé de mon appareil Android avec Courriel K-9 Mail. Veuillez excuser ma brièveté.",
    "Garanti sans virus. www.avast.com",
    "Garanti sans virus.\nwww.avast.com",
    "Envoyé depuis mon téléphone Orange",
    "Envoyé depuis l'application La Poste",
    "Envoyé sans fil par mon terminal mobile BlackBerry sur le réseau de Bell.",
    "Envoyé depuis mon Fairphone 4",
    "Sent from my TI-85",
    "Sent from [Mail](https://go.microsoft.com/fwlink/?LinkId=550986) for Windows 10",
    "Von meinem iPhone gesendet",
    "Enviado desde mi iPhone",
    "Sendt fra min iPad",
    "從我的 iPhone 傳送",
    "(sent from a phone)",
    "Nadia Belkacem a réagi via Gmail <https://www.google.com/gmail/about/?utm_source=gmail-in-product#app>",
    "Tom Whitaker reacted via Gmail\n<https://www.google.com/gmail/about/?utm_source=gmail-in-product#app>",
)


@every("footer", FOOTERS)
def test_a_telephones_footer_is_nobodys_words(footer: str) -> None:
    assert fresh(f"{SAID}\n\n{footer}\n").text == SAID
    assert extract(f"{SAID}\n\n{footer}\n") == SAID


BANNERS = (
    "Vous ne recevez pas souvent de courriers de nadia@gmail.example. Découvrez pourquoi ceci est important",
    "[EXTERNE]",
    "ATTENTION : ce message provient de l'extérieur. Ne cliquez pas.",
    "You don't often get email from nadia@gmail.example. Learn why this is important",
)


@every("banner", BANNERS)
def test_a_servers_warning_on_top_is_nobodys_words(banner: str) -> None:
    assert fresh(f"{banner}\n\n{SAID}").text == SAID


KEPT = (
    "Je vous propose :\nDate : 24/11/2026\nDe : 9h00\nÀ : 11h30\nDites-moi",
    "Mon billet :\nDe : Lyon\nÀ : Lille\nDate : 24/11/2026 à 10:00",
    "De : Nadia Belkacem\nÀ : Agence du Tilleul\nObjet : congé\nDate : 24/11/2026\n\nMadame,\nje donne congé.",
    "Sans virus ni fièvre, nous serons là mardi.",
    "Relevés :\n24/11/2026 10:12\nA\n128\nObjet\ncuisine",
    "=== signez au-dessus de cette ligne ===\nje ne vois pas où",
    "Le 24/11/2026 à 10:12 le gardien écrivait :\nporte cassée\n\nOn fait quoi ?",
    "Selon Paul :\nil faut changer le joint",
    "Selon Karim Haddad <karim@haddad.example> :\nle joint est à refaire. Vous êtes d'accord ?",
    "Citation de Karim <karim@haddad.example> :\n« pas avant vendredi »\nOn fait comment ?",
    "Le mardi 24 novembre 2026 à 09:30, Karim écrivait :\n« je viens demain »\net personne n'est venu.",
    "En date du 24/11/2026 09:30, Haddad a écrit :\nje viens demain.\nPersonne.",
    "-- la clé est au-dessus de cette ligne j'ai écrit où --\nLa clé est sous le pot",
    "--- Message transmis par la voisine ---\nLa cave est inondée.",
    "----- Transmis par Marc le concierge -----\nCoupez le gaz",
    "--- Réexpédié par La Poste ---\nLe pli est revenu",
    "Porte cave/garage 24/11/2026 09:30\nPour\ninfo\nObjet\nporte bloquée\nla serrure est cassée",
    "La box ne marche plus, impossible d'appeler\nde mon Samsung",
    "Depuis mon iPad\nla page du bail est blanche",
    "Message envoyé avec Gmail à vos collègues",
    "Envoyé de ma tablette au syndic, sans retour",
    "Rédigé sur mon téléphone car internet est coupé",
    "Courriel envoyé avec la facture SFR",
    "Le dossier est complet. Envoyé depuis la Poste du quartier",
    "C'est fini. Envoyé des photos par Gmail hier",
    "Télécharger l'application mail Orange ne sert à rien",
    "J'ai vu la consigne sur www.avg.com",
    "Rendez-vous le 24/11/2026 à 14:00 avec Paul <paul@mail.example> chez moi :\nsonnez fort",
    "Écrivez avant le 24/11/2026 à Paul <paul@mail.example> :\nil sera là",
    "Le 24/11/2026 à 10h Paul m’a écrit :\nje passe lundi",
    "Le 24/11/2026 à 10h il a écrit :\nje passe lundi",
    "Le 24/11/2026 à 10h le gardien a écrit :\nporte cassée\n\nOn fait quoi ?",
    "Je suis là le 24/11/2026 de 10:00 à 12:00 :\nsonnez fort",
    "Écrivez à mon mari <yanis.b@outlook.example> :\nil sera là",
    "Objet : fuite\nDate : 24/11/2026\nLieu : cuisine\n\nLe robinet fuit",
    "De : Nadia\nObjet : fuite sous l'évier\n\nBonjour, ça fuit",
    "De : notre équipe, nous avons réactivé votre compte.",
    "Voici ce que le plombier a écrit :\n- joint à changer\n- siphon",
    "Something wrote:\nthe printer is on fire",
    "Mon numéro :\n06 39 98 10 12",
    "Bonjour\njeudi",
    "Passez jeudi svp. Merci, N. Belkacem",
    "Ça marche.\nMerci Nadia",
    "Demandez Nadia",
    "NB : je serai là",
    "Premier point\n\n---\n\nSecond point",
    "------\nFailed\n------\n\nUh-oh, this did not work!",
    "Bonne journée",
    "Merci d'avance",
    "Nadia Belkacem\n12 rue des Lilas\n\nBonjour,\nLa fuite est revenue, vous pouvez passer ?",
)


@every("words", KEPT)
def test_what_only_looks_like_a_programs_line_is_kept(words: str) -> None:
    assert fresh(words).text.split() == words.split()


def test_answers_between_quoted_lines_are_kept_in_their_order() -> None:
    head = "Le 23/11/2026 à 10:12, Agence a écrit :\n"
    assert (
        fresh(f"{head}> Quelle marque ?\nSaunier Duval\n> Quelle pression ?\n0,5 bar\n> Merci\n\nNadia").text
        == "Saunier Duval\n\n0,5 bar"
    )


def test_a_quoted_line_that_lost_its_mark_when_wrapped_is_no_answer() -> None:
    quoted = "> Plomberie Durand peut passer mardi 24 novembre entre 9 h et 11 h, ou\nbien jeudi\n> 26 ?"
    assert fresh(f"{SAID}\n\nLe 23/11/2026 à 10:12, Agence a écrit :\n{quoted}").text == SAID


def test_an_introduction_on_top_with_quotes_further_down_introduces_only_those() -> None:
    introduction = "On 15 May 2026 19:32, Sophie <s@agence.example> wrote:"
    assert fresh(f"{introduction}\n\n{SAID}\n\n{introduction}\n\n> hi\n").text == SAID


def test_a_sentence_below_the_signature_is_said_too() -> None:
    said = "Passez jeudi.\n\nCordialement\n\nNadia\n\nJ'oubliais, le code a changé : 4512"
    assert fresh(said).text == "Passez jeudi.\n\nJ'oubliais, le code a changé : 4512"


@every("closing", ["Bien cdlt,\nNadia", "Très amicalement\nNadia Belkacem", "Bien crdt"])
def test_a_closing_may_be_warmer(closing: str) -> None:
    assert fresh(f"{SAID}\n\n{closing}").text == SAID


def test_three_initials_in_their_order_are_a_name() -> None:
    def signed(words: str) -> str:
        return fresh_text(parse_mail(mail_of(Body(words, ""), writer=("Jean-Pierre Morin", "jp@free.example")))).text

    assert signed(f"{SAID}\n\nJPM") == SAID
    assert signed(f"{SAID}\n\nPJM") == f"{SAID}\n\nPJM"
    assert signed("JPM") == ""
    assert signed("RAS") == "RAS"


@every("card", ["Nadia Belkacem | Assistante | 06 39 98 10 12", "Nadia Belkacem · Les Lilas · Tél. 06 39 98 10 12"])
def test_a_card_on_one_line_is_a_signature(card: str) -> None:
    assert fresh(f"{SAID}\n\n{card}\n« La lumière avant tout »").text == SAID


@every("words", ["Lundi | mardi | après 18h au 06 39 98 10 12", "Nadia | Karim : qui sera là ?"])
def test_a_line_with_bars_may_be_said(words: str) -> None:
    assert fresh(f"{SAID}\n\n{words}").text == f"{SAID}\n\n{words}"


def test_a_postscript_is_spelt_with_a_dash_too() -> None:
    said = f"{SAID}\n\nBien à vous,\nNadia\n\nP.-S. Le voisin a la même fuite."
    assert fresh(said).text == f"{SAID}\n\nP.-S. Le voisin a la même fuite."


def test_what_the_writer_indented_in_gmail_is_said() -> None:
    indented = '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">Il fuit encore.</blockquote>'
    old = '<blockquote style="margin:0 0 0 40px">Votre dossier avance.</blockquote>'
    assert "Il fuit encore." in fresh("", f"<div>Je répète :{indented}Merci de repasser.</div>").text
    assert "avance" not in fresh("", f"<div>Je répète.</div>{old}").text


def test_a_mail_that_is_only_a_signature_says_nothing() -> None:
    assert fresh("Cordialement,\nNadia Belkacem\n06 39 98 10 12").text == ""


def test_a_visiting_card_below_a_rule_is_nobodys_words() -> None:
    card = "__________________\nAtelier du Robinet\n31 rue du Robinet, 69003 Lyon\nTél. 06 39 98 00 31"
    assert extract(f"{SAID}\n\n{card}") == SAID


def test_thanks_above_a_name_are_kept_and_the_name_is_not() -> None:
    assert fresh("Ça marche.\nMerci,\nNadia").text == "Ça marche.\nMerci,"


def test_the_visible_reply_keeps_the_farewell_that_was_typed() -> None:
    assert extract("Passez jeudi.\n\nCordialement,\nNadia") == "Passez jeudi.\n\nCordialement,\nNadia"


def test_the_visible_reply_drops_the_signature_that_a_program_added() -> None:
    assert extract("Passez jeudi.\n-- \nNadia\n06 39 98 10 12") == "Passez jeudi."


def test_words_typed_inside_the_quote_container_of_gmail_are_kept() -> None:
    html = '<div class="gmail_quote"><div>oui mardi</div><blockquote class="gmail_quote">ancien</blockquote></div>'
    assert fresh(html=html).text == "oui mardi"


def test_what_is_hidden_was_not_said() -> None:
    assert fresh(html='<div style="display:none">Aperçu</div><div>oui</div>').text == "oui"


class TestWhenTheTwoPartsDisagree:
    def test_the_html_wins_when_its_container_proves_what_the_text_left_bare(self) -> None:
        html = '<div>oui</div><div class="yahoo_quoted"><div>Sophie, lundi</div><div>Bonjour Madame</div></div>'
        assert fresh("oui\n\nSophie, lundi\nBonjour Madame", html).text == "oui"

    def test_the_text_wins_when_the_html_lost_the_quote(self) -> None:
        html = "<div>oui</div><div>Bonjour Madame</div>"
        assert fresh("oui\n\nLe 23/11/2026 à 10:12, Agence a écrit :\n> Bonjour Madame", html).text == "oui"

    def test_the_html_is_read_when_the_text_is_a_stub(self) -> None:
        assert fresh("Ce message est au format HTML.", "<p>Le volet est bloqué</p>").text == "Le volet est bloqué"


class TestTheSpans:
    mail = fresh(
        "Ça fuit.\n\nCordialement,\nNadia\n\nEnvoyé de mon iPhone\n\n> Le 23 nov. 2026 à 10:12, A a écrit :\n> vieux"
    )

    def test_tile_the_whole_source(self) -> None:
        ends = [0]
        for span in self.mail.spans:
            assert self.mail.source[ends[-1] : span.start].strip() == ""
            ends.append(span.end)
        assert self.mail.source[ends[-1] :].strip() == ""

    def test_give_every_word_back_when_nothing_is_folded(self) -> None:
        shown = " ".join(self.mail.source[span.start : span.end] for span in self.mail.spans)
        assert shown.split() == self.mail.source.split()

    def test_say_why_each_stretch_was_folded(self) -> None:
        why = {span.reason: self.mail.source[span.start : span.end].split()[0] for span in self.mail.spans}
        assert why[Reason.WRITTEN] == "Ça"
        assert why[Reason.CLOSING] == "Cordialement,"
        assert why[Reason.CLIENT_FOOTER] == "Envoyé"
        assert why[Reason.QUOTE_MARKS] == ">"

    def test_keep_exactly_the_fresh_words(self) -> None:
        kept = " ".join(self.mail.source[s.start : s.end] for s in self.mail.spans if s.kind is SpanKind.KEPT)
        assert kept.split() == self.mail.text.split()


def test_a_forward_is_told_from_an_answer_and_gives_its_words() -> None:
    mail = fresh(
        "Pour toi.\n\n"
        "---------- Message transféré ---------\nDe : O <o@orange.example>\nDate: 24/11/2026\n\nMon volet est bloqué"
    )
    assert mail.text == "Pour toi."
    assert mail.is_forward
    assert "Mon volet est bloqué" in mail.forwarded
