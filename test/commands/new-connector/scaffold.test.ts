import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameFault, scaffold } from '../../../commands/new-connector/scaffold';

const ROOT = join(__dirname, '..', '..', '..');
const TEMPLATES = join(ROOT, 'commands', 'new-connector', 'templates');
const templates = ['commands/new-connector/templates/support/wire.ts', 'test/commands/new-connector/templates/support/acme-desk.ts'];
const made = scaffold({ domain: 'support', vendor: 'hal-9-desk', templates, read: (path) => readFileSync(join(ROOT, path), 'utf8') });

describe('what a new connector begins with', () => {
  it('lies in its folder and in the test’s, under its own name', () => {
    expect([...made.created.keys()]).toEqual([
      'subgraphs/support/vendors/hal-9-desk/wire.ts',
      'test/subgraphs/support/vendors/hal-9-desk/hal-9-desk.ts',
    ]);
    const texts = [...made.created.values()].join('\n');
    expect(texts).not.toMatch(/acme.?desk/i);
    expect(texts).toContain('Hal 9 Desk');
  });

  it('imports the contract as a vendor does', () => {
    expect(made.created.get('subgraphs/support/vendors/hal-9-desk/wire.ts')).toContain("from '../../contract'");
  });

  it('is registered behind the others, and its settings are named', () => {
    expect(made.changed.get('subgraphs/support/index.ts')).toMatch(/^import \{ hal9Desk \} from '\.\/vendors\/hal-9-desk\/index';$/m);
    expect(made.changed.get('subgraphs/support/index.ts')).toMatch(/^ {2}vendors: \[.+, hal9Desk\],$/m);
    expect(made.changed.get('.env.example')).toMatch(/\nHAL_9_DESK_URL=\nHAL_9_DESK_TOKEN=\n$/);
  });

  it('leaves the imports of its tests on its own folder', () => {
    const path = 'test/commands/new-connector/templates/support/mapping.test.ts';
    const { created } = scaffold({
      domain: 'support',
      vendor: 'hal',
      templates: [path],
      read: (name) => readFileSync(join(ROOT, name), 'utf8'),
    });
    expect(created.get('test/subgraphs/support/vendors/hal/mapping.test.ts')).toContain("/subgraphs/support/vendors/hal/wire'");
  });

  it.each(readdirSync(TEMPLATES))('is short enough to be read at once: %s', (domain) => {
    const lines = readdirSync(join(TEMPLATES, domain)).flatMap((file) => readFileSync(join(TEMPLATES, domain, file), 'utf8').split('\n'));
    const code = lines.filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)|^import /.test(line));
    expect(code.length).toBeLessThanOrEqual(120);
  });

  it.each(['Acme', 'acme_desk', '-acme', 'acme--desk', '9acme', '../acme', ''])('is not named %p', (name) => {
    expect(nameFault(name)).toMatch(/^A name is of small letters/);
  });
});
