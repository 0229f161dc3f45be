"""Small parts that screens share. They get data and emit intent; they never query."""
