import type { Transport } from './transport.ts';

declare global {
  interface Window {
    /** Put there by the desktop window's preload script; absent in a plain browser. */
    readonly cachet?: Transport;
  }
}

/** The transport of the desktop window, or undefined in a plain browser. */
export const ipcTransport = (): Transport | undefined => window.cachet;
