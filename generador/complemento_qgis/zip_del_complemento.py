"""El zip del complemento: el mismo contenido da siempre los mismos bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from generador import __version__
from generador.compartido import COMPARTIDO, DE_DESARROLLO, compartido, huella, leer_carpeta
from generador.complemento_qgis import repositorio, zip_guardado
from generador.disco import archivo_propio, carpeta_propia
from generador.errores import ErrorDeDatos, Lugar
from generador.lugares import estilo_qgis
from generador.rutas import RAIZ

NOMBRE = "kit_pobreza"
COMPLEMENTO = RAIZ / "plugin_qgis" / NOMBRE
# Lo que no viaja, o viaja copiado de otra carpeta.
FUERA = {*DE_DESARROLLO, "HUELLA", *COMPARTIDO}
REPOSITORIO = "plugins.xml"
# Lo que en metadata.txt apunta al sitio publicado.
ENLACES = ("homepage", "repository", "tracker")
FECHA = (1980, 1, 1, 0, 0, 0)
MAXIMO = 25 * 1024 * 1024


def empaquetar(salida: Path, url: str, *, reemplazar: bool = False) -> Path:
    """Escribe `complemento/kit_pobreza-<versión>.zip` y `complemento/plugins.xml` en `salida`.

    `url` es la dirección donde se publica el sitio; sin ella no hay repositorio (QGIS solo admite
    direcciones completas) y queda el zip. Devuelve la ruta del zip. ErrorDeDatos si
    perdería un archivo ajeno: los de una carpeta sin la marca del kit, salvo con `reemplazar`.
    """
    # Dentro: armar solo el contenido no pide leer YAML (basta con numpy).
    from generador import publicador  # noqa: PLC0415

    programa = del_programa(url, publicador.leer().correo)
    paquete = zip_guardado.recordar(programa, lambda: comprimir(programa | de_practica()))
    if len(paquete) > MAXIMO:
        raise ErrorDeDatos(
            f"el zip pesa {len(paquete)} octetos y el repositorio de QGIS admite {MAXIMO}",
            que_hacer="quite recursos de plugin_qgis/kit_pobreza",
        )
    carpeta = salida / "complemento"
    zip_ = carpeta / f"{NOMBRE}-{__version__}.zip"
    archivos = {zip_: paquete}
    if url:
        metadatos = programa[f"{NOMBRE}/metadata.txt"].decode("utf-8")
        direccion = f"{url.rstrip('/')}/complemento"
        lista = repositorio.plugins_xml(metadatos, direccion, zip_.name)
        archivos[carpeta / REPOSITORIO] = lista.encode("utf-8")
    _guardar(archivos, salida, reemplazar)
    return zip_


def _guardar(archivos: dict[Path, bytes], salida: Path, reemplazar: bool) -> None:
    """Escribe los dos archivos, o ninguno; la carpeta que se estrena queda con la marca."""
    carpeta = next(iter(archivos)).parent
    del_kit = carpeta_propia.marcada(salida) or carpeta_propia.marcada(carpeta)
    if not del_kit and (not carpeta.exists() or not any(carpeta.iterdir())):
        archivos = {**archivos, carpeta / carpeta_propia.MARCA: carpeta_propia.texto_de_la_marca()}
    for ruta, datos in archivos.items():
        archivo_propio.exigir_archivo(ruta)
        if not (del_kit or reemplazar) and ruta.exists() and ruta.read_bytes() != datos:
            raise ErrorDeDatos(
                f"ya existe, y su carpeta no lleva la marca «{carpeta_propia.MARCA}» del kit",
                lugar=Lugar(str(ruta)),
                que_hacer="elija otra carpeta, o agregue --reemplazar si ese archivo sobra",
            )
    archivo_propio.guardar(archivos)


def contenido(url: str = "") -> dict[str, bytes]:
    """Los archivos del zip, {ruta: contenido}; con `url`, los metadatos llevan a ese sitio."""
    return del_programa(url) | de_practica()


def de_practica() -> dict[str, bytes]:
    """La base de práctica y sus territorios, hechos en el momento."""
    # Dentro: si el zip ya está guardado no hace falta cargar la síntesis.
    from generador.practica import en_el_zip  # noqa: PLC0415

    return {f"{NOMBRE}/practica/{n}": datos for n, datos in en_el_zip.archivos().items()}


def del_programa(url: str = "", correo: str = "") -> dict[str, bytes]:
    """El código del complemento, lo compartido con su huella, los estilos y los metadatos.

    `correo` es el de quien publica; vacío, el complemento no dice ninguno.
    """
    archivos = {
        f"{NOMBRE}/{ruta}": datos for ruta, datos in leer_carpeta(COMPLEMENTO, FUERA).items()
    }
    copia = compartido()
    archivos |= {f"{NOMBRE}/{ruta}": datos for ruta, datos in copia.items()}
    archivos[f"{NOMBRE}/HUELLA"] = huella(copia).encode("utf-8")
    archivos[f"{NOMBRE}/estilos/lugares.qml"] = estilo_qgis.qml().encode("utf-8")
    archivos[f"{NOMBRE}/LICENSE"] = (RAIZ / "LICENSE").read_bytes()
    metadatos = archivos[f"{NOMBRE}/metadata.txt"].decode("utf-8")
    archivos[f"{NOMBRE}/metadata.txt"] = con_datos(metadatos, __version__, url, correo).encode(
        "utf-8"
    )
    return archivos


def con_datos(metadatos: str, version: str, url: str = "", correo: str = "") -> str:
    """metadata.txt con la versión del kit, el correo de quien publica y la dirección del sitio."""
    nuevos = {"version": version, "email": correo, **dict.fromkeys(ENLACES, url)}
    lineas = metadatos.splitlines()
    for clave, valor in nuevos.items():
        donde = [i for i, linea in enumerate(lineas) if linea.startswith(f"{clave}=")]
        if len(donde) != 1:
            raise ErrorDeDatos(
                f"hay {len(donde)} líneas «{clave}=» y debe haber una",
                lugar=Lugar(archivo="plugin_qgis/kit_pobreza/metadata.txt"),
                que_hacer="deje una sola; el valor lo pone la orden",
            )
        lineas[donde[0]] = f"{clave}={valor}"
    return "\n".join(lineas) + "\n"


def comprimir(archivos: dict[str, bytes]) -> bytes:
    """El zip, con los archivos en orden, la misma fecha y los mismos permisos."""
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as paquete:
        for ruta in sorted(archivos):
            entrada = zipfile.ZipInfo(ruta, FECHA)
            entrada.compress_type = zipfile.ZIP_DEFLATED
            entrada.external_attr = 0o644 << 16
            entrada.create_system = 3
            paquete.writestr(entrada, archivos[ruta])
    return memoria.getvalue()
