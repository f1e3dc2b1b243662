"""Enlaces de las guías: al perfil de un territorio, a una norma, a una fuente y al glosario.

Van en HTML y no en Markdown para que un enlace a un perfil no dependa de que ese perfil se
construya en esta vez (`kit construir --territorios`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from markupsafe import Markup

from generador.errores import ErrorDeDatos, Lugar
from generador.normas.tabla_de_normas import Norma, normas
from generador.paginas import citas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias import archivos_de_las_guias
from generador.paginas.guias.seguro import seguro

MARCA = Markup(' <small class="por-verificar">por verificar</small>')


class Enlaces:
    """Enlaces relativos a la página que se está escribiendo; `pagina` da su dirección."""

    def __init__(self, acervo: DatosDelSitio, pagina: Callable[[], str]) -> None:
        self.acervo = acervo
        self.pagina = pagina
        self.procedencia = citas.procedencias(acervo)

    def url(self, destino: str) -> str:
        """Dirección de `destino` (desde la raíz del sitio) vista desde la página."""
        return posixpath.relpath(destino, posixpath.dirname(self.pagina()) or ".")

    def enlace(self, destino: str, texto: str, clase: str = "") -> Markup:
        """Un `<a>` con el texto escapado."""
        atributo = Markup(' class="{}"').format(clase) if clase else ""
        return Markup('<a{} href="{}">{}</a>').format(atributo, self.url(destino), seguro(texto))

    def enlace_perfil(self, codigo: str, texto: str | None = None) -> Markup:
        """El nombre del territorio (u otro texto) enlazado a su página."""
        nombre = self.acervo.territorios[codigo].nombre
        return self.enlace(f"territorio/{codigo}/index.html", texto or nombre)

    def norma(self, clave: str, texto: str | None = None) -> Markup:
        """La cita de una norma enlazada a su ficha; si no está confirmada lleva la marca."""
        una = la_norma(clave)
        escrita = texto or una.cita.replace("art. ", "art.\N{NO-BREAK SPACE}")
        cita = self.enlace(f"datos/normas.html#{una.id}", escrita, "enlace-norma")
        return cita if una.confirmada else cita + MARCA

    def fuente(self, clave: str) -> Markup:
        """El rótulo corto de una fuente de datos, enlazado a su ficha."""
        una = self.procedencia[clave]
        return self.enlace(f"datos/fuentes.html#{una.id}", una.corta, "enlace-fuente")

    def termino(self, clave: str, texto: str | None = None) -> Markup:
        """Una palabra enlazada a su definición en el glosario."""
        entrada = archivos_de_las_guias.uno("glosario", "terminos", clave)
        return self.enlace(f"glosario.html#{clave}", texto or entrada["termino"], "enlace-glosario")


def la_norma(clave: str) -> Norma:
    """La norma de la tabla; ErrorDeDatos si una guía cita una que no está."""
    if clave not in normas():
        raise ErrorDeDatos(
            f"la guía cita la norma «{clave}» y no está en la tabla",
            lugar=Lugar("normas.csv"),
            que_hacer="agregue la norma a la tabla, con su estado y de dónde consta",
        )
    return normas()[clave]
