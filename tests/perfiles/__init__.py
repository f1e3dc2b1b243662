"""Los 1.122 perfiles, frase por frase: cada una se vuelve a deducir de `datos/` por otro camino."""
