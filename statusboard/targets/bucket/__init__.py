"""A bucket of S3, or of what is compatible: its steps, and what is in their way."""
