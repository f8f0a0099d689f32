// What profiles did: their newest events, one profile a request.
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import type { RecordId } from '../../../../platform/record';
import type { Engagement } from '../../contract';
import { ownIds, type KlaviyoApi } from './api';
import { equals } from './filter';
import { EventList, toEngagement } from './touches';

/** "Returns a maximum of 200 events per page." The newest ones are enough for a view; older pages are not read. */
const EVENTS = 200;
/**
 * Requests side by side, as many as a source has connections. Klaviyo allows 350 a second and 3,500 a minute here; eight that take
 * a tenth of a second each stay far below both for a list of customers, and leave room for others who use the account.
 */
const EVENT_READS_AT_ONCE = 8;

/**
 * The newest 200 events of each profile. `profile_id` takes `equals` alone, so that there is no way to ask for several profiles.
 * https://developers.klaviyo.com/en/reference/get_events
 */
export function engagementOfProfiles(api: KlaviyoApi): BatchRead<RecordId, Engagement> {
  return chunked<Engagement>({
    absent: { touches: [], feedback: [] },
    keysPerCall: 1,
    atOnce: EVENT_READS_AT_ONCE,
    async read(recordIds, call) {
      const [asked] = ownIds(api.account, 'profile', recordIds);
      if (asked === undefined) return new Map();
      const [profile, id] = asked;
      const { body } = await api.http.send({
        method: 'GET',
        path: '/api/events',
        query: {
          filter: equals('profile_id', profile),
          include: 'metric',
          'fields[event]': 'datetime,event_properties',
          'fields[metric]': 'name',
          sort: '-datetime',
          'page[size]': EVENTS,
        },
        reply: EventList,
        call,
      });
      return new Map([[id, toEngagement(body, profile, api.account)]]);
    },
  });
}
