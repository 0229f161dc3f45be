"""Places to publish to, one file each."""
