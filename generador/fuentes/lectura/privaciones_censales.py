"""Las quince privaciones de la medida censal 2018: su clave en el kit y cómo las titula el DANE."""

from __future__ import annotations

PRIVACIONES = {
    "analfabetismo": "Analfabetismo",
    "bajo_logro_educativo": "Bajo logro educativo",
    "primera_infancia": "Barreras a servicios para cuidado de la primera infancia",
    "barreras_salud": "Barreras de acceso a servicios de salud",
    "dependencia_economica": "Tasa de dependencia",
    "hacinamiento": "Hacinamiento crítico",
    "excretas": "Inadecuada eliminación de excretas",
    "inasistencia_escolar": "Inasistencia escolar",
    "paredes": "Material inadecuado de paredes exteriores",
    "pisos": "Material inadecuado de pisos",
    "rezago_escolar": "Rezago escolar",
    "agua": "Sin acceso a fuente de agua mejorada",
    "aseguramiento_salud": "Sin aseguramiento en salud",
    "trabajo_infantil": "Trabajo infantil",
    "trabajo_informal": "Trabajo informal",
}
