"""Löftesboken: keeps a municipality's and its police's public promises honest."""

__version__ = "0.1.0"
