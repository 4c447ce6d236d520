"""How fast, and how sure: figures as ratios in one run, since machines differ and one machine differs from itself."""
