"""Excel and CSV: lists that people already keep come in, and every table of a book goes out."""
