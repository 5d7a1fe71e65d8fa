"""What is kept: the SQLite database and the evidence files, and the only code that writes either."""
