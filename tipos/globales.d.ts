/* Los nombres globales con que se enlazan los guiones: cada uno completa el suyo al cargar, porque el sitio
   también se abre con file://, donde no hay módulos. */

interface Window {
  KIT_DATOS: DatosDelKit;
  KIT_TERRITORIOS: FilaDeTerritorio[];
  KitCalculos: KitCalculos;
  KitHogares: KitHogares;
  KitDocumentos: KitDocumentos;
  KitActo: KitActo;
  KitAyudas: KitAyudas;
  KitComunes: KitComunes;
  KitPlan: KitPlan;
  KitPlantillaPropia: KitPlantillaPropia;
  KitOferta: KitOferta;
  KitFormulario: KitFormulario;
  KitOficina: KitOficina;
  KitTercerosDeExcel: KitTercerosDeExcel;
  KitTercerosDeWord: KitTercerosDeWord;
  KitPublicable: KitPublicable;
  KitPublicar: KitPublicar;
  KitSimulador: KitSimulador;
  KitH: KitH;
  KitExpediente: KitExpediente;
  KitGraficos: KitGraficos;
  /** Prepara un campo de búsqueda al tocarlo, y otra vez si algo no llegó. */
  KitAlTocar(campo: HTMLInputElement, preparar: () => Promise<void>): void;
  // Los de cada página, que nadie más usa.
  KitFuentes: KitFuentes;
  KitMapaDePuestos: KitMapaDePuestos;
  KitPreparador: KitPreparador;
  KitPriorizador: KitPriorizador;
  KitBloques: KitBloques;
  KitCifras: KitCifras;
  KitPartes: KitPartes;
  KitPlazo: KitPlazo;
  KitLibro: KitLibro;
  KitPantalla: KitPantalla;
  KitTablero: KitTablero;
  KitDiagnostico: any;
  /** Está si el navegador guarda lo visitado. */
  KitSinConexion?: KitSinConexion;
  /** Está en la copia que se abre sin internet. */
  KIT_PAQUETE?: KitPaquete;
  /** El último dibujo que llegó aparte de su página. */
  KIT_DIBUJO: string;
  /** Las letras del sitio en base 64, por nombre de archivo: solo llegan desde el disco. */
  KitLetras?: Record<string, string>;
}
