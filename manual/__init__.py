"""What the manual says by itself: the settings, the commands, the decisions' index, and its pictures."""
