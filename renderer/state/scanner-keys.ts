import { groupSeparator } from '../../shared/domain/barcode/element-string.ts';

/** What is needed of a keyboard event. */
export interface ScannerKey {
  readonly type: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  getModifierState(modifier: 'AltGraph'): boolean;
}

const isPrintable = (code: number): boolean => code >= 32 && code <= 126;

/**
 * Understands the keys that a scanner presses: printable characters as they are, also those behind AltGr;
 * FNC1 as Ctrl-], as F8, as ASCII 29 itself or as Alt and the digits 029; other characters as Alt and digits.
 * Gives what each event adds to the scan, mostly nothing for a release.
 */
export function scannerKeys(): (event: ScannerKey) => string {
  let code = '';
  return (event) => {
    if (event.type === 'keyup') {
      if (event.key !== 'Alt') return '';
      const character = Number(code);
      code = '';
      if (character === 29) return groupSeparator;
      return isPrintable(character) ? String.fromCharCode(character) : '';
    }
    if (event.key === 'F8' || (event.ctrlKey && event.key === ']')) return groupSeparator;
    const isAltGraph = event.getModifierState('AltGraph');
    if (event.altKey && !isAltGraph) {
      if (/^\d$/.test(event.key)) code += event.key;
      return '';
    }
    if (event.key.length !== 1 || event.metaKey) return '';
    return event.ctrlKey && !isAltGraph ? '' : event.key;
  };
}
