import { parse } from 'graphql';
import { parseValue } from 'graphql/language';
import { buildSchema } from '../../../platform/subgraph/schema';
import { scalars } from '../../../platform/subgraph/scalars';

const decimal = scalars['Decimal'];

describe('Decimal', () => {
  it.each(['0', '19.90', '-3.5', '123456789012345678901234567890.123'])('takes %s as it is', (text) => {
    expect(decimal?.serialize(text)).toBe(text);
    expect(decimal?.parseValue(text)).toBe(text);
    expect(decimal?.parseLiteral(parseValue(`"${text}"`))).toBe(text);
  });

  it.each([19.9, '19,90', '1e3', '.5', '5.', '', ' 1', null])('refuses %s', (value) => {
    expect(() => decimal?.serialize(value)).toThrow(TypeError);
    expect(() => decimal?.parseLiteral(parseValue('19.9'))).toThrow(TypeError);
  });
});

test('every hidden scalar has the name it bears in the SDL', () => {
  const names = ['MatchKeys', 'DomainEvidence', 'DomainEvents', 'DomainReport', 'RecordQuery', 'RecordMatches', 'SourceReports'];
  const schema = buildSchema(parse(`${names.map((name) => `scalar ${name}`).join('\n')} type Query { a: MatchKeys }`), {});
  for (const name of names) expect(schema.getType(name)).toBe(schema.getType(scalars[name]?.name ?? ''));
});
