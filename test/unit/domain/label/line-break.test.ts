import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../../../shared/domain/label/line-break.ts';

const pieces = (text: string) => piecesOf(text).map(({ text: piece }) => piece);

describe('lines are broken', () => {
  test('at spaces where words have them', () => {
    expect(pieces('Keep out of reach')).toEqual(['Keep', 'out', 'of', 'reach']);
    expect(piecesOf('a b').map(({ gap }) => gap)).toEqual([' ', ' ']);
    expect(pieces('L25-021/7 (20 °C)')).toEqual(['L25-021/7', '(20', '°C)']);
  });

  test('between the characters of Japanese, also beside Latin', () => {
    expect(pieces('治験用')).toEqual(['治', '験', '用']);
    expect(pieces('Kit番号')).toEqual(['Kit', '番', '号']);
    expect(piecesOf('治験 用').map(({ gap }) => gap)).toEqual([' ', '', ' ']);
  });

  test('but not before closing marks, small kana and long vowels, nor after opening marks', () => {
    expect(pieces('してください。')).toEqual(['し', 'て', 'く', 'だ', 'さ', 'い。']);
    expect(pieces('ロガー（25度）')).toEqual(['ロ', 'ガー', '（25', '度）']);
    expect(pieces('キット')).toEqual(['キッ', 'ト']);
  });

  test('and nothing is lost', () => {
    for (const text of ['', 'a  b', '治験 用、 「x」', 'Kit 1 / 治験用']) {
      const joined = piecesOf(text).map(({ text: piece, gap }) => gap + piece);
      expect(joined.join('').slice(1)).toBe(text);
    }
  });
});
