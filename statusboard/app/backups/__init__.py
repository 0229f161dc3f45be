"""Copies of the database: made every day, looked over, kept for a while, and brought back."""
