"""The public page: what it shows, where it is put, and the loop that puts it there."""
