/** Width and height of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const pngStart = '89504e470d0a1a0a';

function pngSize(bytes: Buffer): PictureSize | null {
  if (bytes.length < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Markers of a frame (SOF0 to SOF15) without those that mean something else (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(bytes: Buffer): PictureSize | null {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] as number;
    if (isFrame(marker)) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    const length = marker === 0xff ? -1 : bytes.readUInt16BE(at + 2);
    if (length === 0 || length === 1) return null;
    at += 2 + length;
  }
  return null;
}

/** Size of a PNG or JPEG picture from its header, or null for anything else. Decodes nothing. */
export function pictureSize(bytes: Buffer): PictureSize | null {
  if (bytes.toString('hex', 0, 8) === pngStart) return pngSize(bytes);
  return bytes.toString('hex', 0, 3) === 'ffd8ff' ? jpegSize(bytes) : null;
}
