// The run that teaches the model in use: what its threads tell is answered from, kept with the curve, and saved; when it
// has ended, the sources are weighed, and what was held out is learnt as well.

import type { Note } from '../text/corpus';
import { NetworkAnswers } from './answerer';
import { inBackground, logged } from './background';
import { withBreaths } from './breaths';
import type { ModelInUse } from './modelInUse';
import { cannotBeSaved, diverged, ProblemError, rolledBack } from './problem';
import { beginningRun, type EarlierRun, type Run, type RunRequest } from './run';
import type { SessionListener } from './sessionListener';
import type { Trainer, TrainerFiles } from './trainer';
import type { EndOfRun, ThreadMessage, WrittenCheckpoint } from './trainingJob';

export class RunUnderWay {
  /** Resolves when it has ended and is on disk. */
  ended: Promise<void> = Promise.resolve();
  private run: Run | undefined;
  /** Resolves when the last save has been carried out or has failed. */
  private saved: Promise<void> = Promise.resolve();

  constructor(
    private readonly files: TrainerFiles,
    private readonly model: ModelInUse,
    private readonly listener: SessionListener,
    private readonly keepsNotes: boolean,
    private readonly stopRequested: () => boolean,
  ) {}

  get exists(): boolean {
    return this.run !== undefined;
  }

  /** Returns when it is under way, or has been stopped before. @throws ProblemError outOfMemory. */
  async begin(request: RunRequest, earlier: EarlierRun | undefined): Promise<void> {
    const run = await withBreaths(beginningRun(this.files, request, earlier, (message) => this.heard(message)));
    if (this.stopRequested()) {
      const ended = run.trainer.finished.catch(() => undefined);
      await run.trainer.kill();
      await ended;
      return this.listener.status({ state: 'idle' });
    }
    const { record, stored, answers } = this.model;
    if (!earlier && stored) inBackground(record.keep(stored));
    record.begin(request.text, earlier?.checkpoint.position.tokensSeen, (work) => answers.inTurn(work));
    if (earlier && this.keepsNotes) inBackground(answers.count(request.notes));
    this.run = run;
    this.listener.status({ state: 'training', paused: false, progress: undefined });
    this.ended = run.trainer.finished
      .catch((error: unknown) => this.listener.status({ state: 'failed', problem: ProblemError.from(error) }))
      .then(() => this.saved)
      .finally(() => {
        if (this.run === run) this.run = undefined;
      });
  }

  /** @throws ProblemError notTraining. */
  pause(): void {
    this.steer((trainer) => trainer.pause(), true);
  }

  /** @throws ProblemError notTraining. */
  resume(): void {
    this.steer((trainer) => trainer.resume(), false);
  }

  private steer(act: (trainer: Trainer) => void, paused: boolean): void {
    if (!this.run) throw new ProblemError('notTraining', 'No training is under way');
    act(this.run.trainer);
    this.run.paused = paused;
    if (!paused) this.run.problem = undefined;
    this.tell(this.run);
  }

  stop(): void {
    this.run?.trainer.stop();
  }

  private tell({ paused, progress, problem }: Run): void {
    this.listener.status({ state: 'training', paused, progress, ...(problem && { problem }) });
  }

  private heard(message: ThreadMessage): void {
    const run = this.run!;
    switch (message.type) {
      case 'progress':
        run.progress = message.progress;
        this.tell(run);
        break;
      case 'point':
        this.model.record.addPoint(message.point);
        this.listener.loss(message.point);
        break;
      case 'event':
        this.model.record.addEvent(message.event);
        break;
      case 'rollback':
        this.model.record.rolledBack(message.event);
        this.listener.notice?.(rolledBack(message.learningRate));
        break;
      case 'weights':
        run.position = message.position;
        this.answerFrom(run, message.flat, message.validLoss);
        break;
      case 'checkpoint':
        this.saved = this.save(run, message.checkpoint, false).then(() => undefined);
        break;
      case 'end':
        this.end(run, message);
        break;
    }
  }

  private answerFrom(run: Run, flat: Float32Array, validLoss: number | undefined): void {
    const { config, text, options } = run;
    const { answers } = this.model;
    if (run.network) {
      run.network.use(flat);
      answers.weightsChanged();
    } else {
      run.network = new NetworkAnswers(this.files.kernels, config, text.vocabulary, options.tokens, flat);
      inBackground(answers.replaceNetwork(run.network, this.notesToCount(run)));
    }
    inBackground(answers.fit(text.split, run.network, 'running'));
    this.remember(run, validLoss);
    this.listener.model(this.model.info()!);
  }

  private notesToCount({ notes }: Run): readonly Note[] {
    return (this.keepsNotes ? undefined : this.model.answers.counted?.notes) ?? notes;
  }

  private remember(run: Run, validLoss: number | undefined, runEnded = false): void {
    const { config, options, position, trainedOn, heldOut } = run;
    const { model } = this;
    model.learningOn.replaced(run.learnt);
    const { losses, stored: record } = model.record;
    const { tokensSeen } = position;
    const { fits } = model.answers;
    const learnt = run.learnt.toJSON();
    const unit = options.tokens;
    // Of another run, it is another model.
    const name = model.stored?.record?.run === record?.run ? model.stored?.name : undefined;
    const curve = { validLoss, tokensSeen, losses, record };
    model.stored = { name, config, unit, ...curve, options, position, runEnded, learnt, trainedOn, heldOut, fits };
  }

  private end(run: Run, { checkpoint, why }: Extract<ThreadMessage, { type: 'end' }>): void {
    run.ended = true;
    this.saved = this.conclude(run, checkpoint, why).then((saved) => {
      const validLoss = this.model.stored?.validLoss;
      const validPerplexity = validLoss === undefined ? undefined : Math.exp(validLoss);
      this.run = undefined;
      if (why === 'diverged') this.listener.status({ state: 'failed', problem: diverged });
      else if (saved) this.listener.status({ state: 'finished', why, validPerplexity });
    });
  }

  /** The sources are weighed by what was held out; then, where nobody has stopped it, the network learns that as well. */
  private async conclude(run: Run, checkpoint: WrittenCheckpoint, why: EndOfRun): Promise<boolean> {
    const { network, text, options } = run;
    if (!network) return true;
    const { answers, record, learningOn } = this.model;
    const { split, learntLast } = text;
    const runEnded = why !== 'stopped';
    await answers.fit(split, network, runEnded ? 'ended' : 'stopped').catch(logged);
    await record.settled();
    const saved = await this.save(run, checkpoint, runEnded);
    await record.keep(this.model.stored!);
    const goesOn = saved && runEnded && why !== 'diverged' && !this.stopRequested();
    if (learntLast && goesOn && answers.network === network) {
      await learningOn.learnHeldOut(learntLast, options, this.notesToCount(run)).catch(logged);
    }
    return saved;
  }

  /** @returns false where it could not be: that has been told then. */
  private async save(run: Run, { position, number, problem }: WrittenCheckpoint, runEnded: boolean): Promise<boolean> {
    run.position = position;
    // Nothing has been learnt yet: there is no model to save.
    if (!run.network && problem === undefined) return true;
    try {
      if (problem !== undefined) throw new Error(problem);
      await this.saveRun(run, number, runEnded);
      return true;
    } catch (error) {
      this.cannotSave(run, error);
      return false;
    }
  }

  private saveRun(run: Run, number: number, runEnded: boolean): Promise<void> {
    const { model } = this;
    this.remember(run, model.stored?.validLoss, runEnded);
    const { vocabulary, weights } = run.network!;
    const notes = this.keepsNotes ? run.notes : undefined;
    return model.store.save({ ...model.stored!, fits: model.answers.fits, notes, vocabulary, weights }, number);
  }

  /** What has been learnt answers all the same; what would be learnt from now on waits until it can be kept. */
  private cannotSave(run: Run, error: unknown): void {
    const problem = cannotBeSaved(error);
    if (run.ended) return this.listener.status({ state: 'failed', problem });
    run.trainer.pause();
    run.paused = true;
    run.problem = problem;
    this.tell(run);
  }
}
