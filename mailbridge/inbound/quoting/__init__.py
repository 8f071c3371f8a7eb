"""What the customer newly said: quotations and signatures found by structure and by words."""
