/**
 * Months in the languages loggers are set to (English, German, French, Spanish, Italian,
 * Portuguese, Dutch, Danish, Norwegian, Swedish), accents removed.
 */
const names: readonly (readonly string[])[] = [
  ['january', 'januar', 'jaenner', 'janner', 'janvier', 'enero', 'gennaio', 'janeiro', 'januari'],
  ['february', 'februar', 'fevrier', 'febrero', 'febbraio', 'fevereiro', 'februari'],
  ['march', 'marz', 'maerz', 'mrz', 'mars', 'marzo', 'marco', 'maart', 'mrt', 'marts'],
  ['april', 'avril', 'abril', 'aprile'],
  ['may', 'mai', 'mayo', 'maggio', 'maio', 'mei', 'maj'],
  ['june', 'juni', 'juin', 'junio', 'giugno', 'junho'],
  ['july', 'juli', 'juillet', 'julio', 'luglio', 'julho'],
  ['august', 'aout', 'agosto', 'augustus', 'augusti'],
  ['september', 'sept', 'septembre', 'septiembre', 'settembre', 'setembro'],
  ['october', 'oktober', 'octobre', 'octubre', 'ottobre', 'outubro'],
  ['november', 'novembre', 'noviembre', 'novembro'],
  ['december', 'dezember', 'decembre', 'diciembre', 'dicembre', 'dezembro', 'desember'],
];

/** 1..12 for a month's name or its first letters (three at least), 0 for any other word. */
export function monthOf(word: string): number {
  const plain = word
    .normalize('NFD')
    .replaceAll(/[^a-z]/gi, '')
    .toLowerCase();
  if (plain.length < 3) return 0;
  return names.findIndex((month) => month.some((name) => name.startsWith(plain))) + 1;
}
