"""Template tags: how moments, states and people look in every door."""
