"""The buyer journey as an absorbing chain: visits, outcomes, cycle times, tracks."""

from salesmodel.journey.absorption import Absorption, Chain, absorb
from salesmodel.journey.sensitivity import sensitivity
from salesmodel.journey.tracks import slowest_of

__all__ = ["Absorption", "Chain", "absorb", "sensitivity", "slowest_of"]
