/** Imports point one way only: engine <- components <- systems <- scenarios <- cli; data is seen from systems up. */
const LAYERS = ['engine', 'components', 'systems', 'scenarios', 'cli'];

const arrows = LAYERS.map((layer, i) => ({
  name: `${layer}-looks-down-only`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: { path: `^(${[...LAYERS.slice(i + 1), 'test', 'bench'].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...arrows,
    { name: 'data-is-seen-from-systems-up', severity: 'error', from: { path: '^(engine|components)/' }, to: { path: '^data/' } },
    {
      name: 'data-knows-only-the-engine',
      severity: 'error',
      from: { path: '^data/' },
      to: { path: '^(components|systems|scenarios|cli|test|bench)/' },
    },
    {
      name: 'rules-stand-alone',
      severity: 'error',
      from: { path: '^systems/rules/' },
      to: { path: '^(systems/(?!rules/)|components/|data/)' },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^csv-' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|runs)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
