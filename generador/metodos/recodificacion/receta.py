"""Una receta ya leída: qué columnas reconoce, qué vale cada código y cuándo hay privación.

Formato `kit-recodificacion/1`, que describe `datos/recetas/receta.schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, Union

from .expresiones import Expresion, variables_de

FORMATO = "kit-recodificacion/1"
Estado = Literal["comprobada", "comprobada_en_parte", "sin_comprobar"]
ESTADOS: tuple[Estado, ...] = ("comprobada", "comprobada_en_parte", "sin_comprobar")
ModoDeUnidad = Literal["propia", "fuera", "dentro"]
SinElegibles = Literal["privado", "no_privado", "sin_dato"]
# «hogar»: la privación no es de personas.
Poblacion = Union[Literal["todos", "hogar"], Expresion]


@dataclass(frozen=True)
class Esquema:
    """Una forma de archivo.

    `reconocer`: columnas que la identifican, y `sin`, las que dicen que es otra. `hogar`: por cada
    parte de la llave, sus nombres posibles. `columnas` {variable: nombres posibles}; `nucleo`
    {nombre canónico del kit: nombres}, lo que el núcleo usa y no es una variable (el factor…).
    """

    id: str
    reconocer: tuple[str, ...]
    hogar: tuple[tuple[str, ...], ...]
    persona: tuple[str, ...]
    columnas: Mapping[str, tuple[str, ...]]
    nucleo: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sin: tuple[str, ...] = ()


@dataclass(frozen=True)
class Estrecha:
    """Si `var` dice «no aplica» (o si responde, con `no_aplica` falso), la edad no sale de ahí."""

    var: str
    no_aplica: bool
    desde: int | None
    hasta: int | None


@dataclass(frozen=True)
class DesdeGrupos:
    """Un número del que solo se sabe el grupo: {categoría de `variable`: (desde, hasta)}."""

    variable: str
    rangos: Mapping[str, tuple[int, int]]
    estrechar: tuple[Estrecha, ...] = ()


@dataclass(frozen=True)
class Caso:
    """Si `cuando`, el número es `var` + `mas` (sin pasar de `tope`) o, sin variable, `mas`."""

    cuando: Expresion
    var: str | None
    mas: int = 0
    tope: int | None = None


@dataclass(frozen=True)
class Codigos:
    """Qué es cada código: una categoría, «no aplica» o «sin dato»; los demás son desconocidos."""

    codigos: Mapping[str, str] = field(default_factory=dict)
    no_aplica: frozenset[str] = frozenset()
    falta: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Variable:
    """Una variable canónica.

    De categorías (`categorias` en el orden en que se nombran) o de número (`minimo`, `maximo`).
    `codigos` por omisión y `por_esquema`, los de una forma de archivo. `etiquetas` {categoría: cómo
    se dice}. `no_preguntada`: las formas de archivo en que no se le preguntó a nadie, que no es lo
    mismo que faltar. `universo`: a quién se le pregunta; fuera de él, «no aplica» es
    `no_aplica_como`.
    """

    id: str
    etiqueta: str
    codigos: Codigos
    por_esquema: Mapping[str, Codigos]
    categorias: tuple[str, ...] = ()
    etiquetas: Mapping[str, str] = field(default_factory=dict)
    minimo: int = 0
    maximo: int = 0
    de_hogar: bool = False
    contar_filas: bool = False
    no_preguntada: tuple[str, ...] = ()
    universo: Expresion | None = None
    no_aplica_como: str | None = None
    grupos: DesdeGrupos | None = None
    casos: tuple[Caso, ...] = ()

    @property
    def es_numero(self) -> bool:
        """Si vale un número y no una categoría."""
        return not self.categorias

    @property
    def es_derivada(self) -> bool:
        """Si sale de otras variables y no de una columna."""
        return bool(self.casos)

    def de(self, esquema: str) -> Codigos:
        """Los códigos en esa forma de archivo."""
        return self.por_esquema.get(esquema, self.codigos)

    @property
    def de_casos(self) -> tuple[str, ...]:
        """Las variables que nombran sus casos, sin repetir."""
        nombradas = (
            v
            for caso in self.casos
            for v in (*variables_de(caso.cuando), *((caso.var,) if caso.var else ()))
        )
        return tuple(dict.fromkeys(nombradas))

    @property
    def usa(self) -> tuple[str, ...]:
        """Todas las variables de que depende, sin repetir."""
        de_grupos = () if self.grupos is None else (self.grupos.variable,)
        de_universo = () if self.universo is None else variables_de(self.universo)
        return tuple(dict.fromkeys((*self.de_casos, *de_grupos, *de_universo)))


@dataclass(frozen=True)
class Faltantes:
    """Qué se hace con lo que no se decide.

    Nada (los tres valores), `exigir` que al menos esa parte de los elegibles tenga dato y decidir
    con ellos, o `asumir` privado o no privado, que se cuenta y se dice.
    """

    exigir: Fraction | None = None
    asumir: bool | None = None


@dataclass(frozen=True)
class Privacion:
    """Un indicador: cuándo una unidad está privada y cuánto pesa, en centésimas.

    `evidencia`: con qué se comprobó. `nota`: lo que hay que decir donde se muestre. `privado` es
    None si con esas preguntas no se puede: queda siempre sin decidir, por `no_se_puede`.
    """

    id: str
    nombre: str
    peso: int
    estado: Estado
    privado: Expresion | None
    poblacion: Poblacion = "todos"
    sin_elegibles: SinElegibles = "no_privado"
    faltantes: Faltantes = field(default_factory=Faltantes)
    evidencia: str = ""
    nota: str = ""
    no_se_puede: str = ""

    @property
    def usa(self) -> tuple[str, ...]:
        """Las variables que nombra."""
        expresiones = [e for e in (self.privado, self.poblacion) if e is not None]
        nombradas = (v for e in expresiones if not isinstance(e, str) for v in variables_de(e))
        return tuple(dict.fromkeys(nombradas))


@dataclass(frozen=True)
class Receta:
    """Todo lo que hace falta para recodificar un instrumento.

    `medida`: el rótulo de toda salida. `es_ipm`: si sus indicadores son I1…I15 con los pesos del
    IPM; si no, da otra medida. `del_sisben`: si lo demás de la base lo reconoce el núcleo.
    """

    id: str
    nombre: str
    medida: str
    version: str
    fuentes: tuple[str, ...]
    esquemas: tuple[Esquema, ...]
    variables: Mapping[str, Variable]
    privaciones: tuple[Privacion, ...]
    separar: Expresion | None
    modo: ModoDeUnidad
    estado: Estado
    es_ipm: bool
    del_sisben: bool
    avisos: tuple[str, ...] = ()
    parte_de: str | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Los indicadores, en orden."""
        return tuple(p.id for p in self.privaciones)

    @property
    def pesos(self) -> tuple[int, ...]:
        """Lo que pesa cada uno, en centésimas: suman 100."""
        return tuple(p.peso for p in self.privaciones)

    def esquema(self, id_: str) -> Esquema:
        """La forma de archivo con ese nombre, que debe existir."""
        return next(e for e in self.esquemas if e.id == id_)

    def base_de(self, variable: str) -> tuple[str, ...]:
        """Las columnas de que sale: ella misma o, si es derivada, las de sus casos."""
        propia = self.variables[variable]
        if not propia.es_derivada:
            return (variable,)
        return tuple(dict.fromkeys(b for v in propia.de_casos for b in self.base_de(v)))
