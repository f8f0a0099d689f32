// Keeps the layout of the house (DESIGN section 2) on the real tree, and shows on tiny trees that each rule can fail.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { subgraphNames } from '../platform/subgraph/sdl';
import { subgraphs } from '../subgraphs/index';
import { COVERED } from './support/covered';
import { cycleFaults, fileFaults, homeFaults, importFaults, testFaults } from './support/layout-rules';
import { readTree, toTree } from './support/source-tree';

const ROOT = join(__dirname, '..');

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
    ['processes/a.ts', '../subgraphs/crm/b'],
    ['processes/a.ts', '../gateway/b'],
    ['subgraphs/crm/a.ts', '../../processes/b'],
    ['platform/a.ts', '../processes/b'],
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
    ['processes/a.ts', '../platform/b'],
    ['subgraphs/process/a.ts', '../../processes/b'],
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

  it.each(['ioredis', 'undici', 'dataloader', 'prom-client', '@apollo/gateway', '@apollo/server/plugin/disabled', 'pg'])(
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
