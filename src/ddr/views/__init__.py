"""What an answer looks like: on a terminal, in a pipe, for a program. Nothing is computed here."""
