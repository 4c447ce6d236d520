"""Who may read what of somebody's words: the matrix a second time, the sentences that are kept back, and the one room
in which it is decided (WORK_ORDER_PDF, 6.2)."""

import ast
from pathlib import Path

import pytest

from mailbot.vocabulary import Channel, Role
from mailbot.workflow.private_matters import kept_private
from mailbot.workflow.sensitive_words import pointed_at
from mailbot.workflow.visibility import MATRIX, Data, Onlooker, Sight, sight_of, words_for

ROOT = Path(__file__).parents[2]

# Written from the specification a second time: author, others of the home, landlord, managers, company.
_SPEC = """
tenants_words         whole          covered        cleared      whole     cleared
photos                whole          whole          whole        whole     whole
tenants_name          whole          nothing        whole        whole     surname_on_order
telephone             whole          nothing        nothing      whole     when_planned
mail_address          whole          nothing        nothing      whole     nothing
access                on_click       nothing        nothing      on_click  when_planned
times                 whole          whole          nothing      whole     times_only
private_matters       whole          whole          nothing      whole     nothing
rent                  nothing        nothing        when_asked   whole     nothing
landlords_name        nothing        nothing        own_only     whole     billing_only
landlords_words       whole          nothing        own_only     whole     nothing
private_exchange      whole          nothing        whole        whole     nothing
money                 nothing        nothing        when_asked   whole     own_only
other_companies       that_there_is  that_there_is  nothing      whole     own_only
companys_telephone    after_order    after_order    when_asked   whole     own_only
companys_words        whole          less_sums      less_sums    whole     own_only
companys_words_aside  whole          nothing        when_asked   whole     own_only
managers_words        whole          whole          whole        whole     whole
notes                 whole          nothing        nothing      whole     nothing
former_threads        for_a_month    nothing        whole        whole     whole
occupants_list        nothing        nothing        nothing      whole     nothing
"""
_COLUMNS = (Onlooker.AUTHOR, Onlooker.HOUSEHOLD, Onlooker.LANDLORD, Onlooker.MANAGER, Onlooker.COMPANY)


def _cells() -> list[tuple[Data, Onlooker, Sight]]:
    rows = [line.split() for line in _SPEC.strip().splitlines()]
    return [
        (Data(row[0]), who, Sight(cell)) for row in rows for who, cell in zip(_COLUMNS, row[1:], strict=True)
    ]  # fmt: skip


def test_every_cell_of_the_matrix_says_what_the_specification_says() -> None:
    cells = _cells()
    assert {(data, who) for data, who, _ in cells} == {(data, who) for data in MATRIX for who in MATRIX[data]}
    assert len(cells) == len(Data) * len(Onlooker)
    wrong = [(data, who, MATRIX[data][who]) for data, who, cell in cells if MATRIX[data][who] is not cell]
    assert wrong == []


TENANT = "Le siphon fuit. Ma femme est enceinte. Appelez le 06 39 98 10 77. Le code est 45B12."
COMPANY = "Je passe mardi. Cela fera 250 € TTC. Le code est 45B12."
CLEARED = "Le siphon fuit. [transmis à l’agence] Appelez le •••. Le code est •••."
# Reader, author, channel, and what is read of their words.
READ = [
    (Role.MANAGER, Role.TENANT, Channel.PUBLIC, TENANT),
    (Role.TENANT, Role.TENANT, Channel.PUBLIC,
     "Le siphon fuit. Ma femme est enceinte. Appelez le •••. Le code est •••."),
    (Role.LANDLORD, Role.TENANT, Channel.PUBLIC, CLEARED),
    (Role.PROVIDER, Role.TENANT, Channel.PUBLIC, CLEARED),
    (Role.TENANT, Role.PROVIDER, Channel.PUBLIC, "Je passe mardi. [transmis à l’agence]"),
    (Role.LANDLORD, Role.PROVIDER, Channel.PUBLIC, "Je passe mardi. [transmis à l’agence]"),
    (Role.MANAGER, Role.PROVIDER, Channel.PUBLIC, COMPANY),
    (Role.PROVIDER, Role.PROVIDER, Channel.PUBLIC, ""),
    (Role.TENANT, Role.PROVIDER, Channel.AGENCY, ""),
    (Role.LANDLORD, Role.PROVIDER, Channel.AGENCY, ""),
    (Role.TENANT, Role.LANDLORD, Channel.PUBLIC, ""),
    (Role.PROVIDER, Role.LANDLORD, Channel.PUBLIC, ""),
    (Role.LANDLORD, Role.LANDLORD, Channel.PUBLIC, ""),
    (Role.TENANT, Role.MANAGER, Channel.PRIVATE, ""),
    (Role.PROVIDER, Role.MANAGER, Channel.PRIVATE, ""),
    (Role.LANDLORD, Role.MANAGER, Channel.PRIVATE, TENANT),
    (Role.TENANT, Role.MANAGER, Channel.AGENCY, ""),
    (Role.LANDLORD, Role.TENANT, Channel.AGENCY, ""),
]  # fmt: skip


@pytest.mark.parametrize(("reader", "author", "channel", "read"), READ)
def test_words_reach_each_reader_as_the_matrix_says(reader: Role, author: Role, channel: Channel, read: str) -> None:
    said = COMPANY if author is Role.PROVIDER else TENANT
    assert words_for(reader, author, said, language="fr", channel=channel) == read


def test_ones_own_words_are_read_whole_and_what_no_row_knows_by_managers_alone() -> None:
    assert words_for(Role.TENANT, Role.TENANT, TENANT, language="fr", is_own=True) == TENANT
    assert words_for(Role.LANDLORD, Role.LANDLORD, TENANT, language="fr", is_own=True) == TENANT
    for reader in (Role.TENANT, Role.LANDLORD, Role.PROVIDER, Role.UNKNOWN):
        assert sight_of(reader, Role.UNKNOWN) is Sight.NOTHING
    assert sight_of(Role.MANAGER, Role.UNKNOWN) is Sight.WHOLE


# -- The sentences that are kept back ---------------------------------------------------------------------------------


def _sentences(name: str) -> list[str]:
    lines = (ROOT / "tests" / "sentences" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("sentence", _sentences("kept_private"))
def test_a_sentence_about_health_family_work_money_or_absence_is_kept_back(sentence: str) -> None:
    assert kept_private(f"Ça fuit. {sentence}\nMerci.", "fr").startswith("Ça fuit. [transmis à l’agence]")
    assert sentence not in kept_private(f"Ça fuit. {sentence}", "en")


@pytest.mark.parametrize("sentence", _sentences("passed_on"))
def test_a_sentence_about_the_trouble_is_passed_on_as_it_was_written(sentence: str) -> None:
    assert kept_private(f"Bonjour. {sentence}\nMerci.", "fr") == f"Bonjour. {sentence}\nMerci."


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Mon bébé tousse, il y a une odeur de gaz dans la cuisine.",
         "[transmis à l’agence] (odeur de gaz dans la cuisine)"),
        ("Ma fille a touché les fils à nu du salon !", "[transmis à l’agence] (fils à nu du salon !)"),
        ("J'ai deux enfants et le plafond menace de tomber.", "[transmis à l’agence] (plafond menace de tomber)"),
        ("I am pregnant and there is a smell of gas.", "[transmis à l’agence] (smell of gas)"),
    ],
)  # fmt: skip
def test_a_danger_is_never_kept_back(said: str, read: str) -> None:
    assert kept_private(said, "fr").replace("!", "").strip(" .)") == read.replace("!", "").strip(" .)")


def test_what_is_pointed_at_is_a_wider_table_than_what_is_kept_back() -> None:
    assert pointed_at("L'école est en face") == {"children": ["école"]}
    assert kept_private("L'école est en face", "fr") == "L'école est en face"


# -- One room ---------------------------------------------------------------------------------------------------------

_DECIDES = "mailbot/workflow/visibility.py"
_TOOLS = {"masked": "mailbot.workflow.masking", "withheld": "mailbot.workflow.withholding",
          "kept_private": "mailbot.workflow.private_matters"}  # fmt: skip
# Who may touch the words below a cover: what is left of them is said in one room; the others write, or erase.
_OF_COMMENT = frozenset(
    {"mailbot/workflow/remains.py", "mailbot/workflow/erasing.py", "mailbot/workflow/forgetting.py",
     "mailbot/workflow/access_clock.py", "mailbot/workflow/mistakes.py", "mailbot/web/pressing.py"}
)  # fmt: skip
_BELOW = frozenset({"mailbot/workflow/remains.py", "mailbot/workflow/covering.py", "mailbot/web/mask_page.py"})


def _modules() -> list[tuple[str, ast.Module]]:
    files = sorted((ROOT / "mailbot").rglob("*.py"))
    return [(file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))) for file in files]


def test_one_room_decides_what_a_reader_reads() -> None:
    strays = [
        (name, alias.name)
        for name, module in _modules()
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if _TOOLS.get(alias.name) == node.module and name != _DECIDES
    ]
    assert strays == []


def test_nobody_reads_a_comment_but_through_what_is_left_of_it() -> None:
    strays = []
    for name, module in _modules():
        of_comment = {"Comment", "comment"} | _typed_as_comment(module)
        for node in ast.walk(module):
            is_words = isinstance(node, ast.Attribute) and node.attr == "text" and isinstance(node.value, ast.Name)
            if is_words and node.value.id in of_comment and name not in _OF_COMMENT:  # type: ignore[attr-defined]
                strays.append(name)
            if isinstance(node, ast.Name) and node.id == "whole_text" and name not in _BELOW:
                strays.append(name)
    assert strays == []


def _typed_as_comment(module: ast.Module) -> set[str]:
    arguments = (each for node in ast.walk(module) if isinstance(node, ast.FunctionDef) for each in node.args.args)
    return {each.arg for each in arguments if isinstance(each.annotation, ast.Name) and each.annotation.id == "Comment"}
