/**
 * The rooms of the house and the doors between them (ARCHITECTURE.md). Each rule is an error; the test
 * `test/structure/dependency-rules.test.ts` plants a violation of each and expects it to be caught.
 */
const pureLibraries = [
  'zod',
  'fraction\\.js',
  'decimal\\.js',
  'canonicalize',
  '@noble/hashes',
  'ohm-js',
  'pure-rand',
  'uuid',
];

const room = (name) => `^electron/engine/${name}/`;
const rooms = ['db', 'excel', 'documents', 'packages', 'evidence'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shared-imports-only-itself',
      comment: 'shared is loaded by window, engine and tests alike: no rooms, no Node, only pure libraries',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', `node_modules/(${pureLibraries.join('|')})/`] },
    },
    {
      name: 'model-is-pure-arithmetic',
      severity: 'error',
      from: { path: '^shared/model/' },
      to: { path: '^shared/(?!model/|domain/|errors/|words/)' },
    },
    {
      name: 'renderer-knows-no-engine',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/', pathNot: '^$' },
    },
    {
      name: 'renderer-knows-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-knows-no-electron',
      comment: 'the window reaches the program around it through the bridge alone',
      severity: 'error',
      from: { path: '^(renderer|shared)/' },
      to: { path: 'node_modules/electron/|^electron$' },
    },
    {
      name: 'preload-knows-only-the-bridge',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { pathNot: ['^electron/preload/', '^shared/bridge/', 'node_modules/electron/', '^electron$'] },
    },
    {
      name: 'main-knows-no-window-code',
      severity: 'error',
      from: { path: '^electron/(main|preload|engine|cli)/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'features-are-islands',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/([^/]+)/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'main-holds-no-data-code',
      severity: 'error',
      from: { path: '^electron/(main|preload)/' },
      to: { path: '^electron/(engine|cli)/' },
    },
    {
      name: 'engine-knows-no-electron',
      severity: 'error',
      from: { path: '^electron/(engine|cli)/' },
      to: { path: 'node_modules/electron/|^electron$' },
    },
    {
      name: 'sql-only-in-db',
      severity: 'error',
      from: { pathNot: '^electron/engine/db/|^test/|^scripts/' },
      to: { path: 'node_modules/better-sqlite3/' },
    },
    {
      name: 'workbook-libraries-only-in-excel',
      severity: 'error',
      from: { pathNot: '^electron/engine/excel/|^test/|^scripts/' },
      to: { path: 'node_modules/(exceljs|hucre)/' },
    },
    ...rooms.map((name) => ({
      name: `${name}-knows-no-other-room`,
      severity: 'error',
      from: { path: room(name) },
      to: {
        path: `^electron/engine/(${[...rooms.filter((other) => other !== name), 'handlers', 'hosts'].join('|')})/|^electron/cli/`,
      },
    })),
    {
      name: 'runtime-knows-no-use-case',
      severity: 'error',
      from: { path: room('runtime') },
      to: { path: '^electron/engine/(handlers|hosts|excel|documents|packages|evidence)/|^electron/cli/' },
    },
    {
      name: 'handlers-know-no-host',
      severity: 'error',
      from: { path: room('handlers') },
      to: { path: '^electron/(engine/hosts|cli|main|preload)/' },
    },
    {
      name: 'hosts-only-at-the-edge',
      severity: 'error',
      from: { path: '^(electron/engine|shared|renderer)/', pathNot: room('hosts') },
      to: { path: room('hosts') },
    },
    {
      name: 'product-never-imports-test',
      severity: 'error',
      from: { path: '^(electron|renderer|shared|scripts)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules|dist|out|artifacts)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      mainFields: ['module', 'main'],
    },
  },
};
