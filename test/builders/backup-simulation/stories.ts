import type { Instant } from '../../../shared/base/instant.ts';
import { epochMsOf } from '../../../shared/base/instant.ts';
import type { SiteMachine } from './site-machine.ts';
import { envelopesOfStratum, strata } from './world.ts';
import type { World } from './world.ts';

/** What one copy of a file really did with one envelope for one subject, told without the rules under test. */
export interface Story {
  readonly site: number;
  /** Entries that showed, set aside or gave kits, in their order. */
  readonly steps: readonly { readonly hash: string; readonly index: number }[];
  readonly subject: string;
  readonly pack: string;
  readonly envelope: number;
  readonly stratum: string;
  readonly sex: string;
  readonly at: Instant;
  readonly shown: readonly {
    readonly layer: number;
    readonly kit: string;
    readonly at: Instant;
  }[];
  /** Null while the subject waits. */
  readonly given: readonly string[] | null;
  /** A lower envelope of the stratum was still sealed in this copy. */
  readonly skips: boolean;
  /** How far the clock was from where it stood at the first entry. */
  readonly skewMs: number;
  readonly isCorrected: boolean;
  /** The copy of the machine; another one tells the same story up to where they parted. */
  readonly machine: SiteMachine;
}

interface Written {
  readonly at: Instant;
  readonly kind: string;
  readonly body: {
    readonly subject: string;
    readonly pack: string;
    readonly envelope: number;
    readonly stratum: string;
    readonly factors: { readonly sex: string };
    readonly layer: number;
    readonly kits: readonly string[];
    readonly clock: { readonly monotonicMs: number };
  };
}

/** The stories of one copy. */
function storiesOf(machine: SiteMachine, world: World): readonly Story[] {
  const stories = new Map<string, Story>();
  const opened = new Set<string>();
  let start: number | null = null;
  for (const [index, { hash, content }] of machine.entries.entries()) {
    const { at, kind, body } = JSON.parse(content) as Written;
    const skew = epochMsOf(at) - body.clock.monotonicMs;
    start ??= skew;
    const name = `${body.subject} ${body.pack} ${body.envelope}`;
    const before = stories.get(name);
    if (kind === 'site-envelope-opened') {
      const story =
        before ?? newStory(machine, { at, kind, body }, skew - start, skips(body, opened, world));
      const kits = body.kits.map((kit) => ({ layer: body.layer, kit, at }));
      stories.set(name, {
        ...story,
        shown: [...story.shown, ...kits],
        steps: [...story.steps, { hash, index }],
      });
      opened.add(`${body.pack} ${body.envelope}`);
    }
    if (before === undefined) continue;
    const steps = [...before.steps, { hash, index }];
    if (kind === 'site-kits-unusable') stories.set(name, { ...before, steps });
    if (kind === 'site-kits-dispensed') stories.set(name, { ...before, steps, given: body.kits });
    if (kind === 'site-strata-corrected') stories.set(name, { ...before, isCorrected: true });
  }
  return [...stories.values()];
}

const newStory = (
  machine: SiteMachine,
  { at, body: { subject, pack, envelope, stratum, factors } }: Written,
  skewMs: number,
  isSkipping: boolean,
): Story => ({
  site: machine.site,
  machine,
  steps: [],
  subject,
  pack,
  envelope,
  stratum,
  sex: factors.sex,
  at,
  shown: [],
  given: null,
  skips: isSkipping,
  skewMs,
  isCorrected: false,
});

function skips(
  { pack, envelope, stratum }: Written['body'],
  opened: ReadonlySet<string>,
  { packs }: World,
): boolean {
  const pile = envelopesOfStratum(
    strata.indexOf(stratum as (typeof strata)[number]),
    packs.get(pack)?.envelopes ?? 0,
  );
  return pile.some((number) => number < envelope && !opened.has(`${pack} ${number}`));
}

const lastStep = ({ steps }: Story): string => steps.at(-1)?.hash ?? '';

/** Every story once, by its end; what another copy tells further is no story of its own. */
export function allStories(
  machines: readonly SiteMachine[],
  world: World,
): ReadonlyMap<string, Story> {
  const stories = machines.flatMap((machine) => storiesOf(machine, world));
  const inner = new Set(stories.flatMap(({ steps }) => steps.slice(0, -1).map(({ hash }) => hash)));
  const ends = new Map<string, Story>();
  for (const story of stories.filter((one) => !inner.has(lastStep(one)))) {
    const known = ends.get(lastStep(story));
    const isCorrected = story.isCorrected || known?.isCorrected === true;
    ends.set(lastStep(story), { ...(known ?? story), isCorrected });
  }
  return ends;
}
