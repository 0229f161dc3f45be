"""Item models: thin adapters over tuples of frozen rows, applying differences."""
