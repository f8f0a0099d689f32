// Mailchimp's reads of the merge fields of an audience. That of the address itself is none of them.
import type { Route } from '../../http/message';
import { answer, audienceOf } from './answers';
import type { MergeField } from './merge-fields';
import { checkParameters, PAGING, readChoice, toPage } from './parameters';
import { MERGE_TYPES, mergeFieldsShape } from './shapes';
import type { MailchimpStore } from './store';

export function createMergeFieldRoutes(store: MailchimpStore): Route[] {
  return [
    {
      // https://mailchimp.com/developer/marketing/api/list-merges/list-merge-fields/ (1,000 a page, 10 by default)
      method: 'GET',
      path: '/3.0/lists/:list/merge-fields',
      shape: mergeFieldsShape,
      handle(request) {
        const { query, origin } = request;
        checkParameters(query, [...PAGING, 'type', 'required']);
        const { id } = audienceOf(store, request);
        const type = readChoice(query, 'type', MERGE_TYPES);
        // None is required here.
        const required = readChoice(query, 'required', ['true', 'false']);
        const all = store.mergeFieldsOf(id).map((field, index) => toMergeField(field, index + 1, id, origin));
        const found = all.filter((field) => (type === null || field.type === type) && required !== 'true');
        return answer({ merge_fields: toPage(found, query), list_id: id, total_items: found.length }, request, mergeFieldsShape);
      },
    },
  ];
}

const OPTIONS: Readonly<Record<MergeField['type'], object>> = {
  text: { size: 25 },
  address: { default_country: 276 },
  phone: { phone_format: 'none' },
  birthday: { date_format: 'MM/DD' },
};

function toMergeField({ tag, name, type }: MergeField, merge_id: number, list_id: string, origin: string) {
  return {
    ...{ merge_id, tag, name, type, required: false, default_value: '', public: true, display_order: merge_id + 1 },
    ...{ options: OPTIONS[type], help_text: '', list_id },
    _links: [{ rel: 'self', href: `${origin}/3.0/lists/${list_id}/merge-fields/${merge_id}`, method: 'GET' }],
  };
}
