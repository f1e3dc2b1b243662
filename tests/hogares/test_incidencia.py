"""La incidencia de los archivos propios: cifras reales, formatos idénticos y supresión."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from generador.hogares.incidencia import Opciones, leer_pesos
from generador.hogares.poligonos import leer_capa
from generador.metodos.metodo import IPM, K_033
from tests.hogares import datos


@pytest.mark.parametrize(
    ("municipio", "h", "hogares"),
    [("11001", 0.233, 1338), ("15759", 0.146, 1577), ("76113", 0.286, 1545)],
)
def test_las_muestras_reales_dan_su_h_5_exacto(
    fuentes: Path, municipio: str, h: float, hogares: int
) -> None:
    ruta = datos.muestra(fuentes, municipio)
    columnas = datos.leer_csv(ruta)
    # El hogar es pobre si lo dice su jefe: en Bogotá hay una persona que dice otra cosa.
    h_5 = np.array(columnas["H_5"]).astype(int)[datos.fila_del_jefe(columnas)]
    resultado, _ = datos.medir(ruta, Opciones(con_factor=False))
    assert resultado.territorios == (municipio,)
    assert resultado.medida.registros.tolist() == [hogares]
    assert resultado.medida.pobres.tolist() == [h_5.sum()]
    assert float(resultado.medida.incidencia[0]) == h_5.sum() / len(h_5)
    assert round(float(resultado.medida.incidencia[0]), 3) == h
    assert resultado.depurada.distintos_de_h_5 == 0


@pytest.mark.parametrize(("municipio", "de_mas"), [("11001", 27), ("15759", 44), ("76113", 44)])
def test_con_033_hay_mas_pobres(fuentes: Path, municipio: str, de_mas: int) -> None:
    ruta = datos.muestra(fuentes, municipio)
    un_tercio, _ = datos.medir(ruta, Opciones(con_factor=False))
    con_033, _ = datos.medir(ruta, Opciones(con_factor=False, k="0,33"))
    assert con_033.medida.pobres[0] - un_tercio.medida.pobres[0] == de_mas
    assert con_033.medida.metodo.k == K_033


def test_la_muestra_se_expande_con_su_factor(fuentes: Path) -> None:
    ruta = datos.muestra(fuentes, "76113")
    columnas = datos.leer_csv(ruta)
    factor = np.array([float(f.replace(".", "").replace(",", ".")) for f in columnas["FEX"]])
    pobre = np.array(columnas["H_5"]) == "1"
    resultado, _ = datos.medir(ruta)
    assert resultado.personas[0] == pytest.approx(factor.sum())
    assert resultado.medida.incidencia[0] == pytest.approx(factor[pobre].sum() / factor.sum())
    assert resultado.medida.registros.tolist() == [1545]
    assert any("error de muestreo" in aviso for aviso in resultado.avisos_de_la_orden)
    assert any("«FEX») y se usó" in aviso for aviso in resultado.avisos)


def test_los_hogares_con_marcas_distintas_se_informan(fuentes: Path, tmp_path: Path) -> None:
    """Los dos que difieren en la muestra son los que tienen un pensionista: no se contradicen."""
    salida, propia = tmp_path / "t.csv", tmp_path / "sin_pensionistas.csv"
    muestra = datos.muestra(fuentes, "11001")
    filas = datos.leer_csv(muestra)
    filas["PER003"] = ["14" if p == "17" else p for p in filas["PER003"]]
    datos.escribir_csv(propia, filas)
    for base, cuantos in ((muestra, 0), (propia, 2)):
        hecho = datos.correr("incidencia", base, "--sin-factor", "--salida", salida)
        assert hecho.exit_code == 0, hecho.output
        assert datos.registro_de(salida)["recuentos"]["hogares_con_marcas_distintas"] == cuantos
        assert ("2 hogares traen privaciones" in hecho.stderr) == bool(cuantos)


@pytest.mark.parametrize("municipio", ["11001", "76113"])
def test_csv_parquet_gpkg_y_memoria_son_iguales_bit_a_bit(
    fuentes: Path, tmp_path: Path, municipio: str
) -> None:
    original = datos.muestra(fuentes, municipio)
    columnas = datos.leer_csv(original)
    opciones = Opciones(por="zona", con_factor=False)
    esperada, codigos = datos.oraculo(columnas, "ZONA", IPM)
    enteras = {c: [int(v) for v in columnas[c]] for c in columnas if c[0] == "I" or c == "ZONA"}
    rutas = [
        original,
        datos.escribir_csv(tmp_path / "punto_y_coma.txt", columnas, ";"),
        datos.escribir_csv(tmp_path / "barra.csv", columnas, "|"),
        datos.escribir_parquet(tmp_path / "texto.parquet", columnas),
        datos.escribir_parquet(tmp_path / "entero.parquet", {**columnas, **enteras}),
        datos.escribir_gpkg(tmp_path / "texto.gpkg", columnas),
        datos.escribir_gpkg(tmp_path / "entero.gpkg", {**columnas, **enteras}),
    ]
    tablas = []
    for ruta in rutas:
        resultado, tabla = datos.medir(ruta, opciones)
        assert resultado.territorios == codigos, ruta.name
        assert datos.iguales(resultado.medida, esperada), ruta.name
        tablas.append(tabla)
    assert all(tabla == tablas[0] for tabla in tablas)


def test_con_factor_todos_los_formatos_dan_lo_mismo(fuentes: Path, tmp_path: Path) -> None:
    original = datos.muestra(fuentes, "15759")
    columnas = datos.leer_csv(original)
    numeros = [float(f.replace(".", "").replace(",", ".")) for f in columnas["FEX"]]
    _, tabla = datos.medir(original, Opciones(por="zona"))
    for ruta in (
        datos.escribir_parquet(tmp_path / "a.parquet", {**columnas, "FEX": numeros}),
        datos.escribir_gpkg(tmp_path / "a.gpkg", columnas),
    ):
        assert datos.medir(ruta, Opciones(por="zona"))[1] == tabla


def test_personas_y_hogares_son_dos_denominadores(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(60, semilla=3)
    ruta = datos.escribir_csv(tmp_path / "b.csv", columnas)
    en_hogares, _ = datos.medir(ruta, Opciones(unidad="hogares"))
    pobres = {f for f, h in zip(columnas["ide_ficha_origen"], columnas["h_5"], strict=True) if h}
    assert en_hogares.medida.pobres.tolist() == [len(pobres)]
    assert en_hogares.medida.poblacion.tolist() == [60]
    en_personas, tabla = datos.medir(ruta)
    assert en_personas.medida.poblacion.tolist() == [len(columnas["i1"])]
    # La tasa sin censurar siempre es de hogares; la censurada, de la unidad elegida.
    jefes = [v for v, p in zip(columnas["i1"], columnas["tip_parentesco"], strict=True) if p == 1]
    assert tabla.columna("t_i1")[0] == sum(jefes) / 60
    pares = zip(columnas["i1"], columnas["h_5"], strict=True)
    privados_pobres = sum(1 for i, h in pares if i and h)
    assert tabla.columna("c_i1")[0] == privados_pobres / len(columnas["i1"])


def test_una_fila_por_hogar_da_lo_mismo_que_una_por_persona(tmp_path: Path) -> None:
    """Es la capa que usa el complemento: el jefe, con las personas de su hogar."""
    columnas = datos.base_de_hogares(80, semilla=5)
    jefes = [i for i, p in enumerate(columnas["tip_parentesco"]) if p == 1]
    solo_jefes = {c: [v[i] for i in jefes] for c, v in columnas.items()}
    opciones = Opciones(por="cod_vereda")
    personas, tabla = datos.medir(datos.escribir_csv(tmp_path / "p.csv", columnas), opciones)
    hogares, otra = datos.medir(datos.escribir_csv(tmp_path / "h.csv", solo_jefes), opciones)
    assert (personas.filas, hogares.filas) == ("personas", "hogares")
    assert datos.iguales(personas.medida, hogares.medida)
    assert tabla == otra


def test_k_y_pesos_llegan_al_metodo(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(50, semilla=8)
    ruta = datos.escribir_csv(tmp_path / "b.csv", columnas)
    pesos = leer_pesos("30,10,5,5,5,5,10,10,0,0,4,4,4,4,4")
    opciones = Opciones(por="cod_vereda", k="0.4", pesos=pesos)
    esperada, _ = datos.oraculo(columnas, "cod_vereda", opciones.metodo)
    resultado, _ = datos.medir(ruta, opciones)
    assert (resultado.medida.metodo.corte, resultado.medida.metodo.denominador) == (40, 100)
    assert datos.iguales(resultado.medida, esperada)


def test_pesos_y_k_en_fracciones_y_lo_que_queda_en_la_auditoria(tmp_path: Path) -> None:
    """Lo mismo escrito en centésimas y en fracciones es lo mismo; k queda como se escribió."""
    ruta = datos.escribir_csv(tmp_path / "b.csv", datos.base_de_hogares(50, semilla=8))
    centesimas = "10,10,5,5,5,5,10,10,10,10,4,4,4,4,4"
    fracciones = "1/10;10 %;0,05;5%;1/20;1/20;0.1;0,1;1/10;1/10;4 %;0,04;1/25;1/25;1/25"
    tablas, registros = [], []
    for i, (k, pesos) in enumerate((("0.4", centesimas), ("40 %", fracciones))):
        salida = tmp_path / f"salida_{i}.csv"
        hecho = datos.correr("incidencia", ruta, "--k", k, "--pesos", pesos, "--salida", salida)
        assert hecho.exit_code == 0, hecho.output
        tablas.append(datos.leer_csv(salida))
        registros.append(datos.registro_de(salida)["parametros"])
    assert tablas[0] == tablas[1]
    assert [r["k"] for r in registros] == ["0.4", "40 %"]
    pesos_enteros = [10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4]
    assert registros[0]["metodo"] == registros[1]["metodo"] == {
        "D": 100, "W": pesos_enteros, "K": 40,
    }  # fmt: skip


def test_quince_pesos_iguales_no_caben_en_centesimas(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(60, semilla=3)
    ruta = datos.escribir_csv(tmp_path / "b.csv", columnas)
    opciones = Opciones(por="cod_vereda", k="1/5", pesos=leer_pesos(";".join(["1/15"] * 15)))
    resultado, _ = datos.medir(ruta, opciones)
    assert opciones.metodo.resumen() == {"D": 15, "W": [1] * 15, "K": 3}
    nombres = {c.upper(): c for c in columnas}
    cuantas = np.array([columnas[nombres[p]] for p in IPM.nombres]).astype(int).sum(axis=0)
    assert resultado.total.pobres[0] == (cuantas >= 3).sum()


def test_los_poligonos_dan_lo_mismo_que_el_campo(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(120, semilla=2, territorios=4)
    azar = np.random.default_rng(1)
    codigos = {"V0": (0, 0), "V1": (0, 1), "V2": (1, 0), "V3": (1, 1)}
    celdas = [codigos[v] for v in columnas["cod_vereda"]]
    lon = [-76 + i + float(azar.uniform(0.1, 0.9)) for i, _ in celdas]
    lat = [6 + j + float(azar.uniform(0.1, 0.9)) for _, j in celdas]
    columnas["cod_vereda"] = [f"P{i}{j}" for i, j in celdas]
    # La mitad con los ejes al revés y coma decimal, como en las bases reales.
    reves = [i % 2 == 0 for i in range(len(lon))]
    columnas["coord_x_auto_rec"] = [
        str(b if r else a).replace(".", ",") for a, b, r in zip(lon, lat, reves, strict=True)
    ]
    columnas["coord_y_auto_rec"] = [
        str(a if r else b).replace(".", ",") for a, b, r in zip(lon, lat, reves, strict=True)
    ]
    ruta = datos.escribir_csv(tmp_path / "b.csv", columnas)
    capa = leer_capa(datos.cuadricula(tmp_path / "c.gpkg"), "codigo")
    por_campo, tabla = datos.medir(ruta, Opciones(por="cod_vereda"))
    por_punto, otra = datos.medir(ruta, Opciones(), capa)
    assert datos.iguales(por_campo.medida, por_punto.medida)
    assert tabla == otra
    jefes = [p == 1 for p in columnas["tip_parentesco"]]
    cambiados = sum(r and j for r, j in zip(reves, jefes, strict=True))
    assert por_punto.cuentas["ejes_invertidos"] == cambiados
    assert por_punto.cuentas["fuera_de_los_poligonos"] == 0


def test_los_puntos_de_afuera_se_informan_y_no_cuentan(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(40, semilla=4)
    puntos = {"F00037": (-70.0, 2.0), "F00038": (0.0, 0.0), "F00039": (500.0, 500.0)}
    suyos = [puntos.get(f, (-75.5, 6.5)) for f in columnas["ide_ficha_origen"]]
    columnas["coord_x_auto_rec"] = [x for x, _ in suyos]
    columnas["coord_y_auto_rec"] = [y for _, y in suyos]
    ruta = datos.escribir_csv(tmp_path / "b.csv", columnas)
    capa = leer_capa(datos.cuadricula(tmp_path / "c.gpkg"), "codigo")
    resultado, _ = datos.medir(ruta, Opciones(), capa)
    assert resultado.cuentas["fuera_de_los_poligonos"] == 1
    assert resultado.cuentas["sin_coordenada"] == 1
    assert resultado.cuentas["fuera_de_colombia"] == 1
    assert resultado.personas.sum() == suyos.count((-75.5, 6.5))
    assert resultado.depurada.sin_territorio == 3
