"""What every place on another machine has in common: its steps, and how a site is put by them."""
