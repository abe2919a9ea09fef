/**
 * House rules as a lint step. In the simulation (engine, components, systems) whatever differs between machines, runs or engine
 * versions is banned; ARCHITECTURE.md says why.
 */
import tseslint from 'typescript-eslint';

const MATH_BANS = [
  'random',
  'pow',
  'exp',
  'expm1',
  'log',
  'log2',
  'log10',
  'log1p',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
  'hypot',
  'cbrt',
];

const simulation = {
  files: ['engine/**/*.ts', 'components/**/*.ts', 'systems/**/*.ts'],
  rules: {
    'no-restricted-properties': [
      'error',
      ...MATH_BANS.map((property) => ({
        object: 'Math',
        property,
        message: 'It differs between engine versions or runs; see engine/integer-math.ts and engine/random.ts.',
      })),
      { property: 'localeCompare', message: 'It depends on the locale; compare by code unit.' },
    ],
    'no-restricted-globals': ['error', 'Date', 'performance', 'Intl', 'setTimeout', 'setInterval'],
    'no-restricted-syntax': [
      'error',
      { selector: "BinaryExpression[operator='**']", message: 'It differs between engine versions; multiply.' },
      { selector: "AssignmentExpression[operator='**=']", message: 'It differs between engine versions; multiply.' },
    ],
  },
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'runs/', 'profile/', '.dependency-cruiser.cjs'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-empty': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['cli/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts'], rules: { 'no-console': 'off', 'max-lines-per-function': 'off' } },
  { files: ['data/format/tables.ts', 'data/embedded/words/*.ts'], rules: { 'max-lines': 'off' } },
  simulation,
);
