"""What is kept: the database and the evidence files of a library, and the only code that writes either."""
