import tseslint from 'typescript-eslint';

const dateOutsideItsHomes = [
  {
    selector: "NewExpression[callee.name='Date']",
    message:
      'Date stays in domain/civil-date.ts, domain/instant.ts and main/clock.ts: take a Clock.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take a Clock instead of Date.now().',
  },
];

const rawTransaction = {
  selector:
    'CallExpression[callee.property.name=/^(exec|prepare)$/] Literal[value=/^\\s*(BEGIN|ROLLBACK|COMMIT)\\b/i]',
  message: 'Transactions are opened by store.transaction() alone.',
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', 'test/fixtures/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.main.json', './tsconfig.renderer.json', './tsconfig.test.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      'no-console': 'error',
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      'no-restricted-syntax': ['error', ...dateOutsideItsHomes, rawTransaction],
    },
  },
  {
    files: [
      'domain/civil-date.ts',
      'domain/instant.ts',
      'main/clock.ts',
      'main/simulator/clock.ts',
      'renderer/**',
      'test/**',
    ],
    rules: { 'no-restricted-syntax': ['error', rawTransaction] },
  },
  {
    files: ['main/store/**', 'main/callbacks/inbox/**', 'main/simulator/store/**'],
    rules: { 'no-restricted-syntax': ['error', ...dateOutsideItsHomes] },
  },
  {
    files: ['main/**', 'preload/**'],
    ignores: ['main/shell/**', 'preload/index.ts', 'main/index.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              message: 'Electron lives in main/index.ts, main/shell/ and preload/index.ts.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['main/shell/**'],
    ignores: ['main/shell/carrier.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              importNames: ['ipcMain'],
              message: 'ipcMain has one home: main/shell/carrier.ts.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['*.config.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['test/bench/**', 'test/chaos/**', 'test/support/**'],
    rules: { 'no-console': 'off' },
  },
);
