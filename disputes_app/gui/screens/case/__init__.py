"""One case: what the programme wants, the exhibits, and the packet that comes of them."""
