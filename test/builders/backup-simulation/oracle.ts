import type { ChainEntry, SiteChain } from '../../../shared/ledger/bundle/site-chain.ts';
import { genesisHash } from '../../../shared/ledger/entry.ts';
import type { VerdictKind } from '../../../shared/domain/backup/verdict-kinds.ts';
import type { SimulatedConsole, Stored } from './console.ts';
import type { SiteMachine } from './site-machine.ts';
import { allStories } from './stories.ts';
import type { Story } from './stories.ts';
import { siteNameOf, simulationStart } from './world.ts';
import type { SimulatedPack, World } from './world.ts';

/** What must be said of a story; `any`: it must be named, by whatever it is called. */
type Reason = Exclude<VerdictKind, 'matched'> | 'any';

const minute = 60_000;

/** By what is known of a story alone, of the console, and of the other stories. */
function reasonsFor(story: Story, others: Others, world: World): readonly Reason[] {
  const pack = world.packs.get(story.pack) as SimulatedPack;
  const given = story.given ?? [];
  const times = story.shown.map(({ at }) => at);
  const screened = world.screened.get(story.subject);
  const closed = world.closed.get(siteNameOf(story.site));
  const facts: readonly (readonly [Reason, boolean])[] = [
    ['subject-known', world.centralSubjects.has(story.subject)],
    ['subject-known', others.ofSubject(story).length > 0],
    ['any', others.ofEnvelope(story).length > 0],
    ['kit-unavailable', given.some((kit) => world.quarantined.has(kit))],
    ['kit-unavailable', story.given?.length === 0],
    [
      'screening',
      screened !== undefined && (screened.hasFailed || screened.site !== siteNameOf(story.site)),
    ],
    ['site-closed', closed !== undefined && story.at >= closed],
    ['late', pack.status === 'returned'],
    ['late', pack.status === 'revoked' && times.some((at) => at > pack.statusAt)],
    ['any', times.some((at) => at < simulationStart)],
    ['clock', Math.abs(story.skewMs) > minute],
    ['skipped-envelope', story.skips],
    ['stratum', story.isCorrected],
    ['stratum', `sex=${story.sex}` !== story.stratum],
    ['any', story.steps.some(({ hash }) => world.cheats.has(hash))],
    ['any', isReleasedOtherwise(story, world)],
    ['fork', others.parted(story)],
  ];
  return facts.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

/** The console gave a code for this envelope that this story does not account for. */
const isReleasedOtherwise = ({ pack, envelope, subject, shown }: Story, world: World): boolean =>
  (world.releases.get(`${pack} ${envelope}`) ?? []).some(
    (one) => one.subject !== subject || shown.every(({ layer }) => layer !== one.layer),
  );

interface Others {
  ofSubject(story: Story): readonly Story[];
  ofEnvelope(story: Story): readonly Story[];
  /** Whether a step of the story lies behind a place where two copies of the file went on differently. */
  parted(story: Story): boolean;
}

function othersIn(stories: readonly Story[], machines: readonly SiteMachine[]): Others {
  const by = (nameOf: (story: Story) => string) => {
    const groups = Map.groupBy(stories, nameOf);
    return (story: Story) =>
      (groups.get(nameOf(story)) ?? []).filter(
        (other) => other !== story && other.steps[0]?.hash !== story.steps[0]?.hash,
      );
  };
  const branches = Map.groupBy(stories, ({ steps }) => steps[0]?.hash);
  return {
    ofSubject: by(({ subject }) => subject.toUpperCase()),
    ofEnvelope: by(({ pack, envelope }) => `${pack} ${envelope}`),
    parted({ machine, steps }) {
      if ((branches.get(steps[0]?.hash)?.length ?? 0) > 1) return true;
      const last = steps.at(-1)?.index ?? 0;
      return machines.some(
        (other) => other.site === machine.site && partingOf(machine, other) <= last,
      );
    },
  };
}

/** Index of the first entry in which two copies differ; beyond all entries where one is the beginning of the other. */
function partingOf({ entries: mine }: SiteMachine, { entries: theirs }: SiteMachine): number {
  const shared = Math.min(mine.length, theirs.length);
  for (let i = 0; i < shared; i += 1) {
    if (mine[i]?.hash !== theirs[i]?.hash) return i;
  }
  return Number.MAX_SAFE_INTEGER;
}

/** Everything that happened is named as it must be, nothing is named that did not happen, and nothing is forgotten. */
export function mistakes(
  console: SimulatedConsole,
  machines: readonly SiteMachine[],
  world: World,
): readonly string[] {
  const stories = allStories(machines, world);
  const others = othersIn([...stories.values()], machines);
  const judged = new Map(console.judged().map((item) => [item.facts.key, item]));
  return [
    ...[...stories].flatMap(([key, story]) => {
      const item = judged.get(key);
      const name = `${story.subject} with ${story.pack} ${story.envelope}`;
      if (item === undefined) return [`${name} is forgotten`];
      return problems(story, item, reasonsFor(story, others, world)).map(
        (problem) => `${name}: ${problem}`,
      );
    }),
    ...[...judged]
      .filter(([key]) => !stories.has(key))
      .map(([, { facts }]) => `${facts.subject} is made up`),
    ...doubles(console.judged()),
  ];
}

function problems(story: Story, item: Stored, reasons: readonly Reason[]): readonly string[] {
  const kinds = new Set<string>(item.findings.map(({ kind }) => kind));
  const shown = item.facts.openings.flatMap(({ kits }) => kits).join();
  const lost =
    shown === story.shown.map(({ kit }) => kit).join() ? [] : [`${shown} is not what was shown`];
  if (story.given === null) return item.isRecorded ? [...lost, 'recorded too early'] : lost;
  if (reasons.length === 0) {
    const isPlain = item.verdict === 'matched' && item.isRecorded && item.state === 'recorded';
    return isPlain
      ? lost
      : [
          ...lost,
          `${item.verdict} without a reason: ${item.findings.map(({ because }) => because).join(' ')}`,
        ];
  }
  return [
    ...lost,
    ...(item.verdict === 'matched' ? [`matched although ${reasons.join(', ')}`] : []),
    ...reasons
      .filter((reason) => reason !== 'any' && !kinds.has(reason))
      .map((reason) => `${reason} is not named`),
  ];
}

/** Kits and subjects that two recorded assignments claim. */
function doubles(judged: readonly Stored[]): readonly string[] {
  const recorded = judged.filter(({ isRecorded }) => isRecorded);
  const twice = (names: readonly string[]): readonly string[] =>
    names.filter((name, i) => names.indexOf(name) !== i);
  const kits = recorded.flatMap(({ facts }) => facts.dispensed ?? []);
  const subjects = recorded.map(({ facts }) => facts.subject.toUpperCase());
  return [
    ...twice(kits).map((kit) => `kit ${kit} is recorded for two subjects`),
    ...twice(subjects).map((subject) => `subject ${subject} is recorded twice`),
  ];
}

/** Every entry that is needed to reach an arrived one and is not there must lie in a named gap, and nothing else. */
export function unnamedGaps(
  device: string,
  own: readonly ChainEntry[],
  chain: SiteChain,
): readonly string[] {
  const hashes = new Set(own.map(({ hash }) => hash));
  const loose = own.filter(({ previous }) => previous !== genesisHash && !hashes.has(previous));
  const isNamed = (sequence: number): boolean =>
    chain.gaps.some(({ from, to }) => from <= sequence && sequence <= to);
  const unnamed = loose.filter(({ sequence }) => !isNamed(sequence - 1));
  const wrong = chain.gaps.filter(({ to }) => !loose.some(({ sequence }) => sequence === to + 1));
  return [
    ...unnamed.map(({ sequence }) => `${device}: the gap before ${sequence} is not named`),
    ...wrong.map(({ from, to }) => `${device}: ${from} to ${to} is named and is no gap`),
  ];
}
