"""The translations of a notice beside its own words."""
