// Every list that can be long says so in the SDL (`@listSize`), so that any router prices it as ours does; the others are named here with
// the reason why they stay short. Lists of scalars weigh nothing, however long.
import { join } from 'node:path';
import { Kind, specifiedScalarTypes, valueFromASTUntyped, type ConstDirectiveNode, type FieldDefinitionNode, type TypeNode } from 'graphql';
import { readSubgraphSdl, subgraphNames } from '../../platform/subgraph/sdl';

const FOLDER = join(__dirname, '..', '..', 'schema');

const A_RECORD_EACH = 'one for each record that says it: of one customer, few';
const PER_RULE = 'one for each rule of matching that spoke, and there are not ten';
const PER_CURRENCY = 'one sum for each currency';
const OF_A_DOMAIN = 'the records of one customer in the one or two systems of a domain';

/** Never much longer than the ten items that a list is held to have where nothing is said. */
const SHORT: Readonly<Record<string, string>> = {
  'AudienceMembership.records': OF_A_DOMAIN,
  'BillingView.balance': PER_CURRENCY,
  'BillingView.invoicedTotal': PER_CURRENCY,
  'BillingView.monthlyRecurring': PER_CURRENCY,
  'BillingView.overdueBalance': PER_CURRENCY,
  'BillingView.records': OF_A_DOMAIN,
  'ContactPermission.consents': A_RECORD_EACH,
  'ContactPoint.records': A_RECORD_EACH,
  'CrmView.leads': OF_A_DOMAIN,
  'CrmView.records': OF_A_DOMAIN,
  'Customer.completeness': 'one for each of the five domains',
  'Customer.signals': 'one for each rule, and there are not ten',
  'CustomValue.alternatives': A_RECORD_EACH,
  'CustomerEdge.items': 'what put one customer on a list that is 1,000 records long for all of them',
  'CustomerEdge.records': 'what put one customer on a list that is 1,000 records long for all of them',
  'CustomerMatch.evidence': PER_RULE,
  'CustomerMatch.records': A_RECORD_EACH,
  'FieldConsistency.values': A_RECORD_EACH,
  'FieldProvenance.alternatives': A_RECORD_EACH,
  'Identity.manualLinks': 'said by people, one by one',
  'Link.evidence': PER_RULE,
  'Link.vetoes': PER_RULE,
  'LinkChange.customers': 'the two that it is about',
  'LinkExplanation.evidence': PER_RULE,
  'LinkExplanation.vetoes': PER_RULE,
  'MarketingView.consents': 'one for each channel of each profile of a customer',
  'MarketingView.records': OF_A_DOMAIN,
  'Order.returns': 'what came back of one order',
  'Order.shipments': 'the parcels of one order',
  'Payment.refunds': 'what was paid back of one payment',
  'Profile.addresses': A_RECORD_EACH,
  'Profile.emails': A_RECORD_EACH,
  'Profile.permissions': 'one for each channel and purpose',
  'Profile.phones': A_RECORD_EACH,
  'SalesView.lifetimeValue': PER_CURRENCY,
  'SalesView.records': OF_A_DOMAIN,
  'Source.custom': 'configured by hand',
  'Source.lookups': 'one for each of the four kinds of identifier',
  'SupportView.records': OF_A_DOMAIN,
};

interface Field {
  coordinate: string;
  type: string;
  field: FieldDefinitionNode;
}

const definitions = subgraphNames(FOLDER).flatMap((subgraph) => readSubgraphSdl(FOLDER, subgraph).definitions);
const objects = definitions.flatMap((one) => (one.kind === Kind.OBJECT_TYPE_DEFINITION ? [one] : []));
const leaves = new Set(
  definitions.flatMap((one) =>
    one.kind === Kind.SCALAR_TYPE_DEFINITION || one.kind === Kind.ENUM_TYPE_DEFINITION ? [one.name.value] : [],
  ),
);
const fields: Field[] = objects.flatMap(({ name, fields: own = [] }) =>
  own
    .filter((field) => directiveOf(field, 'inaccessible') === undefined && directiveOf(field, 'external') === undefined)
    .map((field) => ({ coordinate: `${name.value}.${field.name.value}`, type: name.value, field })),
);

function directiveOf({ directives = [] }: FieldDefinitionNode, name: string): ConstDirectiveNode | undefined {
  return directives.find((directive) => directive.name.value === name);
}

/** What `@listSize` says there; undefined = nothing. */
function listSizeOf(field: FieldDefinitionNode): Record<string, unknown> | undefined {
  const applied = directiveOf(field, 'listSize');
  return applied && Object.fromEntries((applied.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** Whether every field that answers its type says how long it is. */
function isSizedFromOutside({ type, field }: Field): boolean {
  const around = fields.filter((one) => nameOf(one.field.type) === type);
  const sizes = around.map((one) => listSizeOf(one.field)?.['sizedFields']);
  return sizes.length > 0 && sizes.every((sized) => Array.isArray(sized) && sized.includes(field.name.value));
}

const isLeaf = (name: string): boolean => leaves.has(name) || specifiedScalarTypes.some((scalar) => scalar.name === name);
const lists = fields.filter(({ field }) => isList(field.type) && !isLeaf(nameOf(field.type)));
const isMarked = (list: Field): boolean => listSizeOf(list.field) !== undefined || isSizedFromOutside(list);
const pages = fields.filter(({ field }) => field.arguments?.some(({ name }) => name.value === 'first'));

it('every list says how long it may be, or is known to be short', () => {
  expect(lists.length).toBeGreaterThan(60);
  expect(lists.filter((list) => !isMarked(list) && !(list.coordinate in SHORT)).map(({ coordinate }) => coordinate)).toEqual([]);
});

it('no list is excused that is marked, or not there any more', () => {
  const unmarked = new Set(lists.filter((list) => !isMarked(list)).map(({ coordinate }) => coordinate));
  expect(Object.keys(SHORT).filter((coordinate) => !unmarked.has(coordinate))).toEqual([]);
});

// With a size assumed beside it, routers that take that one first (Hive) would count a page of 100 as one of 10; and who leaves the
// argument out has its default, which is no fault.
it('every page is as long as its argument says', () => {
  expect(pages.length).toBeGreaterThan(10);
  for (const { coordinate, field } of pages) {
    const { slicingArguments, requireOneSlicingArgument, assumedSize } = listSizeOf(field) ?? {};
    expect({ coordinate, slicingArguments, requireOneSlicingArgument, assumedSize }).toEqual({
      coordinate,
      slicingArguments: ['first'],
      requireOneSlicingArgument: false,
      assumedSize: undefined,
    });
    expect(field.arguments?.find(({ name }) => name.value === 'first')?.defaultValue?.kind).toBe(Kind.INT);
  }
});

it('every connection is sized, both its nodes and its edges', () => {
  const connections = fields.filter(({ field }) => nameOf(field.type).endsWith('Connection'));
  expect(connections.length).toBeGreaterThan(8);
  for (const { coordinate, field } of connections)
    expect([coordinate, listSizeOf(field)?.['sizedFields']]).toEqual([coordinate, ['nodes', 'edges']]);
});
