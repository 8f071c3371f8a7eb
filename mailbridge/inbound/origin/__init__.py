"""Who and what sent a mail: delivery reports, programs, spam filters, and how far a sender is proven."""
