import { base64Of } from '../components/save-file.ts';
import type { Client, Failure } from '../transport/client.ts';

/** Longest side of a picture that is sent to be read; finer ones only take longer. */
const longestSide = 3200;

/** What was read from a picture: texts as a scanner would type them, with their symbology prefix. */
export type PictureScan =
  | { readonly kind: 'read'; readonly texts: readonly string[] }
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What stands on a canvas, as JPEG in base64. */
async function jpegOf(canvas: HTMLCanvasElement): Promise<string> {
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', 0.92),
  );
  return blob === null ? '' : base64Of(new Uint8Array(await blob.arrayBuffer()));
}

function drawn(source: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
  const scale = Math.min(1, longestSide / Math.max(width, height, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context !== null) {
    // Transparent parts would turn black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

async function read(client: Client, canvas: HTMLCanvasElement): Promise<PictureScan> {
  const outcome = await client.ask('barcodes.read', { picture: await jpegOf(canvas) });
  if (!outcome.ok) return { kind: 'failed', failure: outcome.failure };
  const { barcodes } = outcome.value;
  return { kind: 'read', texts: barcodes.map(({ symbology, text }) => `${symbology}${text}`) };
}

/** Barcodes in a picture file of any kind that this window can show. */
export async function readPictureFile(client: Client, file: Blob): Promise<PictureScan> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return { kind: 'no-picture' };
  const canvas = drawn(bitmap, bitmap.width, bitmap.height);
  bitmap.close();
  return read(client, canvas);
}

/** Barcodes that a camera sees now. */
export const readVideo = (client: Client, video: HTMLVideoElement): Promise<PictureScan> =>
  read(client, drawn(video, video.videoWidth, video.videoHeight));
