"""El catálogo entero: nombres que existen, textos completos y errores que se entienden."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generador.cubo import procedencia
from generador.cubo.catalogo import Indicador, indicadores, leer_tema
from generador.errores import ErrorDeDatos
from generador.rutas import CATALOGO

TODOS = list(indicadores().values())
IDS = [i.id for i in TODOS]


@pytest.mark.parametrize("indicador", TODOS, ids=IDS)
def test_ficha_completa(indicador: Indicador) -> None:
    for campo in ("corto", "largo", "definicion"):
        texto = getattr(indicador, campo)
        assert texto == texto.strip()
        assert len(texto) > 2, campo
        assert not re.search(r"\b(TODO|FIXME|xxx|pendiente)\b|\?\?|  |\.\.$", texto), campo
    assert len(indicador.definicion.split()) >= 5
    assert indicador.definicion.endswith((".", "?", ")"))
    assert not indicador.corto.endswith(".")
    assert not indicador.largo.endswith(".")
    assert 0 <= indicador.decimales <= 4
    assert all(len(a.split()) >= 4 for a in indicador.advertencias)


def test_las_fuentes_existen() -> None:
    conocidas = set(procedencia.fuentes())
    for indicador in TODOS:
        assert (indicador.fuente == "kit") == bool(indicador.derivado_de), indicador.id
        assert indicador.fuente == "kit" or indicador.fuente in conocidas, indicador.id


@pytest.mark.parametrize("campo", ["no_comparar_con", "derivado_de"])
def test_nombran_indicadores_de_verdad(campo: str) -> None:
    for indicador in TODOS:
        nombrados = getattr(indicador, campo)
        assert set(nombrados) <= set(IDS), indicador.id
        assert indicador.id not in nombrados
        assert len(set(nombrados)) == len(nombrados), indicador.id


def test_los_nombres_largos_no_se_repiten() -> None:
    largos = [i.largo for i in TODOS]
    assert sorted(set(largos)) == sorted(largos)


def test_los_nombres_cortos_que_se_ven_por_municipio_no_se_repiten() -> None:
    """Los de las encuestas solo se muestran en su propia tabla, que dice cuál es."""
    cortos = [i.corto for i in TODOS if i.tema not in ("ipm_ecv", "pobreza_monetaria")]
    assert sorted(set(cortos)) == sorted(cortos)


def test_identificadores_sin_tildes_ni_espacios() -> None:
    assert [i for i in IDS if not re.fullmatch(r"[a-z][a-z0-9_]*", i)] == []


def test_las_tres_medidas_de_pobreza_multidimensional_no_se_comparan() -> None:
    censal, encuesta = indicadores()["ipm_censal"], indicadores()["ipm_ecv"]
    assert "ipm_ecv" in censal.no_comparar_con
    assert "ipm_censal" in encuesta.no_comparar_con


def test_no_se_compara_vale_en_los_dos_sentidos() -> None:
    for indicador in TODOS:
        for otro in indicador.no_comparar_con:
            assert indicador.id in indicadores()[otro].no_comparar_con, (indicador.id, otro)
    assert "ecv_priv_agua" in indicadores()["priv_agua"].no_comparar_con
    assert "censo_personas" in indicadores()["poblacion"].no_comparar_con


def test_lo_que_esta_en_pesos_dice_que_son_de_cada_anio() -> None:
    en_pesos = [i for i in TODOS if "pesos" in i.unidad and i.unidad != "pesos_por_mil_de_avaluo"]
    assert len(en_pesos) > 30
    for indicador in en_pesos:
        textos = " ".join([indicador.definicion, *indicador.advertencias])
        assert re.search(r"pesos (corrientes|de cada año|de 20\d\d|de \{\w+\})", textos), (
            indicador.id
        )


CONTADAS = {"personas", "hogares", "viviendas"}
COCIENTES = [i for i in TODOS if i.cociente]


def test_lo_que_divide_en_un_cociente_dice_su_serie() -> None:
    """Lo demográfico que entra en un cociente como denominador es de una revisión con nombre."""
    fichas = indicadores()
    assert len(COCIENTES) >= 6
    divide = {c.cociente.denominador for c in COCIENTES if c.cociente}
    for nombre in divide:
        assert fichas[nombre].unidad not in CONTADAS or fichas[nombre].serie, nombre


@pytest.mark.parametrize("indicador", COCIENTES, ids=lambda i: i.id)
def test_ningun_cociente_mezcla_series(indicador: Indicador) -> None:
    fichas = indicadores()
    assert indicador.cociente is not None
    partes = (indicador.cociente.numerador, indicador.cociente.denominador)
    assert len({fichas[p].serie for p in partes} - {""}) <= 1


def test_los_hogares_y_la_poblacion_son_de_series_distintas() -> None:
    fichas = indicadores()
    series = {fichas[i].serie for i in ("poblacion", "hogares", "censo_personas")}
    assert len(series) == 3
    assert "" not in series


def test_un_cociente_que_mezcla_series_no_se_admite(tmp_path: Path) -> None:
    texto = (CATALOGO / "poblacion.yaml").read_text(encoding="utf-8")
    propio = """
  - id: personas_por_hogar
    fuente: kit
    corto: Personas por hogar
    largo: Personas por hogar
    definicion: Cuántas personas hay en promedio en cada hogar.
    unidad: personas_por_hogar
    rango: [1, 20]
    cociente: {numerador: poblacion, denominador: hogares, escala: 1}
"""
    (tmp_path / "poblacion.yaml").write_text(texto.rstrip() + propio, encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match=r"personas_por_hogar.*mezcla las series") as error:
        indicadores(tmp_path)
    assert "1985-2035" in str(error.value)
    assert "2018-2042" in str(error.value)


def test_los_porcentajes_dicen_de_que() -> None:
    de_todo = {i.id for i in TODOS if i.unidad == "porcentaje" and i.denominador == "personas"}
    assert {"ipm_censal", "nbi", "ipm_ecv"} <= de_todo
    privaciones = [i for i in TODOS if i.id.startswith("priv_")]
    assert len(privaciones) == 15
    assert {i.denominador for i in privaciones} == {"hogares"}


@pytest.mark.parametrize(
    ("cambio", "mensaje"),
    [
        ({"unidad": "leguas"}, "unidad «leguas» no está en la lista"),
        ({"sentido": "arriba"}, "sentido «arriba»"),
        ({"denominador": "vacas"}, "denominador «vacas»"),
        ({"color": "rojo"}, "campos desconocidos: color"),
        ({"categorias": {1: "uno"}}, "`categorias` va si y solo si"),
        ({"corto": None}, "faltan campos"),
    ],
)
def test_un_catalogo_danado_dice_donde(
    tmp_path: Path, cambio: dict[str, object], mensaje: str
) -> None:
    ruta = tmp_path / "poblacion.yaml"
    contenido = yaml.safe_load((CATALOGO / ruta.name).read_text(encoding="utf-8"))
    primero = contenido["indicadores"][0] | cambio
    contenido["indicadores"][0] = {k: v for k, v in primero.items() if v is not None}
    ruta.write_text(yaml.safe_dump(contenido, allow_unicode=True), encoding="utf-8")
    with pytest.raises(ErrorDeDatos) as error:
        leer_tema(ruta)
    for pedazo in ("poblacion.yaml", mensaje, "Qué hacer"):
        assert pedazo in str(error.value)


def test_tomar_el_anio_de_un_indicador_que_no_esta_es_un_error(tmp_path: Path) -> None:
    contenido = yaml.safe_load((CATALOGO / "poblacion.yaml").read_text(encoding="utf-8"))
    contenido["indicadores"][1]["periodo_de"] = "vacas"
    (tmp_path / "poblacion.yaml").write_text(yaml.safe_dump(contenido), encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="«hogares»: periodo_de «vacas»"):
        indicadores(tmp_path)


def test_un_identificador_repetido_es_un_error(tmp_path: Path) -> None:
    for nombre in ("uno.yaml", "dos.yaml"):
        texto = (CATALOGO / "poblacion.yaml").read_text(encoding="utf-8")
        (tmp_path / nombre).write_text(texto, encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="repetido"):
        indicadores(tmp_path)


def test_las_advertencias_comunes_se_suman_a_las_propias(tmp_path: Path) -> None:
    ruta = tmp_path / "prueba.yaml"
    contenido = {
        "tema": "prueba",
        "titulo": "Prueba",
        "comunes": {
            "advertencias": ["Vale para todos los indicadores."], "unidad": "personas",
            "decimales": 0, "sentido": "neutro", "denominador": "personas", "fuente": "kit",
            "definicion": "Relleno.", "largo": "Largo",
        },
        "indicadores": [
            {"id": "uno", "corto": "Uno"},
            {"id": "dos", "corto": "Dos", "unidad": "hogares", "advertencias": ["Solo de este."]},
        ],
    }  # fmt: skip
    ruta.write_text(yaml.safe_dump(contenido, allow_unicode=True), encoding="utf-8")
    uno, dos = leer_tema(ruta).indicadores
    assert uno.advertencias == ("Vale para todos los indicadores.",)
    assert dos.advertencias == ("Vale para todos los indicadores.", "Solo de este.")
    assert (uno.unidad, dos.unidad) == ("personas", "hogares")
