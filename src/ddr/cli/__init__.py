"""The command line: parses, asks one question, hands the answer to a view."""
