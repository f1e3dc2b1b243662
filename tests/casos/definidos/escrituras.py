"""La misma base, escrita de otra manera: los hogares y las cifras son los de la limpia."""

from __future__ import annotations

from tests.casos.caso import Caso
from tests.casos.definidos.comun import HASTA_B7, caso, medir
from tests.casos.escribir import SUCIEDADES, barajar, cambiar
from tests.casos.verdad import dos_municipios


def casos() -> list[Caso]:
    """Cada escritura de un código, un nivel, un parentesco o una marca."""
    return [*_codigos(), *_del_jefe(), *_nombres()]


def _codigos() -> list[Caso]:
    return [
        caso("limpia", "La base sin nada raro, y el sorteo entre empatados", focalizar=HASTA_B7),
        caso("barajada", "Las filas en otro orden: se sortea a los mismos",
             suciedades=[barajar(3)], focalizar=HASTA_B7),
        caso("codigo-con-miles", "«5.001»: Excel en español le puso punto de miles al municipio",
             suciedades=[SUCIEDADES["código con punto de miles"]], focalizar=HASTA_B7,
             avisos=["«cod_mpio» trae códigos con punto de miles («5.001», «5.002»): se leyeron "
                     "sin él"]),
        caso("codigo-como-formula", "«=\"05001\"»: para que la hoja no le quite el cero",
             suciedades=[SUCIEDADES["código como fórmula"]], focalizar=HASTA_B7),
        caso("codigo-como-decimal", "«5001.0»: pandas con una celda vacía en la columna",
             suciedades=[SUCIEDADES["código como decimal"]], focalizar=HASTA_B7),
        caso("codigo-de-dos-formas", "«05001» y «5001» son el mismo municipio",
             suciedades=[lambda filas: [
                 {**f, "cod_mpio": f["cod_mpio"][i % 2:]} for i, f in enumerate(filas)]],
             focalizar=HASTA_B7),
        caso("codigo-de-tres-cifras", "El municipio sin el departamento, que va en su columna",
             suciedades=[cambiar("cod_mpio", lambda v: v[2:]), cambiar("cod_dpto", lambda _: "5")],
             focalizar=HASTA_B7),
        caso("ficha-sin-ceros", "La hoja le quitó los ceros a la ficha",
             suciedades=[SUCIEDADES["ficha sin ceros"]], focalizar=HASTA_B7),
        caso("marcas-con-coma", "«1,0» es un 1",
             suciedades=[SUCIEDADES["marcas con coma decimal"]], focalizar=HASTA_B7),
    ]  # fmt: skip


def _del_jefe() -> list[Caso]:
    return [
        caso("parentesco-con-etiquetas", "SPSS y Stata exportan «Jefe(a)» en lugar del 1",
             suciedades=[SUCIEDADES["parentesco con etiquetas"]], focalizar=HASTA_B7),
        caso("clasificacion-a03", "«A03» es A3, y las columnas de grupo y nivel vienen vacías",
             suciedades=[SUCIEDADES["nivel con cero y sin grupo"]], focalizar=HASTA_B7),
        caso("clasificacion-cortada", "Solo quedó la letra: se rehace con el grupo y el nivel",
             suciedades=[SUCIEDADES["clasificación cortada"]], focalizar=HASTA_B7,
             avisos=["24 hogares traen la clasificación cortada: se rehízo con el grupo y el "
                     "nivel"]),
        caso("clasificacion-contraria", "Si contradice al grupo y al nivel, valen ellos",
             suciedades=[cambiar("clasificacion", lambda _: "D21")], focalizar=HASTA_B7,
             avisos=["24 hogares traen una clasificación que contradice a su grupo y nivel: valen "
                     "el grupo y el nivel"]),
        caso("columnas-personales", "Nombre, documento y teléfono: no cambian nada",
             suciedades=[lambda filas: [
                 {**f, "pri_nombre": "NADIE", "nuip": f"99{i}", "whatsapp": f"300{i}"}
                 for i, f in enumerate(filas)]], focalizar=HASTA_B7),
        caso("marca-ilegible", "Una privación que no es 0 ni 1 detiene, y dice cuál y dónde",
             suciedades=[cambiar("i7", lambda _: "quizás")],
             esperado=lambda _: {"error": ["«i7»: 24 filas", "no es 0 ni 1", "«quizás» (fila 2)"]}),
        caso("grupo-con-instrumento", "«1. SISBEN IV - A» es el grupo A",
             suciedades=[SUCIEDADES["grupo con el nombre del instrumento"]], focalizar=HASTA_B7),
        caso("clase-con-letras", "«Rural disperso» es la clase 3: la zona 2",
             suciedades=[SUCIEDADES["clase con letras"]],
             focalizar={"regla": "zona=2 y A1..A5",
                        "cumple": lambda h: h.clase != 1 and h.grupo == "A"}),
    ]  # fmt: skip


def _nombres() -> list[Caso]:
    return [
        caso("nombres-en-nfd", "«LA PEÑA» en dos piezas, con espacios a los lados",
             por="nom_vereda", suciedades=[SUCIEDADES["nombres en NFD y con espacios"]],
             focalizar=HASTA_B7),
        caso("espacio-antes", "« EL ROSAL» y «EL ROSAL» son la misma vereda", por="nom_vereda",
             suciedades=[lambda filas: [
                 {**f, "nom_vereda": " " * (i % 3) + f["nom_vereda"]}
                 for i, f in enumerate(filas)]]),
        caso("error-de-hoja-en-el-nombre", "«#N/D» no es una vereda: se cuenta y se dice",
             por="nom_vereda", opciones={"aceptar": True},
             suciedades=[lambda filas: [
                 {**f, "nom_vereda": "#N/D" if i < 2 else f["nom_vereda"]}
                 for i, f in enumerate(filas)]],
             avisos=["«nom_vereda»: 1 fila; es un error de la hoja de cálculo: «#N/D» (fila 2)"],
             esperado=lambda e: {**e, "incidencia": {
                 **medir(dos_municipios()[1:], "nom_vereda"),
                 "avisos": ["1 hogar no tiene territorio y no cuenta"]}}),
        caso("formula-en-un-nombre", "Un nombre que empieza por = no llega vivo a la hoja",
             por="nom_vereda",
             suciedades=[cambiar("nom_vereda", lambda v: "=1+1" if v == "EL ROSAL" else v)],
             esperado=lambda e: {**e, "incidencia": {"territorios": {
                 "=1+1" if t == "EL ROSAL" else t: c
                 for t, c in e["incidencia"]["territorios"].items()}}}),
    ]  # fmt: skip
