import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The part of fontkit that is used here; it comes with pdfmake. */
export interface Font {
  readonly unitsPerEm: number;
  hasGlyphForCodePoint(code: number): boolean;
  layout(text: string): {
    readonly advanceWidth: number;
    readonly glyphs: readonly { readonly path: { toSVG(): string } }[];
    readonly positions: readonly {
      readonly xAdvance: number;
      readonly xOffset: number;
      readonly yOffset: number;
    }[];
  };
}

/** A type face; `name` is the one that a PDF knows it by. */
export interface Face {
  readonly name: string;
  readonly path: string;
  readonly font: Font;
}

/** A stretch of text in one face. */
export interface Run {
  readonly face: Face;
  readonly text: string;
}

const require = createRequire(import.meta.url);

/** A value made at first use: the faces have some megabytes. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const pdfmake = require.resolve('pdfmake/package.json');
export const requireOfPdfmake = createRequire(pdfmake);

const openFont = once(() => {
  const { openSync } = createRequire(requireOfPdfmake.resolve('pdfkit'))('fontkit') as {
    openSync(path: string): Font;
  };
  return openSync;
});

const face = (name: string, path: () => string): (() => Face) =>
  once(() => ({ name, path: path(), font: openFont()(path()) }));

const roboto = (cut: string) => join(dirname(pdfmake), 'fonts', 'Roboto', `Roboto-${cut}.ttf`);

/** Latin, Greek and Cyrillic first; Japanese for what that does not have. */
const regular = [
  face('regular', () => roboto('Regular')),
  face('japanese', () =>
    require.resolve('@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf'),
  ),
] as const;
const bold = [
  face('bold', () => roboto('Medium')),
  face('japanese-bold', () =>
    require.resolve('@expo-google-fonts/biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf'),
  ),
] as const;

/** All of it is in the first face; most labels are. */
const plain = /^[\x20-\x7e\u00a0-\u017f\u2013\u2019]*$/;

const has = ({ font }: Face, character: string): boolean =>
  font.hasGlyphForCodePoint(character.codePointAt(0) as number);

/** The face for a character, or null where the program has none. */
function faceOf([first, second]: typeof regular, character: string): Face | null {
  if (has(first(), character)) return first();
  return has(second(), character) ? second() : null;
}

/** The text in stretches of one face each; what no face has stays with the face before it. */
export function runsOf(text: string, isBold: boolean): readonly Run[] {
  const faces = isBold ? bold : regular;
  if (plain.test(text)) return [{ face: faces[0](), text }];
  const runs: { face: Face; text: string }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const wanted = faceOf(faces, character) ?? last?.face ?? faces[0]();
    if (last?.face === wanted) last.text += character;
    else runs.push({ face: wanted, text: character });
  }
  return runs;
}

export const runWidth = ({ face: { font }, text }: Run): number =>
  font.layout(text).advanceWidth / font.unitsPerEm;

/** Characters that no face has, each once. */
export const missingIn = (text: string): readonly string[] =>
  plain.test(text)
    ? []
    : [...new Set(text)].filter(
        (character) => character !== '\n' && faceOf(regular, character) === null,
      );
