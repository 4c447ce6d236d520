"""What is wrong around a house, in plain words, each with the exact record or setting that mends it."""
