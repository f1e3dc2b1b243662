"""Un módulo por fuente oficial: lee el archivo tal como lo publica la entidad."""
