from tests.answering import QUOTE_PDF, pdf
from tests.corresponding import Post
from tests.living import *
from tests.ordering import DURAND, order_now, visits_now
from tests.stories.test_a_report_from_first_to_last import photo
from tests.stories.test_explore import dump, say

def test_it(sqlite_house, loop):
    house = sqlite_house
    try:
        story(house, loop)
    finally:
        dump(house)

def story(house, loop):
    post = Post(house, loop)
    l = say("report", post.writes(f"Nadia Belkacem <{NADIA}>", "Bonjour,\n\nL'évier de la cuisine fuit depuis ce matin, j'ai mis une bassine.\n\nNadia", to=INTAKE, subject="Fuite évier cuisine", files=[("IMG_2041.jpg", photo())]))
    g01 = letter_to(l, SOPHIE, "G-01")
    l = say("ask quote", post.writes(SOPHIE, "Demandez un devis à Durand.", to=g01))
    l = say("request", post.presses(SOPHIE, "Valider et envoyer", letter_to(l, SOPHIE, "G-14")))
    p01 = letter_to(l, DURAND, "P-01")
    l = say("visit?", post.writes(DURAND, "Bonjour, il faut que je voie sur place avant de chiffrer. Mardi 24 entre 9h et 11h ou jeudi aprem ?", to=p01))
    l = say("choice", post.touches(NADIA, "Aucun ne me convient", letter_to(l, NADIA, "T-08")) if False else post.writes(NADIA, "le 1", to=letter_to(l, NADIA, "T-08")))
    l = say("plan", post.writes(DURAND, "ok", to=letter_to(l, DURAND, "P-06")))
    house.clock.now = house.clock.now.replace(day=24, hour=11, minute=0)
    l = say("after", house.strike())
    l = say("quote", post.writes(DURAND, "Veuillez trouver notre devis.", to=letter_to(l, DURAND, "P-10"), files=[("devis-D2026-311.pdf", pdf(QUOTE_PDF))]))
    l = say("ask landlord", post.presses(SOPHIE, "Demander l’accord du bailleur", letter_to(l, SOPHIE, "G-06"), act="ask", advice="Le prix est juste.", answer_by="2026-12-01"))
    l = say("bernard", post.writes(BERNARD, "D'accord", to=letter_to(l, BERNARD, "B-02")))
    l = say("bernard ok", post.presses(BERNARD, "Valider", letter_to(l, BERNARD, "X-12"), act="yes"))
    house.clock.forward(minutes=16)
    l = say("leaves", house.strike())
    l = say("order", post.presses(SOPHIE, "Valider et envoyer", letter_to(l, SOPHIE, "G-14")))
    p02 = letter_to(l, DURAND, "P-02")
    l = say("slots", post.writes(DURAND, "Vendredi 27 entre 9h et 11h.", to=p02))
    l = say("choice", post.touches(NADIA, "Aucun ne me convient", letter_to(l, NADIA, "T-08")) if False else post.writes(NADIA, "oui", to=letter_to(l, NADIA, "T-08")))
    l = say("plan", post.writes(DURAND, "ok", to=letter_to(l, DURAND, "P-06")))
    house.clock.now = house.clock.now.replace(day=27, hour=11, minute=0)
    l = say("after", house.strike())
    l = say("done", post.touches(DURAND, "Intervention réalisée", letter_to(l, DURAND, "P-10")) if False else post.writes(DURAND, "réalisé", to=letter_to(l, DURAND, "P-10")))
    l = say("yes", post.writes(NADIA, "oui", to=letter_to(l, NADIA, "T-15")))
