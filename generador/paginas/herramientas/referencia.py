"""Lo que las herramientas dicen del municipio elegido."""

from __future__ import annotations

from typing import Any

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.herramientas.columnas_municipales import columna
from generador.paginas.territorios.secciones.capacidades import anio_de_la_mdm, mediana_de_grupo
from generador.paginas.territorios.secciones.quince_privaciones import anio_de_las_privaciones
from generador.redondeo import redondear

PREFIJO_PRIVACION = "priv_"
# Lo que el autodiagnóstico pone al lado: la medición y los componentes que la explican.
DESEMPENO = ("mdm", "mdm_gestion", "mdm_movilizacion", "mdm_ejecucion", "mdm_gobierno",
             "mdm_ordenamiento", "mdm_resultados")  # fmt: skip
CULTIVOS = ("cultivo_1", "cultivo_2", "cultivo_3", "cultivo_4", "cultivo_5")


def referencia(acervo: DatosDelSitio) -> dict[str, Any]:
    """Contexto municipal: pobreza, privaciones, capacidades y cultivos.

    `municipios` va de código a incidencia, personas en pobreza, categoría, grupo, desempeño (en el
    orden de `desempeno`), cultivos (posición en `cultivos`) y privaciones (en el de `privaciones`);
    None es «sin dato».
    """
    privaciones = [i for i in acervo.catalogo if i.startswith(PREFIJO_PRIVACION)]
    rotulos = acervo.catalogo[CULTIVOS[0]].categorias
    llaves = {codigo: n for n, codigo in enumerate(rotulos)}
    anios = _anios(acervo)
    campos = {
        "ipm": columna(acervo, "ipm_censal"),
        "pobres": columna(acervo, "personas_pobreza"),
        "categoria": columna(acervo, "categoria_ley617"),
        "grupo": columna(acervo, "mdm_grupo", anios["mdm"]),
    }
    listas: dict[str, list[list[float | int | None]]] = {
        "priv": [columna(acervo, i, anios["privaciones"]) for i in privaciones],
        "desempeno": [columna(acervo, i, anios["mdm"]) for i in DESEMPENO],
        "cultivos": [
            [None if v is None else llaves[int(v)] for v in columna(acervo, i)] for i in CULTIVOS
        ],
    }
    return {
        "privaciones": privaciones,
        "desempeno": DESEMPENO,
        "cultivos": list(rotulos.values()),
        "nombres": {i: acervo.catalogo[i].corto for i in (*privaciones, *DESEMPENO)},
        "categorias": acervo.catalogo["categoria_ley617"].categorias,
        "grupos": acervo.catalogo["mdm_grupo"].categorias,
        "periodos": anios,
        "medianas": _medianas(acervo, anios["mdm"]),
        "municipios": {
            codigo: {
                **{campo: valores[n] for campo, valores in campos.items()},
                **{campo: [v[n] for v in valores] for campo, valores in listas.items()},
            }
            for n, codigo in enumerate(acervo.municipios)
        },
    }


def _anios(acervo: DatosDelSitio) -> dict[str, str]:
    """De qué año es cada cosa; los puntajes y su grupo, y las quince privaciones, del mismo."""
    return {
        "ipm_censal": acervo.vigente("ipm_censal"),
        "categoria_ley617": acervo.vigente("categoria_ley617"),
        "mdm": anio_de_la_mdm(acervo),
        CULTIVOS[0]: acervo.vigente(CULTIVOS[0]),
        "privaciones": anio_de_las_privaciones(acervo),
    }


def _medianas(acervo: DatosDelSitio, anio: str) -> dict[int, dict[str, float]]:
    """Mediana de cada componente del desempeño por grupo de capacidades, y cuántos municipios."""
    grupo = columna(acervo, "mdm_grupo", anio)
    salida: dict[int, dict[str, float]] = {}
    for numero in sorted({int(g) for g in grupo if g is not None}):
        salida[numero] = {"municipios": grupo.count(numero)}
        for indicador in DESEMPENO:
            propia = mediana_de_grupo(acervo, indicador, numero)
            salida[numero][indicador] = redondear(propia, acervo.catalogo[indicador].decimales)
    return salida
