import type { OutputOf } from '../../contracts/index.ts';
import type { StratificationFactor } from '../../domain/study/study-definition.ts';
import { kitsOpened, randomizationNumberOf } from '../../ledger/bundle/assignment-facts.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import { knownSubjectCode, subjectByCode } from '../../store/queries/allocation-facts.ts';
import { isLayerReleased, kitStateOf } from '../../store/queries/backup-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { envelopesOf, packByCode, stratumOfPackInWords } from '../../store/queries/pack-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

type Assignment = OutputOf<'reconciliation.get'>;

type SiteSide = Pick<
  Assignment,
  | 'randomizationNumber'
  | 'consent'
  | 'gates'
  | 'factors'
  | 'openings'
  | 'unusable'
  | 'correction'
  | 'device'
  | 'sequence'
  | 'epoch'
  | 'skewMs'
>;

/** What the record of a site says of an assignment, in words of the study. */
export const siteSide = (db: SqlDatabase, facts: AssignmentFacts): SiteSide => ({
  randomizationNumber: randomizationNumberOf(facts.pack, facts.envelope),
  consent: facts.consent,
  gates: [...facts.gates],
  factors: factorsInWords(db, facts.factors),
  openings: facts.openings.map(({ challenge: _challenge, people: _people, ...opening }) => ({
    ...opening,
    kits: [...opening.kits],
    released:
      opening.mode === 'helpline' ? isLayerReleased(db, { ...facts, layer: opening.layer }) : null,
  })),
  unusable: facts.unusable.map((one) => ({ ...one, kits: [...one.kits] })),
  correction:
    facts.correction === null
      ? null
      : {
          stratum: facts.correction.stratum,
          stratumWords: stratumOfPackInWords(db, facts.pack, facts.correction.stratum),
          reason: facts.correction.reason,
          factors: factorsInWords(db, facts.correction.factors),
        },
  device: facts.device,
  sequence: facts.sequence,
  epoch: facts.epoch,
  skewMs: Math.round(facts.skewMs),
});

function factorsInWords(
  db: SqlDatabase,
  captured: AssignmentFacts['factors'],
): Assignment['factors'] {
  const { factors } = currentDefinition(db).definition;
  return Object.entries(captured).map(([id, value]) => {
    const factor = factors.find((one) => one.id === id);
    return { factor: factor?.name ?? id, value: valueInWords(factor, value) };
  });
}

/** A captured value with its unit, or the name of its level. */
function valueInWords(factor: StratificationFactor | undefined, value: string): string {
  if (factor?.kind === 'number') return `${value} ${factor.unit}`;
  if (factor?.kind !== 'level') return value;
  return factor.levels.find(({ id }) => id === value)?.name ?? value;
}

/** What this console holds beside it. */
export function consoleSide(db: SqlDatabase, facts: AssignmentFacts): Assignment['console'] {
  const known = knownSubjectCode(db, facts.subject);
  const subject = known === undefined ? undefined : subjectByCode(db, known);
  const pack = packByCode(db, facts.pack);
  const envelopes = pack === undefined ? [] : envelopesOf(db, pack.id);
  return {
    subject:
      subject === undefined
        ? null
        : {
            site: subject.site,
            at: subject.randomizedAt,
            number: subject.randomizationNumber,
          },
    kits: kitsOpened(facts).map((number) => ({
      number,
      state: kitStateOf(db, number) ?? 'unknown',
    })),
    stratumWords: envelopes.find(({ number }) => number === facts.envelope)?.words ?? null,
    pack:
      pack === undefined
        ? null
        : {
            status: pack.status,
            statusAt: pack.statusAt,
            validFrom: pack.validFrom,
            validUntil: pack.validUntil,
          },
  };
}
