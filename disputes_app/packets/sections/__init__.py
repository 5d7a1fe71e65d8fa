"""The parts of a packet, one file each."""
