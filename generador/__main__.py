"""`python -m generador`: la orden `kit`, donde su guion no está en el PATH."""

from generador.ordenes.kit import principal

principal()
