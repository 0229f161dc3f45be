"""The last look before publishing, and the way from there to a page that was read back."""
