"""Lo que dice la página de las veredas, ya con formato."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from markupsafe import Markup

from generador.formato import numero
from generador.lugares.paquetes_locales import PaqueteLocal
from generador.metodos.paquete.piezas import ROTULOS
from generador.metodos.publicable.publicada import Publicada
from generador.metodos.publicable.textos import para_el_alcalde
from generador.metodos.publicable.visible import MINIMO_COMPLETO
from generador.metodos.tablas import documento
from generador.paginas import citas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.quien_publica import NOMBRE_DEL_KIT
from generador.paginas.territorios import graficos
from generador.paginas.territorios.marcas_y_riel import PROPIO, SIGNOS, riel
from generador.paginas.veredas_locales import mapa_de_veredas
from generador.paginas.veredas_locales.filas_de_veredas import (
    SIN_CIFRA,
    SIN_CLASE,
    Vereda,
    entero,
    por_ciento,
    rango_escrito,
    veredas,
)
from generador.publicador import MESES


class PrivacionEnVeredas(NamedTuple):
    """Una de las quince: el % del municipio, su riel, y dónde fue más y menos frecuente."""

    nombre: str
    valor: str
    riel: Markup
    mayor: str
    donde: str
    menor: str


class ResumenDeVeredas(NamedTuple):
    """Lo que el perfil del municipio dice de la página: de cuándo y de cuántas veredas."""

    corte: str
    cuantas: str
    publicadas: str


def resumen(local: PaqueteLocal) -> ResumenDeVeredas:
    """El enlace del perfil."""
    cuenta = local.paquete.manifiesto["territorios"]
    return ResumenDeVeredas(
        corte_escrito(local), numero(sum(cuenta.values())), numero(cuenta["publicado"])
    )


def contexto(acervo: DatosDelSitio, local: PaqueteLocal, url: str) -> dict[str, Any]:
    """El de la plantilla `veredas_locales.html`; los textos de datos van sin escapar."""
    t, manifiesto = acervo.territorios[local.municipio], local.paquete.manifiesto
    filas, contenido = veredas(local), local.paquete.contenido
    textos, cuenta = documento("publicable"), manifiesto["territorios"]
    dibujo_municipal = acervo.mapas_por_dentro[local.municipio]
    reglas = manifiesto["reglas"]
    return {
        "t": t,
        "quien": "la gobernación" if t.es_area else "la alcaldía",
        "fuente": manifiesto["fuente"],
        "corte": corte_escrito(local),
        "fecha": _dia(manifiesto["fecha"]),
        "practica": manifiesto["practica"],
        "medida": manifiesto["medida"],
        "con_cifra": [v for v in filas if v.clase != SIN_CLASE],
        "sin_cifra": [v for v in filas if v.clase == SIN_CLASE],
        "cuantas": numero(sum(cuenta.values())),
        "calladas": _calladas(cuenta, textos["estados"]),
        "hallazgo": hallazgo(filas),
        "total": total(contenido.total),
        "mapa": mapa_de_veredas.dibujar(local, dibujo_municipal, filas, t.nombre),
        "ancho": dibujo_municipal.ancho,
        "regla": f"{100 * dibujo_municipal.regla / dibujo_municipal.ancho:.1f}",
        "km": numero(dibujo_municipal.km),
        "hay_magnitud": any(v.magnitud for v in filas),
        "rotulos": graficos.rotulos_de_clase(),
        "privaciones": privaciones(contenido.publicada, contenido.total, contenido.nombres),
        "completas_desde": MINIMO_COMPLETO,
        "signo": SIGNOS[PROPIO],
        "para_el_alcalde": para_el_alcalde(
            textos, base=reglas["redondeo"], minimo=reglas["minimo"]
        ),
        "como_leer": textos["como_leer"],
        "sigue_siendo_posible": textos["sigue_siendo_posible"],
        "minimo": reglas["minimo"],
        "huella": manifiesto["huella_de_clave"],
        "cita": _cita(t.nombre, local, url),
    }


def hallazgo(filas: Sequence[Vereda]) -> tuple[str, str]:
    """Dónde había más hogares pobres: (lo que dice, los nombres). Por conteo, que es lo firme."""
    con_pobres = [v for v in filas if v.orden[1] > 0]
    if not con_pobres:
        return "", ""
    primeras = con_pobres[:3]
    dichas = [f"{v.nombre} ({v.pobres})" for v in primeras]
    nombres = dichas[0] if len(dichas) == 1 else f"{', '.join(dichas[:-1])} y {dichas[-1]}"
    return "Donde se contaron más hogares pobres: ", nombres


def total(publicada: Publicada | None) -> dict[str, str] | None:
    """Las cifras del municipio entero; None si el paquete no las trae o no se muestran."""
    if publicada is None or not publicada.publicado[0]:
        return None
    baja, alta = publicada.rango_de_incidencia
    m0 = float(publicada.m0[0])
    return {
        "hogares": entero(float(publicada.hogares[0])),
        "pobres": entero(float(publicada.pobres[0])),
        "personas": entero(float(publicada.personas[0])),
        "h": por_ciento(float(publicada.incidencia[0])),
        "rango": rango_escrito(float(baja[0]), float(alta[0])),
        "a": por_ciento(float(publicada.intensidad[0])),
        "m0": numero(m0, 3),
    }


def privaciones(
    publicada: Publicada, del_total: Publicada | None, nombres: Sequence[str]
) -> list[PrivacionEnVeredas]:
    """Las quince, de más a menos frecuente en el municipio, con la franja de sus veredas.

    La franja y los extremos son de las veredas con 30 hogares o más, o de todas si no hay: en una
    más pequeña la tasa es un orden de magnitud.
    """
    cuales = np.flatnonzero(publicada.completa)
    if not cuales.size:
        cuales = np.flatnonzero(publicada.publicado)
    tasas = publicada.tasas
    hay_total = del_total is not None and bool(del_total.publicado[0])
    propias = del_total.tasas[0] if del_total is not None else np.full(len(ROTULOS), np.nan)
    orden = np.argsort(-(propias if hay_total else np.nanmax(tasas[cuales], axis=0, initial=0.0)))
    hechas = []
    for j in orden.tolist():
        suyas = tasas[cuales, j]
        franja = (100 * float(suyas.min()), 100 * float(suyas.max())) if cuales.size else None
        mayor = int(cuales[int(suyas.argmax())]) if cuales.size else -1
        hechas.append(
            PrivacionEnVeredas(
                nombre=ROTULOS[j],
                valor=por_ciento(float(propias[j])),
                riel=Markup(riel([(PROPIO, 100 * float(propias[j]))], franja=franja)),  # noqa: S704
                mayor=por_ciento(float(suyas.max())) if cuales.size else SIN_CIFRA,
                donde=nombres[mayor] if cuales.size else "",
                menor=por_ciento(float(suyas.min())) if cuales.size else SIN_CIFRA,
            )
        )
    return hechas


def corte_escrito(local: PaqueteLocal) -> str:
    """El mes y el año en palabras, o con su día."""
    partes = local.paquete.manifiesto["corte"].split("-")
    mes = f"{MESES[int(partes[1]) - 1]} de {partes[0]}"
    return f"{int(partes[2])} de {mes}" if len(partes) > 2 else mes


def _dia(fecha: str) -> str:
    anio, mes, dia = fecha.split("-")
    return f"{int(dia)} de {MESES[int(mes) - 1]} de {anio}"


def _calladas(cuenta: dict[str, int], estados: dict[str, str]) -> list[str]:
    """«8 con pocos hogares», de cada razón para no mostrar."""
    return [
        f"{numero(cuenta[estado])}: {estados[estado]}"
        for estado in ("pocos_hogares", "protege_a_otro", "sin_registros")
        if cuenta[estado]
    ]


def _cita(nombre: str, local: PaqueteLocal, url: str) -> Markup:
    manifiesto = local.paquete.manifiesto
    donde = citas.direccion(url, f"territorio/{local.municipio}/veredas.html")
    return Markup("{}. {} por vereda, {}. Corte: {}. Consultado en el {}. {}").format(
        manifiesto["fuente"].rstrip("."),
        manifiesto["medida"],
        nombre,
        corte_escrito(local),
        NOMBRE_DEL_KIT,
        donde,
    )
