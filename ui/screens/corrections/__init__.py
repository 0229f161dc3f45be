"""History corrected from wherever a wrong stretch of it is seen: one sheet, one list."""
