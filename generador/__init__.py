"""Kit de capacidades territoriales contra la pobreza: de los archivos oficiales al sitio."""

__version__ = "0.1.0"
