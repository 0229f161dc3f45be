"""Who wants to know: subscribers, what they choose, and how they come and go."""
