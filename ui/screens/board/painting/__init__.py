"""What is painted on the board: banner, tiles, cards, footer. Each is told what to show."""
