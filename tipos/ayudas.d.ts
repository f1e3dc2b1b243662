/* Lo que se explica al lado de donde se usa: qué quiere decir un grupo y cuándo es pobre un hogar. */

interface KitAyudas {
  // grupo
  enPalabras(leido: CodigoLeido): string;
  renglones(codigo: string): HTMLElement;
  /** `decir` vuelve a escribir la ayuda cuando cambia lo escogido. */
  deGrupos(escogidos: () => string[]): { ayuda: HTMLElement; decir(): void };
  // de_la_base
  deLaBase(): HTMLElement;
}
