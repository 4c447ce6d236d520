"""A letter leaves."""
