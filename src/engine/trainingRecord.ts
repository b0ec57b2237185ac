// What is kept of learning: the curve of the model's run through all its resumes, with what there is to read it by, and the
// runs before it.

import { baselinesInThread } from './mixtureJobs';
import type { Landmarks, LossPoint, RunEvent, RunRecord } from './protocol/curves';
import { newRecord, type RunOutline, runRecord, type StoredRecord } from './runRecord';
import { RunStore } from './runStore';
import type { TrainingText } from './trainingText';

/** Checkpoints come twice a minute; of more than this every other one is forgotten. */
const mostEvents = 400;

export interface RecordListener {
  landmarks?(landmarks: Landmarks): void;
  run?(record: RunRecord): void;
}

export class TrainingRecord {
  private points: LossPoint[] = [];
  private current: StoredRecord | undefined;
  private store: RunStore | undefined;
  private measuring: Promise<void> = Promise.resolve();

  constructor(
    private readonly scripts: string,
    private readonly listener: RecordListener,
  ) {}

  /** A folder has been opened. */
  openedFolder(folder: string): void {
    this.store = new RunStore(folder);
  }

  /** @param record undefined: the model is of before there were any. */
  openedModel(losses: readonly LossPoint[], record: StoredRecord | undefined): void {
    this.points = [...losses];
    this.current = record ?? newRecord();
  }

  get losses(): LossPoint[] {
    return this.points;
  }

  get landmarks(): Landmarks {
    const { run, events, baselines } = this.current ?? { run: undefined, events: [], baselines: undefined };
    return { run, events, baselines };
  }

  /** With the model on disk. */
  get stored(): StoredRecord | undefined {
    return this.current;
  }

  async runs(): Promise<readonly RunRecord[]> {
    return (await this.store?.load()) ?? [];
  }

  /**
   * A run begins. @param from tokens seen at the checkpoint that it goes on from; undefined: it is a new one.
   * @param afterwards does what it is given when nothing is counted for suggestions: that comes first.
   */
  begin(text: TrainingText, from: number | undefined, afterwards: (work: () => Promise<void>) => Promise<void>): void {
    const before = from === undefined ? undefined : this.current;
    const kept = ({ tokens }: { tokens: number }) => before !== undefined && tokens <= from!;
    // What came after the checkpoint has not been, where a process died since.
    this.points = this.points.filter(kept);
    const begun = before ?? newRecord();
    this.change({ ...begun, events: begun.events.filter(kept) });
    this.measuring = afterwards(() => this.measure(text, begun.run)).catch((error: unknown) => {
      console.error(`The baselines could not be measured: ${String(error)}`);
    });
  }

  /** Resolves when the baselines are known. */
  async settled(): Promise<void> {
    await this.measuring;
  }

  addPoint(point: LossPoint): void {
    this.points.push(point);
  }

  /** What came after the event has led nowhere. */
  rolledBack(event: RunEvent): void {
    this.points = this.points.filter(({ tokens }) => tokens <= event.tokens);
    this.addEvent(event);
  }

  addEvent(event: RunEvent): void {
    if (this.current) this.change({ ...this.current, events: fewEvents([...this.current.events, event]) });
  }

  /** The model's run as it stands is kept among the past ones. */
  async keep(outline: Omit<RunOutline, 'purpose'>): Promise<void> {
    if (!this.current || this.points.length === 0) return;
    await this.put(runRecord(this.current, { ...outline, purpose: 'model' }, this.points));
  }

  /** Keeps a past run. */
  async put(record: RunRecord): Promise<void> {
    this.listener.run?.(record);
    await this.store?.put(record).catch((error: unknown) => {
      console.error(`The run could not be kept: ${String(error)}`);
    });
  }

  private async measure(text: TrainingText, run: string): Promise<void> {
    const baselines = await baselinesInThread(this.scripts, text);
    if (this.current?.run === run) this.change({ ...this.current, baselines });
  }

  private change(record: StoredRecord): void {
    this.current = record;
    this.listener.landmarks?.(this.landmarks);
  }
}

function fewEvents(events: readonly RunEvent[]): readonly RunEvent[] {
  if (events.length <= mostEvents) return events;
  return events.filter(({ kind }, index) => kind !== 'checkpoint' || index % 2 === 1);
}
