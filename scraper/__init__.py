"""The world around the cleaners: network, disk, clock, terminal."""
