// What the routes' answers have in common: the parts the caller asked for, the resource's links, and what is found by an id.
import type { z } from 'zod';
import type { VendorAnswer, VendorRequest } from '../../http/message';
import type { MailchimpAudience, MailchimpMember } from '../../world/mailchimp-story';
import { notFound, Refused } from './errors';
import { withFields } from './fields';
import type { MailchimpStore } from './store';

/** 200 with the body, its links, and of both what `fields` and `exclude_fields` leave. @throws Refused */
export function answer(body: object, { query, origin, path }: VendorRequest, shape: z.ZodType): VendorAnswer {
  const whole = { ...body, _links: [{ rel: 'self', href: `${origin}${path}`, method: 'GET' }] };
  return { status: 200, body: withFields(whole, query, shape) };
}

/** The audience named in the path. @throws Refused where there is none. */
export function audienceOf(store: MailchimpStore, { params }: VendorRequest): MailchimpAudience {
  return store.audiences.find(({ id }) => id === params['list']) ?? refuse();
}

/** The member named in the path, by whatever the endpoint takes. @throws Refused where there is none. */
export function memberOf(store: MailchimpStore, request: VendorRequest, takes: 'any key' | 'the hash'): MailchimpMember {
  const { id } = audienceOf(store, request);
  const key = request.params['hash'] ?? '';
  return (takes === 'any key' ? store.member(id, key) : store.memberByHash(id, key)) ?? refuse();
}

/** @throws Refused: 404. */
export function refuse(): never {
  throw new Refused(notFound());
}
