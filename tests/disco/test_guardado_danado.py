"""Lo guardado en `.tmp/` que se dañó no se usa: ni truncado, ni vacío, ni con un byte cambiado."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader

from generador.complemento_qgis import zip_guardado
from generador.disco import cache
from generador.paginas.compilador_de_plantillas import Entorno
from generador.paginas.entorno_jinja import Compiladas

Dano = Callable[[bytes], bytes]
DANOS: dict[str, Dano] = {
    "truncado": lambda b: b[: len(b) // 2],
    "vacío": lambda b: b"",
    "un byte": lambda b: b[:-3] + bytes([b[-3] ^ 1]) + b[-2:],
    "con cola": lambda b: b + b"x",
    "de antes, sin huella": lambda b: b[32:],
}


@pytest.mark.parametrize("dano", DANOS.values(), ids=DANOS)
def test_no_se_lee(tmp_path: Path, dano: Dano) -> None:
    ruta = tmp_path / "x.json"
    cache.guardar_sellado(ruta, b'{"valor": 12345}')
    assert cache.leer_sellado(ruta) == b'{"valor": 12345}'
    ruta.write_bytes(dano(ruta.read_bytes()))
    with pytest.raises(ValueError, match="dañado"):
        cache.leer_sellado(ruta)


@pytest.mark.parametrize("dano", DANOS.values(), ids=DANOS)
def test_el_complemento_se_vuelve_a_hacer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dano: Dano
) -> None:
    monkeypatch.setattr(zip_guardado, "CARPETA", tmp_path)
    assert zip_guardado.recordar({}, lambda: b"el zip de verdad") == b"el zip de verdad"
    (ruta,) = tmp_path.iterdir()
    assert zip_guardado.recordar({}, lambda: b"otro") == b"el zip de verdad"
    ruta.write_bytes(dano(ruta.read_bytes()))
    assert zip_guardado.recordar({}, lambda: b"rehecho") == b"rehecho"


@pytest.mark.parametrize("dano", DANOS.values(), ids=DANOS)
def test_una_plantilla_compilada_se_compila_otra_vez(tmp_path: Path, dano: Dano) -> None:
    def pintar() -> str:
        entorno = Entorno(
            loader=DictLoader({"a.html": '<form role="search">{{ x }}'}),
            autoescape=True,
            bytecode_cache=Compiladas(str(tmp_path)),
        )
        return entorno.get_template("a.html").render(x="<")

    sano = pintar()
    (ruta,) = tmp_path.iterdir()
    escrito = ruta.read_bytes()
    ruta.write_bytes(dano(escrito.replace(b"search", b"sea3ch")))
    assert pintar() == sano == '<form role="search">&lt;'
    assert ruta.read_bytes() == escrito
