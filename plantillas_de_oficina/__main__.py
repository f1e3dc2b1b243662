"""Rehace las plantillas de fábrica de Word y de Excel.

    python -m plantillas_de_oficina

Los archivos se versionan: se pueden abrir y retocar en Word o LibreOffice. Una plantilla que se
retoque a mano deja de hacerse aquí: se quita de `DE_WORD` o de `DE_EXCEL`.
"""

from __future__ import annotations

from pathlib import Path

from plantillas_de_oficina import acta, acto, agenda, ficha, informe, oferta, plan, poai
from plantillas_de_oficina.paquete import guardar

RAIZ = Path(__file__).resolve().parent.parent
CARPETA = RAIZ / "sitio" / "recursos" / "herramientas" / "documentos" / "plantillas"
DE_WORD = {
    "informe": informe.hacer,
    "acto": acto.hacer,
    "ficha": ficha.hacer,
    "plan": plan.hacer,
    "agenda": agenda.hacer,
    "acta": acta.hacer,
}
DE_EXCEL = {"oferta": oferta.hacer, "poai": poai.hacer}


def hacer(carpeta: Path) -> None:
    """Escribe todas en `carpeta`, con los mismos octetos cada vez."""
    carpeta.mkdir(parents=True, exist_ok=True)
    for nombre, documento in DE_WORD.items():
        guardar(documento().save, carpeta / f"{nombre}.docx")
    for nombre, libro in DE_EXCEL.items():
        guardar(libro().save, carpeta / f"{nombre}.xlsx")


if __name__ == "__main__":
    hacer(CARPETA)
