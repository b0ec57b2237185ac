// node:os, as far as the engine uses it.

function availableParallelism(): number {
  return navigator.hardwareConcurrency;
}

export default { availableParallelism };
