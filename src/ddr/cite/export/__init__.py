"""Citations for other programs: reference managers, typesetters, wikis, and keys to paste."""
