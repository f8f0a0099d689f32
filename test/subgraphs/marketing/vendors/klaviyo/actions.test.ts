// What Klaviyo is asked to do, on the pretend Klaviyo.
import { marketingActions } from '../../../../../subgraphs/marketing/actions';
import { startKlaviyo } from '../../../../../sandbox/vendors/klaviyo/server';
import { klaviyo } from '../../../../../subgraphs/marketing/vendors/klaviyo';
import { describeActions } from '../../../../contracts/actions.contract';
import { aProfile, marketingWorld } from '../../../../sandbox/support/marketing-world';
import { startConnector } from '../../../../support/vendor-server';
import { CARL, id, KEY } from './klaviyo-world';

const GRETA = '01H000000000000000000GRETA';
const RITA = '01H0000000000000000000RITA';
const world = marketingWorld({
  profiles: [
    aProfile({
      id: GRETA,
      email: 'greta@example.com',
      phone: '+4930555666',
      emailConsent: said('SUBSCRIBED'),
      smsConsent: said('SUBSCRIBED'),
    }),
    aProfile({ id: RITA, email: 'rita@example.com', emailConsent: said('UNSUBSCRIBED') }),
    aProfile({ id: CARL, email: null, phone: '+4930777888' }),
  ],
});

function said(state: 'SUBSCRIBED' | 'UNSUBSCRIBED') {
  return { state, at: '2026-01-01T00:00:00.000Z', method: 'FORM' };
}

const statement = { statement: 'hubspot:contact:501', at: '2026-06-01T00:00:00.000Z' };
const write = { method: 'POST' as const };

describeActions({
  name: 'klaviyo',
  inputs: marketingActions,
  start: () => startKlaviyo({ world, port: 0, token: KEY, limits: 'off' }),
  connect: (server) => startConnector(klaviyo, { URL: server.url, KEY }),
  cases: [
    {
      action: 'setConsent',
      input: { record: id(GRETA), channel: 'EMAIL', status: 'REVOKED', ...statement },
      write,
      undoable: false,
      refused: { record: id(CARL), channel: 'EMAIL', status: 'REVOKED', ...statement },
    },
    { action: 'setConsent', input: { record: id(GRETA), channel: 'SMS', status: 'REVOKED', ...statement }, write, undoable: false },
    { action: 'setConsent', input: { record: id(RITA), channel: 'EMAIL', status: 'GRANTED', ...statement }, write, undoable: true },
    { action: 'suppress', input: { record: id(GRETA) }, write, undoable: true },
    {
      action: 'unsuppress',
      before: [{ action: 'suppress', input: { record: id(GRETA) } }],
      input: { record: id(GRETA) },
      write,
      undoable: false,
    },
    { action: 'deleteProfile', input: { record: id(GRETA) }, write, undoable: false },
  ],
});
