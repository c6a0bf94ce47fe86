"""How one name is written in many ways: romanizations, and slips of the keyboard."""
