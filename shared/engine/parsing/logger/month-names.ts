/**
 * Months by their first letters in the languages loggers are set to (English, German, French,
 * Spanish, Italian, Portuguese, Dutch, Scandinavian), accents removed.
 */
const prefixes: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen'],
  ['feb', 'fev'],
  ['mar', 'mrz', 'maer', 'mrt', 'maa'],
  ['apr', 'abr', 'avr'],
  ['may', 'mai', 'mag', 'mei', 'maj'],
  ['jun', 'giu', 'juin'],
  ['jul', 'lug', 'juil'],
  ['aug', 'ago', 'aou'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott', 'out'],
  ['nov'],
  ['dec', 'dez', 'dic', 'des'],
];

const longest = (word: string, month: readonly string[]): number =>
  Math.max(0, ...month.filter((prefix) => word.startsWith(prefix)).map((prefix) => prefix.length));

/** 1..12 for a month's name or abbreviation, 0 for any other word. */
export function monthOf(word: string): number {
  const plain = word
    .normalize('NFD')
    .replaceAll(/[^a-z]/gi, '')
    .toLowerCase();
  let best = { month: 0, length: 0 };
  prefixes.forEach((month, index) => {
    const length = longest(plain, month);
    if (length > best.length) best = { month: index + 1, length };
  });
  return plain.length <= 10 ? best.month : 0;
}
