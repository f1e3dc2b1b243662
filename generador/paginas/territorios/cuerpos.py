"""El cuerpo de cada página de territorio, según su nivel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.departamento import cuerpo_departamento
from generador.paginas.territorios.municipio import cuerpo_municipio
from generador.paginas.territorios.nacion import cuerpo_nacion

POR_NIVEL = {
    "municipio": cuerpo_municipio,
    "departamento": cuerpo_departamento,
    "nacion": cuerpo_nacion,
}


class Paginas:
    """Pinta cualquier territorio compartiendo lo que es igual para todos."""

    def __init__(
        self, acervo: DatosDelSitio, url: str, veredas_locales: Mapping[str, Any] | None = None
    ) -> None:
        """`veredas_locales`: lo que se dice, por municipio, de la página de sus veredas."""
        self.comun = Comun(acervo, url, veredas_locales)

    def cuerpo(self, codigo: str) -> str:
        """HTML del territorio `codigo`, sin el armazón del tema."""
        nivel = self.comun.acervo.territorios[codigo].nivel
        return POR_NIVEL[nivel](self.comun, codigo)
