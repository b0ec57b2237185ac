// Writes a chart of the inspector to a file that the user chooses.

import * as vscode from 'vscode';
import { exportedBytes } from '../inspector/exportedFile';
import type { ExportedChart } from '../inspector/protocol';
import { suggestedFile } from './suggestedFile';

export async function exportChart(chart: ExportedChart): Promise<void> {
  const bytes = exportedBytes(chart);
  if (!bytes) return showProblem(vscode.l10n.t('there is nothing to write'));
  const { format } = chart;
  const filters = { [format.toUpperCase()]: [format] };
  const uri = await vscode.window.showSaveDialog({
    defaultUri: suggestedFile(`afterword-training.${format}`),
    filters,
  });
  if (!uri) return;
  try {
    await vscode.workspace.fs.writeFile(uri, bytes);
  } catch (error) {
    showProblem(error instanceof Error ? error.message : String(error));
  }
}

function showProblem(reason: string): void {
  void vscode.window.showErrorMessage(vscode.l10n.t('The chart could not be exported: {0}', reason));
}
