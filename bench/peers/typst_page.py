"""Sets the page of a work order with typst again and again: run by the interpreter of typst's own environment.

typst_page.py FOLDER PHOTOS     # then, on standard input, how many pages; the median milliseconds come back
"""

import statistics
import sys
import time
from pathlib import Path

import typst

_PAGE = r"""
#set page(paper: "a4", margin: 18mm)
#set text(font: "DejaVu Sans", size: 9.5pt, lang: "fr")
#let card(title, body) = block(fill: rgb("#f5f3ee"), inset: 8pt, radius: 3pt, width: 100%)[*#title* \ #body]
#grid(columns: (1fr, auto), [#text(14pt, weight: "bold")[Agence du Tilleul] \ SAS au capital de 50 000 €, SIREN
000 001 107 \ 12 rue du Tilleul, 69003 Lyon], [#text(16pt, weight: "bold")[Ordre de service OS-2026-0@@] \
21 novembre 2026])
#v(6mm)
#grid(columns: (1fr, 1fr), gutter: 6mm,
  card("Pour", [Durand Plomberie \ SIRET 000 001 107 00015 \ contact\@durand.example]),
  card("Où", [12 cours de l’Étoile, 69003 Lyon \ Appartement 4B, 2e étage, porte gauche \ Interphone Belkacem]))
#v(5mm)
== Ce qui est demandé
Fuite sous l’évier de la cuisine : remplacer le siphon et le joint d’arrivée d’eau froide, vérifier le robinet d’arrêt.
#lorem(90)
#v(3mm)
#table(columns: (1fr, auto, auto, auto), [Désignation], [Quantité], [Prix HT], [Total HT],
  [Déplacement], [1], [45,00 €], [45,00 €], [Siphon et joint], [1], [38,50 €], [38,50 €],
  [Main d’œuvre], [1,5], [52,00 €], [78,00 €], [*Total TTC*], [], [], [*177,65 €*])
== Conditions
#lorem(220)
@@PHOTOS
"""


def main() -> None:
    folder, photos = Path(sys.argv[1]), int(sys.argv[2])
    shown = "\n".join(f'#image("photo-{number}.jpg", width: 80%)' for number in range(photos))
    page = folder / "page.typ"
    page.write_text("", "utf-8")
    compiler = typst.Compiler(str(page))  # warm: it knows its fonts
    pictures = {path: path.read_bytes() for path in sorted(folder.glob("photo-*.jpg"))[:photos]}
    for line in sys.stdin:
        took = []
        for number in range(int(line)):
            # Each order has its own number: nothing of the last one may be kept for the next.
            text = _PAGE.replace("@@PHOTOS", shown).replace("0@@", f"{time.monotonic_ns() + number}")
            for photo, content in pictures.items():
                mark = str(time.monotonic_ns()).encode()
                said = b"\xff\xfe" + (len(mark) + 2).to_bytes(2, "big") + mark  # a comment of JPEG's own
                photo.write_bytes(content[:2] + said + content[2:])
            began = time.perf_counter()
            page.write_text(text, "utf-8")
            made = compiler.compile()
            took.append(1000 * (time.perf_counter() - began))
            assert made.startswith(b"%PDF-")
        print(statistics.median(took), flush=True)


if __name__ == "__main__":
    main()
