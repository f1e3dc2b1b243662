"""La base de práctica: hogares sintéticos con la forma del Sisbén IV y ninguna persona de verdad."""
