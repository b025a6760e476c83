"""Speed and memory, measured as ratios within one run. Start it with `make bench`."""
