"""What delegates and widgets draw with a QPainter; each function takes the theme and knows nothing of orders."""
