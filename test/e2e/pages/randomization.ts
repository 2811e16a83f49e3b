import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

const passphrase = 'cachet demonstration';

/** The lists of the Randomization screen and their dialogs. */
export class Randomization {
  readonly #page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog');
  }

  heading(list: string): Locator {
    return this.#page.getByRole('heading', { name: `List ${list}` });
  }

  async openList(list: string): Promise<void> {
    await this.#page
      .getByRole('navigation', { name: 'Lists' })
      .getByRole('link', { name: new RegExp(`^${list}`) })
      .click();
    await expect(this.heading(list)).toBeVisible();
  }

  async #press(button: string): Promise<void> {
    await this.#page.getByRole('button', { name: button, exact: true }).click();
  }

  async startScheme(list: string): Promise<void> {
    await this.#press('Define live allocation');
    await this.dialog.getByLabel('Name of the list').fill(list);
  }

  async verify(): Promise<void> {
    await this.#press('Verify');
    await expect(this.#page.getByText('The sealed scheme passes every check')).toBeVisible();
  }

  /** Opens the dialog of `action`, signs it as `user` and waits until it is done. */
  async sign(action: string, user: string, reason?: string): Promise<void> {
    await this.#press(action);
    if (reason !== undefined) await this.dialog.getByLabel('Reason').fill(reason);
    await this.dialog.getByLabel('User name').fill(user);
    await this.dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await this.dialog.getByRole('button', { name: action, exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** The balance of the arms, shown on request. */
  async showBalance(): Promise<Locator> {
    await this.#press('Show the balance');
    return this.#page.getByRole('table', { name: 'Balance of the arms' });
  }
}
