// What a suite inside the extension host can ask of the page that shows VS Code to a person. The contract of bridge.ts
// (which serves it) and test/integration/keyboard.ts (which asks): arguments and results are JSON. Types only.

export interface CompletionRow {
  readonly label: string;
  /** `label.description` of the item: "12.3%". */
  readonly description: string;
  readonly focused: boolean;
  /** What a screen reader says of it. */
  readonly spoken: string;
}

export interface QuickPickRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly checked: boolean;
}

export interface Notification {
  readonly message: string;
  readonly buttons: readonly string[];
}

export interface Keystroke {
  /** A character, or a key by its name: "Enter", "Control+Space". */
  readonly key: string;
  /** Milliseconds after the one before. */
  readonly wait: number;
}

export interface PageDriver {
  type(text: string): Promise<void>;
  /** With an input method: what it shows while it composes, one after the other, and what it puts there in the end. */
  compose(shown: readonly string[], text: string): Promise<void>;
  /** At the pace of a person. */
  strike(keystrokes: readonly Keystroke[]): Promise<void>;
  press(key: string): Promise<void>;
  focusEditor(): Promise<void>;
  /** Whether keys go to a text editor, not to a webview or a widget. */
  editorHasFocus(): Promise<boolean>;
  ghostText(): Promise<string>;
  /** What VS Code has a screen reader say just now. */
  announced(): Promise<string>;
  completionRows(): Promise<CompletionRow[]>;
  /** The rows of the open Quick Pick; none where it is closed. */
  quickPickRows(): Promise<QuickPickRow[]>;
  /** What stands above the open Quick Pick or input. */
  quickInputTitle(): Promise<string>;
  /** What stands in the box of the open Quick Pick or input; undefined where none is open. */
  quickInput(): Promise<string | undefined>;
  /** What the question that stands before all else can be answered with; none where there is none. */
  dialogButtons(): Promise<string[]>;
  /** The background colours that decorations give to text in the editor, each once. */
  editorColours(): Promise<string[]>;
  /** What a screen reader says of the rows that a tree in the side bar shows; the view's title tells which. */
  treeRows(view: string): Promise<string[]>;
  /** Of those the first that begins so. */
  clickTreeRow(view: string, beginning: string): Promise<void>;
  /** The titles of the steps of the walkthrough that is open. */
  walkthroughSteps(): Promise<string[]>;
  /** Opens a step, and presses one of its buttons. */
  clickWalkthroughButton(step: string, label: string): Promise<void>;
  statusItem(id: string): Promise<string | undefined>;
  /** What a screen reader says of it. */
  spokenStatusItem(id: string): Promise<string>;
  /** What is told where the mouse rests on it. */
  statusTooltip(id: string): Promise<string>;
  clickStatusItem(id: string): Promise<void>;
  notifications(): Promise<Notification[]>;
  clickNotificationButton(label: string): Promise<void>;
  webviewTexts(selector: string): Promise<string[]>;
  webviewAttributes(selector: string, name: string): Promise<string[]>;
  webviewClick(selector: string): Promise<void>;
  /** Presses a key; tells after how many milliseconds an element in the webview that the selector finds has that text. */
  webviewAfterKey(key: string, selector: string, text: string): Promise<number>;
  /** In a window that asks for trust. */
  trustFolder(): Promise<void>;
  screenshot(file: string): Promise<void>;
}
