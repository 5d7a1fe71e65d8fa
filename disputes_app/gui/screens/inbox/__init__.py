"""What was taken in and belongs to no order yet."""
