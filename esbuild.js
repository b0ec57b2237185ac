// Builds everything that runs, into dist/: the two WebAssembly kernels from one AssemblyScript source, then the
// bundles: extension, engine process and its threads, once more for the web, inspector webview, command line, and the tests.
//   node esbuild.js [--production] [--watch]
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { divided } = require('./esbuild.divided');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Compiles src/kernels/assembly once per instruction set; shared memory is imported, so that threads see one heap. */
function buildKernels() {
  const asc = path.join('node_modules', 'assemblyscript', 'bin', 'asc.js');
  fs.mkdirSync('dist/kernels', { recursive: true });
  for (const [build, features] of [
    ['simd128', ['simd', 'threads']],
    ['relaxed', ['simd', 'threads', 'relaxed-simd']],
  ]) {
    const flags = ['--config', 'none', '-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--sharedMemory'];
    const limits = ['--initialMemory', '1', '--maximumMemory', '65536', '--memoryBase', '1024'];
    const enabled = features.flatMap((feature) => ['--enable', feature]);
    const out = ['--outFile', `dist/kernels/${build}.wasm`];
    const entry = 'src/kernels/assembly/index.ts';
    execFileSync(process.execPath, [asc, entry, ...flags, ...limits, ...enabled, ...out], { stdio: 'inherit' });
  }
}

/** Every *.test.ts below test/, and the programs that run or measure them; none of it is part of the package. */
function testEntries() {
  const files = fs.readdirSync('test', { recursive: true, encoding: 'utf8' });
  const tests = files.filter((file) => file.endsWith('.test.ts'));
  const programs = [
    'runAll.ts',
    'host/start.ts',
    'host/screenshots.ts',
    'integration/index.ts',
    'looks/run.ts',
    'bench/editor.ts',
    'bench/launch.ts',
    'faults/endsWhileSaving.ts',
    'firstRun/run.ts',
    'faults/hostProcess.ts',
    'faults/hostSuite.ts',
    'faults/preload.ts',
    'faults/run.ts',
    'faults/saver.ts',
    'bench/run.ts',
    'bench/stepThread.ts',
    'fuzz/run.ts',
    'fuzz/thread.ts',
    'release/run.ts',
    'soak/hostSuite.ts',
    'soak/run.ts',
    'soak/soakMain.ts',
    'soak/watchedEngine.ts',
    'typing/hostSuite.ts',
    'typing/run.ts',
    'typing/timedMain.ts',
  ];
  return [...tests, ...programs.filter((file) => files.includes(path.normalize(file)))].map((file) =>
    path.join('test', file),
  );
}

const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: !production,
  minify: production,
  // While watching it says when a build begins and ends: .vscode/tasks.json waits for that.
  logLevel: watch ? 'info' : 'warning',
};

/**
 * VS Code's API, taken once. For each of the files that import it esbuild would copy all of its names, some 400, which takes
 * as long as everything else that is done when the extension is loaded.
 */
const apiOnce = {
  name: 'vscode, once',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ kind }) =>
      kind === 'require-call' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'api' },
    );
    build.onLoad({ filter: /^vscode$/, namespace: 'api' }, () => {
      const sources = fs
        .readdirSync('src', { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'));
      const text = sources.map((file) => fs.readFileSync(path.join('src', file), 'utf8')).join('\n');
      const names = new Set([...text.matchAll(/\bvscode\.([A-Za-z]\w*)/g)].map(([, name]) => name));
      const lines = [...names].map((name) => `export const ${name} = api.${name};`);
      return { contents: ["const api = require('vscode');", ...lines].join('\n') };
    });
  },
};

const extension = {
  ...node,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  plugins: [apiOnce, divided],
};

/** The command line is the same engine without an editor. */
const engines = {
  ...node,
  entryPoints: { engine: 'src/engine/main.ts', cli: 'src/cli/main.ts' },
  outdir: 'dist',
  plugins: [divided],
};

const threads = {
  ...node,
  entryPoints: {
    trainerThread: 'src/engine/trainerThread.ts',
    mixtureThread: 'src/engine/mixtureThread.ts',
    readerThread: 'src/engine/readerThread.ts',
    studyThread: 'src/engine/studyThread.ts',
  },
  outdir: 'dist',
};

/** In the bundles for the web, what lies below src/web takes the place of a module of Node, and of ours at the same path. */
const standIns = {
  name: 'stand-ins',
  setup({ onResolve }) {
    const standIn = (file) => (fs.existsSync(file) ? { path: file } : undefined);
    const at = (...names) => path.resolve('src', 'web', ...names);
    onResolve({ filter: /^node:/ }, (module) => {
      const file = path.join('node', `${module.path.slice('node:'.length)}.ts`);
      return standIn(at(file)) ?? standIn(path.resolve('test', 'web', file));
    });
    onResolve({ filter: /^vscode-jsonrpc\/node$/ }, () => ({ path: at('jsonrpc.ts') }));
    onResolve({ filter: /^\.\.?\// }, (module) => {
      const relative = path.relative(path.resolve('src'), path.resolve(module.resolveDir, `${module.path}.ts`));
      return relative.startsWith('..') || relative.startsWith('web') ? undefined : standIn(at(relative));
    });
  },
};

const web = {
  ...node,
  platform: 'browser',
  target: 'es2022',
  // No page: what a package has for a worker, not what it has for one with a document.
  conditions: ['worker'],
  define: { __dirname: '"/"' },
  inject: ['src/web/globals.ts'],
  loader: { '.wasm': 'binary' },
  plugins: [standIns],
  outdir: 'dist/web',
};

const webExtension = { ...web, entryPoints: extension.entryPoints, plugins: [standIns, apiOnce] };

const workers = { engine: engines.entryPoints.engine, ...threads.entryPoints };
const webWorkers = { ...web, format: 'iife', entryPoints: workers };

const webview = {
  ...node,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  entryPoints: {
    'inspector/view': 'src/inspector/view/main.ts',
    'inspector/drafts': 'src/inspector/drafts/main.ts',
  },
  outdir: 'dist',
  loader: { '.css': 'css' },
};

const tests = {
  ...node,
  entryPoints: testEntries(),
  outbase: 'test',
  outdir: 'dist/test',
  external: ['vscode', 'mocha', 'playwright-core', '@vscode/test-electron', 'esbuild'],
};

/** The suites that run in the web extension host, from the same sources. */
const webTests = {
  ...web,
  entryPoints: { 'web/hostSuite': 'test/web/hostSuite.ts' },
  outdir: 'dist/test',
  external: ['vscode'],
};

/** All bundles into an empty dist/; --production leaves the tests out. */
async function main() {
  fs.rmSync('dist', { recursive: true, force: true });
  buildKernels();
  const packaged = [extension, engines, threads, webExtension, webWorkers, webview];
  const bundles = production ? packaged : [...packaged, tests, webTests];
  if (watch) {
    for (const bundle of bundles) await (await esbuild.context(bundle)).watch();
    return;
  }
  for (const bundle of bundles) await esbuild.build(bundle);
  fs.chmodSync('dist/cli.js', 0o755);
}

main().catch((error) => {
  console.error(error.message ?? error);
  process.exit(1);
});
