"""What a library knows of its owner."""
