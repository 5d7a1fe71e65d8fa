"""What goes out: from a case and a preset to the pages of a packet."""
