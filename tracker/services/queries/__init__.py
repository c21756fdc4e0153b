"""The read side: frozen rows for windows, command line and reports."""
