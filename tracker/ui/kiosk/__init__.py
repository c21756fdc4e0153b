"""Taking answers where people are: one full screen, one person after the other."""
