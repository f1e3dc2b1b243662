"""Con cuánta gente se publica la tasa de un grupo pequeño que viene de un censo."""

from __future__ import annotations

PERSONAS_MINIMAS = 30
"""Con menos personas, unos ocho hogares, una tasa deja reconocer a familias y se calla."""
