"""El acceso a servicios desde la orden: leer la demanda, las sedes y el terreno, medir y escribir."""
