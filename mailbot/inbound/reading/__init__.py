"""What a person newly wrote, and what they want, given what they were asked."""
