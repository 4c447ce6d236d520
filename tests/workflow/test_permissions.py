"""Who may do what, cell by cell (FEATURES, final permission matrix)."""

from itertools import product

import pytest

from mailbot.errors import Refused
from mailbot.vocabulary import Role
from mailbot.workflow.permissions import Act, check

T, L, M, P = Role.TENANT, Role.LANDLORD, Role.MANAGER, Role.PROVIDER

# Who may: always, as the author of the report, in one's own home, when a manager has put the question.
MATRIX: dict[Act, tuple[set[Role], set[Role], set[Role], set[Role]]] = {
    Act.REPORT: ({M}, set(), {T, L}, set()),
    Act.COMMENT: ({T, L, M, P}, set(), set(), set()),
    Act.CLOSE: ({M}, {T, L}, set(), set()),
    Act.REOPEN: ({M}, {T, L}, set(), set()),
    Act.LIST_OCCUPANTS: ({M}, set(), set(), set()),
    Act.LIST_PROVIDERS: ({M}, set(), set(), set()),
    Act.RENAME_DWELLING: ({M}, set(), set(), set()),
    Act.INVITE: ({M}, set(), set(), set()),
    Act.REMOVE: ({M}, set(), set(), set()),
    Act.REQUEST_QUOTE: ({M}, set(), set(), set()),
    Act.SEND_ORDER: ({M}, set(), set(), set()),
    Act.CANCEL_ORDER: ({M}, set(), set(), set()),
    Act.WISH_TIMES: ({T, M}, set(), set(), set()),
    Act.PROPOSE_SLOTS: ({M, P}, set(), set(), set()),
    Act.CHOOSE_SLOT: ({T, M}, set(), set(), set()),
    Act.PLAN_VISIT: ({M, P}, set(), set(), set()),
    Act.CHANGE_VISIT: ({T, M, P}, set(), set(), set()),
    Act.DECLARE_WORKS: ({M, P}, set(), set(), set()),
    Act.CONFIRM_WORKS: ({T, M}, set(), set(), set()),
    Act.SEND_INVOICE: ({M, P}, set(), set(), set()),
    Act.APPROVE_INVOICE: ({M}, set(), set(), set()),
    Act.CHANGE_BANK: ({M}, set(), set(), set()),
    Act.APPROVE_QUOTE: ({M}, set(), set(), {L}),
    Act.REFUSE_QUOTE: ({M}, set(), set(), {L}),
    Act.CORRECT_READING: ({M}, set(), set(), set()),
    Act.ASK_LANDLORD: ({M}, set(), set(), set()),
    Act.WRITE_TO_COMPANY: ({M}, set(), set(), set()),
    Act.KEEP_PROVIDERS: ({M}, set(), set(), set()),
    Act.PUBLISH: ({M}, set(), set(), set()),
    Act.SORT: ({M}, set(), set(), set()),
    Act.MERGE: ({M}, set(), set(), set()),
    Act.ERASE: ({M}, set(), set(), set()),
    Act.MASK: ({M}, set(), set(), set()),
    # And whoever is on call, from the alarm's own page or by an answer to it.
    Act.ANSWER_ALARM: ({M}, set(), set(), set()),
    Act.EXPORT: ({M}, set(), set(), set()),
}


def test_every_act_has_its_row() -> None:
    assert set(MATRIX) == set(Act)


@pytest.mark.parametrize("act", Act)
def test_every_cell_is_as_the_matrix_has_it(act: Act) -> None:
    always, as_author, at_home, when_asked = MATRIX[act]
    for role, (is_author, own_home, is_asked) in product(Role, product((False, True), repeat=3)):
        may = (
            role in always
            or (is_author and role in as_author)
            or (own_home and role in at_home)
            or (is_asked and role in when_asked)
        )
        if may:
            check(act, role, is_author=is_author, own_home=own_home, is_asked=is_asked)
        else:
            with pytest.raises(Refused):
                check(act, role, is_author=is_author, own_home=own_home, is_asked=is_asked)
