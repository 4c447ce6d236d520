"""Files that people send, known by their bytes: what each is, how it may be called, and what it holds."""
