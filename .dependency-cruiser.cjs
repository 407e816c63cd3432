/** One rule a sentence of the README's map: the rule's name is the sentence. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(domain|main|preload|renderer|resources|test|tools)/', pathNot: allowed },
});
const electronHomes = '^(main/shell/|main/index\\.ts|preload/index\\.ts)';

module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    only('domain imports nothing of ours', '^domain/', '^domain/'),
    only('the contract imports domain', '^preload/contract/', '^(domain/|preload/contract/)'),
    only('the bridge imports the contract', '^preload/index\\.ts$', '^preload/contract/'),
    only(
      'the renderer imports contract and domain',
      '^renderer/',
      '^(renderer/|preload/contract/|domain/)',
    ),
    only(
      'services import store, the gateway port, bank files, documents and domain',
      '^main/services/',
      '^(main/services/|main/store/|main/gateways/(?:gateway|charge|outcomes|events)\\.ts$|main/bank-files/|main/documents/|main/clock\\.ts$|main/log\\.ts$|domain/)',
    ),
    only(
      'callbacks import services, the gateway port and domain',
      '^main/callbacks/',
      '^(main/callbacks/|main/services/|main/gateways/(?:gateway|charge|outcomes|events)\\.ts$|main/clock\\.ts$|main/log\\.ts$|domain/)',
    ),
    only('gateways import domain', '^main/gateways/', '^(main/gateways/|main/clock\\.ts$|domain/)'),
    only(
      'the simulator shares money, civil dates and check digits only',
      '^main/simulator/',
      '^(main/simulator/|domain/(money|civil-date|instant|check-digit|bank-days|assert-never)\\.ts$)',
    ),
    only('documents import domain', '^main/documents/', '^(main/documents/|domain/|resources/)'),
    only('the store imports domain', '^main/store/', '^(main/store/|main/clock\\.ts$|domain/)'),
    only(
      'ipc imports services and the contract',
      '^main/ipc/',
      '^(main/ipc/|main/services/|main/log\\.ts$|preload/contract/|domain/)',
    ),
    {
      name: 'only the registry names a concrete gateway',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/gateways/' },
      to: { path: '^main/gateways/[^/]+/', pathNot: '^$' },
    },
    {
      name: 'only the shell knows Electron',
      severity: 'error',
      from: { pathNot: electronHomes },
      to: { path: '^(electron|node_modules/electron)(/|$)' },
    },
    {
      name: 'SQLite has three homes',
      severity: 'error',
      from: { pathNot: '^main/(store|callbacks/inbox|simulator/store)/' },
      to: { path: 'node_modules/better-sqlite3/' },
    },
    {
      name: 'axios lives with the gateways',
      severity: 'error',
      from: { pathNot: '^main/gateways/' },
      to: { path: 'node_modules/axios/' },
    },
    {
      name: 'one feature never imports another',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.main.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
