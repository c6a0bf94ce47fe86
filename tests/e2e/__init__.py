"""The whole program, as a process: in a pipe, on a terminal, in trouble."""
