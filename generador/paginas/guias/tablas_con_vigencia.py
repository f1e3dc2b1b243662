"""Las tablas con vigencia en las guías: programas, calendario e instrumentos, con su respaldo."""

from __future__ import annotations

from markupsafe import Markup

from generador.normas.calendario import calendario
from generador.normas.curadas import Respaldo
from generador.normas.instrumentos import InstrumentoDeGestion, instrumentos
from generador.normas.programas import ESTADOS, VIGENTE, programas, revisados
from generador.paginas.guias.enlaces_de_las_guias import Enlaces
from generador.paginas.guias.seguro import seguro
from generador.paginas.guias.tablas_html import tabla
from generador.paginas.herramientas.programas_vigentes import fecha_en_palabras, marca

TITULOS = {
    "reactivacion": "Para la reactivación económica",
    "emprendimiento": "Para el emprendimiento y el empleo",
    "mercados": "Para conectar con mercados",
}


class Vigencias:
    """Escribe las filas que rigen con su norma; lo que no se leyó en ella lleva marca."""

    def __init__(self, enlaces: Enlaces) -> None:
        self.enlaces = enlaces

    def revisado_el(self) -> str:
        """El día de la última revisión, en palabras."""
        return fecha_en_palabras(revisados())

    def tabla_de_oferta(self) -> Markup:
        """Los programas que constan vigentes, su corte y la fecha del último dato leído."""
        suyos = [p for p in programas().values() if p.se_ofrece(revisados())]
        filas = [
            (
                Markup("{} <small>{}</small>").format(seguro(p.programa), seguro(p.entidad)),
                _con_nota(p.corte, p.respaldo.nota),
                seguro(fecha_en_palabras(p.ultimo_dato)),
                self._respaldo(p.respaldo),
            )
            for p in suyos
        ]
        columnas = ("Programa", "A quién", "Último dato leído", "De dónde consta")
        titulo = f"Programas con dato de vigencia, revisados el {self.revisado_el()}"
        return tabla(titulo, columnas, filas)

    def tabla_calendario(self) -> Markup:
        """Los deberes del año: cuándo, qué, quién y con qué norma."""
        filas = [
            (
                Markup("{} <small>{}</small>").format(
                    seguro(_mayuscula(d.cuando)), seguro(d.plazo)
                ),
                _con_nota(d.que, d.respaldo.nota),
                seguro(d.quien),
                self._respaldo(d.respaldo),
            )
            for d in calendario()
        ]
        columnas = ("Cuándo", "Qué", "Quién", "De dónde consta")
        return tabla(f"El año del municipio, revisado el {self.revisado_el()}", columnas, filas)

    def tabla_de_instrumentos(self, frente: str) -> Markup:
        """Los instrumentos de un frente: de quién son, para quién, cómo se piden y quién hace qué.

        KeyError si el frente no es uno de `TITULOS`.
        """
        suyos = [i for i in instrumentos().values() if i.frente == frente and not i.terminado]
        filas = [
            (
                Markup("{} <small>{}</small>").format(seguro(i.instrumento), seguro(i.entidad)),
                seguro(i.para_quien),
                _con_nota(i.como_se_pide, _estado(i)),
                seguro(i.papel_del_municipio),
                self._respaldo(i.respaldo),
            )
            for i in suyos
        ]
        columnas = ("Instrumento", "Para quién", "Cómo se pide", "Qué hace el municipio", "Consta")
        return tabla(TITULOS[frente], columnas, filas)

    def _respaldo(self, respaldo: Respaldo) -> Markup:
        """Las normas de la fila; si no las hay, la fuente; y la marca si no se leyó en ellas."""
        citas = Markup("; ").join(self.enlaces.norma(clave) for clave in respaldo.normas)
        texto = citas or seguro(respaldo.fuente)
        if not (pendiente := marca(respaldo)) or "por-verificar" in texto:
            return texto
        return texto + Markup('<br><small class="por-verificar">{}</small>').format(pendiente)


def _con_nota(texto: str, nota: str) -> Markup:
    base = seguro(texto)
    return base + Markup(". <small>{}.</small>").format(seguro(nota)) if nota else base


def _estado(uno: InstrumentoDeGestion) -> str:
    """El estado, si no es vigente, y la nota."""
    dicho = "" if uno.estado == VIGENTE else ESTADOS[uno.estado]
    return ". ".join(parte for parte in (dicho, uno.respaldo.nota) if parte)


def _mayuscula(texto: str) -> str:
    return texto[:1].upper() + texto[1:]
