"""La tabla de nombres viejos y nuevos del sitio, aplicada a una página, una hoja o un guion."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_ETIQUETA = re.compile(r"<([a-z][a-z0-9]*)([^<>]*)>")
_ATRIBUTO = re.compile(r'([\w:-]+)="([^"]*)"')
_QUE_SENALAN = {"id", "for", "href", "aria-labelledby", "aria-describedby", "aria-controls"}
_MARCA = "«{}»"


@dataclass(frozen=True)
class TablaDeClases:
    """Lo renombrado. En `clases`, «etiqueta.clase» es la que significaba dos cosas."""

    clases: Mapping[str, str]
    prefijos: Mapping[str, str]
    variables: Mapping[str, str]
    atributos: Mapping[str, str]
    identificadores: Mapping[str, str]

    @classmethod
    def leer(cls, ruta: Path) -> TablaDeClases:
        """La de un JSON como `tests/sitio/clases_renombradas.json`."""
        todo = json.loads(ruta.read_text(encoding="utf-8"))
        return cls(**{campo: todo[campo] for campo in cls.__dataclass_fields__})

    def pagina(self, html: str) -> str:
        """El HTML de antes con los nombres de ahora; lo demás, intacto."""
        return _ETIQUETA.sub(self._etiqueta, html)

    def comparable(self, texto: str) -> str:
        """Una hoja de estilo o un guion con cada nombre, viejo o nuevo, reducido a la misma marca.

        Sin la etiqueta no se sabe cuál de sus dos sentidos lleva una clase: los dos dan la misma.
        """
        for viejo, nuevo in self.prefijos.items():
            texto = re.sub(rf"(?<![\w-]){viejo}", nuevo, texto)
        return self._palabra.sub(lambda m: _MARCA.format(self._marcas[m[0]]), texto)

    def _etiqueta(self, m: re.Match[str]) -> str:
        etiqueta = m[1]
        return f"<{etiqueta}{_ATRIBUTO.sub(lambda a: self._atributo(etiqueta, a), m[2])}>"

    def _atributo(self, etiqueta: str, m: re.Match[str]) -> str:
        nombre, valor = self.atributos.get(m[1], m[1]), m[2]
        if nombre == "class":
            valor = " ".join(self._clase(etiqueta, c) for c in valor.split(" "))
        elif nombre == "style":
            valor = ";".join(self._declaracion(d) for d in valor.split(";"))
        elif nombre in _QUE_SENALAN:
            valor = self.identificadores.get(valor, valor)
        return f'{nombre}="{valor}"'

    def _clase(self, etiqueta: str, clase: str) -> str:
        for llave in (f"{etiqueta}.{clase}", clase):
            if llave in self.clases:
                return self.clases[llave]
        return self._con_prefijo(clase)

    def _con_prefijo(self, nombre: str) -> str:
        for viejo, nuevo in self.prefijos.items():
            if nombre.startswith(viejo):
                return nuevo + nombre.removeprefix(viejo)
        return nombre

    def _declaracion(self, declaracion: str) -> str:
        variable, dos_puntos, valor = declaracion.partition(":")
        return self.variables.get(variable, variable) + dos_puntos + valor

    @cached_property
    def _marcas(self) -> dict[str, str]:
        """De cada nombre, viejo o nuevo, al viejo sin etiqueta."""
        marcas: dict[str, str] = {}
        for grupo in (self.clases, self.variables, self.atributos, self.identificadores):
            for llave, nuevo in grupo.items():
                viejo = llave.rpartition(".")[2]
                con_prefijo = self._con_prefijo(viejo)
                marcas |= {viejo: viejo, con_prefijo: viejo, nuevo: viejo}
        return marcas

    @cached_property
    def _palabra(self) -> re.Pattern[str]:
        largos_antes = sorted(self._marcas, key=len, reverse=True)
        una = "|".join(re.escape(nombre) for nombre in largos_antes)
        # Un nombre que termina en guion es un prefijo: lo que sigue es suyo.
        return re.compile(rf"(?<![\w-])(?:{una})(?:(?<=-)|(?![\w-]))")
