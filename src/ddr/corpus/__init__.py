"""The curated truth: timeline files and held texts, read and checked."""
