"""The first screen of all: where to begin."""
