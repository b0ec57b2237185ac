// How a network learns on after its run: first from what the run has held out, and then, whenever the writer pauses, from
// what is new in the notes, lesson by lesson, as long as nothing else is to be done.

import { finish } from '../rnn/stepwise';
import type { Note } from '../text/corpus';
import type { Answers } from './answers';
import { withBreaths } from './breaths';
import { LearntNotes } from './learntNotes';
import { preparingLastLesson, preparingLesson } from './lesson';
import { type Learnt, Lessons } from './lessons';
import type { SettledOptions } from './recipe';
import type { TrainerFiles } from './trainer';
import type { NoteSplit } from './trainingText';

/** In a pause. */
const lessonMinutes = 0.35;
/** Of a run's minutes, for what it has held out: it ends so much earlier. */
export const lastLessonShare = 0.04;

/** Whose network it is. */
export interface Owner {
  /** With what the network was trained; undefined: there is none, or a run is under way, which comes first. */
  options(): SettledOptions | undefined;
  /** Nobody else changes the model until `release`. @returns false where another window does: then it gives the lessons. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
  /** What a lesson has taught is to answer from now on, and to be saved. @param taught notes that had not been learnt. */
  adopt(learnt: Learnt, notes: readonly Note[], taught: readonly Note[]): Promise<void>;
}

export class LearningOn {
  private readonly lessons: Lessons;
  private learnt: LearntNotes | undefined;
  private idle = false;
  private underWay: Promise<void> | undefined;

  constructor(
    files: TrainerFiles,
    private readonly answers: Answers,
    private readonly owner: Owner,
  ) {
    this.lessons = new Lessons(files);
  }

  /** The writer pauses, or goes on: then no lesson begins, and one under way waits at its gate. */
  async setIdle(idle: boolean): Promise<void> {
    this.idle = idle;
    if (idle) await this.learn();
  }

  /** Notes have been counted. */
  async notesChanged(): Promise<void> {
    if (this.idle) await this.learn();
  }

  /** Resolves when nothing new is left, or something else comes first. */
  learn(): Promise<void> {
    this.underWay ??= this.giveLessons().finally(() => (this.underWay = undefined));
    return this.underWay;
  }

  /** What a run has held out is learnt last, when it has ended. @param notes that are counted. */
  async learnHeldOut(split: NoteSplit, options: SettledOptions, notes: readonly Note[]): Promise<void> {
    const { network } = this.answers;
    if (!network) return;
    this.lessons.begin();
    const lesson = await withBreaths(
      preparingLastLesson(split, network.vocabulary, options.maxVocabSize, options.seed),
    );
    const minutes = options.minutes === undefined ? undefined : lastLessonShare * options.minutes;
    const learnt = await this.lessons.give(lesson, network, options, minutes);
    if (learnt) await this.owner.adopt(learnt, notes, []);
  }

  /** A lesson under way is given up; what was taught before stays. */
  async stop(): Promise<void> {
    this.lessons.stop();
    await this.underWay?.catch(() => undefined);
  }

  /** The lesson under way, if there is one. */
  pause(): void {
    this.lessons.pause();
  }

  resume(): void {
    this.lessons.resume();
  }

  /** In the notes that are counted. */
  newWords(notes: readonly Note[] = this.answers.counted?.notes ?? []): number {
    const words = ({ sentences }: Note) => sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
    return this.record()
      .freshOf(notes)
      .reduce((sum, note) => sum + words(note), 0);
  }

  /** What the network of a model on disk has learnt from. */
  opened(digests: readonly string[] | undefined): void {
    this.learnt = digests && new LearntNotes(digests);
  }

  /** What a run learns from that begins now: its notes. All that is counted by now is not new either, if it was left out. */
  *recordingRun(notes: readonly Note[]): Generator<undefined, LearntNotes> {
    const learnt = new LearntNotes();
    for (const note of [...(this.answers.counted?.notes ?? []), ...notes]) {
      yield;
      learnt.add([note]);
    }
    return learnt;
  }

  /** A run's network has taken the place of the one before. */
  replaced(learnt: LearntNotes): void {
    this.learnt = learnt;
  }

  /** Where nobody kept count, what has been counted so far is not new. */
  record(): LearntNotes {
    this.learnt ??= finish(this.recordingRun([]));
    return this.learnt;
  }

  private async giveLessons(): Promise<void> {
    if (!this.owner.options()) return;
    this.lessons.begin();
    if (!(await this.nextLesson()) || !(await this.owner.hold())) return;
    try {
      await this.giveAll();
    } finally {
      await this.owner.release();
    }
  }

  private async giveAll(): Promise<void> {
    for (;;) {
      const next = await this.nextLesson();
      if (!next) return;
      const { lesson, network, options, notes } = next;
      const learnt = await this.lessons.give(lesson, network, options, lessonMinutes);
      if (!learnt) return;
      const paths = new Set(lesson.notes.map(({ path }) => path));
      const taught = notes.filter(({ path }) => paths.has(path));
      this.record().add(taught);
      await this.owner.adopt(learnt, notes, taught);
    }
  }

  /** undefined: nothing new is left, or something else comes first. */
  private async nextLesson() {
    const options = this.owner.options();
    const { network, counted } = this.answers;
    if (!options || !network || !counted) return undefined;
    const { notes } = counted;
    const fresh = this.record().freshOf(notes);
    const { maxVocabSize, seed } = options;
    const lesson = await withBreaths(preparingLesson(fresh, notes, network.vocabulary, maxVocabSize, seed));
    return lesson && { lesson, network, options, notes };
  }
}
