// What Vendure is asked to do, on the pretend Vendure.
import { bindActions } from '../../../../../platform/actions/offer';
import { startVendure, type VendureOptions } from '../../../../../sandbox/vendors/vendure/server';
import { salesActions } from '../../../../../subgraphs/sales/actions';
import { vendure } from '../../../../../subgraphs/sales/vendors/vendure';
import { describeActions } from '../../../../contracts/actions.contract';
import { testCall } from '../../../../support/call';
import { startConnector } from '../../../../support/vendor-server';
import { id, order, PASSWORD, settingsOf, world } from './vendure-world';

const note = (number: string) => `vendure:note:${number}`;
const addNote = { action: 'addNote', input: { record: id('501'), text: 'Prefers parcels on Mondays' } };

describeActions({
  name: 'vendure',
  inputs: salesActions,
  start: () => startVendure({ world, port: 0, password: PASSWORD }),
  connect: (server) => startConnector(vendure, { URL: `${server.url}/admin-api`, USERNAME: 'superadmin', PASSWORD }),
  cases: [
    {
      action: 'addNote',
      input: { record: id('501'), text: 'Prefers parcels on Mondays', ref: 'zendesk:ticket:77' },
      write: { asked: 'addNoteToCustomer' },
      undoable: true,
      refused: { record: id('9999'), text: 'Nobody is there' },
    },
    {
      action: 'deleteNote',
      before: [addNote],
      input: { record: id('501'), note: note('1') },
      write: { asked: 'deleteCustomerNote' },
      undoable: false,
      refused: { record: id('501'), note: order('901') },
    },
    {
      // Has orders, which stay.
      action: 'deleteCustomer',
      input: { record: id('501') },
      write: { asked: 'deleteCustomer' },
      undoable: false,
      refused: { record: 'vendure:customer:9999999999' },
    },
  ],
});

describe('an administrator', () => {
  const ended: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ended.splice(0)) await end();
  });
  async function start(options: Partial<VendureOptions> = {}) {
    const server = await startVendure({ world, port: 0, password: PASSWORD, ...options });
    const connector = await startConnector(vendure, settingsOf(server));
    ended.push(async () => connector.close?.(), server.stop);
    async function act(action: string, input: object, key = 'key') {
      const parsed = bindActions(salesActions, connector.actions).get(action)?.parse(input);
      if (parsed === undefined || 'fault' in parsed) throw new Error(`${action} takes no such input`);
      return parsed.perform({ ...testCall(), key, dryRun: false });
    }
    return { server, connector, act };
  }

  it('who may not change customers is told so, and nothing is changed', async () => {
    const { server, act } = await start({ permissions: [] });
    let changes = 0;
    server.changes.onChange(() => (changes += 1));
    const denied = { extensions: { code: 'UPSTREAM_DENIED', source: 'vendure' } };
    await expect(act('addNote', addNote.input)).rejects.toMatchObject(denied);
    await expect(act('deleteCustomer', { record: id('501') })).rejects.toMatchObject(denied);
    expect(changes).toBe(0);
  });

  it('whose session ends on the way does it all the same, once', async () => {
    const { server, act } = await start();
    await act('addNote', addNote.input, 'other');
    let changes = 0;
    server.changes.onChange(() => (changes += 1));
    server.endSessions();
    expect(await act('addNote', addNote.input)).toMatchObject({ outcome: 'done' });
    expect(changes).toBe(1);
  });

  it('finds a note again among more than a page of them', async () => {
    const { act } = await start();
    const first = await act('addNote', addNote.input, 'first');
    for (let key = 0; key < 101; key += 1) await act('addNote', addNote.input, `key-${key}`);
    expect(await act('addNote', addNote.input, 'first')).toMatchObject({ outcome: 'already', record: first.record, undo: first.undo });
  });

  it('leaves the orders of a deleted customer as they were', async () => {
    const { connector, act } = await start();
    await act('deleteCustomer', { record: id('501') });
    const [found] = await connector.find([{ by: 'id', value: id('501') }], testCall());
    const [contents] = await connector.contents([order('901')], testCall());
    expect(found).toEqual([]);
    expect(contents).toMatchObject({ items: [{ name: 'Sensor' }, { name: 'Cable' }] });
  });
});
