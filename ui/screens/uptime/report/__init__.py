"""Reports from the uptime screen: looked at, saved, printed, shared, made by schedule."""
