"""Incidencia de privaciones por territorio: de un archivo de hogares a una tabla publicable."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from generador.errores import ErrorDeDatos
from generador.hogares.archivo import mensajes_de
from generador.hogares.base import Base, Filas
from generador.hogares.conteos import Conteos, Lectura, Pedido, contar
from generador.hogares.depuracion import Depurada, depurar
from generador.hogares.dominio import con_lugar
from generador.hogares.lugares import GEOGRAFICAS
from generador.hogares.poligonos import CapaDeTerritorios
from generador.metodos.depuracion import ReglaDeNulos
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.coordenadas import detectar_ejes
from generador.metodos.metodo import IPM, Metodo, Proporcion
from generador.metodos.metodo import leer_pesos as pesos_escritos
from generador.metodos.patrones import Unidad, medir_patrones
from generador.metodos.privaciones import Medida
from generador.metodos.supresion import MINIMO, Supresion, suprimir
from generador.metodos.tipos import Enteros
from generador.paginas.formato import numero

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation


@dataclass(frozen=True)
class Opciones:
    """Lo que se declara para medir. `k` como se escribió, para el registro; `pesos`, fracciones."""

    por: str = "cod_mpio"
    k: str = "1/3"
    pesos: tuple[Proporcion, ...] = IPM.proporciones
    minimo: int = MINIMO
    nulos: ReglaDeNulos = "fallar"
    unidad: Unidad = "personas"
    filas: Filas | None = None
    con_factor: bool = True
    x: str | None = None
    y: str | None = None

    @property
    def metodo(self) -> Metodo:
        """El método declarado; ErrorDeDatos si el corte o los pesos no sirven."""
        with con_lugar():
            return Metodo.declarar(IPM.nombres, self.pesos, self.k)


@dataclass(frozen=True)
class Resultado:
    """T territorios medidos, y el total.

    `medida` en la unidad pedida y `en_hogares` siempre en hogares (la de las tasas sin censurar).
    `medida` y `total` sin suprimir, que es como los usa el método; `supresion` dice qué se oculta
    al escribir. `territorios` (T,) sus códigos, en orden.
    """

    territorios: tuple[str, ...]
    medida: Medida
    en_hogares: Medida
    total: Medida
    personas: Any
    supresion: Supresion
    depurada: Depurada
    filas: Filas
    avisos: tuple[str, ...]
    cuentas: dict[str, int]


def medir_incidencia(
    base: Base, opciones: Opciones, capa: CapaDeTerritorios | None = None
) -> Resultado:
    """Lee la base una vez y mide cada territorio: del campo `por`, o de la capa si se da."""
    metodo = opciones.metodo
    factor = base.canonica("fex") if opciones.con_factor else None
    avisos = [
        a for a in (*base.archivo.avisos, *base.esquema.avisos, base.aviso_de_personales()) if a
    ]
    cuentas: dict[str, int] = {}
    if capa is None:
        pedido = Pedido(base.columnas(opciones.por), None, None, opciones.filas, factor)
        conteos = contar(base, pedido)
        agrupacion, codigos = Agrupacion.de_codigos(conteos.llaves["territorio"])
        territorio = agrupacion.grupo
    else:
        x, y = columnas_de_punto(base, opciones.x, opciones.y)
        conteos = contar(base, Pedido(None, x, y, opciones.filas, factor))
        codigos = capa.codigos
        territorio, cuentas = _ubicar(base, conteos, capa)
        avisos += capa.avisos
    depurada = depurar(base, conteos, territorio, len(codigos), opciones.nulos)
    avisos += _avisos(base, conteos, depurada, factor, cuentas)
    with con_lugar(base.nombre):
        medida = medir_patrones(depurada.tabla, metodo, opciones.unidad)
        return Resultado(
            territorios=tuple(codigos),
            medida=medida,
            en_hogares=medir_patrones(depurada.tabla, metodo, "hogares"),
            total=medida.total(),
            personas=depurada.tabla.agrupacion.sumar(depurada.tabla.personas),
            supresion=suprimir(medida.registros, minimo=opciones.minimo),
            depurada=depurada,
            filas=conteos.filas,
            avisos=tuple(avisos),
            cuentas=cuentas,
        )


def columnas_de_punto(base: Base, x: str | None, y: str | None) -> tuple[str | None, str | None]:
    """Las columnas de las coordenadas, o (None, None) si la capa ya trae los puntos."""
    if x and y:
        return base.columna(x), base.columna(y)
    if base.archivo.geometria:
        return None, None
    for parte in ("auto", "manual", "encuesta"):
        pareja = base.canonica(f"x_{parte}"), base.canonica(f"y_{parte}")
        if all(pareja):
            return pareja
    raise ErrorDeDatos(
        f"«{base.nombre}» no trae coordenadas que se reconozcan",
        que_hacer="indíquelas con --x y --y, o agrupe por un campo sin --poligonos",
    )


def hogares_inconsistentes(base: Base) -> int | None:
    """Hogares cuyas personas no tienen todas las mismas privaciones y `h_5`.

    None si el esquema no permite saber qué personas son de un mismo hogar.
    """
    llave = base.esquema.clave_hogar
    if not llave:
        return None
    h_5 = base.canonica("h_5")
    lectura = Lectura.de(base, [*llave, *base.privaciones, *([h_5] if h_5 else [])])
    valores = lectura.privaciones()
    if h_5:
        valores.append(lectura.numero(h_5))
    llaves = ", ".join(f"{lectura.texto(c)} AS k{i}" for i, c in enumerate(llave))
    marca = " || ".join(f"coalesce(CAST({v} AS VARCHAR), '-')" for v in valores)
    with mensajes_de(base.archivo.ruta):
        return _distintos(lectura.relacion.project(f"{llaves}, {marca} AS marca"), len(llave))


def _distintos(relacion: DuckDBPyRelation, llaves: int) -> int:
    grupo = ", ".join(f"k{i}" for i in range(llaves))
    por_hogar = relacion.aggregate(f"{grupo}, min(marca) <> max(marca) AS distinto", grupo)
    return int(por_hogar.filter("distinto").aggregate("count(*)").fetchall()[0][0])


def _ubicar(
    base: Base, conteos: Conteos, capa: CapaDeTerritorios
) -> tuple[Enteros, dict[str, int]]:
    """Territorio de cada renglón, y qué pasó con las coordenadas, en personas de la base."""
    x, y, crs = conteos.llaves["x"], conteos.llaves["y"], base.archivo.crs or GEOGRAFICAS
    cuentas: dict[str, int] = {}
    if not base.archivo.geometria:
        ejes = detectar_ejes(x, y)
        invertidos = ~np.isnan(ejes.longitud) & (ejes.longitud != x)
        sin_punto = np.isnan(x) | np.isnan(y) | ((x == 0) & (y == 0))
        cuentas["ejes_invertidos"] = int(conteos.personas[invertidos].sum())
        cuentas["fuera_de_colombia"] = int(
            conteos.personas[np.isnan(ejes.longitud) & ~sin_punto].sum()
        )
        x, y = ejes.longitud, ejes.latitud
    cuentas["sin_coordenada"] = int(conteos.personas[np.isnan(x) | np.isnan(y)].sum())
    cuentas["sin_coordenada"] -= cuentas.get("fuera_de_colombia", 0)
    territorio, solapados = capa.ubicar(x, y, crs)
    ubicables = ~(np.isnan(x) | np.isnan(y))
    cuentas["fuera_de_los_poligonos"] = int(conteos.personas[ubicables & (territorio < 0)].sum())
    cuentas["puntos_en_varios_poligonos"] = solapados
    return territorio, cuentas


def _avisos(
    base: Base, conteos: Conteos, depurada: Depurada, factor: str | None, cuentas: dict[str, int]
) -> list[str]:
    rotulos = {
        "ejes_invertidos": "personas tenían la latitud y la longitud cambiadas; se corrigieron",
        "fuera_de_colombia": "personas tienen una coordenada que no está en Colombia",
        "sin_coordenada": "personas no tienen coordenada",
        "fuera_de_los_poligonos": "personas quedan fuera de todos los polígonos",
        "puntos_en_varios_poligonos": "puntos caen en más de un polígono; se usó el primero",
    }
    avisos = [f"{numero(cuentas[c])} {texto}" for c, texto in rotulos.items() if cuentas.get(c)]
    if not cuentas and depurada.sin_territorio:
        avisos.append(
            f"{numero(depurada.sin_territorio)} personas no tienen territorio y no cuentan"
        )
    if depurada.filas_con_nulos:
        avisos.append(f"{numero(depurada.filas_con_nulos)} personas tienen privaciones sin dato")
    if depurada.distintas_de_h_5:
        avisos.append(
            f"en {numero(depurada.distintas_de_h_5)} personas «h_5» no es lo que dan I1…I15 con "
            "k = 1/3"
        )
    if factor:
        avisos.append(
            f"es una muestra expandida con «{factor}»: las cifras tienen un error de muestreo que "
            "aquí no se calcula"
        )
    if base.canonica("marca"):
        avisos.append(
            "no se filtró por «marca»: hay dos codificaciones sin verificar; si la base "
            "trae registros excluidos, quítelos antes"
        )
    if conteos.filas == "personas" and not base.canonica("parentesco"):
        avisos.append("sin columna de parentesco cada fila cuenta como un hogar")
    return avisos


def leer_pesos(texto: str | None) -> tuple[Fraction, ...]:
    """Los 15 pesos que se escribieron, en centésimas o fracciones; los del IPM si no se dan."""
    if texto is None:
        return IPM.proporciones
    with con_lugar():
        return pesos_escritos(texto)
