"""Las ayudas de los algoritmos, leídas del complemento ya cargado en QGIS.

make ayudas        rehace generador/complemento_qgis/ayudas.json
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parents[2]
DESTINO = RAIZ / "generador" / "complemento_qgis" / "ayudas.json"


def ayudas() -> str:
    """El JSON de todos los algoritmos, en el orden de los pasos; pide QGIS ya iniciado."""
    from kit_pobreza.algoritmos import ALGORITMOS  # noqa: PLC0415 - solo con el zip en la ruta

    lista = [_algoritmo(clase) for clase in ALGORITMOS]
    return json.dumps(lista, ensure_ascii=False, indent=1) + "\n"


def _algoritmo(clase: Any) -> dict[str, Any]:
    algoritmo = clase()
    algoritmo.initAlgorithm()
    ficha = clase.FICHA
    nombres = {p.nombre: p for p in clase.PARAMETROS}
    salidas = {d.name() for d in algoritmo.destinationParameterDefinitions()}
    return {
        "id": ficha.id,
        "nombre": ficha.nombre,
        "grupo": ficha.grupo,
        "resumen": ficha.resumen,
        "entrega": ficha.entrega,
        "ejemplo": ficha.ejemplo,
        "advertencia": ficha.advertencia,
        "secciones": [list(seccion) for seccion in ficha.secciones],
        "etiquetas": list(ficha.etiquetas),
        "entradas": [
            _parametro(d, nombres[d.name()])
            for d in algoritmo.parameterDefinitions()
            if d.name() not in salidas
        ],
        "salidas": [
            {"nombre": d.name(), "etiqueta": d.description()} for d in algoritmo.outputDefinitions()
        ],
    }


def _parametro(definicion: Any, declarado: Any) -> dict[str, Any]:
    opciones = list(declarado.opciones)
    omision = definicion.defaultValue()
    if opciones and isinstance(omision, int):
        omision = opciones[omision]
    return {
        "nombre": definicion.name(),
        "etiqueta": definicion.description(),
        "ayuda": declarado.ayuda,
        "avanzado": declarado.avanzado,
        "omision": None if omision is None else str(omision),
        "opciones": opciones,
    }


def main() -> None:
    """Inicia QGIS sin ventana, carga el zip y escribe el archivo."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(RAIZ))
    from qgis.core import QgsApplication  # noqa: PLC0415 - después de elegir la plataforma

    from generador.complemento_qgis.zip_del_complemento import comprimir, contenido  # noqa: PLC0415
    from generador.disco.escritura import escribir_texto  # noqa: PLC0415

    aplicacion = QgsApplication([], False)
    aplicacion.initQgis()
    with tempfile.TemporaryDirectory(prefix="kit-ayudas-") as carpeta:
        with zipfile.ZipFile(io.BytesIO(comprimir(contenido()))) as paquete:
            paquete.extractall(carpeta)
        sys.path.insert(0, carpeta)
        escribir_texto(DESTINO, ayudas())
    aplicacion.exitQgis()
    print(f"Escrito {DESTINO.relative_to(RAIZ)}")


if __name__ == "__main__":
    main()
