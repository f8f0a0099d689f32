// RT's custom fields: of those of a house only the users' are pretended, which all users have.
// https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Custom-Fields, and the JSON of a real 5.0.3.
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { Entity } from './entities';
import { meets, toConditions } from './json-search';
import { toPage } from './pages';
import type { Rights } from './rights';
import { pageShape } from './shapes';
import type { RequestTrackerStore } from './store';
import { customFieldId } from './users';

/** The search, by POST and by GET. */
export function createCustomFieldRoutes(store: RequestTrackerStore, rights: Rights): Route[] {
  const handle = (request: VendorRequest) => searchCustomFields(store, rights, request);
  const path = '/REST/2.0/customfields';
  return [
    { method: 'GET', path, shape: pageShape, handle },
    { method: 'POST', path, shape: pageShape, handle },
  ];
}

/** Without SeeCustomField RT takes each of them out of the page, and counts none. */
function searchCustomFields(store: RequestTrackerStore, { seeCustomFields }: Rights, request: VendorRequest): VendorAnswer {
  const conditions = toConditions(request);
  if (!Array.isArray(conditions)) return conditions;
  const found = store.customFields
    .map((name, index) => fieldsOf(name, index))
    .filter((fields) => meets(conditions, (field) => (field in fields ? [String(fields[field])] : null)));
  return toPage(found.map(toEntity), request, seeCustomFields ? null : () => true);
}

function fieldsOf(name: string, index: number): Record<string, string | number> {
  const fields = { Name: name, Type: 'Freeform', LookupType: 'RT::User', MaxValues: 1, Description: '', SortOrder: 0, Disabled: 0 };
  return { id: customFieldId(index), ...fields };
}

function toEntity(fields: Record<string, string | number>): Entity {
  return { type: 'customfield', ref: String(fields['id']), fields };
}
