// The law of mappings, on mappers that break it: each fault is told in words.
import { z } from 'zod';
import { mappingOf } from '../../platform/field-mapping';
import type { JsonValue } from '../../platform/record';
import { mappingFaults, type MappedObject } from './mapping.contract';

const Wire = z.object({
  id: z.int(),
  state: z.enum(['open', 'done']),
  title: z.string().nullish(),
  emails: z.array(z.object({ address: z.string(), main: z.boolean() })),
  due: z.iso.datetime().nullish(),
  promised: z.iso.datetime().nullish(),
  hold: z.object({ why: z.string() }).nullish(),
});

interface Task {
  id: string;
  url: string;
  status: 'OPEN' | 'HELD' | 'CLOSED';
  title: string | null;
  emails: string[];
  dueAt: string | null;
  language: string | null;
  priority: 'NONE';
  raw: JsonValue;
}

function toTask({ id, state, title, emails, due, promised, hold }: z.infer<typeof Wire>): Task {
  return {
    id: `tasks:task:${id}`,
    url: `https://tasks.example.com/${id}`,
    status: state === 'done' ? 'CLOSED' : hold == null ? 'OPEN' : 'HELD',
    title: title?.trim() || null,
    emails: emails.toSorted((a, b) => Number(b.main) - Number(a.main)).map(({ address }) => address.toLowerCase()),
    dueAt: due ?? promised ?? null,
    language: null,
    priority: 'NONE',
    raw: { id, state },
  };
}

const SAMPLE = {
  id: 7,
  state: 'open',
  title: 'Call Anna',
  emails: [
    { address: 'A@example.com', main: false },
    { address: 'b@example.com', main: true },
  ],
  due: '2026-01-01T00:00:00Z',
  promised: '2026-02-01T00:00:00Z',
  hold: { why: 'holidays' },
};
const TASK: MappedObject = {
  of: 'Task',
  samples: [SAMPLE, { ...SAMPLE, due: null }],
  map: (wire) => toTask(Wire.parse(wire)),
  instead: { state: ['done'] },
  never: ['language'],
};
const MAPPING = mappingOf<Task>('Task', [
  ['status', 'state', 'open → OPEN, done → CLOSED'],
  ['status', 'hold', 'there → HELD'],
  ['title', 'title', 'trimmed'],
  ['emails', 'emails[].address', 'in lower case'],
  ['emails', 'emails[].main', 'first'],
  ['dueAt', 'due'],
  ['dueAt', 'promised', 'where `due` is missing'],
]);
const without = (field: string, from: string) => MAPPING.filter((line) => line.field !== field || line.from !== from);

it('lets a mapping stand that says all and nothing else', () => {
  expect(mappingFaults(MAPPING, TASK)).toEqual([]);
});

it.each([
  ['Task.status depends on `state`, which no line of the mapping says', without('status', 'state'), {}],
  ['Task.status depends on `hold`, which no line of the mapping says', without('status', 'hold'), {}],
  ['Task.emails depends on `emails[].main`, which no line of the mapping says', without('emails', 'emails[].main'), {}],
  ['Task.dueAt depends on `promised`, which no line of the mapping says', without('dueAt', 'promised'), {}],
  [
    '`promised` is said to fill Task.dueAt: nothing that was tried there changes the field',
    MAPPING,
    { samples: [SAMPLE] } satisfies Partial<MappedObject>,
  ],
  [
    '`title` is said to fill Task.status: nothing that was tried there changes the field',
    [...MAPPING, ...mappingOf<Task>('Task', [['status', 'title']])],
    {},
  ],
  [
    '`body` is said to fill Task.title: no sample has that path, so that nothing tests the line',
    [...MAPPING, ...mappingOf<Task>('Task', [['title', 'body']])],
    {},
  ],
  ['Task has no field `subject`', [...MAPPING, ...mappingOf<{ subject: string }>('Task', [['subject', 'title']])], {}],
  ['`id` is said to fill Task.url: id, url and raw need no line', [...MAPPING, ...mappingOf<Task>('Task', [['url', 'id']])], {}],
  ['`due` is said to fill Task.dueAt twice', [...MAPPING, ...mappingOf<Task>('Task', [['dueAt', 'due', 'again']])], {}],
  ['Task.language is empty in every sample: fill it, or list it in `never`', MAPPING, { never: [] }],
  ['Task.title is filled by a sample: it is no `never`', MAPPING, { never: ['language', 'title'] }],
  ['Task has no field `mood`, listed in `never`', MAPPING, { never: ['language', 'mood'] }],
])('says: %s', (fault, mapping, more) => {
  expect(mappingFaults(mapping, { ...TASK, ...more })).toEqual([fault]);
});

it('asks for other values where none that it knows is one the vendor sends', () => {
  expect(mappingFaults(MAPPING, { ...TASK, instead: {} })).toEqual([
    '`state` could not be altered: name other values of it in `instead`',
    '`state` is said to fill Task.status: nothing that was tried there changes the field',
  ]);
});

it('holds each of several objects of one type to its own lines', () => {
  const [first, second] = ['tasks.', 'jobs.'].map((prefix) => MAPPING.map((line) => ({ ...line, from: prefix + line.from })));
  const both = [...(first ?? []), ...(second ?? [])];
  expect(mappingFaults(both, { ...TASK, prefix: 'jobs.' })).toEqual([]);
  expect(mappingFaults(first ?? [], { ...TASK, prefix: 'jobs.' })).toContain(
    'Task.title depends on `jobs.title`, which no line of the mapping says',
  );
});

it('lets no fault of the mapper itself pass for an answer that the vendor would not give', () => {
  const map = (wire: JsonValue) => {
    const task = toTask(Wire.parse(wire));
    if (task.title === null) throw new TypeError('no title');
    return task;
  };
  expect(() => mappingFaults(MAPPING, { ...TASK, map })).toThrow('no title');
});

it('reads the fields of all that one answer holds', () => {
  const tasks = z.object({ tasks: z.array(Wire) });
  const map = (wire: JsonValue) => tasks.parse(wire).tasks.map(toTask);
  const mapping = MAPPING.map((line) => ({ ...line, from: `tasks[].${line.from}` }));
  const samples: MappedObject['samples'] = [{ tasks: [SAMPLE, { ...SAMPLE, id: 8, due: null }] }];
  expect(mappingFaults(mapping, { ...TASK, samples, map, instead: { 'tasks[].state': ['done'] } })).toEqual([]);
});
