"""Las 11.524 personas de la muestra SIV_2022: lo medido, igual, y ninguna contradicción.

Las cifras son las de la medición que fijó las reglas (un corte y tres municipios): con otras reglas
o con un faltante que pase a «no privado», no dan.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.entrada import Entrada, Peticion
from generador.metodos.instrumento import Instrumento
from generador.metodos.recodificacion import informe
from generador.metodos.recodificacion.base import BaseRecodificada, recodificar_base
from generador.metodos.recodificacion.concordancia import contrastar
from generador.metodos.recodificacion.recetas import DEL_KIT, del_kit
from generador.metodos.recodificacion.reconocer import reconocer
from tests.metodos.datos import muestras, paquete


class Medido(NamedTuple):
    """De un indicador: hogares comparados (todos iguales), sin decidir, de ellos privados…"""

    comparados: int
    sin_decidir: int
    sin_decidir_privados: int
    personas: int


MEDIDOS = {
    "I1": Medido(818, 3642, 2045, 1725),
    "I2": Medido(4437, 23, 2, 11472),
    "I3": Medido(4360, 100, 57, 11160),
    "I4": Medido(2927, 1533, 723, 5774),
    "I5": Medido(4460, 0, 0, 11524),
    "I6": Medido(4460, 0, 0, 11524),
    "I7": Medido(3727, 733, 79, 9246),
    "I8": Medido(4039, 421, 46, 10463),
    "I9": Medido(4460, 0, 0, 11524),
    "I10": Medido(4460, 0, 0, 11524),
    "I11": Medido(0, 4460, 508, 0),
    "I12": Medido(0, 4460, 491, 0),
    "I13": Medido(0, 4460, 385, 0),
    "I14": Medido(0, 4460, 185, 0),
    "I15": Medido(2906, 1554, 469, 5086),
}
# Privados entre los comparados, en unidades: en hogares, I8 tiene 2 menos (los de pensionista).
PRIVADAS = dict(
    zip(MEDIDOS, (421, 463, 51, 16, 793, 12, 926, 3083, 729, 267, *[0] * 5), strict=True)
)
CORROMPER = ("PER015", "PER016", "PER007", "PER002", "PER019")


def recodificar_muestra(filas: list[dict[str, str | None]]) -> BaseRecodificada:
    columnas = list(filas[0])
    reconocida = reconocer(columnas, map(del_kit, DEL_KIT))
    leidas = {c: Columna.de_lista(c, [f[c] for f in filas]) for c in columnas}
    entrada = Entrada(reconocida.nucleo, leidas, np.arange(len(filas)) + 2)
    datos = paquete("instrumentos")["instrumentos"][0]
    return recodificar_base(reconocida, entrada, Peticion(Instrumento.de_datos(datos)))


@pytest.fixture(scope="module")
def filas(fuentes: Path) -> list[dict[str, str | None]]:
    return [dict(f) for base in muestras(fuentes).values() for f in base.filas]


@pytest.fixture(scope="module")
def entera(filas: list[dict[str, str | None]]) -> BaseRecodificada:
    return recodificar_muestra(filas)


def test_la_concordancia_es_exactamente_la_medida(entera: BaseRecodificada) -> None:
    hallados = {
        c.id: Medido(c.comparados, c.sin_decidir, c.sin_decidir_privados, c.personas)
        for c in contrastar(entera)
    }
    assert hallados == MEDIDOS
    for c in contrastar(entera):
        assert (c.iguales, c.personas_iguales, c.distintos) == (c.comparados, c.personas, ())


def test_son_4462_unidades_sin_marcas_que_se_contradigan(entera: BaseRecodificada) -> None:
    unidades = entera.hecha.unidades
    assert (len(unidades), len(entera.hechos.jefe)) == (4462, 4460)
    assert (unidades.separadas, unidades.hogares_tocados) == (2, 2)
    assert entera.del_archivo is not None
    h_5 = entera.entrada.de("h_5").enteros(int)
    for marca in (*entera.del_archivo.T, h_5):
        con, sin = unidades.alguna(marca == 1), unidades.alguna(marca == 0)
        assert not (con & sin).any()
    assert not [a for a in entera.hechos.avisos.lista if a.id == "marcas_distintas"]


def test_los_privados_entre_los_decididos(entera: BaseRecodificada) -> None:
    contados = (entera.hecha.privadas == 1).sum(axis=0).tolist()
    assert dict(zip(entera.hecha.receta.ids, contados, strict=True)) == PRIVADAS


def test_h_5_solo_se_decide_en_1008_hogares_y_bien(filas: list[dict[str, str | None]]) -> None:
    sin = [{c: v for c, v in f.items() if not (c.startswith("I") or c == "H_5")} for f in filas]
    base = recodificar_muestra(sin)
    pobre = base.puntajes.pobre
    assert (int((pobre == 1).sum()), int((pobre == 0).sum())) == (368, 640)
    real = np.array([int(str(f["H_5"])) for f in filas])[base.hechos.jefe]
    assert np.array_equal(real[pobre >= 0], pobre[pobre >= 0])
    assert set(base.sin_columna) == {
        *("semanas", "acueducto", "agua", "alcantarillado", "sanitario", "pisos", "paredes"),
        "cuartos_dormir",
    }
    assert ("medida", "IPM proxy (Sisbén)", "H") in [r[:3] for r in informe.renglones(base)]


def _decididas(base: BaseRecodificada) -> Mapping[str, int]:
    contadas = (base.hecha.privadas >= 0).sum(axis=0).tolist()
    return dict(zip(base.hecha.receta.ids, contadas, strict=True))


@pytest.mark.parametrize("como", [None, "77"], ids=["borrar", "corromper"])
@pytest.mark.parametrize("columna", CORROMPER)
def test_sin_el_5_por_ciento_se_decide_menos_y_no_se_contradice_nada(
    filas: list[dict[str, str | None]], entera: BaseRecodificada, columna: str, como: str | None
) -> None:
    azar = np.random.default_rng(13)
    cuales = set(azar.choice(len(filas), len(filas) // 20, replace=False).tolist())
    rotas = [{**f, columna: como} if i in cuales else f for i, f in enumerate(filas)]
    base = recodificar_muestra(rotas)
    antes, ahora = _decididas(entera), _decididas(base)
    assert all(ahora[i] <= antes[i] for i in antes)
    assert sum(ahora.values()) < sum(antes.values())
    assert all(c.comparados == c.iguales for c in contrastar(base))
    (cuenta,) = (c for c in base.hecha.cuentas.values() if c.columna == columna)
    desconocidos = sum(r.n for r in cuenta.desconocidos)
    assert (cuenta.sin_dato, desconocidos) == (
        (len(cuales), 0) if como is None else (0, len(cuales))
    )
    if columna == "PER015":
        assert antes["I2"] == 4439
        assert 4000 < ahora["I2"] < 4100


def test_el_informe_dice_cada_indicador_y_por_que(entera: BaseRecodificada) -> None:
    renglones = {r[:3]: r[3:] for r in informe.renglones(entera)}
    assert renglones["unidad", "unidades", "formadas"] == (4462, "")
    assert renglones["concordancia", "I7", "iguales"] == (3727, "ninguno difiere")
    assert "semanas" in renglones["indicador", "I7", "falta_columna"][1]
    sin_marcas = {r[:3] for r in informe.renglones(entera) if r[0] == "indicador"}
    assert {i for _, i, d in sin_marcas if d == "estado"} == set(MEDIDOS)
