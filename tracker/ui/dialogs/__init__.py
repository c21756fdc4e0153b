"""Dialogs return values; they never touch the book."""
