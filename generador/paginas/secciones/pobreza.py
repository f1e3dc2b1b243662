"""Qué tan pobre es, cuánta gente es y frente a quién."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generador.metodos import posiciones
from generador.metodos.grupos import Agrupacion
from generador.paginas import frases
from generador.paginas.acervo import NACION, Acervo
from generador.paginas.cifras import cifra
from generador.paginas.formato import con_signo, numero, ordinal_puesto, porcentaje, redonda
from generador.paginas.graficos import clase_ipm

IPM = ("ipm_censal", "total", "2018")


@dataclass(frozen=True)
class Puestos:
    """Posición de cada municipio en el país y en su departamento, en el orden de `municipios`."""

    pais: posiciones.Posicion
    departamento: posiciones.Posicion


def puestos(acervo: Acervo) -> Puestos:
    """Calcula todos los puestos de una vez; el 1 es el de mayor incidencia."""
    valores = acervo.municipal(*IPM)
    deptos = Agrupacion.de_codigos([m[:2] for m in acervo.municipios])[0]
    return Puestos(posiciones.posicion(valores), posiciones.posicion(valores, deptos))


def pobreza(acervo: Acervo, codigo: str, tabla: Puestos) -> dict[str, object]:
    """La cifra grande, la frase de lectura y las comparaciones de un municipio."""
    territorio = acervo.territorios[codigo]
    valor = acervo.cubo.valor(*IPM[:1], codigo)
    i = acervo.posicion_municipal[codigo]
    suyos = len(acervo.municipios_de(codigo[:2]))
    frente_a = referencias(acervo, codigo)
    return {
        "cifra": numero(valor, 1),
        "clase": clase_ipm(valor),
        "de_cada": frases.de_cada(valor),
        "personas": redonda(acervo.cubo.valor("personas_pobreza", codigo)),
        "comparaciones": [
            frases.comparacion(valor, r["crudo"], f"en {r['nombre']}") for r in frente_a
        ],
        "puesto_pais": ordinal_puesto(int(tabla.pais.puesto[i]), int(tabla.pais.de[i])),
        "puesto_departamento": (
            f"{numero(int(tabla.departamento.puesto[i]))} de {numero(suyos)}" if suyos > 1
            else ""
        ),
        "percentil": numero(float(tabla.pais.percentil[i])),
        "participacion": cifra(acervo, "participacion_pobres_departamento", codigo).con_unidad,
        "cuadrante": cifra(acervo, "cuadrante", codigo).texto,
        "valor": round(valor, 1),
        "nombre": territorio.nombre,
        "referencias": frente_a,
    }


def referencias(acervo: Acervo, codigo: str) -> list[dict[str, object]]:
    """Departamento (si no es el mismo territorio, como Bogotá) y país, con su diferencia."""
    propio = acervo.cubo.valor(*IPM[:1], codigo)
    candidatos = [NACION] if codigo[:2] == "11" else [codigo[:2], NACION]
    codigos = [c for c in candidatos if c != codigo]
    return [
        {
            "codigo": c,
            "nombre": acervo.territorios[c].nombre,
            "crudo": (referencia := acervo.cubo.valor(*IPM[:1], c)),
            "valor": porcentaje(referencia),
            "diferencia": con_signo(propio - referencia),
            "clase": clase_ipm(referencia),
        }
        for c in codigos
    ]


def comparables(acervo: Acervo, codigo: str) -> dict[str, object]:
    """Los municipios parecidos, con su incidencia y la diferencia; o por qué no los hay."""
    parecidos = acervo.parecidos[codigo]
    propio = acervo.cubo.valor(*IPM[:1], codigo)
    filas = [
        {
            "codigo": c,
            "nombre": acervo.territorios[c].nombre,
            "departamento": acervo.territorios[c].nombre_departamento,
            "crudo": (otro := acervo.cubo.valor(*IPM[:1], c)),
            "valor": numero(otro, 1),
            "diferencia": con_signo(propio - otro),
            "clase": clase_ipm(otro),
        }
        for c in parecidos.codigos
    ]
    crudos = [acervo.cubo.valor(*IPM[:1], c) for c in parecidos.codigos]
    media = float(np.mean(crudos)) if crudos else float("nan")
    return {
        "filas": filas,
        "motivo": parecidos.motivo,
        "frase": frases.comparacion(propio, media, "el promedio de sus comparables")
        if crudos
        else "",
        "puesto": 1 + sum(c > propio for c in crudos),
        "cuantos": len(crudos) + 1,
    }


def campo(acervo: Acervo, codigo: str) -> dict[str, object]:
    """Incidencia, población y personas en pobreza por dominio, y la brecha en palabras."""
    filas = []
    for dominio, nombre in (
        ("total", "Total"),
        ("cabecera", "Cabecera"),
        ("rural", "Centros poblados y rural disperso"),
    ):
        ipm = cifra(acervo, "ipm_censal", codigo, dominio)
        filas.append(
            {
                "nombre": nombre,
                "ipm": ipm,
                "clase": clase_ipm(ipm.crudo) if ipm.hay else None,
                "poblacion": cifra(acervo, "poblacion", codigo, dominio, "2018"),
                "personas": cifra(acervo, "personas_pobreza", codigo, dominio),
            }
        )
    brecha = cifra(acervo, "brecha_rural_cabecera", codigo)
    return {"filas": filas, "brecha": brecha, "frase": _frase_brecha(brecha.crudo, filas)}


def _frase_brecha(brecha: float, filas: list[dict]) -> str:  # type: ignore[type-arg]
    if np.isnan(brecha):
        falta = next((f["nombre"] for f in filas[1:] if not f["ipm"].hay), "")
        if falta == "Cabecera":
            return "Este territorio no tiene cabecera municipal: toda su población se cuenta como rural."
        return "La fuente no publica las dos zonas de este territorio."
    if abs(brecha) < 1:
        return "La incidencia es prácticamente la misma en el campo y en la cabecera."
    donde, otro = ("en el campo", "en la cabecera")[:: 1 if brecha > 0 else -1]
    return (
        f"La incidencia es {numero(abs(brecha), 1)} puntos porcentuales mayor {donde} que {otro}."
    )
