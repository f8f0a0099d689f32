// Ready questions, read from real files.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readQuestions } from '../../../gateway/explorer/questions';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'questions-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const put = (name: string, text: string) => writeFile(join(folder, name), text);

test('in the order of their files, with the person put in wherever a sample names one', async () => {
  await put('02-debt.graphql', 'query WhoOwesUs { overdue }\n');
  await put('01-caller.graphql', '# Title: Who is calling?\nquery WhoIsCalling($phone: String!) { customer(phone: $phone) { id } }\n');
  await put('01-caller.variables.json', '{"phone":"$TRY_PHONE","nested":{"keys":["$TRY_ID","mail $TRY_EMAIL"]},"first":2}');
  expect(await readQuestions({ id: 'crm:contact:1', phone: '+4930$&1' }, folder)).toEqual([
    {
      name: 'WhoIsCalling',
      title: 'Who is calling?',
      query: '# Who is calling?\nquery WhoIsCalling($phone: String!) { customer(phone: $phone) { id } }\n',
      variables: { phone: '+4930$&1', nested: { keys: ['crm:contact:1', 'mail $TRY_EMAIL'] }, first: 2 },
    },
    { name: 'WhoOwesUs', title: 'Who owes us', query: 'query WhoOwesUs { overdue }\n', variables: {} },
  ]);
});

test.each([
  ['two operations', 'query A { a } query B { b }'],
  ['an operation without a name', '{ a }'],
  ['fragments only', 'fragment F on T { a }'],
])('refuses %s, naming the file', async (_what, source) => {
  await put('01-odd.graphql', source);
  await expect(readQuestions({}, folder)).rejects.toThrow(/01-odd\.graphql: expected one named operation/);
});

test('refuses variables that are no object, naming the file', async () => {
  await put('01-odd.graphql', 'query A { a }');
  await put('01-odd.variables.json', '["a"]');
  await expect(readQuestions({}, folder)).rejects.toThrow(/01-odd\.variables\.json: expected a JSON object/);
});
