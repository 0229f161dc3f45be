"""What may be said of uptime today: claims, and what they are given away as."""
