"""`kit publicar --revisar`: los pasos en orden; el sitio solo queda en su lugar si pasan."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from generador import publicador
from generador.cubo import catalogo as modulo_catalogo
from generador.descargas import cambios
from generador.disco import archivo_propio, carpeta_propia
from generador.disco.cerrojo import cerrojo
from generador.errores import ErrorDelKit
from generador.fichas import imprimir_fichas as fichas
from generador.importacion import verificar
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio, reunir
from generador.paginas.publicacion.cambios_publicados import NombresEscritos
from generador.publicar import cifras_cambiadas, pasos, registro
from generador.publicar.cifras_cambiadas import Diferencias
from generador.publicar.pasos import Paso
from generador.rutas import DATOS

Avisar = Callable[[Paso], None]


@dataclass(frozen=True)
class Pedido:
    """Lo que se va a publicar y contra qué se compara; ver las opciones de la orden."""

    salida: Path
    registro: Path
    url: str = ""
    territorios: tuple[str, ...] = ()
    locales: tuple[Path, ...] = ()
    descargas: Path | None = None
    anterior: Path | None = None
    con_fichas: bool = False
    acepta_cambios: bool = False


@dataclass
class Revision:
    """Los pasos que corrieron y, si se comparó, lo que cambió."""

    pasos: list[Paso] = field(default_factory=list)
    diferencias: Diferencias | None = None

    @property
    def pasa(self) -> bool:
        """Si todos los pasos dejan publicar."""
        return all(paso.pasa for paso in self.pasos)


def revisar(pedido: Pedido, avisar: Avisar = lambda _: None) -> Revision:
    """Corre los pasos, deja el registro y, si todos pasan, el sitio en `pedido.salida`.

    Un sitio que no pasa queda al lado, en `por_revisar`, y `salida` no se toca. `avisar` recibe
    cada paso al terminar. ErrorDeDatos, antes de construir nada, si `salida` o el registro taparían
    algo que no hizo el kit o que se va a leer, o si `anterior` no es una publicación;
    ErrorDelKit si otro proceso está revisando para ahí.
    """
    _exigir(pedido)
    salida = pedido.salida.resolve()
    tomada = salida.with_name(f".{salida.name}.revision.cerrojo")
    with cerrojo(tomada, f"otra revisión está haciendo {salida}"):
        return _revisar(pedido, avisar)


def _exigir(pedido: Pedido) -> None:
    nuevo = por_revisar(pedido.salida)
    llevadas = (*pedido.locales, *([pedido.descargas] if pedido.descargas else []))
    # Lo publicado sí puede ser la salida: se lee antes de reemplazarla.
    carpeta_propia.exigir_reemplazable(pedido.salida, llevadas)
    antes = [pedido.anterior] if pedido.anterior else []
    carpeta_propia.exigir_reemplazable(nuevo, (*llevadas, *antes))
    registro.exigir_propio(pedido.registro)
    registro.exigir_fuera(pedido.registro, (pedido.salida.resolve(), nuevo))
    if pedido.anterior:
        cifras_cambiadas.exigir(pedido.anterior)


def _revisar(pedido: Pedido, avisar: Avisar) -> Revision:
    hecha = Revision()

    def anotar(paso: Paso) -> None:
        hecha.pasos.append(paso)
        avisar(paso)

    acervo: DatosDelSitio | None = None
    anotar(pasos.de_datos(verificar.fallos(DATOS)))
    if hecha.pasa:
        acervo = reunir()
        with _provisional(pedido) as nuevo:
            _del_sitio(pedido, nuevo, acervo, hecha, anotar)
            # Antes que el sitio: si no se pudo escribir, la salida queda como estaba.
            _guardar(pedido, hecha, acervo)
            if hecha.pasa:
                _poner(nuevo, pedido.salida)
    else:
        _guardar(pedido, hecha, acervo)
    return hecha


def por_revisar(salida: Path) -> Path:
    """Dónde se construye, y queda si no pasa."""
    return salida.resolve().with_name(f".{salida.resolve().name}.por-revisar")


@contextmanager
def _provisional(pedido: Pedido) -> Iterator[Path]:
    """Dónde se construye; si no pasa, queda para mirarlo, y si se interrumpe, no."""
    nuevo = por_revisar(pedido.salida)
    carpeta_propia.quitar(nuevo)
    try:
        yield nuevo
    except BaseException:
        with suppress(OSError, ErrorDelKit):
            carpeta_propia.quitar(nuevo)
        raise


def _del_sitio(
    pedido: Pedido,
    nuevo: Path,
    acervo: DatosDelSitio,
    hecha: Revision,
    anotar: Callable[[Paso], None],
) -> None:
    """Construye en `nuevo` y lo revisa; los tres exámenes corren aunque uno no pase."""
    try:
        construir(
            pedido.territorios,
            nuevo,
            pedido.url or None,
            pedido.locales,
            descargas=pedido.descargas,
        )
        impresas = fichas.hacer((), nuevo, acervo=acervo).fichas if pedido.con_fichas else None
    except ErrorDelKit as error:
        problema, _, hacer = str(error).partition("\n  Qué hacer: ")
        anotar(Paso("Construcción", False, problema, (), hacer or "corrija lo que dice, y repita"))
        return
    finally:
        gc.unfreeze()  # lo que congeló la construcción, DuckDB lo contaría al salir como perdido
    anotar(pasos.de_construccion(nuevo, impresas))
    anotar(pasos.de_enlaces(nuevo, pedido.url))
    anotar(pasos.de_pesos(nuevo))
    if pedido.anterior:
        hecha.diferencias = cifras_cambiadas.comparar(pedido.anterior, nuevo, acervo.catalogo)
    anotar(pasos.de_cambios(hecha.diferencias, aceptados=pedido.acepta_cambios))
    anotar(pasos.de_vigencia(acervo.fuentes, publicador.actualizado()))


def _poner(nuevo: Path, salida: Path) -> None:
    salida = salida.resolve()
    vieja = salida.with_name(f".{salida.name}.viejo")
    with cerrojo(salida.with_name(f".{salida.name}.cerrojo"), f"otra orden está haciendo {salida}"):
        carpeta_propia.recuperar(salida, vieja)
        carpeta_propia.exigir_reemplazable(salida)
        carpeta_propia.intercambiar(nuevo, salida, vieja)


def _guardar(pedido: Pedido, hecha: Revision, acervo: DatosDelSitio | None) -> None:
    """El registro y, si cambió alguna cifra, su CSV: los dos o ninguno."""
    csv = registro.csv_de(pedido.registro)
    nombres = _nombres(acervo)
    texto = registro.en_markdown(hecha.pasos, hecha.diferencias, nombres, csv.name)
    contenidos = {pedido.registro: texto.encode()}
    if hecha.diferencias and hecha.diferencias.cifras:
        contenidos[csv] = cambios.en_csv(hecha.diferencias.cifras, nombres).encode()
    archivo_propio.guardar(contenidos)
    if csv not in contenidos:
        csv.unlink(missing_ok=True)  # el de una revisión anterior diría lo que ya no es


def _nombres(acervo: DatosDelSitio | None) -> NombresEscritos:
    """Los de lo leído; sin leer nada, solo los del catálogo."""
    catalogo = acervo.catalogo if acervo else modulo_catalogo.indicadores()
    return NombresEscritos(
        acervo.fuentes if acervo else {},
        {i: ficha.largo for i, ficha in catalogo.items()},
        {c: t.nombre for c, t in acervo.territorios.items()} if acervo else {},
    )
