// The contract as it is written: what every subgraph's SDL must say, and that the committed supergraph is what it composes to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { isObjectType, Kind, type ConstDirectiveNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';
import { readRequirements } from '../../gateway/authorisation/applied';
import { readSubgraphSdl, subgraphNames } from '../../platform/subgraph/sdl';

const FOLDER = join(__dirname, '..', '..', 'schema');
const SUPERGRAPH = readFileSync(join(FOLDER, 'supergraph.graphql'), 'utf8');

const contracts = subgraphNames(FOLDER).map((name) => ({ name, typeDefs: readSubgraphSdl(FOLDER, name) }));

/** Leaves that can hold any text. */
const TEXTS = ['String', 'Date', 'Decimal', 'JSON'];

/** Texts without `@pii`, looked at one by one: words of the systems and of their owners, never of or about a person. By type. */
const NOT_PERSONAL: Readonly<Record<string, readonly string[]>> = {
  Audience: ['name'],
  CacheConsistency: ['error'],
  CampaignTouch: ['campaign'],
  Company: ['domain', 'industry'],
  Consent: ['purpose'],
  ContactPermission: ['purpose'],
  CustomField: ['key', 'path'],
  CustomValue: ['rule'],
  CustomerSubscription: ['plan', 'url'],
  DomainStatus: ['error', 'sources'],
  Evidence: ['identifier', 'note', 'rule'],
  Feedback: ['kind'],
  FieldConsistency: ['field'],
  FieldMapping: ['by', 'field', 'from', 'of'],
  FieldProvenance: ['field', 'rule'],
  Invoice: ['dueDate', 'issueDate', 'number', 'url'],
  Lead: ['sourceChannel', 'status'],
  ListedItem: ['url'],
  Money: ['currency'],
  Operation: ['askedBy', 'choices', 'name', 'reason', 'version'],
  OperationStep: ['action', 'domain', 'error', 'source'],
  Opportunity: ['closeDate', 'stage'],
  Order: ['number', 'url'],
  OrderItem: ['name', 'sku'],
  OrderReturn: ['number'],
  Payment: ['url'],
  PostalAddress: ['country', 'purpose'],
  Process: ['about', 'after', 'graph', 'name', 'trigger', 'version'],
  RecordRef: ['source', 'type', 'url'],
  Shipment: ['carrier'],
  Signal: ['code', 'reason'],
  Source: ['cacheMode', 'vendor'],
  SourceLookup: ['by', 'note'],
  StepCompensation: ['action', 'error'],
  Ticket: ['channel', 'number', 'url'],
  TimelineEvent: ['kind'],
};
/** Of pages, and the sources that are missing in a list. */
const EVERYWHERE = ['cursor', 'startCursor', 'endCursor', 'missing'];

interface Field {
  coordinate: string;
  type: ObjectTypeDefinitionNode;
  field: FieldDefinitionNode;
}

const objects = contracts.flatMap(({ name, typeDefs }) =>
  typeDefs.definitions.flatMap((definition) => (definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [{ subgraph: name, definition }] : [])),
);
const fields: Field[] = objects.flatMap(({ subgraph, definition }) =>
  (definition.fields ?? []).map((field) => ({
    coordinate: `${subgraph}: ${definition.name.value}.${field.name.value}`,
    type: definition,
    field,
  })),
);

function has(name: string, { directives = [] }: { directives?: readonly ConstDirectiveNode[] }): boolean {
  return directives.some((directive) => directive.name.value === name);
}

function typeNameOf({ type }: FieldDefinitionNode): string {
  let inner = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}

describe('the committed supergraph', () => {
  it('is what the subgraphs compose to now', () => {
    const services = contracts.map(({ name, typeDefs }) => ({ name, url: `http://${name}.in-process/graphql`, typeDefs }));
    const { supergraphSdl, errors } = composeServices(services);
    expect(errors).toBeUndefined();
    expect(supergraphSdl === SUPERGRAPH).toBe(true);
  });

  it('shows clients nothing that is hidden', () => {
    const api = Supergraph.build(readRequirements(SUPERGRAPH).sdl).apiSchema().toGraphQLJSSchema();
    const names = Object.values(api.getTypeMap()).flatMap((type) => [
      type.name,
      ...(isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []),
    ]);
    const own = names.filter((name) => !name.startsWith('__'));
    expect(own).toContain('Customer.profile');
    const hidden =
      /Evidence$|Events$|Report$|matchKeys|MatchKeys|^RecordQuery$|^RecordMatches$|^SourceReports$|^ActionRe|^OfferedActions$|(Query|Mutation)\._|^pii__|^CacheControl|^join__|^link__/;
    expect(
      own.filter((name) => hidden.test(name) && !['Evidence', 'Query.consistencyReport'].includes(name) && !/\.evidence$/.test(name)),
    ).toEqual([]);
    expect(api.getDirectives().map(({ name }) => name)).not.toContain('pii');
  });
});

describe('every subgraph', () => {
  // One composite field without a hint makes the whole response `no-store`.
  it('says how long each of its objects may be kept', () => {
    const silent = objects.filter(
      ({ definition }) => !['Query', 'Mutation', 'Subscription'].includes(definition.name.value) && !has('cacheControl', definition),
    );
    expect(silent.map(({ subgraph, definition }) => `${subgraph}: ${definition.name.value}`)).toEqual([]);
    const roots = fields.filter(({ type, field }) => type.name.value === 'Query' && !has('inaccessible', field));
    expect(roots.filter(({ field }) => !has('cacheControl', field)).map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it('marks every text that may be of a person, or about one', () => {
    const texts = fields.filter(({ field }) => TEXTS.includes(typeNameOf(field)) && !has('inaccessible', field) && !has('external', field));
    const isLookedAt = ({ type, field: { name } }: Field): boolean =>
      EVERYWHERE.includes(name.value) || NOT_PERSONAL[type.name.value]?.includes(name.value) === true;
    expect(texts.filter(({ field }) => has('pii', field)).length).toBeGreaterThan(30);
    expect(texts.filter((one) => has('pii', one.field) === isLookedAt(one)).map(({ coordinate }) => coordinate)).toEqual([]);
    // None that is not there any more.
    const there = new Set(texts.map(({ type, field }) => `${type.name.value}.${field.name.value}`));
    const excused = Object.entries(NOT_PERSONAL).flatMap(([type, names]) => names.map((name) => `${type}.${name}`));
    expect(excused.filter((one) => !there.has(one))).toEqual([]);
  });

  it('marks the same classes in every subgraph that has the field', () => {
    const classes = new Map<string, Set<string>>();
    for (const { type, field } of fields) {
      const directive = field.directives?.find(({ name }) => name.value === 'pii');
      const value = directive?.arguments?.[0]?.value;
      const coordinate = `${type.name.value}.${field.name.value}`;
      classes.set(coordinate, (classes.get(coordinate) ?? new Set()).add(value?.kind === Kind.ENUM ? value.value : 'none'));
    }
    expect([...classes].filter(([, found]) => found.size > 1)).toEqual([]);
  });

  it('hides what one domain says to another', () => {
    const scalars = [
      'MatchKeys',
      'DomainEvidence',
      'DomainEvents',
      'DomainReport',
      'RecordMatches',
      'SourceReports',
      'ActionReceipt',
      'OfferedActions',
    ];
    const internal = fields.filter(({ field }) => scalars.includes(typeNameOf(field)));
    expect(internal.length).toBeGreaterThan(0);
    expect(
      internal.filter(({ field }) => !has('inaccessible', field) && !has('external', field)).map(({ coordinate }) => coordinate),
    ).toEqual([]);
  });

  // A later fetch that fails must cost its own field, never the customer.
  it('leaves everything nullable that another fetch fills', () => {
    const contributed = fields.filter(
      ({ type, field }) => type.name.value === 'Customer' && (!has('shareable', field) || has('requires', field)),
    );
    const late = contributed.filter(({ coordinate, field }) => !coordinate.startsWith('customer:') || has('requires', field));
    expect(late.filter(({ field }) => field.type.kind === Kind.NON_NULL_TYPE).map(({ coordinate }) => coordinate)).toEqual([]);
  });
});
