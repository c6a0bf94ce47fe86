"""Citations: rules of the manuals, reference implementation, hostile text, failing tools."""
