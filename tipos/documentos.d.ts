/* Lo que ofrece `KitDocumentos`: Word y Excel llenados en el navegador. Todo es asíncrono: lo que los escribe se
   carga la primera vez. `KitOficina` es lo de adentro, que solo usa documentos/producir.js. */

type Bytes = Uint8Array<ArrayBuffer>;
type FormatoDeOficina = "docx" | "xlsx";

/** Lo que llena una plantilla: un valor por campo; `bloques` es el cuerpo de un informe (ver documentos/bloques.js). */
interface DatosDeDocumento {
  titulo: string;
  /** Al pie de cada página; si falta, el título. */
  pie?: string;
  bloques?: Bloque[];
  [campo: string]: unknown;
}

interface KitDocumentos {
  TIPO: Record<FormatoDeOficina, string>;
  /** Las direcciones de lo que se pide al producir un documento. */
  piezas: string[];
  /** `plantilla`: "informe" para un cuerpo de bloques, o el nombre de otra de las de fábrica. */
  word(plantilla: string, datos: DatosDeDocumento): Promise<Bytes>;
  /** Un libro escrito desde cero. */
  libro(contenido: Libro | HojaDeLibro[]): Promise<Bytes>;
  /** Un libro llenado desde una plantilla. */
  libroDe(plantilla: string, datos: Record<string, unknown>): Promise<Bytes>;
  /** Lo mismo, y lo descarga con ese nombre de archivo. */
  bajarWord(nombre: string, plantilla: string, datos: DatosDeDocumento): Promise<void>;
  bajarLibro(nombre: string, contenido: Libro | HojaDeLibro[]): Promise<void>;
  bajarLibroDe(nombre: string, plantilla: string, datos: Record<string, unknown>): Promise<void>;
  /** Filas de un libro o de un documento, con un Error que se puede mostrar si no se puede leer. */
  leerLibro(bytes: Uint8Array): Promise<LibroLeido>;
  leerWord(bytes: Uint8Array): Promise<FilaDeActa[]>;
  /** Los campos que trae una plantilla: «entidad», «compromisos.que». */
  camposDe(formato: FormatoDeOficina, bytes: Uint8Array): Promise<string[]>;
  deFabrica(plantilla: string): Promise<Bytes>;
  propia(plantilla: string): { nombre: string; base64: string } | null;
  guardarPropia(plantilla: string, nombre: string, bytes: Uint8Array): void;
  quitarPropia(plantilla: string): void;
}

interface LibroLeido {
  hojas: HojaLeida[];
  /** Número de serie de Excel → fecha ISO. */
  deSerie(n: number): string;
}

interface KitOficina {
  PENDIENTE: string;
  altoDe(valores: unknown[], anchos: number[]): number;
  limpio(texto: unknown): string;
  ESTILOS_DE_LIBRO: Record<string, EstiloDeTerceros>;
  escribirLibro(libro: Libro): Promise<Bytes>;
  leerLibro(bytes: Uint8Array): Promise<LibroLeido>;
  llenarLibro(plantilla: Uint8Array, datos: Record<string, unknown>): Promise<Bytes>;
  camposDeLibro(plantilla: Uint8Array): Promise<string[]>;
  tablaDeWord(bloque: BloqueDeTabla): string;
  datosDeInforme(bloques: Bloque[]): object[];
  llenarWord(plantilla: Uint8Array, datos: DatosDeDocumento): Bytes;
  camposDeWord(plantilla: Uint8Array): string[];
  leerWord(bytes: Uint8Array): Promise<FilaDeActa[]>;
}

/* La parte de las bibliotecas que se usa (terceros/): hucre, docxtemplater y pizzip. */
type EstiloDeTerceros = object;
interface CeldaDeTerceros {
  value: string | number | null;
  type: string;
  formula?: string;
  style?: EstiloDeTerceros;
}
type HojaDeTerceros = Record<string, unknown>;
interface HojaDeTercerosLeida {
  name: string;
  rows: any[][];
  cells?: Map<string, any>;
}
interface KitTercerosDeExcel {
  openXlsx(bytes: Uint8Array, opciones: { readStyles: boolean }): Promise<any>;
  saveXlsx(libro: any): Promise<Bytes>;
  readXlsx(bytes: Uint8Array): Promise<any>;
  writeXlsx(libro: { sheets: HojaDeTerceros[]; properties: object }): Promise<Bytes>;
}
interface KitTercerosDeWord {
  Docxtemplater: new (zip: any, opciones: object) => any;
  PizZip: new (bytes: Uint8Array) => any;
  getTags(partes: any): Record<string, any>;
}

/* Lo de la página de documentos y de las herramientas que los producen. */
interface KitComunes {
  CAMPOS_DE_ENTIDAD: string[];
  comunes(municipio: Municipio | null, titulo: string, fuentes?: string): DatosDeDocumento;
  boton(
    app: Pick<Aplicacion, "municipio" | "avisar">,
    documento: {
      plantilla: string;
      formato: FormatoDeOficina;
      titulo: string;
      fuentes?: string;
      datos(): Record<string, unknown>;
    },
  ): HTMLElement;
  entidad(): Record<string, string>;
  guardarEntidad(datos: Record<string, string>): Guardado;
  quitarEntidad(): void;
}

interface KitActo {
  /** Lo que el simulador sabe del acto; `numero` y demás datos de la entidad quedan por diligenciar. */
  datos(simulado: {
    hogares: number;
    practica: boolean;
    conSorteo: boolean;
    estado: any;
    /** Entre qué se repartió el cupo, como se le dice: «Vereda». */
    territorio: string;
    resultado: any;
  }): Record<string, unknown>;
}

interface KitPlan {
  boton(medido: {
    app: Aplicacion;
    m: any;
    lista: any[];
    items: any[];
    respuesta(app: Aplicacion, id: string): number | null;
    nivel(puntaje: number): string;
  }): HTMLElement;
}

interface KitPlantillaPropia {
  camposDelCatalogo(documento: any): string[];
  comparar(documento: any, traidos: string[]): { faltan: string[]; sobran: string[]; cuantos: number };
  panel(documento: any, avisar: (texto: string, malo?: boolean) => void): HTMLElement;
}

interface KitOferta {
  privaciones: { id: string; nombre: string; censal: string | null }[];
  filas(estado: any, codigo: string | null, escritos: Record<string, string>[]): Record<string, any>[];
  datos(estado: any, codigo: string | null, escritos: Record<string, string>[]): Record<string, any>;
  deDonde(estado: any): string;
}

interface KitFormulario {
  FILAS: number;
  LARGO: Record<string, number>;
  campo(uno: any, id: string, valor: string, alCambiar: (valor: string) => void): HTMLElement;
  lista(
    una: any,
    prefijo: string,
    leerFilas: () => Record<string, string>[],
    guardar: (filas: Record<string, string>[]) => void,
  ): HTMLElement;
}
