"""Lo que las guías y las sesiones escriben con macros: cifras, normas, tablas y formatos."""
