"""What the page says of uptime, by language: figures, the rule, claims."""
