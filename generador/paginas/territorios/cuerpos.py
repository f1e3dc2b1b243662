"""El cuerpo de cada página de territorio, según su nivel."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.entorno_jinja import pintar
from generador.paginas.territorios import contextos_guardados
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.contextos_guardados import CARPETA, Contextos
from generador.paginas.territorios.departamento import contexto_departamento
from generador.paginas.territorios.municipio import contexto_municipio
from generador.paginas.territorios.nacion import contexto_nacion

# De cada nivel, lo que necesita su plantilla; la plantilla lleva su nombre.
POR_NIVEL = {
    "municipio": contexto_municipio,
    "departamento": contexto_departamento,
    "nacion": contexto_nacion,
}


class Paginas:
    """Pinta cualquier territorio compartiendo lo que es igual para todos."""

    def __init__(
        self,
        acervo: DatosDelSitio,
        url: str,
        veredas_locales: Mapping[str, Any] | None = None,
        *,
        con_libros: bool = False,
    ) -> None:
        """`veredas_locales`: lo que se dice, por municipio, de la página de sus veredas.

        `con_libros`: si cada territorio trae su libro de Excel, que entonces se enlaza.
        """
        self.comun = Comun(acervo, url, veredas_locales, con_libros=con_libros)
        self._guardados: Contextos | None = None

    def recordar(self, todos: Collection[str] = (), donde: Path = CARPETA) -> None:
        """Que lo dicho de cada territorio salga de lo guardado en `donde`.

        Si no está, lo de `todos` se calcula y se guarda; con paquetes de veredas, que no son del
        kit, no se guarda.
        """
        acervo, url = self.comun.acervo, self.comun.url
        self._guardados = contextos_guardados.abrir(acervo, url, donde)
        if self._guardados is None and todos and not self.comun.veredas_locales:
            self._guardados = contextos_guardados.hacer(acervo, url, todos, self._propio, donde)

    def contexto(self, codigo: str) -> dict[str, Any]:
        """Lo que se dice del territorio `codigo`, ya con formato."""
        # Lo de las veredas de un paquete no está en lo guardado.
        if self._guardados and codigo not in self.comun.veredas_locales:
            propio = self._guardados.leer(codigo)
            if propio is not None:
                return self.comun.fijo | propio
        return self._calculado(codigo)

    def _propio(self, codigo: str) -> dict[str, Any]:
        """Sin lo que es igual para todos."""
        fijo = self.comun.fijo
        contexto = self._calculado(codigo)
        return {k: v for k, v in contexto.items() if k not in fijo or v is not fijo[k]}

    def _calculado(self, codigo: str) -> dict[str, Any]:
        return POR_NIVEL[self._nivel(codigo)](self.comun, codigo)

    def cuerpo(self, codigo: str, contexto: dict[str, Any] | None = None) -> str:
        """HTML del territorio `codigo`, sin el armazón del tema; `contexto`, si ya se hizo."""
        return pintar(f"{self._nivel(codigo)}.html", contexto or self.contexto(codigo))

    def _nivel(self, codigo: str) -> str:
        return self.comun.acervo.territorios[codigo].nivel
