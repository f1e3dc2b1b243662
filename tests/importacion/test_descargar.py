"""Descargar de un servidor local: bien, con otro hash, 404, corte a la mitad y sin servidor."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

from generador.cubo import procedencia
from generador.cubo.procedencia import ArchivoOficial
from generador.importacion import huellas_de_archivos
from generador.importacion.descargar import ArchivoTraido, descargar, direccion_de
from generador.importacion.huellas_de_archivos import Huella
from generador.ordenes.kit import principal

PEQUENO = "finanzas/PDET_ZOMAC.txt"
OTRO = "poblacion/Diccionario_MGN_CNPV2018.xlsx"


class Servidor(ThreadingHTTPServer):
    """Sirve una carpeta; a las rutas de `trampas` responde mal y cuenta lo que le piden."""

    def __init__(self, carpeta: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Respuesta, directory=str(carpeta)))
        self.trampas: dict[str, str] = {}
        self.pedidos: list[str] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Respuesta(SimpleHTTPRequestHandler):
    server: Servidor

    def do_GET(self) -> None:
        ruta = self.path.lstrip("/")
        self.server.pedidos.append(ruta)
        trampa = self.server.trampas.get(ruta)
        if trampa is None:
            super().do_GET()
            return
        contenido = Path(self.translate_path(self.path)).read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(contenido)))
        self.end_headers()
        mitad = len(contenido) // 2
        # «corte» promete el archivo entero y cuelga a la mitad; «otro» trae otro contenido.
        self.wfile.write(contenido[:mitad] if trampa == "corte" else contenido[::-1])

    def log_message(self, format: str, *args: object) -> None:
        """Calla el registro de cada petición."""


@pytest.fixture
def servidor(fuentes: Path) -> Iterator[Servidor]:
    with Servidor(fuentes) as servidor:
        hilo = Thread(target=servidor.serve_forever, daemon=True)
        hilo.start()
        yield servidor
        servidor.shutdown()
        hilo.join()


@pytest.fixture(autouse=True)
def sin_esperas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pooch.core.time.sleep", lambda _: None)


@pytest.fixture
def cerrado() -> str:
    """Dirección de un puerto en el que nadie escucha."""
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{enchufe.getsockname()[1]}"


def pedir(carpeta: Path, base: str, *rutas: str, reemplazar: bool = False) -> list[ArchivoTraido]:
    archivos = {ruta: ArchivoOficial(ruta, f"{base}/{ruta}", True, ()) for ruta in rutas}
    return descargar(carpeta, archivos=archivos, reemplazar=reemplazar)


def archivos_en(carpeta: Path) -> list[str]:
    return sorted(r.relative_to(carpeta).as_posix() for r in carpeta.rglob("*") if r.is_file())


def test_orden_completa_y_luego_no_pide_nada(
    servidor: Servidor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIT_DESCARGA_BASE", f"{servidor.base}/")
    corrida = CliRunner().invoke(principal, ["datos", "descargar", str(tmp_path)])
    assert corrida.exit_code == 0, corrida.output
    assert huellas_de_archivos.calcular(tmp_path) == huellas_de_archivos.leer()
    assert archivos_en(tmp_path) == sorted(procedencia.archivos())
    servidor.pedidos.clear()
    corrida = CliRunner().invoke(principal, ["datos", "descargar", str(tmp_path)])
    assert f"ya estaba: {len(procedencia.archivos())}" in corrida.output
    assert servidor.pedidos == []


def test_archivo_viejo_solo_se_cambia_si_se_pide(servidor: Servidor, tmp_path: Path) -> None:
    (tmp_path / PEQUENO).parent.mkdir()
    (tmp_path / PEQUENO).write_text("viejo", encoding="utf-8")
    (resultado,) = pedir(tmp_path, servidor.base, PEQUENO)
    assert (resultado.situacion, servidor.pedidos) == ("falló", [])
    assert "--reemplazar" in resultado.detalle
    assert (tmp_path / PEQUENO).read_text("utf-8") == "viejo"
    (resultado,) = pedir(tmp_path, servidor.base, PEQUENO, reemplazar=True)
    assert resultado.situacion == "descargado"
    assert huellas_de_archivos.de_archivo(tmp_path / PEQUENO) == huellas_de_archivos.leer()[PEQUENO]


@pytest.mark.parametrize(
    ("trampa", "esperado"),
    [("otro", "su sha256 es otro"), ("corte", "se cortó"), (None, "respondió 404")],
)
def test_lo_que_llega_mal_no_ocupa_el_lugar(
    servidor: Servidor, tmp_path: Path, trampa: str | None, esperado: str
) -> None:
    ruta = PEQUENO
    if trampa:
        servidor.trampas[ruta] = trampa
        archivos = {ruta: ArchivoOficial(ruta, f"{servidor.base}/{ruta}", True, ())}
    else:
        archivos = {ruta: ArchivoOficial(ruta, f"{servidor.base}/no/existe.txt", True, ())}
    (tmp_path / ruta).parent.mkdir()
    (tmp_path / ruta).write_text("lo de antes", encoding="utf-8")
    (resultado,) = descargar(tmp_path, archivos=archivos, reemplazar=True)
    assert resultado.situacion == "falló"
    assert esperado in resultado.detalle
    assert servidor.base in resultado.detalle
    assert (tmp_path / ruta).read_text("utf-8") == "lo de antes"
    assert archivos_en(tmp_path) == [ruta]
    assert len(servidor.pedidos) == 2, "se reintenta una vez"


def test_un_fallo_no_detiene_los_demas(servidor: Servidor, tmp_path: Path) -> None:
    servidor.trampas[PEQUENO] = "otro"
    resultados = pedir(tmp_path, servidor.base, PEQUENO, OTRO)
    assert [r.situacion for r in resultados] == ["falló", "descargado"]
    assert archivos_en(tmp_path) == [OTRO]


def test_corte_una_sola_vez_se_recupera(servidor: Servidor, tmp_path: Path) -> None:
    class UnaVez(dict[str, str]):
        def get(self, ruta: str, _: object = None) -> str | None:  # type: ignore[override]
            return self.pop(ruta, None)

    servidor.trampas = UnaVez({PEQUENO: "corte"})
    (resultado,) = pedir(tmp_path, servidor.base, PEQUENO)
    assert resultado.situacion == "descargado"
    assert len(servidor.pedidos) == 2


def test_sin_servidor_mensaje_claro_y_salida_1(cerrado: str, tmp_path: Path) -> None:
    orden = ["datos", "descargar", str(tmp_path), "--base", cerrado]
    corrida = CliRunner().invoke(principal, orden)
    assert corrida.exit_code == 1
    assert "no responde; revise la conexión a internet" in corrida.output
    assert "Traceback" not in corrida.output
    assert archivos_en(tmp_path) == []


def test_servidor_caido_no_se_intenta_otra_vez(
    cerrado: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    primero, segundo = pedir(tmp_path, cerrado, PEQUENO, OTRO)
    assert primero.detalle == segundo.detalle
    monkeypatch.setattr("pooch.HTTPDownloader.__call__", None)  # pedirlo de nuevo sería un error
    with pytest.raises(TypeError):
        pedir(tmp_path, cerrado, PEQUENO)


def test_sin_direccion_o_sin_huella_se_dice(tmp_path: Path) -> None:
    sin_direccion = ArchivoOficial("a.txt", None, False, ())
    sin_huella = ArchivoOficial("b.txt", "http://127.0.0.1/b.txt", False, ())
    archivos = {"a.txt": sin_direccion, "b.txt": sin_huella}
    a, b = descargar(tmp_path, archivos=archivos, guardadas={"a.txt": Huella(1, "0" * 64)})
    assert (a.situacion, b.situacion) == ("sin dirección", "falló")
    assert "tráigalo a mano" in a.detalle
    assert "huellas.csv" in b.detalle


def test_sin_direccion_directa_dice_en_que_pagina_esta(tmp_path: Path) -> None:
    sin_direccion = {r: a for r, a in procedencia.archivos().items() if a.descarga is None}
    assert len(sin_direccion) > 10
    for resultado in descargar(tmp_path, archivos=sin_direccion):
        assert resultado.situacion == "sin dirección"
        pagina = procedencia.publicacion_de(resultado.archivo.ruta)
        assert pagina is None or pagina.startswith("http")
        esperado = f"tráigalo a mano desde {pagina} " if pagina else "tráigalo a mano y déjelo"
        assert esperado in resultado.detalle


def test_ninguna_descarga_es_la_pagina_de_la_publicacion() -> None:
    for fuente in procedencia.fuentes().values():
        if fuente.publicacion is not None:
            assert fuente.publicacion not in {a.descarga for a in fuente.archivos}, fuente.id


def test_lista_las_direcciones_sin_comprobar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archivos = {
        "a.txt": ArchivoOficial("a.txt", "https://ejemplo.org/a.txt", False, ()),
        "b.txt": ArchivoOficial("b.txt", "https://ejemplo.org/b.txt", True, ()),
    }
    for ruta in archivos:
        (tmp_path / ruta).write_text("x", encoding="utf-8")
    monkeypatch.setattr(procedencia, "archivos", lambda: archivos)
    tabla = huellas_de_archivos.calcular(tmp_path, archivos)
    monkeypatch.setattr(huellas_de_archivos, "leer", lambda: tabla)
    corrida = CliRunner().invoke(principal, ["datos", "descargar", str(tmp_path)])
    assert corrida.exit_code == 0, corrida.output
    assert "Dirección sin comprobar (1):\n  a.txt ← https://ejemplo.org/a.txt" in corrida.output


def test_base_reemplaza_la_direccion_y_escapa_la_ruta() -> None:
    archivo = ArchivoOficial("una carpeta/año.csv", "https://ejemplo.org/x", True, ())
    assert direccion_de(archivo, "http://h/b/") == "http://h/b/una%20carpeta/a%C3%B1o.csv"
    assert direccion_de(archivo, None) == "https://ejemplo.org/x"
