"""Las ayudas que muestra el sitio son las que muestra QGIS."""

from __future__ import annotations

import inspect
from typing import Any

from plugin_qgis.publicar.ayudas import DESTINO, ayudas


def test_las_ayudas_guardadas_son_las_del_complemento(proveedor: Any) -> None:
    assert DESTINO.read_text("utf-8") == ayudas(), "corra «make ayudas»"
    assert proveedor is not None


def test_la_ayuda_dice_cuando_la_salida_es_interna(proveedor: Any) -> None:
    """Siempre, o si lo es la capa que recibe; y ninguna dice lo contrario de lo que marca."""
    from kit_pobreza.algoritmos import ALGORITMOS
    from kit_pobreza.algoritmos.ficha import SI_ES_INTERNA

    assert proveedor is not None
    callan = []
    for clase in ALGORITMOS:
        modulo, dicho = inspect.getsource(inspect.getmodule(clase)), clase.FICHA
        texto = f"{dicho.entrega} {dicho.advertencia}"
        siempre = 'pedido.modo = "interno"' in modulo
        hereda = "import Copia, copiar" in modulo and not siempre and "MODO" not in modulo
        if hereda and "modos" not in modulo and SI_ES_INTERNA not in texto:
            callan.append(dicho.id)
        if siempre and not any(d in texto for d in ("INTERNO", "Uso interno", "interno")):
            callan.append(dicho.id)
        assert not (siempre and "se pueden publicar" in texto), dicho.id
    assert callan == []
