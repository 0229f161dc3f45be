"""Who the people of a desk are, what each may, where they sign in, and who is there."""
