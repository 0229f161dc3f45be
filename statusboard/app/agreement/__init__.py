"""Who has to agree before something is said, and whether somebody has."""
