"""One module for each kind of report: `lay_out` turns its input into pages."""
