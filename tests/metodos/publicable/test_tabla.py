"""Lo publicado contra los oráculos, y lo que el modo publicable rehúsa."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.grupos import Agrupacion
from generador.metodos.metodo import IPM, Metodo
from generador.metodos.patrones import resumir
from generador.metodos.publicable.celdas import contar_celdas
from generador.metodos.publicable.publicada import Publicada
from generador.metodos.publicable.tabla import publicar
from tests.metodos.publicable.datos import (
    Hogares,
    casos,
    clave,
    de_un_territorio,
    del_caso,
    practica,
)

TODO = ("hogares", "pobres", "privados", "censurados", "personas", "personas_pobres")


def comprobar_verdad(hogares: Hogares, caso: dict[str, Any], territorio: int | None = 0) -> None:
    celdas = contar_celdas(hogares.tabla(), IPM)
    celdas = celdas.total() if territorio is None else celdas
    i = territorio or 0
    verdad = caso["verdad"]
    cuentas = [verdad["hogares"], verdad["pobres"], *verdad["privados"], *verdad["censurados"]]
    assert celdas.hogares[i].tolist() == cuentas
    assert celdas.personas[i].tolist() == [verdad["personas"], verdad["personas_pobres"]]
    assert f"{int(celdas.universo[i]):016x}" == caso["suma_de_llaves"]


def comprobar_publicado(hecha: Publicada, i: int, publicado: dict[str, Any]) -> None:
    fila = hecha.filas()[i]
    assert fila["estado"] == publicado["estado"]
    if publicado["estado"] != "publicado":
        assert all(np.isnan(getattr(hecha, campo)[i]).all() for campo in TODO)
        return
    for campo in ("privados", "censurados"):
        assert getattr(hecha, campo)[i].tolist() == publicado[campo]
    for campo in ("hogares", "pobres", "personas", "personas_pobres"):
        assert fila[campo] == publicado[campo]
    tasas = {"h": "H", "h_baja": "H_bajo", "h_alta": "H_alto", "m0": "M0", "a": "A"}
    for columna, nombre in tasas.items():
        exacto = publicado[nombre]
        assert fila[columna] == (None if exacto is None else float(Fraction(exacto))), nombre
    if publicado["A"] is None:
        assert fila["f_i1"] is None
        assert hecha.privacion_principal[i] == -1
    else:
        assert sum(fila[f"f_i{j}"] for j in range(1, 16)) == pytest.approx(1)  # type: ignore[misc]
        aportes = np.array(IPM.pesos) * publicado["censurados"]
        assert hecha.privacion_principal[i] == aportes.argmax()
    assert fila["orden_de_magnitud"] is (publicado["hogares"] < 30)


@pytest.mark.parametrize("nombre", ["territorio_13_hogares", "territorio_38_hogares"])
def test_un_territorio(nombre: str) -> None:
    hogares = del_caso(nombre)
    comprobar_verdad(hogares, casos()[nombre])
    comprobar_publicado(hogares.publicar().territorios, 0, casos()[nombre]["publicado"])


def test_quitar_un_hogar_cambia_la_llave_de_todas_las_celdas() -> None:
    todos, caso = del_caso("territorio_13_hogares"), casos()["territorio_13_sin_el_hogar_5"]
    quedan = [i for i, t in enumerate(todos.identidades) if t != caso["quitado"]]
    sin_el = todos.elegir(np.array(quedan))
    comprobar_verdad(sin_el, caso)
    comprobar_publicado(sin_el.publicar().territorios, 0, caso["publicado"])


def test_la_base_de_practica() -> None:
    hogares, codigos = practica()
    oraculo = casos()["base_de_practica"]
    hecha = hogares.publicar()
    assert len(codigos) == oraculo["territorios"]
    for vereda, caso in oraculo["veredas"].items():
        comprobar_verdad(hogares, caso, codigos.index(vereda))
        comprobar_publicado(hecha.territorios, codigos.index(vereda), caso["publicado"])
    comprobar_verdad(hogares, oraculo["total_municipio"], None)
    comprobar_publicado(hecha.total, 0, oraculo["total_municipio"]["publicado"])
    assert np.nansum(hecha.territorios.hogares) == oraculo["suma_de_hogares_publicados"]
    calladas = [
        c for c, se_ve in zip(codigos, hecha.territorios.publicado, strict=True) if not se_ve
    ]
    assert calladas == oraculo["territorios_sin_publicar"]
    assert hecha.sin_publicar == len(calladas)
    assert hecha.practica
    assert hecha.huella == casos()["huella_de_la_clave"]


def test_ninguna_celda_publicada_descansa_en_uno_o_dos_hogares() -> None:
    hogares, _ = practica()
    esperadas = casos()["base_de_practica"]["celdas_de_un_hogar"]
    exactas = contar_celdas(hogares.tabla(), IPM).hogares
    pobres_y_privados = exactas[exactas[:, 0] >= 10, 1:17]
    assert (pobres_y_privados == 1).sum() == esperadas["hoy_publicadas_n>=10"]
    hecha = hogares.publicar().territorios
    juntas = np.column_stack([getattr(hecha, c) for c in TODO[:4]])
    assert np.isin(juntas, (1, 2)).sum() == esperadas["con_la_regla"]


@pytest.mark.parametrize("hogares", [2, 11, 10])
def test_los_estados_segun_los_hogares_redondeados(hogares: int) -> None:
    """El umbral va sobre lo redondeado: hay 11 que se callan y 10 que se publican."""
    vistos = set()
    for semilla in range(30):
        ids = [f"5045|{semilla}|{i}" for i in range(hogares)]
        fila = (
            de_un_territorio(ids, [2] * hogares, np.zeros((hogares, 15)))
            .publicar()
            .territorios.filas()[0]
        )
        vistos.add((fila["estado"], fila["hogares"]))
    assert (
        vistos
        == {
            2: {("pocos_hogares", None)},
            11: {("pocos_hogares", None), ("publicado", 12)},
            10: {("pocos_hogares", None), ("publicado", 12)},
        }[hogares]
    )


def test_sin_registros_publica_cero_y_nada_mas() -> None:
    hogares, _ = practica()
    ampliada = replace(hogares, territorios=hogares.territorios + 1)
    fila = ampliada.publicar().territorios.filas()[-1]
    assert fila.pop("estado") == "sin_registros"
    assert fila.pop("orden_de_magnitud") is False
    assert fila.pop("hogares") == 0
    assert set(fila.values()) == {None}


def test_una_base_sin_ningun_hogar_ubicado_no_publica_nada() -> None:
    hogares = del_caso("territorio_38_hogares")
    perdidos = replace(hogares, territorio=np.full(38, -1), territorios=2)
    hecha = perdidos.publicar()
    assert [f["estado"] for f in hecha.territorios.filas()] == ["sin_registros"] * 2
    assert hecha.total.filas()[0]["estado"] == "sin_registros"
    assert hecha.renglones("f", "c") == []


def test_cuentan_los_hogares_por_su_llave_aunque_no_tengan_jefe() -> None:
    """40 personas de 14 hogares sin jefe: como cualquier territorio de 14."""
    ids = [f"5045|{i % 14}|1" for i in range(40)]
    personas = de_un_territorio(ids, [1] * 40, np.zeros((40, 15)))
    publicado = personas.publicar().territorios.filas()[0]
    assert publicado["estado"] == "publicado"
    assert publicado["hogares"] in (12, 15)


def test_los_grupos_salen_de_sus_hogares_y_el_total_no_es_la_suma() -> None:
    hogares, codigos = practica()
    grupo = Agrupacion(np.array([int(c[0] == "B") for c in codigos], dtype=np.int64), 2)
    hecha = hogares.publicar(niveles=[grupo])
    de_una_vez = replace(hogares, territorio=grupo.grupo[hogares.territorio], territorios=2)
    assert hecha.niveles[0].filas() == de_una_vez.publicar().territorios.filas()
    assert hecha.total.filas() == hogares.publicar().total.filas()
    assert hecha.total.hogares[0] != np.nansum(hecha.territorios.hogares)


def test_un_grupo_con_un_solo_oculto_calla_tambien_a_otro() -> None:
    """Complementaria sobre lo redondeado: 9 hogares solos bajo un grupo no se dejan despejar."""
    tamanos = (9, 24, 60)
    territorio = np.repeat(np.arange(3), tamanos)
    hogares = Hogares(
        [f"5045|{i}|1" for i in range(len(territorio))],
        np.full(len(territorio), 3),
        np.zeros((len(territorio), 15), dtype=np.uint8),
        territorio,
        3,
    )
    hecha = hogares.publicar(niveles=[Agrupacion(np.zeros(3, dtype=np.int64), 1)])
    estados = [f["estado"] for f in hecha.territorios.filas()]
    assert estados == ["pocos_hogares", "protege_a_otro", "publicado"]
    assert hecha.niveles[0].filas()[0]["estado"] == "publicado"


def test_la_bitacora_recibe_lo_publicado_y_nada_mas() -> None:
    hogares, _ = practica()
    hecha = hogares.publicar()
    renglones = hecha.renglones("2024-05-01", "PRACTICA")
    assert len(renglones) == int(hecha.territorios.publicado.sum()) + 1
    assert renglones[-1] == {
        "huella": "809a3cc7",
        "suma": casos()["base_de_practica"]["total_municipio"]["suma_de_llaves"],
        "hogares": 2500,
        "redondeo": 3,
        "fecha": "2024-05-01",
        "corte": "PRACTICA",
    }
    assert "2500" not in repr(hecha)


def test_el_rango_contiene_siempre_lo_verdadero() -> None:
    hogares, _ = practica()
    exactas = contar_celdas(hogares.tabla(), IPM).hogares
    for base in (3, 5):
        hecha = hogares.publicar(base=base).territorios
        visible = hecha.publicado
        for publicado, verdad in ((hecha.pobres[:, None], exactas[:, 1:2]),
                                  (hecha.privados, exactas[:, 2:17]),
                                  (hecha.censurados, exactas[:, 17:])):  # fmt: skip
            baja, alta = hecha.rango(publicado)
            razon = verdad[visible] / exactas[visible, :1]
            assert (baja[visible] <= razon).all()
            assert (razon <= alta[visible]).all()


def rehusa(dice: str, **cambios: Any) -> None:
    hogares = del_caso("territorio_38_hogares")
    pedido = {"tabla": hogares.tabla(), "metodo": IPM, "clave": clave(), **cambios}
    with pytest.raises(ErrorDeMetodo, match=dice):
        publicar(**pedido)


def test_un_solo_corte_y_los_pesos_de_la_medida() -> None:
    rehusa("publicable solo con k = 1/3", metodo=IPM.con_corte("1/5"))
    rehusa("publicable solo con k = 1/3", metodo=IPM.con_corte("0.33"))
    proporciones = IPM.proporciones
    sin_la_segunda = (2 * proporciones[0], 0 * proporciones[1], *proporciones[2:])
    otros = Metodo.declarar(IPM.nombres, sin_la_segunda, "1/3")
    rehusa("los pesos no son", metodo=otros)
    hogares = del_caso("territorio_38_hogares")
    assert publicar(
        hogares.tabla(), otros, clave(), declarados=(otros,)
    ).territorios.publicado.all()


def test_no_hay_publicable_con_menos_de_12_ni_con_otra_base() -> None:
    rehusa("un mínimo de 11 hogares no es publicable", minimo=11)
    rehusa("no se redondea a base 4", base=4)
    hogares = del_caso("territorio_38_hogares")
    assert hogares.publicar(minimo=42).territorios.filas()[0]["hogares"] is None


def test_sin_llave_o_con_factor_no_hay_salida_publicable() -> None:
    hogares = del_caso("territorio_38_hogares")
    sin_llave = resumir(hogares.privado, Agrupacion.unica(38), personas=hogares.personas)
    rehusa("sin llave no hay salida publicable", tabla=sin_llave)
    con_factor = resumir(
        hogares.privado,
        Agrupacion.unica(38),
        personas=hogares.personas,
        ponderador=np.full(38, 2.5),
        llaves=np.arange(38, dtype=np.uint64),
    )
    rehusa("trae factor de expansión", tabla=con_factor)


def test_un_campo_de_casi_puros_pequenos_se_rehusa_si_se_pide_mirar() -> None:
    """900 valores en 2.500 hogares, 880 con menos de 12: casi un identificador."""
    hogares, _ = practica()
    filas = np.arange(2500)
    sector = np.where(filas < 880, filas, 880 + filas % 20)
    disfrazado = replace(hogares, territorio=sector, territorios=900)
    with pytest.raises(ErrorDeMetodo, match="más de la mitad de los territorios no llega"):
        disfrazado.publicar(exigir_tamanos=True)
    assert hogares.publicar(exigir_tamanos=True).sin_publicar == 8
