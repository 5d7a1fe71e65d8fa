"""One case: what is missing, its exhibits, and the packet as it will be."""
