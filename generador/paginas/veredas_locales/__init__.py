"""La página «Veredas» de un municipio: lo que midió su alcaldía y entregó en un paquete."""
