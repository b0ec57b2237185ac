// Changes the theme by a key, which leaves menus and lists open.

const vscode = require('vscode');

exports.activate = ({ subscriptions }) => {
  const use = (theme) => vscode.workspace.getConfiguration('workbench').update('colorTheme', theme, true);
  subscriptions.push(vscode.commands.registerCommand('themes.use', use));
};
