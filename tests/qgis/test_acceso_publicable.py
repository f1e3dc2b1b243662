"""El acceso en modo publicable: los números de la orden, y ningún hogar en la salida."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsVectorLayer

from generador.metodos.publicable.acceso import COLUMNAS
from tests.qgis.capas import cuadricula, guardar
from tests.qgis.corridas import qgis_process
from tests.qgis.orden import kit
from tests.qgis.publicados import BITACORA, aparece, poner_clave, repartidos, todo_lo_escrito
from tests.qgis.test_acceso import sedes

MARCO = (-77, 7, -76, 8)
LUGARES = [(-76.9, 7.1), (-76.4, 7.4), (-76.6, 7.9)]
UNA_CLAVE = "a1" * 16


def medir(correr: Any, base: Any, **mas: Any) -> Any:
    return correr("acceso_servicios", **{
        "HOGARES": base, "TERRITORIOS": cuadricula(2, MARCO), "SEDES": sedes(LUGARES),
        "NOMBRE": "nombre", "LIMITE": 10, "MODO": 1, **mas,
    })  # fmt: skip


def test_lo_publicado_es_lo_interno_redondeado(correr: Any) -> None:
    """Un cuadro completo, uno que es orden de magnitud, y dos que se callan."""
    capa = repartidos([140, 20, 9, 8])
    hecha = medir(correr, capa)
    filas = correr.filas(hecha["SALIDA"])
    interna = correr.filas(medir(correr, capa, MODO=0, RESUMEN="TEMPORARY_OUTPUT")["SALIDA"])
    por_cuadro = [[f["estado"] for f in interna[a:b]] for a, b in
                  ((0, 140), (140, 160), (160, 169), (169, 177))]  # fmt: skip
    for fila, estados in zip(filas[:2], por_cuadro[:2], strict=True):
        sin = sum(e in ("lejos", "sin conexión") for e in estados)
        assert fila["sin_serv"] % 3 == fila["hogares"] % 3 == 0
        assert abs(fila["hogares"] - len(estados)) <= 2
        assert abs(fila["sin_serv"] - sin) <= 2
        assert fila["parte_baja"] <= sin / len(estados) <= fila["parte_alta"]
    assert filas[0]["personas"] % 10 == 0
    assert filas[1]["nota"] == "orden de magnitud"
    assert filas[1]["personas"] is None
    assert [f["estado"] for f in filas[2:]] == ["pocos_hogares"] * 2
    assert {f["hogares"] for f in filas[2:]} == {None}
    assert {f["uso"] for f in filas} == {"publicable"}
    assert hecha["SUPRIMIDOS"] == 2
    assert "CON_SERVICIO" not in hecha
    # Cada fila es un territorio: no hay sede, kilómetros ni un hogar.
    assert not {"sede", "km", "hogar"} & set(filas[0])


def test_es_la_tabla_de_la_orden(correr: Any, complemento: Path, tmp_path: Path) -> None:
    """Con la misma base de práctica y las mismas escuelas, celda por celda."""
    practica = complemento / "practica" / "hogares_de_practica.csv"
    escuelas = tmp_path / "escuelas.csv"
    lugares = [(-76.63, 7.88), (-76.58, 7.92), (-76.5, 7.86)]
    escuelas.write_text(
        "nombre,longitud,latitud\n" + "".join(f"E,{x},{y}\n" for x, y in lugares), encoding="utf-8"
    )
    kit("acceso", practica, escuelas, "--por", "cod_vereda", "--limite", "2", "--modo",
        "publicable", "--salida", tmp_path / "orden.csv")  # fmt: skip
    with (tmp_path / "orden.csv").open(encoding="utf-8", newline="") as leida:
        *esperadas, _ = csv.DictReader(leida)
    cargada = correr.capa(correr("cargar_sisben", ARCHIVO=str(practica))["HOGARES"])
    hecha = correr("acceso_servicios", HOGARES=cargada, CAMPO_HOGARES="vereda",
                   SEDES=sedes(lugares), LIMITE=2, MODO=1)  # fmt: skip
    filas = correr.filas(hecha["SALIDA"])
    columnas = ["territorio", *(nombre for nombre, _, _ in COLUMNAS if nombre != "supresion")]
    propias = [["" if f[c] is None else str(f[c]) for c in columnas] for f in filas]
    suyas = [[f[c] for c in columnas] for f in esperadas]
    assert sorted(propias) == sorted(suyas)
    assert len(propias) > 20
    assert "PRÁCTICA" in correr.registro.texto


def test_nada_exacto_queda_escrito(correr: Any, tmp_path: Path) -> None:
    """Ni los hogares verdaderos de los que se ven, ni los de todos."""
    cuantos = [151, 152, 157, 9]
    medir(correr, repartidos(cuantos), SALIDA=str(tmp_path / "p.gpkg"))
    escrito = todo_lo_escrito(tmp_path)
    assert not [n for n in (*cuantos[:3], sum(cuantos)) if aparece(n, escrito)]


@pytest.mark.parametrize(
    ("mas", "dice"),
    [
        ({"LIMITE": None}, "falta el límite"),
        ({"LIMITE": 9.5}, "no se publica"),
        ({"CORTES": "1;2"}, "los cortes no se publican"),
        ({"CAPACIDAD": "cupos"}, "2SFCA"),
        ({"RESUMEN": "TEMPORARY_OUTPUT"}, "el resumen es exacto"),
        ({"MINIMO": 5}, "no es publicable"),
        ({"HOGARES": None}, "no trae hogares que proteger"),
    ],
)
def test_lo_que_no_se_publica(correr: Any, mas: dict[str, Any], dice: str) -> None:
    with pytest.raises(RuntimeError, match=dice):
        medir(correr, repartidos([60, 60, 60, 60]), **mas)


def test_la_tercera_resta_se_rehusa(correr: Any, configuracion: Path) -> None:
    """La bitácora es la misma de la incidencia: lo que aísla a un grupo se cuenta en las dos."""
    from tests.qgis.publicados import sin_hogares

    poner_clave(configuracion, UNA_CLAVE)
    capa = repartidos([60, 60, 60, 60])
    medir(correr, capa)
    correr("incidencia_privaciones", HOGARES=sin_hogares(capa, [0, 1]),
           TERRITORIOS=cuadricula(2, MARCO), MODO=1)  # fmt: skip
    antes = (configuracion / BITACORA).read_text("utf-8")
    medir(correr, sin_hogares(capa, [0, 1]))  # los mismos hogares: nada nuevo que anotar
    assert (configuracion / BITACORA).read_text("utf-8") == antes
    with pytest.raises(RuntimeError, match="por tercera vez"):
        for quita in ([2, 3], [4, 5]):
            medir(correr, sin_hogares(capa, [0, 1, *quita]))
            medir(correr, sin_hogares(capa, quita))


def test_en_otro_proceso_con_tildes(correr: Any, perfil: dict[str, str], tmp_path: Path) -> None:
    capa = guardar(repartidos([60, 60, 60, 60]), tmp_path / "hogares año «ñ».gpkg")
    veredas = guardar(cuadricula(2, MARCO), tmp_path / "veredas.gpkg")
    puntos = guardar(sedes(LUGARES), tmp_path / "sedes.gpkg")
    salida = tmp_path / "Peñón" / "publica.gpkg"
    salida.parent.mkdir()
    qgis_process(
        ["run", "kit_pobreza:acceso_servicios", "--", f"HOGARES={capa.source()}",
         f"TERRITORIOS={veredas.source()}", f"SEDES={puntos.source()}", "LIMITE=10", "MODO=1",
         f"SALIDA={salida}"], perfil,
    )  # fmt: skip
    hecha = QgsVectorLayer(str(salida), "publica", "ogr")
    assert hecha.featureCount() == 4
    assert all(f["hogares"] % 3 == 0 for f in hecha.getFeatures())
