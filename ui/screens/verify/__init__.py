"""The verify screen: the state of every service, and why."""
