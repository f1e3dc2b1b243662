"""Los archivos de TerriData: formato largo, un bloque por indicador y fecha."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres, municipios_de_entonces
from generador.fuentes.lectura.rejillas import LibroOficial, Tabla, limpiar
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos
from generador.fuentes.lectura.valores_de_celdas import exigir_exactos

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
NACION, DEPARTAMENTO_DE_BOGOTA = "01001", "11"
Fecha = tuple[str, str]  # año y mes, como los escribe el archivo


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


def leer_bloques(ruta: Path) -> Bloques:
    """Las filas del archivo, repartidas; ErrorDeDatos si no es de TerriData."""
    tabla = LibroOficial(ruta).hoja(HOJA).tabla(1, COLUMNAS, clave="codigo")
    filas: dict[tuple[str, Fecha], list[int]] = defaultdict(list)
    celdas = zip(tabla["indicador"], tabla["anio"], tabla["mes"], strict=True)
    for i, (titulo, anio, mes) in enumerate(celdas):
        filas[limpiar(titulo), (limpiar(anio), limpiar(mes))].append(i)
    return Bloques(tabla.lugar, {llave: tabla.elegir(propias) for llave, propias in filas.items()})


def territorios_de(tabla: Tabla) -> list[str]:
    """Códigos del kit: 01001 es la nación y 05000, el departamento 05; se exigen todos."""
    lista = [_del_kit(codigo) for codigo in leer_codigos(tabla, "codigo")]
    esperados = (
        set(codigos.territorios())
        - municipios_de_entonces.NO_SON_MUNICIPIO
        - {DEPARTAMENTO_DE_BOGOTA}
    )
    exigir_exactos(
        tabla.lugar, lista, esperados, f"los territorios de «{limpiar(tabla['indicador'][0])}»"
    )
    cruce_de_nombres.exigir(tabla, lista)
    return lista


def _del_kit(codigo: str) -> str:
    if codigo == NACION:
        return codigos.NACION
    return codigo[:2] if codigo.endswith("000") else codigo
