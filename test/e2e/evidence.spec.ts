// Requirements: TRU-12
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { remadeAsAWhole, spoilings } from '../builders/spoiled-pack.ts';
import { expectAccessible } from './accessibility.ts';

const folder = mkdtempSync(join(tmpdir(), 'cachet-e2e-evidence-'));
const pack = join(folder, 'pack');

test.beforeAll(() => {
  const words = [join(import.meta.dirname, 'make-evidence.ts'), pack];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`no pack was made: ${stderr}`);
});
test.afterAll(() => rmSync(folder, { recursive: true }));

const verdict = (page: Page) => page.locator('[data-verdict]');

async function open(page: Page, directory: string): Promise<void> {
  await page.goto(`file://${directory}/index.html`);
  await expect(page.locator('[data-verdict=good], [data-verdict=bad]')).toBeVisible();
}

/** The folder as an archive, after its files went through a hand. */
function packed(directory: string, hand: (path: string, bytes: Buffer) => Buffer): string {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(directory, path), hand(path, readFileSync(path))] as const);
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 1 })).toString('base64');
}

const dropArchive = (page: Page, base64: string): Promise<void> =>
  page.evaluate((text) => {
    const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], 'evidence.zip'));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer }));
  }, base64);

const checkFolder = (page: Page, directory: string) =>
  page.locator('#folder').setInputFiles(directory);

test('an evidence pack opens from the disk, verifies itself and can be searched', async ({
  page,
}) => {
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await open(page, pack);
  await expect(verdict(page)).toContainText('The trail is genuine');
  await page.getByRole('searchbox').fill('dented');
  await expect(page.getByText(/^1 of \d+ entries$/)).toBeVisible();
  await page.locator('.rows .row').click();
  const entry = page.getByRole('complementary');
  await expect(entry).toContainText('a dented box');
  await expect(entry).toContainText('genuine signature of its device');
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'People and roles' }).click();
  await expect(page.locator('.rows')).toContainText('Added Quinn Quality');
  await expectAccessible(page, 'the viewer of an evidence pack');
  await checkFolder(page, pack);
  await expect(verdict(page)).toContainText('The pack is genuine');
  await dropArchive(
    page,
    packed(pack, (_path, bytes) => bytes),
  );
  await expect(verdict(page)).toContainText('The pack is genuine');
  await dropArchive(
    page,
    packed(pack, (path, bytes) => (path.endsWith('.csv') ? bytes.fill(32, 0, 1) : bytes)),
  );
  await expect(verdict(page)).toContainText('it was changed');
  expect(asked.every((url) => url.startsWith('file:'))).toBe(true);
  expect(complaints).toEqual([]);
});

test('a spoiled pack is red and names the first bad file and entry', async ({ page }) => {
  for (const { name, spoil, file, entry, onOpening } of spoilings) {
    await test.step(name, async () => {
      const target = join(folder, 'spoiled');
      rmSync(target, { recursive: true, force: true });
      cpSync(pack, target, { recursive: true });
      spoil(target);
      await open(page, target);
      if (!onOpening) {
        await expect(verdict(page)).toHaveAttribute('data-verdict', 'good');
        await checkFolder(page, target);
      }
      await expect(verdict(page)).toHaveAttribute('data-verdict', 'bad');
      // Opened from disk, the manifest is read from its script.
      const shown = file === 'manifest.json' ? /manifest\.js(on)?/ : file;
      await expect(verdict(page)).toContainText(shown);
      if (entry !== undefined) await expect(verdict(page)).toContainText(`entry ${entry}`);
    });
  }
});

test('a pack made anew as a whole under another key is told by its fingerprint', async ({
  page,
}) => {
  await open(page, pack);
  await page.getByRole('tab', { name: 'About the pack' }).click();
  const known = await page.locator('.fingerprint').textContent();
  const target = join(folder, 'remade');
  cpSync(pack, target, { recursive: true });
  remadeAsAWhole(target);
  await open(page, target);
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'good');
  await page.getByRole('tab', { name: 'About the pack' }).click();
  await page.getByRole('textbox', { name: 'Fingerprint that the console shows' }).fill(known ?? '');
  await expect(page.getByText('It is NOT the same')).toBeVisible();
});
