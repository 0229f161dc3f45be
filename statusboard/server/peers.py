"""Under which name a listener says who is connected to it, whatever a proxy says of who asks."""

PEER = "peer"
