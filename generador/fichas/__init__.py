"""La ficha en PDF de cada territorio: dos hojas con lo mismo que dice su página."""
