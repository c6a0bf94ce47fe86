"""ddr: a timeline of DPRK-Russia relations, and citations back to each source text."""

__version__ = "0.1.0"
