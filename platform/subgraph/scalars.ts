// The scalars that the subgraphs' SDL declares. The hidden ones (`MatchKeys`, `DomainEvidence`, …) carry plain JSON between
// subgraphs and are parsed by whoever receives them.
import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON, GraphQLLocalDate } from 'graphql-scalars';

const DECIMAL = /^-?\d+(\.\d+)?$/;

function toDecimal(value: unknown): string {
  if (typeof value === 'string' && DECIMAL.test(value)) return value;
  throw new TypeError('Decimal cannot represent this value: it takes a string such as "19.90".');
}

const decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  serialize: toDecimal,
  parseValue: toDecimal,
  parseLiteral: (node) => toDecimal(node.kind === Kind.STRING ? node.value : undefined),
});

const HIDDEN = [
  'MatchKeys',
  'DomainEvidence',
  'DomainEvents',
  'DomainReport',
  'RecordQuery',
  'RecordMatches',
  'ListQuery',
  'ListedRecords',
  'SourceReports',
  'DomainExport',
  'ActionRequest',
  'ActionReceipt',
  'OfferedActions',
];

/** Every scalar by the name it has in the SDL. */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: GraphQLDateTimeISO,
  Date: GraphQLLocalDate,
  JSON: GraphQLJSON,
  Decimal: decimal,
  ...Object.fromEntries(HIDDEN.map((name) => [name, new GraphQLScalarType({ ...GraphQLJSON.toConfig(), name })])),
};
