"""Where a manager puts somebody's address right, beside the address."""

from mailbot.model import Person
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import Role
from mailbot.web.visits import Visit


def put_right(visit: Visit, person: Person) -> list[str]:
    """The page of each address of a person, in their order; none for anybody but a manager."""
    if visit.role is not Role.MANAGER:
        return []
    return [visit.link(Page.ADDRESS, visit.person.id, brief(each.id)) for each in person.addresses]
