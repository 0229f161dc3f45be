"""The application: a room per subject. The only floor that may import storage."""
