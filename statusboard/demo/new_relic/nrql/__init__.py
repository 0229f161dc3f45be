"""The stand-in's NRQL: the forms that are asked for are read and worked out, others refused."""
