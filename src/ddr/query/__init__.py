"""Questions put to the index; each returns records or rows, and prints nothing."""
