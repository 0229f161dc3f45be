"""Who did what: the trail to read, and whether it is as it was written."""
