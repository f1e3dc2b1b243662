"""Selección: en qué orden entran los elegibles y hasta dónde alcanzan el cupo y el presupuesto.

El orden se declara criterio por criterio («orden del Sisbén, de menor a mayor»). El empate en todos
lo resuelve un sorteo que cualquiera puede repetir: gana la menor huella SHA-256 del texto
«semilla:identificador» en UTF-8. No depende del orden de las filas ni de la versión de Python.

Entran en orden hasta agotar el límite de su territorio, el general o el presupuesto. El
presupuesto se detiene en el primero que no cabe: nadie pasa por delante por costar menos. Quien no
alcanza queda en lista de espera, en el mismo orden.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from .calculo import ponderadores
from .dinero import Dinero, columna_en_centavos, en_centavos, en_pesos
from .errores import ErrorDeMetodo
from .grupos import Agrupacion
from .tipos import Enteros, Logicos, Numeros

NO_ELEGIBLE, SELECCIONADO, EN_ESPERA = 0, 1, 2
SIN_PUESTO = 0
ENTERO_MAXIMO = 2**63 - 1
Sentido = Literal["menor", "mayor"]
# Por qué un elegible no alcanzó; el código de `Seleccion.corte` es la posición.
CORTES: tuple[str, ...] = (
    "",
    "no está en ningún territorio con cupo",
    "se agotó el cupo de su territorio",
    "se agotó el cupo general",
    "se agotó el presupuesto",
)
SIN_TERRITORIO, DEL_TERRITORIO, GENERAL, DEL_PRESUPUESTO = 1, 2, 3, 4


@dataclass(frozen=True)
class Criterio:
    """Un criterio de prioridad: va primero el `menor` o el `mayor` valor del campo.

    Un elegible sin dato es un error, salvo que se declare `nulos_al_final`.
    """

    campo: str
    primero: Sentido
    nulos_al_final: bool = False


@dataclass(frozen=True)
class LimitesDeSeleccion:
    """Hasta dónde se selecciona; None no limita, pero tiene que haber algún límite.

    `cupo` general; `por_territorio` (G,) cupos de cada territorio; `presupuesto` en pesos, con
    `costos` (n,) en pesos por hogar, números o textos con a lo sumo dos decimales (ver `dinero`).
    Solo se mira el costo de los elegibles. `filas` (n,): cómo se nombra a cada hogar en un error.
    """

    cupo: int | None = None
    por_territorio: Numeros | None = None
    presupuesto: Dinero | None = None
    costos: Any = None
    filas: Enteros | None = None


@dataclass(frozen=True)
class Candidatos:
    """n hogares: quién es `elegible` (n,), su identificador único y su territorio."""

    elegible: Logicos
    identificadores: Sequence[str]
    agrupacion: Agrupacion


@dataclass(frozen=True)
class Seleccion:
    """Resultado de la selección de n hogares.

    `puesto` (n,): lugar en el orden de prioridad entre todos los elegibles, desde 1; 0 si no es
    elegible. `estado` (n,): 0 no elegible, 1 seleccionado, 2 en espera. `espera` (n,): lugar en la
    lista de espera, desde 1. `corte` (n,): por qué no alcanzó, posición en `CORTES`. `sorteado`
    (n,): el sorteo decidió, porque otro con iguales criterios tuvo la suerte contraria por el mismo
    límite. `centavos`: lo comprometido, exacto (0 sin presupuesto).
    """

    puesto: Enteros
    estado: Enteros
    espera: Enteros
    corte: Enteros
    sorteado: Logicos
    centavos: int

    @property
    def costo(self) -> int | float:
        """Los pesos comprometidos, con sus centavos si los hay."""
        return en_pesos(self.centavos)

    def razones(self) -> tuple[str, ...]:
        """La suerte de cada hogar, en una frase."""
        return tuple(map(self._razon, range(len(self.estado))))

    def _razon(self, i: int) -> str:
        if self.estado[i] == NO_ELEGIBLE:
            return "no elegible"
        sorteo = " (desempate por sorteo)" if self.sorteado[i] else ""
        if self.estado[i] == SELECCIONADO:
            return f"seleccionado, puesto {self.puesto[i]}{sorteo}"
        return f"en espera, lugar {self.espera[i]}: {CORTES[self.corte[i]]}{sorteo}"


def huella(identificador: str, semilla: str) -> bytes:
    """SHA-256 de «semilla:identificador»: la boleta de un hogar en el sorteo, gana la menor."""
    return hashlib.sha256(f"{semilla}:{identificador}".encode()).digest()


def seleccionar(
    candidatos: Candidatos,
    datos: Mapping[str, Any],
    criterios: Sequence[Criterio],
    limites: LimitesDeSeleccion,
    semilla: str,
) -> Seleccion:
    """Ordena a los elegibles y entrega hasta donde alcanzan los límites.

    `datos` {campo: (n,)} numéricos, los que nombran los criterios.
    """
    n = len(candidatos.elegible)
    if len(set(candidatos.identificadores)) != n:
        raise ErrorDeMetodo(
            "hay identificadores de hogar repetidos, y el sorteo los usa",
            que_hacer="dé un identificador único por hogar",
        )
    elegibles = np.flatnonzero(candidatos.elegible)
    valores = [_valores(datos, criterio, elegibles) for criterio in criterios]
    orden, empate = _ordenar(
        valores, [candidatos.identificadores[i] for i in elegibles.tolist()], semilla
    )
    fila = elegibles[orden]
    corte, centavos = _cortar(limites, candidatos, fila)
    territorio = candidatos.agrupacion.grupo[fila]

    puesto, estado, espera, cortes = (np.zeros(n, dtype=np.int64) for _ in range(4))
    sorteado = np.zeros(n, dtype=np.bool_)
    puesto[fila] = np.arange(1, len(fila) + 1)
    estado[fila] = np.where(corte == 0, SELECCIONADO, EN_ESPERA)
    espera[fila[corte > 0]] = np.arange(1, int((corte > 0).sum()) + 1)
    cortes[fila] = corte
    en_su_territorio = empate * (candidatos.agrupacion.numero + 1) + territorio + 1
    sorteado[fila] = _mezclados(en_su_territorio, corte == 0, corte == DEL_TERRITORIO)
    sorteado[fila] |= _mezclados(empate, corte == 0, corte >= GENERAL)
    return Seleccion(puesto, estado, espera, cortes, sorteado, centavos)


def _valores(datos: Mapping[str, Any], criterio: Criterio, elegibles: Enteros) -> Any:
    """Valores del criterio tales que el menor va primero y el nulo (si se admite) al final."""
    if criterio.campo not in datos:
        raise ErrorDeMetodo(
            f"la prioridad usa el campo «{criterio.campo}» y la capa no lo trae",
            que_hacer=f"elija uno de: {', '.join(sorted(datos))}",
        )
    valores = np.asarray(datos[criterio.campo], dtype=np.float64)[elegibles]
    nulos = int(np.count_nonzero(np.isnan(valores)))
    if nulos and not criterio.nulos_al_final:
        raise ErrorDeMetodo(
            f"{nulos} elegibles no tienen dato en «{criterio.campo}» y no se pueden ordenar",
            que_hacer="complete el dato o declare que los nulos van al final",
        )
    return valores if criterio.primero == "menor" else -valores


def _ordenar(
    valores: Sequence[Any], identificadores: Sequence[str], semilla: str
) -> tuple[Enteros, Enteros]:
    """Orden de prioridad y, en ese orden, número del grupo de empatados de cada uno."""
    claves = [*valores, np.zeros(len(identificadores))]
    previo = np.lexsort(claves[::-1])
    distinto = np.zeros(len(previo), dtype=np.bool_)
    for clave in claves:
        antes, despues = clave[previo[:-1]], clave[previo[1:]]
        distinto[1:] |= (antes != despues) & ~(np.isnan(antes) & np.isnan(despues))
    empate = np.cumsum(distinto)
    turno = np.zeros(len(previo), dtype=np.int64)
    empatados = previo[np.bincount(empate)[empate] > 1] if len(previo) else previo
    turno[empatados] = _turnos([identificadores[i] for i in empatados.tolist()], semilla)
    grupo = np.empty(len(previo), dtype=np.int64)
    grupo[previo] = empate
    orden = np.lexsort((turno, grupo))
    return orden.astype(np.int64), grupo[orden]


def _turnos(identificadores: Sequence[str], semilla: str) -> Enteros:
    """Lugar de cada huella entre todas, comparadas como enteros de 256 bits."""
    boletas = b"".join(huella(identificador, semilla) for identificador in identificadores)
    palabras = np.frombuffer(boletas, dtype=">u8").reshape(-1, 4)
    turnos = np.empty(len(palabras), dtype=np.int64)
    turnos[np.lexsort(palabras.T[::-1])] = np.arange(len(palabras))
    return turnos


def _cortar(
    limites: LimitesDeSeleccion, candidatos: Candidatos, fila: Enteros
) -> tuple[Enteros, int]:
    """Código de corte de cada elegible, en prioridad (0 si alcanza), y centavos comprometidos."""
    agrupacion = candidatos.agrupacion
    corte = np.zeros(len(fila), dtype=np.int64)
    if limites.cupo is None and limites.por_territorio is None and limites.presupuesto is None:
        raise ErrorDeMetodo(
            "no hay cupo ni presupuesto: no habría nada que seleccionar",
            que_hacer="declare un cupo general, por territorio o un presupuesto",
        )
    if limites.por_territorio is not None:
        cupos = ponderadores(limites.por_territorio, agrupacion.numero, "cupo por territorio")
        if (cupos % 1 != 0).any():
            raise ErrorDeMetodo(
                f"hay un cupo por territorio de {cupos[cupos % 1 != 0][0]:g} hogares",
                que_hacer="dé cupos enteros: la asignación los reparte sin fracciones",
            )
        territorio = agrupacion.grupo[fila]
        corte[_lugar_en_su_grupo(territorio) >= np.append(cupos, 0)[territorio]] = DEL_TERRITORIO
        corte[territorio < 0] = SIN_TERRITORIO
    if limites.cupo is not None:
        sigue = corte == 0
        corte[sigue & (np.cumsum(sigue) > limites.cupo)] = GENERAL
    if limites.presupuesto is None:
        return corte, 0
    if limites.costos is None:
        raise ErrorDeMetodo(
            "hay presupuesto y no hay costos por hogar", que_hacer="dé el costo de cada hogar"
        )
    presupuesto = en_centavos(limites.presupuesto, "presupuesto")
    costos: Any = columna_en_centavos(
        limites.costos, candidatos.elegible, "costo por hogar", limites.filas
    )[fila]
    if int(costos.max(initial=0)) * len(costos) > ENTERO_MAXIMO:
        costos = costos.astype(object)  # enteros de Python: lentos, pero no se desbordan
    gastado = np.cumsum(np.where(corte == 0, costos, 0))
    corte[(corte == 0) & (gastado > presupuesto).astype(np.bool_)] = DEL_PRESUPUESTO
    return corte, int(costos[corte == 0].sum())


def _lugar_en_su_grupo(grupo: Enteros) -> Enteros:
    """Cuántos del mismo grupo hay antes de cada elemento."""
    orden = np.argsort(grupo, kind="stable")
    ordenados = grupo[orden]
    cambia = np.ones(len(grupo), dtype=np.bool_)
    cambia[1:] = ordenados[1:] != ordenados[:-1]
    inicio = np.flatnonzero(cambia)[np.cumsum(cambia) - 1]
    lugar = np.empty(len(grupo), dtype=np.int64)
    lugar[orden] = np.arange(len(grupo)) - inicio
    return lugar


def _mezclados(grupo: Enteros, unos: Logicos, otros: Logicos) -> Logicos:
    """Miembros de `unos` u `otros` cuyo grupo tiene de los dos."""
    cuantos = int(grupo.max(initial=-1)) + 1
    hay_unos = np.bincount(grupo[unos], minlength=cuantos) > 0
    hay_otros = np.bincount(grupo[otros], minlength=cuantos) > 0
    return np.asarray((unos | otros) & (hay_unos & hay_otros)[grupo], dtype=np.bool_)
