// How numbers read in the user's language: one formatter for each kind of quantity, made once.

export class Numbers {
  private readonly formats;

  constructor(private readonly language: string) {
    const format = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options);
    this.formats = {
      percent: format({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
      compact: format({ notation: 'compact', maximumSignificantDigits: 3 }),
      integer: format({ maximumFractionDigits: 0 }),
      loss: format({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
      twoDigits: format({ maximumSignificantDigits: 2 }),
      signed: format({ maximumSignificantDigits: 2, signDisplay: 'exceptZero' }),
      one: format({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
      smallPercent: format({ style: 'percent', minimumSignificantDigits: 2, maximumSignificantDigits: 2 }),
      roundPercent: format({ style: 'percent', maximumSignificantDigits: 1 }),
      activation: format({ minimumFractionDigits: 3, maximumFractionDigits: 3 }),
      significant: format({ maximumSignificantDigits: 3 }),
      whole: format({ style: 'percent', maximumFractionDigits: 0, roundingMode: 'floor' }),
    };
  }

  /** "12.3%", "0.042%"; below a thousandth of a percent only "<0.001%", as no more can be told apart. */
  percent(share: number): string {
    if (share > 0 && share < 1e-5) return `<${this.roundPercent(1e-5)}`;
    if (share < 0.01) return this.formats.smallPercent.format(share);
    return share < 0.9995 ? this.formats.percent.format(share) : this.roundPercent(1);
  }

  /** "10%": of a share that is a round number. */
  roundPercent(share: number): string {
    return this.formats.roundPercent.format(share);
  }

  /** The N of "1 in N". */
  oneIn(share: number): string {
    return this.factor(1 / share);
  }

  /** "42%": of work done. */
  wholePercent(share: number): string {
    return this.formats.whole.format(share);
  }

  /** "1.2M", "12K". */
  compact(count: number): string {
    return this.formats.compact.format(count);
  }

  integer(count: number): string {
    return this.formats.integer.format(count);
  }

  /** Nats, to the hundredth: finer steps drown in the noise from one batch to the next. */
  loss(nats: number): string {
    return this.formats.loss.format(nats);
  }

  /** exp(nats): how many equally likely words the network chooses among, as it were. */
  perplexity(perplexity: number): string {
    return perplexity < 10 ? this.formats.one.format(perplexity) : this.compact(Math.round(perplexity));
  }

  /** "12", "1.4": of "12 times as likely". */
  factor(factor: number): string {
    return factor < 10 ? this.formats.one.format(factor) : this.compact(Number(factor.toPrecision(2)));
  }

  /** Two digits that count: "0.034", "3.4", "340". */
  twoDigits(value: number): string {
    return this.formats.twoDigits.format(value);
  }

  /** The same with its sign: "+0.34", "−3.4"; what is next to nothing is 0. */
  signed(value: number): string {
    return this.formats.signed.format(Math.abs(value) < 1e-4 ? 0 : value).replace('-', '−');
  }

  /** Nats below 0, to the hundredth. */
  logprob(nats: number): string {
    return this.formats.loss.format(nats).replace('-', '−');
  }

  /** Of a unit, to the thousandth. */
  activation(value: number): string {
    return this.formats.activation.format(value);
  }

  /** Norms, of whatever size. */
  significant(value: number): string {
    return this.formats.significant.format(value);
  }

  oneDecimal(value: number): string {
    return this.formats.one.format(value);
  }

  /** "one, two, three" */
  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.language, { style: 'narrow' }).format(items);
  }

  /** "Mar 2, 2026, 9:41 AM" */
  moment(date: Date): string {
    return new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
  }

  /** "40 sec", "3 min", "1.5 hr". */
  duration(seconds: number): string {
    const [value, unit] =
      seconds < 90 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour'];
    const maximumFractionDigits = unit === 'hour' ? 1 : 0;
    const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits } as const;
    return new Intl.NumberFormat(this.language, options).format(Math.max(0, value));
  }
}
