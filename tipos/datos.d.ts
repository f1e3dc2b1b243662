/* Las reglas y tablas que llegan de Python como guiones de datos (`KIT_DATOS`). Aquí, las que leen los módulos
   puros; de las demás cada página conoce lo suyo. */

interface GrupoDelInstrumento {
  letra: string;
  nombre: string;
  niveles: number;
}

/** Un instrumento de focalización: sus grupos, del primero al último, y con cuántas cifras escribe el nivel. */
interface Instrumento {
  id: string;
  nombre: string;
  norma: string;
  /** Desde cuándo rige y hasta cuándo; null si no se sabe o sigue. */
  desde: string | null;
  hasta: string | null;
  verificado: boolean;
  advertencia: string;
  cifras: number;
  grupos: GrupoDelInstrumento[];
}

interface EsquemaDeBase {
  id: string;
  nombre: string;
  clave_hogar: string[];
  columnas: Record<string, string[]>;
  privaciones: string[];
}

interface EsquemasDeBase {
  esquemas: EsquemaDeBase[];
  variables: string[];
  mal_escritas: Record<string, string>;
}

interface DatosPersonales {
  descartar: string[];
  no_son_de_personas: string;
  nombres_personales: { patron: string; que: string }[];
}

/** El CSV de una fila por hogar: cómo se llaman sus columnas y cuáles se piden. */
interface HogaresSimples {
  esquema: EsquemaDeBase;
  se_piden: Record<string, string>;
  territorios: string[];
}

/** Un territorio: código DANE, nombre, departamento, cuánta gente es y con qué otros nombres se busca. */
type FilaDeTerritorio = [codigo: string, nombre: string, departamento: string, personas: number, otros: string[]];

interface DatosDelKit {
  instrumentos: Instrumento[];
  hogares_simples: HogaresSimples;
  hogares_sinteticos: string;
  kit: VersionDelKit;
  normas: Record<string, [cita: string, porVerificar: boolean]>;
  [nombre: string]: any;
}

interface RangoDeCategoria {
  nombre: string;
  poblacion_desde: number;
  icld_mas_de: number;
  limite_pct: number;
}

interface ReglasDeConcejo {
  pct_icld: number;
  icld_pequeno: number;
  salarios_pequeno: number;
  normas: string[];
}

interface ReglasDePersoneria {
  pct_icld: number[];
  salarios_base: number[];
  desde: number;
  vigencias: number;
  aumento: number;
  advertencia: string;
  normas: string[];
}

interface ReglasDePropositoGeneral {
  libre_pct: number;
  deporte_pct: number;
  cultura_pct: number;
  fonpet_pct: number;
  normas: string[];
  normas_exencion: string[];
}

interface ReglasDeCompraLocal {
  pct: number;
  advertencia: string;
  normas: string[];
}

interface ReglasFiscales {
  rangos: RangoDeCategoria[];
  normas_rangos: string[];
  normas_gasto: string[];
  concejo: ReglasDeConcejo;
  personeria: ReglasDePersoneria;
  proposito_general: ReglasDePropositoGeneral;
  compra_local: ReglasDeCompraLocal;
}

interface EstadoDeCompromiso {
  id: string;
  nombre: string;
}

interface ReglasDeSeguimiento {
  estados: EstadoDeCompromiso[];
  vencido: { nombre: string };
}

interface PasoDeRuta {
  fase: string;
  paso: string;
  aliado: string;
  instrumento: string;
  estado: string;
  nota: string;
  normas: string[];
  herramienta?: string;
}

interface OpcionDeRuta {
  id: string;
  nombre: string;
  pasos?: PasoDeRuta[];
}

interface ReglasDeRuta {
  secciones: { id: string; opciones: OpcionDeRuta[] }[];
  fases: { id: string; mes: number }[];
  siempre: PasoDeRuta[];
}

interface ReglasDePrivaciones {
  dimensiones: { id: string; nombre: string }[];
  privaciones: { id: string; peso: number; dimension: string }[];
  cortes: { id: string; nombre: string; uso: string; minimo: number }[];
}

/** Un programa social y desde qué código hasta cuál entra; sin `desde`, no se decide con el grupo. */
interface ProgramaSocial {
  nombre: string;
  desde?: string;
  hasta?: string;
  /** «vigente» o la razón por la que no se ofrece. */
  estado: string;
  /** Año, mes o día (AAAA-MM-DD) hasta el que rige su corte. */
  rige_hasta?: string;
}

/** Por indicador: nombre, periodo, fuente, decimales, unidad, sus valores por zona y los de referencia. */
interface ColumnaDeCuadernillo {
  n: string;
  p: string;
  f: string;
  d: number;
  u: string;
  c?: string[];
  v: Record<string, CifraCruda[]>;
  ref: Record<string, CifraCruda>;
}

/** El valor por diez a la `d`, o la seña de por qué no lo hay. */
type CifraCruda = number | string | null;

interface DatosDeCuadernillo {
  municipios: string[];
  columnas: Record<string, ColumnaDeCuadernillo>;
  privaciones: string[];
  lejanas: [privacion: number, cabecera: CifraCruda, rural: CifraCruda][][];
  comparables: number[][];
  /** Lo que debe acompañar a cada tabla: código, tabla y avisos. */
  avisos: Record<string, Record<string, string[]>>;
  medianas: Record<number, Record<string, number>>;
  agregados: Record<string, string>;
  sin_comparables: Record<string, string>;
  puestos: string[];
  omision: Record<string, string>;
  sin_comparar: string[];
}
