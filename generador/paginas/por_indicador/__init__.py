"""Una página por indicador del catálogo: qué mide, dónde, cómo se reparte y de dónde sale."""
