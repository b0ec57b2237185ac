// Round numbers on a logarithmic axis: 1, 2, 5 and their tenfolds; where the axis spans many powers of ten fewer of them,
// and where it spans so little that hardly one falls into it, even steps.

const mantissas: readonly (readonly [decades: number, mantissas: readonly number[]])[] = [
  [3, [1]],
  [1.6, [1, 3]],
  [0.7, [1, 2, 5]],
];

export function logTicks(low: number, high: number): number[] {
  const decades = Math.log10(high / low);
  const [, steps] = mantissas.find(([least]) => decades > least) ?? [];
  if (steps === undefined) return evenTicks(low, high);
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const step of steps) ticks.push(step * 10 ** power);
  }
  return ticks.filter((tick) => tick >= low && tick <= high);
}

function evenTicks(low: number, high: number): number[] {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((multiple) => multiple * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
