// One training step of brain.js' LSTM on a sequence: words a second as JSON. It learns one sequence at a time, in plain
// JavaScript on one core, with RMSProp and clipping by element; input and output embedding are two matrices.
//   node brainjs.mjs [--seconds 20] [--seq 35] [--vocab 10000] [--hidden 256]

import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import brain from 'brain.js';

const number = (value) => ({ type: 'string', default: String(value) });
const { values } = parseArgs({
  options: { seconds: number(20), seq: number(35), vocab: number(10_000), hidden: number(256) },
});
const [seconds, T, V, H] = [values.seconds, values.seq, values.vocab, values.hidden].map(Number);

const net = new brain.recurrent.LSTM({ hiddenLayers: [H], inputSize: H, inputRange: V, outputSize: V });
net.initialize();
net.trainOpts = { learningRate: 1e-3 };
const rates = [];
for (const begin = performance.now(); performance.now() - begin < 1000 * seconds || rates.length < 2;) {
  const words = Array.from({ length: T }, () => Math.floor(Math.random() * V));
  const start = performance.now();
  net.trainPattern(words);
  rates.push((1000 * T) / (performance.now() - start));
}
rates.sort((a, b) => a - b);
const { version } = createRequire(import.meta.url)('brain.js/package.json');
console.log(JSON.stringify({ wordsPerSecond: rates[rates.length >> 1], 'brain.js': version }));
