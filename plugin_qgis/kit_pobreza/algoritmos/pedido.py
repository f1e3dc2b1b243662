"""Una corrida de un algoritmo: lo elegido, y lo que se lee, se cuenta, se avisa y se escribe."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingUtils

from .. import destinos, estilo, salida
from ..errores import Cancelado, ErrorDeCapa
from ..lectura import Fuente
from ..marcas import con_marca, marca_de
from ..memoria import MEMORIA
from ..metodos.dinero import en_centavos, en_pesos
from ..metodos.hogares.auditoria import Modo
from ..resguardo.clave import Clave
from ..respaldo import Respaldo


@dataclass
class Pedido:
    """Una corrida: los valores elegidos, y dónde se anota lo que se lee, se cuenta y se avisa.

    `lecturas` de lo que no es una capa, `detalles` {parámetro: …} de las que lo son, y `perdidas`:
    lo que no se pudo leer. Todo va al registro de auditoría. `clave`: con la que se publica; a una
    salida solo va su huella. `explicacion`: cómo leer lo publicado, para el registro. `cierre`: lo
    que se hace al terminar, si todo quedó escrito. `respaldo`: lo que se reemplaza, apartado
    mientras tanto.
    """

    algoritmo: Any
    valores: dict[str, Any]
    contexto: QgsProcessingContext
    avance: QgsProcessingFeedback
    fuentes: dict[str, Fuente]
    recuentos: dict[str, Any] = field(default_factory=dict)
    avisos: list[str] = field(default_factory=list)
    lecturas: list[dict[str, Any]] = field(default_factory=list)
    detalles: dict[str, dict[str, Any]] = field(default_factory=dict)
    perdidas: list[dict[str, Any]] = field(default_factory=list)
    modo: Modo | None = None
    clave: Clave | None = None
    explicacion: dict[str, Any] = field(default_factory=dict)
    cierre: ExitStack = field(default_factory=ExitStack)
    capas: dict[str, str] = field(default_factory=dict)
    archivos: dict[str, str] = field(default_factory=dict)
    registros: list[str] = field(default_factory=list)
    respaldo: Respaldo = field(default_factory=Respaldo)

    def fuente(self, nombre: str) -> Fuente:
        """La capa de entrada, que debe estar."""
        if nombre not in self.fuentes:
            raise ErrorDeCapa(
                f"falta elegir «{self.algoritmo.etiqueta(nombre)}»", que_hacer="elija una capa"
            )
        return self.fuentes[nombre]

    def texto(self, nombre: str) -> str:
        """Un texto o un campo; «» si no se eligió."""
        return str(self.algoritmo.parameterAsString(self.valores, nombre, self.contexto)).strip()

    def campo(self, nombre: str) -> str:
        """Un campo que tiene que estar elegido."""
        elegido = self.texto(nombre)
        if not elegido:
            raise ErrorDeCapa(
                f"falta elegir «{self.algoritmo.etiqueta(nombre)}»", que_hacer="elija un campo"
            )
        return elegido

    def campos(self, nombre: str) -> list[str]:
        """Una lista de campos."""
        leer = (
            getattr(self.algoritmo, "parameterAsStrings", None) or self.algoritmo.parameterAsFields
        )
        return list(leer(self.valores, nombre, self.contexto))

    def entero(self, nombre: str) -> int | None:
        """Un entero; None si se dejó vacío."""
        if self.valores.get(nombre) is None and not self._omision(nombre):
            return None
        return int(self.algoritmo.parameterAsInt(self.valores, nombre, self.contexto))

    def real(self, nombre: str) -> float | None:
        """Un número; None si se dejó vacío."""
        if self.valores.get(nombre) is None and not self._omision(nombre):
            return None
        return float(self.algoritmo.parameterAsDouble(self.valores, nombre, self.contexto))

    def dinero(self, nombre: str) -> int | float | None:
        """Pesos con a lo sumo dos decimales; None si se dejó vacío, ErrorDeMetodo si son más."""
        escrito = self.real(nombre)
        if escrito is None:
            return None
        etiqueta = self.algoritmo.etiqueta(nombre)
        return en_pesos(en_centavos(escrito, f"valor de «{etiqueta}»,"))

    def opcion(self, nombre: str) -> int:
        """La posición elegida de una lista."""
        return int(self.algoritmo.parameterAsEnum(self.valores, nombre, self.contexto))

    def marcado(self, nombre: str) -> bool:
        """Una casilla."""
        return bool(self.algoritmo.parameterAsBool(self.valores, nombre, self.contexto))

    @property
    def practica(self) -> bool:
        """Si se publica con la clave de práctica."""
        return self.clave is not None and self.clave.practica

    def avisar(self, mensaje: str, *, sin_conteos: bool = False) -> None:
        """Un aviso que se ve en el registro de Processing y queda en la auditoría.

        Al publicar solo pasa el que se sabe `sin_conteos` de hogares: los exactos no salen.
        """
        if self.modo == "publicable" and not sin_conteos:
            return
        self.avisos.append(mensaje)
        self.avance.pushWarning(mensaje)

    def contar(self, **recuentos: Any) -> None:
        """Recuentos para la auditoría y el panel."""
        self.recuentos.update(recuentos)

    def comprobar(self) -> None:
        """Se detiene si el usuario canceló."""
        if self.avance.isCanceled():
            raise Cancelado

    def escribir(
        self, nombre: str, capa: salida.Capa, filas: Any, leyenda: estilo.Leyenda | None = None,
        despues: Any = None,
    ) -> str:  # fmt: skip
        """Escribe una capa de salida con su estilo."""
        self._preparar(nombre)
        return self._anotar(
            nombre, capa, salida.escribir(self, nombre, capa, filas), leyenda, despues
        )

    def escribir_columnas(
        self, nombre: str, capa: salida.Capa, valores: Any, puntos: Any = None,
        leyenda: estilo.Leyenda | None = None, origen: Any = None,
    ) -> str:  # fmt: skip
        """Escribe una capa de salida con su estilo, desde sus columnas."""
        self._preparar(nombre)
        capa_id = salida.escribir_columnas(self, nombre, capa, valores, puntos, origen)
        return self._anotar(nombre, capa, capa_id, leyenda, None)

    def _preparar(self, nombre: str) -> None:
        """Se detiene si se canceló, y aparta el archivo que esa salida va a reemplazar."""
        self.comprobar()
        sitio = destinos.sitio_de(self.valores.get(nombre))
        if sitio is not None and not sitio.tabla:
            self.respaldo.apartar(sitio.ruta)

    def _anotar(
        self, nombre: str, capa: salida.Capa, capa_id: str, leyenda: estilo.Leyenda | None,
        despues: Any,
    ) -> str:  # fmt: skip
        self.capas[nombre] = capa_id
        alias = [(c.name(), c.alias()) for c in capa.campos if c.alias()]

        def al_llegar(llegada: Any) -> None:
            if self.registros:
                MEMORIA.recordar_registro(llegada.id(), self.registros[0])
            if despues is not None:
                despues(llegada)
            elif nombre == self.algoritmo.PRINCIPAL:
                MEMORIA.recordar_capa(self.algoritmo.FICHA.id, llegada.id())

        marca = marca_de(self.modo, practica=self.practica)
        propia = leyenda or estilo.Leyenda()
        if marca and propia.titulo:
            propia = replace(propia, titulo=con_marca(propia.titulo, marca))
        temporal = self.contexto.temporaryLayerStore().mapLayer(capa_id)
        if temporal is not None:
            estilo.marcar(temporal, marca)
        estilo.AlCargar.programar(
            self.contexto, capa_id, propia, alias, al_llegar, marca, self.algoritmo.FICHA.id,
            self.algoritmo.etiqueta(nombre),
        )  # fmt: skip
        return capa_id

    def escribir_archivo(self, nombre: str, extension: str, texto: str) -> None:
        """Escribe un informe donde se pidió, o en la carpeta temporal."""
        ruta = self.algoritmo.parameterAsFileOutput(self.valores, nombre, self.contexto)
        ruta = ruta or QgsProcessingUtils.generateTempFilename(f"{nombre.lower()}.{extension}")
        self.respaldo.apartar(Path(ruta))
        salida.escribir_texto(ruta, texto)
        self.archivos[nombre] = ruta

    def _omision(self, nombre: str) -> bool:
        return self.algoritmo.parameterDefinition(nombre).defaultValue() is not None
