"""What a book holds, and the rules that are true of it."""
