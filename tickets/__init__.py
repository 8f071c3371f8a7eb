"""The room of the house: the ticket and what is true of it, and four of its doors (desk, portal, office, api)."""
