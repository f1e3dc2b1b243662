/* Lo que ofrece `KitDocumentos`: Word y Excel llenados en el navegador. Todo es asíncrono: lo que los escribe se
   carga la primera vez. */

/** Lo que llena una plantilla: un valor por campo; `bloques` es el cuerpo de un informe (ver documentos/bloques.js). */
interface DatosDeDocumento {
  titulo: string;
  /** Al pie de cada página; si falta, el título. */
  pie?: string;
  bloques?: Bloque[];
  [campo: string]: unknown;
}

interface KitDocumentos {
  /** `plantilla`: "informe" para un cuerpo de bloques, o el nombre de una de las de fábrica. */
  word(plantilla: string, datos: DatosDeDocumento): Promise<Uint8Array<ArrayBuffer>>;
  libro(contenido: Libro | HojaDeLibro[]): Promise<Uint8Array<ArrayBuffer>>;
  /** Lo mismo, y lo descarga con ese nombre de archivo. */
  bajarWord(nombre: string, plantilla: string, datos: DatosDeDocumento): Promise<void>;
  bajarLibro(nombre: string, contenido: Libro | HojaDeLibro[]): Promise<void>;
}
