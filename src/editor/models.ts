// The models of a folder, from the user's side: a list of them, and what can be done with each. Run with an argument, the
// commands ask nothing and fail with an error instead of a message: for scripts.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { checkedName, longestName } from '../engine/modelName';
import type { ModelList, ModelRow } from '../engine/protocol/models';
import { attempt } from './attempt';
import { commands } from './identifiers';
import type { Learning } from './learn';
import { exportTo, importFrom, shown } from './modelFile';
import { figuresOf, modelTable, titleOf } from './modelRows';
import { uriOf } from './noteAddress';
import { suggestedFile, suggestedFolder } from './suggestedFile';

export interface ModelFile {
  /** A path; of what lies on no disk, its address. */
  readonly file: string;
}

/** A model of the list; without an id it is the one in use, without a row it cannot be read. */
interface Listed {
  readonly id: string | undefined;
  readonly row: ModelRow | undefined;
}

interface Action {
  readonly icon: string;
  readonly label: string;
  readonly run: () => Promise<unknown>;
}

interface Row extends vscode.QuickPickItem {
  /** Of what the actions do something with: a title draws no icons. */
  readonly name: string;
  readonly actions: readonly Action[];
}

const filters = { safetensors: ['safetensors'] };

export class ModelCommands {
  constructor(
    private readonly client: EngineClient,
    private readonly learning: Learning,
  ) {}

  /** Choosing a model offers what can be done with it; its buttons do that at once. */
  async show(): Promise<void> {
    await attempt(async () => {
      const action = await chosen(this.rows(await this.client.models()));
      await action?.run();
    });
  }

  async exportModel(args?: ModelFile): Promise<void> {
    if (args) return exportTo(uriOf(args.file), this.client, undefined);
    await attempt(async () => {
      const { current } = await this.client.models();
      await this.exportOf({ id: undefined, row: current });
    });
  }

  /** It is used from then on; the one before is kept. */
  async importModel(args?: ModelFile): Promise<void> {
    if (args) return this.importFrom(uriOf(args.file));
    await attempt(async () => {
      const asked = { filters, openLabel: vscode.l10n.t('Import'), defaultUri: suggestedFolder() };
      const [uri] = (await vscode.window.showOpenDialog(asked)) ?? [];
      if (!uri || !(await this.mayUse())) return;
      await this.importFrom(uri);
      this.tellUsed();
    });
  }

  private rows(models: ModelList): Row[] {
    const { current, kept } = models;
    const listed: Listed[] = [...(current ? [{ id: undefined, row: current }] : []), ...kept];
    const others = [
      { icon: 'cloud-download', label: vscode.l10n.t('Import a model from a file…'), run: () => this.importModel() },
      ...(listed.length > 1
        ? [{ icon: 'table', label: vscode.l10n.t('Compare all of them in a table'), run: () => showTable(models) }]
        : []),
    ];
    return [
      ...listed.map((model) => this.rowOf(model)),
      { label: '', kind: vscode.QuickPickItemKind.Separator, name: '', actions: [] },
      ...others.map((action) => ({
        label: `$(${action.icon}) ${action.label}`,
        name: action.label,
        actions: [action],
      })),
    ];
  }

  private rowOf(model: Listed): Row {
    const actions = this.actionsFor(model);
    const buttons = actions.map(({ icon, label }) => ({ iconPath: new vscode.ThemeIcon(icon), tooltip: label }));
    const isUsed = model.id === undefined;
    const name = nameOf(model);
    return {
      label: `$(${isUsed ? 'check' : 'database'}) ${name}`,
      ...(isUsed && { description: vscode.l10n.t('in use') }),
      ...(model.row && { detail: figuresOf(model.row) }),
      ...{ name, actions, buttons },
    };
  }

  private actionsFor(model: Listed): readonly Action[] {
    const { id } = model;
    const remove = id !== undefined && {
      icon: 'trash',
      label: vscode.l10n.t('Delete…'),
      run: () => this.remove(id, nameOf(model)),
    };
    if (!model.row) return remove ? [remove] : [];
    const rename = { icon: 'edit', label: vscode.l10n.t('Rename…'), run: () => this.rename(model) };
    const exported = { icon: 'export', label: vscode.l10n.t('Export…'), run: () => this.exportOf(model) };
    if (!remove) {
      const keep = { icon: 'save', label: vscode.l10n.t('Keep a copy'), run: () => this.client.keepModel() };
      return [keep, rename, exported];
    }
    const use = { icon: 'play', label: vscode.l10n.t('Use this model'), run: () => this.use(id) };
    return [use, rename, exported, remove];
  }

  private async use(id: string): Promise<void> {
    if (!(await this.mayUse())) return;
    await this.client.useModel(id);
    this.tellUsed();
  }

  private async rename({ id, row }: Listed): Promise<void> {
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('What is this model to be called?'),
      value: row?.name ?? '',
      validateInput: (text) => (isName(text) ? undefined : vscode.l10n.t('1 to {0} characters', longestName)),
    });
    if (name !== undefined) await this.client.renameModel({ id, name });
  }

  private async remove(id: string, name: string): Promise<void> {
    const question = vscode.l10n.t('Delete the model “{0}”?', name);
    const detail = vscode.l10n.t('It cannot be brought back. The model in use stays.');
    const answer = vscode.l10n.t('Delete');
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, answer)) !== answer) return;
    await this.client.removeModel(id);
  }

  private async exportOf({ id, row }: Listed): Promise<void> {
    if (!row) throw new Error(vscode.l10n.t('Nothing has been learned yet.'));
    const question = vscode.l10n.t('Export the model “{0}”?', titleOf(row));
    const detail = vscode.l10n.t(
      'Its weights and its vocabulary may hold what your notes say, whole sentences too. Give the file away as you would give the notes away. The notes themselves and their names are not in it.',
    );
    const answer = vscode.l10n.t('Export…');
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, answer)) !== answer) return;
    const name = titleOf(row).replaceAll(/[\\/:*?"<>|]/g, '-');
    const uri = await vscode.window.showSaveDialog({ defaultUri: suggestedFile(`${name}.safetensors`), filters });
    if (!uri) return;
    await exportTo(uri, this.client, id);
    void vscode.window.showInformationMessage(vscode.l10n.t('The model is exported to {0}.', shown(uri)));
  }

  private async importFrom(file: vscode.Uri): Promise<void> {
    await this.client.useModel(await importFrom(file, this.client));
  }

  /** What is learned goes into the model that is in use: it must have ended. */
  private async mayUse(): Promise<boolean> {
    if (!this.learning.underWay) return true;
    const question = vscode.l10n.t('Afterword is learning. Stop that and use another model?');
    const detail = vscode.l10n.t('What has been learned so far is kept and can go on later.');
    const stop = vscode.l10n.t('Stop and Use');
    return (await vscode.window.showWarningMessage(question, { modal: true, detail }, stop)) === stop;
  }

  private tellUsed(): void {
    const { model } = this.client;
    const text = vscode.l10n.t('The model “{0}” is in use. The one before is kept.', model ? titleOf(model) : '');
    void vscode.window.showInformationMessage(text);
  }
}

function nameOf({ row }: Listed): string {
  return row ? titleOf(row) : vscode.l10n.t('a model that cannot be read');
}

function isName(text: string): boolean {
  try {
    return checkedName(text) !== '';
  } catch {
    return false;
  }
}

/** undefined: the user changed their mind. */
async function chosen(rows: readonly Row[]): Promise<Action | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = vscode.l10n.t('Models of this folder');
  pick.items = rows;
  pick.matchOnDetail = true;
  const answer = await new Promise<Action | Row | undefined>((resolve) => {
    pick.onDidTriggerItemButton(({ item, button }) => resolve(item.actions[item.buttons?.indexOf(button) ?? 0]));
    pick.onDidAccept(() => resolve(pick.selectedItems[0]));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  if (!answer || 'run' in answer) return answer;
  const [only, ...more] = answer.actions;
  if (more.length === 0) return only;
  const actions = answer.actions.map((action) => ({ label: `$(${action.icon}) ${action.label}`, action }));
  return (await vscode.window.showQuickPick(actions, { title: answer.name }))?.action;
}

async function showTable(models: ModelList): Promise<void> {
  const content = modelTable(models);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
}

export function registerModels(models: ModelCommands): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.showModels, () => models.show()),
    vscode.commands.registerCommand(commands.exportModel, (args?: ModelFile) => models.exportModel(args)),
    vscode.commands.registerCommand(commands.importModel, (args?: ModelFile) => models.importModel(args)),
  );
}
