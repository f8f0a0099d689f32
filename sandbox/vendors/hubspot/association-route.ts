// HubSpot's associations of many objects of one type with another type; a contact or a company is at one end of all that the
// world knows.
import { z } from 'zod';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import { countInputs } from './batch-routes';
import { invalid } from './errors';
import type { AnyType } from './associations';
import { type ObjectType, toObjectType } from './objects';
import { type BatchError, toBatchAnswer, toSingular } from './reading';
import { associationsShape } from './shapes';
import type { HubspotStore } from './store';

const MAX_INPUTS = 1000;
/** Associations of one contact in one answer; more come by `paging.next.after`. */
const PAGE = 500;

/** HubSpot's own association type ids, from a contact and to one: https://developers.hubspot.com/docs/api/crm/associations */
const FROM_CONTACT: Record<ObjectType, number> = {
  companies: 279,
  deals: 4,
  calls: 193,
  emails: 197,
  meetings: 199,
  notes: 201,
  tasks: 203,
};
const TO_CONTACT: Record<ObjectType, number> = { companies: 280, deals: 3, calls: 194, emails: 198, meetings: 200, notes: 202, tasks: 204 };

/** https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associations-v4/guide#company-to-object */
const FROM_COMPANY: Partial<Record<ObjectType, number>> = { deals: 342, calls: 181, emails: 185, meetings: 187, notes: 189, tasks: 191 };

/** https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associations-v4/guide#deal-to-object */
const TO_COMPANY: Partial<Record<ObjectType, number>> = { deals: 341 };

const associationBody = z.object({ inputs: z.array(z.object({ id: z.string(), after: z.string().optional() })) });

export function createAssociationRoute(store: HubspotStore): Route {
  return {
    // https://developers.hubspot.com/docs/api/crm/associations: 1,000 inputs. An object without
    // any is no result but an error NO_ASSOCIATIONS_FOUND in a 207.
    method: 'POST',
    path: '/crm/v4/associations/:from/:to/batch/read',
    shape: associationsShape,
    keys: countInputs,
    handle: (request) => readAssociations(store, request),
  };
}

function readAssociations(store: HubspotStore, { params, body }: VendorRequest): VendorAnswer {
  const link = toLink(store, params['from'] ?? '', params['to'] ?? '');
  if (typeof link === 'string') return invalid(`Unable to infer object type from: ${link}`);
  const parsed = associationBody.safeParse(body);
  if (!parsed.success) return invalid(`Invalid input JSON: ${z.prettifyError(parsed.error)}`);
  const { inputs } = parsed.data;
  if (inputs.length > MAX_INPUTS) return invalid(`The maximum number of inputs supported in a batch request is ${MAX_INPUTS}.`);

  const results: object[] = [];
  const errors: BatchError[] = [];
  for (const { id, after } of inputs) {
    const ids = link.idsOf(id);
    if (ids.length === 0) {
      errors.push(toNoAssociations(id, link));
      continue;
    }
    const start = Number(after ?? 0);
    const end = start + PAGE;
    results.push({
      from: { id },
      to: ids.slice(start, end).map((toObjectId) => ({
        toObjectId,
        associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: link.typeId, label: null }],
      })),
      ...(end < ids.length ? { paging: { next: { after: String(end) } } } : {}),
    });
  }
  return toBatchAnswer(results, errors);
}

interface Link {
  from: AnyType;
  to: AnyType;
  typeId: number;
  idsOf(id: string): readonly string[];
}

/** @returns the name that is no type, or no other end of a contact's or company's associations, where there is no such link. */
function toLink(store: HubspotStore, fromName: string, toName: string): Link | string {
  const from = toObjectType(fromName);
  const to = toObjectType(toName);
  if (from === null) return fromName;
  if (to === null) return toName;
  const typeId = toTypeId(from, to);
  return typeId === undefined ? toName : { from, to, typeId, idsOf: (id) => store.associated(from, id, to) };
}

function toTypeId(from: AnyType, to: AnyType): number | undefined {
  if (from === 'contacts') return to === 'contacts' ? undefined : FROM_CONTACT[to];
  if (to === 'contacts') return TO_CONTACT[from];
  return to === 'companies' ? TO_COMPANY[from] : from === 'companies' ? FROM_COMPANY[to] : undefined;
}

function toNoAssociations(id: string, { from, to }: Link): BatchError {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${toSingular(to)} is associated with ${toSingular(from)} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [toSingular(from)], toObjectType: [toSingular(to)] },
    links: {},
    errors: [],
  };
}
