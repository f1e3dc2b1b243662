"""Los datos del preparador de sesión: lo escrito de cada sesión y las cifras de cada municipio.

Las columnas van en enteros (el valor por 10 a la `d`) y en el orden de `municipios`: así el guion
pesa la mitad. Un hueco se dice con las palabras del perfil: null es «sin dato», «x», «no aplica» y
«?», «no disponible».
"""

from __future__ import annotations

from typing import Any

import numpy as np

from generador.cubo.leer import DATO, NO_APLICA, SIN_FILA
from generador.formato import lista, numero
from generador.indicadores.municipios_comparables import LEJOS
from generador.normas.tabla_de_normas import normas
from generador.paginas import citas, herramientas
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.guias import archivos_de_las_guias, sesion
from generador.paginas.territorios.secciones import atipicos, pobreza
from generador.paginas.territorios.secciones.aviso_de_omision import aviso
from generador.paginas.territorios.secciones.capacidades import (
    COMPONENTES,
    MDM,
    anio_de_la_mdm,
    mediana_de_grupo,
)
from generador.paginas.territorios.secciones.quince_privaciones import (
    PREFIJO,
    anio_de_las_privaciones,
    ids,
    lejanas,
    privaciones,
)
from generador.redondeo import redondear

CUANTOS_COMPARABLES = 5
CUANTAS_LEJANAS = 4
TOTAL = ("total",)
ZONAS = ("total", "cabecera", "rural")
# Tabla del cuadernillo → sus cifras que pueden salirse de lo que se espera.
CON_AVISO = {
    "fiscal": ("ley617_holgura",),
    "cobertura": ("afiliacion_salud",),
    "productiva": ("valor_agregado_por_habitante",),
}
HUECOS: dict[int, str | None] = {SIN_FILA: None, NO_APLICA: "x"}
# (indicador, dominios); cada uno en su año vigente.
COLUMNAS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ipm_censal", ZONAS), ("personas_pobreza", TOTAL),
    ("participacion_pobres_departamento", TOTAL), ("cuadrante", TOTAL),
    ("poblacion", ZONAS), ("afiliacion_salud", TOTAL),
    ("categoria_ley617", TOTAL), ("ley617_icld", TOTAL), ("ley617_gasto", TOTAL),
    ("ley617_limite", TOTAL), ("ley617_holgura", TOTAL),
    ("ingresos_tributarios", TOTAL), ("sgp_total", TOTAL), ("sgp_agua", TOTAL),
    ("sgp_proposito_general", TOTAL), ("sgp_libre_destinacion", TOTAL),
    ("sgp_alimentacion_escolar", TOTAL), ("sgr_directas", TOTAL),
    ("sgr_local", TOTAL), ("mdm_grupo", TOTAL),
    *((indicador, TOTAL) for indicador in (*MDM, *COMPONENTES)),
    ("valor_agregado_por_habitante", TOTAL), ("pdet_subregion", TOTAL),
)  # fmt: skip


def sesiones(acervo: DatosDelSitio) -> dict[str, Any]:
    """Cada sesión con su prueba, y lo que el acta y el ejercicio necesitan de las reglas."""
    leidas = archivos_de_las_guias.leer("sesiones")
    return {
        "sesiones": {
            clave: {**leida, "prueba": sesion.con_anios(sesion.items(clave), acervo.vigente)}
            for clave, leida in leidas.items()
        },
        "compra_local": _compra_local(),
    }


def _compra_local() -> dict[str, Any]:
    """La regla con sus normas ya escritas: el cuadernillo impreso no lleva enlaces."""
    regla: dict[str, Any] = archivos_de_las_guias.compartidas()["fuentes"]["compra_local"]
    return regla | {"norma": lista([normas()[n].cita for n in regla["normas"]])}


def cuadernillo(acervo: DatosDelSitio) -> dict[str, Any]:
    """Las cifras que los cuadernillos llevan de cada municipio, su departamento y el país."""
    privadas = ids(acervo)
    columnas = {i: _columna(acervo, i, zonas, acervo.vigente(i)) for i, zonas in COLUMNAS}
    anio = anio_de_las_privaciones(acervo)
    columnas |= {i: _columna(acervo, i, TOTAL, anio) for i in privadas}
    return {
        "municipios": list(acervo.municipios),
        "agregados": {c: acervo.territorios[c].nombre for c in (*acervo.departamentos, NACION)},
        "columnas": columnas,
        "privaciones": list(privadas),
        "lejanas": _todas_las_lejanas(acervo, privadas),
        "comparables": [
            [
                acervo.posicion_municipal[c]
                for c in acervo.parecidos[codigo].codigos[:CUANTOS_COMPARABLES]
                if not (aviso(acervo, codigo).sin_comparar or aviso(acervo, c).sin_comparar)
            ]
            for codigo in acervo.municipios
        ],
        "avisos": _avisos(acervo),
        "sin_comparables": {
            codigo: motivo
            for codigo in acervo.municipios
            if (motivo := pobreza.sin_comparables(acervo, codigo))
        },
        "puestos": [pobreza.puesto(acervo, codigo) for codigo in acervo.municipios],
        "omision": {
            c: aviso(acervo, c).frase for c in acervo.municipios if aviso(acervo, c).visible
        },
        "sin_comparar": [c for c in acervo.municipios if aviso(acervo, c).sin_comparar],
        "medianas": _medianas(acervo),
    }


def _avisos(acervo: DatosDelSitio) -> dict[str, dict[str, list[str]]]:
    """Lo que debe acompañar a las tablas de cada municipio: {código: {tabla: avisos}}."""
    salida: dict[str, dict[str, list[str]]] = {}
    for codigo in acervo.municipios:
        suyos = {t: atipicos.avisos(acervo, codigo, ids) for t, ids in CON_AVISO.items()}
        if acervo.parecidos[codigo].lejos:
            suyos["comparables"] = [pobreza.LEJANO.format(lejos=numero(LEJOS, 1))]
        if hay := {tabla: dichos for tabla, dichos in suyos.items() if dichos}:
            salida[codigo] = hay
    return salida


def _columna(
    acervo: DatosDelSitio, indicador: str, zonas: tuple[str, ...], cuando: str
) -> dict[str, Any]:
    """Ficha corta y valores de un indicador; `ref`, los de departamentos y país si se comparan."""
    ficha = acervo.catalogo[indicador]
    return {
        "n": ficha.corto,
        "u": ficha.simbolo,
        "d": ficha.decimales,
        "p": cuando,
        "f": citas.procedencias(acervo)[ficha.fuente].corta
        if ficha.fuente in acervo.fuentes
        else "cálculo del kit",
        **({"c": ficha.categorias} if ficha.categorias else {}),
        "v": {z: _enteros(acervo, indicador, z, cuando, acervo.municipios) for z in zonas},
        **({"ref": _agregados(acervo, indicador, cuando)} if _se_compara(indicador) else {}),
    }


def _se_compara(indicador: str) -> bool:
    return indicador == "ipm_censal" or indicador.startswith(PREFIJO)


def _agregados(acervo: DatosDelSitio, indicador: str, periodo: str) -> dict[str, int | str | None]:
    codigos = (*acervo.departamentos, NACION)
    return dict(zip(codigos, _enteros(acervo, indicador, "total", periodo, codigos), strict=True))


def _enteros(
    acervo: DatosDelSitio, indicador: str, zona: str, periodo: str, codigos: tuple[str, ...]
) -> list[int | str | None]:
    decimales = acervo.catalogo[indicador].decimales
    valores, estados = acervo.cubo.columna((indicador, zona, periodo))
    filas = (acervo.cubo.indice[c] for c in codigos)
    return [entero(valores[i], estados[i], decimales) for i in filas]


def entero(valor: float, estado: int, decimales: int) -> int | str | None:
    """El valor por 10 a la `decimales`, o la seña de por qué no lo hay."""
    if estado != DATO:
        return HUECOS.get(int(estado), "?")
    entera: int = round(redondear(valor, decimales) * 10**decimales)
    return entera


def _todas_las_lejanas(acervo: DatosDelSitio, privadas: tuple[str, ...]) -> list[list[list[Any]]]:
    """Por municipio, las que más se alejan hacia peor: [posición, en la cabecera, en el campo]."""
    anio = anio_de_las_privaciones(acervo)
    zonas = {
        i: [_enteros(acervo, i, zona, anio, acervo.municipios) for zona in ("cabecera", "rural")]
        for i in privadas
    }
    return [
        [
            [privadas.index(f.id), *(columna[posicion] for columna in zonas[f.id])]
            for f in lejanas(
                privaciones(acervo, codigo, comparar=not aviso(acervo, codigo).sin_comparar),
                CUANTAS_LEJANAS,
            )
        ]
        for posicion, codigo in enumerate(acervo.municipios)
    ]


def _medianas(acervo: DatosDelSitio) -> dict[int, dict[str, float]]:
    """Mediana de cada puntaje del desempeño por grupo de capacidades."""
    columna = acervo.municipal("mdm_grupo", "total", anio_de_la_mdm(acervo))
    grupos = {int(g) for g in columna[~np.isnan(columna)].tolist()}
    return {
        grupo: {i: redondear(mediana_de_grupo(acervo, i, grupo), 1) for i in (*MDM, *COMPONENTES)}
        for grupo in sorted(grupos)
    }


def archivos_del_preparador(acervo: DatosDelSitio) -> dict[str, str]:
    """Los dos guiones, junto a los de las demás herramientas: {ruta en el sitio: contenido}."""
    guiones = {"sesiones": sesiones(acervo), "cuadernillo": cuadernillo(acervo)}
    return {f"{herramientas.CARPETA}/{n}.js": herramientas.guion(n, c) for n, c in guiones.items()}
