/** Scripts that are written without spaces: a line may end after any of their characters. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
/** Not at the start of a line (JIS X 4051): closing marks, small kana, the long vowel. */
const notFirst =
  /[、。，．・：；？！ー」』）〕】〉》〟々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)\]}%]/u;
/** Not at the end of one: opening marks. */
const notLast = /[「『（〔【〈《〝([{]/u;

/** A piece of text that is not broken, and what stands before it unless it begins a line. */
export interface Piece {
  readonly text: string;
  readonly gap: '' | ' ';
}

const mayBreak = (before: string, after: string): boolean =>
  (unspaced.test(before) || unspaced.test(after)) && !notFirst.test(after) && !notLast.test(before);

/** The pieces between which a paragraph may be broken: at spaces, and between characters of Japanese. */
export function piecesOf(paragraph: string): readonly Piece[] {
  return paragraph.split(' ').flatMap((word): readonly Piece[] => {
    const pieces: { text: string; gap: '' | ' ' }[] = [{ text: '', gap: ' ' }];
    for (const character of word) {
      const last = pieces.at(-1) as { text: string };
      const before = [...last.text].at(-1);
      if (before === undefined || !mayBreak(before, character)) last.text += character;
      else pieces.push({ text: character, gap: '' });
    }
    return pieces;
  });
}
