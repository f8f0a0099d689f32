// What a warm ready question costs the gateway's process in processor time: all is in its memory, and calls of vendors are told where there
// are any. Lists apart, for they answer for many customers. Not judged: there is no version written by hand yet to hold it against.
import { readQuestions } from '../../gateway/explorer/questions';
import type { Sandbox } from '../../sandbox/sandbox';
import { organisationToTry } from '../../sandbox/world/organisation-to-try';
import { cpuMs } from '../gateway/cpu';
import { nextId } from '../gateway/identified';
import { openWire, prepare } from '../gateway/wire';
import { startGateway, VENDORS } from './stage';

const ANSWERS = 100;
const WARM_UP = 20;
const LISTS = /customers\(|edges|overdueCustomers|segmentMembers|opportunitiesClosing|customersWithOpenTickets|searchCustomers/;

export async function benchQuestions(sandbox: Sandbox): Promise<void> {
  const questions = await readQuestions({
    ...{ id: 'hubspot:contact:501', email: 'ada.mensah@copperfield-foods.example.com', phone: '+442079460501' },
    audience: `klaviyo:segment:${sandbox.world.marketing.segments[0]?.id ?? ''}`,
    organization: organisationToTry(sandbox.world) ?? '',
  });
  const gateway = await startGateway({ ...sandbox.env });
  const wire = await openWire(`${gateway.url}/graphql`);
  try {
    console.log(
      `\nProcessor time of the gateway for a warm answer (mean of ${ANSWERS}), not judged: nothing is written by hand yet to compare`,
    );
    for (const isList of [false, true]) {
      console.log(isList ? '  lists' : '  one customer');
      for (const { name, query, variables } of questions.filter((question) => LISTS.test(question.query) === isList)) {
        const request = prepare(`${gateway.url}/graphql`, JSON.stringify({ query, variables }));
        for (let turn = 0; turn < WARM_UP; turn += 1) await wire.send(request, nextId());
        const before = cpuMs(gateway.pid);
        for (const vendor of VENDORS) sandbox[vendor].resetCalls();
        let bytes = 0;
        for (let turn = 0; turn < ANSWERS; turn += 1) bytes = (await wire.send(request, nextId())).body.length;
        const ms = (cpuMs(gateway.pid) - before) / ANSWERS;
        const calls = VENDORS.reduce((sum, vendor) => sum + sandbox[vendor].calls().length, 0);
        console.log(
          `          ${name.padEnd(28)} ${ms.toFixed(2).padStart(7)} ms, ${String(bytes).padStart(7)} bytes, ${calls} calls of vendors`,
        );
      }
    }
  } finally {
    wire.close();
    await gateway.stop();
  }
}
