"""One order: what happened, and every way of getting the money back."""
