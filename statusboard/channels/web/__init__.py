"""What channels over HTTP share: one sender, what answers mean, and texts cut to size."""
