"""`kit incidencia` de principio a fin: leer, medir, mostrar y escribir, en cada modo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generador.hogares import escribir_tablas as escritura
from generador.hogares import pantalla_de_hogares, salida_publicable, tabla_interna
from generador.hogares.archivo import Apertura, abrir
from generador.hogares.base_reconocida import Base, reconocer_base
from generador.hogares.como_se_publica import ComoSePublica
from generador.hogares.incidencia import Opciones, medir_incidencia
from generador.hogares.incidencia_recodificada import ARecodificar, recodificado
from generador.hogares.modos import INTERNO
from generador.hogares.motor_duckdb import conectar
from generador.hogares.poligonos import CapaDeTerritorios
from generador.hogares.registro_de_incidencia import registro_de_incidencia
from generador.metodos.publicable.clave import GUARDE_COPIA
from generador.resguardo.anterior import comprobar_salida_anterior
from generador.resguardo.bitacora import publicando
from generador.resguardo.clave import Clave, obtener

DE_PRACTICA = "es una base de práctica: sus cifras no describen a ningún municipio"


@dataclass(frozen=True)
class PedidoDeIncidencia:
    """Qué se lee y dónde se escribe. `publicacion`: el modo y con qué se publica.

    `es_de_practica` dice si la base es la de práctica, que no es de nadie: solo con ella se publica
    con la clave conocida.
    """

    archivo: Path
    apertura: Apertura
    capa: CapaDeTerritorios | None
    columnas: Path | None
    memoria: str
    salida: Path | None
    reemplazar: bool
    es_de_practica: Callable[[Base], bool]
    publicacion: ComoSePublica
    recodificar: ARecodificar | None = None

    @contextmanager
    def base(self) -> Iterator[Base]:
        """La base reconocida, mientras dura la conexión."""
        with conectar(self.memoria) as conexion:
            abierto = abrir(conexion, self.archivo, self.apertura)
            if self.recodificar is not None:
                abierto = recodificado(abierto, self.recodificar, self.columnas)
            yield reconocer_base(abierto, self.columnas)

    def comprobar_salida(self, salida: Path) -> None:
        """ErrorDeDatos si escribir ahí perdería algo ajeno, la clave o la bitácora."""
        capa = self.capa.ruta if self.capa else None
        entradas = (
            self.archivo, capa, self.columnas, self.publicacion.clave, self.publicacion.bitacora,
        )  # fmt: skip
        escritura.comprobar_salida(salida, entradas, reemplazar=self.reemplazar)


def interna(pedido: PedidoDeIncidencia, opciones: Opciones) -> None:
    """Mide y muestra lo exacto, y lo escribe si se dijo dónde."""
    with pedido.base() as base:
        resultado = medir_incidencia(base, opciones, pedido.capa)
        registro = registro_de_incidencia(base, opciones, resultado, pedido.capa)
        if pedido.es_de_practica(base):
            registro["avisos_de_la_orden"] = [DE_PRACTICA, *registro["avisos_de_la_orden"]]
    hecha = tabla_interna.armar(resultado, opciones)
    registro["suma_de_resultados"] = tabla_interna.suma_de_resultados(hecha)
    pantalla_de_hogares.avisar([*registro["avisos_de_la_orden"], *registro["avisos"]])
    pantalla_de_hogares.mostrar_incidencia(hecha, opciones.unidad, INTERNO)
    if pedido.salida is not None:
        # Al final: lo medido y lo que se notó de la base se ve aunque esa salida no se pueda usar.
        pedido.comprobar_salida(pedido.salida)
        al_lado = escritura.escribir(
            pedido.salida,
            hecha,
            registro,
            tabla_interna.diccionario(resultado),
            pedido.capa.geometria if pedido.capa else None,
            reemplazar=pedido.reemplazar,
        )
        pantalla_de_hogares.escrito(pedido.salida, al_lado)


def publica(pedido: PedidoDeIncidencia, opciones: Opciones) -> None:
    """Mide, redondea, pregunta a la bitácora, escribe y anota: todo o nada."""
    salida = _comprobar(pedido, opciones)
    with pedido.base() as base:
        salida_publicable.comprobar_base(base, opciones, con_capa=pedido.capa is not None)
        clave = clave_con_que_se_publica(pedido.publicacion, practica=pedido.es_de_practica(base))
        comprobar_salida_anterior(clave, escritura.registro_de(salida))
        propias = replace(opciones, clave=clave)
        resultado = medir_incidencia(base, propias, pedido.capa)
        pantalla_de_hogares.avisar(
            [*resultado.avisos_de_la_orden, *resultado.avisos], pantalla_de_hogares.PARA_USTED
        )
        hecha = salida_publicable.armar(base, propias, resultado, pedido.capa, clave)
    con_geometria = pedido.capa is not None and not hecha.de_muestra
    pedido.comprobar_salida(salida)
    with publicando(clave, hecha.renglones, pedido.publicacion.bitacora):
        al_lado = escritura.escribir(
            salida,
            hecha.tabla,
            hecha.registro,
            hecha.diccionario,
            pedido.capa.geometria if con_geometria and pedido.capa else None,
            reemplazar=pedido.reemplazar,
        )
    pantalla_de_hogares.avisar(hecha.notas)
    pantalla_de_hogares.mostrar_publicable(hecha.tabla, str(hecha.registro["uso"]))
    pantalla_de_hogares.escrito(salida, al_lado)


def _comprobar(pedido: PedidoDeIncidencia, opciones: Opciones) -> Path:
    """La salida; ErrorDeDatos si lo que se pide no se publica, antes de leer nada."""
    salida_publicable.comprobar_pedido(opciones)
    return pedido.publicacion.exigir_salida(pedido.salida)


def clave_con_que_se_publica(publicacion: ComoSePublica, *, practica: bool) -> Clave:
    """La clave que se dio o la de la entidad; si se acaba de crear, se dice."""
    clave = obtener(publicacion.clave, base_de_practica=practica)
    if clave.nueva:
        pantalla_de_hogares.avisar(
            [f"se creó la clave de publicación en {clave.ruta}: {GUARDE_COPIA}"],
            pantalla_de_hogares.PARA_USTED,
        )
    return clave
