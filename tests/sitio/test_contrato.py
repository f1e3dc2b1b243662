"""Los datos publicados son los que promete el contrato, y las tres descargas dicen lo mismo."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pandas as pd
import pytest

from generador.cubo import codigos
from generador.cubo.catalogo import UNIDADES
from generador.lugares.ciudades import CAPAS
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion.datos_publicados import COLUMNAS, TABLA
from generador.paginas.publicacion.texto_de_celda import AVISO
from generador.rutas import SITIO
from tests import hojas
from tests.construido import Sitio
from tests.sitio.muestra import MUNICIPIOS

AGREGADOS = [c for c in codigos.territorios() if len(c) == 2]
# Uno de cada veinte municipios de todo el país, más los que se apartan de lo común.
MUESTRA = sorted({*codigos.base()[::20], *MUNICIPIOS.values()})
ESTADOS = {"dato", "no_aplica", "no_disponible"}


def _json(sitio: Sitio, codigo: str) -> dict[str, Any]:
    contenido: dict[str, Any] = json.loads(
        (sitio.carpeta / "territorio" / codigo / "datos.json").read_bytes()
    )
    return contenido


def _hoja(sitio: Sitio, codigo: str) -> pd.DataFrame:
    return hojas.leer(sitio.carpeta / "territorio" / codigo / "datos.csv")


def _validador(sitio: Sitio, nombre: str) -> jsonschema.protocols.Validator:
    ruta = sitio.carpeta / "datos" / "esquemas" / f"{nombre}.schema.json"
    esquema = json.loads(ruta.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(esquema)
    return jsonschema.Draft202012Validator(esquema)


@pytest.fixture(scope="module")
def validador(sitio: Sitio) -> jsonschema.protocols.Validator:
    return _validador(sitio, "territorio")


@pytest.fixture(scope="module")
def series(sitio: Sitio) -> dict[str, Any]:
    contenido: dict[str, Any] = json.loads((sitio.carpeta / "datos/series.json").read_bytes())
    return contenido


@pytest.fixture(scope="module")
def catalogo(sitio: Sitio) -> dict[str, Any]:
    contenido: dict[str, Any] = json.loads((sitio.carpeta / "datos/catalogo.json").read_bytes())
    return contenido


def test_cada_territorio_trae_sus_archivos(sitio: Sitio, acervo: DatosDelSitio) -> None:
    """Cuatro de todos; los municipios, sus lugares; y donde las hay, veredas y barrios."""
    carpetas = {c.name: {a.name for a in c.iterdir()} for c in sitio.carpeta.glob("territorio/*/")}
    assert set(carpetas) == set(codigos.territorios())
    con_veredas = {codigo for codigo in codigos.base() if acervo.veredas.se_dibujan(codigo)}
    assert con_veredas >= {"95001", "18001"}
    for codigo, archivos in carpetas.items():
        propios = {"lugares.geojson"} if codigo in codigos.base() else set()
        propios |= {f"{capa}.geojson" for capa in CAPAS.get(codigo, ())}
        propios |= {"veredas.geojson"} if codigo in con_veredas else set()
        # Solo donde el dibujo no cabe en la página va aparte.
        aparte = acervo.veredas.van_aparte(codigo)
        propios |= {"veredas.svg", "veredas.js"} if aparte else set()
        propios |= {"upz.svg", "upz.js"} if "upz" in CAPAS.get(codigo, ()) else set()
        comunes = {"index.html", "datos.csv", "datos.json", "comparar.js"}
        assert archivos == comunes | propios, codigo


def test_la_muestra_es_variada() -> None:
    assert len(MUESTRA) >= 60
    assert {c[:2] for c in MUESTRA} >= {"05", "11", "27", "76", "88", "91", "94"}
    assert len(AGREGADOS) == 34


@pytest.mark.parametrize("grupo", [AGREGADOS, MUESTRA], ids=["agregados", "municipios"])
def test_datos_json_cumple_su_esquema(
    sitio: Sitio, validador: jsonschema.protocols.Validator, grupo: list[str]
) -> None:
    for codigo in grupo:
        error = next(validador.iter_errors(_json(sitio, codigo)), None)
        assert error is None, f"{codigo}: {error and error.message}"


@pytest.mark.parametrize(
    "dano",
    [
        {"esquema": "4"},
        {"cifras": []},
        {"cifras": [[]]},
        {"cifras": [90.6]},
        {"cifras": [[""]]},
        {"cifras": [[{"estado": "dato"}]]},
        {"cifras": {"total": {"2018": {"ipm_censal": 90.6}}}},
        {"series": "series.json"},
        {"huella_de_series": "0abe"},
        {"catalogo": "catalogo.json"},
        {"agregados": ["ipm_censal", "ipm_censal"]},
        {"territorio": {"codigo": "5001"}},
        {"sobra": 1},
    ],
)
def test_el_esquema_rechaza_lo_que_no_es(
    sitio: Sitio, validador: jsonschema.protocols.Validator, dano: dict[str, object]
) -> None:
    assert not validador.is_valid({**_json(sitio, "27025"), **dano})


@pytest.mark.parametrize(
    "dano",
    [
        {"esquema": "4"},
        {"huella": ""},
        {"municipio": []},
        {"nacion": [{"indicador": "nbi", "zona": "urbano", "anios": ["2018"]}]},
        {"nacion": [{"indicador": "nbi", "zona": "total", "anios": ["2018", "2018"]}]},
        {"nacion": [{"indicador": "nbi", "zona": "total", "anios": [2018]}]},
        {"vereda": []},
    ],
)
def test_series_json_cumple_su_esquema_y_lo_danado_no(
    sitio: Sitio, series: dict[str, Any], dano: dict[str, object]
) -> None:
    validador = _validador(sitio, "series")
    validador.validate(series)
    assert not validador.is_valid({**series, **dano})


def test_ninguna_serie_se_repite(series: dict[str, Any], catalogo: dict[str, Any]) -> None:
    conocidos = {i["id"] for i in catalogo["indicadores"]}
    for nivel in ("municipio", "departamento", "nacion"):
        llaves = [(serie["indicador"], serie["zona"]) for serie in series[nivel]]
        assert len(set(llaves)) == len(llaves) > 400
        assert {indicador for indicador, _ in llaves} <= conocidos


def test_como_se_leen_segun_la_guia(sitio: Sitio) -> None:
    """El ejemplo publicado, corrido tal cual: da la cifra de Alto Baudó."""
    guia = (SITIO / "datos/index.md").read_text(encoding="utf-8")
    (ejemplo,) = re.findall(r"```python\n(.+?)```", guia, re.S)
    leer = lambda nombre: json.loads((sitio.carpeta / "datos" / nombre).read_bytes())  # noqa: E731
    nombres: dict[str, Any] = {"leer": leer, "datos": _json(sitio, "27025")}
    exec(ejemplo, nombres)
    assert nombres["cifras"]["ipm_censal", "total", "2018"] == 90.6


@pytest.mark.parametrize("grupo", [AGREGADOS, MUESTRA], ids=["agregados", "municipios"])
def test_datos_json_dice_de_quien_es(sitio: Sitio, acervo: DatosDelSitio, grupo: list[str]) -> None:
    for codigo in grupo:
        ficha, territorio = _json(sitio, codigo)["territorio"], acervo.territorios[codigo]
        assert ficha["codigo"] == codigo
        assert ficha["nombre"] == territorio.nombre
        assert ficha["nivel"] == territorio.nivel
        assert ficha["departamento"] == (None if codigo == "00" else codigo[:2])


@pytest.mark.parametrize("grupo", [AGREGADOS, MUESTRA], ids=["agregados", "municipios"])
def test_la_hoja_y_el_json_de_un_territorio_dicen_lo_mismo(
    sitio: Sitio, series: dict[str, Any], grupo: list[str]
) -> None:
    for codigo in grupo:
        publicado, hoja = _json(sitio, codigo), _hoja(sitio, codigo)
        assert tuple(hoja.columns[:6]) == hojas.DE_TERRITORIO
        assert hojas.celdas(hoja) == hojas.segun_json(publicado, series)
        assert hojas.avisadas(hoja) == set(map(tuple, publicado["atipicos"]))


def test_la_tabla_completa_dice_lo_de_cada_json(
    sitio: Sitio, catalogo: dict[str, Any], series: dict[str, Any]
) -> None:
    """Cifra, estado, fuente y aviso: lo que trae la tabla larga está en el JSON, y al revés."""
    elegidos = {*AGREGADOS, *MUESTRA}
    fuentes = {i["id"]: i["fuente"] for i in catalogo["indicadores"]}
    halladas: dict[str, dict[tuple[str, ...], str]] = {codigo: {} for codigo in elegidos}
    avisadas: dict[str, list[list[str]]] = {codigo: [] for codigo in elegidos}
    with gzip.open(sitio.carpeta / TABLA, "rt", encoding="utf-8", newline="") as entrada:
        for fila in csv.DictReader(entrada, strict=True):
            if (codigo := fila["territorio"]) in elegidos:
                halladas[codigo][_llave(fila)] = _valor(fila)
                if fila["aviso"]:
                    avisadas[codigo].append([fila[c] for c in ("indicador", "dominio", "periodo")])
    for codigo in elegidos:
        publicado = _json(sitio, codigo)
        assert halladas[codigo] == _aplanado(publicado, series, fuentes)
        assert avisadas[codigo] == publicado["atipicos"]


def _llave(fila: dict[str, str]) -> tuple[str, ...]:
    return tuple(fila[c] for c in ("indicador", "dominio", "periodo", "fuente"))


def _valor(fila: dict[str, str]) -> str:
    return fila["valor"] if fila["estado"] == "dato" else f"({fila['estado']})"


def _aplanado(
    publicado: dict[str, Any], series: dict[str, Any], fuentes: dict[str, str]
) -> dict[tuple[str, ...], str]:
    """Las mismas filas de la tabla, desde el JSON, sus series y las fuentes del catálogo."""
    del_kit = dict.fromkeys(publicado["agregados"], "kit:")
    return {
        (*llave, del_kit.get(llave[0], "") + fuentes[llave[0]]): f"({valor})"
        if valor in hojas.ESTADOS
        else str(valor)
        for llave, valor in hojas.cifras(publicado, series).items()
    }


def test_la_tabla_comprimida_no_lleva_fecha_ni_nombre(sitio: Sitio) -> None:
    """RFC 1952: los bytes 4 a 7 son la fecha, y el 3 dice si sigue un nombre."""
    cabeza = (sitio.carpeta / TABLA).read_bytes()[:10]
    assert cabeza[:3] == b"\x1f\x8b\x08"
    assert cabeza[3:8] == bytes(5)


def test_cada_fila_de_la_tabla_completa_cumple_el_contrato(
    sitio: Sitio, catalogo: dict[str, Any]
) -> None:
    unidades = {i["id"]: UNIDADES[i["unidad"]] or i["unidad"] for i in catalogo["indicadores"]}
    fuentes = {i["id"]: i["fuente"] for i in catalogo["indicadores"]}
    llaves, malas = set(), []
    with gzip.open(sitio.carpeta / TABLA, "rt", encoding="utf-8", newline="") as entrada:
        filas = csv.reader(entrada, strict=True)
        assert tuple(next(filas)) == COLUMNAS
        for fila in filas:
            territorio, dominio, periodo, indicador, valor, estado, unidad, fuente, aviso = fila
            llaves.add((territorio, dominio, periodo, indicador))
            if not (
                unidades[indicador] == unidad
                and fuente.removeprefix("kit:") == fuentes[indicador]
                and estado in ESTADOS
                and (valor != "") == (estado == "dato")
                and (aviso == "" or (aviso == AVISO and estado == "dato"))
                and dominio in ("total", "cabecera", "rural")
                and periodo.isdecimal()
            ):
                malas.append(fila)
        cuantas = filas.line_num - 1
    assert malas == []
    assert len(llaves) == cuantas
    assert {t for t, *_ in llaves} == set(codigos.territorios())
    assert {i for *_, i in llaves} == set(unidades)


@pytest.mark.parametrize(
    ("codigo", "indicador", "periodo", "esperado"),
    [
        ("27025", "ipm_censal", "2018", "90,6"),
        ("05001", "ipm_censal", "2018", "12,8"),
        ("11001", "ipm_censal", "2018", "9"),
        ("44847", "ipm_censal", "2018", "92,2"),
        ("00", "ipm_ecv", "2024", "11,5"),
        ("00", "ipm_ecv", "2018", "19,1"),
        ("00", "poblacion", "2024", "52695952"),
        ("00", "poblacion", "2018", "48258494"),
    ],
)
def test_cifras_publicadas(
    sitio: Sitio, codigo: str, indicador: str, periodo: str, esperado: str
) -> None:
    celdas = hojas.celdas(_hoja(sitio, codigo))
    assert celdas[indicador, "total", periodo] == esperado


def test_lo_que_agrega_el_kit_lo_dice(
    sitio: Sitio, acervo: DatosDelSitio, series: dict[str, Any]
) -> None:
    for codigo in (*AGREGADOS, "27025"):
        rotulos = dict(_hoja(sitio, codigo)[["Código", "Fuente"]].to_numpy())
        publicado = _json(sitio, codigo)
        indicadores = {indicador for indicador, *_ in hojas.cifras(publicado, series)}
        assert set(publicado["agregados"]) <= indicadores
        for indicador in indicadores:
            agregada = indicador in acervo.agregados and len(codigo) == 2
            assert (indicador in publicado["agregados"]) == agregada, (codigo, indicador)
            assert rotulos[indicador].startswith("cálculo del kit con ") == agregada


def test_el_catalogo_publicado_es_el_del_kit(
    catalogo: dict[str, Any], acervo: DatosDelSitio
) -> None:
    assert [i["id"] for i in catalogo["indicadores"]] == list(acervo.catalogo)
    assert [f["id"] for f in catalogo["fuentes"]] == list(acervo.fuentes)
    assert all(i["unidad"] in UNIDADES for i in catalogo["indicadores"])


def test_el_descriptor_dice_el_tamano_y_la_huella_reales(sitio: Sitio) -> None:
    (recurso,) = _descriptor(sitio)["resources"]
    contenido = (sitio.carpeta / "datos" / recurso["path"]).read_bytes()
    assert recurso["bytes"] == len(contenido)
    assert recurso["hash"] == f"sha256:{hashlib.sha256(contenido).hexdigest()}"


def _descriptor(sitio: Sitio) -> dict[str, Any]:
    contenido: dict[str, Any] = json.loads((sitio.carpeta / "datos/datapackage.json").read_bytes())
    return contenido


def _recorte(sitio: Sitio, carpeta: Path, dano: str = "") -> frictionless.Report:
    """Informe de frictionless sobre una fila de cada 200, con su descriptor ajustado."""
    lineas = gzip.decompress((sitio.carpeta / TABLA).read_bytes()).decode().splitlines()
    texto = "\n".join([lineas[0], *lineas[1::200], *([dano] if dano else [])]) + "\n"
    comprimido = gzip.compress(texto.encode(), mtime=0)
    descriptor = _descriptor(sitio)
    (recurso,) = descriptor["resources"]
    recurso["bytes"] = len(comprimido)
    recurso["hash"] = f"sha256:{hashlib.sha256(comprimido).hexdigest()}"
    (carpeta / recurso["path"]).write_bytes(comprimido)
    (carpeta / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    informe: frictionless.Report = frictionless.validate(str(carpeta / "datapackage.json"))
    return informe


def test_el_paquete_es_valido_para_frictionless(sitio: Sitio, tmp_path: Path) -> None:
    informe = _recorte(sitio, tmp_path)
    assert informe.flatten(["type", "message"]) == []
    assert informe.tasks[0].stats["rows"] > 2_000


@pytest.mark.parametrize(
    "dano",
    [
        "27025,urbano,2018,ipm_censal,1,dato,porcentaje,medida_censal_2018,",
        "27025,total,2018,ipm_censal,1,perdido,porcentaje,medida_censal_2018,",
        "27025,total,2018,,1,dato,porcentaje,medida_censal_2018,",
        "27025,total,2018,ipm_censal,1,dato,leguas,medida_censal_2018,",
    ],
)
def test_frictionless_ve_una_fila_danada(sitio: Sitio, tmp_path: Path, dano: str) -> None:
    assert not _recorte(sitio, tmp_path, dano).valid


def test_la_hoja_va_con_marca_y_sin_saltos_de_windows(sitio: Sitio) -> None:
    for codigo in (*AGREGADOS, *MUESTRA):
        contenido = (sitio.carpeta / "territorio" / codigo / "datos.csv").read_bytes()
        assert contenido.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in contenido
        filas = list(csv.reader(io.StringIO(contenido.decode("utf-8-sig")), delimiter=";"))
        assert len(filas) == contenido.count(b"\n")
        assert max(map(len, filas)) == len(filas[0])
