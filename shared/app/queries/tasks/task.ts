import type { Task } from '../../../contracts/trail.ts';
import type { Role } from '../../../domain/access/roles.ts';
import type { StudyDefinition } from '../../../domain/study/study-definition.ts';
import type { QueryContext } from '../../handlers.ts';
import type { PlaceScope } from '../scope.ts';

/** Facts that every kind of task looks at. */
export interface TaskContext extends QueryContext {
  readonly definition: StudyDefinition;
  readonly scope: PlaceScope;
}

/** One source of tasks: who it is for, and how it finds them in the tables. */
export interface TaskSource {
  readonly roles: readonly Role[];
  readonly find: (context: TaskContext) => readonly Task[];
}

export const shownOfOneKind = 8;

/** The first of many equal tasks, and one that counts the others; `total` when not all of them are given. */
export function atMost(
  tasks: readonly Task[],
  rest: (hidden: number) => Omit<Task, 'kind' | 'urgency'>,
  total = tasks.length,
): readonly Task[] {
  const hidden = total - shownOfOneKind;
  const next = tasks[shownOfOneKind];
  if (hidden <= 0 || next === undefined) return tasks;
  return [
    ...tasks.slice(0, shownOfOneKind),
    { kind: next.kind, urgency: next.urgency, ...rest(hidden) },
  ];
}

export const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`;
