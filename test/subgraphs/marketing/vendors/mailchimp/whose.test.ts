import { startMailchimp, type RunningMailchimp } from '../../../../../sandbox/vendors/mailchimp/server';
import { mailchimp } from '../../../../../subgraphs/marketing/vendors/mailchimp';
import { subjectOf } from '../../../../../subgraphs/marketing/vendors/mailchimp/whose';
import { ANNA_NEWS, NEWS } from '../../../../sandbox/support/mailchimp-world';
import { testCall } from '../../../../support/call';
import { valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { id, KEY, world } from './mailchimp-members';

let server: RunningMailchimp;
beforeAll(async () => {
  server = await startMailchimp({ world, port: 0, token: KEY });
});
afterAll(() => server.stop());

it('tells who is meant by an audience and an address, in a request each, and does not carry the address', async () => {
  const connector = await startConnector(mailchimp, { KEY, URL: server.url });
  try {
    const subject = subjectOf(NEWS, 'Anna@example.com');
    expect(subject).not.toContain('@');
    const subjects = [subject, subjectOf(NEWS, 'nobody@example.com'), 'not one of ours'];
    expect(await valuesOf(connector.whose?.(subjects, testCall()) ?? Promise.resolve([]))).toEqual([[id(ANNA_NEWS, NEWS)], [], []]);
    expect(server.calls().map(({ path }) => path)).toHaveLength(2);
  } finally {
    await connector.close?.();
  }
});
