"""El cuerpo de cada página de territorio, según su nivel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.entorno_jinja import pintar
from generador.paginas.territorios.contexto_comun import Comun
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

    def contexto(self, codigo: str) -> dict[str, Any]:
        """Lo que se dice del territorio `codigo`, ya con formato."""
        return POR_NIVEL[self._nivel(codigo)](self.comun, codigo)

    def cuerpo(self, codigo: str, contexto: dict[str, Any] | None = None) -> str:
        """HTML del territorio `codigo`, sin el armazón del tema; `contexto`, si ya se hizo."""
        return pintar(f"{self._nivel(codigo)}.html", contexto or self.contexto(codigo))

    def _nivel(self, codigo: str) -> str:
        return self.comun.acervo.territorios[codigo].nivel
