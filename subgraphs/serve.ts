// Runs subgraphs alone, each on its own port: `npm run subgraph -- crm=4001 support=4003`. A gateway then reaches them by
// `<NAME>_SUBGRAPH_URL`, and needs none of their vendors' secrets.
import { join } from 'node:path';
import { z } from 'zod';
import { createEnvReader } from '../platform/env';
import { ConfigError } from '../platform/errors';
import { toListenFault } from '../platform/listen-fault';
import { createLog } from '../platform/log';
import { serveMetrics } from '../platform/metrics/page';
import { METRICS_SETTINGS } from '../platform/metrics/settings';
import { readProcesses } from '../platform/processes';
import { readRemoteAsk } from '../platform/link/remote-ask';
import { deploy } from '../platform/subgraph/deployment';
import { readComposedSchema } from '../platform/subgraph/sdl';
import { serveSubgraph } from './http';
import { subgraphs } from './index';

async function main(): Promise<void> {
  const env = createEnvReader();
  const settings = env.read(
    z.object({
      HOST: z.string().default('127.0.0.1'),
      LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
      ...METRICS_SETTINGS,
      NODE_ENV: z.string().default('development'),
      SUBGRAPH_SECRET: z.string().optional(),
    }),
  );
  if (settings?.NODE_ENV === 'production' && settings.SUBGRAPH_SECRET === undefined) {
    env.fault('SUBGRAPH_SECRET: is required with NODE_ENV=production, the same as the gateway has: at least 32 random characters');
  }
  const asked = process.argv.slice(2).map((argument) => {
    const [name = '', port = ''] = argument.split('=');
    return { name, port: port === '' ? NaN : Number(port) };
  });
  const known = subgraphs.map(({ name }) => name);
  if (asked.length === 0) env.fault(`name the subgraphs to run, such as crm=4001; there are ${known.join(', ')}`);
  for (const { name, port } of asked) {
    if (!known.includes(name)) env.fault(`there is no subgraph "${name}"; there are ${known.join(', ')}`);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) env.fault(`"${name}" needs a port, such as ${name}=4001`);
  }
  const log = createLog(settings?.LOG_LEVEL ?? 'info');
  const names = asked.map(({ name }) => name);
  // Only these two ask others; a domain served alone needs no address but its vendors'.
  const asks = ['customer', 'process'].some((name) => names.includes(name));
  const needed = asks
    ? subgraphs.filter(({ name }) => name !== 'process' || names.includes(name))
    : subgraphs.filter(({ name }) => names.includes(name));
  const schemaFolder = join(__dirname, '..', '..', 'schema');
  const gateway = names.includes('process') ? readRemoteAsk(env, { log, schema: () => readComposedSchema(schemaFolder) }) : undefined;
  if (names.includes('process') && readProcesses(env) && gateway === undefined) {
    env.fault('GATEWAY_URL: is required where the process subgraph runs apart: conditions of workflows are read there');
  }
  const deployment = await deploy(needed, { env, log, schemaFolder, here: names, ...(gateway === undefined ? {} : { ask: gateway.ask }) });
  env.check();

  const { signing, seenAnywhere } = deployment;
  const servers = await Promise.all(
    asked.map(async ({ name, port }) => {
      const subgraph = deployment.running.find((candidate) => candidate.name === name);
      if (subgraph === undefined) throw new Error('a subgraph that did not start');
      const server = serveSubgraph(subgraph, { ...{ signing, seenAnywhere, log }, webhooks: deployment.ownWebhooks });
      const address = await server.listen({ port, host: settings?.HOST ?? '127.0.0.1' }).catch((error: unknown) => {
        throw toListenFault(error, { port: `${name}=${port}`, host: 'HOST' });
      });
      process.stdout.write(`${name} ${address}/graphql\n`);
      return server;
    }),
  );

  const metrics = await serveMetrics(settings, deployment.measures);
  if (metrics !== undefined) process.stdout.write(`metrics ${metrics.url}/metrics\n`);

  if (readProcesses(env)) void gateway?.examine();

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await Promise.all(servers.map((server) => server.close()));
    await deployment.close();
    await gateway?.close();
    await metrics?.close();
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exit(1);
});
