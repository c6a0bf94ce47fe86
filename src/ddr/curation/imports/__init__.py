"""Records from elsewhere: bibliographies of other programs, tables, JSON."""
