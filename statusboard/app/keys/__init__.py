"""Where secrets are kept: the system's key store, or files of their owner's alone."""
