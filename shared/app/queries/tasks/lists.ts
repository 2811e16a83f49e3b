import type { Task } from '../../../contracts/trail.ts';
import type { ListFacts } from '../../../store/queries/list-facts.ts';
import { listSignatures, waitingExtension } from '../../../store/queries/list-facts.ts';
import { allLists } from '../../../store/queries/list-rows.ts';
import type { TaskContext, TaskSource } from './task.ts';

const wordsOf: Readonly<Record<string, readonly [title: string, detail: string]>> = {
  generated: ['Verify list', 'It was generated and must be verified before it can be signed.'],
  verified: ['Sign list', 'It is verified and waits for its first signature.'],
  'signed-once': ['Sign list', 'It waits for the second signature, which locks it.'],
};

const extensionWords = [
  'Sign the extension of list',
  'Its slots are not used before two people have signed.',
] as const;

function taskOf(context: TaskContext, list: ListFacts): readonly Task[] {
  const extension = waitingExtension(context.db, list.id);
  const words = extension === undefined ? wordsOf[list.status] : extensionWords;
  if (words === undefined) return [];
  const digest = extension?.digest ?? list.digest;
  const hasSigned = listSignatures(context.db, list.id).some(
    (signature) => signature.user === context.actor.user && signature.digest === digest,
  );
  if (hasSigned) return [];
  return [
    {
      kind: 'sign',
      urgency: 'now',
      title: `${words[0]} ${list.code}`,
      detail: words[1],
      target: { screen: 'randomization', id: list.code },
    },
  ];
}

/** Lists that wait for verification or a signature that this person may still give. */
export const listTasks: TaskSource = {
  roles: ['unblinded-statistician', 'unblinded-pharmacist'],
  find: (context) =>
    context.sealer === null ? [] : allLists(context.db).flatMap((list) => taskOf(context, list)),
};
