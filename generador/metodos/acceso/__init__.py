"""A cuánto queda el servicio más cercano, en metros o en minutos, y quién se queda sin él."""
