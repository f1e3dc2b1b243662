"""La medición como la lee una persona y como la guarda una máquina."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from generador.formato import numero
from generador.publicar import varas
from medir import mapa
from medir.equivalencia import TOLERANCIA, Equivalencia
from medir.estadistica import Resumen, cociente
from medir.peso import Peso
from medir.procesos import Consumo

VARA = {
    "completo_cpu": 6.0,  # con el mapa, el comparador y las páginas de indicadores
    "completo_memoria": 300.0,
    "parcial_cpu": 1.5,
    "veces_hugo": 1.0,
    "html_comprimido": varas.PERFIL,
    "indice_comprimido": varas.INDICE_DE_BUSQUEDA,
    "sitio": varas.SITIO,
}
Fila = tuple[str, str, str, str]  # qué, cuánto, vara, si se cumple


@dataclass(frozen=True)
class Medicion:
    """Todo lo medido en una corrida; los pares son (kit, Hugo), uno tras otro.

    `parcial` es de unos territorios con las guías guardadas; `rehecho`, lo mismo haciéndolas;
    `recalculado`, el sitio entero con las guías y lo dicho de cada territorio por hacer.
    """

    pares: list[tuple[Consumo, Consumo]]
    parcial: list[Consumo]
    rehecho: list[Consumo]
    recalculado: list[Consumo]
    peso: Peso
    equivalencia: Equivalencia
    mapa: dict[str, float]

    @property
    def resumenes(self) -> dict[str, Resumen]:
        """CPU (s), memoria (MB) y el cociente de CPU kit / Hugo, par a par."""
        kit, hugo = zip(*self.pares, strict=True)
        return {
            "completo_cpu": Resumen.de(c.cpu for c in kit),
            "completo_memoria": Resumen.de(c.memoria for c in kit),
            "hugo_cpu": Resumen.de(c.cpu for c in hugo),
            "hugo_memoria": Resumen.de(c.memoria for c in hugo),
            "veces_hugo": cociente((a.cpu, b.cpu) for a, b in self.pares),
            "parcial_cpu": Resumen.de(c.cpu for c in self.parcial),
            "parcial_memoria": Resumen.de(c.memoria for c in self.parcial),
            "rehecho_cpu": Resumen.de(c.cpu for c in self.rehecho),
            "recalculado_cpu": Resumen.de(c.cpu for c in self.recalculado),
        }


def datos(medicion: Medicion) -> dict[str, object]:
    """Lo medido y la vara, para guardar en JSON."""
    return {
        "vara": VARA,
        "resumenes": {k: asdict(r) for k, r in medicion.resumenes.items()},
        "pares": [{"kit": asdict(a), "hugo": asdict(b)} for a, b in medicion.pares],
        "parcial": [asdict(c) for c in medicion.parcial],
        "rehecho": [asdict(c) for c in medicion.rehecho],
        "recalculado": [asdict(c) for c in medicion.recalculado],
        "peso": asdict(medicion.peso),
        "equivalencia": asdict(medicion.equivalencia),
        "mapa": medicion.mapa,
    }


def texto(medicion: Medicion) -> str:
    """El informe entero, en tablas."""
    partes = [
        f"Velocidad y memoria: {len(medicion.pares)} pares intercalados, mediana (mínimo a máximo)",
        tabla(velocidad(medicion)),
        "La CPU es de usuario y sistema, con los procesos hijos; la memoria, la del mayor proceso.",
        "Hugo recibe los textos ya calculados; el kit, además, lee datos/, calcula, y construye",
        "las guías, el buscador y la tabla completa. La vara absoluta pide una máquina tranquila.",
        "",
        "Peso del sitio",
        tabla(peso(medicion.peso)),
        "",
        *equivalencia(medicion.equivalencia),
        "",
        mapa.texto(medicion.mapa),
    ]
    return "\n".join(partes)


def velocidad(medicion: Medicion) -> list[Fila]:
    """Una fila por medida, con su vara."""
    r = medicion.resumenes
    return [
        _fila("kit construir, CPU", r["completo_cpu"], "s", VARA["completo_cpu"]),
        _fila("  lo mismo recalculando guías y perfiles, CPU", r["recalculado_cpu"], "s"),
        _fila("kit construir, memoria", r["completo_memoria"], "MB", VARA["completo_memoria"]),
        _fila("Hugo, CPU", r["hugo_cpu"], "s"),
        _fila("Hugo, memoria", r["hugo_memoria"], "MB"),
        _fila("kit / Hugo, CPU, par a par", r["veces_hugo"], "veces", VARA["veces_hugo"]),
        _fila("kit construir --territorios, CPU", r["parcial_cpu"], "s", VARA["parcial_cpu"]),
        _fila("kit construir --territorios, memoria", r["parcial_memoria"], "MB"),
        _fila("  lo mismo rehaciendo las guías, CPU", r["rehecho_cpu"], "s"),
    ]


def peso(peso: Peso) -> list[Fila]:
    """Una fila por medida de peso, con su vara."""
    return [
        ("Páginas de territorio", numero(peso.paginas), "", ""),
        _peso("HTML mediano", peso.html_mediano),
        _peso(f"HTML máximo ({peso.html_mayor})", peso.html_maximo),
        _peso("HTML mediano, comprimido", peso.comprimido_mediano),
        _peso("HTML máximo, comprimido", peso.comprimido_maximo),
        _peso(
            "HTML municipal máximo, comprimido", peso.municipal_comprimido, VARA["html_comprimido"]
        ),
        _peso("Índice de búsqueda, comprimido", peso.indice_comprimido, VARA["indice_comprimido"]),
        _peso(f"Sitio, {numero(peso.archivos)} archivos", peso.sitio, VARA["sitio"]),
    ]


def equivalencia(una: Equivalencia) -> list[str]:
    """Frases que dicen por qué los dos sitios se pueden comparar, o qué no cuadra."""
    a, b = una.html_mediano
    return [
        "Equivalencia de los dos sitios: " + ("NO" if una.faltas else "sí"),
        f"  páginas: {numero(una.paginas[0])} y {numero(una.paginas[1])}; "
        f"descargas por territorio: {numero(una.datos[0])} y {numero(una.datos[1])}",
        f"  HTML mediano, comprimido: {numero(a)} y {numero(b)} bytes "
        f"({numero(100 * (b / a - 1), 1)} %; se admite ±{numero(100 * TOLERANCIA)} %)",
        f"  nombre y cifra de {una.testigos} territorios en los dos; las mismas cifras a la "
        f"vista en {numero(una.mismas_cifras)} páginas",
        *(f"  falta: {falta}" for falta in una.faltas),
    ]


def tabla(filas: Iterable[Fila]) -> str:
    """Columnas alineadas: la primera a la izquierda, las cifras a la derecha."""
    filas = [("Medida", "Valor", "Vara", "¿Cumple?"), *filas]
    anchos = [max(len(fila[i]) for fila in filas) for i in range(4)]
    lineas = [
        f"  {f[0]:<{anchos[0]}}  {f[1]:>{anchos[1]}}  {f[2]:>{anchos[2]}}  {f[3]}".rstrip()
        for f in filas
    ]
    return "\n".join([lineas[0], "  " + "─" * (sum(anchos) + 6), *lineas[1:]])


def _fila(nombre: str, r: Resumen, unidad: str, vara: float | None = None) -> Fila:
    d = 0 if unidad == "MB" else 2
    valor = f"{numero(r.mediana, d)} {unidad} ({numero(r.minimo, d)} a {numero(r.maximo, d)})"
    if vara is None:
        return nombre, valor, "", ""
    escrita = numero(vara, 0 if vara.is_integer() else 1)
    return nombre, valor, f"≤ {escrita} {unidad}", _cumple(r.mediana, vara)


def _peso(nombre: str, valor: float, vara: float | None = None) -> Fila:
    if vara is None:
        return nombre, f"{numero(valor)} bytes", "", ""
    return nombre, f"{numero(valor)} bytes", f"≤ {numero(vara)}", _cumple(valor, vara)


def _cumple(valor: float, vara: float) -> str:
    return "sí" if valor <= vara else "no"
