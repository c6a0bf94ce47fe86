"""One reader for each markup; all of them write the same stream of plain text and citations."""
