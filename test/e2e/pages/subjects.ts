import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** As the field writes it: `3 Feb 2027`. */
function yesterday(): string {
  const day = new Date(Date.now() - 86_400_000);
  const month = day.toLocaleString('en', { month: 'short' });
  return `${day.getDate()} ${month} ${day.getFullYear()}`;
}

/** The Subjects screen and its dialogs. */
export class Subjects {
  readonly #page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog');
  }

  async startAllocation(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Randomize a subject' }).click();
    await expect(this.dialog).toBeVisible();
  }

  async #choose(field: string, option: RegExp | string): Promise<void> {
    await this.dialog.getByRole('combobox', { name: field }).click();
    await this.#page.getByRole('option', { name: option }).click();
  }

  /** Fills the form of the demonstration's protocol; consent was yesterday. */
  async fill(subject: string, site: RegExp, age: string): Promise<void> {
    await this.dialog.getByLabel('Subject', { exact: true }).fill(subject);
    await this.#choose('Site', site);
    await this.#choose('Consent form version', '2.0');
    await this.dialog.getByLabel('Consent given on').fill(yesterday());
    await this.dialog.getByLabel('at (local time)').fill('09:30');
    for (const gate of await this.dialog.getByRole('checkbox').all()) await gate.check();
    await this.dialog.getByLabel('Age at randomization').fill(age);
    await this.#choose('Prior therapy', 'Never treated');
  }

  async confirm(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Review' }).click();
    await this.dialog.getByRole('button', { name: 'Randomize now' }).click();
  }

  inspector(subject: string): Locator {
    return this.#page.getByRole('complementary', { name: `Subject ${subject}` });
  }
}
