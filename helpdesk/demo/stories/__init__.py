"""What happened to customers of the made-up company, as short plays in plain text (es.txt, en.txt)."""
