import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawBarcode } from '../../electron/node/barcode/draw-barcode.ts';
import type { BarcodeContent } from '../../shared/domain/barcode/symbology.ts';

const width = 320;
const height = 240;
const modulePixels = 6;
const white = 235;
const black = 16;

/** A film of one still barcode for Chromium's fake camera (YUV4MPEG2, no colour); gives its path. */
export function filmOf(content: BarcodeContent): string {
  const drawn = drawBarcode(content);
  if (!drawn.ok) throw new Error(drawn.error.message);
  const { dark, width: across, height: down } = drawn.value;
  const luma = Buffer.alloc(width * height, white);
  const left = Math.floor((width - across * modulePixels) / 2);
  const top = Math.floor((height - down * modulePixels) / 2);
  for (const [x, y, w, h] of dark) {
    for (let row = 0; row < h * modulePixels; row += 1) {
      const start = (top + y * modulePixels + row) * width + left + x * modulePixels;
      luma.fill(black, start, start + w * modulePixels);
    }
  }
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    luma,
    Buffer.alloc((width * height) / 2, 128),
  ]);
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`);
  const path = join(mkdtempSync(join(tmpdir(), 'cachet-film-')), 'barcode.y4m');
  writeFileSync(path, Buffer.concat([header, ...Array.from({ length: 10 }, () => frame)]));
  return path;
}
