"""El panel que guía los cuatro pasos."""
