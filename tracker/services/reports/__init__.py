"""What reports are made from, and the archive of what has been reported."""
