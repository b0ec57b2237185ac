// A plugin for esbuild that makes several files in place of one: what is imported by `import('./…')` stands in a file of its
// own, which is read only then, and what several programs have in common is there once. esbuild does that for ECMAScript
// modules alone; so those are made first, and then each of them is turned into CommonJS, as VS Code and Node 20 want it.
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

exports.divided = {
  name: 'divided',
  setup({ initialOptions, onResolve, onLoad, onEnd }) {
    const { entryPoints, target, minify } = initialOptions;
    const sourcemap = initialOptions.sourcemap && 'inline';
    Object.assign(initialOptions, { format: 'esm', splitting: true, write: false, sourcemap });

    // Each of the later files imports the first: else that would be divided, too, by which of them need which part of it.
    const first = path.resolve(Object.values(entryPoints)[0]);
    onResolve({ filter: /^\.\.?\// }, ({ path: name, kind, resolveDir }) =>
      kind === 'dynamic-import' ? { path: path.resolve(resolveDir, `${name}.ts`), pluginData: 'later' } : undefined,
    );
    onLoad({ filter: /\.ts$/ }, ({ path: file, pluginData }) =>
      pluginData === 'later'
        ? { contents: `import ${JSON.stringify(first)}; ${fs.readFileSync(file, 'utf8')}`, loader: 'ts' }
        : undefined,
    );

    // Or `import()` would stay, and Node would look for ECMAScript modules.
    const supported = { 'dynamic-import': false };
    const commonJs = { format: 'cjs', platform: 'node', target, minify, sourcemap, supported };
    onEnd(async ({ outputFiles = [] }) => {
      for (const { path: file, text } of outputFiles) {
        const { code } = await esbuild.transform(text, { ...commonJs, sourcefile: path.basename(file) });
        fs.writeFileSync(file, code);
      }
    });
  },
};
