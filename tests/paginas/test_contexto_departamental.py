"""Las encuestas del departamento: intervalo, precisión y notas al lado de la cifra."""

from __future__ import annotations

import re

import pytest

from generador.formato import numero, porcentaje
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import contexto_departamental
from generador.paginas.territorios.serie import ALTO


def test_choco_a_mano(acervo: DatosDelSitio) -> None:
    ipm = contexto_departamental.contexto(acervo, "27025")[0]
    assert "2025: 30,8\u00a0% (de 27,7 a 33,9; Colombia, 9,9\u00a0%)" in ipm["extremos"]
    assert ipm["precision"] == "Coeficiente de variación de 2025, 5,2\u00a0%: precisión alta."
    assert len(ipm["notas"]) == 2
    assert "2020" in ipm["notas"][0]
    assert "2021" in ipm["notas"][1]
    marcados = [fila[0] for fila in ipm["filas"] if fila[0].endswith("*")]
    assert marcados == ["2020*", "2021*"]


@pytest.mark.parametrize("depto", ["05", "11", "88", "99"])
def test_los_intervalos_son_los_del_anexo(acervo: DatosDelSitio, depto: str) -> None:
    ipm = contexto_departamental.contexto(acervo, depto)[0]
    con = {f[0]: f[2] for f in ipm["filas"] if f[2] != contexto_departamental.SIN_INTERVALO}
    assert set(con) == {"2023", "2024", "2025"}
    for anio, texto in con.items():
        bajo, alto = (acervo.cubo.valor(f"ipm_ecv_{i}", depto, periodo=anio) for i in ("li", "ls"))
        assert texto == f"{numero(bajo, 1)} a {numero(alto, 1)}"
    (banda,) = re.findall(r'class="banda" d="([^"]+)"', ipm["dibujo"].trazos)
    assert banda.count("L") + 1 == 2 * 3  # una esquina por límite y por año


def test_la_precision_usa_las_clases_del_dane(acervo: DatosDelSitio) -> None:
    for depto in acervo.departamentos:
        ipm = contexto_departamental.contexto(acervo, depto)[0]
        cv = acervo.cubo.valor("ipm_ecv_cv", depto, periodo="2025")
        clase = "alta" if cv <= 10 else "aceptable" if cv <= 15 else "baja"
        assert ipm["precision"].endswith(f"{porcentaje(cv)}: precisión {clase}.")


def test_el_trazo_del_intervalo_cabe_y_va_de_abajo_arriba(acervo: DatosDelSitio) -> None:
    for depto in ("00", *acervo.departamentos):
        for serie in contexto_departamental.contexto(acervo, depto):
            for banda in re.findall(r'class="banda" d="M([^"]+)z"', serie["dibujo"].trazos):
                alturas = [int(punto.split()[1]) for punto in banda.split("L")]
                arriba, abajo = alturas[: len(alturas) // 2], alturas[len(alturas) // 2 :]
                for alto, bajo in zip(arriba, reversed(abajo), strict=True):
                    assert 0 <= alto <= bajo <= ALTO
