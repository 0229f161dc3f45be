"""What was said when something like this happened before."""
