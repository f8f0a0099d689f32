// A changed customer as others are told of it: CloudEvents 1.0 in JSON, with ids and nothing else.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
import type { CustomerChanged } from '../../platform/exchange/hint';

export interface CloudEvent {
  specversion: '1.0';
  id: string;
  /** Who tells: a URI reference. */
  source: string;
  type: 'customer.changed.v1';
  /** Canonical id of the customer. */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  data: { systems: string[]; types: string[] };
}

export function toCloudEvent({ id, customer, systems, types, at }: CustomerChanged, source: string): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source,
    type: 'customer.changed.v1',
    subject: customer,
    time: at,
    datacontenttype: 'application/json',
    data: { systems, types },
  };
}
