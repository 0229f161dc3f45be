"""What the long tail of services is made of: which of Apprise's are offered, and one call to it."""
