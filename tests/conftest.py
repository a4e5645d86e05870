"""How generated examples are run: by their number, not by the clock, so that a busy machine fails no test."""

from hypothesis import HealthCheck, settings

settings.register_profile("by number", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("by number")
