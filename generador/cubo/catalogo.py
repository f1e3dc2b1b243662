"""El catálogo de indicadores: se lee de `catalogo/*.yaml` y se exige completo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from generador import texto_yaml
from generador.errores import ErrorDeDatos, Lugar
from generador.rutas import CATALOGO

UNIDADES = {
    "porcentaje": "%",
    "puntos": "puntos",
    "puntos_porcentuales": "p. p.",
    "personas": "personas",
    "hogares": "hogares",
    "viviendas": "viviendas",
    "establecimientos": "establecimientos",
    "unidades_productoras": "unidades",
    "proyectos": "proyectos",
    "resguardos": "resguardos",
    "nacimientos": "nacimientos",
    "defunciones": "defunciones",
    "emergencias": "emergencias",
    "minutos": "minutos",
    "por_mil_nacidos_vivos": "por cada 1.000 nacidos vivos",
    "por_diez_mil_habitantes": "por cada 10.000 habitantes",
    "accesos_por_cien_habitantes": "accesos por cada 100 habitantes",
    "personas_por_hogar": "personas por hogar",
    "habitantes_por_km2": "habitantes por km²",
    "km2": "km²",
    "hectareas": "hectáreas",
    "toneladas": "toneladas",
    "pesos": "pesos",
    "pesos_por_habitante": "pesos por habitante",
    "pesos_por_mil_de_avaluo": "pesos por cada mil de avalúo",
    "millones_de_pesos": "millones de pesos",
    "miles_de_millones_de_pesos": "miles de millones de pesos",
    "millones_de_pesos_por_habitante": "millones de pesos por habitante",
    "radiancia": "nW/cm²/sr",
    "indice": "",
    "razon": "",
    "grados": "°",
    "si_no": "",
    "categoria": "",
}
# Entre qué valores puede estar una cifra por su unidad, en un municipio o en todo el país; un
# indicador que se aparta, o que se puede estrechar, lo dice en `rango`. Una
# unidad que no está aquí no acota nada: `rango` es obligatorio.
RANGOS: dict[str, tuple[float, float]] = {
    "porcentaje": (0, 100),
    "puntos": (0, 100),
    "puntos_porcentuales": (-100, 100),
    "personas": (0, 60_000_000),
    "hogares": (0, 30_000_000),
    "viviendas": (0, 30_000_000),
    "resguardos": (0, 2_000),
    "nacimientos": (0, 5_000_000),  # de varios años
    "defunciones": (0, 1_000_000),
    "emergencias": (0, 100_000),
    "minutos": (0, 20_000),
    "establecimientos": (0, 100_000),
    "unidades_productoras": (0, 5_000_000),
    "proyectos": (0, 20_000),
    "por_mil_nacidos_vivos": (0, 1_000),
    "por_diez_mil_habitantes": (0, 10_000),
    "accesos_por_cien_habitantes": (0, 100),
    "habitantes_por_km2": (0, 50_000),
    "km2": (0, 1_141_748),  # la superficie continental e insular del país
    "hectareas": (0, 114_174_800),
    "toneladas": (0, 100_000_000),
    "pesos_por_mil_de_avaluo": (0, 1_000),
    "pesos": (0, 10_000_000),
    "pesos_por_habitante": (0, 100_000_000),
    "millones_de_pesos_por_habitante": (0, 1_000),
    "millones_de_pesos": (0, 1_000_000_000),
    "miles_de_millones_de_pesos": (0, 5_000_000),
    "si_no": (0, 1),
}
DEFLACTOR = "ipc_promedio"  # con el que se llevan los pesos de un año a los de otro
PLAUSIBLES = Path(__file__).with_name("plausibles.yaml")
SENTIDOS = {"mas_es_peor", "mas_es_mejor", "neutro"}
DENOMINADORES = {"personas", "hogares", "viviendas", "nacimientos", "no_aplica"}
PERFIL = {"resumen", "detalle", "zonas", ""}  # «zonas»: plegado, por zona, del primer año al último


@dataclass(frozen=True)
class Cociente:
    """`escala` × numerador ÷ denominador, en cada dominio y periodo en que existen los dos.

    Con `solo_ultimo`, únicamente en el periodo más reciente del numerador. Donde el denominador es
    menor que `minimo` no se publica: una tasa de muy pocos los señala.
    """

    numerador: str
    denominador: str
    escala: float
    solo_ultimo: bool = False
    minimo: float = 0


@dataclass(frozen=True)
class Indicador:
    """Todo lo que el kit sabe decir de un indicador; los textos son para el lector final.

    `categorias` (solo unidad «categoria») va de código entero a rótulo. `derivado_de` nombra los
    indicadores con que se calcula uno propio, cuya fuente es «kit»; si es un cociente, `cociente`
    lo dice entero y no hace falta código; si es otro en pesos de un mismo año, `constante_de` dice
    cuál. `perfil` es cómo sale en la página del municipio:
    «resumen» (a la vista), «detalle» (plegado) o «» (solo en las descargas). `prioriza` dice si
    sirve para ordenar municipios; sin decirlo, sirven los que tienen sentido. `ordena` es falso si
    su error no deja decir quién va primero: ni puestos ni «los diez mayores». `rango` son el menor
    y el mayor valor posibles, los dos admitidos; sin decirlo, valen los de la unidad. `serie` es la
    revisión de la que sale una cantidad de personas, hogares o viviendas: un cociente entre dos
    revisiones no se admite. `notas` van de un periodo a lo que hay que saber al leerlo. `pondera`
    es el indicador con que se promedian los municipios para tener el departamento y el país que la
    entidad no publica; sin él, no se promedia.

    `plausible` son los valores que se esperan: uno posible que se sale de ellos se publica con
    aviso, y `atipico` dice por qué suele pasar. Sin decirlo, vale lo posible según la unidad.

    Un indicador se lee en su último año con dato. Una proyección, en `periodo_de_referencia`; el
    que se lee en el año de otro lo nombra en `periodo_de`. En los textos, `{otro_indicador}` es el
    año de ese indicador.
    """

    id: str
    tema: str
    corto: str
    largo: str
    definicion: str
    unidad: str
    decimales: int
    sentido: str
    denominador: str
    fuente: str
    advertencias: tuple[str, ...] = ()
    no_comparar_con: tuple[str, ...] = ()
    categorias: dict[int, str] = field(default_factory=dict)
    derivado_de: tuple[str, ...] = ()
    cociente: Cociente | None = None
    constante_de: str = ""
    pondera: str = ""
    perfil: str = ""
    prioriza: bool | None = None
    ordena: bool = True
    rango: tuple[float, float] | None = None
    plausible: tuple[float, float] | None = None
    atipico: str = ""
    periodo_de_referencia: str = ""
    periodo_de: str = ""
    serie: str = ""
    notas: dict[str, str] = field(default_factory=dict)

    @property
    def limites(self) -> tuple[float, float]:
        """El menor y el mayor valor posibles; los de una categoría son sus códigos."""
        if self.categorias:
            return min(self.categorias), max(self.categorias)
        return self.rango or RANGOS[self.unidad]

    @property
    def plausibles(self) -> tuple[float, float]:
        """Entre qué valores se espera la cifra; fuera de ellos se publica con aviso."""
        if self.plausible or self.categorias:
            return self.plausible or self.limites
        minimo, maximo = RANGOS.get(self.unidad, self.limites)
        # Un cambio o una diferencia tienen signo: para ellos lo posible es lo que dice `rango`.
        return (minimo if self.limites[0] >= 0 else self.limites[0], maximo)

    @property
    def decimales_de_descarga(self) -> int:
        """Los de las descargas, que sirven para calcular: uno más que en las páginas."""
        return self.decimales + 1

    @property
    def priorizable(self) -> bool:
        """Si tiene sentido ofrecerlo para decidir a qué municipio llegar primero."""
        return self.sentido != "neutro" if self.prioriza is None else self.prioriza

    @property
    def simbolo(self) -> str:
        """La unidad como se escribe después de la cifra."""
        return UNIDADES[self.unidad]

    @property
    def unidad_publicada(self) -> str:
        """La unidad en las tablas publicadas: el símbolo, o su nombre si no lleva símbolo."""
        return self.simbolo or self.unidad


@dataclass(frozen=True)
class Tema:
    """Grupo de indicadores que el catálogo pone bajo el mismo título."""

    id: str
    titulo: str
    indicadores: tuple[Indicador, ...]


def leer_tema(ruta: Path) -> Tema:
    """Lee un archivo del catálogo; lo de `comunes` vale para cada indicador que no lo cambie.

    Las listas (`advertencias`) se suman a las comunes; lo demás se reemplaza.
    """
    texto = ruta.read_text(encoding="utf-8")
    contenido = texto_yaml.leer(texto)
    comunes = contenido.get("comunes", {})
    indicadores = tuple(
        _indicador(
            ruta,
            {**comunes, **propio, **_sumar(comunes, propio), **_esperado(propio)},
            contenido["tema"],
        )
        for propio in contenido["indicadores"]
    )
    return Tema(contenido["tema"], contenido["titulo"], indicadores)


@cache
def esperados() -> dict[str, dict[str, Any]]:
    """`plausible` y `atipico` de cada indicador que los declara; ver `plausibles.yaml`.

    Van aparte porque los indicadores de un archivo se heredan campos, y estos son de cada uno.
    """
    leidos: dict[str, dict[str, Any]] = texto_yaml.leer(PLAUSIBLES.read_text(encoding="utf-8"))
    return leidos


def _esperado(propio: dict[str, Any]) -> dict[str, Any]:
    return esperados().get(str(propio.get("id")), {})


def temas(carpeta: Path = CATALOGO) -> tuple[Tema, ...]:
    """Todos los temas, por nombre de archivo; uno puede repartirse en varios, y va donde empieza.

    «No se compara con» vale en los dos sentidos: basta con escribirlo en un indicador del par.
    """
    return _temas(carpeta)


@cache  # con la carpeta dicha siempre: para la caché, omitirla sería pedir otra cosa
def _temas(carpeta: Path) -> tuple[Tema, ...]:
    leidos = _juntos(leer_tema(ruta) for ruta in sorted(carpeta.glob("*.yaml")))
    de_vuelta: dict[str, list[str]] = defaultdict(list)
    for indicador in chain.from_iterable(tema.indicadores for tema in leidos):
        for otro in indicador.no_comparar_con:
            de_vuelta[otro].append(indicador.id)
    return tuple(
        replace(tema, indicadores=tuple(_con(i, de_vuelta[i.id]) for i in tema.indicadores))
        for tema in leidos
    )


def _juntos(por_archivo: Iterable[Tema]) -> list[Tema]:
    juntos: dict[str, Tema] = {}
    for tema in por_archivo:
        previo = juntos.setdefault(tema.id, tema)
        if previo is not tema:
            suma = previo.indicadores + tema.indicadores
            juntos[tema.id] = replace(previo, indicadores=suma)
    return list(juntos.values())


def _con(indicador: Indicador, otros: list[str]) -> Indicador:
    todos = dict.fromkeys([*indicador.no_comparar_con, *otros])
    return replace(indicador, no_comparar_con=tuple(todos))


@cache
def indicadores(carpeta: Path = CATALOGO) -> dict[str, Indicador]:
    """Todos los indicadores por identificador; uno repetido es un error."""
    salida: dict[str, Indicador] = {}
    for tema in temas(carpeta):
        for indicador in tema.indicadores:
            if indicador.id in salida:
                raise _error(f"{tema.id}.yaml", indicador.id, "identificador repetido")
            salida[indicador.id] = indicador
    if carpeta == CATALOGO and (ajenos := sorted(set(esperados()) - set(salida))):
        raise _error(PLAUSIBLES.name, ajenos[0], "no es un indicador del catálogo")
    for indicador in salida.values():
        for campo in ("periodo_de", "constante_de", "pondera"):
            if (otro := getattr(indicador, campo)) and otro not in salida:
                problema = f"{campo} «{otro}» no es un indicador"
                raise _error(f"{indicador.tema}.yaml", indicador.id, problema)
        _exigir_una_serie(indicador, salida)
    return salida


def _exigir_una_serie(indicador: Indicador, todos: dict[str, Indicador]) -> None:
    """Un cociente no mezcla revisiones: los hogares de una no van con la población de otra."""
    if indicador.cociente is None:
        return
    partes = (indicador.cociente.numerador, indicador.cociente.denominador)
    series = {todos[parte].serie for parte in partes if parte in todos} - {""}
    if len(series) > 1:
        problema = f"el cociente mezcla las series {' y '.join(f'«{s}»' for s in sorted(series))}"
        raise _error(f"{indicador.tema}.yaml", indicador.id, problema)


def _sumar(comunes: dict[str, Any], propio: dict[str, Any]) -> dict[str, Any]:
    return {
        clave: [*comunes.get(clave, []), *propio.get(clave, [])]
        for clave in ("advertencias", "no_comparar_con")
    }


def _indicador(ruta: Path, datos: dict[str, Any], tema: str) -> Indicador:
    conocidos = {c.name for c in fields(Indicador)}
    nombre = str(datos.get("id", "(sin id)"))
    if sobran := sorted(set(datos) - conocidos):
        raise _error(ruta.name, nombre, f"campos desconocidos: {', '.join(sobran)}")
    listas = {
        c: tuple(datos.get(c, ())) for c in ("advertencias", "no_comparar_con", "derivado_de")
    }
    try:
        for extremos in {"rango", "plausible"} & set(datos):
            minimo, maximo = map(float, datos[extremos])
            datos = {**datos, extremos: (minimo, maximo)}
        if "cociente" in datos:
            datos = {**datos, "cociente": Cociente(**datos["cociente"])}
            listas["derivado_de"] = (datos["cociente"].numerador, datos["cociente"].denominador)
        if "constante_de" in datos:
            listas["derivado_de"] = (datos["constante_de"], DEFLACTOR)
        if "notas" in datos:
            datos = {**datos, "notas": {str(a): str(n) for a, n in datos["notas"].items()}}
        if "periodo_de_referencia" in datos:
            datos = {**datos, "periodo_de_referencia": str(datos["periodo_de_referencia"])}
        indicador = Indicador(**{**datos, **listas, "tema": tema})
    except (TypeError, ValueError) as causa:
        raise _error(ruta.name, nombre, f"faltan campos o no sirven ({causa})") from causa
    for campo, validos in (
        ("unidad", set(UNIDADES)),
        ("sentido", SENTIDOS),
        ("denominador", DENOMINADORES),
        ("perfil", PERFIL),
    ):
        if getattr(indicador, campo) not in validos:
            raise _error(
                ruta.name, nombre, f"{campo} «{getattr(indicador, campo)}» no está en la lista"
            )
    if (indicador.unidad == "categoria") != bool(indicador.categorias):
        raise _error(ruta.name, nombre, "`categorias` va si y solo si la unidad es «categoria»")
    _exigir_rango(ruta, indicador)
    _exigir_plausible(ruta, indicador)
    return indicador


def _exigir_rango(ruta: Path, indicador: Indicador) -> None:
    """Todo indicador tiene rango: el suyo, el de su unidad o el de sus categorías, no los dos."""
    if indicador.rango is None:
        if not indicador.categorias and indicador.unidad not in RANGOS:
            problema = f"la unidad «{indicador.unidad}» no tiene rango: dígalo en `rango`"
            raise _error(ruta.name, indicador.id, problema)
        return
    minimo, maximo = indicador.rango
    if indicador.categorias or not minimo < maximo:
        problema = "`rango` es [mínimo, máximo], y no va en una categoría"
        raise _error(ruta.name, indicador.id, problema)


def _exigir_plausible(ruta: Path, indicador: Indicador) -> None:
    """Lo plausible cabe en lo posible, y quien lo declara dice por qué se sale un valor."""
    if indicador.plausible is None:
        return
    minimo, maximo = indicador.plausible
    desde, hasta = indicador.limites
    if indicador.categorias or not desde <= minimo < maximo <= hasta:
        problema = "`plausible` es [mínimo, máximo], dentro de lo posible, y no va en una categoría"
        raise _error(ruta.name, indicador.id, problema)
    if not indicador.atipico:
        problema = "declara `plausible` sin `atipico`, que explica al lector un valor que se sale"
        raise _error(ruta.name, indicador.id, problema)


def _error(archivo: str, indicador: str, problema: str) -> ErrorDeDatos:
    return ErrorDeDatos(
        f"indicador «{indicador}»: {problema}",
        lugar=Lugar(archivo),
        que_hacer="corrija el archivo del catálogo en generador/cubo/catalogo",
    )
