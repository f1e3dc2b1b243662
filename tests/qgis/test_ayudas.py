"""Las ayudas que muestra el sitio son las que muestra QGIS."""

from __future__ import annotations

from typing import Any

from plugin_qgis.publicar.ayudas import DESTINO, ayudas


def test_las_ayudas_guardadas_son_las_del_complemento(proveedor: Any) -> None:
    assert DESTINO.read_text("utf-8") == ayudas(), "corra «make ayudas»"
    assert proveedor is not None
