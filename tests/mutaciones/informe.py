"""Correr muchas entradas y contar qué pasó."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto
from tests.mutaciones.familias import FAMILIAS

Juzgada = tuple[Entrada, Veredicto]


@dataclass
class Informe:
    """Los veredictos de una corrida."""

    juzgadas: list[Juzgada] = field(default_factory=list)

    @property
    def fallos(self) -> list[Juzgada]:
        """Los que no debían pasar."""
        return [(e, v) for e, v in self.juzgadas if v.falla]

    def recuentos(self) -> dict[str, Counter[Clase]]:
        """Familia → cuántas de cada clase."""
        salida: dict[str, Counter[Clase]] = defaultdict(Counter)
        for entrada, veredicto in self.juzgadas:
            salida[entrada.familia][veredicto.clase] += 1
        return salida

    def razones(self) -> Counter[str]:
        """Por qué no se pudo notar cada una de las declaradas."""
        return Counter(v.detalle for _, v in self.juzgadas if v.clase is Clase.DECLARADO)

    def texto(self) -> str:
        """La tabla por familia, las razones declaradas y cada fallo."""
        lineas = [f"{len(self.juzgadas)} entradas, {len(self.fallos)} fallos"]
        for familia, cuentas in self.recuentos().items():
            partes = ", ".join(f"{clase} {cuentas[clase]}" for clase in Clase if cuentas[clase])
            lineas.append(f"  {familia} ({sum(cuentas.values())}): {partes}")
        if razones := self.razones():
            lineas.append("Lo que nadie podía notar:")
            lineas += [f"  {veces:4d}  {razon}" for razon, veces in razones.most_common()]
        lineas += [f"FALLO {e.id}: {v.clase}: {v.detalle}" for e, v in self.fallos]
        return "\n".join(lineas)


def correr(entradas: Sequence[Entrada], oficiales: Path) -> Informe:
    """Corre las entradas, por familia; cada una en una carpeta nueva."""
    informe = Informe()
    for nombre, familia in FAMILIAS.items():
        propias = [e for e in entradas if e.familia == nombre]
        if propias:
            with familia.abrir(oficiales) as corredor:
                informe.juzgadas += _cada_una(propias, corredor)
    return informe


def _cada_una(entradas: Iterable[Entrada], corredor: Corredor) -> Iterable[Juzgada]:
    for entrada in entradas:
        with TemporaryDirectory() as carpeta:
            yield entrada, corredor(entrada, Path(carpeta))
