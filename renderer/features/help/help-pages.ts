const files = import.meta.glob<string>('../../../resources/help/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface HelpPage {
  /** File name without ending; what screens link to. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const order = [
  'start',
  'today',
  'kits',
  'labels',
  'stock',
  'lots',
  'shipments',
  'cold-chain',
  'resupply',
  'subjects',
  'accountability',
  'randomization',
  'live-allocation',
  'reserve-lists',
  'cohorts',
  'replication-kit',
  'backup',
  'site-mode',
  'code-break',
  'custody',
  'backup',
  'design-lab',
  'forecast',
  'trail',
  'trail-review',
  'study',
  'evidence',
  'scanner',
  'words',
];

const place = (id: string): number => {
  const index = order.indexOf(id);
  return index === -1 ? order.length : index;
};

/** The help pages that come with the program, in reading order. */
export const helpPages: readonly HelpPage[] = Object.entries(files)
  .map(([path, text]) => ({
    id: path.replace(/^.*\//, '').replace(/\.md$/, ''),
    title: /^# (.+)$/m.exec(text)?.[1] ?? path,
    text,
  }))
  .toSorted((a, b) => place(a.id) - place(b.id));

export interface HelpFinding {
  readonly page: HelpPage;
  /** A line that contains what was looked for; empty when only the title does. */
  readonly excerpt: string;
}

/** Pages that contain every word of the question. */
export function searchHelp(question: string): readonly HelpFinding[] {
  const words = question
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return helpPages.map((page) => ({ page, excerpt: '' }));
  return helpPages
    .filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)))
    .map((page) => {
      const line = page.text
        .split('\n')
        .find(
          (candidate) =>
            !candidate.startsWith('#') &&
            words.some((word) => candidate.toLowerCase().includes(word)),
        );
      return {
        page,
        excerpt: (line ?? '')
          .replace(/[*`>-]/g, '')
          .trim()
          .slice(0, 110),
      };
    });
}
