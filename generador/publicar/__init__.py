"""Revisar antes de publicar: datos, construcción, enlaces, pesos y qué cifras cambiaron."""
