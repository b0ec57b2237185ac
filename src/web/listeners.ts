// Who listens to what happens, as Node's EventEmitter has it.

export class Listeners<Happenings extends Record<keyof Happenings, unknown[]>> {
  private readonly listening: { [Name in keyof Happenings]?: ((...told: Happenings[Name]) => void)[] } = {};

  on<Name extends keyof Happenings>(name: Name, listener: (...told: Happenings[Name]) => void): this {
    this.listening[name] = [...(this.listening[name] ?? []), listener];
    return this;
  }

  /** What is listened to so happens once. */
  once<Name extends keyof Happenings>(name: Name, listener: (...told: Happenings[Name]) => void): this {
    return this.on(name, listener);
  }

  protected tell<Name extends keyof Happenings>(name: Name, ...told: Happenings[Name]): void {
    for (const listener of this.listening[name] ?? []) listener(...told);
  }
}
