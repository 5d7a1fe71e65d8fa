"""Adding an order by hand, and correcting one."""
