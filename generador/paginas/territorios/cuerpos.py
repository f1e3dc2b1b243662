"""El cuerpo de cada página de territorio, según su nivel."""

from __future__ import annotations

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

    def __init__(self, acervo: DatosDelSitio, url: str, *, con_libros: bool = False) -> None:
        """`con_libros`: si cada territorio trae su libro de Excel, que entonces se enlaza."""
        self.comun = Comun(acervo, url, con_libros=con_libros)

    def cuerpo(self, codigo: str) -> str:
        """HTML del territorio `codigo`, sin el armazón del tema."""
        nivel = self.comun.acervo.territorios[codigo].nivel
        return POR_NIVEL[nivel](self.comun, codigo)
