// The inspector's views of a network that has really learned, used by keyboard and read from their own page: what they show
// agrees with the suggestions, with each other and with what the engine says.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/identifiers';
import { thinned } from '../../../src/engine/lossCurve';
import type { Afterword } from '../../../src/extension';
import { mostRows } from '../../../src/inspector/view/trainingTable';
import type { Tab } from '../../../src/inspector/protocol';
import { hasPage, keyboard } from '../keyboard';
import { learned } from '../ownNotes';
import { placeCursor, until, write } from '../support';

describe("the inspector's views", function () {
  this.timeout(180_000);
  let api: Afterword;
  let editor: vscode.TextEditor;
  const paragraph = 'My sister wrote a letter to the library. I walked to the ';

  before(async function () {
    if (!hasPage) this.skip();
    api = await learned();
    editor = await write(paragraph);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const shown = async (selector: string, name: string) =>
    await until(name, async () => {
      const texts = await keyboard.webviewTexts(selector);
      return texts.length > 0 && texts;
    });
  const number = (text: string) => Number(/\d+(\.\d+)?/.exec(text.replaceAll(',', ''))?.[0]);

  /** To a tab by keyboard, from the one on its left. */
  async function toTab(tab: Tab, left: Tab) {
    await keyboard.webviewClick(`#tab-${left}`);
    await keyboard.press('ArrowRight');
    const chosen = await keyboard.webviewAttributes('[role=tab][aria-selected=true]', 'id');
    assert.deepEqual(chosen, [`tab-${tab}`]);
  }

  it('Next word: the words of the completion list, with its probabilities', async () => {
    await keyboard.press('Control+Space');
    const listed = await until('the list', async () => {
      const rows = (await keyboard.completionRows()).filter(({ description }) => description.includes('%'));
      return rows.length >= 5 && rows;
    });
    await keyboard.press('Escape');
    await placeCursor(editor, editor.document.positionAt(paragraph.length));
    await vscode.commands.executeCommand(commands.openInspector);
    await shown('#tokens .token.band', 'the text');
    await toTab('next', 'text');
    const words = await shown('#panel-next .word-row .word', 'the next words');
    assert.deepEqual(
      words.slice(0, listed.length),
      listed.map(({ label }) => label),
    );
    const percents = (await keyboard.webviewTexts('#panel-next .word-row .probability')).map(number);
    listed.forEach(({ description }, i) => {
      // Both are rounded, each in its way.
      if (!description.includes('<')) assert.ok(Math.abs(percents[i] - number(description)) <= 0.06, description);
    });
    for (const [i, percent] of percents.entries()) {
      assert.ok(percent >= 0 && percent <= 100 && percent <= (percents[i - 1] ?? 100), percents.join());
    }
    const rest = (await keyboard.webviewTexts('#panel-next .rest .probability')).map(number);
    const sum = [...percents, ...rest].reduce((total, percent) => total + percent, 0);
    assert.ok(Math.abs(sum - 100) < 1, `${sum} %`);
  });

  it('Training: losses that have fallen, and stand in the table as well', async () => {
    await toTab('training', 'next');
    const losses = await api.client.losses();
    assert.ok(losses.length >= 3);
    assert.ok(losses.at(-1)!.trainLoss < losses[0].trainLoss, 'the loss has not fallen');
    await keyboard.webviewClick('#show-table');
    // The last points may be on their way to the table.
    await until('the last loss in the table', async () => {
      const rows = await shown('#panel-training .numbers tbody tr', 'the table');
      // Run, words, epoch, minutes, and then the loss, rounded.
      const loss = Number(rows.at(-1)!.split('\t')[4]);
      // Of a long curve a row is the mean of several points.
      return Math.abs(loss - thinned(await api.client.losses(), mostRows).at(-1)!.trainLoss) <= 0.0051;
    });
  });

  it('Memory: a gradient for every word, finite, and what it reads', async () => {
    await toTab('memory', 'training');
    await shown('#remembered .remembered', 'the memory');
    await keyboard.webviewClick('#panel-memory details summary');
    const rows = await shown('#panel-memory .memory-table tbody tr', 'the table');
    const words = await keyboard.webviewTexts('#remembered .remembered');
    assert.equal(rows.length, words.length);
    assert.deepEqual(words.slice(-4), ['I', 'walked', 'to', 'the']);
    const cells = await keyboard.webviewTexts('#panel-memory .memory-table tbody td');
    const columns = ['k', 's', 'h', 'c', 'bound', 'connectivity'];
    const column = (name: string) => cells.filter((_, i) => i % columns.length === columns.indexOf(name)).map(number);
    assert.deepEqual(column('k'), [...rows.keys()]);
    // The bound is not known of every step.
    for (const name of ['s', 'h', 'c', 'connectivity']) assert.ok(column(name).every(Number.isFinite), name);
    const { text, format } = { text: editor.document.getText(), format: 'markdown' } as const;
    const memory = await api.client.memory({ text, format, k: 7 });
    assert.equal(memory!.steps.length, rows.length);
    const strongest = Math.max(...memory!.words[0].inputs);
    const labels = await keyboard.webviewAttributes('#remembered .remembered', 'aria-label');
    labels.reverse().forEach((label, k) => {
      const share = (100 * memory!.words[0].inputs[k]) / strongest;
      assert.ok(Math.abs(number(label.slice(label.indexOf(': ') + 2)) - share) <= 0.51, `${label} for ${share}`);
    });
  });

  it('Network: a step for every word, and matrices of the sizes that the model has', async () => {
    await toTab('network', 'memory');
    const words = await shown('#panel-network .row-input .input-word', 'the network');
    assert.deepEqual(words.slice(-4), ['I', 'walked', 'to', 'the']);
    const { hiddenSize: n, vocabSize: m } = api.client.model!;
    const [sizes] = await keyboard.webviewTexts('#panel-network .network-content > .caption');
    assert.equal(sizes, `LSTM · n = ${n} units · m = ${m.toLocaleString('en')} words`);
    const details = async () => (await keyboard.webviewTexts('.stage-details'))[0].replace(/\s+/g, ' ');
    await keyboard.webviewClick('.unrolled [aria-selected=true]');
    for (const [key, stage] of [
      ['ArrowUp', `m × n ${m.toLocaleString('en')} × ${n}`],
      ['ArrowDown', `State`],
      ['ArrowDown', `n × n ${n} × ${n}`],
      ['ArrowDown', 'Gates'],
      ['ArrowDown', `n × m ${n} × ${m.toLocaleString('en')}`],
    ] as const) {
      await keyboard.press(key);
      await until(`${stage} in the details`, async () => (await details()).includes(stage), 5);
    }
    // What may come next at the last word is what the network alone expects there.
    const percents = (await keyboard.webviewTexts('.row-output .of-step .output-line')).map((line) =>
      number(line.slice(line.search(/\d/))),
    );
    for (const [i, percent] of percents.entries()) assert.ok(percent <= (percents[i - 1] ?? 100), percents.join());
  });

  it('Words: as many points as the engine has placed, and a word that is looked for', async () => {
    await toTab('words', 'network');
    const { words } = await api.client.embedding();
    const [summary] = await until('the map', async () => {
      const texts = await keyboard.webviewTexts('#panel-words .map-summary');
      return /\d/.test(texts[0] ?? '') && texts;
    });
    assert.equal(number(summary), words.length);
    assert.ok(words.length > 30, `${words.length} words`);
    await keyboard.webviewClick('#find-word');
    for (const letter of 'river') await keyboard.press(letter);
    await keyboard.press('Enter');
    const chosen = async () => (await keyboard.webviewTexts('.chosen-word'))[0];
    await until('the word', async () => (await chosen()) === 'river', 5);
    const cosines = (await keyboard.webviewTexts('.nearest li')).map((line) => Number(/-?\d\.\d+$/.exec(line)?.[0]));
    assert.equal(cosines.length, 20);
    for (const [i, cosine] of cosines.entries())
      assert.ok(cosine <= (cosines[i - 1] ?? 1) && cosine >= -1, `${cosine}`);
  });

  it('Shorthand: what stands for the selected one, in words of the notes, with what the engine says of each', async () => {
    await toTab('shorthand', 'tags');
    await shown('#panel-shorthand > section > .empty button', 'the offer to expand one');
    const typed = 'the rvr';
    const at = editor.document.positionAt(paragraph.length);
    await editor.edit((edit) => edit.insert(at, typed));
    // The caret that goes along with what is inserted comes a moment later.
    await until('the caret behind it', () => editor.selection.active.isEqual(at.translate(0, typed.length)), 5);
    editor.selection = new vscode.Selection(at.translate(0, 4), at.translate(0, typed.length));
    await shown('#expansion-bars .word-row', 'what it can stand for');
    await until('the shorthand', async () => (await keyboard.webviewTexts('.typed-shorthand'))[0] === 'rvr', 5);
    // Notes may be counted anew meanwhile: then the view asks once more.
    const { expansions, by } = await until('the same in the view and from the engine', async () => {
      const answer = await api.client.expandShorthand({ shorthand: 'rvr', before: `${paragraph}the ` });
      const rows = await keyboard.webviewTexts('#expansion-bars .word-row');
      const same = answer.expansions.every(({ text, logprob }, i) => {
        const told = (rows[i] ?? '').split('\n');
        return told.includes(text) && Math.abs(number(told.at(-1)!) + logprob) <= 0.0051;
      });
      return rows.length === answer.expansions.length && same && answer;
    });
    assert.equal(expansions[0].text, 'river');
    // The notes of this suite are too few for a network to learn from in a moment.
    assert.equal(by, 'counts');
    await shown('#panel-shorthand .columns .offer button', 'the offer to have it learned');
    assert.deepEqual(await keyboard.webviewTexts('#alignment .square'), []);
  });
});
