"""The agency as a telephone's address book keeps it: vCard 3.0."""

import re

from mailbot.cards import Card, card


def read(content: bytes) -> dict[str, str]:
    """The fields of a card, its folded lines put together and its escapes undone."""
    lines = content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    fields = dict(line.split(":", 1) for line in lines)
    return {name: re.sub(r"\\(.)", r"\1", value) for name, value in fields.items()}


def test_a_card_says_whom_to_write_to_and_to_call() -> None:
    content = card(
        Card(
            "tilleul@suivi.example", "Agence du Tilleul", "signaler@suivi.example",
            (("", "04 65 71 00 10"), ("Astreinte", "06 39 98 00 99")), "8 place du Marché, 69003 Lyon", "Écrivez-nous.",
        )
    )  # fmt: skip
    said = read(content)
    assert content.startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert content.endswith(b"END:VCARD\r\n")
    assert said["FN"] == "Agence du Tilleul"
    assert said["EMAIL;TYPE=INTERNET,PREF"] == "signaler@suivi.example"
    assert said["TEL;TYPE=WORK,VOICE"] == "04 65 71 00 10"
    assert (said["item2.TEL;TYPE=VOICE"], said["item2.X-ABLabel"]) == ("06 39 98 00 99", "Astreinte")
    assert said["ADR;TYPE=WORK"] == ";;8 place du Marché, 69003 Lyon;;;;"


def test_no_name_ends_its_line_or_its_field_and_no_line_is_too_long() -> None:
    name = "Élan, Habitat; & Fils\r\nEMAIL:other@evil.example \\ " + "é" * 80
    content = card(Card("k@d.example", name, "a@d.example", note=name))
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() for line in lines[:-1]), "no character is cut in two"
    assert [line for line in lines if line.startswith(b"EMAIL")] == [b"EMAIL;TYPE=INTERNET,PREF:a@d.example"]
    assert read(content)["FN"] == " ".join(name.split())


def test_an_agency_without_a_telephone_leaves_no_empty_number_in_an_address_book() -> None:
    content = card(Card("k@d.example", "Agence", "a@d.example", (("", ""), ("Astreinte", "06 39 98 00 99"))))
    numbers = [line for line in content.decode().split("\r\n") if "TEL" in line]
    assert [line.split(":")[1] for line in numbers] == ["06 39 98 00 99"]
