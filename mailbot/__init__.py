"""Looking after rented homes by mail: a mail comes in, something changes, letters tell of it."""
