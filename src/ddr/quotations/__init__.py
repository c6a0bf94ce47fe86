"""Is this verbatim? Words, marks and sentences as pure text; nothing here knows a record."""
