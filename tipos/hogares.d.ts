/* Lo que cada guion de sitio/recursos/herramientas/hogares ofrece a los demás en `KitHogares`. Los tipos de
   los datos (Columna, Registros, Examen…) se declaran con JSDoc en el guion que los arma. */

/** La fila (desde 1) y lo que dice, para un mensaje. */
type Ejemplo = [valor: string, fila: number];
type UnidadDeFila = "personas" | "hogares";
type Codificador = (octetos: Uint8Array) => string;
/** Lo que llena los huecos de una frase. */
type Huecos = Record<string, unknown>;

interface Aviso {
  id: string;
  n: number;
  texto: string;
}

interface Avisos {
  lista: Aviso[];
  anotar(id: string, n: number, datos?: Huecos): void;
}

interface Perdidas {
  filas: Int32Array;
  lista: Perdida[];
  de(filas: Int32Array): Perdidas;
  leer(columna: Columna, motivo: string, interpretar: (limpio: string) => number, detiene?: boolean): Float64Array;
  anotar(columna: Columna, motivo: string, malas: Uint8Array, detiene: boolean): void;
  comprobar(aceptadas: boolean, aceptar: string): void;
}

interface Pregunta {
  que: "decimal" | "aceptar" | "filas";
  [dato: string]: string;
}

interface ErrorDeMetodo extends Error {
  problema: string;
  queHacer: string;
  pregunta: Pregunta | null;
}

interface ErrorDeTexto extends ErrorDeMetodo {
  clave: string;
  fila: number | undefined;
}

interface Entrada {
  esquema: Reconocimiento;
  columnas: Map<string, Columna>;
  filas: Int32Array;
  tiene(canonico: string): boolean;
  de(canonico: string): Columna;
}

interface DelJefe {
  niveles(): Clasificacion;
  claseYZona(): { clase: Float64Array; zona: Float64Array };
  tamanos(): Float64Array;
  factor(): Float64Array;
  edades(deLasFilas: Perdidas): CuentasDeEdad;
}

interface Renglon {
  fila: number;
  celdas: string[];
}

interface OpcionesDeReales {
  decimal?: string | null;
  minimo?: number;
  detiene?: boolean;
  como: string;
}

interface KitHogares {
  // tablas
  /** Cada tabla tiene su forma, y la comprueba Python: aquí llega tal cual. */
  documento(nombre: string): any;
  ErrorDeMetodo: new (problema: string, queHacer: string, pregunta?: Pregunta | null) => ErrorDeMetodo;
  // textos
  recortar(texto: string): string;
  componer(texto: string): string;
  limpiar(texto: string): string;
  llave(texto: string): string;
  esErrorDeHoja(texto: string): boolean;
  comparar(a: string, b: string): number;
  distintos(textos: Iterable<string>): string[];
  // columna
  SIN_TEXTO: number;
  EJEMPLOS: number;
  vacia(nombre: string, filas: number): Columna;
  tomar(columna: Columna, filas: Int32Array): Columna;
  usados(columna: Columna): string[];
  numeros(columna: Columna, valor: (texto: string) => number, nulo?: number): Float64Array;
  formas(columna: Columna, forma: (texto: string) => string): TextosPorFila;
  formasComoVienen(columna: Columna, forma: (texto: string) => string): TextosPorFila;
  posiciones(buscados: string[], textos: string[]): Int32Array;
  limpios(columna: Columna): TextosPorFila;
  // avisos
  Avisos: new () => Avisos;
  conMiles(n: number): string;
  ejemplos(pares: Ejemplo[]): string;
  escribir(formas: { uno?: string; varios: string }, n: number, datos?: Huecos): string;
  frase(nombre: string, datos?: Huecos): string;
  llenar(forma: string, datos: Huecos): string;
  // perdidas
  ILEGIBLE: number;
  Perdidas: new (filas: Int32Array, lista?: Perdida[]) => Perdidas;
  textoDe(perdida: Perdida): string;
  // numeros
  detectarSeparadores(textos: string[]): Separadores;
  declarados(decimal: string): Separadores;
  lectorDe(separadores: Separadores): (texto: string) => number;
  leerReales(columna: Columna, motivo: string, perdidas: Perdidas, opciones: OpcionesDeReales): Float64Array;
  // categorias
  entero(texto: string): number;
  lector(tabla: string): (texto: string) => number;
  zonaDeClase(clase: number): number;
  // clasificacion
  leerCodigo(texto: string): { letra: string; nivel: number } | null;
  clasificar(
    instrumento: Instrumento,
    columnas: { grupo: Columna; nivel: Columna; escrita: Columna },
    perdidas: Perdidas,
    detiene: boolean,
  ): Clasificacion;
  // codigos
  digitos(texto: string): string | null;
  municipio(texto: string, departamento?: string): string | null;
  municipios(codigo: Columna, departamento: Columna | null, perdidas: Perdidas, avisos: Avisos): Territorio;
  territorio(columna: Columna, perdidas: Perdidas, avisos: Avisos): Territorio;
  comparable(texto: string, esCodigo?: boolean): string;
  mejorEscritura(escritas: string[], esCodigo: boolean): string;
  // identidad
  canonica(texto: string): string;
  cientificos(columna: Columna): string[];
  identificar(partes: Columna[], filas: Int32Array): Identidad;
  numerarDistintos(valores: Float64Array): { codigos: Int32Array; primeras: Int32Array };
  primeraFila(columna: Columna, texto: string, filas: Int32Array): number;
  // edades
  leerEdades(columna: Columna, perdidas: Perdidas): Float64Array;
  contarPorEdad(edad: Float64Array, hogar: Int32Array, cuenta: Uint8Array, hogares: number): CuentasDeEdad;
  // marcas
  leerMarcas(columnas: Columna[], filas: number): Int32Array;
  desarmar(marcas: Int32Array, cuantas: number): Float64Array[];
  anotarIlegibles(columnas: Columna[], motivos: string[], cuenta: Uint8Array, perdidas: Perdidas): void;
  // encabezado
  clave(columna: string): string;
  compacta(columna: string): string;
  coincide(columna: string, nombre: string): boolean;
  cortes(columna: string, nombres: Iterable<string>): string[];
  // emparejar
  emparejar(columnas: string[], alias: Record<string, string[]>, ajenos?: string[]): Emparejadas;
  exigirUnicas(emparejadas: Pick<Emparejadas, "repetidas">): void;
  // nombres
  PRIVACIONES: string[];
  aliasDe(esquema: EsquemaDeBase): Record<string, string[]>;
  claveHogar(canonicos: string[], mapa: Record<string, string>): string[];
  reconocer(columnas: string[], documento: EsquemasDeBase): Reconocimiento;
  // personales
  columnasPersonales(columnas: string[], conocidas: string[]): string[];
  // entrada
  Entrada: new (esquema: Reconocimiento, columnas: Map<string, Columna>, filas: Int32Array) => Entrada;
  peticion(instrumento: Instrumento, opciones?: Partial<Peticion>): Peticion;
  // agrupar
  JEFE: number;
  resumirHogares(
    hogar: Int32Array,
    cuantos: number,
    esJefe: Uint8Array,
    persona: Int32Array | null,
    desempate: () => Int32Array[],
  ): Hogares;
  // reunir, del_jefe, armar
  reunir(entrada: Entrada, peticion: Peticion, marcas: Int32Array, avisos: Avisos, perdidas: Perdidas): Reunion;
  DelJefe: new (partes: PartesDelJefe) => DelJefe;
  armar(entrada: Entrada, peticion: Peticion): HogaresArmados;
  textosDe(hechos: { avisos: Pick<Avisos, "lista">; perdidas: Pick<Perdidas, "lista"> }): string[];
  // frases
  ErrorDeTexto: new (clave: string, datos?: Huecos) => ErrorDeTexto;
  avisoDeTexto(clave: string, datos?: Huecos): string;
  acortar(texto: string): string;
  // flujo
  MUESTRA: number;
  UTF16: string[];
  compatibles(crudos: Uint8Array, utf16: string): Uint8Array;
  comprobarQueEsTabla(octetos: Uint8Array): void;
  comprobarQueEsTexto(inicio: Uint8Array): void;
  contarMarcas(octetos: Uint8Array): { cuantas: number; lugar: number };
  enLatin(octetos: Uint8Array): string;
  utf16De(inicio: Uint8Array): string;
  // registros
  registros(octetos: Uint8Array, separador: string, desde?: number, maximo?: number): Registros;
  recorrerCeldas(r: Registros, fila: number, alCelda: AlCelda, ultima?: number): void;
  celdasDe(r: Registros, fila: number): Uint8Array[];
  // separadores
  signos(): string[];
  separadorPedido(pedido: string | null): string | null;
  lineaSep(octetos: Uint8Array): { salto: number; declarado: string | null };
  detectarSeparador(octetos: Uint8Array, desde: number): string | null;
  nombreDeSeparador(signo: string): string;
  // letras
  UTF8: string;
  codificacionPedida(pedida: string | null): string | null;
  conocidas(): string;
  decodificador(clave: string): Codificador;
  elegirCodificacion(registros: Registros, pedida: string | null): { clave: string; avisos: string[] };
  nombreDe(clave: string): string;
  // pie, primera_fila, recorrido
  FILAS_MAXIMAS: number;
  apartarPie(finales: Renglon[], ancho: number): FilaDePie[];
  SOBRANTE: string;
  INDICE: string;
  leerEncabezado(celdas: string[], fila: number): string[];
  ajustarEncabezado(nombres: string[], ancho: number, ajuste: string): EncabezadoAjustado;
  ajusteDe(r: Registros, recorrido: Recorrido): string;
  recorrer(r: Registros): Recorrido;
  // examen, filas, lector
  examinar(
    crudos: Uint8Array,
    pedido?: { separador?: string | null; codificacion?: string | null; apartar?: boolean },
  ): Examen;
  leerFilas(crudos: Uint8Array): { linea: number; celdas: string[] }[];
  leerColumnas(examen: Examen, nombres: string[]): { columnas: Map<string, Columna>; filas: Int32Array };
}
