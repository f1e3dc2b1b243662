/* Lo que se lleva de un gráfico: su dibujo y sus cifras. */

interface DibujoSuelto {
  ancho: number;
  alto: number;
  texto: string;
}

interface KitGraficos {
  LETRA: string;
  LETRA_DE_TITULOS: string;
  bajar(que: string, grafico: Element, raiz: string): Promise<string>;
  filas(grafico: HTMLElement, donde: { codigo: string; raiz: string; propio: any[] }): Promise<any[][]>;
  foto(grafico: Element): Promise<{ partes: Element[]; ancho: number; desde: number; alto: number }>;
  guardar(
    que: string,
    nombre: string,
    grafico: { filas: () => any; dibujo: () => DibujoSuelto | Promise<DibujoSuelto> },
  ): Promise<string>;
  renglones(texto: string, ancho: number, letra: number): string[];
}
