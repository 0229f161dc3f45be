"""The application: verbs, queries and loops. The only floor that may import storage."""
