"""Importar una sola fuente: rehace lo suyo, deja lo demás igual y llega a lo mismo que todo."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generador.cubo import forma
from generador.cubo.procedencia import ArchivoOficial
from generador.errores import ErrorDeDatos, ErrorDelKit
from generador.fuentes.fuentes_registradas import FuenteRegistrada
from generador.importacion import huellas_de_archivos
from generador.importacion.importar import InsumosDelPaquete, concordar, describir, importar
from generador.rutas import DATOS
from tests.importacion import falsas
from tests.importacion.falsas import Taller
from tests.importacion.test_orden import correr

RAPIDAS = ("idf_anterior", "pdet_zomac", "nbi")


def leer_tres(carpeta: Path) -> object:
    """La tabla de «tres»: un valor por línea del archivo."""
    lineas = (carpeta / "tres.txt").read_text("utf-8").split()
    pares = zip(("05001", "27025"), lineas, strict=True)
    return falsas.larga_de([(c, "total", "2018", "tres_uno", float(v), "dato") for c, v in pares])


@pytest.fixture
def con_tres(taller: Taller) -> Taller:
    """El proyecto de mentira con una tercera fuente, ya importado."""
    (taller.oficiales / "tres.txt").write_text("10\n20\n", encoding="utf-8")
    entradas = [*taller.receta.entradas, taller.entrada("tres", leer=leer_tres)]
    catalogo = {**taller.receta.catalogo, "tres_uno": falsas.indicador("tres_uno", "tres")}
    taller.receta = InsumosDelPaquete(entradas, catalogo, taller.receta.huellas)
    huellas_de_archivos.escribir(
        huellas_de_archivos.calcular(taller.oficiales, taller.receta.rutas), taller.receta.huellas
    )
    importar(taller.oficiales, taller.datos, receta=taller.receta)
    return taller


def importar_solo(taller: Taller, *fuentes: str, nueva: bool = False) -> dict[str, bytes]:
    return importar(
        taller.oficiales,
        taller.datos,
        receta=taller.receta,
        fuentes=fuentes,
        aceptar_version_nueva=nueva,
    )


def cambiados(taller: Taller, antes: dict[str, bytes]) -> set[str]:
    return {nombre for nombre, bytes_ in taller.foto().items() if antes.get(nombre) != bytes_}


def degradar(carpeta: Path, receta: InsumosDelPaquete, nombres: list[str]) -> None:
    """Quita la última fila de esas tablas y las describe como buenas."""
    for nombre in nombres:
        filas = (carpeta / nombre).read_bytes().splitlines(keepends=True)
        (carpeta / nombre).write_bytes(b"".join(filas[:-1]))
    archivos = {r.name: r.read_bytes() for r in carpeta.iterdir() if r.name != forma.DESCRIPTOR}
    (carpeta / forma.DESCRIPTOR).write_bytes(describir(archivos, receta))


def test_rehace_solo_lo_suyo_y_el_descriptor(con_tres: Taller) -> None:
    antes, tabla = con_tres.foto(), huellas_de_archivos.leer(con_tres.receta.huellas)
    (con_tres.oficiales / "tres.txt").write_text("10\n30\n", encoding="utf-8")
    hechas = importar_solo(con_tres, "tres", nueva=True)
    assert cambiados(con_tres, antes) == {"tres.csv", "datapackage.json"}
    assert {"tres.csv", "datapackage.json"} <= set(hechas)
    assert b"27025,total,2018,30" in con_tres.foto()["tres.csv"]
    ahora = huellas_de_archivos.leer(con_tres.receta.huellas)
    assert {r for r in ahora if ahora[r] != tabla[r]} == {"tres.txt"}
    assert ahora.keys() == tabla.keys()
    assert con_tres.sobras() == []


def test_solo_pide_los_archivos_de_esa_fuente(con_tres: Taller) -> None:
    antes = con_tres.foto()
    for ruta in ("uno.txt", "dos.txt"):
        (con_tres.oficiales / ruta).unlink()
    importar_solo(con_tres, "tres")
    assert con_tres.foto() == antes
    (con_tres.oficiales / "tres.txt").unlink()
    with pytest.raises(ErrorDeDatos, match=r"«tres\.txt»: no está en .*oficiales"):
        importar_solo(con_tres, "tres")


def test_una_a_una_es_lo_mismo_que_todas(con_tres: Taller) -> None:
    completo = con_tres.foto()
    degradar(con_tres.datos, con_tres.receta, ["uno.csv", "tres.csv"])
    assert con_tres.foto() != completo
    for entrada in con_tres.receta.entradas:
        importar_solo(con_tres, entrada.id)
    assert con_tres.foto() == completo


def test_varias_a_la_vez(con_tres: Taller) -> None:
    completo = con_tres.foto()
    degradar(con_tres.datos, con_tres.receta, ["uno.csv", "tres.csv"])
    importar_solo(con_tres, "tres", "uno")
    assert con_tres.foto() == completo


def test_una_fuente_nueva_entra_sin_rehacer_las_demas(hecho: Taller) -> None:
    antes = hecho.foto()
    (hecho.oficiales / "tres.txt").write_text("10\n20\n", encoding="utf-8")
    hecho.receta = InsumosDelPaquete(
        [*hecho.receta.entradas, hecho.entrada("tres", leer=leer_tres)],
        {**hecho.receta.catalogo, "tres_uno": falsas.indicador("tres_uno", "tres")},
        hecho.receta.huellas,
    )
    importar_solo(hecho, "tres", nueva=True)
    assert cambiados(hecho, antes) == {"tres.csv", "datapackage.json"}
    assert set(huellas_de_archivos.leer(hecho.receta.huellas)) == {"uno.txt", "dos.txt", "tres.txt"}


@pytest.mark.parametrize(
    ("pedida", "consejo"),
    [("tre", "«tres»"), ("UNO", "«uno»"), ("uuno", "«uno»"), ("zzz", "escriba el nombre")],
)
def test_una_que_no_existe_dice_las_que_hay_y_las_parecidas(
    con_tres: Taller, pedida: str, consejo: str
) -> None:
    antes = con_tres.foto()
    with pytest.raises(ErrorDelKit) as error:
        importar_solo(con_tres, "uno", pedida)
    assert f"no hay una fuente «{pedida}»; las que hay: dos, uno, tres" in str(error.value)
    assert consejo in str(error.value)
    assert con_tres.foto() == antes


def compartir(taller: Taller) -> None:
    """«uno» pasa a leer también el archivo de «tres»."""
    uno = next(e for e in taller.receta.entradas if e.id == "uno")
    otro = ArchivoOficial("tres.txt", "https://ejemplo.org/tres.txt", False, ())
    doble = FuenteRegistrada(replace(uno.fuente, archivos=(*uno.fuente.archivos, otro)), uno.modulo)
    entradas = [doble if e is uno else e for e in taller.receta.entradas]
    taller.receta = replace(taller.receta, entradas=entradas)
    importar(taller.oficiales, taller.datos, receta=taller.receta)


def test_si_cambia_un_archivo_que_comparte_se_rehace_la_otra(con_tres: Taller) -> None:
    compartir(con_tres)
    assert "uno.csv" not in importar_solo(con_tres, "tres")
    (con_tres.oficiales / "tres.txt").write_text("10\n30\n", encoding="utf-8")
    hechas = importar_solo(con_tres, "tres", nueva=True)
    assert {"tres.csv", "uno.csv"} <= set(hechas)
    assert "territorios.csv" not in hechas


def test_si_la_otra_no_se_puede_rehacer_no_cambia_nada(con_tres: Taller) -> None:
    compartir(con_tres)
    antes, tabla = con_tres.foto(), con_tres.receta.huellas.read_bytes()
    (con_tres.oficiales / "tres.txt").write_text("10\n30\n", encoding="utf-8")
    (con_tres.oficiales / "uno.txt").unlink()
    with pytest.raises(ErrorDeDatos, match=r"«uno\.txt»: no está en"):
        importar_solo(con_tres, "tres", nueva=True)
    assert con_tres.foto() == antes
    assert con_tres.receta.huellas.read_bytes() == tabla


def test_no_da_por_bueno_lo_que_se_iba_a_conservar_y_esta_danado(con_tres: Taller) -> None:
    ruta = con_tres.datos / "uno.csv"
    ruta.write_text(ruta.read_text("utf-8").replace("90.6", "9.06"), encoding="utf-8", newline="")
    antes = con_tres.foto()
    with pytest.raises(ErrorDeDatos, match=r"(?s)uno\.csv.*sha256.*sin --fuente"):
        importar_solo(con_tres, "tres")
    assert con_tres.foto() == antes
    importar_solo(con_tres, "uno")
    assert b"90.6" in con_tres.foto()["uno.csv"]


@pytest.mark.parametrize("nombre", ["uno.csv", "datapackage.json", "territorios.csv"])
def test_sin_un_archivo_de_los_demas_pide_importar_todo(con_tres: Taller, nombre: str) -> None:
    (con_tres.datos / nombre).unlink()
    with pytest.raises(ErrorDelKit, match="Qué hacer"):
        importar_solo(con_tres, "tres")


def test_si_cambio_la_tabla_de_equivalencias_pide_importar_todo(con_tres: Taller) -> None:
    degradar(con_tres.datos, con_tres.receta, ["equivalencias.csv"])
    with pytest.raises(ErrorDeDatos, match=r"(?s)«equivalencias\.csv».*sin --fuente"):
        importar_solo(con_tres, "tres")


def test_lo_que_no_concuerda_no_llega_a_datos(con_tres: Taller) -> None:
    """La comprobación corre sobre la carpeta entera antes de que ocupe su lugar."""

    def discorde(carpeta: Path) -> None:
        assert {r.name for r in carpeta.iterdir()} == set(antes)
        raise ErrorDeDatos("no concuerda", que_hacer="revise")

    antes, tabla = con_tres.foto(), con_tres.receta.huellas.read_bytes()
    con_tres.receta = replace(con_tres.receta, comprobar=discorde)
    with pytest.raises(ErrorDeDatos, match="no concuerda"):
        importar_solo(con_tres, "tres")
    assert con_tres.foto() == antes
    assert con_tres.receta.huellas.read_bytes() == tabla
    assert con_tres.sobras() == []


def test_la_orden(con_tres: Taller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InsumosDelPaquete, "del_kit", classmethod(lambda _: con_tres.receta))
    orden = ["datos", "importar", str(con_tres.oficiales), "--datos", str(con_tres.datos)]
    codigo, texto = correr(*orden, "--fuente", "tres", "--fuente", "uno")
    assert codigo == 0, texto
    assert "tres.csv" in texto
    assert "territorios.csv" not in texto
    codigo, texto = correr(*orden, "--fuente", "trs")
    assert codigo == 1
    assert "no hay una fuente «trs»" in texto
    assert "¿quiso decir «tres»?" in texto
    assert "Traceback" not in texto


def test_sobre_lo_versionado_cada_fuente_devuelve_lo_suyo(fuentes: Path, tmp_path: Path) -> None:
    """De `datos/` con filas de menos se vuelve a lo versionado, fuente por fuente."""
    datos, receta = tmp_path / "datos", InsumosDelPaquete.del_kit()
    shutil.copytree(DATOS, datos)
    degradar(datos, receta, [f"{fuente}.csv" for fuente in RAPIDAS])
    for fuente in RAPIDAS:
        antes = {r.name: r.read_bytes() for r in datos.iterdir()}
        importar(fuentes, datos, receta=receta, fuentes=[fuente])
        ahora = {r.name: r.read_bytes() for r in datos.iterdir()}
        distintos = {nombre for nombre in ahora if ahora[nombre] != antes[nombre]}
        assert distintos == {f"{fuente}.csv", forma.DESCRIPTOR}
    assert ahora == {r.name: r.read_bytes() for r in DATOS.iterdir()}


def test_concordar_ve_dos_codigos_intercambiados(tmp_path: Path) -> None:
    """Medellín y Abejorral con las áreas cambiadas: la geometría no concuerda con la tabla."""
    datos = tmp_path / "datos"
    shutil.copytree(DATOS, datos)
    concordar(datos)
    filas = list(csv.reader((datos / "mgn_2018.csv").read_text("utf-8").splitlines()))
    filas[1][3], filas[2][3] = filas[2][3], filas[1][3]
    salida = io.StringIO(newline="")
    csv.writer(salida, lineterminator="\n").writerows(filas)
    (datos / "mgn_2018.csv").write_text(salida.getvalue(), encoding="utf-8", newline="")
    with pytest.raises(ErrorDeDatos, match="su área oficial"):
        concordar(datos)


def test_el_descriptor_de_una_sola_dice_la_huella_de_cada_archivo(con_tres: Taller) -> None:
    (con_tres.oficiales / "tres.txt").write_text("10\n30\n", encoding="utf-8")
    importar_solo(con_tres, "tres", nueva=True)
    descriptor = json.loads((con_tres.datos / forma.DESCRIPTOR).read_text("utf-8"))
    for recurso in descriptor["resources"]:
        huella = huellas_de_archivos.de_archivo(con_tres.datos / recurso["path"])
        assert (recurso["bytes"], recurso["hash"]) == (huella.bytes, f"sha256:{huella.sha256}")
