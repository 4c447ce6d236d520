"""A whole house in one file, and a house out of such a file."""
