import { epochMsOf } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { Moment } from '../ports.ts';
import { instantOfOffsetText } from './offset-instant.ts';

export interface GateEvidence {
  readonly consent: { readonly version: string; readonly at: string };
  /** Ids of the eligibility criteria that a person confirmed. */
  readonly gates: readonly string[];
  /** Captured values by factor id. */
  readonly factors: { readonly [factor: string]: string };
}

/** Why a subject may not be randomized yet, or null when consent and every criterion stand. */
export function gateRefusal(
  definition: StudyDefinition,
  evidence: GateEvidence,
  now: Moment,
): Refusal | null {
  return (
    consentRefusal(definition, evidence.consent, now) ??
    undeclaredRefusal(definition, evidence) ??
    eligibilityRefusal(definition, evidence.gates)
  );
}

function consentRefusal(
  definition: StudyDefinition,
  consent: GateEvidence['consent'],
  now: Moment,
): Refusal | null {
  const versions = definition.gates.consentVersions;
  if (!versions.includes(consent.version)) {
    return refusal(
      'consent-version',
      `The consent form version "${consent.version}" is not one of this study.`,
      `Name the version that the subject signed: ${versions.join(', ')}.`,
    );
  }
  const signedAt = instantOfOffsetText(consent.at);
  if (signedAt === null || epochMsOf(signedAt) > epochMsOf(now.instant)) {
    return refusal(
      'consent-time',
      `The consent time ${consent.at} is not a time before now (${now.instant}).`,
      'Enter when the subject signed the consent form.',
    );
  }
  return null;
}

/** What the study does not know is not passed over: it may be a slip of the pen for something that it does. */
function undeclaredRefusal(
  definition: StudyDefinition,
  { gates, factors }: GateEvidence,
): Refusal | null {
  const criteria = definition.gates.eligibility.map(({ id }): string => id);
  const gate = gates.find((id) => !criteria.includes(id));
  if (gate !== undefined) {
    return refusal(
      'gate-unknown',
      `The study has no eligibility criterion "${gate}".`,
      `Confirm the criteria of the study: ${criteria.join(', ')}.`,
    );
  }
  const ids = definition.factors.map(({ id }): string => id);
  const factor = Object.keys(factors).find((id) => !ids.includes(id));
  if (factor === undefined) return null;
  return refusal(
    'factor-unknown',
    `The study has no stratification factor "${factor}".`,
    ids.length === 0
      ? 'Give no factors: the study has none.'
      : `Give the factors of the study: ${ids.join(', ')}.`,
  );
}

function eligibilityRefusal(
  definition: StudyDefinition,
  confirmed: readonly string[],
): Refusal | null {
  const open = definition.gates.eligibility.filter(({ id }) => !confirmed.includes(id));
  if (open.length === 0) return null;
  return refusal(
    'gates-open',
    `${open.length} of ${definition.gates.eligibility.length} eligibility criteria are not confirmed.`,
    'Confirm each criterion with the source data; do not randomize a subject that fails one.',
    open.map(({ id, kind, text }) => `${id} (${kind}): ${text}`),
  );
}
