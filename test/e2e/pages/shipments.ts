import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The Shipments screen and its dialogs. */
export class Shipments {
  readonly #page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog');
  }

  inspector(shipment: string): Locator {
    return this.#page.getByRole('complementary', { name: `Shipment ${shipment}` });
  }

  async step(shipment: string, name: string): Promise<void> {
    await this.inspector(shipment).getByRole('button', { name, exact: true }).click();
  }

  async #choose(field: string, option: RegExp): Promise<void> {
    await this.dialog.getByRole('combobox', { name: field, exact: true }).click();
    await this.#page.getByRole('option', { name: option }).click();
  }

  /** Asks for so many kits of each named type; gives the number of the shipment. */
  async request(
    from: RegExp,
    to: RegExp,
    quantities: Readonly<Record<string, number>>,
  ): Promise<string> {
    await this.#page.getByRole('button', { name: 'Request a shipment' }).click();
    await this.#choose('From', from);
    await this.#choose('To', to);
    for (const [type, count] of Object.entries(quantities)) {
      await this.dialog.getByLabel(type).fill(String(count));
    }
    await this.dialog.getByRole('button', { name: 'Request', exact: true }).click();
    const said = this.#page.getByText(/^Shipment SH-\d+ was requested\.$/);
    await expect(said).toBeVisible();
    return /SH-\d+/.exec((await said.textContent()) ?? '')?.[0] ?? '';
  }

  /** Types a number into the field for scans, as a scanner does, with Enter behind it; gives the field. */
  async #type(number: string): Promise<Locator> {
    const field = this.dialog.getByLabel('Scan or type a kit number');
    await field.pressSequentially(number);
    await field.press('Enter');
    return field;
  }

  async scan(number: string): Promise<void> {
    await expect(await this.#type(number)).toHaveValue('');
  }

  /** A scan that is not taken stays in the field, where the next one replaces it. */
  async scanWrong(text: string): Promise<void> {
    await expect(await this.#type(text)).toHaveValue(text);
  }

  /** A scan while a button of the dialog has the focus: its keys come faster than anybody types. */
  async scanFromAside(number: string): Promise<void> {
    await this.#page.evaluate(
      (keys) => {
        for (const key of keys) {
          const event = new KeyboardEvent('keydown', { key, bubbles: true });
          document.activeElement?.dispatchEvent(event);
        }
      },
      [...number, 'Enter'],
    );
  }

  /** Numbers in a list of the dialog, without the gaps of their groups. */
  async numbersIn(list: string | RegExp): Promise<readonly string[]> {
    const lines = this.dialog.getByRole('list', { name: list }).getByRole('listitem');
    await expect(lines.first()).toBeVisible();
    const texts = await lines.allTextContents();
    return texts.map((text) => /\d{7,}/.exec(text)?.[0] ?? '');
  }
}
