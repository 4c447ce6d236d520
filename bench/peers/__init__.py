"""What mailbot stands beside: other programs, each in an environment of its own, on the same mails."""
