"""What was deleted and can still be brought back."""
