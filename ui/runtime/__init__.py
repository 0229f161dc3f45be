"""What carries a screen's wishes to the desk and back. It knows neither screens nor the window."""
