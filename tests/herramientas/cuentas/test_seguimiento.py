"""Ganancia normalizada, cumplimiento de compromisos y agenda: casos de mano y propiedades."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.ganancia import ganancia
from generador.paginas.guias.formatos import horas
from tests.herramientas.cuentas import seguimiento
from tests.herramientas.cuentas.agenda import repartir_minutos
from tests.herramientas.cuentas.seguimiento import Compromiso, Sesion

HOY = "2026-03-10"
MINUTOS = st.lists(st.sampled_from(range(5, 95, 5)), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("entrada", "salida", "esperada"),
    [(40, 70, 0.5), (50, 50, 0), (60, 50, -0.25), (0, 100, 1), (100, 100, None), (100, 60, None)],
)
def test_la_ganancia_y_sus_bordes(entrada: float, salida: float, esperada: float | None) -> None:
    assert ganancia(entrada, salida) == esperada


@pytest.mark.parametrize(("entrada", "salida"), [(-1, 50), (50, 101)])
def test_una_prueba_fuera_de_escala_es_un_error(entrada: float, salida: float) -> None:
    with pytest.raises(ErrorDeMetodo, match="0 a 100"):
        ganancia(entrada, salida)


def _medida(entrada: float | None, salida: float | None, presentaron: int | None) -> Sesion:
    return Sesion(hecha=True, entrada=entrada, salida=salida, presentaron=presentaron)


def test_la_ganancia_pesa_a_cada_sesion_por_sus_personas() -> None:
    # De mano: 30 personas suben de 40 a 70 y 2 bajan de 80 a 50. (40·30+80·2)/32 = 42,5 y
    # (70·30+50·2)/32 = 68,75 → 26,25/57,5. Sin pesos daría 0 de 60 a 60.
    sesiones = [_medida(40, 70, 30), _medida(80, 50, 2)]
    assert seguimiento.ganancia_de_grupo(sesiones) == pytest.approx(26.25 / 57.5)
    assert seguimiento.ganancia_de_grupo([_medida(40, 70, None)]) == pytest.approx(0.5)
    assert seguimiento.ganancia_de_grupo([_medida(50, None, 9)]) is None
    assert seguimiento.ganancia_de_grupo([]) is None


def test_la_sesion_sin_personas_se_aparta_y_se_cuenta() -> None:
    sesiones = [_medida(40, 70, 30), _medida(80, 50, None), Sesion(entrada=1, salida=2)]
    assert seguimiento.ganancia_de_grupo(sesiones[:2]) == pytest.approx(0.5)
    assert seguimiento.sin_personas(sesiones) == 1
    assert seguimiento.sin_personas(sesiones[:1]) == 0


@given(st.lists(st.tuples(st.floats(0, 99), st.floats(0, 99), st.integers(1, 40)), min_size=2))
def test_la_ganancia_es_la_de_las_personas_juntas(grupos: list[tuple[float, float, int]]) -> None:
    juntas = [(a, b) for a, b, n in grupos for _ in range(n)]
    entrada = sum(a for a, _ in juntas) / len(juntas)
    salida = sum(b for _, b in juntas) / len(juntas)
    hallada = seguimiento.ganancia_de_grupo([_medida(*g) for g in grupos])
    assert hallada == pytest.approx(ganancia(entrada, salida), abs=1e-9)


def test_lo_imposible_de_una_asistencia_se_nombra() -> None:
    sesion = Sesion(True, 18, 47, 3, 50, presentaron=48)
    assert seguimiento.incoherencias(sesion) == [
        "mas_que_convocados", "deciden_mas_que_asistentes", "presentaron_mas_que_asistentes",
    ]  # fmt: skip
    assert seguimiento.incoherencias(Sesion(True, 5, 5, 5, 5, presentaron=5)) == []
    assert seguimiento.incoherencias(Sesion(True, 5, None, 6)) == ["deciden_mas_que_convocados"]


def test_la_linea_de_base_promedia_los_items_del_cierre() -> None:
    assert seguimiento.linea_de_base([(3, 10), (5, 10), (4, 20)]) == pytest.approx(100 / 3)
    assert seguimiento.linea_de_base([(3, 10), (0, 0)]) is None
    assert seguimiento.linea_de_base([]) is None


@given(st.floats(0, 99.9, allow_subnormal=False), st.floats(0, 100, allow_subnormal=False))
def test_la_ganancia_nunca_pasa_de_uno_y_dice_si_se_subio(entrada: float, salida: float) -> None:
    g = ganancia(entrada, salida)
    assert g is not None
    assert g <= 1
    assert (g > 0) == (salida > entrada)


def test_el_puntaje() -> None:
    assert seguimiento.puntaje(3, 6) == 50
    for aciertos, items in ((7, 6), (-1, 6), (0, 0)):
        with pytest.raises(ErrorDeMetodo, match="no caben"):
            seguimiento.puntaje(aciertos, items)


def hecho(fecha: str, cumplido: str, evidencia: str = "acta", primera: str = "") -> Compromiso:
    return Compromiso("hecho", fecha, primera or fecha, cumplido, evidencia)


def test_el_cumplimiento_contado_a_mano() -> None:
    compromisos = [
        hecho("2026-03-01", "2026-02-28"),  # a tiempo
        hecho("2026-03-01", "2026-03-01"),  # a tiempo: el mismo día
        hecho("2026-03-01", "2026-03-02"),  # tarde
        hecho("2026-03-01", "2026-02-28", evidencia=""),  # sin evidencia no cuenta
        hecho("2026-04-30", "2026-03-05"),  # hecho, pero su fecha no ha pasado
        Compromiso("por_hacer", "2026-03-09", "2026-03-09"),  # vencido
        Compromiso("en_curso", "2026-03-10", "2026-03-01"),  # vence hoy; reprogramado
        Compromiso("por_hacer", "2026-03-25", "2026-03-25"),  # en 15 días: próximo
        Compromiso("por_hacer", "2026-03-26", "2026-03-26"),  # en 16: todavía no
        Compromiso("por_hacer"),  # sin fecha: ni vencido ni próximo
        Compromiso("retirado", "2026-01-01", "2026-01-01"),  # solo se cuenta
    ]
    cuenta = seguimiento.cumplimiento(compromisos, HOY, 15)
    assert (cuenta.total, cuenta.hechos, cuenta.vencidos, cuenta.proximos) == (10, 5, 1, 2)
    assert (cuenta.reprogramados, cuenta.retirados) == (1, 1)
    assert (cuenta.exigibles, cuenta.a_tiempo) == (5, 2)
    assert (cuenta.avance, cuenta.cumplidos_a_tiempo) == (50, 40)


def test_sin_denominador_no_hay_indicador() -> None:
    nada = seguimiento.cumplimiento([], HOY, 15)
    assert (nada.avance, nada.cumplidos_a_tiempo) == (None, None)
    vacios = seguimiento.indicadores([Sesion()] * 5, nada, 7)
    assert vacios["recorrido"] == 0
    assert {k for k, v in vacios.items() if v is None} == {
        "asistencia", "decisores", "ganancia", "productos", "herramientas", "avance", "a_tiempo",
    }  # fmt: skip


def test_los_indicadores_contados_a_mano() -> None:
    sesiones = [
        Sesion(True, 20, 15, 4, 3, 30, 60, True, ("fuentes", "ruta"), 9),
        Sesion(True, 10, 9, None, None, 50, 80, False, ("ruta",), 9),
        Sesion(False, 99, 1, 9, 1, 0, 0, True, ("sisben",)),  # no se ha hecho: no cuenta
    ]
    hechos = seguimiento.indicadores(sesiones, seguimiento.cumplimiento([], HOY, 15), 7)
    assert hechos["recorrido"] == pytest.approx(200 / 3)
    assert hechos["asistencia"] == 80
    assert hechos["decisores"] == 75
    assert hechos["ganancia"] == pytest.approx(0.5)  # de 40 a 70
    assert hechos["productos"] == 50
    assert hechos["herramientas"] == pytest.approx(200 / 7)


@given(MINUTOS, st.integers(0, 60))
def test_la_agenda_suma_lo_pedido_y_nadie_queda_sin_tiempo(minutos: list[int], mas: int) -> None:
    total = 5 * (len(minutos) + mas)
    reparto = repartir_minutos(total, minutos, 5)
    assert sum(reparto) == total
    assert min(reparto) >= 5
    assert all(m % 5 == 0 for m in reparto)


@given(MINUTOS)
def test_la_duracion_de_siempre_devuelve_los_minutos_de_siempre(minutos: list[int]) -> None:
    assert repartir_minutos(sum(minutos), minutos, 5) == minutos


@pytest.mark.parametrize("total", [121, 5])
def test_una_duracion_imposible_es_un_error(total: int) -> None:
    with pytest.raises(ErrorDeMetodo, match="múltiplo"):
        repartir_minutos(total, [20, 40], 5)


def test_las_horas_pasan_por_el_mediodia_y_por_la_medianoche() -> None:
    assert horas("08:00", [20, 25, 195]) == ["8:00", "8:20", "8:45", "12:00"]
    assert horas("23:30", [45]) == ["23:30", "0:15"]
