"""DNP, TerriData: categoría de la Ley 617, clasificaciones del DNP y pertenencia étnica."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres, larga, unidades
from generador.fuentes.lectura.rejillas import Libro, Tabla, limpiar
from generador.fuentes.lectura.valores import Estado, Numeros, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores import codigos as leer_codigos

GENERAL = "finanzas/TerriData_Dim1_general.xlsx"
ETNICA = "finanzas/TerriData_Dim2_Sub5_etnica.xlsx"
HOJA = "Datos"
COLUMNAS = {
    "codigo": "Código Entidad",
    "nombre": "Entidad",
    "nombre_departamento": "Departamento",
    "indicador": "Indicador",
    "numero": "Dato Numérico",
    "texto": "Dato Cualitativo",
    "anio": "Año",
    "mes": "Mes",
}
NACION, BOGOTA = "01001", "11001"
SIN_FECHA = ("2000", "0")  # el relleno de TerriData para lo que no fecha
VACIOS, SIN_ROTULO = ("", "NA"), "sin rótulo"
PERSONAS = 60_000_000
Fecha = tuple[str, str]  # año y mes, como los escribe el archivo


@dataclass(frozen=True)
class Clasificacion:
    """Un indicador cualitativo: rótulo del archivo → código del catálogo.

    `periodos` van del año y mes del archivo al del kit. `ausente` da el estado de un municipio que
    no trae valor; `en_departamento`, el de un departamento.
    """

    titulo: str
    rotulos: dict[str, str]
    periodos: dict[tuple[str, str], str]
    ausente: unidades.EstadoDe
    en_departamento: Estado


CLASIFICACIONES = {
    # La categoría sin fecha del archivo no es la de 2017 (ver la procedencia): no se publica.
    "categoria_ley617": Clasificacion(
        "Categoría ley 617 de 2000",
        {"Especial": "0", **{str(n): str(n) for n in range(1, 7)}},
        {(str(anio), "12"): str(anio) for anio in range(2018, 2024)},
        unidades.estado_de_municipio,
        "no_disponible",
    ),
    "tipologia_dnp": Clasificacion(
        "Tipología (DNP)",
        {letra: str(n) for n, letra in enumerate("ABCDEFG", start=1)},
        {SIN_FECHA: "2015"},
        unidades.estado_de_municipio,
        "no_disponible",
    ),
    "entorno_desarrollo": Clasificacion(
        "Entorno de desarrollo (DNP)",
        {"Robusto": "1", "Intermedio": "2", "Temprano": "3"},
        {SIN_FECHA: "2015"},
        unidades.estado_de_municipio,
        "no_disponible",
    ),
    "ruralidad": Clasificacion(
        "Categoría de ruralidad",
        {
            "Ciudades y aglomeraciones": "1",
            "Intermedio": "2",
            "Rural": "3",
            "Rural disperso": "4",
        },
        {SIN_FECHA: "2014"},
        unidades.siempre("no_disponible"),
        "no_aplica",
    ),
}
CONTEOS = {
    "etnica_total": "Población étnica total",
    "etnica_indigena": "Población indígena",
    "etnica_negra": "Población negra. mulata o afrocolombiana",
    "etnica_raizal": "Población raizal",
    "etnica_palenquera": "Población palenquero",
    "etnica_rom": "Población rom",
    "resguardos_poblacion": "Población de origen étnico en resguardos indígenas",
    "resguardos": "Número de resguardos indígenas en el territorio",
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con las clasificaciones (código del catálogo) y los conteos de personas.

    Dominio total. Trae también departamentos y nación, porque no se obtienen sumando: TerriData no
    publica las áreas no municipalizadas ni San Andrés. Bogotá va como 11001 y como 11.
    """
    general, etnica = _bloques(carpeta / GENERAL), _bloques(carpeta / ETNICA)
    partes = [
        *(p for i, c in CLASIFICACIONES.items() for p in _clasificacion(general, i, c)),
        *(p for i, titulo in CONTEOS.items() for p in _conteo(etnica, i, titulo)),
    ]
    return larga.unir(partes, lugar=general.lugar)


@dataclass(frozen=True)
class Bloques:
    """Un archivo en formato largo partido por indicador y fecha (año, mes)."""

    lugar: Lugar
    tablas: dict[tuple[str, Fecha], Tabla]

    def fechas(self, titulo: str) -> list[Fecha]:
        """Las fechas de un indicador, en orden; si no hay ninguna, el archivo es otro."""
        fechas = sorted(fecha for t, fecha in self.tablas if t == titulo)
        if not fechas:
            raise self._error(f"no trae el indicador «{titulo}»")
        return fechas

    def tabla(self, titulo: str, fecha: Fecha) -> Tabla:
        """Las filas de un indicador en una fecha."""
        if (titulo, fecha) not in self.tablas:
            raise self._error(f"no trae el indicador «{titulo}» en {fecha[0]} (mes {fecha[1]})")
        return self.tablas[titulo, fecha]

    def _error(self, problema: str) -> ErrorDeDatos:
        return ErrorDeDatos(
            problema,
            lugar=Lugar(self.lugar.archivo, self.lugar.hoja, None, COLUMNAS["indicador"]),
            que_hacer="compruebe que es la versión citada en los metadatos de la fuente",
        )


def _bloques(ruta: Path) -> Bloques:
    tabla = Libro(ruta).hoja(HOJA).tabla(1, COLUMNAS, clave="codigo")
    filas: dict[tuple[str, Fecha], list[int]] = defaultdict(list)
    celdas = zip(tabla["indicador"], tabla["anio"], tabla["mes"], strict=True)
    for i, (titulo, anio, mes) in enumerate(celdas):
        filas[limpiar(titulo), (limpiar(anio), limpiar(mes))].append(i)
    return Bloques(tabla.lugar, {llave: tabla.elegir(propias) for llave, propias in filas.items()})


def _clasificacion(bloques: Bloques, indicador: str, c: Clasificacion) -> Iterable[pd.DataFrame]:
    for fecha, periodo in c.periodos.items():
        tabla = bloques.tabla(c.titulo, fecha)
        territorios = _territorios(tabla)
        rotulos = categorias(tabla, "texto", c.rotulos | dict.fromkeys(VACIOS, SIN_ROTULO))
        valores: Numeros = [
            (math.nan, _sin_rotulo(c, t, periodo)) if r == SIN_ROTULO else (float(r), "dato")
            for t, r in zip(territorios, rotulos, strict=True)
        ]
        yield _con_bogota(territorios, indicador, periodo, valores)
        yield unidades.faltantes(territorios, indicador, periodo, c.ausente)


def _sin_rotulo(c: Clasificacion, territorio: str, periodo: str) -> Estado:
    if territorio == codigos.NACION:
        return "no_aplica"
    return c.en_departamento if len(territorio) == 2 else c.ausente(territorio, periodo)


def _conteo(bloques: Bloques, indicador: str, titulo: str) -> Iterable[pd.DataFrame]:
    for fecha in bloques.fechas(titulo):
        tabla = bloques.tabla(titulo, fecha)
        territorios = _territorios(tabla)
        valores = numeros(tabla, "numero", minimo=0, maximo=PERSONAS, vacio="no_disponible")
        yield _con_bogota(territorios, indicador, fecha[0], valores)
        ausente = unidades.siempre("no_disponible")
        yield unidades.faltantes(territorios, indicador, fecha[0], ausente)


def _territorios(tabla: Tabla) -> list[str]:
    """Códigos del kit: 01001 es la nación y 05000, el departamento 05; se exigen todos."""
    lista = [_del_kit(codigo) for codigo in leer_codigos(tabla, "codigo")]
    esperados = set(codigos.territorios()) - unidades.NO_SON_MUNICIPIO - {BOGOTA[:2]}
    exigir_exactos(
        tabla.lugar, lista, esperados, f"los territorios de «{limpiar(tabla['indicador'][0])}»"
    )
    cruce_de_nombres.exigir(tabla, lista)
    return lista


def _del_kit(codigo: str) -> str:
    if codigo == NACION:
        return codigos.NACION
    return codigo[:2] if codigo.endswith("000") else codigo


def _con_bogota(
    territorios: list[str], indicador: str, periodo: str, valores: Numeros
) -> pd.DataFrame:
    """Agrega el 11: el archivo trae Bogotá solo como municipio y es también departamento."""
    bogota = valores[territorios.index(BOGOTA)]
    return larga.parte([*territorios, BOGOTA[:2]], indicador, [*valores, bogota], periodo=periodo)
