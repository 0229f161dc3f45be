"""What the page server says by itself, a file for each language that it says it in."""
