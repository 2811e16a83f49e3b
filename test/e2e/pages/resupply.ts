import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The resupply parts of the Shipments screen. */
export class Resupply {
  readonly page: Page;
  readonly inspector: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.inspector = page.getByRole('complementary');
    this.dialog = page.getByRole('dialog');
  }

  async part(name: string): Promise<void> {
    const parts = this.page.getByRole('navigation', { name: 'Parts of the screen' });
    await parts.getByRole('link', { name, exact: true }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Resupply' })).toBeVisible();
  }

  /** Opens the first line of the proposal, whether it sends anything or not. */
  async openFirstLine(): Promise<void> {
    await this.page.getByText('All lines', { exact: true }).click();
    await this.page
      .getByRole('grid', { name: /^Proposal/ })
      .getByRole('row')
      .nth(1)
      .click();
    await expect(this.inspector.getByText('How it came to this')).toBeVisible();
  }

  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async sign(passphrase: string, submit: string): Promise<void> {
    await this.dialog.getByLabel('Passphrase').fill(passphrase);
    await this.dialog.getByRole('button', { name: submit, exact: true }).click();
    await expect(this.dialog).toBeHidden({ timeout: 30_000 });
  }
}
