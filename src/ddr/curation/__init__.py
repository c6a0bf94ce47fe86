"""Keeping a timeline: the canonical form, and writes that cannot lose a record.

A change is a function from the document of a timeline to another (`changes`), made on the
records' own blocks (`document`) so that everything else stays as it was typed. `transaction`
alone writes to a timeline; `journal` remembers what it wrote.
"""
