"""The one size that everything which comes may have."""

MOST_OCTETS = 35_000_000
"""35 MB: a mail at the door, all the files of one form, all the files of one mail together (GAP-18)."""
