"""The disposable index: one SQLite file a corpus, built when needed, read by every query."""
