/** Kinds of barcode that labels carry; `gs1-…` hold an element string, the others plain text. */
export const symbologies = ['gs1-datamatrix', 'gs1-qr', 'gs1-128', 'datamatrix', 'qr'] as const;
export type Symbology = (typeof symbologies)[number];

export const isGs1Symbology = (symbology: Symbology): boolean => symbology.startsWith('gs1-');

/** A barcode to draw. */
export interface BarcodeContent {
  readonly symbology: Symbology;
  /** The element string (separators as ASCII 29) of a GS1 barcode, or printable ASCII. */
  readonly text: string;
}

/** A drawn barcode in modules: dark rectangles in a frame without the quiet zone. */
export interface BarcodeDrawing {
  readonly width: number;
  /** 1 for a linear barcode: its bars are as high as the place given to them. */
  readonly height: number;
  readonly dark: readonly (readonly [x: number, y: number, width: number, height: number])[];
  /** Modules that must stay white on every side. */
  readonly quiet: number;
}
