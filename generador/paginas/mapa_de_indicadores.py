"""El cuerpo de `/mapa/`: lo que se lee sin guiones, y los controles que con ellos se llenan."""

from __future__ import annotations

import unicodedata
from math import isnan

from generador.formato import numero, porcentaje
from generador.lugares.nbi_por_dentro import FUENTE, MINIMO
from generador.mapas.disuelto import por_clase
from generador.paginas import citas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.entorno_jinja import pintar
from generador.paginas.publicacion.mapa.columnas import llaves
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.graficos import clase_ipm, rotulos_de_clase
from generador.paginas.territorios.secciones.monetaria import medianas
from generador.redondeo import redondear_columna

IPM = "ipm_censal"
Fila = tuple[str, str, str, str, str]


def cuerpo(comun: Comun) -> str:
    """El HTML de la página, con el mapa y la tabla de la medida censal ya escritos."""
    acervo = comun.acervo
    clases = _clases(acervo)
    ancho, alto, capas = por_clase(acervo.topologia, clases)
    rotulos = rotulos_de_clase()
    de_cada_una = list(clases.values())
    con_columna = llaves(acervo)
    temas = [
        {"titulo": t.titulo, "indicadores": [i for i in t.indicadores if i.id in con_columna]}
        for t in acervo.temas
    ]
    return pintar(
        "mapa.html",
        {
            **comun.fijo,
            "ipm": acervo.catalogo[IPM],
            "temas": [t for t in temas if t["indicadores"]],
            "cuantos": numero(len(con_columna)),
            "municipios": numero(len(acervo.municipios)),
            "departamentos": sorted(
                (acervo.territorios[d] for d in acervo.departamentos),
                key=lambda t: _llano(t.nombre),
            ),
            "categorias": acervo.catalogo["categoria_ley617"].categorias,
            "subregiones": acervo.catalogo["pdet_subregion"].categorias,
            "frase": "La mitad de los municipios del país pasa de "
            f"{porcentaje(medianas(acervo)[0])}.",
            "ancho": ancho,
            "alto": alto,
            "capas": capas,
            "leyenda": [(r, de_cada_una.count(n)) for n, r in enumerate(rotulos)],
            "filas": filas(acervo),
            "fuente": citas.rotulo(comun.procedencia["medida_censal_2018"], "../"),
            "anio_nbi": acervo.fuentes[FUENTE].anio,
            "minimo": numero(MINIMO),
        },
    )


def filas(acervo: DatosDelSitio) -> list[Fila]:
    """Código, nombre, departamento, incidencia y habitantes, por código."""
    incidencia = redondear_columna(acervo.municipal(IPM), acervo.catalogo[IPM].decimales)
    columnas = zip(
        acervo.municipios, incidencia.tolist(), acervo.municipal("poblacion").tolist(), strict=True
    )
    return [
        (c, t.nombre, t.nombre_departamento, _escrito(h, 1), _escrito(p, 0))
        for c, h, p in columnas
        for t in [acervo.territorios[c]]
    ]


def _clases(acervo: DatosDelSitio) -> dict[str, int | None]:
    valores = zip(acervo.municipios, acervo.municipal(IPM).tolist(), strict=True)
    return {c: None if isnan(v) else clase_ipm(v) for c, v in valores}


def _escrito(valor: float, decimales: int) -> str:
    return "sin dato" if isnan(valor) else numero(valor, decimales)


def _llano(nombre: str) -> str:
    """Para ordenar sin que las tildes separen."""
    return unicodedata.normalize("NFKD", nombre).casefold()
