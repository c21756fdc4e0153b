"""The pieces the views are built of. Import from the module that names the piece."""
