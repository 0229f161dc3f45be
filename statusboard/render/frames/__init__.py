"""What messages say beside the words of an update, a file for each language that readers choose."""
