// The program by hand: what somebody would write who had these twelve questions to answer and nothing else in mind. `node:http`, our
// connectors and our pure functions; no GraphQL, no gateway, no subgraphs, no Redis, no limits, no audit. One process, as the gateway is.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEnvReader } from '../../../platform/env';
import { areTheyAtRisk } from './questions/are-they-at-risk';
import { canITrustThisView } from './questions/can-i-trust-this-view';
import { mayWeContactThem } from './questions/may-we-contact-them';
import type { Question } from './questions/question';
import { whatDoTheyAskUs } from './questions/what-do-they-ask-us';
import { whatDoWeHoldOnThem } from './questions/what-do-we-hold-on-them';
import { whatHappenedLately } from './questions/what-happened-lately';
import { whereIsMyOrder } from './questions/where-is-my-order';
import { whichSegmentsAreThere } from './questions/which-segments-are-there';
import { whoIsCalling } from './questions/who-is-calling';
import { whoOwesUs } from './questions/who-owes-us';
import { whoWorksThere } from './questions/who-works-there';
import { worthAndOwner } from './questions/worth-and-owner';
import { openSystems } from './systems';

const QUESTIONS: ReadonlyMap<string, Question> = new Map([
  ['AreTheyAtRisk', areTheyAtRisk],
  ['CanITrustThisView', canITrustThisView],
  ['MayWeContactThem', mayWeContactThem],
  ['WhatDoTheyAskUs', whatDoTheyAskUs],
  ['WhatDoWeHoldOnThem', whatDoWeHoldOnThem],
  ['WhatHappenedLately', whatHappenedLately],
  ['WhereIsMyOrder', whereIsMyOrder],
  ['WhichSegmentsAreThere', whichSegmentsAreThere],
  ['WhoIsCalling', whoIsCalling],
  ['WhoOwesUs', whoOwesUs],
  ['WhoWorksThere', whoWorksThere],
  ['WorthAndOwner', worthAndOwner],
]);

async function main(): Promise<void> {
  const systems = await openSystems(createEnvReader());
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void answer(Buffer.concat(chunks).toString()).then(
        (data) => send(response, data === null ? 404 : 200, { data }),
        (error: unknown) => send(response, 500, { error: String(error) }),
      );
    });
  });
  server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  process.once('SIGTERM', () => process.exit(0));

  /** null = not a question that is written by hand. */
  async function answer(body: string): Promise<object | null> {
    const asked: unknown = JSON.parse(body);
    const name = isObject(asked) ? asked['operationName'] : undefined;
    const question = typeof name === 'string' ? QUESTIONS.get(name) : undefined;
    const variables = isObject(asked) && isObject(asked['variables']) ? asked['variables'] : {};
    return question === undefined ? null : question(variables, systems);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

void main();
