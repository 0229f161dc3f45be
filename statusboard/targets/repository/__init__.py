"""How a page stands on a branch of a Git repository, and the ways to such a repository."""
