// What became of suggestions while the writer wrote: shown, accepted, typed over, and how many keys that has saved. Counted
// in the workspace's own memory and never sent; numbers only, no words. Nothing is counted while suggestions are off, as
// then none are asked for.

import * as vscode from 'vscode';
import { keysOf } from '../predict/typing';
import { DisposableOwner } from './disposable';
import { acceptedCommand, memoryKeys } from './identifiers';
import { Throttle } from './throttle';

export interface Tallied {
  readonly shown: number;
  readonly accepted: number;
  readonly typedOver: number;
  readonly keysSaved: number;
}

export interface TallyJson {
  /** ISO 8601. */
  readonly since: string;
  readonly ghostText: Tallied;
  readonly list: Tallied;
}

export type Shown = Exclude<keyof TallyJson, 'since'>;

/** Suggestions before the writer's eyes: where they begin in the document, and as what they are known again. */
interface Showing {
  readonly document: vscode.TextDocument;
  readonly place: vscode.Position;
  /** Of ghost text: what stands there. The list is the same as long as it is for the same word. */
  readonly text: string | undefined;
  readonly since: number;
  readonly accepted: boolean;
}

const none: Tallied = { shown: 0, accepted: 0, typedOver: 0, keysSaved: 0 };

/** Milliseconds: what is gone sooner nobody has seen. */
const glance = 300;
/** Milliseconds between two times that it is remembered. */
const betweenWrites = 5000;

export class Tally extends DisposableOwner {
  private readonly acceptedOne = this.own(new vscode.EventEmitter<void>());
  readonly onDidAccept = this.acceptedOne.event;
  private counts: TallyJson;
  private readonly showing: { [K in Shown]?: Showing } = {};
  private changed = false;
  private readonly remember = this.own(new Throttle(betweenWrites, () => this.write()));

  constructor(private readonly memory: vscode.Memento) {
    super();
    this.counts = memory.get<TallyJson>(memoryKeys.tally) ?? begun();
    this.own(
      vscode.commands.registerCommand(acceptedCommand, (kind: Shown, inserted: string) =>
        this.accepted(kind, inserted, true),
      ),
    );
  }

  get counted(): TallyJson {
    return this.counts;
  }

  /** Follows the acceptance of what is shown. @param inserted what was not typed yet. */
  command(kind: Shown, inserted: string): vscode.Command {
    return { command: acceptedCommand, title: '', arguments: [kind, inserted] };
  }

  /** Ghost text is offered behind the cursor; undefined: none is. */
  ghostText(document: vscode.TextDocument, place: vscode.Position, text: string | undefined): void {
    const before = this.showing.ghostText;
    const typed = before?.document === document && typedSince(before, place);
    const goesOn = before !== undefined && typeof typed === 'string' && isSame(before.text!, typed, text);
    this.show('ghostText', { document, place, text: text ?? '' }, goesOn, text !== undefined);
  }

  /** The list is offered for the word that begins here. */
  list(document: vscode.TextDocument, place: vscode.Position): void {
    const before = this.showing.list;
    const goesOn = before?.document === document && before.place.isEqual(place);
    this.show('list', { document, place, text: undefined }, goesOn, true);
  }

  /** @param whole nothing is left of it to be accepted. */
  accepted(kind: Shown, inserted: string, whole: boolean): void {
    const showing = this.showing[kind];
    const first = showing?.accepted !== true;
    const keysSaved = Math.max(0, keysOf([...inserted]) - 1);
    this.add(kind, { shown: first ? 1 : 0, accepted: first ? 1 : 0, typedOver: 0, keysSaved });
    this.showing[kind] = whole || !showing ? undefined : { ...showing, accepted: true };
    this.acceptedOne.fire();
  }

  /** Everything is erased. */
  reset(): void {
    this.counts = begun();
    this.showing.ghostText = this.showing.list = undefined;
    this.changed = false;
  }

  override dispose(): void {
    this.write();
    super.dispose();
  }

  private show(kind: Shown, now: Omit<Showing, 'since' | 'accepted'>, goesOn: boolean, isShown: boolean): void {
    const before = this.showing[kind];
    if (before && !goesOn) this.gone(kind, before, now);
    const { since, accepted } = goesOn ? before! : { since: performance.now(), accepted: false };
    this.showing[kind] = isShown ? { ...now, since, accepted } : undefined;
  }

  /** Something else stands there now, or nothing. What has been accepted has been counted. */
  private gone(kind: Shown, { document, place, since, accepted }: Showing, now: Pick<Showing, 'document' | 'place'>) {
    if (accepted || performance.now() - since < glance) return;
    const typedOver = now.document === document && now.place.isAfter(place) ? 1 : 0;
    this.add(kind, { shown: 1, accepted: 0, typedOver, keysSaved: 0 });
  }

  private add(kind: Shown, more: Tallied): void {
    const before = this.counts[kind];
    const sum = (name: keyof Tallied) => before[name] + more[name];
    const after = {
      shown: sum('shown'),
      accepted: sum('accepted'),
      typedOver: sum('typedOver'),
      keysSaved: sum('keysSaved'),
    };
    this.counts = { ...this.counts, [kind]: after };
    this.changed = true;
    this.remember.request();
  }

  private write(): void {
    if (!this.changed) return;
    this.changed = false;
    void this.memory.update(memoryKeys.tally, this.counts);
  }
}

function begun(): TallyJson {
  return { since: new Date().toISOString(), ghostText: none, list: none };
}

/** Whether it still says the same after some of it has been typed: it may have become longer or shorter. */
function isSame(before: string, typed: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  const whole = typed + text;
  return whole.startsWith(before) || (before.startsWith(whole) && text !== '');
}

/** What has been typed on its line since something was shown; undefined: the cursor has gone elsewhere. */
function typedSince({ document, place }: Showing, now: vscode.Position): string | undefined {
  if (now.line !== place.line || now.isBefore(place)) return undefined;
  return document.getText(new vscode.Range(place, now));
}
