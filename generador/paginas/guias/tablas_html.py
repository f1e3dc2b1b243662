"""Tablas de las guías en HTML: se leen en 360 px porque cada celda sabe cómo se llama."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from generador.cubo.periodos import escrito
from generador.formato import con_signo, numero, porcentaje
from generador.normas.tabla_de_normas import normas
from generador.paginas.guias import archivos_de_las_guias
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.enlaces_de_las_guias import MARCA, Enlaces
from generador.paginas.guias.seguro import seguro

CRITICO = Markup(" <em>(crítico)</em>")


def tabla(
    titulo: str, columnas: Sequence[str], filas: Iterable[Sequence[str]], clase: str = ""
) -> Markup:
    """Una tabla cuya primera celda encabeza la fila; se escapa el texto que no es `Markup`."""
    cabeza = "".join(f'<th scope="col">{seguro(c)}</th>' for c in columnas)
    cuerpo = "".join(_fila(columnas, fila) for fila in filas)
    return Markup(  # noqa: S704 - cada texto pasó por `seguro`
        f'<table class="{f"tabla-guia {clase}".strip()}"><caption>{seguro(titulo)}</caption>'
        f"<thead><tr>{cabeza}</tr></thead><tbody>{cuerpo}</tbody></table>"
    )


def tabla_escrita(
    titulo: str, columnas: Sequence[str], filas: Iterable[Sequence[str]], clase: str = ""
) -> Markup:
    """La tabla que se escribe en una guía: sus celdas son HTML de quien la redactó.

    Lo que venga de datos ya lo escapó la macro que lo trajo.
    """
    en_html = [[Markup(celda) for celda in fila] for fila in filas]  # noqa: S704
    return tabla(titulo, columnas, en_html, clase)


def _fila(columnas: Sequence[str], fila: Sequence[str]) -> str:
    primera, *resto = fila
    celdas = "".join(
        f'<td data-rotulo="{seguro(c)}">{seguro(texto)}</td>'
        for c, texto in zip(columnas[1:], resto, strict=True)
    )
    return f'<tr><th scope="row">{seguro(primera)}</th>{celdas}</tr>'


def tabla_privaciones() -> str:
    """Las quince privaciones: dimensión, cuándo un hogar está privado y su peso en centésimas."""
    filas = [
        (f"{una['id']}. {una['nombre']}", una["dimension"], una["cuando"], numero(una["peso"]))
        for una in _privaciones()
    ]
    columnas = ("Privación", "Dimensión", "Un hogar está privado cuando…", "Peso (centésimas)")
    return tabla("Las quince privaciones y su peso", columnas, filas)


def tabla_programas() -> str:
    """Qué clase de programa atiende cada privación."""
    filas = [
        (
            una["nombre"],
            una["dimension"],
            archivos_de_las_guias.uno("reglas", "programas", una["id"]),
        )
        for una in _privaciones()
    ]
    columnas = ("Privación", "Dimensión", "Qué la mueve")
    return tabla("De la privación al programa", columnas, filas)


def _privaciones() -> list[dict[str, Any]]:
    """Las privaciones que comparten guías y herramientas, con el nombre de su dimensión."""
    leidas = archivos_de_las_guias.compartidas()["privaciones"]
    dimensiones = {d["id"]: d["nombre"] for d in leidas["dimensiones"]}
    return [{**una, "dimension": dimensiones[una["dimension"]]} for una in leidas["privaciones"]]


def tabla_niveles() -> str:
    """Grupos del Sisbén IV con sus niveles, leídos de la configuración del método."""
    (sisben,) = (
        i for i in archivos_de_las_guias.compartidas()["instrumentos"] if i["id"] == "sisben_iv"
    )
    filas = [
        (
            g["letra"],
            g["nombre"],
            f"{g['letra']}1 a {g['letra']}{g['niveles']}",
            numero(g["niveles"]),
        )
        for g in sisben["grupos"]
    ]
    total = numero(sum(g["niveles"] for g in sisben["grupos"]))
    filas.append(("Todos", "", "", total))
    return tabla(f"Los {total} niveles", ("Grupo", "Nombre", "Niveles", "Cuántos"), filas)


def tabla_categorias() -> str:
    """Umbrales de categoría y límite del gasto de funcionamiento."""
    rangos = archivos_de_las_guias.compartidas()["fuentes"]["rangos"]
    arriba = [None, *rangos]
    filas = [
        (
            uno["nombre"],
            _poblacion(uno["poblacion_desde"], otro and otro["poblacion_desde"] - 1),
            _ingresos(uno["icld_mas_de"], otro and otro["icld_mas_de"]),
            porcentaje(uno["limite_pct"], 0),
        )
        for uno, otro in zip(rangos, arriba, strict=False)
    ]
    columnas = ("Categoría", "Población", "ICLD (salarios mínimos)", "Límite de funcionamiento")
    return tabla("Categorías de los municipios", columnas, filas)


def _poblacion(desde: int, hasta: int | None) -> str:
    if hasta is None:
        return f"{numero(desde)} o más"
    return f"{numero(desde)} a {numero(hasta)}" if desde else f"{numero(hasta)} o menos"


def _ingresos(mas_de: int, hasta: int | None) -> str:
    if hasta is None:
        return f"más de {numero(mas_de)}"
    if mas_de < 0:
        return f"hasta {numero(hasta)}"
    return f"más de {numero(mas_de)} y hasta {numero(hasta)}"


def tabla_personeria() -> str:
    """Límite del gasto de la personería por categoría, con el tope al final del aumento."""
    fuentes = archivos_de_las_guias.compartidas()["fuentes"]
    regla = fuentes["personeria"]
    alza = regla["aumento"] * regla["vigencias"]
    limites = [f"{porcentaje(p)} de los ICLD" for p in regla["pct_icld"]]
    limites += [
        f"De {numero(base)} a {numero(base + alza)} salarios mínimos, de forma gradual"
        for base in regla["salarios_base"]
    ]
    filas = [(r["nombre"], limite) for r, limite in zip(fuentes["rangos"], limites, strict=True)]
    return tabla("Límite del gasto de la personería", ("Categoría", "Límite"), filas)


def tabla_sgp() -> str:
    """Componentes del SGP: qué parte, qué financian y qué no."""
    filas = [
        (f["componente"], porcentaje(f["parte"]), f["financia"], f["excluye"])
        for f in archivos_de_las_guias.leer("reglas")["sgp"]
    ]
    columnas = ("Componente", "Parte", "Financia", "No financia")
    return tabla("El SGP por sectores, después de las asignaciones especiales", columnas, filas)


def tabla_especiales() -> str:
    """Asignaciones especiales del SGP: qué parte del total, qué financian y qué no."""
    filas = [
        (f["asignacion"], porcentaje(f["parte"], 2), f["financia"], f["excluye"])
        for f in archivos_de_las_guias.leer("reglas")["sgp_especiales"]
    ]
    columnas = ("Asignación", "Parte del total", "Financia", "No financia")
    return tabla("Asignaciones especiales del SGP", columnas, filas)


def tabla_diagnostico() -> str:
    """El instrumento de diagnóstico institucional: ítems con la evidencia que los respalda."""
    columnas = ("Ítem", "Evidencia que lo respalda", "Puntaje")
    return "\n\n".join(
        tabla(
            dimension["nombre"],
            columnas,
            [(_item(i), i["evidencia"], "") for i in dimension["items"]],
            "tabla-diagnostico",
        )
        for dimension in archivos_de_las_guias.compartidas()["diagnostico"]["dimensiones"]
    )


def _item(item: dict[str, Any]) -> Markup:
    return seguro(item["texto"]) + (CRITICO if item["critico"] else "")


def tabla_escala() -> str:
    """La escala con que se puntúa cada ítem."""
    escala = archivos_de_las_guias.compartidas()["diagnostico"]["escala"]
    filas = [(numero(i), texto) for i, texto in enumerate(escala)]
    return tabla("Escala de cada ítem", ("Puntaje", "Qué quiere decir"), filas)


def tabla_niveles_de_capacidad() -> str:
    """Los niveles del puntaje, de cuánto a cuánto."""
    niveles = archivos_de_las_guias.compartidas()["diagnostico"]["niveles"]
    bordes = pairwise([*(n["desde"] for n in niveles), 100])
    filas = [
        (
            n["nombre"],
            _rango(*borde),
            archivos_de_las_guias.uno("reglas", "lecturas_de_nivel", n["id"]),
        )
        for n, borde in zip(niveles, bordes, strict=True)
    ]
    return tabla("Niveles de capacidad", ("Nivel", "Puntaje", "Cómo leerlo"), filas)


def _rango(desde: int, hasta: int) -> str:
    return f"{desde} a 100" if hasta == 100 else f"{desde} a menos de {hasta}"


def tabla_idf() -> str:
    """Los rangos del índice de desempeño fiscal y qué conviene preguntar en cada uno."""
    rangos = archivos_de_las_guias.leer("reglas")["idf_rangos"]
    bordes = pairwise([*(r["desde"] for r in rangos), 100])
    filas = [
        (r["nombre"], _rango(*borde), r["lectura"]) for r, borde in zip(rangos, bordes, strict=True)
    ]
    columnas = ("Rango", "Puntaje", "Qué conviene preguntar")
    return tabla("Índice de desempeño fiscal, método nuevo", columnas, filas)


class Tablas:
    """Tablas que dependen de los datos o de la página en que van."""

    def __init__(self, numeros: Numeros, enlaces: Enlaces) -> None:
        self.numeros = numeros
        self.enlaces = enlaces

    def tabla_sgr(self) -> str:
        """Asignaciones de regalías: parte, para quién y quién decide."""
        filas = [
            (
                f["asignacion"],
                porcentaje(f["parte"], 0),
                f["para"],
                Markup("{} ({})").format(seguro(f["decide"]), self.enlaces.norma(f["norma"])),
            )
            for f in archivos_de_las_guias.leer("reglas")["sgr"]
        ]
        columnas = ("Asignación", "Parte del total", "Para quién", "Quién decide")
        return tabla("Regalías: asignaciones que financian proyectos", columnas, filas)

    def tabla_otras_fuentes(self) -> str:
        """Fuentes distintas del SGP y las regalías, con su norma si la hay."""
        filas = [
            (f["fuente"], f["financia"], f["excluye"], f["gestiona"], self._cita(f["norma"]))
            for f in archivos_de_las_guias.leer("reglas")["otras_fuentes"]
        ]
        columnas = ("Fuente", "Financia", "No financia", "Quién la gestiona", "Norma")
        return tabla("Otras fuentes", columnas, filas)

    def _cita(self, clave: str | None) -> str:
        return self.enlaces.norma(clave) if clave else "Según la convocatoria o el acuerdo"

    def tabla_lejanas(self, codigo: str, cuantas: int = 5) -> str:
        """Las privaciones de hogares que más superan a las del departamento."""
        n = self.numeros
        padre = codigo[:2]
        ids = [i for i in n.acervo.catalogo if i.startswith("priv_")]
        brechas = {i: n.valor(i, codigo) - n.valor(i, padre) for i in ids}
        filas = [
            (
                n.acervo.catalogo[i].corto,
                n.cifra(i, codigo),
                n.cifra(i, padre),
                n.cifra(i, "00"),
                con_signo(brechas[i]),
            )
            for i in sorted(ids, key=lambda i: -brechas[i])[:cuantas]
        ]
        columnas = (
            "Privación",
            n.nombre(codigo),
            n.nombre(padre),
            "Colombia",
            "Diferencia (p. p.)",
        )
        titulo = (
            f"Hogares con cada privación en {n.nombre(codigo)}, {n.anio(ids[0])}: "
            "las que más se alejan del departamento"
        )
        return tabla(titulo, columnas, filas, "tabla-numeros")

    def tabla_mdm(self, codigo: str) -> str:
        """El desempeño municipal frente al promedio de su grupo de capacidades."""
        n = self.numeros
        ids = (
            "mdm",
            "mdm_movilizacion",
            "mdm_ejecucion",
            "mdm_gobierno",
            "mdm_ordenamiento",
            "mdm_resultados",
        )
        filas = [
            (
                n.acervo.catalogo[i].corto,
                numero(n.valor(i, codigo), 1),
                n.promedio_del_grupo(i, codigo),
            )
            for i in ids
        ]
        columnas = (
            "Componente (0 a 100)",
            n.nombre(codigo),
            f"Promedio del grupo {n.cifra('mdm_grupo', codigo)}",
        )
        titulo = f"Medición de Desempeño Municipal, {n.periodo('mdm', codigo)}"
        return tabla(titulo, columnas, filas, "tabla-numeros")

    def tabla_normas(self) -> str:
        """Todas las normas citadas, con su estado y de dónde consta."""
        columnas = ("Norma", "Qué dice", "Estado", "De dónde consta")
        filas = [
            (
                Markup('<span id="{}">{}</span>').format(n.id, seguro(n.cita)),
                f"{n.que_dice}.",
                "Confirmada" if n.confirmada else MARCA.strip(),
                n.fuente,
            )
            for n in normas().values()
        ]
        return tabla("Normas citadas en el kit", columnas, filas, "tabla-normas")

    def glosario(self) -> Markup:
        """La lista de definiciones, en orden alfabético y con un ancla por término."""
        terminos = sorted(
            archivos_de_las_guias.leer("glosario")["terminos"].items(),
            key=lambda t: t[1]["termino"].casefold(),
        )
        entradas = "".join(
            f'<div id="{clave}"><dt>{seguro(uno["termino"])}</dt>'
            f"<dd>{seguro(escrito(uno['definicion'], self.numeros.anio))}</dd></div>"
            for clave, uno in terminos
        )
        return Markup(f'<dl class="lista-terminos">{entradas}</dl>')  # noqa: S704 - pasó por `seguro`
