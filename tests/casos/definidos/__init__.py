"""De qué casos hay, por clase: cada módulo hace los suyos."""
