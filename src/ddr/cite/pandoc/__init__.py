"""pandoc and its citeproc: what is asked of them, and what they answer."""
