"""Stories in which somebody opens a page: the browser of the pages' own tests."""

from tests.besieged import besieged, siege
from tests.web.conftest import sqlite_visitor, visitor

__all__ = ["besieged", "siege", "sqlite_visitor", "visitor"]
