"""An agency's homes and people come in from a spreadsheet's files: all of them, or none (S1-69)."""
