// Custom fields of Mailchimp: merge fields of the audiences that are asked, and parts of a member that are asked for by name.
import { hasField } from '../../../../../platform/domain/custom-fields';
import { valueAt } from '../../../../../platform/record';
import { startMailchimp, type RunningMailchimp } from '../../../../../sandbox/vendors/mailchimp/server';
import type { MarketingConnector } from '../../../../../subgraphs/marketing/contract';
import { mailchimp } from '../../../../../subgraphs/marketing/vendors/mailchimp';
import { furtherFieldsIn } from '../../../../../subgraphs/marketing/vendors/mailchimp/fields';
import { aMember, ANNA, BERT, mailchimpWorld, NEWS, SHOP } from '../../../../sandbox/support/mailchimp-world';
import { testCall } from '../../../../support/call';
import { by, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { id, KEY } from './mailchimp-members';

const world = mailchimpWorld({
  members: [
    aMember({ contactId: ANNA, email: 'anna@example.com', mergeFields: { FNAME: 'Anna', LNAME: 'Muster', TIER: 'gold' } }),
    aMember({ contactId: BERT, audienceId: NEWS, email: 'bert@example.com', mergeFields: { TOPIC: 'lamps' } }),
  ],
  activity: [],
});
let server: RunningMailchimp;
let connector: MarketingConnector;
beforeAll(async () => {
  server = await startMailchimp({ world, port: 0, token: KEY });
});
afterAll(() => server.stop());
afterEach(async () => connector.close?.());

async function connect(paths: readonly string[], more: Record<string, string> = {}): Promise<void> {
  connector = await startConnector(mailchimp, { KEY, URL: server.url, ...more }, paths);
}

it('are the merge fields of every audience that is asked, and of no other', async () => {
  await connect([]);
  const all = (await connector.fields?.(testCall())) ?? [];
  expect(['merge_fields.TIER', 'merge_fields.TOPIC', 'merge_fields.ADDRESS.city'].filter((path) => !hasField(all, path))).toEqual([]);
  expect(hasField(all, 'merge_fields')).toBe(false);
  await connector.close?.();

  server.resetCalls();
  await connect([], { AUDIENCES: SHOP });
  const one = (await connector.fields?.(testCall())) ?? [];
  expect([hasField(one, 'merge_fields.TIER'), hasField(one, 'merge_fields.TOPIC')]).toEqual([true, false]);
  expect(server.calls().map(({ path }) => path)).toEqual(['/3.0/lists', `/3.0/lists/${SHOP}/merge-fields`]);
});

it('never are what nobody needs to know, nor the hash of the address', async () => {
  await connect([]);
  const fields = (await connector.fields?.(testCall())) ?? [];
  const paths = ['id', 'ip_opt', 'ip_signup', 'location.latitude', 'email_client', 'last_note.note', '_links'];
  expect(paths.filter((path) => hasField(fields, path))).toEqual([]);
  expect(furtherFieldsIn(paths)).toEqual([]);
});

it('name what is asked for besides, each once, and nothing that is asked for anyway', () => {
  const paths = ['stats.avg_open_rate', 'stats.avg_click_rate', 'full_name', 'merge_fields.TIER', 'language', 'statistics'];
  expect(furtherFieldsIn(paths)).toEqual(['full_name', 'stats']);
});

it('come with a member by id and address, in a list of members and from the search, and only where they are named', async () => {
  const told = async () => {
    const found = await valuesOf(connector.find([by('id', id(ANNA)), by('email', 'anna@example.com')], testCall()));
    const lists = [
      await connector.members?.({ audience: `mailchimp:list:${SHOP}` }, 5, testCall()),
      await connector.search?.({ text: 'anna' }, 5, testCall()),
    ];
    const records = [...found.flat(), ...lists.flatMap((list) => list?.records.map(({ record }) => record) ?? [])];
    return records.map(({ raw }) => [valueAt(raw, 'stats.avg_open_rate'), valueAt(raw, 'full_name'), valueAt(raw, 'merge_fields.TIER')]);
  };
  await connect(['stats.avg_open_rate', 'merge_fields.TIER']);
  expect(await told()).toEqual(Array.from({ length: 4 }, () => [0, null, 'gold']));
  await connector.close?.();
  await connect([]);
  expect(await told()).toEqual(Array.from({ length: 4 }, () => [null, null, 'gold']));
});
