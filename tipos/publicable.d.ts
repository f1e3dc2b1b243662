/* Lo que cada guion de sitio/recursos/herramientas/publicable ofrece a los demás en `KitPublicable`. Los tipos de
   los datos (Palabras, Publicable, RenglonDeBitacora…) se declaran con JSDoc en el guion que los arma. */

interface KitPublicable {
  // palabras
  palabras(cuantas: number): Palabras;
  sumarEn(en: Palabras, i: number, alta: number, baja: number): void;
  enHexadecimal(p: Palabras, i: number): string;
  deHexadecimal(textos: string[]): Palabras;
  mezcla(p: Palabras): Palabras;
  gammas(veces: number): Palabras;
  // siphash, blake2b, huella
  OCTETOS_DE_CLAVE: number;
  siphash24(clave: Uint8Array, textos: string[]): Palabras;
  blake2b(octetos: Uint8Array, largo: number, clave?: Uint8Array): string;
  octetosEnHexadecimal(octetos: Uint8Array): string;
  huella(clave: Uint8Array): string;
  huellaDeEntrada(clave: Uint8Array, sha256: string): string;
  // clave
  CLAVE_DE_PRACTICA: Uint8Array;
  claveATexto(clave: Uint8Array): string;
  claveDeTexto(texto: string): Uint8Array;
  claveNueva(): Uint8Array;
  esDePractica(clave: Uint8Array): boolean;
  comprobarUso(clave: Uint8Array, baseDePractica: boolean): void;
  // llaves, redondeo
  DE_HOGARES: number;
  DE_PERSONAS: number;
  llaveDeCelda(universo: Palabras, miembros: Palabras, etiqueta?: number): Palabras;
  exigirLlaves(identidades: string[] | null): string[];
  suerte(alta: number, base: number): number;
  redondearCon(conteo: number, u: number, base: number): number;
  redondear(conteos: Float64Array, llave: Palabras, base: number): Float64Array;
  // celdas, supresion
  privaciones(): { id: string; nombre: string; peso: number }[];
  contarCeldas(hogares: HogaresPorPublicar): CeldasDeTerritorios;
  totalDeCeldas(celdas: CeldasDeTerritorios): CeldasDeTerritorios;
  PUBLICADO: number;
  PRIMARIA: number;
  COMPLEMENTARIA: number;
  suprimir(hogares: Float64Array, minimo: number): { territorios: Uint8Array; total: number };
  // pedido, etiquetas
  /** datos/publicable.json: su forma la comprueba Python. */
  reglas(): any;
  basesDeRedondeo(): number[];
  comprobarOpciones(base: number, minimo: number): void;
  exigirSinFactor(armado: HogaresArmados): void;
  pareceCoordenada(valor: string): boolean;
  motivoDeRechazo(campos: string[], valores: string[], variables: string[]): string | null;
  comprobarCampos(campos: string[], valores: string[], variables: string[]): void;
  exigeTamanos(campos: string[]): boolean;
  comprobarTamanos(hogares: number[], minimo: number): void;
  // publicada, tabla, filas, escritura
  SIN_REGISTROS: number;
  ESTADOS: string[];
  completa(fila: FilaPublicada): boolean;
  columnasDe(
    fila: FilaPublicada,
    base: number,
  ): { columnas: Record<string, string | number | boolean | null>; principal: number };
  publicar(hogares: HogaresPorPublicar, opciones: OpcionesDePublicar): Publicable;
  renglonesDe(hecha: Publicable, fecha: string, corte: string): RenglonDeBitacora[];
  sinPublicar(hecha: Publicable): number;
  uso(practica: boolean): { publicable: string; uso: string };
  columnasPublicables(): [columna: string, dice: string][];
  tablaPublicada(hecha: Publicable, etiquetas: string[]): TablaPublicada;
  aCsv(tabla: TablaPublicada): string;
  // bitacora
  autorizar(anteriores: RenglonDeBitacora[], nuevos: RenglonDeBitacora[]): RenglonDeBitacora[];
  repeticiones(nuevos: RenglonDeBitacora[], anteriores?: RenglonDeBitacora[]): Map<string, number>;
  bitacoraATexto(renglones: RenglonDeBitacora[]): string;
  bitacoraDeTexto(texto: string): RenglonDeBitacora[];
  TOTAL: string;
  // publicacion, suma, registro, libro, geojson
  prepararPublicacion(entrada: Entrada, armado: HogaresArmados, pedido: PedidoDePublicacion): Publicacion;
  NOMBRE_DE_LA_TABLA: string;
  sumaDePublicada(tabla: TablaPublicada): string;
  paraElAlcalde(base: number, minimo: number): string;
  registroDePublicacion(
    deDonde: BasePublicada,
    pedido: PedidoDePublicacion,
    hecha: Publicacion,
    kit: VersionDelKit,
  ): Record<string, unknown>;
  libroPublicable(tabla: TablaPublicada, registro: Record<string, unknown>, practica: boolean): Libro;
  leerPoligonos(texto: string): CapaDePoligonos;
  geojsonPublicable(
    tabla: TablaPublicada,
    capa: CapaDePoligonos,
    propiedad: string,
  ): { geojson: object; hallados: number; publicados: number };
}

/** Lo que la página le pide al obrero para publicar. */
type PedidoDePublicar = Omit<PedidoDePublicacion, "clave" | "anteriores" | "archivo" | "base"> & {
  /** El identificador de la base abierta. */
  base: string;
  /** A múltiplos de cuánto se redondea. */
  redondeo: number;
  /** Los textos de los archivos. */
  clave: string;
  bitacora: string;
  kit: VersionDelKit;
};

interface VersionDelKit {
  version: string;
  huella_metodos: string;
}

/** `renglones`, los de la bitácora nueva. */
type PublicacionConRegistro = Publicacion & { registro: Record<string, unknown>; renglones: number };

/** Cómo se leyó la base que se publica: va en el registro. */
interface LecturaDeBase {
  separador: string;
  codificacion: string;
  personales: string[];
  /** El signo decimal que dijo quien la abrió; null si no hubo que preguntarlo. */
  decimal: string | null;
  /** Si aceptó seguir sin lo que no se pudo leer. */
  aceptar: boolean;
}

/** Lo que la página guarda de un archivo mientras está abierta. */
interface ClaveAbierta {
  texto: string;
  huella: string;
}

interface BitacoraAbierta {
  texto: string;
  renglones: number;
}

interface MapaPublicable {
  /** El GeoJSON que se abrió. */
  texto: string;
  propiedades: string[];
  propiedad: string;
  /** El que se publica. */
  geojson: string;
  hallados: number;
  publicados: number;
}
