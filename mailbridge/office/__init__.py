"""The administrators' pages about mail."""
