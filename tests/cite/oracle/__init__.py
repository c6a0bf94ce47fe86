"""Our citations beside those of citeproc-js, the reference implementation of CSL."""
