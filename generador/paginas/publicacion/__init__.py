"""Lo que se publica junto a las páginas: descargas, figuras e índices de búsqueda."""
