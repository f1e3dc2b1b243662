"""Todas las cifras del país, una por fila: en Parquet para programas, y por tema en CSV.

Salen de la misma tabla larga que publica el sitio, con los nombres al lado de los códigos.
"""
# ruff: noqa: S608 - en las consultas solo van nombres y rutas del kit

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generador.descargas import motor
from generador.disco.arbol import Arbol
from generador.disco.archivo_propio import no_se_pudo
from generador.disco.tablas_sin_formulas import inofensivo
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import datos_publicados, hoja_de_calculo
from generador.paginas.publicacion.a_lo_ancho import REFERENCIA
from generador.paginas.publicacion.datos_publicados import COLUMNAS
from generador.paginas.publicacion.texto_de_celda import AGREGADA, AVISO

EN_PARQUET = """
  SELECT t.codigo AS territorio, t.nombre, t.departamento, t.nivel, i.tema, c.indicador,
    i.nombre AS nombre_indicador, c.dominio, CAST(c.periodo AS SMALLINT) AS periodo,
    CASE WHEN i.categorias THEN NULL ELSE TRY_CAST(c.valor AS DOUBLE) END AS valor,
    CASE WHEN i.categorias THEN c.valor END AS categoria,
    c.estado, c.unidad, c.fuente, c.aviso
  FROM cifras c JOIN territorios t ON t.codigo = c.territorio
    JOIN indicadores i ON i.id = c.indicador
  ORDER BY i.puesto, c.dominio, c.periodo, t.puesto
"""
PRIMERAS = (
    "Código", "Territorio", "Departamento", "Indicador", "Nombre del indicador", "Zona", "Unidad",
    "Fuente", "Aviso",
)  # fmt: skip
# Como en un CSV: entre comillas lo que, si no, serían dos celdas.
CELDA = """
  CREATE MACRO celda(texto) AS CASE WHEN regexp_matches(texto, '[;"\\r\\n]')
    THEN '"' || replace(texto, '"', '""') || '"' ELSE texto END
"""
DE_TEMA = """
  SELECT any_value(t.codigo), celda(any_value(t.nombre)), celda(any_value(t.departamento)),
    any_value(i.id), celda(any_value(i.nombre)), any_value(z.zona),
    celda(any_value(i.unidad_en_palabras)),
    celda(any_value(CASE WHEN starts_with(c.fuente, '{kit}:') THEN i.rotulo_agregado
      ELSE i.rotulo END)),
    string_agg(c.periodo, ', ' ORDER BY c.periodo) FILTER (c.aviso = '{aviso}'),
    {anios}
  FROM cifras c JOIN territorios t ON t.codigo = c.territorio
    JOIN indicadores i ON i.id = c.indicador
    JOIN zonas z ON z.dominio = c.dominio
  WHERE i.tema = $tema
  GROUP BY i.puesto, t.puesto, z.puesto
  ORDER BY i.puesto, t.puesto, z.puesto
"""
DE_UN_ANIO = """
    max(CASE WHEN c.estado <> 'dato' THEN replace(c.estado, '_', ' ')
      WHEN i.categorias THEN celda(c.valor) ELSE replace(c.valor, '.', ',') END)
      FILTER (c.periodo = '{anio}')"""
ANIOS = """
  SELECT DISTINCT c.periodo FROM cifras c JOIN indicadores i ON i.id = c.indicador
  WHERE i.tema = $tema
"""
FECHA_DE_ZIP = (1980, 1, 1, 0, 0, 0)
AVISADOS = PRIMERAS.index("Aviso")
TROZO = 50_000


class TablaLarga:
    """Las cifras ya en el motor; se abre con `abierta`."""

    def __init__(self, abierto: Any, hoy: str) -> None:
        self._motor = abierto
        self._hoy = hoy

    def parquet(self, destino: Path) -> None:
        """Deja en `destino` todas las cifras, con números como números."""
        self._motor.execute(f"COPY ({EN_PARQUET}) TO {motor.ruta(destino)} ({motor.PARQUET})")

    def de_tema(self, tema: str, destino: Path) -> int:
        """Deja en `destino` un ZIP con el CSV del tema, para Excel en español; devuelve sus filas.

        Un ZIP, porque Windows lo abre sin instalar nada.
        """
        anios = hoja_de_calculo.anios_en_orden(
            (anio for (anio,) in self._motor.execute(ANIOS, {"tema": tema}).fetchall()), self._hoy
        )
        de_cada_uno = ",".join(DE_UN_ANIO.format(anio=anio) for anio in anios)
        orden = DE_TEMA.format(kit=AGREGADA, aviso=AVISO, anios=de_cada_uno)
        resultado = self._motor.execute(orden, {"tema": tema})
        titulos = hoja_de_calculo.SEPARADOR.join((*PRIMERAS, *anios))
        trozos, filas = [f"{hoja_de_calculo.MARCA}{titulos}\n".encode()], 0
        while leidas := resultado.fetchmany(TROZO):
            filas += len(leidas)
            trozos.append("".join(map(_renglon, leidas)).encode())
        parte = zipfile.ZipInfo(f"{tema}.csv", FECHA_DE_ZIP)
        parte.compress_type = zipfile.ZIP_DEFLATED
        try:
            with zipfile.ZipFile(destino, "w") as archivo:
                archivo.writestr(parte, b"".join(trozos), compresslevel=9)
        except OSError as causa:
            raise no_se_pudo(destino, causa) from causa
        return filas


def _renglon(celdas: tuple[Any, ...]) -> str:
    """La fila entera, con sus celdas vacías: comprimidas no pesan y todo lector las admite."""
    aviso = hoja_de_calculo.aviso([celdas[AVISADOS]] if celdas[AVISADOS] else [])
    dichas = (*celdas[:AVISADOS], aviso, *celdas[AVISADOS + 1 :])
    juntas = hoja_de_calculo.SEPARADOR.join("" if c is None else c for c in dichas)
    return f"{juntas}\n"


@contextmanager
def abierta(acervo: DatosDelSitio) -> Iterator[TablaLarga]:
    """La tabla de todos los territorios, con sus nombres; ErrorDeDatos si no cabe en el disco."""
    with (
        tempfile.TemporaryDirectory(prefix="kit-descargas-") as carpeta,
        motor.abierto() as abierto,
    ):
        try:
            datos_publicados.tabla_completa(acervo, Arbol(Path(carpeta)), acervo.territorios)
        except OSError as causa:
            raise no_se_pudo(Path(tempfile.gettempdir()), causa) from causa
        columnas = ", ".join(f"'{c}': 'VARCHAR'" for c in COLUMNAS)
        abierto.execute(
            "CREATE TABLE cifras AS SELECT * FROM read_csv("
            f"{motor.ruta(Path(carpeta) / datos_publicados.TABLA)}, columns = {{{columnas}}}, "
            "header = true, delim = ',', quote = '\"', escape = '\"', auto_detect = false)"
        )
        abierto.execute(CELDA)
        _territorios(abierto, acervo)
        _indicadores(abierto, acervo)
        yield TablaLarga(abierto, acervo.vigente(REFERENCIA))


def _territorios(abierto: Any, acervo: DatosDelSitio) -> None:
    propios = list(acervo.territorios.values())
    motor.poner(
        abierto,
        "territorios",
        {
            "codigo": motor.columna([t.codigo for t in propios]),
            "nombre": motor.columna([inofensivo(t.nombre) for t in propios]),
            "departamento": motor.columna([inofensivo(t.nombre_departamento) for t in propios]),
            "nivel": motor.columna([t.nivel for t in propios]),
            "puesto": motor.columna(list(range(len(propios)))),
        },
    )
    zonas = hoja_de_calculo.ZONAS
    motor.poner(
        abierto,
        "zonas",
        {
            "dominio": motor.columna(list(zonas)),
            "zona": motor.columna(list(zonas.values())),
            "puesto": motor.columna(list(range(len(zonas)))),
        },
    )


def _indicadores(abierto: Any, acervo: DatosDelSitio) -> None:
    fichas = list(acervo.catalogo.values())
    nombres = hoja_de_calculo.nombres_llanos(acervo.catalogo)
    fuentes = [acervo.fuentes.get(f.fuente) for f in fichas]
    motor.poner(
        abierto,
        "indicadores",
        {
            "id": motor.columna([f.id for f in fichas]),
            "tema": motor.columna([f.tema for f in fichas]),
            "nombre": motor.columna([inofensivo(nombres[f.id]) for f in fichas]),
            "categorias": motor.columna([bool(f.categorias) for f in fichas]),
            "unidad_en_palabras": motor.columna(
                [hoja_de_calculo.unidad_en_palabras(f) for f in fichas]
            ),
            "rotulo": motor.columna(
                [inofensivo(hoja_de_calculo.origen(f, False)) for f in fuentes]
            ),
            "rotulo_agregado": motor.columna(
                [inofensivo(hoja_de_calculo.origen(f, True)) for f in fuentes]
            ),
            "puesto": motor.columna(list(range(len(fichas)))),
        },
    )
