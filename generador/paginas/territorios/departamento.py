"""El contexto de la página de un departamento: lo mismo que el perfil, en su nivel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generador.formato import numero, porcentaje, redonda
from generador.metodos import posiciones
from generador.paginas import frases
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.entorno_jinja import pintar
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.graficos import clase_ipm
from generador.paginas.territorios.secciones import (
    cambio,
    contexto_departamental,
    gobernacion,
    poblacion,
    pobreza,
)
from generador.paginas.territorios.secciones import privaciones as seccion_privaciones
from generador.redondeo import redondear

FUENTES = (
    "medida_censal_2018", "proyecciones_poblacion", "proyecciones_hogares", "ipm_ecv",
    "pobreza_monetaria_2021_2023", "pobreza_monetaria_2012_2021",
    "pobreza_monetaria_municipal_2024", "nbi", "mdm_2021", "pdet_zomac", "mgn_2018",
    "divipola", "mdd_departamental",
)  # fmt: skip
# Columnas de la tabla de municipios: indicador y rótulo, con el año en que se lee.
COLUMNAS = {
    "poblacion": "Habitantes {anio}",
    "ipm_censal": "Pobreza multidimensional {anio}, %",
    "personas_pobreza": "Personas en pobreza {anio} (estimación)",
    "brecha_rural_cabecera": "Brecha campo-cabecera, p. p.",
    "pm_municipal_2024": "Pobreza monetaria {anio}, % (experimental)",
    "mdm": "Desempeño municipal {anio}",
}


def cuerpo_departamento(comun: Comun, codigo: str) -> str:
    """HTML de la página de un departamento, sin el armazón del tema."""
    return pintar("departamento.html", contexto_departamento(comun, codigo))


def contexto_departamento(comun: Comun, codigo: str) -> dict[str, Any]:
    """Todo lo que la plantilla del departamento necesita, ya con formato."""
    acervo, t = comun.acervo, comun.acervo.territorios[codigo]
    lectura = lectura_agregada(acervo, codigo)
    privaciones = seccion_privaciones.privaciones(acervo, codigo)
    return comun.contexto(t, f"{lectura['cifra']} % (estimación)", FUENTES) | {
        "mapa": comun.mapas.de_departamento(codigo),
        "pobreza": lectura,
        "privaciones": privaciones,
        "lejanas": seccion_privaciones.lejanas(privaciones),
        "campo": pobreza.campo(acervo, codigo),
        "nbi": poblacion.nbi(acervo, codigo),
        "cambio": cambio.cambio(acervo, codigo),
        "poblacion": poblacion.poblacion(acervo, codigo),
        "contexto": contexto_departamental.contexto(acervo, codigo),
        "gobernacion": gobernacion.gobernacion(acervo, codigo),
        "columnas": columnas(acervo),
        "filas": filas(acervo, acervo.municipios_de(codigo)),
    }


def columnas(acervo: DatosDelSitio, indicadores: Iterable[str] = COLUMNAS) -> list[str]:
    """Los rótulos de la tabla; el de la brecha lleva su año solo si no es el de la incidencia."""
    de_otro_anio = acervo.vigente("brecha_rural_cabecera") != acervo.vigente(pobreza.IPM)
    brecha = "Brecha campo-cabecera {anio}, p. p."
    rotulos = COLUMNAS | ({"brecha_rural_cabecera": brecha} if de_otro_anio else {})
    return [rotulos[i].format(anio=acervo.vigente(i)) for i in indicadores]


def filas(
    acervo: DatosDelSitio, codigos: tuple[str, ...], indicadores: Iterable[str] = COLUMNAS
) -> list[dict[str, Any]]:
    """Filas de la tabla de territorios, de mayor a menor incidencia."""
    ordenados = sorted(codigos, key=lambda c: -acervo.valor("ipm_censal", c))
    return [
        {
            "codigo": c,
            "nombre": acervo.territorios[c].nombre,
            "clase": clase_ipm(acervo.valor("ipm_censal", c)),
            "celdas": [_celda(cifra(acervo, i, c), i) for i in indicadores],
        }
        for c in ordenados
    ]


def _celda(una: Cifra, indicador: str) -> dict[str, str]:
    """Texto que se ve y número con que se ordena la columna (vacío al final)."""
    texto = redonda(una.crudo) if indicador == "personas_pobreza" and una.hay else una.texto
    return {"texto": texto, "orden": f"{una.crudo:.4g}" if una.hay else ""}


def lectura_agregada(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Incidencia estimada de un departamento o del país, con su puesto y comparación."""
    valor = acervo.valor("ipm_censal", codigo)
    pais = acervo.valor("ipm_censal", NACION)
    columna = acervo.cubo.columnas[pobreza.IPM, "total", acervo.vigente(pobreza.IPM)]
    filas_departamento = [acervo.cubo.indice[c] for c in acervo.departamentos]
    orden = posiciones.posicion(columna[filas_departamento]).puesto
    puesto = dict(zip(acervo.departamentos, orden.tolist(), strict=True)).get(codigo, 0)
    return {
        "cifra": numero(valor, 1),
        "valor": redondear(valor, 1),
        "clase": clase_ipm(valor),
        "de_cada": frases.de_cada(valor),
        "personas": redonda(acervo.valor("personas_pobreza", codigo)),
        "parte": porcentaje(acervo.valor("participacion_pobres_pais", codigo)),
        "comparacion": frases.comparacion(valor, pais, "en Colombia"),
        "puesto": f"{numero(puesto)} de {numero(len(acervo.departamentos))}",
        "referencias": pobreza.referencias(acervo, codigo),
    }
