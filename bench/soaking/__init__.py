"""What a soak is made of: many processes and their servers, what is sampled, and its pictures."""
