// Lint rules for everything in TypeScript; the AssemblyScript kernels are checked by their own compiler.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const vscodeOnly = {
  paths: [
    {
      name: 'vscode',
      message: 'Only src/editor, src/web/editor, src/extension.ts and src/inspector/panel.ts import vscode.',
    },
  ],
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.vscode-test/', 'src/kernels/assembly/', '**/*.js', '**/*.mjs', '**/*.cjs'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/editor/**', 'src/web/editor/**', 'src/extension.ts', 'src/inspector/panel.ts'],
    rules: { 'no-restricted-imports': ['error', vscodeOnly] },
  },
  {
    files: ['src/rnn/**/*.ts', 'src/kernels/**/*.ts', 'src/counts/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { ...vscodeOnly, patterns: ['node:*'] }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'now' },
      ],
    },
  },
);
