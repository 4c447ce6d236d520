import os
from email.utils import parseaddr
from tests.answering import QUOTE_PDF, pdf
from tests.corresponding import Post
from tests.living import *
from tests.ordering import DURAND, order_now, visits_now
from tests.stories.test_a_report_from_first_to_last import photo
from tests.web.test_ask_quote_page import company_value

NORDER = "OS-2026-0190"

def dump(house):
    with open("/tmp/mine/stories_letters.txt", "w") as f:
        for n, each in enumerate(house.boxes):
            f.write(f"\n\n######## {n} {each.mail.header('x-mailbot-letter')} -> {each.recipient} | {each.mail.subject} | files {[x.name for x in each.mail.files]}\n{each.mail.text}")

def test_it(sqlite_house, loop):
    house = sqlite_house
    try:
        story(house, loop)
    finally:
        dump(house)

def say(step, letters):
    print(step, sorted(who_got_what(letters)))
    return letters

def story(house, loop):
    post = Post(house, loop)
    l = say("report", post.writes(f"Nadia Belkacem <{NADIA}>", "Bonjour,\n\nL'évier de la cuisine fuit depuis ce matin, j'ai mis une bassine.\n\nNadia", to=INTAKE, subject="Fuite évier cuisine", files=[("IMG_2041.jpg", photo())]))
    g01 = letter_to(l, SOPHIE, "G-01")
    l = say("ask order", post.writes(SOPHIE, "Envoyer un OS à Durand", to=g01))
    l = say("order", post.presses(SOPHIE, "Valider et envoyer", letter_to(l, SOPHIE, "G-14")))
    p02 = letter_to(l, DURAND, "P-02")
    t06 = letter_to(l, NADIA, "T-06")
    l = say("avail", post.writes(NADIA, "Plutôt le matin, et appelez-moi au 06 39 98 10 12.", to=t06))
    l = say("slots", post.writes(DURAND, "Bonjour, je peux passer mardi 24 entre 9h et 11h ou jeudi aprem.\nPatrick", to=p02))
    l = say("choice", post.writes(NADIA, "Le 2, merci", to=letter_to(l, NADIA, "T-08")))
    l = say("plan", post.writes(DURAND, "ok", to=letter_to(l, DURAND, "P-06")))
    t10 = letter_to(l, NADIA, "T-10")
    house.clock.now = house.clock.now.replace(day=25, hour=17, minute=0)
    l = say("eve", house.strike())
    house.clock.now = house.clock.now.replace(day=26, hour=20, minute=0)
    l = say("after", house.strike())
    p10 = letter_to(l, DURAND, "P-10")
    l = say("quote", post.writes(DURAND, "Bonjour, le siphon est à remplacer : voici notre devis.", to=p10, files=[("devis-D2026-311.pdf", pdf(QUOTE_PDF))]))
    g06 = letter_to(l, SOPHIE, "G-06")
    l = say("ask landlord", post.presses(SOPHIE, "Demander l’accord du bailleur", g06, act="ask", advice="Le prix est juste.", answer_by="2026-12-01"))
    l = say("bernard", post.writes(BERNARD, "OK pour moi, bon pour accord.", to=letter_to(l, BERNARD, "B-02")))
    x12 = letter_to(l, BERNARD, "X-12")
    print(text_of(x12)[:800])
    l = say("bernard ok", post.presses(BERNARD, "Valider", x12, act="yes"))
    house.clock.forward(minutes=16)
    l = say("leaves", house.strike())
    p12 = letter_to(l, DURAND, "P-12")
    l = say("slots2", post.writes(DURAND, "Bonjour, jeudi 3 décembre à 9h ou vendredi 4 décembre entre 14h et 16h.", to=p12))
    t08 = letter_to(l, NADIA, "T-08")
    l = say("choice2", post.touches(NADIA, "vendredi 4 décembre, 14 h – 16 h", t08) if "mailto" in text_of(t08) else post.writes(NADIA, "le deuxième", to=t08))
    l = say("plan2", post.writes(DURAND, "C'est planifié.", to=letter_to(l, DURAND, "P-06")))
    p07 = letter_to(l, DURAND, "P-07")
    house.clock.now = house.clock.now.replace(month=12, day=3, hour=17, minute=0)
    l = say("eve", house.strike())
    house.clock.now = house.clock.now.replace(month=12, day=4, hour=16, minute=0)
    l = say("after", house.strike())
    l = say("done", post.writes(DURAND, "Réalisé, photos jointes.", to=p07, files=[("apres-1.jpg", photo()), ("apres-2.jpg", photo())]))
    l = say("yes", post.writes(NADIA, "Oui nickel, merci !", to=letter_to(l, NADIA, "T-15")))
    p15 = letter_to(l, DURAND, "P-15")
    print(order_now(house, NORDER).state)
