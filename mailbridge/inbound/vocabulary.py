"""Long word lists, written as text and read as tuples."""


def words(block: str) -> tuple[str, ...]:
    """Split a block at blanks and line ends."""
    return tuple(block.split())


def phrases(block: str) -> tuple[str, ...]:
    """Split a block at bars and line ends; a phrase may hold blanks inside."""
    pieces = (piece.strip() for line in block.splitlines() for piece in line.split("|"))
    return tuple(piece for piece in pieces if piece)
