"""What may go wrong with a mail server, as codes with facts, and in words that say what to do."""
