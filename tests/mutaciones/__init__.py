"""El corpus de mutaciones: qué se daña, cómo, y qué se le exige al kit.

«python -m tests.mutaciones listar» dice cuáles son; «correr» las corre.
"""
