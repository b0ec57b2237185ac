// A stand-in for extensions that people use beside Afterword: it contributes what they do, key bindings for lists as
// Markdown All in One, modes and a `type` command as Vim, ghost text as Copilot, words for the list as Foam, marks as LTeX. Idle until a
// test switches a part of it on.

const vscode = require('vscode');

const setContext = (name, value) => vscode.commands.executeCommand('setContext', `companion.${name}`, value);

exports.activate = ({ subscriptions }) => {
  const pressed = [];
  for (const name of ['listTab', 'listEnter', 'vimTab']) {
    subscriptions.push(vscode.commands.registerCommand(`companion.${name}`, () => pressed.push(name)));
  }
  subscriptions.push(vscode.commands.registerCommand('companion.vimEscape', () => setMode('Normal')));

  let mode = 'Insert';
  async function setMode(next) {
    mode = next;
    await setContext('vimMode', next);
    if (next === 'Normal') await vscode.commands.executeCommand('cursorLeft');
  }

  return {
    /** The commands of keys that have been pressed. */
    pressed,
    inList: (is) => setContext('inList', is),
    /** Insert mode types; in normal mode `i` goes back to it, and no other key does anything. */
    async vim() {
      await setMode('Insert');
      await setContext('vimActive', true);
      const type = vscode.commands.registerCommand('type', async (args) => {
        if (mode === 'Insert') await vscode.commands.executeCommand('default:type', args);
        else if (args.text === 'i') await setMode('Insert');
        else pressed.push(args.text);
      });
      return async () => {
        type.dispose();
        await setContext('vimActive', false);
      };
    },
    ghostText(text) {
      return vscode.languages.registerInlineCompletionItemProvider(
        { pattern: '**' },
        { provideInlineCompletionItems: (_, at) => [new vscode.InlineCompletionItem(text, new vscode.Range(at, at))] },
      );
    },
    marks(word) {
      const found = vscode.languages.createDiagnosticCollection('companion');
      const mark = (document) => {
        const places = [...document.getText().matchAll(new RegExp(word, 'g'))].map(({ index }) =>
          document.positionAt(index),
        );
        const ranges = places.map((start) => new vscode.Range(start, start.translate(0, word.length)));
        found.set(
          document.uri,
          ranges.map((range) => new vscode.Diagnostic(range, 'Misspelled')),
        );
      };
      return vscode.Disposable.from(
        found,
        vscode.workspace.onDidChangeTextDocument(({ document }) => mark(document)),
        vscode.languages.registerCodeActionsProvider('markdown', {
          provideCodeActions: () => [new vscode.CodeAction('Use walked', vscode.CodeActionKind.QuickFix)],
        }),
      );
    },
    word(label, sortText) {
      return vscode.languages.registerCompletionItemProvider('markdown', {
        provideCompletionItems: () => [Object.assign(new vscode.CompletionItem(label), { sortText })],
      });
    },
  };
};
