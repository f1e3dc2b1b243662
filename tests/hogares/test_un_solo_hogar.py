"""La orden y el núcleo: la misma base, escrita de otra manera, da los mismos hogares y cifras."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import openpyxl
import pyogrio
import pytest
import shapely

from generador.metodos.hogares.mapeo import escribir as escribir_mapeo
from tests.hogares import datos
from tests.metodos.hogares import bases

Tabla = dict[str, list[Any]]


def escribir(tmp_path: Path, tabla: Tabla, nombre: str = "b.csv") -> Path:
    return datos.escribir_csv(tmp_path / nombre, tabla)


def seleccionados(base: Path, *opciones: object) -> tuple[set[str], dict[str, Any]]:
    """Las fichas de los seleccionados, y el registro."""
    salida = base.with_suffix(".lista.csv")
    hecho = datos.correr(
        *("focalizar", base, "--salida", salida, "--conservar", "ide_ficha_origen"), *opciones
    )
    assert hecho.exit_code == 0, hecho.output
    lista = datos.leer_csv(salida)
    pares = zip(lista["ide_ficha_origen"], lista["estado"], strict=True)
    elegidas = {str(int(float(f))) for f, e in pares if e == "seleccionado"}
    return elegidas, datos.registro_de(salida)


def medir(base: Path, *opciones: object) -> tuple[dict[str, tuple[str, ...]], dict[str, Any]]:
    """Territorio → hogares, personas y H, y el registro."""
    salida = base.with_suffix(".tabla.csv")
    hecho = datos.correr("incidencia", base, "--salida", salida, *opciones)
    assert hecho.exit_code == 0, hecho.output
    tabla = datos.leer_csv(salida)
    columnas = (tabla[c] for c in ("hogares", "personas", "h"))
    cifras = list(zip(*columnas, strict=True))
    return dict(zip(tabla["territorio"], cifras, strict=True)), datos.registro_de(salida)


@pytest.mark.parametrize("semilla", [1, 2, 3])
def test_barajar_o_ensuciar_no_cambia_el_sorteo(tmp_path: Path, semilla: int) -> None:
    limpia = bases.nominal(120, 4)
    sucia = bases.barajar(
        {
            **limpia,
            "ide_ficha_origen": [f"{int(f)}.0" for f in limpia["ide_ficha_origen"]],
            "ide_hogar": [f" {h} " for h in limpia["ide_hogar"]],
            "cod_mpio": [m.lstrip("0") for m in limpia["cod_mpio"]],
            "tip_parentesco": [
                "Jefe(a)" if p == 1 else "Hijo(a)" for p in limpia["tip_parentesco"]
            ],
            "grupo": [""] * len(limpia["i1"]),
            "nivel": [""] * len(limpia["i1"]),
            "clasificacion": [f"{c[0]}0{c[1:]}" for c in limpia["clasificacion"]],
        },
        semilla,
    )
    opciones = ("--regla", "A1..C5", "--cupo", 35, "--semilla", "sorteo")
    elegidos, registro = seleccionados(escribir(tmp_path, limpia), *opciones)
    otros, otro = seleccionados(escribir(tmp_path, sucia, "sucia.csv"), *opciones)
    assert elegidos == otros and len(elegidos) == 35
    assert registro["recuentos"]["decididos_por_sorteo"] > 0
    assert registro["recuentos"] == otro["recuentos"]


def test_una_edad_imposible_no_se_cuenta_ni_se_niega(tmp_path: Path) -> None:
    tabla = bases.nominal(6, 1)
    hogar = sorted(set(tabla["ide_ficha_origen"]))
    edades = {hogar[0]: -1, hogar[1]: 999, hogar[2]: 3}
    tabla["edad_calculada"] = [edades.get(f, 40) for f in tabla["ide_ficha_origen"]]
    _, registro = seleccionados(
        escribir(tmp_path, tabla), "--regla", "menores_6>=1", "--cupo", 5, "--prioridad", "nivel"
    )
    recuentos = registro["recuentos"]
    assert (recuentos["elegibles"], recuentos["sin_dato"]) == (1, 2)
    assert any("no es una edad entre 0 y 120 años" in aviso for aviso in registro["avisos"])


def test_no_aplica_no_es_un_valor(tmp_path: Path) -> None:
    tabla = bases.nominal(30, 1)
    tabla["niv_educativo"] = [(9, 5, 2)[int(f) % 3] for f in tabla["ide_ficha_origen"]]
    _, registro = seleccionados(
        escribir(tmp_path, tabla), "--regla", "niv_educativo>=5", "--cupo", 30
    )
    assert registro["recuentos"]["elegibles"] == 10
    assert registro["recuentos"]["sin_dato"] == 10


def test_sin_ficha_no_hay_sorteo(tmp_path: Path) -> None:
    tabla = bases.sin_filas(bases.nominal(20, 1), "ide_ficha_origen")
    base = escribir(tmp_path, tabla)
    hecho = datos.correr("focalizar", base, "--regla", "A1..C5", "--cupo", 3)
    assert hecho.exit_code == 1
    assert "el sorteo usa esa identidad" in hecho.stderr
    cifras, registro = medir(base)
    assert cifras["TOTAL"][0] == "20"
    assert any("se cuentan por su jefe" in aviso for aviso in registro["avisos"])


def test_los_corchetes_del_nombre_no_son_comodines(tmp_path: Path) -> None:
    tabla, otra = bases.nominal(20, 1), bases.nominal(7, 2)
    escribir(tmp_path, otra, "base1.csv")
    datos.escribir_parquet(tmp_path / "base1.parquet", otra)
    for base in (
        escribir(tmp_path, tabla, "base[1].csv"),
        datos.escribir_parquet(tmp_path / "base[1].parquet", tabla),
    ):
        assert medir(base)[0]["TOTAL"][0] == "20"


def test_un_factor_ambiguo_para_hasta_que_se_diga_el_decimal(tmp_path: Path) -> None:
    tabla = datos.como_muestra(bases.nominal(30, 1))
    tabla["fex"] = [("1.234", "812")[int(f) % 2] for f in tabla["llave"]]
    base = escribir(tmp_path, tabla)
    hecho = datos.correr("incidencia", base)
    assert hecho.exit_code == 1
    assert "«1.234» puede ser 1234 o 1,234" in hecho.stderr
    assert "--decimal , o --decimal ." in hecho.stderr
    miles, registro = medir(base, "--decimal", ",")
    pares = zip(tabla["fex"], tabla["per003"], strict=True)
    assert registro["parametros"]["decimal"] == ","
    hogares = sum(1234 if f == "1.234" else 812 for f, p in pares if p == 1)
    con_factor = datos.leer_csv(base.with_suffix(".tabla.csv"))["hogares_p"][-1]
    assert float(con_factor) == hogares
    assert miles["TOTAL"][0] == "30"
    assert medir(base, "--sin-factor")[0]["TOTAL"][1] == f"{len(tabla['i1'])}.0"


def test_lo_que_se_pierde_se_acepta_y_queda_contado(tmp_path: Path) -> None:
    tabla = bases.nominal(30, 1)
    jefe = tabla["tip_parentesco"].index(1)
    tabla["i3"][jefe] = 9
    base = escribir(tmp_path, tabla)
    assert "use --aceptar-perdidas" in datos.correr("incidencia", base).stderr
    cifras, registro = medir(base, "--aceptar-perdidas", "--nulos", "no_privado")
    assert cifras["TOTAL"][0] == "30"
    assert registro["parametros"]["aceptar_perdidas"] is True
    assert "«i3»: 1 fila; no es 0 ni 1: «9» (fila 2)" in registro["avisos"]


def test_un_mapeo_dice_que_columna_es_cada_cosa(tmp_path: Path) -> None:
    tabla = bases.nominal(20, 3)
    renombrada = {{"tip_parentesco": "rol", "i4": "rezago"}.get(c, c): v for c, v in tabla.items()}
    base, mapeo = escribir(tmp_path, renombrada), tmp_path / "mapeo.json"
    mapeo.write_text(escribir_mapeo({"parentesco": "rol", "I4": "rezago"}), "utf-8")
    esperada = medir(escribir(tmp_path, tabla, "c.csv"))[0]
    assert "faltan las privaciones I4" in datos.correr("incidencia", base).stderr
    assert medir(base, "--columnas", mapeo)[0] == esperada


def test_interno_es_exacto_y_va_marcado(tmp_path: Path) -> None:
    base = escribir(tmp_path, bases.nominal(40, 1))
    for extension in ("csv", "xlsx", "gpkg"):
        salida = tmp_path / f"pedida.{extension}"
        hecho = datos.correr("incidencia", base, "--por", "nom_vereda", "--salida", salida)
        assert hecho.exit_code == 0, hecho.output
        assert "INTERNO: no publicar" in hecho.stdout
        registro = datos.registro_de(salida)
        assert registro["uso"] == "INTERNO: no publicar"
        assert registro["parametros"]["modo"] == "interno"
    tabla = datos.leer_csv(tmp_path / "pedida.csv")
    assert set(tabla["uso"]) == {"INTERNO: no publicar"}
    assert set(tabla["supresion"]) == {"0"} and all(tabla["h"])
    assert openpyxl.load_workbook(tmp_path / "pedida.xlsx").sheetnames[0].startswith("INTERNO")
    assert pyogrio.list_layers(tmp_path / "pedida.gpkg")[0][0].startswith("INTERNO")


def test_donde_hay_pocos_hogares_se_avisa(tmp_path: Path) -> None:
    tabla = bases.nominal(40, 1)
    fichas = sorted(set(tabla["ide_ficha_origen"]))[:4]
    tabla["nom_vereda"] = ["CHICA" if f in fichas else "GRANDE" for f in tabla["ide_ficha_origen"]]
    base = escribir(tmp_path, tabla)
    cifras, registro = medir(base, "--por", "nom_vereda")
    assert cifras["CHICA"][0] == "4" and cifras["CHICA"][2]
    assert any("menos de 10 hogares" in aviso for aviso in registro["avisos"])
    hecha = datos.leer_csv(base.with_suffix(".tabla.csv"))
    assert hecha["pocos_hogares"] == ["1", "0", "0"]
    publicas, _ = medir(base, "--por", "nom_vereda", "--modo", "publicable", "--reemplazar")
    assert set(publicas) == {"2 territorios sin publicar", "TOTAL"}


def puntos(tabla: Tabla) -> tuple[list[float], list[float]]:
    """Un punto por hogar dentro de las cuatro celdas de `datos.cuadricula`."""
    numero = [int(f) for f in tabla["ide_ficha_origen"]]
    return [-75.9 + n % 2 for n in numero], [6.1 + n % 3 / 2 for n in numero]


def test_las_coordenadas_que_no_sirven_dicen_por_que(tmp_path: Path) -> None:
    tabla = bases.nominal(24, 1)
    x, y = puntos(tabla)
    capa = datos.cuadricula(tmp_path / "c.gpkg")
    como = ("--por", "codigo", "--poligonos", capa, "--x", "x", "--y", "y")
    bien, _ = medir(escribir(tmp_path, {**tabla, "x": x, "y": y}), *como)
    positiva = escribir(tmp_path, {**tabla, "x": [-v for v in x], "y": y}, "p.csv")
    corregida, registro = medir(positiva, *como)
    assert corregida == bien
    assert "24 hogares tenían la longitud sin su signo menos: se corrigieron" in registro["avisos"]
    planos = gpd.GeoSeries(gpd.points_from_xy(x, y), crs=4326).to_crs(9377)
    metros = escribir(tmp_path, {**tabla, "x": planos.x.tolist(), "y": planos.y.tolist()}, "m.csv")
    assert (
        "24 hogares tienen la coordenada en metros"
        in datos.correr("incidencia", metros, *como).stderr
    )
    assert medir(metros, *como, "--crs", "EPSG:9377")[0] == bien
    con_miles = {**tabla, "x": ["-75.599.500"] * len(x), "y": ["6.250.100"] * len(x)}
    hecho = datos.correr("incidencia", escribir(tmp_path, con_miles, "k.csv"), *como)
    assert hecho.exit_code == 1
    assert "24 hogares tienen la coordenada con puntos de miles" in hecho.stderr


def test_una_capa_sin_sistema_lo_pide(tmp_path: Path) -> None:
    tabla = bases.nominal(24, 1)
    x, y = puntos(tabla)
    capa = datos.cuadricula(tmp_path / "c.gpkg")
    suelta = gpd.GeoDataFrame(tabla, geometry=gpd.points_from_xy(x, y))
    with pytest.warns(UserWarning, match="crs"):
        pyogrio.write_dataframe(suelta, tmp_path / "s.gpkg")
    como = ("--por", "codigo", "--poligonos", capa)
    assert "--crs" in datos.correr("incidencia", tmp_path / "s.gpkg", *como).stderr
    dicha, _ = medir(tmp_path / "s.gpkg", *como, "--crs", "EPSG:4326")
    assert dicha["TOTAL"][0] == "24"


def test_con_varias_capas_de_poligonos_hay_que_elegir(tmp_path: Path) -> None:
    tabla = bases.nominal(24, 1)
    x, y = puntos(tabla)
    base = escribir(tmp_path, {**tabla, "x": x, "y": y})
    capa = datos.cuadricula(tmp_path / "c.gpkg")
    veredas = pyogrio.read_dataframe(capa)
    pyogrio.write_dataframe(veredas, tmp_path / "dos.gpkg", layer="a_municipio")
    pyogrio.write_dataframe(veredas, tmp_path / "dos.gpkg", layer="veredas", append=True)
    como = ("--por", "codigo", "--poligonos", tmp_path / "dos.gpkg", "--x", "x", "--y", "y")
    hecho = datos.correr("incidencia", base, *como)
    assert hecho.exit_code == 1
    assert "2 capas" in hecho.stderr and "--capa-poligonos: a_municipio, veredas" in hecho.stderr
    assert medir(base, *como, "--capa-poligonos", "veredas")[0]["TOTAL"][0] == "24"


def test_los_poligonos_dicen_su_codificacion(tmp_path: Path) -> None:
    tabla = bases.nominal(24, 1)
    x, y = puntos(tabla)
    base = escribir(tmp_path, {**tabla, "x": x, "y": y})
    forma = gpd.GeoDataFrame(
        {"vereda": ["LA PEÑA"]}, geometry=[shapely.box(-76, 6, -74, 8)], crs=4326
    )
    forma.to_file(tmp_path / "v.shp", encoding="cp1252")
    (tmp_path / "v.cpg").unlink()
    como = ("--por", "vereda", "--poligonos", tmp_path / "v.shp", "--x", "x", "--y", "y")
    cifras, _ = medir(base, *como, "--codificacion-poligonos", "cp1252")
    assert set(cifras) == {"LA PEÑA", "TOTAL"}


def test_los_codigos_de_la_capa_tienen_la_misma_forma_que_los_de_la_base(tmp_path: Path) -> None:
    tabla = bases.nominal(24, 1)
    x, y = puntos(tabla)
    base = escribir(tmp_path, {**tabla, "x": x, "y": y})
    celdas = [shapely.box(-76, 6, -75, 8), shapely.box(-75, 6, -74, 8)]
    capa = gpd.GeoDataFrame({"codigo": ["05001001", "5001001"]}, geometry=celdas, crs=4326)
    pyogrio.write_dataframe(capa, tmp_path / "v.gpkg")
    como = ("--por", "codigo", "--poligonos", tmp_path / "v.gpkg", "--x", "x", "--y", "y")
    cifras, registro = medir(base, *como)
    assert set(cifras) == {"05001001", "TOTAL"}
    assert any("«05001001» = «5001001»" in a for a in registro["avisos_de_la_orden"])


def test_los_avisos_del_nucleo_van_aparte_de_los_de_la_orden(tmp_path: Path) -> None:
    tabla = bases.nominal(24, 1)
    tabla["tip_parentesco"][0] = 3
    tabla["pri_nombre"] = ["PERSONAVERDADERA"] * len(tabla["i1"])
    base = escribir(tmp_path, tabla)
    _, de_incidencia = medir(base)
    _, de_lista = seleccionados(base, "--regla", "A1..C5", "--cupo", 5)
    nucleo = bases.hacer(bases.sin_filas(tabla, "pri_nombre")).textos
    assert tuple(de_lista["avisos"]) == nucleo
    assert tuple(de_incidencia["avisos"][: len(nucleo)]) == nucleo
    assert any("pri_nombre" in aviso for aviso in de_lista["avisos_de_la_orden"])
    assert np.all([("pri_nombre" not in aviso) for aviso in de_lista["avisos"]])
