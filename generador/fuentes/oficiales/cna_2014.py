"""DANE, 3er Censo Nacional Agropecuario (2014): el campo disperso de cada municipio.

Cuatro libros de anexos: personas y su IPM ajustado (4), tenencia (1), asistencia técnica y crédito
(6), y actividad no agropecuaria (12).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo.minimos import PERSONAS_MINIMAS
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import finanzas, larga
from generador.fuentes.lectura.censo_agropecuario import (
    TERRITORIO,
    Cuadro,
    conteos,
    de_poblacion,
)
from generador.fuentes.lectura.rejillas import DESCARGAR, LibroOficial, Tabla
from generador.fuentes.lectura.valores_de_celdas import Numeros, numeros

PERIODO = "2014"
ENTERO = 1e-4  # cuánto puede apartarse de un entero la incidencia por las personas
TOTAL = "Total área rural dispersa censada"
AMBITOS = {
    "cna_ipm": TOTAL,
    "cna_ipm_etnico": f"{TOTAL} en territorios de grupos étnicos",
    "cna_ipm_no_etnico": f"{TOTAL} sin territorios de grupos étnicos",
}
PRIVACIONES = {
    "cna_priv_logro": "Bajo Logro educativo",
    "cna_priv_analfabetismo": "Analfabetismo",
    "cna_priv_inasistencia": "Inasistencia escolar",
    "cna_priv_rezago": "Rezago escolar",
    "cna_priv_cuidado": "Barreras de acceso a servicios de cuidado de la primera infancia",
    "cna_priv_salud": "Sin afiliación a salud",
    "cna_priv_acueducto": "Sin acueducto",
    "cna_priv_alcantarillado": "Sin alcantarillado",
    "cna_priv_pisos": "Material inadecuado de pisos",
    "cna_priv_paredes": "Material inadecuado de paredes exteriores",
}
UPA = "Total UPA"
CON_ACTIVIDAD = "UPA | Con actividad productiva no agropecuaria"
SIN_ACTIVIDAD = ("UPA | Sin actividad observada", "UPA | Solo uso habitacional")
CREDITO = Cuadro(
    libro=6,
    hoja="Cuadro7",
    encabezado=(4, 5, 6),
    ambito=TOTAL,
    conteos={
        "cna_upa": (UPA,),
        "cna_upa_credito_solicitado": ("Solicitud de crédito | Si",),
        "cna_upa_credito_aprobado": ("Aprobación del crédito | Si",),
    },
    sumas=(
        (UPA, ("Solicitud de crédito | Si", "Solicitud de crédito | No")),
        (
            "Solicitud de crédito | Si",
            ("Aprobación del crédito | Si", "Aprobación del crédito | No"),
        ),
    ),
)
ASISTENCIA = Cuadro(
    libro=6,
    hoja="Cuadro6",
    encabezado=(4, 5, 6),
    ambito=TOTAL,
    conteos={"cna_upa_asistencia": ("Se recibió asistencia técnica | Si",)},
    sumas=((UPA, ("Se recibió asistencia técnica | Si", "Se recibió asistencia técnica | No")),),
)
# Las tres suman las UPA: eso prueba que la celda vacía de este cuadro es un 0.
NO_AGROPECUARIA = Cuadro(
    libro=12,
    hoja="Cuadro1",
    encabezado=(4, 5, 6),
    ambito=TOTAL,
    conteos={
        "cna_upa_no_agropecuaria": (CON_ACTIVIDAD,),
        UPA: (CON_ACTIVIDAD, *SIN_ACTIVIDAD),
    },
)
TENENCIA = Cuadro(
    libro=1,
    hoja="Cuadro 5",
    encabezado=(5, 6, 7),
    ambito="General",
    municipio="Minicipio",
    conteos={
        "cna_unidades": ("Total",),
        "cna_tenencia_propia": ("Propia",),
        "cna_tenencia_arriendo": ("Arriendo",),
        "cna_tenencia_colectiva": ("Propiedad colectiva",),
        "cna_tenencia_mixta": ("Mixta",),
        "cna_tenencia_otra": (
            "Aparcería",
            "Usufructo",
            "Comodato",
            "Ocupación de hecho",
            "Adjudicatario o | comunero",
            "Otra forma de tenencia",
        ),
    },
)
CUADROS = (CREDITO, ASISTENCIA, NO_AGROPECUARIA, TENENCIA)


def ruta(libro: int) -> str:
    """Dónde está uno de los libros de anexos, desde la carpeta de archivos oficiales."""
    return f"cna2014/CNA2014_{libro}-Anexos-municipales.xls"


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: el campo disperso en 2014, los 1.122 y, en las tasas, el país; dominio total.

    Personas, unidades productoras (UPA) y unidades censadas son conteos; las incidencias, % de
    personas, y las privaciones, % de hogares. «no_aplica» donde no se contó a nadie en ese
    territorio; «no_disponible», la tasa de menos de `PERSONAS_MINIMAS` y la
    que con el total dejaría despejarla.
    """
    libros = {n: LibroOficial(carpeta / ruta(n)) for n in (4, 1, 6, 12)}
    poblacion = libros[4]
    tasas, contados = (de_poblacion(poblacion, hoja, AMBITOS) for hoja in ("Cuadro 1", "Cuadro 2"))
    personas = {a: numeros(contados, a, minimo=0) for a in AMBITOS}
    finanzas.exigir_suma(contados, *_total_y_partes(personas))
    partes = [
        *_personas(contados, tasas, personas),
        *_privaciones(poblacion, dict(zip(contados[TERRITORIO], personas["cna_ipm"], strict=True))),
        *_conteos(libros),
    ]
    return larga.unir(partes, lugar=poblacion.lugar)


def _personas(
    contados: Tabla, tasas: Tabla, personas: dict[str, Numeros]
) -> Iterable[pd.DataFrame]:
    """Las incidencias, las personas contadas y las que estaban en pobreza.

    El Cuadro 2 se titula «Personas en situación de pobreza» y trae a todas: cada incidencia por su
    cifra da un número entero de personas, y los de los dos territorios suman el del total.
    """
    incidencias = {a: numeros(tasas, a, minimo=0, maximo=100) for a in AMBITOS}
    pobres = {a: _pobres(tasas, a, incidencias[a], personas[a]) for a in AMBITOS}
    finanzas.exigir_suma(tasas, *_total_y_partes(pobres))
    solas = {a: _publicables(valores, personas[a]) for a, valores in incidencias.items()}
    for ambito, valores in _sin_despejar(solas).items():
        yield _parte(tasas[TERRITORIO], ambito, valores)
    # La primera fila es la del país; los conteos los suma el kit.
    for indicador, valores in (
        ("cna_personas", personas["cna_ipm"]),
        ("cna_personas_etnico", personas["cna_ipm_etnico"]),
        # Entre las contadas da la tasa: se calla donde ella se calla.
        ("cna_personas_pobres", _publicables(pobres["cna_ipm"], personas["cna_ipm"])),
    ):
        yield _parte(contados[TERRITORIO][1:], indicador, valores[1:])


def _total_y_partes(valores: dict[str, Numeros]) -> tuple[str, Numeros, list[Numeros]]:
    total, *partes = valores
    return total, valores[total], [valores[p] for p in partes]


def _pobres(tabla: Tabla, ambito: str, tasas: Numeros, personas: Numeros) -> Numeros:
    """Cuántas personas son; ErrorDeDatos si la incidencia no da un número entero de ellas."""
    salida: Numeros = []
    for i, ((tasa, _), (cuantas, _)) in enumerate(zip(tasas, personas, strict=True)):
        exacto = tasa * cuantas / 100
        if abs(exacto - round(exacto)) > ENTERO:
            raise tabla.error(
                i,
                ambito,
                f"no es una incidencia entre {cuantas:.0f} personas: daría {exacto:.3f}",
                f"compruebe que los cuadros 1 y 2 son de la misma versión; {DESCARGAR}",
            )
        salida.append((float(round(exacto)), "dato"))
    return salida


def _publicables(tasas: Numeros, personas: Numeros) -> Numeros:
    """La tasa, salvo donde no se contó a nadie (no aplica) o a muy pocos (no se publica)."""
    salida: Numeros = []
    for tasa, (cuantas, _) in zip(tasas, personas, strict=True):
        if cuantas == 0:
            salida.append((math.nan, "no_aplica"))
        else:
            salida.append(tasa if cuantas >= PERSONAS_MINIMAS else (math.nan, "no_disponible"))
    return salida


def _sin_despejar(tasas: dict[str, Numeros]) -> dict[str, Numeros]:
    """Las tasas, sin la parte que con el total dejaría despejar la de la otra, que se calla.

    El total menos las personas en pobreza de una parte son las de la otra: callar una sola no la
    protege.
    """
    total, *partes = tasas
    calla = [
        any(estado == "no_disponible" for _, estado in fila)
        for fila in zip(*(tasas[p] for p in partes), strict=True)
    ]
    salida = {total: tasas[total]}
    for parte in partes:
        salida[parte] = [
            (math.nan, "no_disponible") if junta and estado == "dato" else (valor, estado)
            for (valor, estado), junta in zip(tasas[parte], calla, strict=True)
        ]
    return salida


def _privaciones(
    libro: LibroOficial, personas: dict[str, tuple[float, str]]
) -> Iterable[pd.DataFrame]:
    tabla = de_poblacion(libro, "Cuadro 3", PRIVACIONES)
    de_cada_fila: Numeros = [(personas[codigo][0], "dato") for codigo in tabla[TERRITORIO]]
    for indicador in PRIVACIONES:
        tasas = numeros(tabla, indicador, minimo=0, maximo=100)
        yield _parte(tabla[TERRITORIO], indicador, _publicables(tasas, de_cada_fila))


def _conteos(libros: dict[int, LibroOficial]) -> Iterable[pd.DataFrame]:
    upas: dict[str, float] = {}
    for cuadro in CUADROS:
        territorios, valores = conteos(libros[cuadro.libro], cuadro)
        for indicador, titulos in cuadro.conteos.items():
            filas = zip(*(valores[t] for t in titulos), strict=True)
            sumados: Numeros = [(math.fsum(v for v, _ in fila), "dato") for fila in filas]
            propios = dict(zip(territorios, (v for v, _ in sumados), strict=True))
            if indicador == "cna_upa":
                upas = propios
            elif indicador == UPA:
                _exigir_iguales(libros[cuadro.libro], cuadro, propios, upas)
                continue
            yield _parte(territorios, indicador, sumados)


def _exigir_iguales(
    libro: LibroOficial, cuadro: Cuadro, propias: dict[str, float], esperadas: dict[str, float]
) -> None:
    """Que las actividades sumen las UPA del otro libro en cada municipio."""
    if malas := [c for c, cuantas in propias.items() if cuantas != esperadas[c]]:
        raise ErrorDeDatos(
            f"en {len(malas)} municipios ({', '.join(malas[:12])}) las actividades no suman las "
            f"UPA del anexo {CREDITO.libro}",
            lugar=libro.hoja(cuadro.hoja).lugar,
            valor=f"{propias[malas[0]]:.0f} y no {esperadas[malas[0]]:.0f}",
            que_hacer=f"compruebe que los dos anexos son de la misma versión; {DESCARGAR}",
        )


def _parte(territorios: list[str], indicador: str, valores: Numeros) -> pd.DataFrame:
    return larga.parte(territorios, indicador, valores, periodo=PERIODO)
