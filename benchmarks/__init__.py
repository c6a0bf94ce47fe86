"""What ddr costs, measured anywhere: run ``python -m benchmarks``; README.md says more."""
