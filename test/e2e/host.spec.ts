import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { graveFindings } from './accessibility.ts';
import { buildDemonstration, startConsole, studyFolder } from './running-console.ts';
import type { RunningConsole } from './running-console.ts';

const folder = studyFolder();
let running: RunningConsole;

test.beforeAll(() => buildDemonstration(folder));
test.afterAll(() => folder.remove());
test.beforeEach(async () => {
  running = await startConsole(folder.data, folder.store);
});
test.afterEach(() => running.close());

/** Everything that a strict policy would complain of, and every address that is asked. */
function watch(page: Page): { readonly complaints: string[]; readonly origins: Set<string> } {
  const complaints: string[] = [];
  const origins = new Set<string>();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (/^(http|ws)/.test(request.url())) origins.add(new URL(request.url()).host);
  });
  page.on('websocket', (socket) => origins.add(new URL(socket.url()).host));
  return { complaints, origins };
}

const signIn = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

test('the window opens within its policy and asks nobody but its host', async ({ page }) => {
  const seen = watch(page);
  await page.goto(running.address);
  await expect(signIn(page)).toBeVisible();
  expect(page.url()).not.toContain('token');
  expect(seen.complaints).toEqual([]);
  expect([...seen.origins]).toEqual([new URL(running.address).host]);
});

test('a reload keeps the session', async ({ page }) => {
  await page.goto(running.address);
  await expect(signIn(page)).toBeVisible();
  await page.reload();
  await expect(signIn(page)).toBeVisible();
});

test('the address opens nothing a second time', async ({ page, browser }) => {
  await page.goto(running.address);
  await expect(signIn(page)).toBeVisible();
  const stranger = await browser.newContext();
  const second = await stranger.newPage();
  const refused = second.waitForResponse((response) => response.url().endsWith('/session'));
  await second.goto(running.address);
  expect((await refused).status()).toBe(401);
  await expect(second.locator('#root')).not.toBeEmpty();
  await expect(signIn(second)).toHaveCount(0);
  await stranger.close();
});

test('a script that is not ours does not run', async ({ page }) => {
  await page.goto(running.address);
  await expect(signIn(page)).toBeVisible();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.planted = true';
    document.body.append(script);
    return 'planted' in window;
  });
  expect(ran).toBe(false);
});

test('the accessibility check finds what is planted', async ({ page }) => {
  await page.goto(running.address);
  await expect(signIn(page)).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  await page.evaluate(() => {
    const nameless = document.createElement('button');
    const faint = document.createElement('p');
    faint.textContent = 'hardly to be read';
    faint.style.color = '#bbbbbb';
    faint.style.backgroundColor = '#ffffff';
    document.querySelector('#root')?.append(nameless, faint);
  });
  const found = (await graveFindings(page)).map((finding) => finding.split(':')[0]);
  expect(found).toEqual(expect.arrayContaining(['button-name', 'color-contrast']));
});
