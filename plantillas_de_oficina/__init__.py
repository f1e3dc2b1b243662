"""Las plantillas de Word y de Excel con que empieza el kit, hechas siempre iguales."""
