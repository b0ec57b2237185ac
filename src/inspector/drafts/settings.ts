// What the writer chooses of drafts: where it begins, within which limits, and what it means to who draws.

import { defaultDraftOptions, draftLimits, type Limits } from '../../predict/draftOptions';
import type { DraftOptions } from '../../predict/generation';
import type { DraftSettings, GuardLevel } from './protocol';

export type NumberSetting = Exclude<keyof DraftSettings, 'guard'>;

const { words, temperature, topK, topP, seed } = defaultDraftOptions;
export const defaultSettings: DraftSettings = { drafts: 3, words, temperature, topK, topP, guard: 'light', seed };

export const settingLimits: Readonly<Record<NumberSetting, Limits>> = {
  drafts: { least: 1, most: 4, whole: true },
  words: { ...draftLimits.words, least: 5, most: 500 },
  temperature: { ...draftLimits.temperature, most: 2 },
  topK: { ...draftLimits.topK, most: 10_000 },
  topP: draftLimits.topP,
  seed: { ...draftLimits.seed, most: 999_999 },
};

export const guards: Readonly<Record<GuardLevel, Pick<DraftOptions, 'repetitionPenalty' | 'blockNgram'>>> = {
  off: { repetitionPenalty: 1, blockNgram: 0 },
  light: { repetitionPenalty: defaultDraftOptions.repetitionPenalty, blockNgram: defaultDraftOptions.blockNgram },
  strong: { repetitionPenalty: 1.3, blockNgram: 3 },
};

/** What can be used, whatever is given: what is no number gives way to what is used otherwise. */
export function checkedSettings(given: Partial<Record<keyof DraftSettings, unknown>> = {}): DraftSettings {
  const number = (name: NumberSetting) => {
    const { least, most, whole } = settingLimits[name];
    const value = typeof given[name] === 'number' && Number.isFinite(given[name]) ? given[name] : defaultSettings[name];
    return Math.min(most, Math.max(least, whole ? Math.round(value) : value));
  };
  const names = Object.keys(settingLimits) as NumberSetting[];
  const numbers = Object.fromEntries(names.map((name) => [name, number(name)])) as Record<NumberSetting, number>;
  const guard = Object.keys(guards).find((level) => level === given.guard) as GuardLevel | undefined;
  return { ...numbers, guard: guard ?? defaultSettings.guard };
}

export function optionsOf({ words, temperature, topK, topP, guard }: DraftSettings, seed: number): DraftOptions {
  return { words, temperature, topK, topP, ...guards[guard], seed };
}
