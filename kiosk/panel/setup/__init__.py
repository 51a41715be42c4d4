"""What a unit is and what stands at its counters."""
