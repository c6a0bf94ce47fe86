"""The engine as a library: what notebooks, scripts and other programs call."""
