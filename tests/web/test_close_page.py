"""« Clôturer »: from the button of a letter to the letters that leave."""
