import { machinePrinter } from '../../electron/node/printer.ts';
import type { PrintDocument, Printer } from '../../shared/app/ports.ts';

/** The real printer, which also keeps what it was asked to print. */
export function recordingPrinter(): Printer & { readonly printed: PrintDocument[] } {
  const printed: PrintDocument[] = [];
  return {
    ...machinePrinter,
    printed,
    pdf(document) {
      printed.push(document);
      return machinePrinter.pdf(document);
    },
  };
}
