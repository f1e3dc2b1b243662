"""Una base con factor de expansión: error de muestreo en interno, y publicable solo el total."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generador.metodos.diseno import Diseno
from generador.metodos.grupos import Agrupacion
from generador.metodos.metodo import IPM
from generador.metodos.muestreo import Estimacion, estimar
from tests.hogares import datos

PUBLICABLE = ("--modo", "publicable")


def numero(texto: str) -> float:
    """«1.842,66» y «1842.66»: con coma, el punto es de miles."""
    return float(texto.replace(".", "").replace(",", ".") if "," in texto else texto)


def leer(ruta: Path) -> list[dict[str, str]]:
    with ruta.open(encoding="utf-8-sig", newline="") as archivo:
        primera = archivo.readline()
        archivo.seek(0)
        return list(csv.DictReader(archivo, delimiter=";" if ";" in primera else ","))


def por_personas(ruta: Path, campo: str) -> tuple[Estimacion, tuple[str, ...]]:
    """La misma estimación sin la orden: una fila por persona, cada una con su factor."""
    leidas = [{c.lower(): v for c, v in fila.items()} for fila in leer(ruta)]
    jefes = {(f["llave"], f["hogar"]): f for f in leidas if f["per003"] == "1"}
    habla = [jefes[f["llave"], f["hogar"]] for f in leidas]
    privado = np.array([[int(h[f"i{j}"]) for j in range(1, 16)] for h in habla], dtype=np.uint8)
    diseno = Diseno.declarar(
        len(leidas),
        upm=np.array([f["llave"] for f in leidas]),
        estrato=np.array([h["zona"] for h in habla]),
    )
    grupos, codigos = Agrupacion.de_codigos([h[campo] for h in habla])
    peso = np.array([numero(h["fex"]) for h in habla])
    return estimar(privado, IPM, diseno, ponderador=peso, agrupacion=grupos), codigos


@pytest.mark.parametrize("municipio", ["11001", "76113"])
def test_interno_agrega_el_error_de_muestreo(fuentes: Path, tmp_path: Path, municipio: str) -> None:
    base, salida = datos.muestra(fuentes, municipio), tmp_path / "t.csv"
    hecho = datos.correr("incidencia", base, "--por", "zona", "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    assert "error de muestreo aproximado" in hecho.stderr
    hechas = datos.leer_csv(salida)
    esperada, codigos = por_personas(base, "zona")
    assert hechas["territorio"] == [*codigos, "TOTAL"]
    for columna in ("h_ee", "h_bajo", "h_alto", "a_ee", "m0_ee"):
        de_cada = [*esperada.columnas()[columna], *esperada.total().columnas()[columna]]
        assert [float(v) for v in hechas[columna]] == pytest.approx(de_cada, rel=1e-9)
    for columna in ("casos", "gl", "h_clase"):
        de_cada = [*esperada.columnas()[columna], *esperada.total().columnas()[columna]]
        assert hechas[columna] == [str(v) for v in de_cada]


def test_sin_factor_no_hay_columnas_de_error(fuentes: Path, tmp_path: Path) -> None:
    base, salida = datos.muestra(fuentes, "76113"), tmp_path / "t.csv"
    hecho = datos.correr("incidencia", base, "--por", "zona", "--sin-factor", "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    assert "h_ee" not in datos.leer_csv(salida)


def test_sin_vivienda_se_dice_que_no_hay_error_de_muestreo(fuentes: Path, tmp_path: Path) -> None:
    filas, salida = leer(datos.muestra(fuentes, "76113")), tmp_path / "t.csv"
    sin_llave = {c: [f[c] for f in filas] for c in filas[0] if c.lower() != "llave"}
    base = datos.escribir_csv(tmp_path / "b.csv", sin_llave)
    hecho = datos.correr("incidencia", base, "--por", "zona", "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    assert "la base no trae estratos ni conglomerados" in hecho.stderr
    assert "h_ee" not in datos.leer_csv(salida)
    publica = datos.correr("incidencia", base, "--por", "zona", *PUBLICABLE, "--salida", salida)
    assert publica.exit_code == 1
    assert "sin llave no hay salida publicable" in publica.stderr


@pytest.mark.parametrize("formato", ["csv", "gpkg"])
def test_publicable_solo_el_total_redondeado(fuentes: Path, tmp_path: Path, formato: str) -> None:
    base, salida = datos.muestra(fuentes, "11001"), tmp_path / f"t.{formato}"
    como = ("incidencia", base, "--por", "zona", *PUBLICABLE)
    hecho = datos.correr(*como, "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    assert "solo se publica el total" in hecho.stderr
    registro: dict[str, Any] = datos.registro_de(salida)
    assert any("solo se publica el total" in a for a in registro["avisos_de_la_orden"])
    if formato != "csv":
        return
    tabla = datos.leer_csv(salida)
    assert tabla["territorio"] == ["TOTAL"]
    total = por_personas(base, "zona")[0].total()
    cifras = total.columnas()
    assert float(tabla["h"][0]) == round(float(total.medida.incidencia[0]), 3)
    assert float(tabla["h_ee"][0]) == round(float(cifras["h_ee"][0]), 3)
    assert tabla["h_clase"] == [str(cifras["h_clase"][0])]
    assert int(tabla["casos"][0]) % 10 == 0
    assert abs(int(tabla["casos"][0]) - int(cifras["casos"][0])) < 10
    assert int(tabla["hogares"][0]) % 100 == 0
    rehusada = datos.correr(*como, "--sin-factor", "--salida", tmp_path / "o.csv")
    assert rehusada.exit_code == 1 and "quite --sin-factor" in rehusada.stderr


def test_lo_que_no_alcanza_no_se_publica(fuentes: Path, tmp_path: Path) -> None:
    """Con 30 viviendas no hay casos: el total sale en blanco y lo dice."""
    origen = datos.muestra(fuentes, "76113")
    with origen.open(encoding="utf-8-sig", newline="") as archivo:
        lineas = archivo.readlines()
    base = tmp_path / "poca.csv"
    base.write_text("".join(lineas[:61]), encoding="utf-8")
    salida = tmp_path / "t.csv"
    hecho = datos.correr("incidencia", base, "--por", "zona", *PUBLICABLE, "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    tabla = datos.leer_csv(salida)
    assert tabla["h"] == [""] and tabla["h_clase"] == ["no_publicar"]
    assert "no se publica: H" in hecho.stderr
