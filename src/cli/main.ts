#!/usr/bin/env node
// Afterword without an editor: train, predict, eval, inspect, generate, classify, tag, translate, expand, export, import. The same engine, in this process; figures for people on
// stderr or as a table, for programs as JSON on stdout. Exit codes: 0 done, 1 could not be done, 2 not understood.

import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { ProblemError } from '../engine/problem';
import { evalCommand } from './evalCommand';
import { encodeCommand, exportCommand, importCommand, modelsCommand } from './exchangeCommands';
import { generateCommand } from './generateCommand';
import { inspectCommand } from './inspectCommand';
import { predictCommand } from './predictCommand';
import { classifyCommand, tagCommand } from './shapes/classifyCommand';
import { expandCommand } from './shapes/expandCommand';
import { translateCommand } from './shapes/translateCommand';
import { trainCommand } from './trainCommand';

const program = new Command('afterword')
  .description('Learns how you write from your own notes and suggests the next word. Nothing leaves your machine.')
  .version(version)
  .showHelpAfterError('(afterword --help says what there is)')
  .exitOverride();
const commands = [
  trainCommand(),
  predictCommand(),
  evalCommand(),
  inspectCommand(),
  generateCommand(),
  classifyCommand(),
  tagCommand(),
  translateCommand(),
  expandCommand(),
  exportCommand(),
  importCommand(),
  encodeCommand(),
  modelsCommand(),
];
for (const command of commands) {
  program.addCommand(command.exitOverride().copyInheritedSettings(program));
}

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    console.error(`afterword: ${ProblemError.from(error).message}`);
    process.exitCode = 1;
  }
});
