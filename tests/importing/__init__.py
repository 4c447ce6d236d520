"""The import of an agency's homes and people."""
