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
}

/** Why a subject may not be randomized yet, or null when consent and every criterion stand. */
export function gateRefusal(
  definition: StudyDefinition,
  evidence: GateEvidence,
  now: Moment,
): Refusal | null {
  return (
    consentRefusal(definition, evidence.consent, now) ??
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
