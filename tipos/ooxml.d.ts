/* Lo que cada guion de sitio/recursos/herramientas/ooxml ofrece en `KitOoxml`: Word y Excel sin bibliotecas. */

/** XML ya escrito y escapado. */
type Xml = string;
type HijoDeXml = Xml | null | undefined | false | HijoDeXml[];
type Atributos = Record<string, string | number | boolean | null | undefined>;
/** De la ruta dentro del paquete a su XML, sin la cabecera. */
type Paquete = Record<string, Xml>;

interface KitOoxml {
  // xml
  escapar(texto: unknown): Xml;
  x(etiqueta: string, atributos?: Atributos | null, ...hijos: HijoDeXml[]): Xml;
  empaquetar(partes: Paquete): Uint8Array<ArrayBuffer>;
  paquete(titulo: string, principal: string, tipos: Record<string, string>): Paquete;
  relaciones(lista: [id: string, tipo: string, destino: string][]): Xml;
  // docx
  bloquesDeWord(): { pintar(bloque: Bloque): HijoDeXml; cuantas(): number };
  /** Las piezas con que se arma un documento: el ancho útil, un texto, un párrafo y un valor. */
  deWord: {
    UTIL: number;
    corrida(trozo: Trozo): Xml;
    p(estilo: string, contenido: HijoDeXml, extra?: Xml): Xml;
    v(valor: string | number): Atributos;
  };
  estilosDeWord(): Xml;
  numeracionDeWord(cuantas: number): Xml;
  docx(documento: { titulo: string; pie: string }, bloques: Bloque[]): Uint8Array<ArrayBuffer>;
  // xlsx
  ESTILOS_DE_LIBRO: string[];
  estilosDeLibro(): Xml;
  xlsx(libro: Libro): Uint8Array<ArrayBuffer>;
  // leer_xlsx
  leerDocx(bytes: Uint8Array): FilaDeActa[];
  leerXlsx(bytes: Uint8Array): { hojas: HojaLeida[]; desde1904: boolean };
  fechaDeSerie(n: number, desde1904: boolean): string;
}

/** La parte de fflate (terceros/fflate.js) que se usa. */
interface Fflate {
  strToU8(texto: string): Uint8Array;
  strFromU8(octetos: Uint8Array): string;
  zipSync(archivos: Record<string, Uint8Array>, opciones: { level: number; mtime: Date }): Uint8Array<ArrayBuffer>;
  unzipSync(
    octetos: Uint8Array,
    opciones: { filter(archivo: { name: string; originalSize: number }): boolean },
  ): Record<string, Uint8Array>;
}
