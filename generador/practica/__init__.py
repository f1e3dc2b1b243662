"""La base de práctica: hogares sintéticos con la forma del Sisbén IV, de nadie en particular."""
