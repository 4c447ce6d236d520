"""Who is talking to whom about what, and the address that says so."""
