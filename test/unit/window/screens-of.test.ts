import { expect, test } from 'vitest';
import { screensOf } from '../../../renderer/state/session.ts';
import type { SignedInUser } from '../../../renderer/state/session.ts';

const someone = (role: SignedInUser['role'], unblinded: boolean): SignedInUser =>
  ({ role, unblinded }) as SignedInUser;

test('the forecast is a screen of planners, and of those who judge its past', () => {
  expect(screensOf(someone('supply-planner', true))).toContain('forecast');
  expect(screensOf(someone('qa', false))).toContain('forecast');
  expect(screensOf(someone('inspector', false))).toContain('forecast');
  expect(screensOf(someone('site-user', false))).not.toContain('forecast');
  expect(screensOf(null)).not.toContain('forecast');
});
