// The exact training step in TensorFlow.js on its WebAssembly backend: words a second as JSON. The same network as
// Afterword's bench: tied embedding, one LSTM layer, softmax over all words, clipping by the global norm, Adam.
//   node tensorflow.mjs [--seconds 20] [--threads 2] [--batch 32] [--seq 35] [--vocab 10000] [--hidden 256]

import { parseArgs } from 'node:util';
import tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
import path from 'node:path';

const number = (value) => ({ type: 'string', default: String(value) });
const { values } = parseArgs({
  options: {
    seconds: number(20),
    threads: number(2),
    batch: number(32),
    seq: number(35),
    vocab: number(10_000),
    hidden: number(256),
  },
});
const {
  seconds,
  threads,
  batch: B,
  seq: T,
  vocab: V,
  hidden: H,
} = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));

const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(path.dirname(wasm) + path.sep);
setThreadsCount(threads);
await tf.setBackend('wasm');

const weights = {
  embedding: tf.variable(tf.randomUniform([V, H], -0.1, 0.1)),
  kernel: tf.variable(tf.randomUniform([2 * H, 4 * H], -1 / 16, 1 / 16)),
  gates: tf.variable(tf.zeros([4 * H])),
  bias: tf.variable(tf.zeros([V])),
};
const optimizer = tf.train.adam(1e-3);

const oneHot = (words) => tf.cast(tf.oneHot(tf.reshape(words, [-1]), V), 'float32');

/** One-hot times matrix: the backend has no gradient of a look-up. */
function loss(x, y) {
  let h = tf.zeros([B, H]);
  let c = tf.zeros([B, H]);
  const forgetBias = tf.scalar(1);
  const states = [];
  const embedded = tf.reshape(tf.matMul(oneHot(x), weights.embedding), [T, B, H]);
  for (let t = 0; t < T; t++) {
    const input = tf.reshape(tf.slice(embedded, [t, 0, 0], [1, B, H]), [B, H]);
    [c, h] = tf.basicLSTMCell(forgetBias, weights.kernel, weights.gates, input, c, h);
    states.push(h);
  }
  const logits = tf.add(tf.matMul(tf.concat(states, 0), weights.embedding, false, true), weights.bias);
  return tf.losses.softmaxCrossEntropy(oneHot(y), logits);
}

function step() {
  tf.tidy(() => {
    const [x, y] = [0, 1].map(() => tf.randomUniform([T, B], 0, V, 'int32'));
    const { grads } = tf.variableGrads(() => loss(x, y));
    const norm = Math.sqrt(Object.values(grads).reduce((sum, g) => sum + tf.sum(tf.square(g)).dataSync()[0], 0));
    const scale = Math.min(1, 0.5 / (norm + 1e-6));
    optimizer.applyGradients(Object.fromEntries(Object.entries(grads).map(([name, g]) => [name, tf.mul(g, scale)])));
  });
}

step();
const rates = [];
for (const begin = performance.now(); performance.now() - begin < 1000 * seconds || rates.length < 2;) {
  const start = performance.now();
  step();
  rates.push((1000 * B * T) / (performance.now() - start));
}
rates.sort((a, b) => a - b);
console.log(JSON.stringify({ wordsPerSecond: rates[rates.length >> 1], tfjs: tf.version_core, threads }));
process.exit(0);
