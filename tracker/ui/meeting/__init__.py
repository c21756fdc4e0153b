"""The meeting while it is held: one full screen for the projector, one point at a time."""
