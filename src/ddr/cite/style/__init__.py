"""Citation styles: which there are, and how records are fitted to what their manuals ask."""
