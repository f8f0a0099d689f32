// Records written by id: a new one, some fields of one, one into the recycle bin. What each requires is in requirements.ts.
// https://developer.salesforce.com/docs/platform/api-rest/guide/resources-sobject-basic-info-post.html, .../resources-sobject-retrieve-patch.html,
// .../resources-sobject-retrieve-delete.html
import { z } from 'zod';
import type { Route } from '../../http/message';
import { toForceId, type ForceObject } from '../../world/salesforce/ids';
import { refuseDuplicate } from './duplicates';
import { entityIsDeleted, notFound, refuse, Refused } from './errors';
import { objectNamed } from './record-routes';
import { fieldsToWrite } from './requirements';
import type { Row } from './rows';
import type { SalesforceStore } from './store';
import { isWritable } from './writable';
import type { RecordWriter } from './writing';

const saved = z.strictObject({ id: z.string().length(18), success: z.literal(true), errors: z.array(z.never()) });
const nothing = z.null();

export function createWriteRoutes(store: SalesforceStore, writer: RecordWriter): Route[] {
  /** @throws Refused 404 for one that is not there, or another object's */
  function existing(object: ForceObject, id: string): Row {
    const row = store.row(toForceId(id) ?? '');
    if (row === null || !store.rows(object).includes(row)) throw new Refused(notFound());
    if (row['IsDeleted'] === true) throw new Refused(entityIsDeleted());
    return row;
  }

  return [
    {
      method: 'POST',
      path: '/services/data/:version/sobjects/:object',
      shape: saved,
      handle({ params, body, headers }) {
        const object = objectNamed(params['object'] ?? '');
        const fields = fieldsToWrite(store, object, body, null);
        if (object === 'Contact') refuseDuplicate(store, fields, [headers['sforce-duplicate-rule-header']].flat()[0]);
        return { status: 201, body: { id: writer.create(object, fields), success: true, errors: [] } };
      },
    },
    {
      method: 'PATCH',
      path: '/services/data/:version/sobjects/:object/:id',
      shape: nothing,
      handle({ params, body }) {
        const object = objectNamed(params['object'] ?? '');
        const row = existing(object, params['id'] ?? '');
        if (row['IsConverted'] === true) throw refuse('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', []);
        writer.update(object, row, fieldsToWrite(store, object, body, row));
        return { status: 204, body: null };
      },
    },
    {
      method: 'DELETE',
      path: '/services/data/:version/sobjects/:object/:id',
      shape: nothing,
      handle({ params }) {
        const object = objectNamed(params['object'] ?? '');
        const row = existing(object, params['id'] ?? '');
        if (!isWritable(object)) throw refuse('DELETE_FAILED', `the sandbox deletes no ${object}`, []);
        writer.remove(object, row);
        return { status: 204, body: null };
      },
    },
  ];
}
