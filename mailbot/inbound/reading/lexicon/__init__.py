"""Tables of words, French and English, one real mail behind each line."""
