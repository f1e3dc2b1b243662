"""La llave de cada hogar para publicar: de su identidad y de la clave de la entidad."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..errores import ErrorDeCapa
from ..lectura import Bloque, Fuente
from ..metodos.hogares.identidad import SEPARADOR, canonica
from ..metodos.publicable.llaves import llaves_de_hogar
from ..resguardo.clave import Clave, obtener
from .campos import primero

HOGAR = "hogar"
# Así empieza la ficha de todo hogar de la base de práctica; ninguna ficha de verdad es así.
DE_PRACTICA = f"{SEPARADOR}FICTICIA ".encode()
CIFRAS = (ord("0"), ord("9"))
QUE_HACER = (
    "use la capa que dejó «Cargar base Sisbén» de una base con ficha y hogar (o llave): trae el "
    "campo «hogar», municipio|ficha|hogar; o mida en modo interno"
)


def campo_de_identidad(fuente: Fuente, elegido: str) -> str:
    """El campo de texto con la identidad de cada hogar; ErrorDeCapa si la capa no la trae."""
    nombre = elegido or primero(fuente.nombres, (HOGAR,))
    if not nombre:
        raise ErrorDeCapa(
            f"la capa «{fuente.nombre}» no trae la identidad de cada hogar: sin ella no hay salida "
            "publicable",
            que_hacer=QUE_HACER,
        )
    fuente.exigir((nombre,))
    if not fuente.es_texto(nombre):
        raise ErrorDeCapa(
            f"«{nombre}» es un número y no la identidad del hogar: sin ella no hay salida "
            "publicable",
            que_hacer=QUE_HACER,
        )
    return nombre


@dataclass
class Llaves:
    """La llave de cada hogar de los bloques que van llegando; la clave se elige con el primero.

    La base de práctica usa la clave de práctica, y no se mezcla con hogares de verdad.
    """

    campo: str
    _clave: Clave | None = None
    _partes: list[np.ndarray] = field(default_factory=list)

    @property
    def clave(self) -> Clave:
        """La clave con que se publica."""
        if self._clave is None:
            self._clave = obtener()
        return self._clave

    def __call__(self, bloque: Bloque) -> np.ndarray:
        """Las llaves de los hogares del bloque, (n,); ErrorDeCapa si falta alguna identidad."""
        identidades = self._canonicas(bloque)
        de_practica = np.char.find(identidades, DE_PRACTICA) >= 0
        if self._clave is None and len(identidades):
            self._clave = obtener(base_de_practica=bool(de_practica.all()))
        if not (de_practica == self.clave.practica).all():
            raise ErrorDeCapa(
                f"«{self.campo}» mezcla hogares de la base de práctica con otros",
                que_hacer="publique por aparte la base de verdad",
            )
        llaves = llaves_de_hogar(self.clave.octetos, identidades)
        self._partes.append(llaves)
        return llaves

    def exigir_distintas(self) -> None:
        """ErrorDeCapa si algún hogar está en más de una fila."""
        todas = np.sort(np.concatenate(self._partes)) if self._partes else np.zeros(0)
        repetidas = int(np.count_nonzero(todas[1:] == todas[:-1]))
        self._partes.clear()
        if repetidas:
            raise ErrorDeCapa(
                f"«{self.campo}» se repite en {repetidas} filas: un hogar contaría dos veces",
                que_hacer="deje una fila por hogar, por ejemplo con «Eliminar duplicados por "
                "atributo», o cargue otra vez la base con «Cargar base Sisbén»",
            )

    def _canonicas(self, bloque: Bloque) -> np.ndarray:
        identidades: np.ndarray = bloque.columnas[self.campo]
        if not _ya_son_canonicas(identidades):
            propias = [_canonica(t.decode("utf-8", "replace")) for t in identidades.tolist()]
            identidades = np.array([t.encode("utf-8") for t in propias], dtype=np.bytes_)
        vacias = np.flatnonzero(np.char.str_len(identidades) == 0)
        if len(vacias):
            primera = int(vacias[0])
            fila = bloque.desde + (primera if bloque.ids is None else int(bloque.ids[primera]))
            raise ErrorDeCapa(
                f"«{self.campo}» está vacío o incompleto en la fila {fila} (y en otras "
                f"{len(vacias) - 1} de su bloque): sin identidad no hay salida publicable",
                que_hacer="complétela, o filtre esas filas",
            )
        return identidades


def _canonica(texto: str) -> str:
    """Cada parte en su forma única; «» si falta alguna."""
    partes = [canonica(parte) for parte in texto.split(SEPARADOR)]
    return SEPARADOR.join(partes) if all(partes) and len(partes) > 1 else ""


def _ya_son_canonicas(identidades: np.ndarray) -> bool:
    """Si todas son partes de cifras, sin ceros a la izquierda: lo usual, que se mira de una vez."""
    ancho = identidades.dtype.itemsize
    letras = np.ascontiguousarray(identidades).view(np.uint8).reshape(len(identidades), ancho)
    es_cifra = (letras >= CIFRAS[0]) & (letras <= CIFRAS[1])
    es_separador = letras == ord(SEPARADOR)
    es_fin = np.ones((len(letras), ancho + 1), dtype=np.bool_)
    np.equal(letras, 0, out=es_fin[:, :-1])
    # Donde empieza una parte tiene que haber una cifra que no sea un cero seguido de otra.
    empieza = np.ones_like(es_cifra)
    empieza[:, 1:] = es_separador[:, :-1]
    sigue_cifra = np.zeros_like(es_cifra)
    sigue_cifra[:, :-1] = es_cifra[:, 1:]
    mala = (empieza & ~es_cifra) | (empieza & (letras == ord("0")) & sigue_cifra)
    mala |= ~(es_cifra | es_separador | es_fin[:, :-1])
    termina_en_separador = es_separador & es_fin[:, 1:]
    con_partes = es_separador.any(axis=1).all()
    return bool(con_partes) and not bool(mala.any() or termina_en_separador.any())
