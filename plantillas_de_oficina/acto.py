"""«Acto»: el decreto o la resolución que adopta la focalización de un programa."""

from __future__ import annotations

from typing import Any

from plantillas_de_oficina import word
from plantillas_de_oficina.word import parrafo

CONSIDERANDOS = (
    "Que la {norma_ley_715_94} ordena a las entidades territoriales aplicar, al asignar "
    "subsidios, los criterios que "
    "define el Conpes Social.",
    "Que el {norma_decreto_441} deja a cada programa la definición de sus criterios de entrada, "
    "permanencia y salida.",
    "Que la {norma_cp_355} prohíbe decretar auxilios o donaciones a particulares. Este programa "
    "está en {meta_del_plan}, "
    "con apropiación en {rubro}.",
    "Que el {norma_dur_sisben_uso} ordena usar solo registros validados para seleccionar "
    "beneficiarios.",
    "Que {situacion}",
)
ARTICULOS = (
    ("Objeto y población objetivo", "El programa {programa} se dirige a {poblacion}."),
    ("Instrumento y corte", "La focalización usa {instrumento}, con corte {corte}."),
    ("Criterios de entrada", "{regla}"),
    (
        "Cupo y prioridad",
        "El programa dispone de {cupos}. Si la demanda los supera, se atiende en este orden: "
        "{prioridad}. Los empates se "
        "resuelven por sorteo público con la semilla {semilla}, que cualquiera puede repetir.",
    ),
    ("Permanencia", "{permanencia}"),
    ("Salida", "{salida}"),
    (
        "Publicidad y reclamos",
        "La lista se publica sin documentos de identidad en {donde_se_publica}. Hay "
        "{dias_para_reclamar} para reclamar "
        "ante {ante_quien}.",
    ),
    (
        "Datos personales",
        "La información se usa solo para este programa y se protege según la {norma_ley_1581}.",
    ),
)


def hacer() -> Any:
    """La plantilla."""
    d = word.nueva("{titulo}")
    parrafo(d, "{tipo_de_acto} número {numero} de {fecha}", "Title", centro=True)
    parrafo(
        d,
        "Por el cual se adoptan los criterios de focalización del programa {programa}",
        "Entrada",
        centro=True,
    )
    parrafo(
        d,
        "Quien ejerce la alcaldía de {municipio}, {departamento}, en uso de las facultades de la "
        "{norma_cp_315} y de la "
        "{norma_ley_136_91}, y",
    )
    parrafo(d, "**considerando:**", centro=True)
    for texto in CONSIDERANDOS:
        parrafo(d, texto)
    parrafo(d, "**resuelve:**", centro=True)
    for n, (titulo, texto) in enumerate(ARTICULOS, start=1):
        parrafo(d, f"**Artículo {n}. {titulo}.** {texto}")
    n = len(ARTICULOS)
    parrafo(
        d,
        f"**Artículo {n + 1}. Errores medidos y seguimiento.** Aplicada la regla a la base del "
        f"artículo 2, con "
        "{hogares_en_la_base}, resultó:",
    )
    word.tabla(
        d,
        ["Medida", "Valor", "Cómo se calcula"],
        ["{#errores}{medida}", "{valor}", "{como}{/errores}"],
        (2.4, 1.4, 3.4),
    )
    parrafo(
        d,
        "{seguimiento} Los denominadores de los errores son los habituales "
        "({norma_conpes_100_errores}).",
    )
    parrafo(
        d,
        f"**Artículo {n + 2}. Financiación.** Se paga con cargo a {{rubro}}, según el certificado "
        f"de disponibilidad "
        "{cdp}. El cupo no crea derecho más allá de lo apropiado. Si el acto crea un gasto nuevo, "
        "se acompaña de su costo "
        "y su fuente ({norma_ley_819_7}).",
    )
    parrafo(
        d,
        f"**Artículo {n + 3}. Vigencia.** Rige desde su publicación. Se revisa si el Conpes "
        f"Social cambia los criterios o "
        "si cambia el instrumento de focalización.",
    )
    parrafo(d, "Publíquese y cúmplase.", centro=True)
    word.firmas(d, "{firma}", "Revisó: {reviso}")
    parrafo(d, "", "Aire")
    parrafo(d, "{fuentes}", "Nota")
    parrafo(
        d,
        "Borrador para revisar con la oficina jurídica. «(por verificar)» junto a una norma: el "
        "kit no pudo leer su texto.",
        "Nota",
    )
    return d
