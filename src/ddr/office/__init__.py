"""Documents of Word and LibreOffice, read as paragraphs; nothing here knows a record."""
