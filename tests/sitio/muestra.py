"""Una página de cada tipo, con los territorios que más se apartan de lo común."""

from __future__ import annotations

from generador.rutas import SITIO

MUNICIPIOS = {
    "Medellín": "05001",
    "Alto Baudó": "27025",
    "Bogotá, municipio y departamento a la vez": "11001",
    "San Andrés, fuera de varias fuentes": "88001",
    "área no municipalizada": "91263",
    "Mapiripana, que cambió de código": "94663",
    "Barrancominas": "94343",
    "Riosucio, con límite cambiado": "27615",
    "San José del Guaviare, con veredas y áreas de contexto": "95001",
    "Nuquí, con la mayoría sin contar": "27495",
}
AGREGADOS = {"Colombia": "00", "Antioquia": "05", "San Andrés, departamento": "88"}
ESCRITAS = {
    "portada": "index.html",
    "lista": "territorio/index.html",
    "mapa": "mapa/index.html",
    "módulos": "modulos/index.html",
    "un módulo": "modulos/2-sisben/index.html",
    "una sesión": "sesiones/2-sisben.html",
    "herramientas": "herramientas/index.html",
    "complemento de QGIS": "complemento/index.html",
    "datos": "datos/index.html",
    "catálogo": "datos/catalogo.html",
    "fuentes": "datos/fuentes.html",
    "citar": "datos/citar.html",
}
# Todas las páginas escritas: una guía nueva entra sola.
GUIAS = {
    ruta: ruta
    for md in sorted(SITIO.rglob("*.md"))
    if (ruta := md.relative_to(SITIO).with_suffix(".html").as_posix()) not in ESCRITAS.values()
}


def perfil(codigo: str) -> str:
    """Ruta de la página de un territorio."""
    return f"territorio/{codigo}/index.html"


def indicador(nombre: str) -> str:
    """Ruta de la página de un indicador."""
    return f"indicador/{nombre}/index.html"


# De cortes fijos, que no se ordena, departamental, nacional, de muchas categorías y de sí o no.
INDICADORES = {
    f"indicador {nombre}": indicador(nombre)
    for nombre in ("ipm_censal", "pm_municipal_2024", "mdd", "ipc_enero", "cultivo_1", "zomac")
}
PAGINAS = {
    **ESCRITAS,
    **INDICADORES,
    **{nombre: perfil(codigo) for nombre, codigo in (AGREGADOS | MUNICIPIOS).items()},
}
# GitHub Pages muestra 404.html en cualquier dirección que no existe.
CON_404 = {**PAGINAS, "404": "404.html"}
TODAS = {**CON_404, **GUIAS}
NO_EXISTE = "municipio/que/no/existe.html"
