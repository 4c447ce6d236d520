"""The heart: what a person newly wrote, and what they want."""
