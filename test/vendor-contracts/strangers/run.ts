// Lets the strangers meet the sandbox, all at once, and prints one line of JSON a check. Started by the judge, with the sandbox's
// variables in STRANGERS_SETTINGS.
import { type Checks, type Settings, type Stranger } from './stranger';
import { hubspot } from './programs/hubspot';
import { intercom } from './programs/intercom';
import { klaviyo } from './programs/klaviyo';
import { mailchimp } from './programs/mailchimp';
import { salesforce } from './programs/salesforce';
import { shopify } from './programs/shopify';
import { stripe } from './programs/stripe';
import { zendesk } from './programs/zendesk';

const STRANGERS: Readonly<Record<string, Stranger>> = { hubspot, intercom, klaviyo, mailchimp, salesforce, shopify, stripe, zendesk };

async function meet(vendor: string, stranger: Stranger, settings: Settings): Promise<void> {
  const say = (check: string, fault: string | null): void => console.log(JSON.stringify({ vendor, check, fault }));
  if (stranger.needs.some((name) => settings[name] === undefined)) return say('is there', 'the sandbox has no such vendor');
  const checks: Checks = {
    async check(name, run) {
      try {
        await run();
        say(name, null);
      } catch (error) {
        say(name, error instanceof Error ? error.message : JSON.stringify(error));
      }
    },
    async throttle(url, path, seconds = 1) {
      const fault = { mode: '429', times: 1, path, ...(seconds === null ? {} : { retryAfterSeconds: seconds }) };
      await fetch(`${url}/__sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) });
      await fetch(`${url}/__sandbox/calls`, { method: 'DELETE' });
    },
    async calls(url) {
      const answer: { calls: unknown[] } = await (await fetch(`${url}/__sandbox/calls`)).json();
      return answer.calls.length;
    },
  };
  try {
    await stranger.meet(settings, checks);
  } catch (error) {
    say('runs to its end', error instanceof Error ? error.message : JSON.stringify(error));
  }
}

async function main(): Promise<void> {
  const settings: Settings = JSON.parse(process.env['STRANGERS_SETTINGS'] ?? '{}');
  await Promise.all(Object.entries(STRANGERS).map(([vendor, stranger]) => meet(vendor, stranger, settings)));
}

void main();
