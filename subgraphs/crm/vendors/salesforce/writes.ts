// Salesforce's writes of one record, and of a note with what it hangs on. None is ever sent twice by itself: Salesforce documents no
// idempotency keys, and an external id of our own would need a field that orgs do not have.
import { z } from 'zod';
import { notThere, refusedInput } from '../../../../platform/actions/refusal';
import { InputError, UpstreamError, type UpstreamCode } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import { codeOf, DATA, parse, sendWrite, type SalesforceApi } from './api';

/** What it was that Salesforce refused, for the words about it. */
export interface Asked {
  action: string;
  input: object;
}

/** Fields by their API names. */
export type Fields = Readonly<Record<string, string>>;

type WrittenObject = 'Contact' | 'Lead' | 'Task' | 'ContentNote';

const Saved = z.object({ id: z.string() });
const Composite = z.object({
  compositeResponse: z.array(z.object({ body: z.unknown(), httpStatusCode: z.int(), referenceId: z.string() })),
});

/**
 * Its id, of 18 characters. Throws `InputError` where Salesforce refuses what is written, a duplicate rule of the org included.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-sobject-basic-info-post.html; one request of the day's.
 */
export async function createRecord(api: SalesforceApi, object: WrittenObject, fields: Fields, asked: Asked, call: Call): Promise<string> {
  const { status, body } = await sendWrite(api, { method: 'POST', path: `/sobjects/${object}`, body: fields }, call);
  if (status >= 400) throw refusal(api, status, body, asked);
  return parse(api, Saved, body).id;
}

/**
 * Sets fields. Throws `InputError` where Salesforce refuses them, or has no such record.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-sobject-retrieve-patch.html; one request of the day's.
 */
export async function updateRecord(
  api: SalesforceApi,
  { object, id }: { object: WrittenObject; id: string },
  fields: Fields,
  asked: Asked,
  call: Call,
): Promise<void> {
  const { status, body } = await sendWrite(api, { method: 'PATCH', path: `/sobjects/${object}/${id}`, body: fields }, call);
  if (status === 404) throw notThere(api.source, asked.action);
  if (status >= 400) throw refusal(api, status, body, asked);
}

/**
 * Puts a record into the recycle bin, where it may lie already; Salesforce empties that after 15 days. Throws `InputError` where
 * something that stays names it.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-sobject-retrieve-delete.html; one request of the day's.
 */
export async function deleteRecord(
  api: SalesforceApi,
  { object, id }: { object: WrittenObject; id: string },
  asked: Asked,
  call: Call,
): Promise<void> {
  const { status, body } = await sendWrite(api, { method: 'DELETE', path: `/sobjects/${object}/${id}` }, call);
  if (status === 404) return;
  if (status >= 400) throw codeOf(body) === 'DELETE_FAILED' ? held(api, asked) : refusal(api, status, body, asked);
}

/**
 * A note that hangs on a record, made with its link or not at all: its id. Throws `InputError` where Salesforce refuses what is written.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-composite-post.html: one request of the day's;
 * https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-contentnote.html: 50 MB.
 *
 * @param content as HTML; of texts what means something there escaped.
 */
export async function createLinkedNote(
  api: SalesforceApi,
  { title, content, on }: { title: string; content: string; on: string },
  asked: Asked,
  call: Call,
): Promise<string> {
  const note = { Title: title, Content: Buffer.from(content, 'utf8').toString('base64') };
  const link = { ContentDocumentId: '@{note.id}', LinkedEntityId: on, ShareType: 'V' };
  const compositeRequest = [
    { method: 'POST', url: `${DATA}/sobjects/ContentNote`, referenceId: 'note', body: note },
    { method: 'POST', url: `${DATA}/sobjects/ContentDocumentLink`, referenceId: 'link', body: link },
  ];
  const { status, body } = await sendWrite(api, { method: 'POST', path: '/composite', body: { allOrNone: true, compositeRequest } }, call);
  if (status >= 400) throw refusal(api, status, body, asked);
  const { compositeResponse } = parse(api, Composite, body);
  const failed = compositeResponse.filter(({ httpStatusCode }) => httpStatusCode >= 400);
  // The others were halted for its sake.
  const fault = failed.find((one) => codeOf(one.body) !== 'PROCESSING_HALTED') ?? failed[0];
  if (fault !== undefined) throw refusal(api, fault.httpStatusCode, fault.body, asked);
  return parse(api, Saved, compositeResponse.find(({ referenceId }) => referenceId === 'note')?.body).id;
}

/** What the content is not to blame for: rights, and trouble that passes. Every field that is written is a standard one. */
const NOT_REFUSED: Readonly<Record<string, UpstreamCode>> = {
  INVALID_FIELD: 'UPSTREAM_DENIED',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'UPSTREAM_DENIED',
  INSUFFICIENT_ACCESS_OR_READONLY: 'UPSTREAM_DENIED',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'UPSTREAM_DENIED',
  INVALID_TYPE: 'UPSTREAM_DENIED',
  NOT_FOUND: 'UPSTREAM_DENIED',
  UNABLE_TO_LOCK_ROW: 'UPSTREAM_UNAVAILABLE',
  STORAGE_LIMIT_EXCEEDED: 'UPSTREAM_UNAVAILABLE',
};

function refusal({ source }: SalesforceApi, status: number, body: unknown, { action, input }: Asked): InputError | UpstreamError {
  const code = codeOf(body) ?? '';
  const trouble = status === 403 ? 'UPSTREAM_DENIED' : status >= 500 ? 'UPSTREAM_UNAVAILABLE' : NOT_REFUSED[code];
  if (trouble === undefined) return refusedInput(source, action, input);
  // The code alone: messages repeat values.
  return new UpstreamError(source, trouble, { cause: new Error(`HTTP ${status} ${code}`) });
}

function held({ source }: SalesforceApi, { action }: Asked): InputError {
  const message = `${source} refuses this ${action}: cases, contracts or a portal user name the record. Remove them in ${source}, and ask anew.`;
  return new InputError(message, { code: 'ACTION_REFUSED', source });
}
