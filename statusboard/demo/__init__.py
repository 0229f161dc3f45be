"""A stand-in New Relic, stand-in services and a year's story: sample data, marked as such."""
