"""Stories in which somebody opens a page: the browser of the pages' own tests."""

from tests.web.conftest import sqlite_visitor, visitor

__all__ = ["sqlite_visitor", "visitor"]
