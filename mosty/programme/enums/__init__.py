"""Words of numbers and projects."""

from mosty.programme.enums.numbers import Dimension, Measure

__all__ = ["Dimension", "Measure"]
