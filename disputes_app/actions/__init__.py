"""What the user can do: one function per action, one transaction and one journal entry each."""
