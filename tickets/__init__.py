"""The room of the house: the ticket and what is true of it; with it, the doors for people."""
