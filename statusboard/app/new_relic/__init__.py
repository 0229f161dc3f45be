"""New Relic: its connection, and the feed that turns its states into answers."""
