"""The list on the left: which notices there are, and how each stands."""
