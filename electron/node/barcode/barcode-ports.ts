import type { BarcodePorts } from '../../../shared/app/barcode-ports.ts';
import { labelPress } from './label-press.ts';

/** The machine's barcodes and labels; the decoder is loaded when the first picture comes. */
export const barcodePorts: BarcodePorts = {
  labelPress,
  readBarcodes: async (picture) => {
    const { readBarcodes } = await import('./read-barcodes.ts');
    return readBarcodes(picture);
  },
};
