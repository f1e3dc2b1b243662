"""El método del kit: solo numpy y biblioteca estándar; lo usan el sitio, la orden y QGIS."""
