// What Mailchimp is asked to do, on the pretend Mailchimp.
import { startMailchimp, type RunningMailchimp } from '../../../../../sandbox/vendors/mailchimp/server';
import { marketingActions, type MarketingActions } from '../../../../../subgraphs/marketing/actions';
import type { MarketingConnector } from '../../../../../subgraphs/marketing/contract';
import { mailchimp } from '../../../../../subgraphs/marketing/vendors/mailchimp';
import { describeActions } from '../../../../contracts/actions.contract';
import { aMember, ANNA, ANNA_NEWS, BERT, contactId, mailchimpWorld, NEWS } from '../../../../sandbox/support/mailchimp-world';
import { testCall } from '../../../../support/call';
import { by, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { id, KEY } from './mailchimp-members';

/** Was unsubscribed by staff, who may take that back. */
const RITA = contactId(20);
/** Of anna@example.com. */
const HASH = '6b56db1f84a3997b902509d3fbf0a306';
const byStaff = { status: 'unsubscribed', unsubscribeReason: 'N/A (Unsubscribed by an admin)' } as const;
const world = mailchimpWorld({
  members: [...mailchimpWorld().mailchimp.members, aMember({ contactId: RITA, email: 'rita@example.com', ...byStaff })],
});

const statement = { statement: 'hubspot:contact:501', at: '2026-06-01T00:00:00.000Z' };
const consent = (record: string, status: 'GRANTED' | 'REVOKED', channel = 'EMAIL') => ({ record, channel, status, ...statement });
const patch = { method: 'PATCH' as const };
const post = { method: 'POST' as const };
const start = () => startMailchimp({ world, port: 0, token: KEY });

describeActions({
  name: 'mailchimp',
  inputs: marketingActions,
  start,
  connect: (server) => startConnector(mailchimp, { URL: server.url, KEY }),
  cases: [
    {
      action: 'setConsent',
      input: consent(id(ANNA), 'REVOKED'),
      write: patch,
      undoable: false,
      // Unsubscribed by her own hand.
      refused: consent(id(ANNA_NEWS, NEWS), 'GRANTED'),
    },
    { action: 'setConsent', input: consent(id(RITA), 'GRANTED'), write: patch, undoable: true, refused: consent(id(BERT), 'GRANTED') },
    {
      action: 'setConsent',
      input: consent(id(BERT), 'REVOKED'),
      write: patch,
      undoable: false,
      refused: consent(id(ANNA), 'REVOKED', 'SMS'),
    },
    { action: 'addTag', input: { record: id(ANNA), tag: 'Met at the fair' }, write: post, undoable: true },
    { action: 'addTag', input: { record: id(ANNA), tag: 'Trade fair' }, write: post, undoable: true },
    { action: 'removeTag', input: { record: id(ANNA), tag: 'VIP' }, write: post, undoable: true },
    { action: 'deleteProfile', input: { record: id(ANNA) }, write: post, undoable: false, refused: { record: id(HASH) } },
  ],
});

describe('what Mailchimp is asked to do', () => {
  let server: RunningMailchimp;
  let connector: MarketingConnector;
  beforeEach(async () => void (server = await start()));
  afterEach(async () => {
    await connector.close?.();
    await server.stop();
  });
  async function connect(more: Record<string, string> = {}): Promise<MarketingActions> {
    connector = await startConnector(mailchimp, { URL: server.url, KEY, ...more });
    return connector.actions ?? {};
  }
  const call = { ...testCall(), key: 'key', dryRun: false };

  it('keeps the time at which a consent was given', async () => {
    const { setConsent } = await connect();
    await setConsent?.({ ...statement, record: id(RITA), channel: 'EMAIL', status: 'GRANTED' }, call);
    const [found] = await valuesOf(connector.find([by('id', id(RITA))], testCall()));
    expect(found).toMatchObject([{ consents: [{ status: 'GRANTED', at: statement.at }] }]);
  });

  it('deletes a member of the audience that is named, and of no other', async () => {
    const { deleteProfile } = await connect();
    await deleteProfile?.({ record: id(ANNA) }, call);
    const [found] = await valuesOf(connector.find([by('email', 'anna@example.com')], testCall()));
    expect(found?.map((record) => record.id)).toEqual([id(ANNA_NEWS, NEWS)]);
  });

  it('touches no audience that is configured away, and does not say that its members are gone', async () => {
    const { deleteProfile } = await connect({ AUDIENCES: NEWS });
    const deletion = deleteProfile?.({ record: id(ANNA) }, call);
    await expect(deletion).rejects.toMatchObject({ extensions: { code: 'ACTION_RECORD_UNKNOWN' } });
    expect(server.calls()).toEqual([]);
  });
});
