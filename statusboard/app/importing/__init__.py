"""What other programs knew, brought along: read, shown as a report first, then written."""
