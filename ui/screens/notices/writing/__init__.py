"""What a title and a message are written in, in the original and in each translation."""
