/**
 * docs/architecture.md §3 as rules. Each room names what it may import; its own files always, and nothing
 * else but that. Type-only imports count: knowing a shape is knowing.
 */
import { KIT_COMPONENTS } from './src/contract/components.ts';

const own = (path) => new RegExp(`^${path}`).source;

/** Room -> what its files may import beside each other. */
const ROOMS = {
  'src/contract/': [],
  'src/machine/': ['src/contract/'],
  'src/ports/': ['src/contract/'],
  'src/adapters/': ['src/contract/', 'src/ports/', 'src/money\\.ts$'],
  // Present in every Taro program, absent from all others: required by the Taro adapter only.
  'src/handlers/': ['src/contract/', 'src/ports/', 'src/ticker\\.ts$', '@tarojs/shared$'],
  'src/(money|ticker)\\.ts$': [],
  'src/session/': ['src/contract/', 'src/ports/', 'src/handlers/', 'src/(config|ticker|money)\\.ts$'],
  'src/connect/': ['src/(machine|contract|ports|handlers|session)/', 'src/(config|ticker|money)\\.ts$'],
  'src/refund/': ['src/(machine|contract|ports|handlers)/', 'src/session/subject\\.ts$', 'src/config\\.ts$'],
  'src/config\\.ts$': ['src/(contract|ports|handlers)/'],
  'src/setup\\.ts$': ['src/(contract|ports|adapters|handlers|session)/', 'src/config\\.ts$'],
  'server/': ['src/contract/', 'src/ports/', 'node_modules/', '(node:)?[a-z_/]+$'],
  'sandbox/': ['server/', 'src/contract/', 'src/ports/', 'node_modules/', '(node:)?[a-z_/]+$'],
  'simulator/': ['sandbox/', 'src/contract/', 'src/ports/', 'node_modules/', '(node:)?[a-z_/]+$'],
};

const rooms = Object.entries(ROOMS).map(([path, allowed]) => ({
  name: `room ${path.replace(/[\\$]/g, '')}`,
  comment: `may import ${allowed.length ? allowed.join(', ') : 'nothing'}`,
  severity: 'error',
  from: { path: own(path) },
  to: { pathNot: [own(path), ...allowed.map(own)] },
}));

const COMPONENTS = `(${KIT_COMPONENTS.join('|')})`;

/** Folders of the simulator that run in a browser. */
const BROWSER = '^simulator/(frame|runtime|tags|host|shell)/';

/** Rooms of the frame, the lowest first: none imports one above it. */
const FRAME_ROOMS = ['tags', 'runtime', 'host', 'frame'];

/** Shapes of the sandbox that they may know. */
const SHAPES = '^sandbox/shapes\\.ts';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...rooms,
    {
      name: 'component-logic',
      comment:
        'src/<component> knows its own folder and the rooms below it, never an adapter or another component',
      severity: 'error',
      from: { path: `^src/${COMPONENTS}/` },
      to: {
        pathNot: [
          '^src/$1/',
          '^src/(machine|contract|ports|handlers|session|connect|refund|qr)/',
          '^src/(config|ticker|money)\\.ts$',
        ],
      },
    },
    {
      name: 'machine-is-data',
      comment:
        'a machine definition imports machine, contract, its own schema, and the part of a machine that applies for refunds',
      severity: 'error',
      from: { path: `^src/${COMPONENTS}/machine\\.ts$` },
      to: { pathNot: '^src/((machine|contract)/|$1/schema\\.ts$|refund/machine\\.ts$)' },
    },
    {
      name: 'schema-is-types',
      comment: 'a schema says what a machine is about: types alone, of the rooms below',
      severity: 'error',
      from: { path: '^src/[a-z-]+/schema\\.ts$' },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'component-shell',
      comment:
        'components/<name> connects src/<name> to a view: it imports that, src/connect and its own files',
      severity: 'error',
      from: { path: `^components/${COMPONENTS}/` },
      to: { pathNot: ['^components/$1/', '^src/$1/', '^src/connect/'] },
    },
    {
      name: 'component-part',
      comment:
        'components/parts are plain inner components: they know small helpers only, no port, machine or session',
      severity: 'error',
      from: { path: '^components/parts/' },
      to: {
        pathNot: ['^components/parts/', '^src/(connect|contract|qr)/', '^src/(ticker|money)\\.ts$'],
      },
    },
    {
      name: 'kit-has-no-dependency',
      comment:
        'the kit ships without runtime dependencies; types of the official typings are not a dependency at run time',
      severity: 'error',
      from: { path: '^(src|components)/' },
      to: { path: 'node_modules/|^node:', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'kit-knows-no-workshop',
      comment: 'nothing in the kit imports the simulator, the sandbox, the demo, tests or scripts',
      severity: 'error',
      from: { path: '^(src|components)/' },
      to: { path: '^(simulator|sandbox|server|examples|demo-app|test|scripts|bench)/' },
    },
    {
      name: 'view-on-top',
      comment: 'src knows no view',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^components/' },
    },
    {
      name: 'sandbox-is-asked-for',
      comment:
        'the platform port on the sandbox is an entry of its own: what nobody imports is in no shop that is on sale',
      severity: 'error',
      from: { path: '^(src|components)/', pathNot: '^src/adapters/sandbox/' },
      to: { path: '^src/adapters/sandbox/' },
    },
    {
      name: 'demo-is-a-user',
      comment: 'the demo uses the package by its name, as a user does',
      severity: 'error',
      from: { path: '^demo-app/' },
      to: {
        path: '^(src|components|simulator|sandbox|test|scripts)/',
        pathNot: ['^src/index\\.ts$', '^src/handlers/(auto|taro)\\.ts$', '^src/adapters/sandbox/index\\.ts$'],
      },
    },
    {
      name: 'browser-side',
      comment:
        'what runs in the frame or the shell knows no Node module, compiler, server or sandbox, but for the shapes of its answers',
      severity: 'error',
      from: { path: BROWSER },
      to: {
        path: '^simulator/(compiler|server)/|^sandbox/|^(node:)?(fs|path|http|net|os|url|crypto|child_process|worker_threads)(/|$)',
        pathNot: `${SHAPES}$`,
      },
    },
    {
      name: 'shapes-are-types',
      comment:
        'sandbox/shapes.ts names types and nothing that runs: no bundle of a browser has a line of the sandbox',
      severity: 'error',
      from: { path: `${SHAPES}$|${BROWSER}|^simulator/protocol\\.ts$` },
      to: { path: '^sandbox/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shell-and-frame',
      comment: 'the shell and the frame are two documents: they share simulator/protocol.ts and nothing else',
      severity: 'error',
      from: { path: '^simulator/shell/' },
      to: { path: '^simulator/(frame|runtime|tags|host)/' },
    },
    {
      name: 'frame-and-shell',
      severity: 'error',
      from: { path: '^simulator/(frame|runtime|tags|host)/' },
      to: { path: '^simulator/shell/' },
    },
    ...FRAME_ROOMS.slice(0, -1).map((room, place) => ({
      name: `frame-order ${room}`,
      comment:
        'no arrow runs up: simulator/frame puts host, runtime and tags together, and nothing imports it',
      severity: 'error',
      from: { path: `^simulator/${room}/` },
      to: { path: `^simulator/(${FRAME_ROOMS.slice(place + 1).join('|')})/` },
    })),
    {
      name: 'compiler-is-pure',
      comment: 'the compiler knows no server and no browser; of the built-in tags it compiles the templates',
      severity: 'error',
      from: { path: '^simulator/compiler/' },
      to: { path: '^simulator/(server|frame|runtime|host|shell)/|^sandbox/' },
    },
    {
      name: 'one-store',
      comment: "only sandbox/store and the server kit's own store know the database",
      severity: 'error',
      from: { pathNot: '^(sandbox|server)/store/' },
      to: { path: 'node_modules/(libsql|pg)/|^(libsql|pg)$' },
    },
    {
      name: 'server-without-framework',
      comment:
        'the server kit runs under any framework: only fastify.ts names one, and no runtime import of it',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: 'node_modules/fastify', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'example-is-a-user',
      comment: 'the example server uses the packages by their names, as a user does',
      severity: 'error',
      from: { path: '^examples/server/' },
      to: { path: '^(src|components|simulator|sandbox|test|scripts)/' },
    },
    {
      name: 'no-circle',
      comment: 'imports that need each other at run time',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^(src|components|simulator|sandbox|server)/' },
      to: { couldNotResolve: true, pathNot: '^@tarojs/shared$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)miniprogram_npm/|(^|/)\\.trade-sim/' },
    moduleSystems: ['es6', 'cjs', 'tsd'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
