"""Las macros de las guías (mkdocs-macros): con ellas, ninguna cifra ni norma se escribe a mano."""

from __future__ import annotations

from typing import Any

from generador.formato import numero, porcentaje
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias import formatos, numeros, sesion, tablas, tablas_de_lectura
from generador.paginas.guias.enlaces import Enlaces
from generador.paginas.guias.metodologia import Metodologia
from generador.paginas.guias.numeros import Numeros
from generador.paginas.guias.pagina_del_complemento import Complemento
from generador.paginas.guias.por_dentro import PorDentro
from generador.paginas.guias.seguro import a_salvo
from generador.paginas.guias.tablas import Tablas
from generador.paginas.guias.tablas_de_lectura import Lecturas

SUELTAS = (
    numero,
    porcentaje,
    numeros.errores,
    numeros.puntaje,
    numeros.dimension,
    numeros.regla,
    numeros.valor_de_regla,
    numeros.supuesto,
    tablas.tabla_privaciones,
    tablas.tabla_programas,
    tablas.tabla_niveles,
    tablas.tabla_categorias,
    tablas.tabla_personeria,
    tablas.tabla_sgp,
    tablas.tabla_especiales,
    tablas.tabla_diagnostico,
    tablas.tabla_escala,
    tablas.tabla_niveles_de_capacidad,
    tablas.tabla_idf,
    tablas_de_lectura.tabla_cortes,
    tablas_de_lectura.hogares_de_la_muestra,
    tablas_de_lectura.corte_de_la_muestra,
    sesion.objetivo,
    sesion.participantes,
    sesion.guion,
    sesion.materiales,
    sesion.hoja,
    sesion.respuestas,
    sesion.cuantas_preguntas,
    sesion.ganancia,
    sesion.tabla_seguimiento,
    sesion.tabla_estados,
    formatos.agenda,
    formatos.asistencia,
    formatos.acta,
)


def define_env(env: Any) -> None:
    """Registra las macros con lo que el complemento del kit recibió ya leído."""
    acervo: DatosDelSitio = env.conf.plugins["kit"].pedido.acervo
    los_numeros = Numeros(acervo)
    enlaces = Enlaces(acervo, lambda: str(env.page.url))
    de_datos = (
        los_numeros,
        enlaces,
        Tablas(los_numeros, enlaces),
        Lecturas(los_numeros, enlaces),
        Metodologia(acervo, enlaces),
        PorDentro(los_numeros),
    )
    for objeto in de_datos:
        for nombre in publicos(objeto):
            env.macro(a_salvo(getattr(objeto, nombre)), nombre)
    del_complemento = Complemento(env.conf["site_url"] or "")
    for nombre in publicos(del_complemento):
        env.macro(getattr(del_complemento, nombre), nombre)
    env.macro(tablas.tabla_escrita, "tabla")
    for funcion in SUELTAS:
        env.macro(funcion, funcion.__name__)


def publicos(objeto: object) -> list[str]:
    """Los métodos sin guion bajo de un objeto."""
    tipo = type(objeto)
    return [n for n in vars(tipo) if not n.startswith("_") and callable(getattr(tipo, n))]
