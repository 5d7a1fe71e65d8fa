"""What a screen or a command shows: reading only, into row records."""
