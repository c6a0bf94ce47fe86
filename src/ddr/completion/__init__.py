"""What a shell offers when a word of the command line is to be completed."""
