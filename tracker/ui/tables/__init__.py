"""Tables: columns as data, models for few and for a million rows, and the delegates."""
