"""All orders, filtered, sorted and looked into."""
