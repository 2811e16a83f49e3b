import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The Backup screen of the console. */
export class Backup {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async part(name: 'Packs' | 'Helpline' | 'Records' | 'Reconciliation' | 'Hub'): Promise<void> {
    const parts = this.#page.getByRole('navigation', { name: 'Parts of the Backup screen' });
    await parts.getByRole('link', { name }).click();
    await expect(parts.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
  }

  dialog(name: string): Locator {
    return this.#page.getByRole('dialog', { name });
  }

  async choose(within: Locator, field: string, option: RegExp): Promise<void> {
    await within.getByRole('combobox', { name: field }).click();
    await this.#page.getByRole('option', { name: option }).click();
  }

  async enrol(site: RegExp, request: string, fingerprint: string, passphrase: string) {
    await this.#page.getByRole('button', { name: 'Enrol a computer' }).click();
    const dialog = this.dialog('Enrol a computer');
    await this.choose(dialog, 'Site', site);
    await dialog.getByLabel('Request of the computer').fill(request);
    await dialog.getByLabel('Fingerprint, as the site').fill(fingerprint.toLowerCase());
    await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await dialog.getByRole('button', { name: 'Enrol a computer' }).click();
    await expect(dialog).toBeHidden();
  }

  async issue(pack: string, site: RegExp, passphrase: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Issue a pack' }).click();
    const dialog = this.dialog('Issue a pack');
    await this.choose(dialog, 'Site', site);
    await dialog.getByLabel('Pack code').fill(pack);
    await expect(dialog.getByText(/free kits at the site/)).toBeVisible();
    await dialog.getByLabel('Envelopes a stratum').fill('2');
    await dialog.getByLabel('Last day that it is valid').fill('31 Dec 2030');
    await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await dialog.getByRole('button', { name: 'Issue a pack' }).click();
    await expect(dialog).toBeHidden();
  }

  /** Types a challenge that is heard, and gives the groups of the code that is read out. */
  async answer(subject: string, challenge: readonly string[]): Promise<readonly string[]> {
    for (const [index, group] of challenge.entries()) {
      await this.#page.getByLabel(`Group ${index + 1} of 2`).fill(group.toLowerCase());
    }
    await this.#page.getByLabel('Subject', { exact: true }).fill(subject);
    await this.#page.getByRole('button', { name: 'Give the release code' }).click();
    return spokenGroups(this.#page.getByRole('list', { name: 'Release code' }), 5);
  }
}

/** The groups of a code on the screen, without the words to read them out by. */
export async function spokenGroups(list: Locator, count: number): Promise<readonly string[]> {
  const groups = list.getByRole('listitem');
  await expect(groups).toHaveCount(count);
  return (await groups.allInnerTexts()).map((text) => text.trim().slice(0, 5));
}
