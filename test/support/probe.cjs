// Loaded into a program before it starts (`NODE_OPTIONS=--require`): on SIGUSR2 it collects garbage and tells on stderr, as one line
// `probe {...}`, how much heap is in use and what keeps the process busy. The program itself is as it always is. Read by probed.ts.
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
// Nobody asks where they lead to, and finding their names takes time.
process.report.excludeNetwork = true;
const collect = runInNewContext('gc');

process.on('SIGUSR2', () => {
  // What the first one makes free to go, the second one takes.
  collect();
  setImmediate(() => {
    collect();
    const handles = {};
    for (const name of process.getActiveResourcesInfo()) handles[name] = (handles[name] ?? 0) + 1;
    // Those too that keep nobody busy, as connections kept for later do: they are missing above.
    const sockets = process.report.getReport().libuv.filter(({ type }) => type === 'tcp').length;
    process.stderr.write(`probe ${JSON.stringify({ heapBytes: process.memoryUsage().heapUsed, handles, sockets })}\n`);
  });
});
