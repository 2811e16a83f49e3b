import { join } from 'node:path';
import type { Page } from '@playwright/test';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'pictures');

/** A picture for the README, only when asked for: pictures must not change with every test run. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['CACHET_PICTURES'] !== '1') return;
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
