"""El acceso a servicios desde la orden: leer quién pide, las sedes y el terreno, y medir."""
