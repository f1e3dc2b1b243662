"""La base de práctica: repetible, dentro de su municipio, marcada y con la distribución real."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from generador.errores import ErrorDeDatos
from generador.hogares.motor_duckdb import conectar
from generador.hogares.poligonos import leer_capa
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.metodo import IPM
from generador.metodos.privaciones import es_pobre
from generador.practica import conteos_de_la_muestra
from generador.practica.lugares_de_practica import Municipio
from generador.practica.microagregacion import HOGARES_MINIMOS, PERSONAS_MINIMAS, Celda, proteger
from generador.practica.sintesis import COLUMNAS, MARCA_DE_SINTETICA, sintetizar
from tests.hogares import datos

VEREDAS = "submunicipal/veredas_uraba.geojson"


@pytest.fixture(scope="module")
def hogares_reales(fuentes: Path) -> list[conteos_de_la_muestra.Hogar]:
    return conteos_de_la_muestra.hogares_de(fuentes)


def versionada(nombre: str) -> list[dict[str, str]]:
    with (conteos_de_la_muestra.CARPETA / nombre).open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def test_las_tablas_versionadas_son_las_que_salen_de_la_muestra(
    hogares_reales: list[conteos_de_la_muestra.Hogar],
) -> None:
    hechas = conteos_de_la_muestra.tablas(hogares_reales)
    assert len(hechas) == 3
    for nombre, contenido in hechas.items():
        assert (conteos_de_la_muestra.CARPETA / nombre).read_text("utf-8") == contenido, nombre


def test_rehacer_escribe_las_tres_tablas(fuentes: Path, tmp_path: Path) -> None:
    rutas = conteos_de_la_muestra.rehacer(fuentes, tmp_path)
    assert [r.read_bytes() for r in rutas] == [
        (conteos_de_la_muestra.CARPETA / r.name).read_bytes() for r in rutas
    ]


def test_ningun_renglon_tiene_menos_de_3_hogares_ni_de_10_personas() -> None:
    for nombre in ("patrones_muestra.csv", "niveles_muestra.csv", "tamanos_muestra.csv"):
        assert min(int(f["hogares"]) for f in versionada(nombre)) >= HOGARES_MINIMOS
    for nombre in ("patrones_muestra.csv", "niveles_muestra.csv"):
        assert min(int(f["personas"]) for f in versionada(nombre)) >= PERSONAS_MINIMAS
    tamanos = versionada("tamanos_muestra.csv")
    assert min(int(f["hogares"]) * int(f["personas_del_hogar"]) for f in tamanos) >= 10


def test_se_conserva_la_distribucion_conjunta(
    hogares_reales: list[conteos_de_la_muestra.Hogar],
) -> None:
    """Exactos los hogares y las personas por zona × grupo × pobre; cada privación, a 1 punto."""
    celdas = versionada("patrones_muestra.csv")
    privado = np.array([[int(c[p]) for p in PRIVACIONES] for c in celdas], dtype=np.uint8)
    pobre = es_pobre(privado, IPM)
    publicados: Counter[tuple[str, str, bool]] = Counter()
    personas: Counter[tuple[str, str, bool]] = Counter()
    for celda, es in zip(celdas, pobre.tolist(), strict=True):
        publicados[celda["zona"], celda["grupo"], es] += int(celda["hogares"])
        personas[celda["zona"], celda["grupo"], es] += int(celda["personas"])
    reales = [(h.zona, h.grupo, conteos_de_la_muestra.pobre(h.patron)) for h in hogares_reales]
    assert publicados == Counter(reales)
    for estrato, cuantas in personas.items():
        pares = zip(hogares_reales, reales, strict=True)
        assert cuantas == sum(h.personas for h, e in pares if e == estrato)
    for j in range(15):
        real = sum(h.patron >> j & 1 for h in hogares_reales) / len(hogares_reales)
        peso = np.array([int(c["hogares"]) for c in celdas])
        assert abs(float(privado[:, j] @ peso / peso.sum()) - real) < 0.01


def test_la_proteccion_junta_lo_raro_y_no_pierde_a_nadie() -> None:
    celdas = [Celda(0b1, 8, 20), Celda(0b11, 1, 4), Celda(0b111, 1, 4), Celda(0b1111, 2, 5)]
    protegidas = proteger(celdas)
    assert sum(c.hogares for c in protegidas) == 12
    assert sum(c.personas for c in protegidas) == 33
    assert all(c.personas >= 10 and c.hogares >= 3 for c in protegidas)
    assert {c.patron for c in protegidas} <= {c.patron for c in celdas}


def test_diez_personas_de_un_solo_hogar_tambien_se_juntan() -> None:
    protegidas = proteger([Celda(0b1, 5, 20), Celda(0b11, 1, 12), Celda(0b110, 2, 6)])
    assert [(c.hogares, c.personas) for c in protegidas] == [(5, 20), (3, 18)]


@pytest.mark.parametrize("celda", [Celda(1, 4, 9), Celda(1, 2, 30)])
def test_un_estrato_muy_pequeno_no_se_publica(celda: Celda) -> None:
    with pytest.raises(ErrorDeDatos, match="no se puede proteger"):
        proteger([celda])


@pytest.mark.parametrize("extension", ["csv", "parquet", "gpkg"])
def test_la_misma_semilla_da_el_mismo_archivo(tmp_path: Path, extension: str) -> None:
    contenidos = []
    for vez, semilla in enumerate((1, 1, 2)):
        ruta = tmp_path / str(vez) / f"base.{extension}"
        orden = ("--municipio", "05045", "--hogares", 300, "--semilla", semilla, "--salida", ruta)
        hecho = datos.correr("sintetizar", *orden)
        assert hecho.exit_code == 0, hecho.output
        contenidos.append(ruta.read_bytes())
    assert contenidos[0] == contenidos[1]
    assert contenidos[0] != contenidos[2]


def test_los_hogares_quedan_en_su_municipio_y_en_sus_veredas(fuentes: Path) -> None:
    """Contra GEOS y la capa original, no contra el método que los puso."""
    municipio = Municipio.de_datos("05045")
    capa = leer_capa(fuentes / VEREDAS, "nombre_ver")
    base = sintetizar(municipio, 1500, 3, capa)
    x = np.array(base.columnas["coord_x_auto_rec"])
    y = np.array(base.columnas["coord_y_auto_rec"])
    assert municipio.contiene(x, y).all()
    veredas = pyogrio.read_dataframe(fuentes / VEREDAS)
    propias = veredas.assign(geometry=veredas.geometry.make_valid()).dissolve("nombre_ver")
    rural = np.array(base.columnas["cod_clase"]) == 3
    assert 0 < rural.sum() < len(rural)
    nombres = np.array(base.columnas["nom_vereda"])
    assert set(nombres[~rural]) == {""}
    for nombre in sorted(set(nombres[rural])):
        suyos = nombres == nombre
        poligono = propias.loc[nombre, "geometry"]
        assert shapely.intersects(poligono, shapely.points(x[suyos], y[suyos])).all(), nombre


def test_se_parece_a_la_muestra(hogares_reales: list[conteos_de_la_muestra.Hogar]) -> None:
    base = sintetizar(Municipio.de_datos("05045"), 8000, 1)
    h = float(np.mean(base.columnas["h_5"]))
    personas = sum(hogar.personas for hogar in hogares_reales)
    real = (
        sum(hogar.personas for hogar in hogares_reales if conteos_de_la_muestra.pobre(hogar.patron))
        / personas
    )
    assert abs(h - real) < 0.02


def test_cada_fila_y_cada_archivo_dicen_que_es_sintetica(tmp_path: Path) -> None:
    ruta = tmp_path / "base.csv"
    datos.correr("sintetizar", "--municipio", "05045", "--hogares", 100, "--salida", ruta)
    columnas = datos.leer_csv(ruta, ";")
    assert tuple(columnas) == COLUMNAS
    assert set(columnas["base_sintetica"]) == {MARCA_DE_SINTETICA}
    assert all(v.startswith("FICTICI") for v in columnas["num_documento"])
    for campo in ("pri_nombre", "pri_apellido", "dir_vivienda", "num_tel_contacto"):
        assert set(columnas[campo]) == {"FICTICIO"}
    metadatos = json.loads((tmp_path / "base.csv.sintetica.json").read_text("utf-8"))
    assert metadatos["sintetica"] is True
    assert metadatos["personas"] == len(columnas["h_5"])


def test_parquet_y_gpkg_llevan_la_marca_adentro(tmp_path: Path) -> None:
    for nombre in ("base.parquet", "base.gpkg"):
        orden = ("--municipio", "05045", "--hogares", 50, "--salida", tmp_path / nombre)
        assert datos.correr("sintetizar", *orden).exit_code == 0
    with conectar() as conexion:
        pares = conexion.sql(
            "SELECT key, value FROM parquet_kv_metadata($1)",
            params=[str(tmp_path / "base.parquet")],
        ).fetchall()
    assert json.loads(dict(pares)[b"kit_sintetica"])["sintetica"] is True
    de_la_capa = pyogrio.read_info(tmp_path / "base.gpkg")["dataset_metadata"]
    assert json.loads(de_la_capa["kit_sintetica"])["sintetica"] is True


def test_los_tres_formatos_de_la_base_dan_la_misma_tabla(tmp_path: Path) -> None:
    tablas = []
    for extension in ("csv", "parquet", "gpkg"):
        ruta = tmp_path / f"base.{extension}"
        datos.correr("sintetizar", "--municipio", "05045", "--hogares", 400, "--salida", ruta)
        resultado, tabla = datos.medir(ruta)
        assert resultado.depurada.distintos_de_h_5 == 0
        tablas.append(tabla)
    assert tablas[0] == tablas[1] == tablas[2]


def test_municipio_que_no_existe(tmp_path: Path) -> None:
    ruta = tmp_path / "base.csv"
    hecho = datos.correr("sintetizar", "--municipio", "5045", "--salida", ruta)
    assert hecho.exit_code == 1
    assert "con su cero: 05045" in hecho.stderr
    assert not list(tmp_path.iterdir())


def test_veredas_de_otra_parte(tmp_path: Path, fuentes: Path) -> None:
    ruta = tmp_path / "base.csv"
    orden = ("--municipio", "11001", "--hogares", 50, "--veredas", fuentes / VEREDAS)
    hecho = datos.correr("sintetizar", *orden, "--salida", ruta)
    assert hecho.exit_code == 1
    assert "no tocan el municipio" in hecho.stderr
    assert not ruta.exists()


def test_sin_salida_queda_en_la_carpeta_donde_se_corre(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hecho = datos.correr("sintetizar", "--municipio", "05045", "--hogares", 50)
    assert hecho.exit_code == 0, hecho.output
    assert "50 hogares" in hecho.stdout
    nombres = {r.name for r in tmp_path.iterdir()}
    assert nombres == {
        "sisben_de_practica_05045.csv",
        "sisben_de_practica_05045.csv.sintetica.json",
    }
