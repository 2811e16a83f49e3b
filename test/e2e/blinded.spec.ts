// Requirements: TRU-06
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './loopback-console.ts';
import { Door } from './pages/door.ts';
import { Kits } from './pages/kits.ts';
import { Shell } from './pages/shell.ts';

/** What tells an arm in the demonstration: names and ids of arms and of the kit types that differ. */
const tells = /cachetine 20|placebo|capsules-active|capsules-placebo/i;

/** Public, and in every answer about the study as a whole. */
const title =
  'Cachetine 20 mg against placebo in adults with moderate seasonal demonstration syndrome';

/** Everything that the core sent to the page, as text. */
function received(page: Page): string[] {
  const bodies: string[] = [];
  page.on('response', async (response) => {
    if (!response.url().endsWith('/request')) return;
    const asked = response.request().postData() ?? '';
    // The protocol itself names its arms to everybody; what must not be told is who got which.
    if (asked.includes('"study.get"')) return;
    bodies.push((await response.text().catch(() => '')).replaceAll(title, ''));
  });
  return bodies;
}

for (const person of ['Jonas Weiss', 'Helen Park', 'Ada Nkemelu']) {
  test(`${person}, who is blinded, is told no arm and no kit type`, async ({
    page,
    demonstration,
  }) => {
    const door = new Door(page);
    const shell = new Shell(page);
    const kits = new Kits(page);
    await door.openDemonstration(demonstration.address);
    const bodies = received(page);
    await door.enterAs(person);
    await shell.go('Kits');
    const number = await kits.openRow(1);
    await expect(kits.inspector(number).getByText('What happened to it')).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(tells);
    await expect(page.getByText('Kit type')).toHaveCount(0);
    await shell.go('Subjects');
    await page
      .getByRole('grid', { name: 'Subjects' })
      .getByRole('row')
      .filter({ hasText: 'Randomized' })
      .getByText(/^S001-/)
      .first()
      .click();
    await expect(page.getByText('Kits dispensed')).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(tells);
    for (const screen of [
      'Randomization',
      'Backup',
      'Accountability',
      'Code break',
      'Trail',
      'Today',
    ] as const) {
      await shell.go(screen);
      await expect(page.getByRole('main')).not.toContainText(tells);
    }
    await expect(shell.band).toBeHidden();
    expect(bodies.length).toBeGreaterThan(5);
    expect(bodies.filter((body) => tells.test(body))).toEqual([]);
  });
}

test('a person at a site breaks one code in a minute; everybody else is told that alone', async ({
  page,
  demonstration,
}) => {
  const door = new Door(page);
  const shell = new Shell(page);
  await door.openDemonstration(demonstration.address);
  await door.enterAs('Jonas Weiss');
  await shell.go('Code break');
  await page.getByLabel('Subject', { exact: true }).fill('S001-001');
  await page.getByLabel('Passphrase of Jonas Weiss').fill('cachet demonstration');
  await expectAccessible(page, 'breaking a code');
  await page.getByRole('button', { name: 'Break the code of S001-001' }).click();
  const treatment = page.getByRole('region', { name: 'Treatment of subject S001-001' });
  await expect(treatment).toContainText(tells);
  await expect(shell.band).toBeVisible();
  await expectAccessible(page, 'a treatment');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('The clipboard is emptied after 60 seconds')).toBeVisible();
  expect(await copied()).toMatch(tells);
  await page.getByRole('button', { name: 'Hide now' }).click();
  await expect(page.getByText('The treatment is hidden')).toBeVisible();
  await expect(shell.band).toBeHidden();
  const bodies = received(page);
  await page.getByRole('link', { name: 'Open in the register' }).click();
  await expect(page.getByRole('button', { name: 'Give the medical reason' })).toBeVisible();
  await shell.go('Today');
  await expect(page.getByText('The code of subject S001-001 was broken')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(tells);
  expect(bodies.filter((body) => tells.test(body))).toEqual([]);
  await page.getByRole('button', { name: 'Lock the study' }).click();
  await expect.poll(copied).toBe('');
});

test('the same look by an unblinded person does find arms', async ({ page, demonstration }) => {
  const door = new Door(page);
  await door.openDemonstration(demonstration.address);
  const bodies = received(page);
  await door.enterAs('Maren Solberg');
  await new Shell(page).go('Kits');
  await expect(page.getByRole('grid', { name: 'Kits' })).toContainText(tells);
  expect(bodies.some((body) => tells.test(body))).toBe(true);
});
