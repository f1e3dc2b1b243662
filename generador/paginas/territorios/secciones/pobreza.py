"""Qué tan pobre es, cuánta gente es y frente a quién."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from generador.formato import con_signo, numero, porcentaje, redonda
from generador.indicadores.incertidumbre import OMISION
from generador.indicadores.municipios_comparables import LEJOS
from generador.paginas import frases_de_lectura
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.territorios.franja import rotulos
from generador.paginas.territorios.graficos import clase_ipm
from generador.paginas.territorios.marcas_y_riel import (
    DEPARTAMENTO,
    PAIS,
    PROPIO,
    nombre_de_rotulo,
    riel,
)
from generador.paginas.territorios.secciones import puestos
from generador.paginas.territorios.secciones.aviso_de_omision import AvisoDeOmision, aviso
from generador.redondeo import redondear

IPM = "ipm_censal"

ZONAS = {
    "total": "Total",
    "cabecera": "Cabecera",
    "rural": "Centros poblados y rural disperso",
}


def pobreza(acervo: DatosDelSitio, codigo: str) -> dict[str, object]:
    """La cifra grande, la frase de lectura y las comparaciones de un municipio.

    Si la cifra describe solo a los contados, no trae referencias, puesto ni personas en pobreza.
    """
    territorio = acervo.territorios[codigo]
    valor = acervo.valor(IPM, codigo)
    omitidos = aviso(acervo, codigo)
    frente_a = [] if omitidos.sin_comparar else referencias(acervo, codigo)
    return {
        "cifra": numero(valor, 1),
        "clase": clase_ipm(valor),
        "de_cada": (de_cada := frases_de_lectura.de_cada(valor)),
        "vivian": frases_de_lectura.concuerda(de_cada, "vivía", "vivían"),
        "personas": redonda(acervo.valor("personas_pobreza", codigo)),
        "sin_estimar": zona_sin_estimar(acervo, codigo),
        "comparaciones": [
            frases_de_lectura.comparacion(
                valor, r.crudo, f"en {frases_de_lectura.con_articulo(r.nombre)}"
            )
            for r in frente_a
        ],
        "puesto": puesto(acervo, codigo),
        "omision": omitidos,
        "anteriores": anteriores(acervo, codigo),
        "en_departamento": len(acervo.municipios_de(codigo[:2])) > 1,
        "participacion": cifra(acervo, "participacion_pobres_departamento", codigo).con_unidad,
        "cuadrante": cifra(acervo, "cuadrante", codigo).texto,
        "valor": redondear(valor, 1),
        "nombre": territorio.nombre,
        "referencias": frente_a,
        **_en_la_franja(territorio.nombre, valor, frente_a),
    }


def _en_la_franja(nombre: str, valor: float, frente_a: list[Comparable]) -> dict[str, object]:
    """Las marcas del municipio y sus referencias, y el rótulo de cada una con su cifra."""
    marcas = [(PAIS if r.codigo == NACION else DEPARTAMENTO, r) for r in frente_a]
    propio = (PROPIO, nombre_de_rotulo(nombre), f"<b>{porcentaje(valor)}</b>", redondear(valor, 1))
    ajenos = [
        (
            marca,
            nombre_de_rotulo(r.nombre),
            f"<b>{r.valor}</b> ({r.diferencia})",
            redondear(r.crudo, 1),
        )
        for marca, r in marcas
    ]
    return {
        "riel": riel([*((marca, r.crudo) for marca, r in reversed(marcas)), (PROPIO, valor)]),
        "rotulos": (hechos := rotulos([propio, *ajenos])),
        "renglones": (1 + max(r.renglon for r in hechos), 1 + max(r.amplio for r in hechos)),
    }


SIN_ESTIMAR = {
    "cabecera": "Suma la cabecera, donde la cifra describe solo a los contados y no se estima "
    "aparte.",
    "rural": "Suma el campo, donde la cifra describe solo a los contados y no se estima aparte.",
}


def zona_sin_estimar(acervo: DatosDelSitio, codigo: str) -> str:
    """Qué zona entra en el número de personas sin que el suyo se publique; vacío si ninguna."""
    if aviso(acervo, codigo).sin_comparar:
        return ""
    return " ".join(
        frase for zona, frase in SIN_ESTIMAR.items() if aviso(acervo, codigo, zona).sin_comparar
    )


def puesto(acervo: DatosDelSitio, codigo: str) -> str:
    """«De mayor a menor pobreza, en el país: puesto 13 de 1.122…»; vacío si no lo tiene."""
    tabla, i = puestos.puestos(acervo), acervo.posicion_municipal[codigo]
    pais = puestos.escrito(tabla.pais, i)
    suyo = puestos.escrito(tabla.departamento, i, condicion=False)
    donde = frases_de_lectura.con_articulo(acervo.territorios[codigo].nombre_departamento)
    return puestos.frase(
        [pais and f"de mayor a menor pobreza, en el país: {pais}", suyo and f"en {donde}: {suyo}"]
    )


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
            con_signo(referencia - propio),
        )
        for c in codigos
    ]


class Comparable(NamedTuple):
    """Otro territorio y su diferencia: su cifra menos la propia, en puntos porcentuales."""

    codigo: str
    nombre: str
    departamento: str
    crudo: float
    valor: str
    diferencia: str


def comparables(acervo: DatosDelSitio, codigo: str) -> dict[str, object]:
    """Los municipios parecidos, con su incidencia y la diferencia; o por qué no los hay."""
    if motivo := sin_comparables(acervo, codigo):
        return {"filas": [], "trazo": "", "motivo": motivo, "frase": "", "puesto": "", "lejos": ""}
    propio = acervo.valor(IPM, codigo)
    filas = [_comparable(acervo, propio, c) for c in acervo.parecidos[codigo].codigos]
    crudos = [f.crudo for f in filas if f.diferencia]
    lugar = puestos.entre_comparables(acervo), acervo.posicion_municipal[codigo]
    return {
        "filas": filas,
        "trazo": "".join(f"M{4 * c:.0f} 60v6" for c in crudos),
        "motivo": "",
        "frase": frases_de_lectura.comparacion(
            propio, sum(crudos) / len(crudos), "el promedio de sus comparables"
        )
        if crudos
        else "",
        "puesto": puestos.escrito(*lugar),
        "distancia": distancia(acervo.parecidos[codigo].distancias),
        "lejos": LEJANO.format(lejos=numero(LEJOS, 1)) if acervo.parecidos[codigo].lejos else "",
    }


def distancia(distancias: Sequence[float]) -> str:
    """Qué tan parecidos son, en desviaciones estándar: «el primero a 0,4 y el último a 0,8»."""
    if not distancias:
        return ""
    primera, ultima = (numero(distancias[i], 2) for i in (0, -1))
    return (
        f"El más parecido está a {primera} desviaciones estándar y el último de la lista, a "
        f"{ultima}; 0 es ser igual."
    )


LEJANO = (
    "Ninguno se le parece lo suficiente: el más cercano está a más de {lejos} desviación estándar. "
    "La comparación dice poco."
)


SIN_COMPARAR = "Su cifra describe solo a los contados: no se compara con la de otros municipios."


def sin_comparables(acervo: DatosDelSitio, codigo: str) -> str:
    """Por qué no se compara con municipios parecidos; vacío si se compara."""
    parecidos = acervo.parecidos[codigo]
    if parecidos.codigos and aviso(acervo, codigo).sin_comparar:
        return SIN_COMPARAR
    return parecidos.motivo


def _comparable(acervo: DatosDelSitio, propio: float, codigo: str) -> Comparable:
    """Uno de la lista; sin diferencia si su cifra describe solo a los contados."""
    otro = acervo.valor(IPM, codigo)
    t = acervo.territorios[codigo]
    diferencia = "" if aviso(acervo, codigo).sin_comparar else con_signo(otro - propio)
    return Comparable(codigo, t.nombre, t.nombre_departamento, otro, numero(otro, 1), diferencia)


class Zona(NamedTuple):
    """Un dominio del territorio: su incidencia, su población y su gente en pobreza."""

    nombre: str
    ipm: Cifra
    riel: str
    poblacion: str
    personas: str
    sin_contar: str
    omision: AvisoDeOmision


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
                riel([(PROPIO, ipm.crudo)]) if ipm.hay else "",
                cifra(acervo, "poblacion", codigo, dominio, anio).texto,
                _estimadas(personas, omitidos := aviso(acervo, codigo, dominio)),
                _sin_contar(cifra(acervo, OMISION, codigo, dominio, anio)),
                omitidos,
            )
        )
    brecha = cifra(acervo, "brecha_rural_cabecera", codigo, "total", anio)
    con_dos_zonas = filas[1].ipm.hay
    avisos = [f.omision for f in filas[1:] if con_dos_zonas and f.omision.cautela]
    frase = _frase_brecha(brecha.crudo, filas, anio)
    if anio != acervo.vigente(IPM):
        frase += f" Son cifras de {anio}, el último año que trae las zonas."
    return {
        "filas": filas,
        "brecha": brecha,
        "frase": frase,
        "anio": anio,
        "avisos": [a.frase for a in avisos],
        "falta_una": _falta_una(filas),
    }


def _estimadas(personas: Cifra, omitidos: AvisoDeOmision) -> str:
    """Personas en pobreza; no se extiende a la mayoría lo que solo describe a los contados."""
    if personas.hay and omitidos.sin_comparar:
        return "no se estima"
    return redonda(personas.crudo) if personas.hay else personas.texto


def _falta_una(filas: list[Zona]) -> bool:
    """Si el total se estima y alguna de las zonas que suma, no: sin decirlo, no cuadran."""
    total, *zonas = filas
    return not total.omision.sin_comparar and any(z.omision.sin_comparar for z in zonas)


def _sin_contar(omitidos: Cifra) -> str:
    """«13 de cada 100», «menos de 1 de cada 100», o por qué no se publica."""
    if not omitidos.hay:
        return omitidos.texto
    cuantos = "menos de 1" if round(omitidos.crudo) < 1 else omitidos.texto
    return f"{cuantos} de cada 100"


def anio_de_las_zonas(acervo: DatosDelSitio) -> str:
    """El último año en que la medida trae las tres zonas."""
    return acervo.comun(*((IPM, dominio) for dominio in ZONAS))


def _frase_brecha(brecha: float, filas: list[Zona], anio: str) -> str:
    if np.isnan(brecha):
        falta = next((f.nombre for f in filas[1:] if not f.ipm.hay), "")
        if falta == "Cabecera":
            return "No tiene cabecera municipal: toda su población se cuenta como rural."
        return "La fuente no publica las dos zonas de este territorio."
    if any(f.omision.sin_comparar for f in filas):
        return (
            "El campo y la cabecera no se comparan: una de las cifras describe solo a los contados."
        )
    if abs(brecha) < 1:
        return (
            f"En {anio}, la incidencia del campo y la de la cabecera diferían en menos de 1 punto "
            "porcentual."
        )
    donde, otro = ("en el campo", "en la cabecera")[:: 1 if brecha > 0 else -1]
    puntos = frases_de_lectura.puntos(abs(brecha))
    return f"En {anio}, la incidencia era {puntos} mayor {donde} que {otro}."
