"""The made-up company of `make demo`, and the page on which one is its customer. Never there in production."""
