"""The long random run in which everything is killed again and again, and what is counted when it is over."""
