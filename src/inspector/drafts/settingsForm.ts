// The settings of the drafts: each change is told at once.

import { element } from '../view/element';
import type { DraftSettings, DraftStrings, GuardLevel } from './protocol';
import { checkedSettings, defaultSettings, type NumberSetting, settingLimits } from './settings';

const steps: Readonly<Partial<Record<NumberSetting, string>>> = { words: '5', temperature: '0.1', topP: '0.05' };

export class SettingsForm {
  readonly element: HTMLElement;
  private readonly inputs = new Map<NumberSetting, HTMLInputElement>();
  private readonly guard: HTMLSelectElement;
  settings = defaultSettings;

  constructor(strings: DraftStrings, changed: (settings: DraftSettings) => void) {
    const tell = () => {
      this.show(this.read());
      changed(this.settings);
    };
    const number = (name: NumberSetting, label: string, hint?: string) => {
      const { least, most, whole } = settingLimits[name];
      const step = steps[name] ?? (whole ? '1' : 'any');
      const bounds = { min: String(least === 0.01 ? 0.05 : least), max: String(most), step };
      const input = element('input', { id: `setting-${name}`, class: 'select', type: 'number', ...bounds });
      input.addEventListener('change', tell);
      this.inputs.set(name, input);
      return field(label, input, hint);
    };
    const levels: readonly (readonly [GuardLevel, string])[] = [
      ['off', strings.guardOff],
      ['light', strings.guardLight],
      ['strong', strings.guardStrong],
    ];
    this.guard = element('select', { id: 'setting-guard', class: 'select' });
    this.guard.append(...levels.map(([value, label]) => element('option', { value }, label)));
    this.guard.addEventListener('change', tell);
    this.element = element(
      'div',
      { class: 'draft-settings', role: 'group', 'aria-label': strings.settings },
      number('drafts', strings.drafts),
      number('words', strings.words),
      number('temperature', strings.temperature, strings.temperatureHint),
      number('topK', strings.topK, strings.topKHint),
      number('topP', strings.topP, strings.topPHint),
      field(strings.guard, this.guard),
      number('seed', strings.seed, strings.seedHint),
    );
    this.show(this.settings);
  }

  show(settings: DraftSettings): void {
    this.settings = settings;
    for (const [name, input] of this.inputs) input.value = String(settings[name]);
    this.guard.value = settings.guard;
  }

  private read(): DraftSettings {
    const numbers = [...this.inputs].map(([name, { valueAsNumber }]) => [name, valueAsNumber]);
    return checkedSettings({ ...Object.fromEntries(numbers), guard: this.guard.value });
  }
}

function field(label: string, control: HTMLElement, hint?: string): HTMLElement {
  if (hint !== undefined) control.title = hint;
  return element('div', { class: 'draft-setting' }, element('label', { for: control.id }, label), control);
}
