"""Is all well? One answer for pages, monitors and the terminal (RELIABILITY.md 7)."""
