"""Las macros de las guías: con ellas, ninguna cifra ni norma se escribe a mano."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError

from generador.errores import ErrorDelKit
from generador.formato import numero, porcentaje
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.entorno_jinja import compiladas
from generador.paginas.guias import (
    cifras_de_las_guias,
    formatos,
    sesion,
    tablas_de_lectura,
    tablas_html,
)
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.copias_sin_internet import tabla_de_paquetes
from generador.paginas.guias.cuanto_se_sabe import CuantoSeSabe
from generador.paginas.guias.enlaces_de_las_guias import Enlaces
from generador.paginas.guias.metodologia import Metodologia
from generador.paginas.guias.pagina_del_complemento import Complemento
from generador.paginas.guias.pobreza_monetaria import PobrezaMonetaria
from generador.paginas.guias.por_dentro import PorDentro
from generador.paginas.guias.seguro import a_salvo
from generador.paginas.guias.tabla_de_centros import CentrosPoblados
from generador.paginas.guias.tablas_con_vigencia import Vigencias
from generador.paginas.guias.tablas_de_lectura import Lecturas
from generador.paginas.guias.tablas_html import Tablas
from generador.paginas.publicacion.llevadas import Llevadas
from generador.paginas.publicacion.pagina_de_descargas import PaginaDeDescargas

SUELTAS = (
    numero,
    porcentaje,
    cifras_de_las_guias.errores,
    cifras_de_las_guias.puntaje,
    cifras_de_las_guias.dimension,
    cifras_de_las_guias.regla,
    cifras_de_las_guias.valor_de_regla,
    cifras_de_las_guias.supuesto,
    cifras_de_las_guias.falta,
    tablas_html.tabla_privaciones,
    tablas_html.tabla_programas,
    tablas_html.tabla_niveles,
    tablas_html.tabla_categorias,
    tablas_html.tabla_personeria,
    tablas_html.tabla_sgp,
    tablas_html.tabla_especiales,
    tablas_html.tabla_diagnostico,
    tablas_html.tabla_escala,
    tablas_html.tabla_niveles_de_capacidad,
    tablas_html.tabla_idf,
    tablas_de_lectura.tabla_cortes,
    tablas_de_lectura.hogares_de_la_muestra,
    tablas_de_lectura.corte_de_la_muestra,
    sesion.objetivo,
    sesion.participantes,
    sesion.guion,
    sesion.materiales,
    sesion.herramientas_de,
    sesion.hoja,
    sesion.respuestas,
    sesion.cuantas_preguntas,
    sesion.ganancia,
    sesion.tabla_seguimiento,
    sesion.tabla_estados,
    formatos.agenda,
    formatos.asistencia,
    formatos.acta,
    tabla_de_paquetes,
)


class Macros:
    """Llena las guías con las macros, que reciben lo que el sitio ya leyó."""

    def __init__(self, acervo: DatosDelSitio, url: str, llevadas: Llevadas | None = None) -> None:
        """`url` es la dirección pública, o «»; `llevadas`, las descargas hechas aparte."""
        self._llevadas = llevadas
        self._textos: dict[str, str] = {}
        self._direccion = ""
        self._entorno = Environment(  # noqa: S701 - escriben Markdown; cada macro escapa lo suyo
            loader=DictLoader(self._textos),
            undefined=StrictUndefined,
            bytecode_cache=compiladas(),
        )
        self._entorno.globals |= self._por_nombre(acervo, url)

    def llenar(self, guia: str, texto: str, direccion: str) -> str:
        """El Markdown de `guia` con sus macros en palabras; `direccion` es la de su página.

        ErrorDelKit con el renglón que no se pudo llenar, contado desde después de la portada.
        """
        self._textos[guia], self._direccion = texto, direccion
        try:
            return self._entorno.get_template(guia).render()
        except Exception as causa:
            que = causa if isinstance(causa, ErrorDelKit) else f"{type(causa).__name__}: {causa}"
            raise ErrorDelKit(
                f"no se pudo llenar {guia}, renglón {_renglon(causa)} después de la portada: {que}"
            ) from causa

    def _por_nombre(self, acervo: DatosDelSitio, url: str) -> dict[str, Callable[..., Any]]:
        los_numeros = Numeros(acervo)
        enlaces = Enlaces(acervo, lambda: self._direccion)
        de_datos = (
            los_numeros,
            enlaces,
            Tablas(los_numeros, enlaces),
            Lecturas(los_numeros, enlaces),
            Metodologia(acervo, enlaces),
            CuantoSeSabe(acervo),
            PorDentro(los_numeros),
            CentrosPoblados(los_numeros),
            PobrezaMonetaria(los_numeros, enlaces),
            Vigencias(enlaces),
            PaginaDeDescargas(acervo, self._llevadas),
        )
        del_complemento = Complemento(url)
        return {
            **{n: a_salvo(getattr(objeto, n)) for objeto in de_datos for n in publicos(objeto)},
            **{n: getattr(del_complemento, n) for n in publicos(del_complemento)},
            "tabla": tablas_html.tabla_escrita,
            **{funcion.__name__: funcion for funcion in SUELTAS},
        }


def _renglon(causa: Exception) -> int:
    """El último renglón de la guía por el que pasó el error."""
    if isinstance(causa, TemplateSyntaxError):
        return causa.lineno
    pasos = traceback.extract_tb(causa.__traceback__)
    return next((p.lineno or 0 for p in reversed(pasos) if p.filename == "<template>"), 0)


def publicos(objeto: object) -> list[str]:
    """Los métodos sin guion bajo de un objeto."""
    tipo = type(objeto)
    return [n for n in vars(tipo) if not n.startswith("_") and callable(getattr(tipo, n))]
