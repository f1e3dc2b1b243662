"""A qué territorio pertenece cada hogar: por el polígono donde cae o por un código."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..errores import ErrorDeCapa
from ..lectura import Bloque, Diccionario, PedidoDeLectura
from ..lectura import Fuente as Capa
from ..metodos.hogares.avisos import Avisos
from ..metodos.hogares.codigos import COLUMNA_DE_CODIGO, comparable, territorio
from ..metodos.hogares.perdidas import Perdidas
from ..metodos.hogares.textos import limpiar
from ..metodos.territorio import Territorios
from ..poligonos import Poligonos, leer_poligonos
from .pedido import Pedido as Corrida


@dataclass
class Ubicador:
    """Dice el territorio de cada fila de un bloque, y lleva las cuentas.

    Con `poligonos`, el número de territorio es su posición en la capa; sin ellos, el orden en que
    aparecen los códigos. `malla` si es por punto en polígono. Los códigos y los nombres se comparan
    en su forma única: «05001» y «5001» son el mismo, y «LA PEÑA» y «La Peña» también.
    """

    poligonos: Poligonos | None = None
    malla: Territorios | None = None
    campo: str = ""
    codigos: dict[str, int] = field(default_factory=dict)
    es_codigo: bool = True
    diccionario: Diccionario | None = None
    _vistos: list[np.ndarray] = field(default_factory=list)
    _propios: list[int] = field(default_factory=list)
    sin_coordenada: int = 0
    solapados: int = 0
    etiquetas: list[str] = field(default_factory=list)

    def territorio(self, bloque: Bloque) -> np.ndarray:
        """Territorio de cada fila, (n,); −1 en ninguno."""
        if self.malla is not None:
            ubicacion = self.malla.ubicar(*bloque.punto)
            self.sin_coordenada += ubicacion.sin_coordenada
            self.solapados += int(np.count_nonzero(ubicacion.solapados > 1))
            return ubicacion.poligono
        codigos: np.ndarray = bloque.columnas[self.campo]
        if self.diccionario is None:
            raise ErrorDeCapa("faltan los códigos de territorio", que_hacer="repita la corrida")
        for texto in self.diccionario.textos[len(self._propios) :]:
            self._propios.append(self._numero(texto))
        self._vistos.append(codigos)
        return np.array([*self._propios, -1], dtype=np.int64).take(codigos)

    def _numero(self, texto: str) -> int:
        """El territorio de un código escrito; −1 si no hay o no está en la capa."""
        limpio = limpiar(texto)
        if not limpio:
            return -1
        forma = comparable(limpio, es_codigo=self.es_codigo)
        if self.poligonos is not None:
            return self.codigos.get(forma, -1)
        return self.codigos.setdefault(forma, len(self.codigos))

    def concluir(self) -> tuple[str, ...]:
        """Las etiquetas de los territorios por código, en su orden, y lo que hay que decir.

        Deja en `etiquetas` la escritura más completa de cada código.
        """
        if self.poligonos is not None or self.diccionario is None:
            return ()
        columna = self.diccionario.columna(self.campo, np.concatenate(self._vistos))
        perdidas, avisos = Perdidas(np.arange(1, len(columna) + 1)), Avisos()
        suyo = territorio(columna, perdidas, avisos)
        numero = np.array([*self._propios, -1], dtype=np.int64)[columna.codigos]
        con = np.flatnonzero(suyo.codigos >= 0)
        _, primera = np.unique(numero[con], return_index=True)
        self.etiquetas = [suyo.etiquetas[c] for c in suyo.codigos[con[primera]].tolist()]
        return (*avisos.textos, *(p.texto for p in perdidas.lista))

    @property
    def territorios(self) -> int:
        """Cuántos hay."""
        if self.poligonos is not None:
            return len(self.poligonos.entidades)
        return len(self.codigos)


def ubicador(
    pedido: Corrida, hogares: Capa, numeros: tuple[str, ...]
) -> tuple[Ubicador, PedidoDeLectura]:
    """El ubicador según lo que se eligió, y qué hay que leer de la capa de hogares."""
    campo = pedido.texto("CAMPO_HOGARES")
    revisar(pedido)
    if "TERRITORIOS" not in pedido.fuentes:
        propio = Ubicador(campo=campo, es_codigo=es_de_codigo(campo))
        return propio, PedidoDeLectura(numeros=numeros, textos=(campo,))
    territorios = pedido.fuente("TERRITORIOS")
    codigo = pedido.texto("CAMPO_TERRITORIOS")
    poligonos = leer_poligonos(territorios, pedido.avance)
    if poligonos.reparados:
        pedido.avisar(
            f"{len(poligonos.reparados)} polígonos de «{territorios.nombre}» tenían geometría "
            f"inválida y se repararon para el cálculo: "
            f"{poligonos.nombrar(poligonos.reparados, codigo)}.",
            sin_conteos=True,
        )
    if poligonos.vacios:
        pedido.avisar(
            f"{len(poligonos.vacios)} filas de «{territorios.nombre}» no tienen polígono: "
            f"{poligonos.nombrar(poligonos.vacios, codigo)}.",
            sin_conteos=True,
        )
    if not campo:
        if hogares.crs != territorios.crs:
            pedido.avance.pushInfo(
                f"Los hogares pasan de {hogares.crs.authid()} a {territorios.crs.authid()}, "
                "el sistema de los territorios."
            )
        malla = Territorios.de_anillos(poligonos.anillos)
        return Ubicador(poligonos, malla), PedidoDeLectura(numeros=numeros, crs=territorios.crs)
    es_codigo = es_de_codigo(campo) or es_de_codigo(codigo)
    codigos = [comparable(limpiar(c), es_codigo=es_codigo) for c in poligonos.codigos(codigo)]
    repetidos = sorted({c for c in codigos if c and codigos.count(c) > 1})
    if repetidos:
        raise ErrorDeCapa(
            f"en «{territorios.nombre}» el código «{repetidos[0]}» de «{codigo}» se repite "
            f"(y otros {len(repetidos) - 1} códigos)",
            que_hacer="una los polígonos de un mismo territorio con «Disolver», o quite el campo "
            "de código de los hogares para ubicarlos por su coordenada",
        )
    posiciones = {c: i for i, c in enumerate(codigos) if c}
    propio = Ubicador(poligonos, None, campo, posiciones, es_codigo)
    return propio, PedidoDeLectura(numeros=numeros, textos=(campo,))


def es_de_codigo(campo: str) -> bool:
    """Si el campo guarda códigos, por su nombre."""
    return COLUMNA_DE_CODIGO.search(campo) is not None


def codigos_de(pedido: Corrida, poligonos: Poligonos) -> list[str]:
    """El código de cada polígono, del campo que se eligió.

    Si no se eligió, del primero que distinga a todos; si ninguno lo hace, su fila. Se dice cuál.
    """
    elegido = pedido.texto("CAMPO_TERRITORIOS")
    if elegido:
        return poligonos.codigos(elegido)
    nombre = poligonos.que_distingue(propios_de(pedido.fuente("TERRITORIOS")))
    if nombre:
        pedido.avisar(
            f"No se eligió «{pedido.algoritmo.etiqueta('CAMPO_TERRITORIOS')}»: los hogares "
            f"llevan «{nombre}», que es distinto en cada polígono."
        )
        return poligonos.codigos(nombre)
    pedido.avisar(
        "Ningún campo distingue a los polígonos: los hogares llevan el número de su fila."
    )
    return [str(i + 1) for i in range(len(poligonos.entidades))]


def propios_de(territorios: Capa) -> list[str]:
    """Los campos de la capa, sin la llave del GeoPackage, que cambia al copiarla."""
    return [nombre for nombre in territorios.nombres if nombre.lower() != "fid"]


def revisar(pedido: Corrida) -> None:
    """Comprueba que se pueda saber el territorio de cada hogar."""
    campo = pedido.texto("CAMPO_HOGARES")
    hogares = pedido.fuente("HOGARES")
    if campo:
        hogares.exigir((campo,))
    if "TERRITORIOS" not in pedido.fuentes:
        if not campo:
            raise ErrorDeCapa(
                "no se sabe en qué territorio está cada hogar",
                que_hacer="elija la capa de territorios (polígonos), o el campo de los hogares "
                "con el código del territorio",
            )
        return
    if not campo:
        hogares.exigir_puntos()
        hogares.transformacion(pedido.fuente("TERRITORIOS").crs)
    elif not pedido.texto("CAMPO_TERRITORIOS"):
        raise ErrorDeCapa(
            f"se eligió «{campo}» en los hogares y falta el campo con el mismo código en los "
            "territorios",
            que_hacer="elija «Código en la capa de territorios»",
        )
    if pedido.texto("CAMPO_TERRITORIOS"):
        pedido.fuente("TERRITORIOS").exigir((pedido.texto("CAMPO_TERRITORIOS"),))
