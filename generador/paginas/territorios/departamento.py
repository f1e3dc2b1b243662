"""El contexto de la página de un departamento: lo mismo que el perfil, en su nivel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generador.formato import numero, porcentaje, redonda
from generador.indicadores.incertidumbre import MONETARIA
from generador.paginas import frases_de_lectura
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.graficos import clase_ipm
from generador.paginas.territorios.secciones import (
    aviso_de_omision,
    cambio_entre_censos,
    contexto_departamental,
    gobernacion,
    hallazgos,
    monetaria,
    poblacion,
    pobreza,
    promedios,
    puestos,
    resumen,
)
from generador.paginas.territorios.secciones import quince_privaciones as seccion_privaciones
from generador.redondeo import redondear

FUENTES = (
    "medida_censal_2018", "censo_2018", "proyecciones_poblacion", "proyecciones_hogares", "ipm_ecv",
    "pobreza_monetaria_2021_2023", "pobreza_monetaria_2012_2021",
    "pobreza_monetaria_municipal_2024", "nbi", "mdm_2021", "pdet_zomac", "mgn_2018",
    "divipola", "mdd_departamental",
)  # fmt: skip
# Columnas de la tabla de municipios: indicador y rótulo, con el año en que se lee. Primero, la que
# ordena: en un celular es la que se ve junto al nombre.
COLUMNAS = {
    "ipm_censal": "Pobreza multidimensional {anio}, %",
    "poblacion": "Habitantes {anio}",
    "personas_pobreza": "Personas en pobreza {anio} (estimación)",
    "brecha_rural_cabecera": "Brecha entre campo y cabecera, p. p.",
    "omision_censal": "Sin contar por el censo {anio}, de cada 100",
    "pm_municipal_2024": "Pobreza monetaria {anio}, % (experimental, intervalo de 95 %)",
    "mdm": "Desempeño municipal {anio}",
}


# Lo que no se dice de una cifra que describe solo a los contados.
SIN_ESTIMAR = {"personas_pobreza": "no se estima", "brecha_rural_cabecera": "no se compara"}


def contexto_departamento(comun: Comun, codigo: str) -> dict[str, Any]:
    """Todo lo que la plantilla del departamento necesita, ya con formato."""
    acervo, t = comun.acervo, comun.acervo.territorios[codigo]
    lectura = lectura_agregada(acervo, codigo)
    privaciones = seccion_privaciones.privaciones(acervo, codigo)
    propio = comun.contexto(t, f"{lectura['cifra']} %", FUENTES) | {
        "mapa": comun.mapas.de_departamento(codigo),
        "pobreza": lectura,
        "oficial": promedios.oficial(acervo, codigo),
        "privaciones": privaciones,
        "frente_a": seccion_privaciones.frente_a(acervo, codigo),
        "lejanas": seccion_privaciones.lejanas(privaciones),
        "campo": pobreza.campo(acervo, codigo),
        "nbi": poblacion.nbi(acervo, codigo),
        "cambio": cambio_entre_censos.cambio(acervo, codigo),
        "poblacion": poblacion.poblacion(acervo, codigo),
        "contexto": contexto_departamental.contexto(acervo, codigo),
        "gobernacion": gobernacion.gobernacion(acervo, codigo),
        "columnas": columnas(acervo),
        "filas": filas(acervo, acervo.municipios_de(codigo)),
    }
    hallados, restos = hallazgos.de_agregado(acervo, codigo, propio)
    return propio | {
        "hallazgos": hallados,
        "restos": restos,
        "resumen": resumen.de_agregado(acervo, codigo, propio),
    }


def columnas(acervo: DatosDelSitio, indicadores: Iterable[str] = COLUMNAS) -> list[str]:
    """Los rótulos de la tabla; el de la brecha lleva su año solo si no es el de la incidencia."""
    de_otro_anio = acervo.vigente("brecha_rural_cabecera") != acervo.vigente(pobreza.IPM)
    brecha = "Brecha entre campo y cabecera {anio}, p. p."
    rotulos = COLUMNAS | ({"brecha_rural_cabecera": brecha} if de_otro_anio else {})
    return [rotulos[i].format(anio=acervo.vigente(i)) for i in indicadores]


def filas(
    acervo: DatosDelSitio, codigos: tuple[str, ...], indicadores: Iterable[str] = COLUMNAS
) -> list[dict[str, Any]]:
    """Filas de la tabla de territorios, de mayor a menor incidencia.

    Al final, las cifras que describen solo a los contados: no se ordenan.
    """
    ordenados = sorted(
        codigos,
        key=lambda c: (
            aviso_de_omision.aviso(acervo, c).sin_comparar,
            -acervo.valor("ipm_censal", c),
        ),
    )
    return [
        {
            "codigo": c,
            "nombre": acervo.territorios[c].nombre,
            "clase": clase_ipm(acervo.valor("ipm_censal", c)),
            "omision": aviso_de_omision.aviso(acervo, c),
            "celdas": [_celda(acervo, i, c) for i in indicadores],
        }
        for c in ordenados
    ]


def _celda(acervo: DatosDelSitio, indicador: str, codigo: str) -> dict[str, str]:
    """Texto que se ve y número con que se ordena la columna (vacío al final).

    La estimación monetaria va por su intervalo y no ordena; tampoco lo que describe solo a los
    contados.
    """
    if indicador == MONETARIA:
        return {"texto": monetaria.en_tabla(acervo, codigo), "orden": ""}
    una, aviso = cifra(acervo, indicador, codigo), aviso_de_omision.aviso(acervo, codigo)
    if indicador in SIN_ESTIMAR and una.hay and aviso.sin_comparar:
        return {"texto": SIN_ESTIMAR[indicador], "orden": ""}
    texto = redonda(una.crudo) if indicador == "personas_pobreza" and una.hay else una.texto
    ordena = una.hay and not (aviso.sin_comparar and indicador == pobreza.IPM)
    return {"texto": texto, "orden": f"{una.crudo:.4g}" if ordena else ""}


def lectura_agregada(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Incidencia estimada de un departamento o del país, con su puesto y comparación."""
    valor = acervo.valor("ipm_censal", codigo)
    pais = acervo.valor("ipm_censal", NACION)
    posicion = {c: i for i, c in enumerate(acervo.departamentos)}
    lugar = (
        puestos.escrito(puestos.de_departamentos(acervo), posicion[codigo])
        if codigo in posicion
        else ""
    )
    return {
        "cifra": numero(valor, 1),
        "valor": redondear(valor, 1),
        "clase": clase_ipm(valor),
        "de_cada": (de_cada := frases_de_lectura.de_cada(valor)),
        "vivian": frases_de_lectura.concuerda(de_cada, "vivía", "vivían"),
        "personas": redonda(acervo.valor("personas_pobreza", codigo)),
        "parte": porcentaje(acervo.valor("participacion_pobres_pais", codigo)),
        "comparacion": frases_de_lectura.comparacion(valor, pais, "en Colombia"),
        "puesto": lugar,
        "omision": aviso_de_omision.aviso(acervo, codigo),
        "referencias": pobreza.referencias(acervo, codigo),
    }
