// The command as anybody runs it: YAML alone on stdout, one clear line on stderr where it cannot be done, and no secret in either.
import { parse } from 'yaml';
import { startProgram } from '../support/program';
import { schemaSql, startSuggestions, type Suggestions } from './sql-suggest/database';

let databases: Suggestions;
beforeAll(async () => {
  databases = await startSuggestions();
});
afterAll(() => databases.stop());

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
  const program = startProgram('commands/sql-suggest.js', { args, env });
  const code = await program.ended;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

describe('npm run sql:suggest', () => {
  it('writes the mapping of the database it is given, or of SQL_URL', async () => {
    const url = await databases.make('shop', schemaSql('classic-shop'));
    const given = await run([url]);
    expect(given).toMatchObject({ code: 0, stderr: expect.stringMatching(/proposed: customers, staff, .*; 3 lines to look at\n$/) });
    expect(parse(given.stdout)).toMatchObject({ customers: { table: 'customers' }, comments: { table: 'support.ticket_comments' } });
    expect(await run([], { SQL_URL: url })).toEqual(given);
    expect(given.stdout + given.stderr).not.toContain(new URL(url).password);
  });

  it('ends with 1 where nothing looks like customers, and says so in comments', async () => {
    const { code, stdout, stderr } = await run([await databases.make('weather', schemaSql('unrelated'))]);
    expect(code).toBe(1);
    expect(parse(stdout)).toBeNull();
    expect(stderr).toContain('no table looks like customers');
  });

  it.each<[string, readonly string[], Record<string, string>, RegExp]>([
    ['no database', [], {}, /^which database\? Set SQL_URL/],
    ['two of them', ['postgres://a/b', 'postgres://c/d'], {}, /^one address at most/],
    ['what is no address', ['my-Secret'], {}, /^the address: expected postgres:/],
    ['what is no address in SQL_URL', [], { SQL_URL: 'https://u:Secret@host/x' }, /^SQL_URL: expected postgres:/],
    ['nobody there', ['postgres://u:Secret@127.0.0.1:1/x'], {}, /^The database cannot be read: it cannot be reached.*\(ECONNREFUSED\)/],
  ])('ends with 1 and one line for %s', async (_what, args, env, words) => {
    const { code, stdout, stderr } = await run(args, env);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/Secret|127\.0|\n +at /);
  });

  it('says which: a wrong password, or no such database', async () => {
    const url = new URL(await databases.make('locked', ''));
    const gone = new URL(url);
    gone.pathname = '/gone';
    url.password = 'wrongSecret';
    expect(await run([url.href])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The database cannot be read: it refused the user, the password or the rights (SQLSTATE 28P01).\n',
    });
    expect((await run([gone.href])).stderr).toMatch(/no database of that name \(SQLSTATE 3D000\)/);
  });
});
