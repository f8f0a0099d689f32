// Whoever took consent back anywhere is not to be contacted from anywhere. Our own writes come back as events: by then no profile says yes
// any more, so that it ends there.
import { call } from '../workflows/action';
import { workflow } from '../workflows/workflow';
import { setMarketingConsent } from './actions';
import { UnsubscribedReadDocument } from './reads.gen';

export const unsubscribed = workflow({
  name: 'unsubscribed-everywhere',
  about: 'Consent that is taken back in one system is taken back in all marketing profiles of the customer.',
  on: ['marketing.profile.updated', 'marketing.consent.updated', 'crm.contact.updated', 'sales.customer.updated'],
  read: UnsubscribedReadDocument,
  each({ data: { customer } }) {
    if (customer === null) return [];
    return (customer.profile?.permissions ?? []).flatMap(({ channel, status, consents }) => {
      // What marketing systems here can be told of.
      if (channel !== 'EMAIL' && channel !== 'SMS') return [];
      const granting = (customer.marketing?.consents ?? []).filter((one) => one.channel === channel && one.status === 'GRANTED');
      if ((status !== 'REVOKED' && status !== 'DENIED') || granting.length === 0) return [];
      // Given again and taken back again, it is another matter.
      const since =
        consents
          .filter((one) => one.status === status)
          .map(({ at }) => at ?? 'unknown')
          .sort()
          .at(-1) ?? 'unknown';
      const records = [...new Set(granting.map(({ record }) => record.id))];
      return [{ key: `${customer.id} ${channel} ${since}`, item: { channel, records } }];
    });
  },
  when: ({ item }) => item.records.length > 0,
  does: [setMarketingConsent],
  steps: ({ event: { at }, item: { channel, records } }) =>
    records.map((record) =>
      call(setMarketingConsent, record, { record, channel, status: 'REVOKED', statement: 'taken back in another system', at }),
    ),
});
