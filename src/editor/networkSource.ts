// What the inspector's Network and Words views show of the place at the caret, and what else a reader asks about it.

import * as vscode from 'vscode';
import type { CancellationToken } from 'vscode-jsonrpc';
import { EngineError, type EngineClient } from '../engine/client';
import type { CaretRequest, EmbeddingAnswer } from '../engine/protocol/inspection';
import type { Answer, NetworkShown, Question, WordsShown } from '../inspector/protocol';
import { DisposableOwner } from './disposable';
import { addressOf } from './noteAddress';
import { paragraphAt } from './paragraph';
import { problemText } from './problems';

/** Words shown of each step's output. */
const outputWords = 10;
const nearWords = 20;
const mostPlaces = 8;

interface Looked extends CaretRequest {
  readonly title: string;
  readonly file: string;
}

export class NetworkSource extends DisposableOwner {
  /** What questions are about. */
  private looked: Looked | undefined;
  /** Until other weights answer. */
  private embedding: Promise<EmbeddingAnswer> | undefined;

  constructor(private readonly client: EngineClient) {
    super();
    this.own(client.onModel(() => (this.embedding = undefined)));
  }

  async network(
    editor: vscode.TextEditor | undefined,
    token: CancellationToken,
  ): Promise<NetworkShown | { reason: string }> {
    const place = (this.looked = placeIn(editor));
    const unrolled = place && (await this.client.unroll({ ...caretOf(place), k: outputWords }, token));
    if (unrolled) return { tab: 'network', title: place.title, unrolled };
    return {
      reason: vscode.l10n.t('Put the cursor into a paragraph of a note to see the network at work on its words.'),
    };
  }

  async words(editor: vscode.TextEditor | undefined, token: CancellationToken): Promise<WordsShown> {
    const place = placeIn(editor);
    this.embedding ??= this.client.embedding();
    const embedding = await this.embedding.catch((error: unknown) => {
      this.embedding = undefined;
      throw error;
    });
    const nearest = await this.client.nearestWords({ ...(place && { caret: caretOf(place) }), k: nearWords }, token);
    return { tab: 'words', embedding, nearest };
  }

  /** @throws Error that says, in the user's language, what is wrong. */
  async answer(
    question: Question,
    token: CancellationToken,
    progress: (done: number) => void,
  ): Promise<Answer | undefined> {
    const listening = this.client.onStudied(progress);
    try {
      return await this.answered(question, token);
    } catch (error) {
      throw error instanceof EngineError ? new Error(problemText(error)) : error;
    } finally {
      listening.dispose();
    }
  }

  private async answered(question: Question, token: CancellationToken): Promise<Answer | undefined> {
    if (question.kind === 'nearest') {
      const nearest = await this.client.nearestWords({ word: question.word, k: nearWords }, token);
      return { kind: 'nearest', nearest };
    }
    if (!this.looked) return undefined;
    const place = caretOf(this.looked);
    if (question.kind === 'tryStep') {
      const tried = await this.client.tryStep({ ...place, learningRate: question.learningRate }, token);
      return tried ? { kind: 'tryStep', tried } : undefined;
    }
    const { kind, ...pattern } = question;
    const { file } = this.looked;
    const found = await this.client.similarPlaces({ ...place, ...pattern, file, most: mostPlaces }, token);
    return found ? { kind, found } : undefined;
  }
}

function placeIn(editor: vscode.TextEditor | undefined): Looked | undefined {
  if (!editor || editor.document.isClosed) return undefined;
  const { document, selection } = editor;
  const found = paragraphAt(document, selection.active);
  return found && { ...found, file: addressOf(document.uri) };
}

function caretOf({ text, before, format, caret }: Looked): CaretRequest {
  return { text, before, format, caret };
}
