// HubSpot's associations of many contacts with one other object type.
import { z } from 'zod';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import { countInputs } from './batch-routes';
import { invalid } from './errors';
import { type ObjectType, toObjectType } from './objects';
import { type BatchError, toBatchAnswer, toSingular } from './reading';
import { associationsShape } from './shapes';
import type { HubspotStore } from './store';

const MAX_INPUTS = 1000;
/** Associations of one contact in one answer; more come by `paging.next.after`. */
const PAGE = 500;

/** HubSpot's own association type ids, from a contact: https://developers.hubspot.com/docs/api/crm/associations */
const TYPE_IDS: Record<ObjectType, number> = { companies: 279, deals: 4, calls: 193, emails: 197, meetings: 199, notes: 201, tasks: 203 };

const associationBody = z.object({ inputs: z.array(z.object({ id: z.string(), after: z.string().optional() })) });

export function createAssociationRoute(store: HubspotStore): Route {
  return {
    // https://developers.hubspot.com/docs/api/crm/associations: 1,000 inputs. A contact without
    // any is no result but an error NO_ASSOCIATIONS_FOUND in a 207.
    method: 'POST',
    path: '/crm/v4/associations/:from/:to/batch/read',
    shape: associationsShape,
    keys: countInputs,
    handle: (request) => readAssociations(store, request),
  };
}

function readAssociations(store: HubspotStore, { params, body }: VendorRequest): VendorAnswer {
  const from = toObjectType(params['from'] ?? '');
  const to = toObjectType(params['to'] ?? '');
  if (from !== 'contacts') return invalid(`Unable to infer object type from: ${params['from']}`);
  if (to === null || to === 'contacts') return invalid(`Unable to infer object type from: ${params['to']}`);
  const parsed = associationBody.safeParse(body);
  if (!parsed.success) return invalid(`Invalid input JSON: ${z.prettifyError(parsed.error)}`);
  const { inputs } = parsed.data;
  if (inputs.length > MAX_INPUTS) return invalid(`The maximum number of inputs supported in a batch request is ${MAX_INPUTS}.`);

  const results: object[] = [];
  const errors: BatchError[] = [];
  for (const { id, after } of inputs) {
    const ids = store.associated(id, to);
    if (ids.length === 0) {
      errors.push(toNoAssociations(id, to));
      continue;
    }
    const start = Number(after ?? 0);
    const end = start + PAGE;
    results.push({
      from: { id },
      to: ids.slice(start, end).map((toObjectId) => ({
        toObjectId,
        associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: TYPE_IDS[to], label: null }],
      })),
      ...(end < ids.length ? { paging: { next: { after: String(end) } } } : {}),
    });
  }
  return toBatchAnswer(results, errors);
}

function toNoAssociations(id: string, to: ObjectType): BatchError {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${toSingular(to)} is associated with contact ${id}.`,
    context: { fromObjectId: [id], fromObjectType: ['contact'], toObjectType: [toSingular(to)] },
    links: {},
    errors: [],
  };
}
