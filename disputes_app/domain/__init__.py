"""What is true: frozen records and pure functions over them, standard library only."""
