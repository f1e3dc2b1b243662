"""La misma base en otro archivo: codificación, separador, saltos, encabezado y pie."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.casos.caso import Caso
from tests.casos.definidos.comun import HASTA_B7, caso
from tests.casos.escribir import Escrita, cambiar, escribir
from tests.casos.verdad import de_practica, dos_municipios

SIN_UTF8 = "el archivo no está en UTF-8: se leyó como "


def casos() -> list[Caso]:
    """Cada forma en que llega el archivo de una misma base."""
    return [*_codificaciones(), *_saltos(), *_encabezados(), *_rechazados()]


def _rechazados() -> list[Caso]:
    def detiene(nombre: str, que_es: str, dice: list[str], **como: Any) -> Caso:
        return caso(nombre, que_es, como=como, esperado=lambda _: {"error": dice})

    hecha = escribir(dos_municipios())
    mezclada = hecha.contenido + hecha.contenido.decode().split("\n", 1)[1].encode("cp1252")
    return [
        detiene("titulo-encima", "Un título encima del encabezado", ["la fila 1 parece un título"],
                como=lambda t: f"Base Sisbén;;{t[:0]}\n{t}"),
        detiene("archivo-cortado", "La última fila quedó a medias", ["la fila 49 está incompleta"],
                como=lambda t: t[:-30]),
        detiene("columna-repetida", "Dos columnas se llaman «i1»", ["«i1»"],
                como=lambda t: "".join(
                    f"{fila};{'0' if i else 'i1'}\n" for i, fila in enumerate(t.splitlines()))),
        detiene("solo-encabezado", "Sin ninguna fila de datos",
                ["el archivo solo tiene el encabezado"], como=lambda t: t.split("\n")[0] + "\n"),
        detiene("comillas-abiertas", "Unas comillas que no se cierran",
                ["en la fila 2 se abren unas comillas que no se cierran"],
                como=lambda t: t.replace(";EL ROSAL;", ';"EL ROSAL;', 1)),
        caso("no-es-una-base", "Un archivo que no es una base del Sisbén",
             como={"como": lambda _: "anio;valor\n2024;3\n2025;4\n"},
             motores={"navegador": "el simulador también lee un CSV simple, y pide sus columnas"},
             esperado=lambda _: {"error": ["no es una base Sisbén conocida", "I1"]}),
        caso("dos-codificaciones", "Dos exportaciones pegadas, una en UTF-8 y otra no",
             escrita=Escrita(mezclada, []),
             esperado=lambda _: {"error": ["el archivo mezcla dos codificaciones"]}),
    ]  # fmt: skip


def _codificaciones() -> list[Caso]:
    por_vereda: dict[str, Any] = {"por": "nom_vereda", "focalizar": HASTA_B7}
    tipografica = cambiar("nom_vereda", lambda v: f"{v} – “ALTA”")
    alta = [replace(h, vereda=f"{h.vereda} – “ALTA”") for h in dos_municipios()]
    return [
        caso("cp1252", "Excel en Windows, con guion y comillas tipográficas", hogares=alta,
             escrita=escribir(dos_municipios(), [tipografica], codificacion="cp1252", fin="\r\n"),
             avisos=[f"{SIN_UTF8}Windows-1252"], **por_vereda),
        caso("cp850", "Un sistema de escritorio (DOS): «LA PEÑA», y no «LA PE¥A»",
             como={"codificacion": "cp850"}, avisos=[f"{SIN_UTF8}cp850 (DOS)"], **por_vereda),
        caso("cp850-pedida", "La codificación que dice quien la usa no se adivina ni se avisa",
             como={"codificacion": "cp850"}, opciones={"codificacion": "cp850"},
             motores={"navegador": "el simulador detecta la codificación: no deja decirla"},
             **por_vereda),
        caso("utf16", "«Texto Unicode» de Excel", archivo="base.txt",
             como={"codificacion": "utf-16", "separador": "\t", "fin": "\r\n"},
             avisos=[f"{SIN_UTF8}UTF-16"], **por_vereda),
        caso("utf8-con-marca", "«CSV UTF-8» de Excel", como={"codificacion": "utf-8-sig"},
             **por_vereda),
    ]  # fmt: skip


def _saltos() -> list[Caso]:
    vacia = ";" * 30

    def pegadas(texto: str) -> str:
        lineas = texto.split("\n")
        return "\r\n".join(lineas[:20]) + "\r\n" + "\n".join(lineas[20:])

    return [
        caso("saltos-mezclados", "Dos exportaciones pegadas: CRLF y LF", como={"como": pegadas},
             avisos=["el archivo mezcla saltos de línea (de Windows, Unix o Mac), como cuando se "
                     "pegan dos exportaciones: se leyeron todos"], focalizar=HASTA_B7),
        caso("saltos-de-mac", "Excel en un Mac antiguo: solo CR", como={"fin": "\r"},
             focalizar=HASTA_B7),
        caso("encabezado-en-medio", "Dos exportaciones pegadas, cada una con su encabezado",
             escrita=_con_encabezado_en_medio(), focalizar=HASTA_B7,
             avisos=["la fila 50 repite el encabezado, como cuando se pegan dos exportaciones: se "
                     "salta",
                     "48 filas repiten a una persona del mismo hogar: cada una se contó una vez"]),
        caso("todo-entre-comillas", "Cada celda entre comillas, como las escribe R",
             como={"como": lambda t: "".join(
                 ";".join(f'"{c}"' for c in fila.split(";")) + "\n" for fila in t.splitlines())},
             focalizar=HASTA_B7),
        caso("separado-por-coma", "Separado por coma", como={"separador": ","},
             focalizar=HASTA_B7),
        caso("pie-de-fuente", "Una fila vacía y «Fuente: …» al final no son hogares",
             como={"como": lambda t: f"{t}{vacia}\nFuente: DNP, corte 2025{vacia}\n"},
             avisos=["hay 1 fila vacía (la 50): se salta",
                     "la fila 51 no es un dato sino una nota o un total al pie («Fuente: DNP, "
                     "corte 2025»): se aparta"], focalizar=HASTA_B7),
        caso("separador-final", "Un separador de sobra al final de cada fila",
             como={"como": lambda t: t.replace("\n", ";\n").replace(";\n", "\n", 1)},
             avisos=["cada fila termina con un separador de sobra: se ignora"],
             focalizar=HASTA_B7),
    ]  # fmt: skip


def _con_encabezado_en_medio() -> Escrita:
    una = escribir(dos_municipios())
    return Escrita(una.contenido * 2, [*una.identidades, "", *una.identidades])


def _encabezados() -> list[Caso]:
    otra = escribir(de_practica(20)).contenido

    def indice(texto: str) -> str:
        lineas = texto.splitlines()
        numeradas = (f"{i};{fila}\n" for i, fila in enumerate(lineas[1:]))
        return f";{lineas[0]}\n{''.join(numeradas)}"

    return [
        caso("linea-sep", "«sep=;» es una instrucción para Excel",
             como={"como": "sep=;\n{}".format},
             avisos=["la primera línea («sep=;») es una instrucción para Excel: se salta"],
             focalizar=HASTA_B7),
        caso("columna-sin-nombre", "El número de fila que escriben R y pandas",
             como={"como": indice}, avisos=["la columna 1 no tiene nombre: se ignora"],
             focalizar=HASTA_B7),
        caso("encabezado-con-salto", "Un nombre de columna escrito en dos renglones",
             suciedades=[lambda filas: [{("nom\nvereda" if c == "nom_vereda" else c): v
                                         for c, v in f.items()} for f in filas]],
             focalizar=HASTA_B7),
        caso("corchetes-en-el-nombre", "«base[1].csv» no es un comodín, y al lado está base1.csv",
             archivo="base[1].csv", otros={"base1.csv": otra}, focalizar=HASTA_B7),
        caso("encabezado-incompleto", "Las filas traen más columnas que el encabezado: se dice",
             como={"como": lambda t: t.replace("i15\n", "\n", 1).replace(";0\n", ";0;0\n", 1)},
             esperado=lambda _: {"error": ["la fila"]}),
    ]  # fmt: skip
