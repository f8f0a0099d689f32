import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { silentLog } from '../../platform/log';

const ROOT = join(__dirname, '..', '..');

/** Logs three lines in a process of its own, and tells what it wrote. */
function written(level: string): { out: string; lines: Record<string, unknown>[] } {
  const script = `const { createLog } = require('./platform/log');
    const log = createLog('${level}');
    log.info('one', { requestId: 'r' }); log.warn('two'); log.error('three', { code: 'C' });`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], { cwd: ROOT, encoding: 'utf8' });
  const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
  return { out: stdout, lines: lines.map(parseLine) };
}

function parseLine(line: string): Record<string, unknown> {
  const fields: Record<string, unknown> = JSON.parse(line);
  return fields;
}

test('lines are JSON on stderr, from a level on', () => {
  const { out, lines } = written('warn');
  expect(out).toBe('');
  expect(lines).toEqual([
    { level: 40, time: expect.stringMatching(/^\d{4}-.*Z$/), msg: 'two' },
    { level: 50, time: expect.any(String), msg: 'three', code: 'C' },
  ]);
});

test('a silent log says nothing', () => {
  silentLog.error('nothing');
  expect(written('silent').lines).toEqual([]);
});
