"""Where secrets are kept: the system's key store, or a file of its owner's alone."""
