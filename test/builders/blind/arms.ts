/**
 * Words that stand nowhere else: where one turns up, somebody told an arm. They differ in length, so that a size
 * which goes with the arm differs too.
 */
export const canaries = ['zyqarel', 'vumidolantine-fibrate'] as const;

export type Arms = readonly [first: string, second: string];

export const straight: Arms = canaries;
export const exchanged: Arms = [canaries[1], canaries[0]];

/** The kit types of the arms, in the order of the arms. */
export const typesOf = (arms: Arms): Arms => [`kit-${arms[0]}`, `kit-${arms[1]}`];

/** The other arm's name wherever one stands, as in the study with the labels exchanged. */
export const relabelled = (text: string): string =>
  text.replace(/zyqarel|vumidolantine-fibrate/g, (word) =>
    word === canaries[0] ? canaries[1] : canaries[0],
  );
