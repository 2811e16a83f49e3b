// Requirements: PLT-11
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { definitionWithSlips, goodDefinition } from './definition-file.ts';
import { test } from './loopback-console.ts';
import { Door } from './pages/door.ts';
import { Shell } from './pages/shell.ts';

const people = {
  Administrator: { name: 'Ada Quist', user: 'ada.q', passphrase: 'correct horse battery' },
  'Unblinded pharmacist': { name: 'Bo Lind', user: 'bo.l', passphrase: 'staple lantern river' },
} as const;

test('a study is made from a file, after its errors are corrected', async ({ page, running }) => {
  const door = new Door(page);
  const bad = join(running.folder, 'bad.yaml');
  const good = join(running.folder, 'good.yaml');
  writeFileSync(bad, definitionWithSlips());
  writeFileSync(good, goodDefinition());
  await door.open(running.address);
  await page.getByRole('button', { name: /From a definition file/ }).click();
  const next = page.getByRole('button', { name: 'Continue with this definition' });

  await test.step('every problem is named by its line', async () => {
    await page.locator('input[type=file]').setInputFiles(bad);
    const problems = page.getByRole('alert');
    await expect(problems).toContainText('2 problems must be corrected');
    const line = definitionWithSlips()
      .split('\n')
      .findIndex((text) => text.includes('verum'));
    await expect(problems).toContainText(`Line ${line + 1}:`);
    await expect(problems).toContainText('verum');
    await expect(next).toBeDisabled();
    await expectAccessible(page, 'the problems of a definition');
  });

  await test.step('the corrected file is accepted and summed up', async () => {
    await page.locator('input[type=file]').setInputFiles(good);
    await expect(page.getByText('ABC-101')).toBeVisible();
    await next.click();
  });

  await test.step('the first people; what another typed must be changed', async () => {
    for (const [role, person] of Object.entries(people)) {
      const fields = page.getByRole('group', { name: role });
      await fields.getByLabel('Printed name').fill(person.name);
      await fields.getByLabel('User name').fill(person.user);
      await fields.getByLabel('Passphrase', { exact: true }).fill(person.passphrase);
      await fields.getByLabel('Passphrase again').fill(person.passphrase);
    }
    await expectAccessible(page, 'the first people');
    await page.getByLabel('The pharmacist typed this passphrase alone').check();
    await page.getByRole('button', { name: 'Make the study' }).click();
  });

  await test.step('the pharmacist signs in to an empty study that says what to do', async () => {
    await expect(door.heading('ABC-101')).toBeVisible({ timeout: 60_000 });
    const { user, passphrase } = people['Unblinded pharmacist'];
    await door.signIn(user, passphrase);
    const shell = new Shell(page);
    await shell.go('Kits');
    await expect(page.getByText('No kits yet')).toBeVisible();
    await shell.go('Subjects');
    await expect(page.getByText('No subject yet')).toBeVisible();
    await shell.go('Randomization');
    await expect(page.getByText('No randomization list yet')).toBeVisible();
    await expectAccessible(page, 'an empty Randomization screen');
  });
});

test('a study is made step by step, each step checked before the next', async ({
  page,
  running,
}) => {
  const door = new Door(page);
  await door.open(running.address);
  await page.getByRole('button', { name: /Step by step/ }).click();
  const next = page.getByRole('button', { name: 'Next', exact: true });
  const step = (name: string) => page.getByRole('region', { name });

  await test.step('a step with gaps says so and stays', async () => {
    await next.click();
    await expect(page.getByRole('alert')).toContainText('protocol.number');
    await page.getByLabel('Protocol number').fill('WIZ-201');
    await expect(page.getByRole('alert')).toBeHidden();
    await page.getByLabel('Title').fill('Walked through by hand');
    await page.getByLabel('Sponsor').fill('Nobody in particular');
    await expectAccessible(page, 'the first step');
    await next.click();
  });

  await test.step('arms, visits and gates come filled with an example', async () => {
    await expect(step('Arms')).toBeVisible();
    await next.click();
    await expect(step('Kits given')).toBeVisible();
    await expectAccessible(page, 'the step of visits');
    await next.click();
    await expect(step('Gates')).toBeVisible();
    await next.click();
  });

  await test.step('places', async () => {
    for (const kind of ['Depots', 'Sites']) {
      await step(kind).getByLabel('Name 1').fill(`${kind} in Lyon`);
      await step(kind).getByLabel('Country 1').fill('FR');
    }
    await expectAccessible(page, 'the step of places');
    await next.click();
    await page.getByRole('button', { name: 'Check and continue' }).click();
    await expect(door.heading('The first two people')).toBeVisible();
  });
});
