"""The uptime screen: figures that executives can defend."""
