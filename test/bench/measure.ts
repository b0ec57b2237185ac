// How long something takes: the median of several rounds, each long enough for the clock. Other work on the machine can
// only slow a round down, and the median forgets a few such rounds.

const roundSeconds = 0.05;
const maxRounds = 9;
const budgetSeconds = 1;

function seconds(run: () => void, repeats: number): number {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) run();
  return (performance.now() - start) / 1000;
}

/** Seconds per call of `run`, after a warm-up in which the engine compiles it. */
export function measure(run: () => void): number {
  run();
  let repeats = 1;
  let last = seconds(run, repeats);
  while (last < roundSeconds) {
    repeats = Math.ceil(repeats * Math.min(10, (1.2 * roundSeconds) / last));
    last = seconds(run, repeats);
  }
  const rounds = [last];
  for (let spent = last; rounds.length < maxRounds && spent < budgetSeconds; spent += last) {
    last = seconds(run, repeats);
    rounds.push(last);
  }
  rounds.sort((a, b) => a - b);
  return rounds[rounds.length >> 1] / repeats;
}
