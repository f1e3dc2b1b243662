"""Publicar incidencia por territorio sin que de las tablas se pueda recuperar un hogar."""
