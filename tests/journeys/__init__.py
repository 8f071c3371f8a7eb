"""Whole stories with the real programs, real servers and a real browser."""
