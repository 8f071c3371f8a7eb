"""What exists only in the demo: the made-up company, its history, and the customer's mailbox at /demo/."""
