import js from '@eslint/js';
import globals from 'globals';

/** What turns text into markup or code: never, neither in a page nor in our own pages. */
const UNSAFE_PROPERTIES = ['innerHTML', 'outerHTML', 'srcdoc'];
const UNSAFE_CALLS = [
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'parseFromString',
];

export default [
  { ignores: ['node_modules/', '.venv/', 'build/', 'dist/', 'annotator/', 'server/*', '!server/static/', 'terms/', 'extension/vendor/'] },
  js.configs.recommended,
  {
    files: ['**/*.js'],
    languageOptions: { ecmaVersion: 'latest', sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['extension/**/*.js', 'server/static/*.js'],
    languageOptions: { globals: { ...globals.browser, chrome: 'readonly' } },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        ...UNSAFE_PROPERTIES.map((name) => ({
          selector: `AssignmentExpression > MemberExpression.left[property.name="${name}"]`,
          message: `${name} takes markup: use textContent or append.`,
        })),
        ...UNSAFE_CALLS.map((name) => ({
          selector: `CallExpression[callee.property.name="${name}"]`,
          message: `${name} takes markup: use textContent or append.`,
        })),
        {
          selector: 'CallExpression[callee.object.name="document"][callee.property.name=/^write/]',
          message: 'document.write takes markup, and blanks the page.',
        },
      ],
    },
  },
  {
    files: ['extension/content-script.js', 'extension/later.js'],
    languageOptions: { sourceType: 'script' },
  },
  {
    files: ['extension/core/**/*.js'],
    languageOptions: { globals: {} },
    rules: {
      'no-restricted-globals': [
        'error',
        ...['window', 'document', 'chrome', 'self', 'navigator', 'location', 'fetch'].map((name) => ({
          name,
          message: 'core/ is pure: it knows neither page nor browser.',
        })),
      ],
    },
  },
  {
    files: ['tests/browser/bench/overlay/*.js'],
    languageOptions: { globals: { glosslightBench: 'readonly', Highlight: 'readonly' } },
  },
  {
    files: ['tests/**/*.js', 'tools/**/*.js', 'eslint.config.js'],
    languageOptions: { globals: { ...globals.node, ...globals.browser, chrome: 'readonly' } },
  },
];
