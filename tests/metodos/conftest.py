"""Hypothesis sin cronómetro y, en CI, con los mismos ejemplos en cada corrida."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("kit", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("kit")
