"""El modo publicable del navegador y el de la orden, sobre la misma base."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from generador.metodos.patrones import codificar
from generador.paginas.guion_del_obrero import LISTA, lo_que_lleva
from generador.paginas.herramientas import guion, tablas
from generador.rutas import SITIO
from tests.hogares import datos

HERRAMIENTAS = SITIO / "recursos" / "herramientas"
# En el orden en que se cargan: cada uno usa los anteriores.
GUIONES = (
    "palabras", "siphash", "blake2b", "huella", "clave", "llaves", "redondeo", "celdas",
    "supresion", "pedido", "etiquetas", "publicada", "tabla", "bitacora", "filas", "escritura",
    "publicacion", "suma",
)  # fmt: skip
CLAVE = "5a" * 16
FECHA = "2023-11-14T22:13:20+00:00"
SOURCE_DATE_EPOCH = "1700000000"
PUBLICAR = """([datos, pedido]) => {
  const [H, P] = [KitHogares, KitPublicable];
  try {
    const examen = H.examinar(Uint8Array.from(atob(datos), (c) => c.charCodeAt(0)));
    const esquema = H.reconocer(examen.columnas, H.documento("esquemas_sisben"));
    const nombres = [...new Set([...Object.values(esquema.columnas), pedido.columna])];
    const { columnas, filas } = H.leerColumnas(examen, nombres);
    const entrada = new H.Entrada(esquema, columnas, filas);
    const armado = H.armar(entrada, H.peticion(H.documento("instrumentos").instrumentos[0]));
    const hecha = P.prepararPublicacion(entrada, armado, {
      ...pedido,
      clave: P.claveDeTexto(pedido.clave),
      anteriores: P.bitacoraDeTexto(pedido.bitacora),
    });
    return { csv: hecha.csv, bitacora: hecha.bitacora, cuantos: hecha.cuantos };
  } catch (error) {
    if (!(error instanceof H.ErrorDeMetodo)) throw error;
    return { problema: error.problema, que_hacer: error.queHacer };
  }
}"""


@contextmanager
def pestana(navegador: Browser) -> Iterator[Page]:
    """Una página en blanco con las tablas, la lectura de hogares y el modo publicable."""
    contexto = navegador.new_context(offline=True)
    pagina = contexto.new_page()
    for nombre, contenido in tablas().items():
        pagina.add_script_tag(content=guion(nombre, contenido))
    for nombre in _de_hogares():
        pagina.add_script_tag(path=HERRAMIENTAS / f"{nombre}.js")
    for nombre in GUIONES:
        pagina.add_script_tag(path=HERRAMIENTAS / "publicable" / f"{nombre}.js")
    yield pagina
    contexto.close()


def _de_hogares() -> list[str]:
    """Los guiones con que el obrero lee una base, en su orden."""
    return [g for g in lo_que_lleva(SITIO / LISTA)[0] if g.startswith(("calculos/", "hogares/"))]


def en_el_navegador(pagina: Page, archivo: Path, bitacora: Path, **pedido: Any) -> dict[str, Any]:
    """Lo que publica el navegador con esa base y esa bitácora, si está; o su error."""
    completo = {
        "columna": "nom_vereda", "clave": CLAVE, "base": 3, "minimo": 12, "nulos": "fallar",
        "archivo": archivo.name, "fecha": FECHA, "practica": False,
        "bitacora": bitacora.read_text("utf-8") if bitacora.exists() else "",
    }  # fmt: skip
    octetos = base64.b64encode(archivo.read_bytes()).decode()
    hecho: dict[str, Any] = pagina.evaluate(PUBLICAR, [octetos, {**completo, **pedido}])
    return hecho


@dataclass(frozen=True)
class Entidad:
    """La carpeta de quien publica: su clave y su bitácora, que usan los dos."""

    carpeta: Path

    @property
    def clave(self) -> Path:
        return self.carpeta / "clave.txt"

    @property
    def bitacora(self) -> Path:
        return self.carpeta / "bitacora.txt"

    def base(self, tabla: Mapping[str, Sequence[Any]], nombre: str = "base.csv") -> Path:
        return datos.escribir_csv(self.carpeta / nombre, tabla)

    def con_la_orden(self, base: Path, *opciones: object) -> Any:
        """Corre la orden publicable; lo escrito queda en `publica.csv`."""
        self.clave.write_text(CLAVE, encoding="utf-8")
        return datos.correr(
            *("incidencia", base, "--modo", "publicable", "--por", "nom_vereda"),
            *("--clave", self.clave, "--bitacora", self.bitacora, "--reemplazar"),
            *("--salida", self.carpeta / "publica.csv", *opciones),
        )

    @property
    def escrito(self) -> str:
        return (self.carpeta / "publica.csv").read_bytes().decode("utf-8")


def publicar_en_js(web: Page, hogares: Any, llave: bytes) -> tuple[Any, Any]:
    """La tabla publicada de unos hogares, y lo exacto de cada territorio antes de redondear."""
    hecho: list[Any] = web.evaluate(
        """([clave, ids, patron, personas, territorio, territorios]) => {
          const P = KitPublicable;
          const k = P.claveDeTexto(clave);
          const dados = {
            llaves: P.siphash24(k, ids), patron: Int32Array.from(patron),
            personas: Float64Array.from(personas), territorio: Int32Array.from(territorio),
            territorios,
          };
          const c = P.contarCeldas(dados);
          const universo = Array.from({ length: territorios },
            (_, u) => P.enHexadecimal(c.llaves, u * c.ancho));
          return [P.publicar(dados, { clave: k, base: 3, minimo: 12 }),
            { hogares: Array.from(c.hogares), universo }];
        }""",
        [
            llave.hex(), list(hogares.identidades), codificar(hogares.privado).tolist(),
            hogares.personas.tolist(), hogares.territorio.tolist(), hogares.territorios,
        ],
    )  # fmt: skip
    return hecho[0], hecho[1]
