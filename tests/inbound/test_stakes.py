"""The ladder as a table: every stake against every proof, and what a mail proves (HOUSE, section 4)."""
