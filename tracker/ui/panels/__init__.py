"""The views: one per page of the sidebar, and the inspector."""
