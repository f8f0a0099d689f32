// What an org tells of itself: the versions of the API, its objects and their fields, its limits.
// https://developer.salesforce.com/docs/platform/api-rest/guide/resources-sobject-describe.html,
// https://developer.salesforce.com/docs/platform/api-rest/guide/resources-limits.html
import type { Route } from '../../http/message';
import { KEY_PREFIXES, type ForceObject } from '../../world/salesforce/ids';
import type { SalesforceMeter } from './limits';
import { objectNamed } from './record-routes';
import { allObjects, childRelationships, fieldsOf, type Field } from './schema';
import { isWritable, isWritableField } from './writable';

export function createInfoRoutes(meter: SalesforceMeter, versions: readonly string[]): Route[] {
  return [
    {
      method: 'GET',
      path: '/services/data',
      handle: () => ({
        status: 200,
        body: versions.map((version) => ({ label: `Version ${version}`, url: `/services/data/v${version}`, version })),
      }),
    },
    {
      method: 'GET',
      path: '/services/data/:version',
      handle: ({ params }) => ({
        status: 200,
        body: Object.fromEntries(
          ['sobjects', 'query', 'queryAll', 'search', 'parameterizedSearch', 'composite', 'limits'].map((name) => [
            name,
            `/services/data/${params['version']}/${name}`,
          ]),
        ),
      }),
    },
    {
      method: 'GET',
      path: '/services/data/:version/limits',
      handle() {
        const { used, max } = meter.usage();
        return { status: 200, body: { DailyApiRequests: { Max: max, Remaining: max - used } } };
      },
    },
    {
      method: 'GET',
      path: '/services/data/:version/sobjects',
      handle: ({ params }) => ({
        status: 200,
        body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects: allObjects().map((object) => toSummary(object, params['version'] ?? '')) },
      }),
    },
    {
      method: 'GET',
      path: '/services/data/:version/sobjects/:object/describe',
      handle({ params }) {
        const object = objectNamed(params['object'] ?? '');
        return {
          status: 200,
          body: {
            ...toSummary(object, params['version'] ?? ''),
            fields: fieldsOf(object).map((field) => toDescription(object, field)),
            childRelationships: childRelationships(object).map(({ name, object: child, field }) => ({
              ...{ childSObject: child, field, relationshipName: name, cascadeDelete: false, restrictedDelete: false },
            })),
            recordTypeInfos: [],
          },
        };
      },
    },
  ];
}

function toSummary(object: ForceObject, version: string) {
  const written = isWritable(object);
  const own = `/services/data/${version}/sobjects/${object}`;
  return {
    ...{ name: object, label: object, labelPlural: `${object}s`, keyPrefix: KEY_PREFIXES[object], custom: false },
    ...{ queryable: true, retrieveable: true, searchable: true, createable: written, updateable: written, deletable: written },
    urls: { sobject: own, describe: `${own}/describe`, rowTemplate: `${own}/{ID}` },
  };
}

function toDescription(object: ForceObject, { name, type, parent, custom, externalId }: Field) {
  const written = isWritableField(object, name);
  return {
    ...{ createable: written, updateable: written },
    ...{ name, label: name.replaceAll('_', ' '), custom, externalId, nillable: type !== 'id' && type !== 'boolean' },
    type: type === 'longtext' ? 'textarea' : type,
    ...{ filterable: type !== 'longtext', sortable: type !== 'longtext', caseSensitive: false, unique: externalId },
    ...{ idLookup: type === 'id' || externalId || name === 'Email', length: 255 },
    ...{ referenceTo: parent === null ? [] : [parent.object], relationshipName: parent?.relationship ?? null, picklistValues: [] },
  };
}
