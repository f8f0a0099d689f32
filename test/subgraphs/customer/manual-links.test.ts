import { InputError } from '../../../platform/errors';
import type { ConstraintChange, LinkConstraints } from '../../../platform/state/constraints/port';
import { manualLinkOf, say, type Statement } from '../../../subgraphs/customer/manual-links';
import { someone } from './answers';
import { fakeDirectory } from './fake-directory';
import { finderOver } from './said';

const A = 'hubspot:contact:1';
const B = 'zendesk:user:7';
const AT = '2026-11-26T10:00:00.000Z';

/** Keeps what is said in an array; the real one is tested with its database. */
function memo(): LinkConstraints & { said: ConstraintChange[] } {
  const said: ConstraintChange[] = [];
  return {
    said,
    current: () => Promise.resolve(null),
    say(change) {
      said.push(change);
      return Promise.resolve({ at: AT, everywhere: true });
    },
    saidOf: (records) =>
      Promise.resolve(
        said.flatMap(({ kind, ...rest }) => (kind !== 'NONE' && records.includes(rest.a) ? [{ kind, ...rest, at: AT }] : [])),
      ),
    close: () => Promise.resolve(),
  };
}

function world() {
  const directory = fakeDirectory({ CRM: [someone(A)], SUPPORT: [someone(B)] });
  return { directory, finder: finderOver(directory), constraints: memo() };
}

const statement = (parts: Partial<Statement> = {}): Statement => ({
  kind: 'LINK',
  a: A,
  b: B,
  by: ' Kim ',
  reason: 'same person',
  ...parts,
});

describe('saying something of two records', () => {
  it('is kept, with who and why, and told back', async () => {
    const { finder, constraints } = world();
    await expect(say(statement(), constraints, finder)).resolves.toMatchObject({
      manualLink: { kind: 'LINK', a: { id: A, source: 'hubspot' }, b: { id: B, type: 'user' }, by: 'Kim', reason: 'same person', at: AT },
      everywhere: true,
    });
    expect(constraints.said).toEqual([{ kind: 'LINK', a: A, b: B, by: 'Kim', reason: 'same person' }]);
    await expect(manualLinkOf(A, B, constraints)).resolves.toMatchObject({ kind: 'LINK' });
    await expect(manualLinkOf(A, 'zendesk:user:8', constraints)).resolves.toBeNull();
  });

  it('is refused for what is no record, for one record twice, for nobody and no reason', async () => {
    const { directory, finder, constraints } = world();
    directory.moved.set('hubspot:contact:404', A);
    const faults: [Partial<Statement>, string][] = [
      [{ a: 'ada@example.com' }, '"a" is no record id'],
      [{ b: 'zendesk:user:404' }, '"b" is no record that'],
      [{ b: A }, 'one and the same'],
      [{ b: 'hubspot:contact:404' }, 'one and the same'],
      [{ by: '  ' }, '"by" must be'],
      [{ reason: 'x'.repeat(1_001) }, '"reason" must be'],
    ];
    for (const [parts, words] of faults) {
      const refused = say(statement(parts), constraints, finder);
      await expect(refused).rejects.toThrow(words);
      await expect(refused).rejects.toThrow(InputError);
    }
    expect(constraints.said).toEqual([]);
  });

  it('is not guessed while the source of a record cannot be asked', async () => {
    const { directory, finder, constraints } = world();
    directory.dead.add('SUPPORT');
    await expect(say(statement(), constraints, finder)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('can be taken back when the records are gone', async () => {
    const { finder, constraints } = world();
    const change = await say(statement({ kind: 'NONE', b: 'zendesk:user:404' }), constraints, finder);
    expect(change.manualLink).toBeNull();
  });
});
