import type { FileOutput } from '../../shared/contracts/common.ts';

/** Bytes of a base64 text. */
export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

const urlOf = (file: FileOutput): string =>
  URL.createObjectURL(new Blob([bytesOf(file.base64)], { type: file.mediaType }));

/** Hands a file made by the core to the person as a download. */
export function saveFile(file: FileOutput): void {
  const link = document.createElement('a');
  link.href = urlOf(file);
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Text of the window itself as a download. */
export const saveText = (name: string, text: string, mediaType = 'text/plain'): void =>
  saveFile({ name, mediaType, base64: base64Of(new TextEncoder().encode(text)) });

/** Base64 of bytes, in pieces because an argument list is limited. */
export function base64Of(bytes: Uint8Array): string {
  const piece = 0x8000;
  let binary = '';
  for (let start = 0; start < bytes.length; start += piece) {
    binary += String.fromCharCode(...bytes.subarray(start, start + piece));
  }
  return btoa(binary);
}

export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  readonly base64: string;
}

/** Reads a chosen file as the contracts take it. */
export async function readFile(file: File): Promise<ChosenFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, size: file.size, base64: base64Of(bytes) };
}

/** Text as a file input. */
export const textAsFile = (name: string, text: string) => ({
  name,
  base64: base64Of(new TextEncoder().encode(text)),
});
