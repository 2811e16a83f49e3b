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
};
