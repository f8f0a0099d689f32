// Keeps the layout of the house (DESIGN section 2) on the real tree, and shows on tiny trees that each rule can fail.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { subgraphNames } from '../platform/subgraph/sdl';
import { subgraphs } from '../subgraphs/index';
import { cycleFaults, fileFaults, homeFaults, importFaults, testFaults } from './support/layout-rules';
import { readTree, toTree } from './support/source-tree';

const ROOT = join(__dirname, '..');

/** Sources without a test of their own, and the broader test that runs them; keep it short. */
const COVERED: Readonly<Record<string, string>> = {
  // What only a whole process or a whole graph shows.
  'gateway/main.ts': 'test/journeys/gateway-process.test.ts',
  'gateway/execution/asked.ts': 'test/gateway/execution/differential/differential.test.ts',
  'gateway/execution/explained.ts': 'test/gateway/execution/differential/differential.test.ts',
  'gateway/execution/joins.ts': 'test/gateway/execution/differential/differential.test.ts',
  'gateway/execution/mutation-roots.ts': 'test/gateway/execution/differential/differential.test.ts',
  'gateway/execution/requirements.ts': 'test/gateway/execution/differential/differential.test.ts',
  'platform/kept-alive.ts': 'test/journeys/gateway-process.test.ts',
  'platform/listen-fault.ts': 'test/journeys/configuration.test.ts',
  'platform/unsupported.ts': 'test/platform/domain/inquiry.test.ts',
  'subgraphs/serve.ts': 'test/journeys/remote-process.test.ts',
  'subgraphs/http.ts': 'test/journeys/remote-process.test.ts',
  'subgraphs/index.ts': 'test/layout.test.ts',
  'subgraphs/billing/index.ts': 'test/journeys/customer-360.test.ts',
  'subgraphs/crm/index.ts': 'test/journeys/customer-360.test.ts',
  'subgraphs/crm/resolvers.ts': 'test/journeys/customer-360.test.ts',
  'subgraphs/marketing/index.ts': 'test/journeys/customer-360.test.ts',
  'subgraphs/marketing/resolvers.ts': 'test/journeys/customer-360.test.ts',
  'subgraphs/sales/index.ts': 'test/journeys/customer-360.test.ts',
  'subgraphs/sales/resolvers.ts': 'test/journeys/customer-360.test.ts',
  'subgraphs/customer/index.ts': 'test/journeys/customer-360.test.ts',
  'subgraphs/customer/resolvers.ts': 'test/journeys/customer-360.test.ts',
  'subgraphs/support/index.ts': 'test/journeys/customer-360.test.ts',
  'subgraphs/support/resolvers.ts': 'test/journeys/customer-360.test.ts',
  // Parts of a proposal, tested as proposals.
  'commands/sql-suggest/catalogue.ts': 'test/commands/sql-suggest/suggest.test.ts',
  'commands/sql-suggest/choice.ts': 'test/commands/sql-suggest/scores.test.ts',
  'commands/sql-suggest/field-words.ts': 'test/commands/sql-suggest/picks.test.ts',
  'commands/sql-suggest/referrers.ts': 'test/commands/sql-suggest/keys.test.ts',
  'commands/sql-suggest/role-words.ts': 'test/commands/sql-suggest/scores.test.ts',
  'commands/sql-suggest/section.ts': 'test/commands/sql-suggest/suggest.test.ts',
  'commands/sql-suggest/sections/': 'test/commands/sql-suggest/suggest.test.ts',
  'commands/sql-suggest/status-columns.ts': 'test/commands/sql-suggest/suggest.test.ts',
  'commands/sql-suggest/tables.ts': 'test/commands/sql-suggest/picks.test.ts',
  'gateway/explorer/': 'test/gateway/explorer/explorer.test.ts',
  // The HTTP side and its parts, over a real network.
  'gateway/health.ts': 'test/gateway/server.test.ts',
  'gateway/plugins/': 'test/gateway/server.test.ts',
  'gateway/supergraph.ts': 'test/gateway/server.test.ts',
  // Schemas of what travels between subgraphs: both ends are tested.
  'platform/exchange/': 'test/platform/domain/session.test.ts',
  'platform/field-mapping.ts': 'test/contracts/mapping.test.ts',
  'platform/domain/list-of.ts': 'test/platform/domain/lists.test.ts',
  'platform/domain/custom-fields.ts': 'test/platform/domain/source.test.ts',
  'platform/domain/reads.ts': 'test/platform/domain/source.test.ts',
  'platform/domain/subgraph.ts': 'test/platform/subgraph/deployment.test.ts',
  'platform/subgraph/schema.ts': 'test/platform/subgraph/subgraph.test.ts',
  'platform/subgraph/sdl.ts': 'test/schema/contract.test.ts',
  // Parts of one thing, tested as that thing.
  'platform/cache/entry.ts': 'test/platform/cache/memory.test.ts',
  'platform/project-folder.ts': 'test/platform/state/constraints/store.test.ts',
  'commands/state-migrate.ts': 'test/commands/links.test.ts',
  'commands/words.ts': 'test/commands/links.test.ts',
  'commands/doctor/': 'test/commands/doctor.test.ts',
  'postgres/copy-folder.ts': 'test/postgres/programs.test.ts',
  'postgres/machine.ts': 'test/postgres/programs.test.ts',
  'postgres/run.ts': 'test/postgres/programs.test.ts',
  'postgres/user.ts': 'test/postgres/programs.test.ts',
  'platform/state/constraints/': 'test/platform/state/constraints/store.test.ts',
  'platform/state/database.ts': 'test/platform/state/constraints/store.test.ts',
  'platform/state/fault.ts': 'test/platform/state/migrate.test.ts',
  'platform/state/grant.ts': 'test/platform/state/migrate.test.ts',
  'platform/state/locks.ts': 'test/platform/state/constraints/store.test.ts',
  'platform/state/open.ts': 'test/commands/links.test.ts',
  'platform/state/session.ts': 'test/platform/state/constraints/store.test.ts',
  'platform/state/server/': 'test/platform/state/server/server.test.ts',
  'platform/state/settings.ts': 'test/platform/subgraph/deployment.test.ts',
  'platform/cache/redis-connection.ts': 'test/platform/cache/redis-faults.test.ts',
  'platform/http/budget-divided.ts': 'test/platform/http/budget-shared.test.ts',
  'platform/http/budget-redis.ts': 'test/platform/http/budget-shared.test.ts',
  'platform/http/budget-script.ts': 'test/platform/http/budget-shared.test.ts',
  'platform/http/guards.ts': 'test/budget/load.test.ts',
  'platform/http/logged-in.ts': 'test/platform/http/session.test.ts',
  'platform/http/message.ts': 'test/platform/http/factory.test.ts',
  'platform/http/priority.ts': 'test/platform/http/budget.test.ts',
  'platform/http/reply.ts': 'test/platform/http/factory.test.ts',
  'platform/http/budget-left.ts': 'test/subgraphs/crm/vendors/hubspot/index.test.ts',
  'platform/identity/match-keys.ts': 'test/platform/domain/session.test.ts',
  'platform/sql/database.ts': 'test/subgraphs/billing/vendors/sql/connector.test.ts',
  // What the three domains share of a mapped database, on a real one.
  'platform/sql/catalogue.ts': 'test/subgraphs/billing/vendors/sql/connector.test.ts',
  'platform/sql/catalogue-statement.ts': 'test/subgraphs/billing/vendors/sql/connector.test.ts',
  'platform/sql/children.ts': 'test/subgraphs/billing/vendors/sql/connector.test.ts',
  'platform/sql/columns.ts': 'test/platform/sql/mapping-file.test.ts',
  'platform/sql/comparisons.ts': 'test/platform/sql/customer-statements.test.ts',
  'platform/sql/customer-rows.ts': 'test/subgraphs/billing/vendors/sql/contract.test.ts',
  'platform/sql/customers-mapping.ts': 'test/platform/sql/mapping-file.test.ts',
  'platform/sql/expressions.ts': 'test/platform/sql/customer-statements.test.ts',
  'platform/sql/faults.ts': 'test/subgraphs/billing/vendors/sql/connector.test.ts',
  'platform/sql/first-of-each.ts': 'test/subgraphs/sales/vendors/sql/connector.test.ts',
  'platform/sql/listed.ts': 'test/subgraphs/billing/vendors/sql/lists.test.ts',
  'platform/sql/people.ts': 'test/subgraphs/billing/vendors/sql/contract.test.ts',
  'platform/sql/values.ts': 'test/platform/sql/mapping-file.test.ts',
  'platform/sql/wanted.ts': 'test/subgraphs/billing/vendors/sql/contract.test.ts',
  'platform/sql/word-conditions.ts': 'test/subgraphs/billing/vendors/sql/lists.test.ts',
  'platform/identity/match-profile.ts': 'test/platform/identity/score.test.ts',
  'platform/identity/name-parts.ts': 'test/platform/identity/name.test.ts',
  'platform/identity/nicknames.ts': 'test/platform/identity/name.test.ts',
  'platform/identity/pair.ts': 'test/platform/identity/score.test.ts',
  'platform/identity/role-words.ts': 'test/platform/identity/email.test.ts',
  'platform/identity/rules.ts': 'test/platform/identity/score.test.ts',
  'subgraphs/crm/events.ts': 'test/subgraphs/crm/view.test.ts',
  'subgraphs/sales/events.ts': 'test/subgraphs/sales/view.test.ts',
  'platform/domain/examination.ts': 'test/commands/doctor.test.ts',
  'subgraphs/billing/try-reads.ts': 'test/commands/doctor.test.ts',
  'subgraphs/crm/try-reads.ts': 'test/commands/doctor.test.ts',
  'subgraphs/marketing/try-reads.ts': 'test/commands/doctor.test.ts',
  'subgraphs/sales/try-reads.ts': 'test/commands/doctor.test.ts',
  'subgraphs/support/try-reads.ts': 'test/commands/doctor.test.ts',
  'gateway/broken-lookups.ts': 'test/journeys/canaries.test.ts',
  'subgraphs/support/events.ts': 'test/subgraphs/support/view.test.ts',
  'subgraphs/customer/completeness.ts': 'test/subgraphs/customer/customer.test.ts',
  'subgraphs/customer/contact-points.ts': 'test/subgraphs/customer/profile.test.ts',
  'subgraphs/customer/found-customer.ts': 'test/subgraphs/customer/find-customer.test.ts',
  'subgraphs/customer/claims.ts': 'test/subgraphs/customer/kept-apart.test.ts',
  'subgraphs/customer/inputs.ts': 'test/subgraphs/customer/identity.test.ts',
  'subgraphs/customer/linked-records.ts': 'test/subgraphs/customer/identity.test.ts',
  'subgraphs/customer/policies.ts': 'test/subgraphs/customer/profile.test.ts',
  'subgraphs/customer/profile-fields.ts': 'test/subgraphs/customer/profile.test.ts',
  'subgraphs/customer/records.ts': 'test/subgraphs/customer/identity.test.ts',
  'subgraphs/customer/signal-rules.ts': 'test/subgraphs/customer/signals.test.ts',
};

describe('the layout', () => {
  const tree = readTree(ROOT);

  it('lets each folder import only what it may', () => {
    expect(importFaults(tree)).toEqual([]);
  });

  it('keeps packages, the environment and effects at import where they live', () => {
    expect(homeFaults(tree)).toEqual([]);
  });

  it('has no import cycles', () => {
    expect(cycleFaults(tree)).toEqual([]);
  });

  it('has small, well-named files that say what they are', () => {
    expect(fileFaults(tree)).toEqual([]);
  });

  it('has a test for every source', () => {
    expect(testFaults(tree, COVERED)).toEqual([]);
  });

  it('registers every subgraph with its contract and its generated types', () => {
    const names = subgraphs.map(({ name }) => name).sort();
    expect(subgraphNames(join(ROOT, 'schema'))).toEqual(names);
    const { generates }: { generates: Record<string, { schema?: string[] }> } = parse(readFileSync(join(ROOT, 'codegen.yml'), 'utf8'));
    for (const name of names) {
      expect(generates[`subgraphs/${name}/types.gen.ts`]?.schema).toEqual(['schema/_header.graphql', `schema/${name}.graphql`]);
      expect(existsSync(join(ROOT, 'subgraphs', name, 'index.ts'))).toBe(true);
    }
    expect(Object.keys(generates).filter((path) => path.startsWith('subgraphs/'))).toHaveLength(names.length);
  });
});

describe('the rules', () => {
  const faultsOf = (rule: (tree: ReturnType<typeof toTree>) => string[], texts: Record<string, string>): string[] => rule(toTree(texts));

  it.each([
    ['platform/a.ts', '../gateway/b'],
    ['platform/a.ts', '../subgraphs/crm/b'],
    ['subgraphs/crm/a.ts', '../billing/b'],
    ['subgraphs/crm/a.ts', '../index'],
    ['subgraphs/crm/a.ts', '../../gateway/b'],
    ['subgraphs/crm/resolvers.ts', './vendors/hubspot/index'],
    ['subgraphs/crm/index.ts', './vendors/hubspot/wire'],
    ['subgraphs/crm/vendors/hubspot/a.ts', '../salesforce/b'],
    ['subgraphs/crm/vendors/hubspot/a.ts', '../../resolvers'],
    ['subgraphs/crm/vendors/hubspot/a.ts', '../../types.gen'],
    ['subgraphs/crm/vendors/hubspot/a.ts', '../../../billing/contract'],
    ['subgraphs/index.ts', './crm/view'],
    ['gateway/a.ts', '../subgraphs/crm/index'],
    ['gateway/a.ts', '../sandbox/b'],
    ['sandbox/a.ts', '../platform/b'],
    ['postgres/a.ts', '../platform/b'],
    ['postgres/a.ts', '../sandbox/b'],
    ['commands/a.ts', '../gateway/b'],
    ['platform/a.ts', '../commands/b'],
    ['commands/a.ts', '../subgraphs/crm/b'],
    ['start.ts', './gateway/main'],
    ['start.ts', './sandbox/start'],
  ])('%s may not import %s', (from, specifier) => {
    for (const statement of [
      `import { b } from '${specifier}';`,
      `import type { B } from '${specifier}';`,
      `export * from '${specifier}';`,
      `const b = await import('${specifier}');`,
      `let b: import('${specifier}').B;`,
    ]) {
      expect(faultsOf(importFaults, { [from]: statement })).toHaveLength(1);
    }
  });

  it.each([
    ['platform/link/a.ts', '../errors'],
    ['platform/state/a.ts', '../../postgres/b'],
    ['sandbox/a.ts', '../postgres/b'],
    ['commands/a.ts', '../platform/b'],
    ['subgraphs/crm/a.ts', '../../platform/errors'],
    ['subgraphs/crm/index.ts', './vendors/hubspot/index'],
    ['subgraphs/crm/vendors/hubspot/a.ts', '../../contract'],
    ['subgraphs/crm/vendors/hubspot/a.ts', './b/c'],
    ['subgraphs/index.ts', './crm/index'],
    ['gateway/plugins/a.ts', '../../subgraphs/index'],
    ['commands/a.ts', '../platform/b'],
    ['commands/a.ts', './a/b'],
    ['commands/a.ts', '../subgraphs/index'],
    ['test/a.test.ts', '../sandbox/start'],
  ])('%s may import %s', (from, specifier) => {
    const [, target = ''] = /^(?:\.\.?\/)*(.*)$/.exec(specifier) ?? [];
    const folder = join(from, '..', specifier);
    expect(target).not.toBe('');
    expect(faultsOf(importFaults, { [from]: `import { b } from '${specifier}';`, [`${folder}.ts`]: '' })).toEqual([]);
  });

  it('keeps GraphQL away from vendors', () => {
    const texts = { 'subgraphs/crm/vendors/hubspot/a.ts': "import { parse } from 'graphql';" };
    expect(faultsOf(importFaults, texts)).toEqual(['subgraphs/crm/vendors/hubspot/a.ts: a vendor knows no GraphQL']);
  });

  it.each(['ioredis', 'undici', 'dataloader', '@apollo/gateway', '@apollo/server/plugin/disabled', 'pg'])(
    'knows the home of %s',
    (name) => {
      expect(faultsOf(homeFaults, { 'platform/a.ts': `import type { A } from '${name}';` })).toHaveLength(1);
    },
  );

  it.each(['process.env.A', "process['env']", 'const { env } = process', "import process from 'node:process'"])('sees %s', (text) => {
    expect(
      faultsOf(homeFaults, {
        'subgraphs/a.ts': `const f = () => { ${text.startsWith('import') ? '' : text} };\n${text.startsWith('import') ? text : ''}`,
      }),
    ).toEqual(['subgraphs/a.ts: reads the environment']);
    expect(faultsOf(homeFaults, { 'platform/env.ts': `export const read = () => process.env;` })).toEqual([]);
  });

  it('sees effects at import', () => {
    expect(faultsOf(homeFaults, { 'platform/a.ts': 'start();' })).toEqual(['platform/a.ts: acts when imported']);
    expect(faultsOf(homeFaults, { 'gateway/main.ts': 'start();' })).toEqual([]);
  });

  it('finds cycles, those of types too, and each once', () => {
    const texts = {
      'platform/a.ts': "import { b } from './b';",
      'platform/b.ts': "import type { C } from './c';",
      'platform/c.ts': "import { a } from './a';\nimport { d } from './d';",
      'platform/d.ts': '',
    };
    expect(faultsOf(cycleFaults, texts)).toEqual(['platform/a.ts > platform/b.ts > platform/c.ts']);
  });

  it('finds long, nameless and unexplained files', () => {
    const texts = {
      'platform/string-utils.ts': '// Comment.\n',
      'platform/helpers/a.ts': '// Comment.\n',
      'platform/a.ts': 'export const a = 1;\n',
      'platform/b.ts': `// Comment.\n${'export {};\n'.repeat(300)}`,
      'platform/c.ts': `${'// Comment.\n'.repeat(5)}export {};\n`,
      'platform/types.gen.ts': 'export {};\n'.repeat(1_000),
    };
    expect(faultsOf(fileFaults, texts)).toEqual([
      'platform/string-utils.ts: "utils" says nothing',
      'platform/helpers/a.ts: "helpers" says nothing',
      'platform/a.ts: does not open with a comment',
      'platform/b.ts: 301 lines',
      'platform/c.ts: opens with 5 lines of comment',
    ]);
  });

  it('finds sources without a test, and excuses that are none', () => {
    const tree = toTree({
      'platform/a.ts': 'export const a = 1;',
      'platform/types.ts': 'export interface A { a: string }\nexport type B = A;',
      'platform/tested.ts': 'export const a = 1;',
      'test/platform/tested.test.ts': '',
      'gateway/a.ts': 'export const a = 1;',
      'test/journeys/a.test.ts': '',
    });
    const covered = { 'gateway/': 'test/journeys/a.test.ts', 'platform/tested.ts': 'test/journeys/gone.test.ts' };
    expect(testFaults(tree, covered)).toEqual([
      'platform/a.ts: has no test',
      'platform/tested.ts: is listed as covered, and needs it no more',
      'platform/tested.ts: is said to be covered by test/journeys/gone.test.ts, which is not there',
    ]);
  });
});
