"""Where everything stands on a board of any size. Pure arithmetic: no painting, no Qt."""
