"""Citations: records become CSL items, and pandoc's citeproc formats them."""
