"""What makes a text for customers a good one: a rule a file, each with its own examples."""
