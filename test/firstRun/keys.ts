// A window that is used by keys alone; what it shows is read from the page.

import { waitUntil } from '../host/waiting';
import type { Workbench } from '../host/workbench';

export class Keys {
  constructor(
    private readonly window: Workbench,
    /** Of the manifest. */
    private readonly strings: Readonly<Record<string, string>>,
  ) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.window.press(key);
  }

  /** From the palette, by its title. @param name as the manifest's strings have it. */
  command(name: string): Promise<void> {
    return this.choose(`Afterword: ${this.strings[`command.${name}`]!}`);
  }

  private async choose(title: string): Promise<void> {
    await this.press('F1');
    await this.window.type(title);
    const place = async () => (await this.window.quickPickRows()).findIndex(({ label }) => label === title);
    const downs = await waitUntil(`${title} in the palette`, 15, place, (row) => row >= 0);
    await this.press(...Array<string>(downs).fill('ArrowDown'));
    await this.press('Enter');
  }

  async closeEditor(): Promise<void> {
    await this.choose('View: Close Editor');
    await this.firstEditor();
  }

  async firstEditor(): Promise<void> {
    await this.press('Control+1');
    await this.editorFocus();
  }

  async newLineAtEnd(): Promise<void> {
    await this.press('Escape', 'ControlOrMeta+End', 'Enter');
  }

  /** Words that nobody goes on with make it less sure what follows them. */
  async clearLine(): Promise<void> {
    await this.press('Escape', 'Shift+Home', 'Delete');
  }

  /** Suggestions; the status bar shows what they are then. */
  async toggle(to: 'on' | 'off'): Promise<void> {
    await this.press('Control+K', 'a');
    const icon = to === 'on' ? 'book' : 'circle-slash';
    await this.window.page.locator(`.statusbar-item[id$="afterword.status"] .codicon-${icon}`).waitFor();
  }

  async status(what: RegExp, seconds: number): Promise<void> {
    const read = async () => (await this.window.statusItem('afterword.status')) ?? '';
    await waitUntil(`${what} in the status bar`, seconds, read, (text) => what.test(text));
  }

  private async editorFocus(): Promise<void> {
    await waitUntil(
      'the focus in the editor',
      15,
      () => this.window.editorHasFocus(),
      (has) => has,
    );
    // An editor that is only just shown forgets keys; nobody is as fast as that.
    await this.window.page.waitForTimeout(500);
  }
}
