"""The example book "Säffle": two years of promises, built through the services as if lived."""

from tracker.services.example.building import SHOWN_DAY, build_example

__all__ = ["SHOWN_DAY", "build_example"]
