"""What changes, who may change it, and who is told."""
