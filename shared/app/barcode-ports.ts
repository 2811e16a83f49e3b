import type { Refusal } from '../base/refusal.ts';
import type { Result } from '../base/result.ts';
import type { LabelDrawing, LabelTools } from '../domain/label/label-layout.ts';

/** A barcode found in a picture. */
export interface ReadBarcode {
  /** Symbology identifier as readers send it, e.g. `]d2`. */
  readonly symbology: string;
  /** FNC1 as ASCII 29; characters above ASCII as Latin-1. */
  readonly text: string;
}

/** Width and height in millimetres. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** A sheet with finished labels, their upper left corners in millimetres. */
export interface LabelPage {
  readonly sheet: Size;
  readonly labels: readonly {
    readonly x: number;
    readonly y: number;
    readonly drawing: LabelDrawing;
  }[];
}

/** Sets and prints labels. The same labels give the same bytes. */
export interface LabelPress extends LabelTools {
  /** A PDF that grows page by page; text and bars are vectors. */
  pdf(about: { readonly title: string; readonly language: string }): {
    page(page: LabelPage): void;
    finish(): Promise<Uint8Array>;
  };
  /** A picture of one label that looks the same everywhere: text as outlines. */
  svg(drawing: LabelDrawing, size: Size): string;
  /** Lets other requests have their turn during long work. */
  breathe(): Promise<void>;
}

/** What the machine does with barcodes. */
export interface BarcodePorts {
  /** Barcodes in a PNG or JPEG picture; refuses what is none, or too large. */
  readonly readBarcodes: (picture: Uint8Array) => Promise<Result<readonly ReadBarcode[], Refusal>>;
  readonly labelPress: LabelPress;
}
