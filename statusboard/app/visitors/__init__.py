"""What visitors of the page do by themselves: ask, confirm, change, leave."""
