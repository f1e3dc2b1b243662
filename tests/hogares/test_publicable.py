"""La salida publicable por la orden completa: nada exacto sale, y restar no revela a nadie."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pyogrio
import pytest

from generador.hogares.dominio import documento
from generador.metodos.hogares.auditoria import faltantes
from generador.metodos.metodo import IPM
from generador.metodos.privaciones import es_pobre
from generador.practica import en_el_zip
from tests import misma_cuenta
from tests.hogares import datos
from tests.hogares.test_un_solo_hogar import puntos
from tests.metodos.hogares import bases
from tests.metodos.publicable.ataque import atacar, base_3

Tabla = dict[str, list[Any]]
PUBLICABLE = ("--modo", "publicable")
# Hogares por vereda: la chica se oculta, y ningún tamaño ni el total es múltiplo de 3.
VEREDAS = {"CHICA": 8, "MEDIANA": 23, "GRANDE": 53, "MAYOR": 67}
HOGARES = sum(VEREDAS.values())


@pytest.fixture
def fija(casa: Path) -> None:
    """Una clave ya puesta: las cifras publicadas son siempre las mismas."""
    casa.mkdir(parents=True)
    (casa / "clave_de_publicacion.txt").write_text("5a" * 16, encoding="utf-8")


def con_veredas(semilla: int = 3) -> Tabla:
    """Una base con esas veredas; la mitad de las privaciones de `bases.nominal`, para variar."""
    tabla = bases.nominal(HOGARES, semilla)
    de_cada = np.repeat(list(VEREDAS), list(VEREDAS.values()))
    tabla["nom_vereda"] = [str(de_cada[int(f) - 1]) for f in tabla["ide_ficha_origen"]]
    tabla["cod_mpio"] = ["05045"] * len(tabla["cod_mpio"])
    return tabla


def sin(tabla: Tabla, *fichas: str) -> Tabla:
    """La base sin esos hogares."""
    quedan = [i for i, f in enumerate(tabla["ide_ficha_origen"]) if f not in fichas]
    return {c: [v[i] for i in quedan] for c, v in tabla.items()}


def publicar(carpeta: Path, tabla: Tabla, *opciones: object, nombre: str = "b") -> Any:
    """Corre la orden publicable sobre esa base; la salida, `nombre`.csv."""
    base = datos.escribir_csv(carpeta / f"{nombre}_base.csv", tabla)
    salida = carpeta / f"{nombre}.csv"
    return datos.correr(
        *("incidencia", base, "--por", "nom_vereda", "--salida", salida), *PUBLICABLE, *opciones
    )


def leer(ruta: Path) -> dict[str, dict[str, str]]:
    columnas = datos.leer_csv(ruta)
    filas = [dict(zip(columnas, f, strict=True)) for f in zip(*columnas.values(), strict=True)]
    return {f["territorio"]: f for f in filas}


def test_la_tabla_y_su_registro_dicen_como_se_protege(tmp_path: Path, casa: Path) -> None:
    hecho = publicar(tmp_path, con_veredas())
    assert hecho.exit_code == 0, hecho.output
    assert "se creó la clave" in hecho.stderr and "guarde una copia" in hecho.stderr
    filas = leer(tmp_path / "b.csv")
    # Con el total y las demás, la oculta se despejaría: se oculta otra con ella.
    assert set(filas) == {"GRANDE", "MAYOR", "2 territorios sin publicar", "TOTAL"}
    for fila in filas.values():
        assert fila["publicable"] == "sí" and fila["uso"] == "publicable"
        for columna in ("hogares", "pobres"):
            assert not fila[columna] or int(fila[columna]) % 3 == 0
        assert not fila["personas"] or int(fila["personas"]) % 10 == 0
    assert abs(int(filas["MAYOR"]["hogares"]) - VEREDAS["MAYOR"]) < 3
    registro = datos.registro_de(tmp_path / "b.csv")
    assert registro["modo"] == "publicable" and registro["uso"] == "publicable"
    assert len(registro["huella_de_clave"]) == 8
    assert registro["parametros"]["base_de_redondeo"] == 3
    assert registro["parametros"]["minimo_de_hogares"] == 12
    assert "múltiplo de 3" in registro["para_el_alcalde"]
    assert registro["sigue_siendo_posible"] == documento("publicable")["sigue_siendo_posible"]
    assert faltantes(registro) == ()
    clave = (casa / "clave_de_publicacion.txt").read_text("utf-8").strip()
    assert clave not in json.dumps(registro) + hecho.output
    anotado = (casa / "bitacora_de_publicacion.txt").read_text("utf-8")
    assert anotado.count(registro["huella_de_clave"]) == 3


def enteros_de(texto: str) -> set[int]:
    """Los enteros sueltos de un texto: los de una fecha, una huella o un decimal no lo son."""
    return {int(n) for n in re.findall(r"(?<![\w.:,+-])\d{1,9}(?![\w:+-]|[.,]\d)", texto)}


def enteros_del_libro(ruta: Path) -> set[int]:
    libro = openpyxl.load_workbook(ruta)
    celdas = [c for hoja in libro for fila in hoja.iter_rows(values_only=True) for c in fila]
    return {n for c in celdas if c is not None for n in enteros_de(str(c))}


def enteros_del_geopaquete(ruta: Path) -> set[int]:
    """Los de todas las tablas, también las de metadatos."""
    hallados: set[int] = set()
    with sqlite3.connect(ruta) as conexion:
        tablas = [
            f[0] for f in conexion.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        for tabla in tablas:
            if tabla.startswith(("rtree", "gpkg_spatial_ref_sys")):
                continue
            for fila in conexion.execute(f'SELECT * FROM "{tabla}"'):
                textos = (str(v) for v in fila if not isinstance(v, bytes))
                hallados |= {n for t in textos for n in enteros_de(t)}
    return hallados


def exactos(tabla: Tabla, vereda: str | None) -> set[int]:
    """Lo que no debe aparecer: hogares, personas y pobres de una vereda, o de la base.

    Un múltiplo de 3 o de 10 puede salir por el redondeo de otra cosa: no dice nada.
    """
    filas = [i for i, v in enumerate(tabla["nom_vereda"]) if vereda in (None, v)]
    jefes = [i for i in filas if tabla["tip_parentesco"][i] == 1]
    privado = np.array([[tabla[f"i{j}"][i] for j in range(1, 16)] for i in jefes], dtype=np.uint8)
    pobres = int(es_pobre(privado, IPM).sum())
    return {n for n in (len(jefes), len(filas), pobres) if n >= 7 and n % 3 and n % 10}


@pytest.mark.usefixtures("fija")
@pytest.mark.parametrize("con_capa", [False, True])
def test_ningun_entero_exacto_sale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, con_capa: bool
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    tabla = con_veredas()
    opciones: tuple[object, ...] = ("--por", "nom_vereda")
    if con_capa:
        lugar = {"CHICA": "P00", "MEDIANA": "P01", "GRANDE": "P10", "MAYOR": "P11"}
        esquina = {
            "P00": (-75.5, 6.5),
            "P01": (-75.5, 7.5),
            "P10": (-74.5, 6.5),
            "P11": (-74.5, 7.5),
        }
        suyos = [esquina[lugar[v]] for v in tabla["nom_vereda"]]
        tabla = {**tabla, "x": [a for a, _ in suyos], "y": [b for _, b in suyos]}
        capa = datos.cuadricula(tmp_path / "c.gpkg")
        opciones = ("--por", "codigo", "--poligonos", capa, "--x", "x", "--y", "y")
    # Un hogar sin jefe da un aviso con su conteo.
    tabla["tip_parentesco"] = [3, *tabla["tip_parentesco"][1:]]
    base = datos.escribir_csv(tmp_path / "base.csv", tabla)
    prohibidos = exactos(con_veredas(), "CHICA") | exactos(con_veredas(), None)
    assert {VEREDAS["CHICA"], HOGARES} < prohibidos
    for formato in ("csv", "xlsx", "gpkg"):
        salida = tmp_path / f"publica.{formato}"
        hecho = datos.correr("incidencia", base, *opciones, *PUBLICABLE, "--salida", salida)
        assert hecho.exit_code == 0, hecho.output
        leidos = {
            "csv": lambda r: enteros_de(r.read_text("utf-8").replace(",", " ")),
            "xlsx": enteros_del_libro,
            "gpkg": enteros_del_geopaquete,
        }[formato](salida)
        al_lado = Path(f"{salida}.auditoria.json").read_text("utf-8")
        vistos = leidos | enteros_de(al_lado) | enteros_de(hecho.stdout)
        assert "1 hogar no tiene jefe" in hecho.stderr
        assert leidos - {0, 1}, "la prueba no leyó nada"
        assert not vistos & prohibidos
        if not con_capa:
            assert "CHICA" not in salida.read_bytes().decode("latin-1") + al_lado + hecho.stdout
    # La misma búsqueda los encuentra en la salida interna.
    interna = tmp_path / "interna.csv"
    opciones += ("--unidad", "hogares", "--salida", interna)
    assert datos.correr("incidencia", base, *opciones).exit_code == 0
    assert prohibidos <= enteros_de(
        interna.read_text("utf-8").replace(",", " ").replace(".0 ", " ")
    )


@pytest.mark.usefixtures("fija")
def test_con_poligonos_los_ocultos_se_listan_sin_cifras(tmp_path: Path) -> None:
    tabla = con_veredas()
    x, y = puntos(tabla)
    base = datos.escribir_csv(tmp_path / "b.csv", {**tabla, "x": x, "y": y})
    capa = datos.cuadricula(tmp_path / "c.gpkg")
    salida = tmp_path / "publica.gpkg"
    hecho = datos.correr(
        *("incidencia", base, "--por", "codigo", "--poligonos", capa, "--x", "x", "--y", "y"),
        *(*PUBLICABLE, "--minimo", 40, "--salida", salida),
    )
    assert hecho.exit_code == 0, hecho.output
    assert pyogrio.list_layers(salida)[0][0] == "publica"
    leida = pyogrio.read_dataframe(salida)
    assert sorted(leida["territorio"]) == ["P00", "P01", "P10", "P11"]
    assert not leida.geometry.is_empty.any()
    ocultas = leida[leida["estado"] != "publicado"]
    assert len(ocultas) and ocultas[["hogares", "pobres", "h", "m0"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("opciones", "dice"),
    [
        (("--k", "0,4"), "publicable solo con k = 1/3"),
        (("--pesos", ";".join(["1/15"] * 15)), "los pesos no son los de la medida"),
        (("--minimo", "11"), "mida en modo interno"),
        (("--base", "4"), "use 3 o 5"),
        (("--sin-revisar-hogares",), "no hay salida publicable"),
        (("--por", "coord_x_auto_rec"), "campo de coordenada"),
        (("--por", "lugar"), "parece coordenada"),
        (("--por", "grupo"), "característica de la persona"),
        (("--por", "nom_vereda,sexo_persona"), "característica"),
        (("--clave", "no_esta.txt"), "no está el archivo de la clave"),
    ],
)
def test_lo_que_no_se_publica_se_rehusa_y_no_deja_nada(
    tmp_path: Path, casa: Path, opciones: tuple[str, ...], dice: str
) -> None:
    tabla = con_veredas()
    n = len(tabla["i1"])
    tabla |= {"coord_x_auto_rec": ["-75,5123"] * n, "lugar": ["-75.5123 6.2518"] * n}
    tabla["sexo_persona"] = [1] * n
    hecho = publicar(tmp_path, tabla, *opciones)
    assert hecho.exit_code == 1, hecho.output
    assert dice in hecho.stderr and "Qué hacer:" in hecho.stderr
    assert not (tmp_path / "b.csv").exists()
    assert not (casa / "bitacora_de_publicacion.txt").exists()


def test_sin_identidad_se_rehusa_con_que_hacer(tmp_path: Path) -> None:
    sin_ficha = {c: v for c, v in con_veredas().items() if c != "ide_ficha_origen"}
    cientifica = con_veredas()
    cientifica["ide_ficha_origen"] = ["5,04501E+12", *cientifica["ide_ficha_origen"][1:]]
    for tabla in (sin_ficha, cientifica):
        hecho = publicar(tmp_path, tabla)
        assert hecho.exit_code == 1
        assert "sin llave no hay salida publicable" in hecho.stderr
        assert "notación científica" in hecho.stderr
        assert not (tmp_path / "b.csv").exists()


def test_un_campo_desconocido_casi_identificador_se_rehusa(tmp_path: Path) -> None:
    tabla = con_veredas()
    tabla["lote"] = [str(int(f) // 4) for f in tabla["ide_ficha_origen"]]
    hecho = publicar(tmp_path, tabla, "--por", "lote")
    assert hecho.exit_code == 1
    assert "más de la mitad de los territorios no llega al mínimo" in hecho.stderr


def test_sin_salida_y_las_opciones_en_interno(tmp_path: Path) -> None:
    base = datos.escribir_csv(tmp_path / "b.csv", con_veredas())
    sola = datos.correr("incidencia", base, *PUBLICABLE)
    assert sola.exit_code == 1 and "--salida" in sola.stderr
    for opcion in (("--clave", "c.txt"), ("--bitacora", "b.txt"), ("--base", "5")):
        hecho = datos.correr("incidencia", base, *opcion)
        assert hecho.exit_code == 1 and "solo sirve para publicar" in hecho.stderr


def test_la_clave_y_la_bitacora_que_se_dicen(tmp_path: Path, casa: Path) -> None:
    clave, bitacora = tmp_path / "clave.txt", tmp_path / "bitacora.txt"
    clave.write_text("cd" * 16, encoding="utf-8")
    como = ("--clave", clave, "--bitacora", bitacora, "--base", 5)
    hecho = publicar(tmp_path, con_veredas(), *como)
    assert hecho.exit_code == 0, hecho.output
    assert all(
        int(f["hogares"]) % 5 == 0 for f in leer(tmp_path / "b.csv").values() if f["hogares"]
    )
    assert bitacora.exists() and not casa.exists()
    clave.write_text("ef" * 16, encoding="utf-8")
    otra = publicar(tmp_path, con_veredas(), *como)
    assert otra.exit_code == 1 and "huella de clave distinta" in otra.stderr


def test_la_base_de_practica_se_marca_y_no_se_anota(tmp_path: Path, casa: Path) -> None:
    base, territorios = misma_cuenta.dejar_practica(tmp_path)
    como = ("--por", "nombre", "--poligonos", territorios, *PUBLICABLE)
    salida = tmp_path / "p.gpkg"
    nombre = f"{base.name}.sintetica.json"
    (tmp_path / nombre).write_bytes(en_el_zip.archivos()[nombre])
    hecho = datos.correr("incidencia", base, *como, "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    assert datos.registro_de(salida)["uso"].startswith("PRÁCTICA")
    assert pyogrio.list_layers(salida)[0][0] == "PRACTICA_p"
    assert not casa.exists()
    # Con una fila menos ya no es la de práctica: lleva una clave de verdad.
    base.write_bytes(b"".join(base.read_bytes().splitlines(keepends=True)[:-1]))
    otra = datos.correr("incidencia", base, *como, "--salida", tmp_path / "q.csv")
    assert otra.exit_code == 0, otra.output
    assert datos.registro_de(tmp_path / "q.csv")["uso"] == "publicable"
    assert casa.exists()


def celdas(fila: dict[str, str]) -> list[int]:
    """Los 16 conteos publicados: pobres y privados en cada una."""
    hogares = int(fila["hogares"])
    privados = [round(float(fila[f"t_i{j}"]) * hogares) for j in range(1, 16)]
    return [int(fila["pobres"]), *privados]


def fichas_de(tabla: Tabla, vereda: str, cuantas: int) -> list[str]:
    pares = zip(tabla["ide_ficha_origen"], tabla["nom_vereda"], strict=True)
    return list(dict.fromkeys(f for f, v in pares if v == vereda))[:cuantas]


def verdad(tabla: Tabla, fichas: Iterable[str]) -> np.ndarray:
    filas = [tabla["ide_ficha_origen"].index(f) for f in fichas]
    privado = np.array([[tabla[f"i{j}"][i] for j in range(1, 16)] for i in filas], dtype=np.uint8)
    return np.column_stack([es_pobre(privado, IPM), privado]).astype(np.int64)


@pytest.mark.usefixtures("fija")
def test_restar_dos_corridas_no_revela_al_hogar_que_falta(tmp_path: Path) -> None:
    """El ataque de las pruebas del método, con lo que de verdad escribe la orden."""
    tabla = con_veredas()
    fichas = fichas_de(tabla, "MAYOR", 12)
    assert publicar(tmp_path, tabla).exit_code == 0
    con = leer(tmp_path / "b.csv")["MAYOR"]
    pares: list[Sequence[int]] = []
    for i, ficha in enumerate(fichas):
        # Cada hogar con su bitácora: en una sola, la orden los rehusaría.
        hecho = publicar(tmp_path, sin(tabla, ficha), "--bitacora", tmp_path / f"b{i}", nombre="s")
        assert hecho.exit_code == 0, hecho.output
        pares.append(celdas(leer(tmp_path / "s.csv")["MAYOR"]))
    hogares = [
        f for f, p in zip(tabla["ide_ficha_origen"], tabla["tip_parentesco"], strict=True) if p == 1
    ]
    de_la_vereda = fichas_de(tabla, "MAYOR", len(hogares))
    propias = np.array(celdas(con)) / int(con["hogares"])
    dado = atacar(
        base_3(),
        [(np.tile(celdas(con), (len(fichas), 1)), np.array(pares))],
        np.tile(propias, (len(fichas), 1)),
        verdad(tabla, fichas),
        np.tile(verdad(tabla, de_la_vereda).mean(axis=0), (len(fichas), 1)),
    )
    assert dado.hogares == 12
    assert dado.rara == 0
    assert dado.patron - dado.sin_atacar <= 100 / 12


@pytest.mark.usefixtures("fija")
def test_la_tercera_resta_que_aisla_a_un_hogar_se_rehusa(tmp_path: Path) -> None:
    tabla = con_veredas()
    ficha = fichas_de(tabla, "MAYOR", 1)[0]
    otra = sin(tabla, *fichas_de(tabla, "GRANDE", 30))
    for nombre, base in (("a", tabla), ("b", sin(tabla, ficha)), ("c", otra)):
        assert publicar(tmp_path, base, nombre=nombre).exit_code == 0
    tercera = publicar(tmp_path, sin(otra, ficha), nombre="d")
    assert tercera.exit_code == 1
    assert "aislado por tercera vez" in tercera.stderr
    assert not (tmp_path / "d.csv").exists()
    assert not Path(f"{tmp_path / 'd.csv'}.auditoria.json").exists()
    # Lo ya publicado se puede volver a sacar, y sale idéntico.
    antes = (tmp_path / "b.csv").read_bytes()
    assert publicar(tmp_path, sin(tabla, ficha), nombre="b").exit_code == 0
    assert (tmp_path / "b.csv").read_bytes() == antes
