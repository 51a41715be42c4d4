"""What a unit or a region sees of its numbers."""
