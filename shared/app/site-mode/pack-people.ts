import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { PackPayload } from '../../contracts/pack-file.ts';
import { readReleaseCode } from '../../domain/backup/release-challenge.ts';
import { personVerifier } from '../backup-keys/person-codes.ts';
import { usersByConfirmedName } from '../../store/queries/site-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Ports } from '../ports.ts';

type Named = Pick<PackPayload, 'device' | 'people'>;

/** Whose code it is, by the name in the pack; refuses one that was misheard or is nobody's. */
export function personOfCode(
  { deriveKey }: Pick<Ports, 'deriveKey'>,
  { device, people = [] }: Named,
  heard: string,
): Result<string, Refusal> {
  const code = readReleaseCode(heard);
  if (!code.ok) return code;
  const found = people.find(
    ({ name, verifier }) => personVerifier(deriveKey, code.value, device, name) === verifier,
  );
  if (found !== undefined) return ok(found.name);
  return err(
    refusal(
      'person-code-wrong',
      'The code is whole, but it is of nobody whom the pack names.',
      'Everybody has a code of their own, from the pharmacist of the study. Type it again.',
      people.map(({ name }) => name),
    ),
  );
}

/** Whose codes were typed, each person once; undefined where none was. */
export function peopleOfCodes(
  ports: Pick<Ports, 'deriveKey'>,
  pack: Named,
  codes: readonly (string | undefined)[],
): Result<readonly (string | undefined)[], Refusal> {
  const names: (string | undefined)[] = [];
  for (const code of codes) {
    const found = code === undefined ? ok(undefined) : personOfCode(ports, pack, code);
    if (!found.ok) return found;
    if (found.value !== undefined && names.includes(found.value)) return err(twice(found.value));
    names.push(found.value);
  }
  return ok(names);
}

/** Why a person whom the study named may not be this user as well, or null: one person must not be two. */
export function otherUserRefusal(db: SqlDatabase, name: string, user: string): Refusal | null {
  const known = usersByConfirmedName(db).get(name);
  if (known === undefined || known === user) return null;
  return refusal(
    'person-known',
    `${name} is in this file already, as ${known}.`,
    `Sign in as ${known}, or have that access ended first.`,
  );
}

const twice = (name: string): Refusal =>
  refusal(
    'same-person',
    `The code of ${name} was typed for two people.`,
    'Each person types a code of their own.',
  );

/** Why a pack that two people open together may not come in with so many people confirmed by their codes, or null. */
export function tooFewRefusal(
  { release, pack, people }: Pick<PackPayload, 'release' | 'pack' | 'people'>,
  confirmed: number,
): Refusal | null {
  if (release !== 'two-person') return null;
  if (people === undefined) {
    return refusal(
      'pack-without-people',
      `Pack ${pack} was saved by an earlier version of the console and names nobody who may open it.`,
      'Ask the pharmacist of the study for a new pack.',
    );
  }
  if (confirmed >= 2) return null;
  return refusal(
    'two-people-needed',
    `Envelopes of this pack are opened by two people together; ${confirmed} of them ${confirmed === 1 ? 'has' : 'have'} typed the code that the study gave them.`,
    'Have two of these people type name, passphrase and the code that they got from the pharmacist of the study.',
    people.map(({ name }) => name),
  );
}
