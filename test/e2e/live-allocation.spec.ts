import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { Door } from './pages/door.ts';
import { Randomization } from './pages/randomization.ts';
import { Shell } from './pages/shell.ts';
import { Subjects } from './pages/subjects.ts';

test('a scheme is defined, verified and signed, and a subject is drawn live', async ({
  page,
  demonstration,
}) => {
  const door = new Door(page);
  const shell = new Shell(page);
  const lists = new Randomization(page);
  const subjects = new Subjects(page);

  await test.step('the statistician defines it and reads the warning', async () => {
    await door.openDemonstration(demonstration.address);
    await door.enterAs('Tomás Ferreira');
    await shell.go('Randomization');
    await lists.startScheme('LIVE');
    await lists.dialog.getByRole('button', { name: 'Add' }).click();
    await lists.dialog.getByLabel('Probability of the preferred arm').fill('1');
    await expectAccessible(page, 'the scheme');
    await lists.dialog.getByRole('button', { name: 'Define', exact: true }).click();
    await expect(lists.dialog.getByRole('alert')).toContainText('With p = 1');
    await lists.dialog.getByRole('button', { name: 'Done' }).click();
    await expect(lists.heading('LIVE')).toBeVisible();
    await expect(page.getByText('0 drawn, no limit').first()).toBeVisible();
    await expect(page.getByText('Merkle root')).toBeHidden();
  });

  await test.step('it is verified and signed by two people', async () => {
    await lists.verify();
    await lists.sign('Sign', 'tomas');
    await lists.sign('Sign', 'maren');
    await expect(page.getByRole('button', { name: 'Retire' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Extend' })).toBeHidden();
    await expectAccessible(page, 'a live list');
  });

  await test.step('it takes the place of the list before', async () => {
    await lists.openList('MAIN');
    await lists.sign('Retire', 'tomas', 'The protocol was amended to minimization');
    await expect(page.getByText('This list is retired')).toBeVisible();
    await shell.lock();
  });

  await test.step('a subject is drawn, and the draw is explained under the band', async () => {
    await door.enterAs('Maren Solberg');
    await shell.go('Subjects');
    await subjects.startAllocation();
    await subjects.fill('S001-092', /^S001 /, '50');
    await subjects.confirm();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await page.getByRole('grid', { name: 'Subjects' }).getByText('S001-092').click();
    const inspector = subjects.inspector('S001-092');
    await expect(inspector.getByText('How the arm was drawn')).toBeVisible();
    await expect(inspector.getByText('50% · drawn')).toHaveCount(1);
    await expect(shell.band).toBeVisible();
    await expectAccessible(page, 'the explanation of a draw');
  });

  await test.step('the balance counts the subject, and hides again', async () => {
    await shell.go('Randomization');
    await lists.openList('LIVE');
    await expect(shell.band).toBeHidden();
    const balance = await lists.showBalance();
    await expect(balance.getByRole('row', { name: /^Trial/ })).toContainText('1');
    await expect(balance.getByRole('row', { name: /North America/ })).toBeVisible();
    await expect(shell.band).toBeVisible();
    await expectAccessible(page, 'the balance');
    await page.getByRole('button', { name: 'Hide' }).click();
    await expect(shell.band).toBeHidden();
  });
});
