"""Las órdenes de `kit`, una por archivo: leen opciones, llaman a quien hace y muestran."""
