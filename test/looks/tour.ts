// A window that is led from one thing to the next, with a picture of each.

import type { DisplayLanguage } from '../host/languages';
import type { Workbench } from '../host/workbench';
import { takePicture, type Shown } from './gallery';

/** What is looked at: a note, and where in it. */
export interface Scene {
  readonly language: DisplayLanguage;
  readonly note: string;
  readonly line: number;
  /** Of the screen, where a Chinese character takes two. */
  readonly column: number;
  readonly beginning: string;
  readonly shorthand: string;
}

export interface Stop {
  readonly name: string;
  run(tour: Tour): Promise<void>;
}

export const parts = {
  quickInput: { what: ['.quick-input-widget'] },
  dialog: { what: ['.monaco-dialog-box'], once: true },
  messages: { what: ['.notifications-toasts .notification-toast'] },
  webview: { what: ['iframe.webview'] },
  editor: { what: ['.editor-group-container.active'] },
  sideBar: { what: ['.sidebar'] },
} satisfies Record<string, Shown>;

const size = { width: 1280, height: 800 };

export class Tour {
  constructor(
    readonly window: Workbench,
    readonly scene: Scene,
    private readonly folder: string,
    readonly log: (line: string) => void,
  ) {}

  async take(name: string, shown: Shown): Promise<void> {
    await this.window.page.mouse.move(1, 500);
    // Tips go when the mouse does.
    await this.wait(0.6);
    this.log(await takePicture(this.window, this.folder, name, shown));
  }

  /** All of the window, the mouse where it is. */
  async takeTip(name: string): Promise<void> {
    const { width, height } = this.window.page.viewportSize()!;
    this.log(await takePicture(this.window, this.folder, name, { what: { x: 0, y: 0, width, height }, once: true }));
  }

  async command(title: string, id: string): Promise<void> {
    await this.window.runCommand(`Afterword: ${title}`, `afterword.${id}`);
    await this.wait(2);
  }

  /** Keys that walk through lists: each has time to be answered. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.window.press(key);
      await this.wait(2);
    }
  }

  /** The scene's note alone. */
  async note(): Promise<void> {
    const { window } = this;
    await this.resize(size.width, size.height);
    await window.runCommand('View: Close All Editors');
    await window.press('Control+P');
    await window.page.locator('.quick-input-widget:visible input').first().fill(this.scene.note);
    await this.press('Enter');
    await window.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  async resize(width: number, height: number): Promise<void> {
    await this.window.page.setViewportSize({ width, height });
  }

  async clear(): Promise<void> {
    for (let times = 0; times < 3; times++) await this.window.press('Escape');
    await this.window.runCommand('Notifications: Clear All Notifications');
  }

  async wait(seconds: number): Promise<void> {
    await this.window.page.waitForTimeout(1000 * seconds);
  }
}
