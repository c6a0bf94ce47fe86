"""The tests of `ddr`, room by room."""
