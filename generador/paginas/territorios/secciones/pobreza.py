"""Qué tan pobre es, cuánta gente es y frente a quién."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from generador.formato import con_signo, numero, ordinal_puesto, porcentaje, redonda
from generador.metodos import posiciones
from generador.metodos.grupos import Agrupacion
from generador.paginas import frases
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.territorios.graficos import clase_ipm
from generador.redondeo import redondear

IPM = "ipm_censal"

ZONAS = {
    "total": "Total",
    "cabecera": "Cabecera",
    "rural": "Centros poblados y rural disperso",
}


@dataclass(frozen=True)
class Puestos:
    """Posición de cada municipio en el país y en su departamento, en el orden de `municipios`."""

    pais: posiciones.Posicion
    departamento: posiciones.Posicion


def puestos(acervo: DatosDelSitio) -> Puestos:
    """Calcula todos los puestos de una vez; el 1 es el de mayor incidencia."""
    valores = acervo.municipal(IPM)
    deptos = Agrupacion.de_codigos([m[:2] for m in acervo.municipios])[0]
    return Puestos(posiciones.posicion(valores), posiciones.posicion(valores, deptos))


def pobreza(acervo: DatosDelSitio, codigo: str, tabla: Puestos) -> dict[str, object]:
    """La cifra grande, la frase de lectura y las comparaciones de un municipio."""
    territorio = acervo.territorios[codigo]
    valor = acervo.valor(IPM, codigo)
    i = acervo.posicion_municipal[codigo]
    suyos = len(acervo.municipios_de(codigo[:2]))
    frente_a = referencias(acervo, codigo)
    return {
        "cifra": numero(valor, 1),
        "clase": clase_ipm(valor),
        "de_cada": (de_cada := frases.de_cada(valor)),
        "vivian": frases.concuerda(de_cada, "vivía", "vivían"),
        "personas": redonda(acervo.valor("personas_pobreza", codigo)),
        "comparaciones": [
            frases.comparacion(valor, r.crudo, f"en {frases.con_articulo(r.nombre)}")
            for r in frente_a
        ],
        "puesto_pais": ordinal_puesto(int(tabla.pais.puesto[i]), int(tabla.pais.de[i])),
        "puesto_departamento": (
            f"{numero(int(tabla.departamento.puesto[i]))} de {numero(suyos)}" if suyos > 1 else ""
        ),
        "con_menos": frases.con_menos(float(tabla.pais.percentil[i])),
        "anteriores": anteriores(acervo, codigo),
        "participacion": cifra(acervo, "participacion_pobres_departamento", codigo).con_unidad,
        "cuadrante": cifra(acervo, "cuadrante", codigo).texto,
        "valor": redondear(valor, 1),
        "nombre": territorio.nombre,
        "referencias": frente_a,
    }


def anteriores(acervo: DatosDelSitio, codigo: str) -> list[str]:
    """«AAAA: 45,4 %», por cada medida censal anterior en que el territorio tiene dato."""
    serie = acervo.cubo.serie(IPM, codigo)
    hoy = acervo.vigente(IPM)
    return [f"{periodo}: {porcentaje(valor)}" for periodo, valor in serie if periodo < hoy]


def referencias(acervo: DatosDelSitio, codigo: str) -> list[Comparable]:
    """Departamento (si no es el mismo territorio, como Bogotá) y país, con su diferencia."""
    propio = acervo.valor(IPM, codigo)
    candidatos = [NACION] if codigo[:2] == "11" else [codigo[:2], NACION]
    codigos = [c for c in candidatos if c != codigo]
    return [
        Comparable(
            c,
            acervo.territorios[c].nombre,
            "",
            referencia := acervo.valor(IPM, c),
            porcentaje(referencia),
            con_signo(propio - referencia),
        )
        for c in codigos
    ]


class Comparable(NamedTuple):
    """Un municipio parecido y su diferencia, en puntos porcentuales."""

    codigo: str
    nombre: str
    departamento: str
    crudo: float
    valor: str
    diferencia: str


def comparables(acervo: DatosDelSitio, codigo: str) -> dict[str, object]:
    """Los municipios parecidos, con su incidencia y la diferencia; o por qué no los hay."""
    parecidos = acervo.parecidos[codigo]
    propio = acervo.valor(IPM, codigo)
    filas = [
        Comparable(
            c,
            acervo.territorios[c].nombre,
            acervo.territorios[c].nombre_departamento,
            otro := acervo.valor(IPM, c),
            numero(otro, 1),
            con_signo(propio - otro),
        )
        for c in parecidos.codigos
    ]
    crudos = [f.crudo for f in filas]
    return {
        "filas": filas,
        "trazo": "".join(f"M{4 * c:.0f} 60v6" for c in crudos),
        "motivo": parecidos.motivo,
        "frase": frases.comparacion(
            propio, sum(crudos) / len(crudos), "el promedio de sus comparables"
        )
        if crudos
        else "",
        "puesto": 1 + sum(c > propio for c in crudos),
        "cuantos": len(crudos) + 1,
    }


class Zona(NamedTuple):
    """Un dominio del territorio: su incidencia, su población y su gente en pobreza."""

    nombre: str
    ipm: Cifra
    clase: int
    ancho: str
    poblacion: str
    personas: str


def campo(acervo: DatosDelSitio, codigo: str) -> dict[str, object]:
    """Incidencia, población y personas en pobreza por dominio, y la brecha en palabras.

    Todo es de `anio`, el último en que la medida trae las tres zonas.
    """
    filas = []
    anio = anio_de_las_zonas(acervo)
    for dominio, nombre in ZONAS.items():
        ipm = cifra(acervo, IPM, codigo, dominio, anio)
        personas = cifra(acervo, "personas_pobreza", codigo, dominio, anio)
        filas.append(
            Zona(
                nombre,
                ipm,
                clase_ipm(ipm.crudo) if ipm.hay else 0,
                f"{ipm.crudo:.0f}",
                cifra(acervo, "poblacion", codigo, dominio, anio).texto,
                redonda(personas.crudo) if personas.hay else personas.texto,
            )
        )
    brecha = cifra(acervo, "brecha_rural_cabecera", codigo, "total", anio)
    frase = _frase_brecha(brecha.crudo, filas)
    if anio != acervo.vigente(IPM):
        frase += f" Son cifras de {anio}, el último año que trae las zonas."
    return {"filas": filas, "brecha": brecha, "frase": frase, "anio": anio}


def anio_de_las_zonas(acervo: DatosDelSitio) -> str:
    """El último año en que la medida trae las tres zonas."""
    return acervo.comun(*((IPM, dominio) for dominio in ZONAS))


def _frase_brecha(brecha: float, filas: list[Zona]) -> str:
    if np.isnan(brecha):
        falta = next((f.nombre for f in filas[1:] if not f.ipm.hay), "")
        if falta == "Cabecera":
            return "No tiene cabecera municipal: toda su población se cuenta como rural."
        return "La fuente no publica las dos zonas de este territorio."
    if abs(brecha) < 1:
        return "La incidencia es prácticamente la misma en el campo y en la cabecera."
    donde, otro = ("en el campo", "en la cabecera")[:: 1 if brecha > 0 else -1]
    return f"La incidencia es {frases.puntos(abs(brecha))} mayor {donde} que {otro}."
