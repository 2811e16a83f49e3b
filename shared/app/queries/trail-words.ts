import type { TrailEventBodies } from '../../ledger/trail-events.ts';

type Words = {
  readonly [K in keyof TrailEventBodies]: {
    readonly name: string;
    readonly what: (body: TrailEventBodies[K]) => string;
    readonly detail?: (body: TrailEventBodies[K]) => string;
  };
};

/** What is done with the trail itself, in words. */
export const trailWords: Words = {
  'evidence-made': {
    name: 'Evidence pack',
    what: ({ entries, variant }) =>
      `Made an evidence pack of ${entries} entries${variant === 'unblinded' ? ', with arm information' : ''}`,
    detail: ({ digest }) => `Manifest ${digest}`,
  },
  'trail-reviewed': {
    name: 'Trail review',
    what: ({ review, scope, first, last, entries }) =>
      scope === 'selection'
        ? `Reviewed ${entries.length} selected entries of the trail (${review})`
        : `Reviewed the ${scope === 'all' ? '' : 'critical '}entries ${first} to ${last} of the trail (${review})`,
    detail: ({ reviewed, own, comment, questions }) =>
      [
        `${reviewed} entries${own === 0 ? '' : `, ${own} critical ones of the reviewer’s own`}`,
        ...questions.map(({ question, text }) => `${question}: ${text}`),
        ...(comment === '' ? [] : [comment]),
      ].join('; '),
  },
  'review-question-closed': {
    name: 'Review question closed',
    what: ({ question }) => `Closed question ${question} of a trail review`,
    detail: ({ answer }) => answer,
  },
};
