// Requirements: TRU-07
import { signatureFor } from '../../builders/signature-for.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDevice } from '../../../electron/node/device.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import {
  openKeyRing,
  readKeyRing,
  withUser,
  writeKeyRing,
} from '../../../electron/node/key-ring.ts';
import type { StoreKeys } from '../../../electron/node/key-ring.ts';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { cheap, coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';

let bench: Bench;
let core: TestCore;
let definition: StudyDefinition;

beforeAll(async () => {
  bench = await demonstrationBench();
  core = coreOn(bench);
  await signIn(core);
  ({ definition } = (await core.must('study.get', {})) as unknown as {
    definition: StudyDefinition;
  });
});
afterAll(() => {
  core.close();
  bench.remove();
});

const allocation = (subject: string) => ({
  subject,
  site: 'S001',
  consent: { version: '2.0', at: '2026-01-05T09:00:00+01:00' },
  gates: definition.gates.eligibility.map(({ id }) => id as string),
  factors: { age: '47', 'prior-therapy': 'none' },
});

const ruleOf = async (name: Parameters<TestCore['ask']>[0], input: object) => {
  const reply = await core.ask(name, input as never);
  return reply.kind === 'refused' ? reply.refusal.rule : reply.kind;
};

const signature = (user: string, passphrase = demonstrationPassphrase) => ({
  user,
  passphrase,
  meaning: 'I approve this randomization list',
});

describe('somebody who knows the data key', () => {
  it('cannot put a wrap of their own under the name of another', async () => {
    const genuine = readKeyRing(bench.path);
    const { secret } = loadDevice(bench.dataDirectory);
    const own = { user: 'jonas', passphrase: demonstrationPassphrase, deviceSecret: secret };
    const keys = (await openKeyRing(genuine, own)) as StoreKeys;
    const forged = await withUser(genuine, {
      user: 'tomas',
      role: 'unblinded-statistician',
      passphrase: 'a passphrase of jonas alone',
      keys,
      deviceSecret: secret,
      cost: cheap,
    });
    writeKeyRing(bench.path, forged);
    const input = { user: 'tomas', passphrase: 'a passphrase of jonas alone' };
    expect(await ruleOf('session.signIn', input)).toBe('ring-rolled-back');
    writeKeyRing(bench.path, genuine);
    await signIn(core);
    writeKeyRing(bench.path, forged);
    const sign = { list: 'RESERVE', signature: signature('tomas', input.passphrase) };
    expect(await ruleOf('randomization.sign', sign)).toBe('ring-rolled-back');
    writeKeyRing(bench.path, genuine);
    expect((await signIn(core, 'tomas')).kind).toBe('ok');
  });
});

describe('a first passphrase', () => {
  const passphrase = 'chosen by the administrator';

  it('signs nothing, gets no key, and adds nobody', async () => {
    await signIn(core, 'ada');
    const person = { user: 'stat2', printedName: 'Second Statistician', passphrase };
    await core.must('access.addUser', {
      ...person,
      role: 'unblinded-statistician',
      signature: signatureFor('access.addUser', 'ada'),
    });
    await signIn(core);
    const sign = { list: 'RESERVE', signature: signature('stat2', passphrase) };
    expect(await ruleOf('randomization.sign', sign)).toBe('first-passphrase');
    const grant = {
      user: 'stat2',
      reason: 'joins the team',
      signature: signatureFor('access.grantUnblinding', 'maren'),
    };
    expect(await ruleOf('access.grantUnblinding', grant)).toBe('first-passphrase');
    await core.must('session.signIn', { user: 'stat2', passphrase });
    expect(await ruleOf('trail.verify', {})).toBe('forbidden');
    await signIn(core);
  });
});

describe('names and treatment', () => {
  it('takes a subject number in other letters for the same subject', async () => {
    await core.must('subjects.allocate', allocation('Case-1'));
    expect(await ruleOf('subjects.allocate', allocation('CASE-1'))).toBe(
      'subject-already-randomized',
    );
  });

  it('does not let an amendment exchange the kits of arms in treatment', async () => {
    const swapped = {
      ...definition,
      visitKits: definition.visitKits.map((row) => ({
        ...row,
        arm: row.arm === definition.arms[0]?.id ? definition.arms[1]?.id : definition.arms[0]?.id,
      })),
    };
    await signIn(core, 'ada');
    const file = {
      name: 'swapped.json',
      base64: Buffer.from(JSON.stringify(swapped)).toString('base64'),
    };
    const amend = {
      definition: file,
      reason: 'exchange of arms',
      signature: { ...signature('ada'), meaning: 'I approve this version of the study definition' },
    };
    expect(await ruleOf('study.amend', amend)).not.toBe('ok');
    await signIn(core);
  });

  it('takes no signature that means something else than the procedure says', async () => {
    const { total } = await core.must('trail.page', { limit: 1 });
    const signed = { ...signature('maren'), meaning: 'I was here' };
    const reply = await core.ask('randomization.sign', { list: 'RESERVE', signature: signed });
    expect(reply.kind === 'refused' && reply.refusal).toMatchObject({
      rule: 'signature-meaning',
      next: 'Sign with the meaning "I approve this randomization list".',
    });
    expect((await core.must('trail.page', { limit: 1 })).total).toBe(total);
  });

  it('does not take a signature by another for the same request', async () => {
    const sign = (user: string) => ({ list: 'RESERVE', signature: signature(user) });
    expect((await core.ask('randomization.sign', sign('maren'), 'signed-once')).kind).toBe('ok');
    const again = await core.ask('randomization.sign', sign('tomas'), 'signed-once');
    expect(again.kind === 'refused' && again.refusal.rule).toBe('request-id-reused');
  });
});
